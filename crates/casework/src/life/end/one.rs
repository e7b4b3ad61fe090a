//! One dossier: what the charter says of its files today, that it is being destroyed, and taking it away.

use super::part::Part;
use crate::act::{Case, Gate};
use crate::life::page::standing_holds;
use crate::life::term::may_go;
use crate::thing::{Term, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Change, Parts, Permit, Scope, Whose};
use regie_terms::{Data, DossierId, Id, KeyId, PersonId, Question, RequestId, Set};
use regie_vault::open::Where;
use regie_vault::{Along, Known};
use std::collections::BTreeSet;

/// What a file's going is judged by.
pub(super) const KINDS: [&str; 17] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::FILE,
    kind::AUTHORITY,
    kind::ENTRY,
    kind::DOCUMENT,
    kind::DISCLOSURE,
    kind::CONSENT,
    kind::CONSENT_QUERY,
    kind::CONTRIBUTION,
    kind::POSTING,
    kind::REQUEST,
    kind::REQUEST_DECISION,
    kind::RESTRICTION,
    kind::NOTICE,
    kind::HOLD,
    kind::CLOSURE,
];

/// The files of one dossier on a list.
pub(super) struct Due {
    pub dossier: DossierId,
    pub terms: Vec<Known<Term>>,
    /// The day on which the charter is asked.
    pub on: Date,
}

/// A dossier that is being destroyed.
pub(super) struct Begun {
    pub dossier: DossierId,
    pub keys: Vec<KeyId>,
    /// What the charter was asked, once more when the rows go.
    pub questions: Vec<Question>,
    pub terms: Vec<Id>,
    pub people: Vec<PersonId>,
    pub data: Set<Data>,
    pub rules: Vec<Vec<String>>,
}

/// What became of a dossier on a list.
pub(super) enum Came {
    /// All of it goes; this much is written down.
    Begun(Begun),
    /// Some of its files went; others are kept longer.
    Part(Part),
    /// Nothing went: something stands in the way, or its day is later after all.
    Kept(usize),
}

impl House {
    /// Asks the charter once more, with what stands in the way and when something was last changed, and writes down that the dossier is being destroyed. Where
    /// other files of the dossier are kept longer, those that are over go at once.
    pub(super) async fn begin(&self, due: &Due) -> Result<Came, Refused> {
        for _ in 0..crate::dossier::TRIES {
            match self.begin_once(due).await {
                Err(Refused::Busy) => {}
                other => return other,
            }
        }
        Err(Refused::Busy)
    }

    async fn begin_once(&self, due: &Due) -> Result<Came, Refused> {
        let dossier = due.dossier.0;
        let keys = self.vault().keys_of(dossier).await?;
        let mut begun = Begun {
            dossier: due.dossier,
            keys,
            questions: due.questions(self, None),
            terms: due.terms.iter().map(|t| t.id).collect(),
            people: due.people(),
            data: Set::EMPTY,
            rules: Vec::new(),
        };
        if self.vault().is_begun(&begun.keys).await? {
            // It was cut short: what it was judged by cannot be read any more.
            begun.rules = self.rules(&begun.questions)?;
            return Ok(Came::Begun(begun));
        }
        let act = "begin-destruction";
        let mut scope = self.end_scope(act, due.dossier).await?;
        let Some(leave) = self.leave(scope.clone(), &begun.questions)? else {
            return Ok(Came::Kept(due.terms.len()));
        };
        let case = self.case(&Gate::of(leave), &KINDS).await?;
        begun.questions = due.questions(self, Some(&case));
        if case.waits() {
            return Ok(Came::Kept(due.terms.len()));
        }
        let over = |file: &Id| due.terms.iter().any(|t| t.of == Some(*file));
        if case.files.iter().any(|file| !over(&file.id)) {
            return Ok(match self.parts(due, &begun.questions).await? {
                Part { files, .. } if files.is_empty() => Came::Kept(due.terms.len()),
                part => Came::Part(part),
            });
        }
        scope.request = RequestId::fresh();
        let Some(permit) = self.leave(scope, &begun.questions)? else {
            return Ok(Came::Kept(due.terms.len()));
        };
        begun.rules = self.rules(&begun.questions)?;
        begun.data = case.kinds_of_data();
        let now = self.now();
        self.vault()
            .begin_destroying(permit, &begun.keys, now)
            .await?;
        Ok(Came::Begun(begun))
    }

    /// Takes away what lies in a dossier whose keys are destroyed, and what is elsewhere about it alone. Gives how many records went.
    pub(super) async fn finish(&self, begun: &Begun) -> Result<usize, Refused> {
        for _ in 0..crate::dossier::TRIES {
            match self.finish_once(begun).await {
                Err(Refused::Busy) => {}
                other => return other,
            }
        }
        Err(Refused::Busy)
    }

    async fn finish_once(&self, begun: &Begun) -> Result<usize, Refused> {
        let mut scope = self.end_scope("destroy-dossier", begun.dossier).await?;
        scope.concerns.clone_from(&begun.people);
        let permit = self.leave(scope, &begun.questions)?;
        let permit = permit.ok_or_else(|| {
            Refused::Unavailable("the charter takes back that a file may be destroyed".to_owned())
        })?;
        let mut along = Along {
            remove: self.ways_in(begun.dossier).await?,
            ..Along::default()
        };
        along.remove.extend(&begun.terms);
        let (vault, now) = (self.vault(), self.now());
        Ok(vault.destroy_rows(permit, &begun.keys, along, now).await?)
    }

    /// The accounts of clients that open this dossier and no other, with what waits for them.
    async fn ways_in(&self, dossier: DossierId) -> Result<Vec<Id>, Refused> {
        let vault = self.vault();
        let at = Where::Dossier(dossier.0);
        let portals = vault.routing(at, &[kind::PORTAL]).await?;
        let accounts: BTreeSet<Id> = portals.iter().filter_map(|row| row.account).collect();
        let mut out = Vec::new();
        for account in accounts {
            let rows = vault.routing(Where::Account(account), &[]).await?;
            let elsewhere = |row: &&regie_vault::open::Routing| {
                row.kind == kind::PORTAL && row.dossier != Some(dossier.0)
            };
            if rows.iter().any(|row| elsewhere(&row)) {
                continue;
            }
            out.push(account);
            let own = [kind::MAIL_NOTICE, kind::INVITATION, kind::FACTOR_REQUEST];
            let own = |row: &&regie_vault::open::Routing| {
                row.dossier.is_none() && own.contains(&row.kind.as_str())
            };
            out.extend(rows.iter().filter(own).map(|row| row.id));
        }
        Ok(out)
    }

    /// The scope of what the program does to a dossier whose term is over.
    pub(super) async fn end_scope(
        &self,
        act: &'static str,
        dossier: DossierId,
    ) -> Result<Scope, Refused> {
        let mut scope = self.scope(act, Self::system(), RequestId::fresh());
        scope.dossier = Some(dossier);
        scope.moves = vec![dossier.0];
        self.judged_on(&mut scope, dossier.0).await?;
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &KINDS,
            only: None,
        };
        Ok(scope)
    }

    /// The charter's leave: every one of these files may be destroyed. `None` where it says no.
    pub(super) fn leave(
        &self,
        scope: Scope,
        questions: &[Question],
    ) -> Result<Option<Permit<Change>>, Refused> {
        Ok(self.charters().judge(scope, questions)?.ruling.ok())
    }

    /// By which rules each of these may go.
    pub(super) fn rules(&self, questions: &[Question]) -> Result<Vec<Vec<String>>, Refused> {
        let mut out = Vec::new();
        for question in questions {
            let answer = self.charters().ask(question)?;
            out.push(answer.because.into_iter().map(|b| b.rule).collect());
        }
        Ok(out)
    }
}

impl Due {
    /// The questions about its files; with what was read of the dossier, what stands in the way and when something was last changed count too.
    pub(super) fn questions(&self, house: &House, case: Option<&Case>) -> Vec<Question> {
        let put = |term: &Known<Term>| {
            let value = &term.value;
            let (holds, last) = match case {
                Some(case) => (
                    standing_holds(&case.holds),
                    house.last_change(case, value.person, value.law, value.closed),
                ),
                None => (Set::EMPTY, value.closed),
            };
            house.retention(value.asked(holds, last), self.on)
        };
        self.terms.iter().map(put).collect()
    }

    /// Whose files they are, each person once.
    fn people(&self) -> Vec<PersonId> {
        let people: BTreeSet<PersonId> = self.terms.iter().map(|t| t.value.person).collect();
        people.into_iter().collect()
    }

    /// Whether one of its files may go on the day, as far as its term says.
    pub(super) fn may_go(&self, house: &House) -> Result<bool, Refused> {
        for question in self.questions(house, None) {
            if !may_go(&house.charters().ask(&question)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Case {
    /// Whether something has to be done first: a request somebody still has work on, or something that stands still until that is lifted (GDPR 18(2)).
    pub(super) fn waits(&self) -> bool {
        let works = |r: &Known<crate::thing::Request>| self.request_state(r, false).waits();
        self.restrictions.iter().any(|r| r.due.is_none()) || self.requests.iter().any(works)
    }

    /// What kinds of data stand in it.
    pub(super) fn kinds_of_data(&self) -> Set<Data> {
        let entries = self.entries.iter().map(|e| e.value.label.category);
        let documents = self.documents.iter().map(|d| d.value.label.category);
        entries.chain(documents).collect()
    }
}
