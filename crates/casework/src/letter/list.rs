//! The letters of a dossier, for those who work in it, with what was posted and why.

use super::ground::LetterGround;
use super::view::{Letters, PostingRow};
use crate::act::{Allowed, again};
use crate::entry::sees_shielded;
use crate::guard::Caller;
use crate::share::{Sharing, concerned, hidden, unseen};
use crate::thing::{Dossier, LetterKind, Person, Posting, kind};
use crate::{House, Refused};
use regie_charter::{Parts, View, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_vault::Known;

impl House {
    /// The letters of a dossier, newest first. Those about requests are there for who handles these, and those about what a colleague does not see are
    /// not there for them.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not look at the dossier.
    pub async fn letters(&self, caller: &Caller, dossier: DossierId) -> Result<Letters, Refused> {
        again!(self.letters_once(caller, dossier))
    }

    async fn letters_once(&self, caller: &Caller, dossier: DossierId) -> Result<Letters, Refused> {
        let ground = self
            .letter_ground(
                caller,
                dossier,
                false,
                ("view-dossier", Act::View),
                RequestId::fresh(),
            )
            .await?;
        let mut readable: Vec<Id> = Vec::new();
        let mut only = vec![dossier.0];
        for row in &ground.case.postings {
            if self.knows_letter(caller, &ground, row)? {
                only.push(row.id);
                if self.reads_letter(caller, &ground, row)? {
                    readable.push(row.id);
                }
            }
        }
        only.extend(ground.case.people.iter().map(|p| p.id));
        let LetterGround {
            standing,
            mut scope,
            access,
            own,
            ..
        } = ground;
        scope.concerns = standing.people;
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DOSSIER, kind::PERSON, kind::POSTING],
            only: Some(only),
        };
        let Allowed { permit, .. } = self
            .allow_letter::<View>(&scope, Some(own), (&access, None))
            .await?;
        let receipt = self.vault().look(permit, Some(own)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let stored = opened
            .take::<Dossier>(kind::DOSSIER)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let mut people = opened.take::<Person>(kind::PERSON)?;
        people.sort_by_key(|p| (p.id != stored.principal.0, p.value.born));
        let name = |id: Option<Id>| {
            let found = people.iter().find(|p| Some(p.id) == id);
            found.map(|p| p.value.name()).unwrap_or_default()
        };
        let mut postings = opened.take::<Posting>(kind::POSTING)?;
        postings.sort_by_key(|p| std::cmp::Reverse((p.value.at, p.id)));
        Ok(Letters {
            title: stored.title,
            rows: postings
                .iter()
                .filter_map(|p| PostingRow::of(p, name(p.person), readable.contains(&p.id)))
                .collect(),
            people: people
                .iter()
                .map(|p| (PersonId(p.id), p.value.name()))
                .collect(),
        })
    }

    /// Whether somebody who works in the dossier may know of a letter.
    pub(super) fn knows_letter(
        &self,
        caller: &Caller,
        ground: &LetterGround,
        row: &Known<Posting>,
    ) -> Result<bool, Refused> {
        match row.value.letter {
            LetterKind::Invitation => Ok(true),
            LetterKind::Decision | LetterKind::Receipt => {
                self.handles_requests(caller, &ground.standing)
            }
            LetterKind::Consent => {
                let apart = unseen(&ground.case, ground.standing.relation);
                let share = row.of.and_then(|of| ground.case.share(of));
                Ok(share.is_none_or(|s| !hidden(&s.value, &apart)))
            }
        }
    }

    /// Whether they may read the letter itself: it tells the address it went to, and the words that were asked about.
    pub(super) fn reads_letter(
        &self,
        caller: &Caller,
        ground: &LetterGround,
        row: &Known<Posting>,
    ) -> Result<bool, Refused> {
        let sees = sees_shielded(ground.standing.relation);
        if !self.knows_letter(caller, ground, row)? || (row.value.secret && !sees) {
            return Ok(false);
        }
        let case = &ground.case;
        // Nobody reads on paper what stands still, and what is not there any more.
        let stands = |id: Id| {
            case.entries.iter().any(|e| e.id == id && e.still)
                || case.documents.iter().any(|d| d.id == id && d.still)
        };
        if row.value.letter != LetterKind::Consent {
            let asked = row.of.and_then(|of| case.request(of));
            let things = asked.map(|r| r.value.things.as_slice());
            return Ok(!things.unwrap_or_default().iter().any(|t| stands(t.id)));
        }
        let apart = unseen(case, ground.standing.relation);
        let share = row.of.and_then(|of| case.share(of));
        let shut = |f: &crate::thing::ShareFact| {
            f.erased.is_some() || apart.contains(&f.entry) || stands(f.entry)
        };
        Ok(share.is_some_and(|s| !s.value.facts.iter().any(shut)))
    }

    /// Whom a line about a letter concerns: whom what it is about does. An invitation says nothing and concerns nobody, as what it takes the place of.
    pub(super) fn posting_concerns(
        &self,
        ground: &LetterGround,
        row: &Known<Posting>,
    ) -> Result<Vec<PersonId>, Refused> {
        let case = &ground.case;
        let Some(of) = row.of else {
            return Ok(Vec::new());
        };
        if row.value.letter.of_request() {
            let Some(asked) = case.request(of) else {
                return Ok(Vec::new());
            };
            let person = asked.person.map(PersonId).ok_or(Refused::NotFound)?;
            return self.request_concerns(case, person, &asked.value);
        }
        Ok(match Sharing::of(case, of) {
            Ok(Sharing { row, person }) => concerned(case, &row.value, person),
            Err(_) => Vec::new(),
        })
    }
}
