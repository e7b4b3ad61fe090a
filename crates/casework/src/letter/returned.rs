//! A letter that came back: written down, and somebody reaches them in another way.

use super::LONGEST;
use super::ground::LetterGround;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{LetterReturned, LetterWay, Posted, Posting, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use regie_charter::{Change, Parts, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};

/// Days within which somebody is reached in another way; our own term.
const REACH_WITHIN: i64 = 3;

impl House {
    /// Writes down that a posted letter came back.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::NotFound`] for a letter that was not posted from it or came back before;
    /// [`Refused::Invalid`] at `returned`.
    pub async fn letter_returned(
        &self,
        caller: &Caller,
        dossier: DossierId,
        posting: Id,
        note: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.letter_returned_once(caller, dossier, posting, note, request))
    }

    async fn letter_returned_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        posting: Id,
        note: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "letter-returned";
        let ground = self
            .letter_ground(caller, dossier, false, (ACT, Act::Edit), request)
            .await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let row = ground.case.postings.iter().find(|p| p.id == posting);
        let row = row
            .filter(|p| p.value.way == LetterWay::Posted && p.value.returned.is_none())
            .ok_or(Refused::NotFound)?;
        if !self.knows_letter(caller, &ground, row)? {
            return Err(Refused::NotFound);
        }
        let mut check = Check::default();
        let note = check.needed("returned", note, LONGEST);
        check.done()?;
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        let concerns = self.posting_concerns(&ground, row)?;
        let (key, today) = (row.key, self.today());
        let value = Posting {
            returned: Some(LetterReturned {
                on: today,
                note,
                by: caller.name().to_owned(),
                at: self.now(),
            }),
            ..row.value.clone()
        };
        let mut changes = Changes {
            line_key: Some(key),
            replace: vec![Draft::over(kind::POSTING, row, &value)?],
            ..Changes::default()
        };
        let rows = self
            .vault()
            .routing(Where::Of(posting), &[kind::POSTED])
            .await?;
        let ids = rows.iter().map(|r| r.id).collect();
        let mut facts = self.vault().facts_of(ids, &[kind::POSTED]).await?;
        for logged in facts.take::<Posted>(kind::POSTED)? {
            let back = Posted {
                returned: Some(today),
                ..logged.value.clone()
            };
            changes
                .replace
                .push(Draft::over(kind::POSTED, &logged, &back)?);
        }
        let waits = self.tasks_of(person.0, |what| what == TaskKind::ReachOtherwise);
        if waits.await?.is_empty() {
            let keeper = self.keeper_of(dossier).await?;
            let task = Task {
                what: TaskKind::ReachOtherwise,
                since: today,
                dossier: Some(dossier),
                person: Some(person),
            };
            changes.add.push(
                Draft::new(kind::TASK, STAFF, &task)?
                    .account(keeper.unwrap_or_else(|| caller.account()).0)
                    .of(person.0)
                    .due(day_number(today) + REACH_WITHIN),
            );
        }
        let LetterGround {
            mut scope, access, ..
        } = ground;
        scope.concerns = concerns;
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::POSTING, kind::TASK],
            only: None,
        };
        let Allowed { permit, .. } = self
            .allow_letter::<Change>(&scope, Some(key), (&access, None))
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
