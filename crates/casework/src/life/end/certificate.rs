//! The certificate: what kind of data was destroyed, under which rule and by whom, and nothing about anybody (RET-6, FLD-11).

use super::run::Went;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Certificate, EndCell, EndList, EndWay, EndedGroup, Term, kind};
use crate::{House, Refused, day_number};
use regie_terms::{DeskAct, Id, Relation, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};
use serde::Serialize;

/// For how long a backup of the key store is kept at most, in milliseconds: 35 days.
const KEPT: i64 = 35 * 24 * 3_600_000;
/// The fewest files that a count of stripped files is given for.
const CELL: u32 = 10;

/// A certificate, as it is shown and put on paper.
#[derive(Clone, Debug, Serialize)]
pub struct CertificateView {
    /// Which.
    pub id: Id,
    /// The list it is about.
    pub list: Id,
    /// What it says.
    pub certificate: Certificate,
}

impl House {
    /// Writes down what went of a list, and once all of it was done how many of it were `kept`.
    pub(super) async fn certify(
        &self,
        list: &Known<EndList>,
        went: &Went,
        kept: Option<u32>,
    ) -> Result<(), Refused> {
        if went.files.is_empty() && kept.is_none() {
            return Ok(());
        }
        let now = self.now();
        let found = self.certificate_of(list.id).await?;
        let mut value = found.as_ref().map_or_else(
            || Certificate {
                way: list.value.way,
                from: now,
                by: list.value.approved.iter().map(|a| a.name.clone()).collect(),
                ..Certificate::default()
            },
            |found| found.value.clone(),
        );
        value.until = now;
        for (term, rules) in &went.files {
            value.add(term, rules);
        }
        value.dossiers += went.dossiers;
        value.keys += went.keys;
        value.records += went.records;
        for one in went
            .data
            .iter()
            .filter(|one| !value.data.contains(one))
            .collect::<Vec<_>>()
        {
            value.data.push(one);
        }
        value.data.sort_unstable();
        if let Some(kept) = kept {
            value.finish(kept, now);
        }
        let mut changes = Changes::default();
        match &found {
            Some(found) => {
                changes
                    .replace
                    .push(Draft::over(kind::CERTIFICATE, found, &value)?);
            }
            None => {
                changes
                    .add
                    .push(Draft::new(kind::CERTIFICATE, STAFF, &value)?.of(list.id));
            }
        }
        let permit = self.program_leave("certify-destruction")?;
        let _ = self.vault().change(permit, changes).await?;
        Ok(())
    }

    /// Replaces the controller's key where something was destroyed since that was done last, and writes down from when no backup of the key store has a key that was
    /// destroyed: those of before cannot be opened any more, and are thrown away after their term.
    pub(super) async fn make_final(&self) -> Result<(), Refused> {
        let rows = self
            .vault()
            .routing(Where::NoDossier, &[kind::CERTIFICATE])
            .await?;
        let waiting = rows.iter().filter(|row| row.due.is_none());
        let ids: Vec<Id> = waiting.map(|row| row.id).collect();
        let mut facts = self.vault().facts_of(ids, &[kind::CERTIFICATE]).await?;
        let found = facts.take::<Certificate>(kind::CERTIFICATE)?;
        let done: Vec<_> = found.iter().filter(|c| c.value.done.is_some()).collect();
        if done.iter().all(|c| c.value.keys == 0) {
            return Ok(());
        }
        self.rotate_keys().await?;
        let now = self.now();
        let day = day_number(self.local(now + KEPT).date());
        let mut changes = Changes::default();
        for one in done {
            let value = Certificate {
                final_from: Some(now + KEPT),
                ..one.value.clone()
            };
            let draft = Draft::over(kind::CERTIFICATE, one, &value)?;
            changes.replace.push(draft.due(day));
        }
        let permit = self.program_leave("certify-destruction")?;
        let _ = self.vault().change(permit, changes).await?;
        Ok(())
    }

    /// A certificate, for who reads what was destroyed.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] where there is none.
    pub async fn certificate(&self, caller: &Caller, id: Id) -> Result<CertificateView, Refused> {
        again!(self.certificate_once(caller, id))
    }

    async fn certificate_once(&self, caller: &Caller, id: Id) -> Result<CertificateView, Refused> {
        let task = self.task_question(caller, DeskAct::ReadRetention, Relation::None)?;
        let mut scope = self.account_scope(
            caller,
            "view-certificate",
            &[kind::CERTIFICATE],
            RequestId::fresh(),
        )?;
        scope.parts.only = Some(vec![id]);
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let receipt = self.vault().look(permit, None).await?;
        let mut opened = self.vault().open(receipt).await?;
        let found = opened.take::<Certificate>(kind::CERTIFICATE)?.pop();
        let found = found.ok_or(Refused::NotFound)?;
        Ok(CertificateView {
            id,
            list: found.of.ok_or(Refused::NotFound)?,
            certificate: found.value,
        })
    }
}

impl Certificate {
    /// All of the list was done: of what was stripped only counts are left that are of so many that nobody can be found in them.
    fn finish(&mut self, kept: u32, now: i64) {
        self.kept = kept;
        self.done = Some(now);
        self.cells.retain(|cell| cell.count >= CELL);
    }

    /// One file more.
    fn add(&mut self, term: &Term, rules: &[String]) {
        let same = |g: &&mut EndedGroup| g.law == term.law && g.file == term.file;
        match self.groups.iter_mut().find(same) {
            Some(group) => {
                group.files += 1;
                for rule in rules {
                    if !group.rules.contains(rule) {
                        group.rules.push(rule.clone());
                    }
                }
            }
            None => self.groups.push(EndedGroup {
                law: term.law,
                file: term.file,
                files: 1,
                rules: rules.to_vec(),
            }),
        }
        if self.way == EndWay::Strip {
            let (law, file, closed) = (term.law, term.file, term.closed.year());
            let same = |c: &&mut EndCell| (c.law, c.file, c.closed) == (law, file, closed);
            match self.cells.iter_mut().find(same) {
                Some(cell) => cell.count += 1,
                None => self.cells.push(EndCell {
                    law,
                    file,
                    closed,
                    count: 1,
                }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use regie_terms::{DossierId, File, Law, PersonId};

    /// Who knows that somebody got help under a law and when it ended looks for them in what is left.
    #[test]
    fn in_what_is_left_of_stripped_files_nobody_is_found() {
        let mut left = Certificate {
            way: EndWay::Strip,
            ..Certificate::default()
        };
        let mut files = Vec::new();
        for (law, year, count) in [
            (Law::Wmo, 2010, 12),
            (Law::Wmo, 2011, 9),
            (Law::Jeugdwet, 2010, 1),
            (Law::Wgs, 2012, 10),
        ] {
            for month in 0..count {
                let term = Term {
                    dossier: DossierId::fresh(),
                    person: PersonId::fresh(),
                    law,
                    file: File::Treatment,
                    closed: date(year, 1 + month % 12, 3),
                    set: None,
                };
                left.add(&term, &[]);
                files.push(term);
            }
        }
        left.finish(0, 1);
        assert_eq!(left.cells.len(), 2);
        let told = serde_json::to_string(&left).unwrap_or_default();
        for term in &files {
            let same = |c: &&EndCell| c.law == term.law && c.closed == term.closed.year();
            let among = left.cells.iter().find(same).map_or(CELL, |c| c.count);
            assert!(among >= CELL, "one of {among}");
            for trace in [
                term.dossier.to_string(),
                term.person.to_string(),
                term.closed.to_string(),
            ] {
                assert!(!told.contains(&trace), "{trace}");
            }
        }
    }
}
