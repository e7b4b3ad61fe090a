//! Reaching somebody in another way than by e-mail: by letter, by telephone, at the table.

use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{TaskKind, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, PersonId, RequestId};
use regie_vault::Changes;

const KINDS: [&str; 3] = [kind::DOSSIER, kind::PERSON, kind::FILE];

impl House {
    /// Says that somebody was reached in another way, and how; it waits no longer. The line concerns nobody.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::NotFound`] for somebody who is not in it; [`Refused::Invalid`] at `how`.
    pub async fn reached(
        &self,
        caller: &Caller,
        (dossier, person): (DossierId, PersonId),
        how: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.reached_once(caller, (dossier, person), how, request))
    }

    async fn reached_once(
        &self,
        caller: &Caller,
        (dossier, person): (DossierId, PersonId),
        how: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "reach-otherwise";
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, ACT, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::TASK],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        case.person(person).ok_or(Refused::NotFound)?;
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        let mut check = Check::default();
        let how = check.needed("how", how, 1000);
        check.done()?;
        let remove = self
            .tasks_of(person.0, |what| what == TaskKind::ReachOtherwise)
            .await?;
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let changes = Changes {
            remove,
            reason: Some(how),
            line_key: Some(key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
