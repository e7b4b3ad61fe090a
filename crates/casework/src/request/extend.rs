//! Taking more time for a request, where the charter gives it, with the reason that the asker reads (GDPR 12(3)).

use super::LONGEST_REASON;
use super::ground::Handling;
use super::task::of_request;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Extended, Task, kind};
use crate::{House, Refused, date_of, day_number};
use jiff::civil::Date;
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_vault::{Changes, Draft};

impl House {
    /// Takes more time. Gives the new last day for the answer.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle requests here; [`Refused::NotFound`] for a request of another dossier; [`Refused::Invalid`] at `more_time`:
    /// `missing`, `already` where more time was taken before, `not-allowed` where the charter gives none, `too-late` once the term is over or it
    /// was decided.
    pub async fn extend_request(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
        because: &str,
        request: RequestId,
    ) -> Result<Date, Refused> {
        again!(self.extend_request_once(caller, dossier, id, because, request))
    }

    async fn extend_request_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
        because: &str,
        request: RequestId,
    ) -> Result<Date, Refused> {
        const ACT: &str = "extend-request";
        let handling = self
            .handling(caller, dossier, ACT, (Act::Edit, false), request)
            .await?;
        let row = handling.row(id)?.clone();
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        let before = row.due.map(date_of).ok_or(Refused::NotFound)?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(before);
        }
        let questions = handling.questions();
        let Handling {
            case,
            mut scope,
            task,
            ..
        } = handling;
        let mut check = Check::default();
        let because = check.needed("more_time", because, LONGEST_REASON);
        let state = case.request_state(&row, true);
        if row.value.extended.is_some() {
            check.fault("more_time", "already");
        } else if !state.undecided() || before < self.today() {
            check.fault("more_time", "too-late");
        }
        check.done()?;
        let mut value = row.value.clone();
        value.extended = Some(Extended {
            because,
            on: self.today(),
            by: caller.name().to_owned(),
        });
        let terms = self.whole_answer(&case, person, &value)?.terms;
        let after = terms
            .map(|t| t.answer_by)
            .filter(|after| *after > before)
            .ok_or_else(|| Refused::field("more_time", "not-allowed"))?;
        scope.concerns = self.request_concerns(&case, person, &value)?;
        let Allowed { permit, .. } = self
            .allow_handling(scope, row.key, &task, &questions)
            .await?;
        let mut changes = Changes {
            replace: vec![Draft::over(kind::REQUEST, &row, &value)?.due(day_number(after))],
            line_key: Some(row.key),
            ..Changes::default()
        };
        let waiting = self.tasks_of(id, of_request).await?;
        let mut facts = self.vault().facts_of(waiting, &[kind::TASK]).await?;
        for one in facts.take::<Task>(kind::TASK)? {
            let later = Draft::over(kind::TASK, &one, &one.value)?.due(day_number(after));
            changes.replace.push(later);
        }
        let _ = self.write(permit, changes).await?;
        Ok(after)
    }

    /// Whether the charter would give more time for a request that waits.
    pub(super) fn more_time(
        &self,
        case: &crate::act::Case,
        row: &regie_vault::Known<crate::thing::Request>,
    ) -> Result<bool, Refused> {
        let (Some(person), Some(due)) = (row.person.map(PersonId), row.due.map(date_of)) else {
            return Ok(false);
        };
        if row.value.extended.is_some()
            || due < self.today()
            || !case.request_state(row, true).undecided()
        {
            return Ok(false);
        }
        let mut value = row.value.clone();
        value.extended = Some(Extended {
            because: String::from("-"),
            on: self.today(),
            by: String::new(),
        });
        let terms = self.whole_answer(case, person, &value)?.terms;
        Ok(terms.is_some_and(|t| t.answer_by > due))
    }
}
