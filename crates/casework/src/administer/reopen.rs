//! Opening an ended account of staff again, for somebody who comes back: as a new account under the old name.
//!
//! Nothing that let somebody in comes back with it. Password and second factor are chosen anew and declarations signed anew; the places in dossiers end
//! with it, and a glass broken before counts no more (`dossier/standing.rs`). So who ends an account and opens it again, and holds its code,
//! has no more by it than by an account they make.

use super::change::replaced;
use super::invite::Invited;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Account, InvitationFor, Involvement, kind};
use crate::{House, Refused};
use regie_charter::Scope;
use regie_terms::{AccountId, DeskAct, Relation, RequestId};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};

const PLACES: [&str; 3] = [kind::COORDINATION, kind::SUBSTITUTION, kind::INVOLVEMENT];

impl House {
    /// Opens an account of staff again that has ended, with the invitation by which its person comes. Login name, name, functions and team stay as
    /// they were.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those without the task, [`Refused::NotFound`] when there is no such account of staff; [`Refused::Invalid`]
    /// with `account`: `own-account`, `not-ended`.
    pub async fn reopen_account(
        &self,
        caller: &Caller,
        account: AccountId,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        again!(self.reopen_account_once(caller, account, request))
    }

    async fn reopen_account_once(
        &self,
        caller: &Caller,
        account: AccountId,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        let kinds = &[
            kind::ACCOUNT,
            kind::INVITATION,
            kind::COORDINATION,
            kind::SUBSTITUTION,
            kind::INVOLVEMENT,
        ];
        let mut scope = self.account_scope(caller, "reopen-account", kinds, request)?;
        let task = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        let stored = self.staff_account(&mut scope, account).await?;
        if self.done_before(caller, "reopen-account", request).await? {
            return self.handed_out(account, request).await;
        }
        // Who was ended a moment ago may still be answering: nobody lets themselves in again.
        if account == caller.account() {
            return Err(Refused::field("account", "own-account"));
        }
        if stored.value.works_on(self.today()) {
            return Err(Refused::field("account", "not-ended"));
        }
        let mut changes = self.places_left(&mut scope, account).await?;
        let prepared = self
            .prepare_invitation(&scope, account, &stored.value.login, InvitationFor::Begin)
            .await?;
        let opened = Account {
            // As of an account that was just made: neither fits anything that can be typed.
            password: String::new(),
            totp: String::new(),
            signed: Vec::new(),
            ended: None,
            reopened: Some(scope.at),
            ..stored.value.clone()
        };
        changes.replace.push(replaced(&stored, &opened)?);
        prepared.add_to(&mut changes);
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let done = self.write(permit, changes).await?;
        if done.repeated {
            return self.handed_out(account, request).await;
        }
        // Nothing of before the end is left to come in with; a request under way then may have kept something since.
        self.leave_nothing(account).await?;
        self.hand_out(prepared, request).await
    }

    /// What ends the places in dossiers that an account still had: while it was ended they said whom to ask, and now they would let in. A
    /// coordinator's stays as nobody's with whose it was, so that what waits for a coordinator goes to the next one.
    async fn places_left(&self, scope: &mut Scope, account: AccountId) -> Result<Changes, Refused> {
        let places = self
            .vault()
            .vouched(Where::Account(account.0), &PLACES)
            .await?;
        let mut changes = Changes::default();
        for place in places {
            changes.remove.push(place.id);
            let Some(dossier) = place.dossier else {
                continue;
            };
            // Given to somebody else at this very moment, it is judged again; and leave that rests on it fails.
            self.judged_on(scope, dossier).await?;
            if !scope.moves.contains(&dossier) {
                scope.moves.push(dossier);
            }
            if place.kind == kind::COORDINATION {
                let left = Involvement {
                    since: self.today(),
                    why: None,
                    claimed: None,
                };
                let draft = Draft::new(kind::COORDINATION, place.key, &left)?;
                changes.add.push(draft.dossier(dossier).of(account.0));
            }
        }
        Ok(changes)
    }
}
