//! Who may get in: accounts and invitations, declarations, a lost second factor, the client's account for the portal.
//!
//! Nobody who administers opens a dossier by it, and nobody ever learns somebody else's password or second factor: a person sets both with a
//! code that works once. Every change is a ledger line, and moves the facts of the account, so that leave given on the old ones fails.

mod accept;
mod account;
mod adopt;
mod change;
mod client;
mod create;
mod declare;
mod end;
mod factor;
mod invite;
mod link;
mod list;
mod portal;
mod reopen;
mod staff;

pub use accept::{AcceptInput, InvitationRefused, Welcome};
pub use account::{AccountChange, AccountInput, check_login};
pub use adopt::NotAdopted;
pub use client::ClientInput;
pub use declare::{DeclarationRow, WORDING};
pub use factor::FactorRequestRow;
pub use invite::Invited;
pub use list::{AccountList, AccountRow, AccountState};
pub use portal::{PortalInput, PortalPage, PortalRow, PortalState};
pub(crate) use staff::findings;

use crate::act::Allowed;
use crate::guard::Caller;
use crate::{House, Refused};
use regie_charter::{Change, Mode, Parts, Scope, Whose};
use regie_terms::{
    ActQuestion, Declaration, DeskAct, Function, Outcome, Question, Relation, RequestId,
};

impl House {
    /// The question whether a member of staff may do a task, in the words of the charter.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the caller is not staff in a function.
    pub(crate) fn task_question(
        &self,
        caller: &Caller,
        act: DeskAct,
        relation: Relation,
    ) -> Result<ActQuestion, Refused> {
        let (_, function) = caller.staff()?;
        Ok(ActQuestion {
            relation,
            declarations: caller.declarations(),
            ..self.task_of(function, act)
        })
    }

    /// The question whether a function has a task at all, without a part in a dossier and with everything signed.
    fn task_of(&self, function: Function, act: DeskAct) -> ActQuestion {
        ActQuestion {
            charter: self.settings().charter,
            on: self.today(),
            act,
            function,
            relation: Relation::None,
            declarations: Declaration::ALL.iter().copied().collect(),
            closed: None,
        }
    }

    /// Whether the caller's function has this task at all, whatever is still to be signed: what a menu leads to. Nothing is done by it, so there is no line.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the caller is not staff in a function.
    pub fn has_task(&self, caller: &Caller, act: DeskAct) -> Result<bool, Refused> {
        let (_, function) = caller.staff()?;
        let question = self.task_of(function, act);
        Ok(self.charters().act(&question)?.outcome == Outcome::Permitted)
    }

    /// Judges a task and the questions that come with it. A refusal is a line.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the answers, the task's first.
    pub(crate) async fn allow_task<K: Mode>(
        &self,
        scope: Scope,
        task: &ActQuestion,
        questions: &[Question],
    ) -> Result<Allowed<K>, Refused> {
        self.allow(scope, |scope| {
            self.charters().judge_act(scope, task, questions)
        })
        .await
    }

    /// Asks before a form is looked at: to those without the task it says nothing. Leave itself is asked with the whole act.
    ///
    /// # Errors
    /// [`Refused::Denied`], with its line.
    pub(crate) async fn gate_task(&self, scope: &Scope, task: &ActQuestion) -> Result<(), Refused> {
        if self.charters().act(task)?.outcome != Outcome::Permitted {
            self.allow_task::<Change>(scope.clone(), task, &[]).await?;
        }
        Ok(())
    }

    /// A scope of an act on accounts: outside every dossier, judged on the caller as they are now.
    pub(crate) fn account_scope(
        &self,
        caller: &Caller,
        act: &'static str,
        kinds: &'static [&'static str],
        request: RequestId,
    ) -> Result<Scope, Refused> {
        let (actor, _) = caller.staff()?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.facts = vec![(caller.account().0, caller.version())];
        scope.parts = Parts {
            about: Whose::Household,
            kinds,
            only: None,
        };
        Ok(scope)
    }
}
