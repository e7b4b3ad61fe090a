//! Doing what was approved: the keys first, then the rows, some dossiers at a time. Cut short at any point it is taken up where it was, since a file's term goes with the
//! file.

use super::PAGE;
use super::one::{Begun, Came, Due};
use crate::thing::{EndList, Term, kind};
use crate::{House, Refused, day_number};
use jiff::civil::Date;
use regie_charter::{Change, Permit};
use regie_terms::{Data, DossierId, Id, KeyId, RequestId, Set};
use regie_vault::{Changes, Draft, Known};
use std::collections::BTreeMap;
use tokio::task::JoinSet;

/// What a sweep of approved lists did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many lists were worked on.
    pub lists: u32,
    /// How many files went.
    pub files: u64,
    /// How many dossiers nothing is left of.
    pub dossiers: u64,
    /// How many keys were destroyed.
    pub keys: u64,
    /// How many records went.
    pub records: u64,
    /// How many files were kept after all.
    pub kept: u64,
    /// How many files may go and stand on no approved list; counted where nothing is done.
    pub unlisted: u64,
}

/// What went of a list.
#[derive(Default)]
pub(super) struct Went {
    pub files: Vec<(Term, Vec<String>)>,
    pub dossiers: u32,
    pub keys: u32,
    pub records: u64,
    pub kept: u32,
    pub data: Set<Data>,
}

impl House {
    /// Destroys what stands on lists that two people approved, as the charter answers on the day `on`: not after today. After each group of dossiers `told` is asked whether to
    /// go on, with what was done so far.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when something could not be done; what was done stands, and the next sweep goes on from there.
    pub async fn destroy_approved(
        &self,
        on: Date,
        mut told: impl FnMut(&Swept) -> bool + Send,
    ) -> Result<Swept, Refused> {
        let on = on.min(self.today());
        let mut swept = Swept::default();
        let lists = self.open_lists().await?;
        for list in lists.into_iter().filter(|list| list.value.is_approved()) {
            swept.lists += 1;
            let mut ids = list.value.ids();
            ids.sort_unstable();
            let mut held = 0u32;
            for chunk in ids.chunks(PAGE) {
                let terms = self.terms(chunk).await?;
                if terms.is_empty() {
                    continue;
                }
                let went = self.destroy_these(&list, by_dossier(terms, on)).await?;
                swept.files += went.files.len() as u64;
                swept.dossiers += u64::from(went.dossiers);
                swept.keys += u64::from(went.keys);
                swept.records += went.records;
                swept.kept += u64::from(went.kept);
                held += went.kept;
                if !told(&swept) {
                    return Ok(swept);
                }
            }
            self.list_done(&list, held).await?;
        }
        self.make_final().await?;
        Ok(swept)
    }

    /// What [`House::destroy_approved`] would do on a day, which may be one to come; nothing is done.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when it cannot be read.
    pub async fn destroy_dry(&self, on: Date) -> Result<Swept, Refused> {
        let mut swept = Swept::default();
        let mut listed = std::collections::HashSet::new();
        for list in self.open_lists().await? {
            let ids = list.value.ids();
            if list.value.is_approved() {
                swept.lists += 1;
                for chunk in ids.chunks(PAGE) {
                    for due in by_dossier(self.terms(chunk).await?, on) {
                        let count = due.terms.len() as u64;
                        if due.may_go(self)? && !self.is_held(due.dossier).await? {
                            swept.files += count;
                            swept.dossiers += 1;
                        } else {
                            swept.kept += count;
                        }
                    }
                }
                listed.extend(ids);
            }
        }
        let mut after = None;
        loop {
            let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
            let last = day_number(on) - 1;
            let rows = self.vault().over(kind::TERM, last, after, limit).await?;
            let Some(end) = rows.last() else {
                return Ok(swept);
            };
            after = end.due.map(|due| (due, end.id));
            let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
            for term in self.terms(&ids).await? {
                let one = Due {
                    dossier: term.value.dossier,
                    terms: vec![term],
                    on,
                };
                let id = one.terms.first().map(|t| t.id);
                if id.is_some_and(|id| !listed.contains(&id)) && one.may_go(self)? {
                    swept.unlisted += 1;
                }
            }
        }
    }

    /// Some dossiers of a list together: what is being destroyed is written down for each, then all their keys go at once, then their rows.
    async fn destroy_these(
        &self,
        list: &Known<EndList>,
        dossiers: Vec<Due>,
    ) -> Result<Went, Refused> {
        let mut went = Went::default();
        let mut begun: Vec<(Begun, Vec<Term>)> = Vec::new();
        let mut tasks = JoinSet::new();
        for due in dossiers {
            let house = self.clone();
            tasks.spawn(async move { (house.begin(&due).await, due) });
        }
        while let Some(done) = tasks.join_next().await {
            let (came, due) = done.map_err(|_| Refused::Busy)?;
            match came? {
                Came::Begun(one) => {
                    begun.push((one, due.terms.iter().map(|t| t.value).collect()));
                }
                Came::Part(part) => {
                    for (id, rules) in part.files {
                        let term = due.terms.iter().find(|t| t.id == id);
                        went.files.extend(term.map(|t| (t.value, rules)));
                    }
                    went.kept += u32::try_from(part.kept).unwrap_or(u32::MAX);
                    went.keys += u32::try_from(part.keys).unwrap_or(u32::MAX);
                    went.records += part.records as u64;
                    went.data = went.data.iter().chain(part.data.iter()).collect();
                }
                Came::Kept(count) => went.kept += u32::try_from(count).unwrap_or(u32::MAX),
            }
        }
        let keys: Vec<KeyId> = begun.iter().flat_map(|(one, _)| one.keys.clone()).collect();
        if !keys.is_empty() {
            self.vault().destroy_begun(&keys).await?;
        }
        went.keys += u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let mut under = Vec::new();
        let mut tasks = JoinSet::new();
        for (one, terms) in begun {
            under.push(format!("/dossier/{}/", one.dossier));
            under.extend(one.people.iter().map(|person| format!("/mijn/{person}/")));
            let house = self.clone();
            tasks.spawn(async move { (house.finish(&one).await, one, terms) });
        }
        while let Some(done) = tasks.join_next().await {
            let (records, one, terms) = done.map_err(|_| Refused::Busy)?;
            went.records += records? as u64;
            went.dossiers += 1;
            went.data = went.data.iter().chain(one.data.iter()).collect();
            let mut rules = one.rules.into_iter();
            for term in terms {
                went.files.push((term, rules.next().unwrap_or_default()));
            }
        }
        if !under.is_empty() {
            self.forget_drafts(&under).await?;
        }
        self.certify(list, &went, None).await?;
        Ok(went)
    }

    /// Writes down that all of a list was done.
    async fn list_done(&self, list: &Known<EndList>, kept: u32) -> Result<(), Refused> {
        self.certify(list, &Went::default(), Some(kept)).await?;
        let draft = Draft::over(kind::END_LIST, list, &list.value)?.due(day_number(self.today()));
        let changes = Changes {
            replace: vec![draft],
            ..Changes::default()
        };
        let permit = self.program_leave("end-list-done")?;
        match self
            .vault()
            .change(permit, changes)
            .await
            .map_err(Refused::from)
        {
            // Another desk was first.
            Ok(_) | Err(Refused::Busy) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The program's own leave for its books of what was destroyed.
    pub(super) fn program_leave(&self, act: &'static str) -> Result<Permit<Change>, Refused> {
        let scope = self.scope(act, Self::system(), RequestId::fresh());
        self.charters().start_up(scope).ok_or(Refused::NotFound)
    }
}

/// Terms, those of one dossier together.
fn by_dossier(terms: Vec<Known<Term>>, on: Date) -> Vec<Due> {
    let mut out: BTreeMap<DossierId, Vec<Known<Term>>> = BTreeMap::new();
    for term in terms {
        out.entry(term.value.dossier).or_default().push(term);
    }
    let due = |(dossier, terms)| Due { dossier, terms, on };
    out.into_iter().map(due).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop")]
    use super::*;
    use crate::life::{CloseInput, PrepareInput};
    use crate::world::World;
    use jiff::civil::date;

    fn destroying() -> PrepareInput {
        PrepareInput {
            way: "destroy".to_owned(),
        }
    }

    /// A list of the other family's dossier that two people approved.
    async fn listed(w: &World) -> Id {
        let noor = w.caller("noor").await;
        let input = CloseInput {
            on: "2026-11-21".to_owned(),
            why: "reached".to_owned(),
            because: "Klaar.".to_owned(),
            told: "In een gesprek.".to_owned(),
            ..CloseInput::default()
        };
        let house = &w.house;
        let id = RequestId::fresh();
        house
            .close_dossier(&noor, w.other_dossier, &input, id)
            .await
            .unwrap();
        w.day(date(2042, 1, 1));
        let lena = w.caller("lena").await;
        let list = house
            .prepare_destruction(&lena, &destroying(), RequestId::fresh())
            .await
            .unwrap();
        for login in ["lena", "lies"] {
            let who = w.caller(login).await;
            house
                .approve_destruction(&who, list, RequestId::fresh())
                .await
                .unwrap();
        }
        list
    }

    /// The program ends after it is written down, and after the keys went: the next start goes on from there, and nothing is taken for damage meanwhile.
    #[tokio::test]
    async fn cut_short_at_any_point_it_is_taken_up_where_it_was() {
        for keys_gone in [false, true] {
            let w = World::new().await;
            let list = w.house.end_list(listed(&w).await).await.unwrap();
            let terms = w.house.terms(&list.value.ids()).await.unwrap();
            let due = by_dossier(terms, w.house.today()).pop().unwrap();
            let Came::Begun(one) = w.house.begin(&due).await.unwrap() else {
                panic!("it is begun");
            };
            let vault = w.vault().await;
            if keys_gone {
                vault.destroy_begun(&one.keys).await.unwrap();
            }
            assert_eq!(vault.without_key().await.unwrap(), None);
            // Nothing is written there any more, whoever tries.
            let noor = w.caller("noor").await;
            let hold = crate::life::HoldInput {
                hold: "complaint".to_owned(),
                because: "Te laat.".to_owned(),
                ..Default::default()
            };
            let id = RequestId::fresh();
            let late = w.house.set_hold(&noor, w.other_dossier, &hold, id).await;
            assert!(matches!(late, Err(Refused::Busy)), "{late:?}");
            w.house.sweep().await.unwrap();
            let today = w.house.today();
            let swept = w.house.destroy_approved(today, |_| true).await.unwrap();
            assert_eq!((swept.dossiers, swept.files), (1, 1));
            let left = vault.keys_of(w.other_dossier.0).await.unwrap();
            assert!(left.is_empty());
            assert_eq!(vault.without_key().await.unwrap(), None);
            w.done().await;
        }
    }
}
