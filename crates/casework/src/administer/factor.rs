//! A lost second factor takes two: one asks, another confirms, and neither is the one who lost it.
//!
//! The code that comes out sets a new factor only together with the password, which neither of the two can have: so also one person behind two
//! accounts does not get in by it.

use super::change::replaced;
use super::invite::Invited;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::{Caller, fresh_secret, login_form};
use crate::thing::{Account, FactorRequest, InvitationFor, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use regie_charter::View;
use regie_terms::{AccountId, Answer, DeskAct, Id, Relation, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};
use serde::Serialize;

/// The longest reason, in characters.
const LONGEST: usize = 1000;
/// Days within which somebody confirms; until then the person cannot work.
const WITHIN: i64 = 1;
const KINDS: &[&str] = &[kind::FACTOR_REQUEST, kind::ACCOUNT];

/// A request that waits for a second person.
#[derive(Clone, Debug, Serialize)]
pub struct FactorRequestRow {
    /// The request.
    pub id: Id,
    /// Whose factor was lost.
    pub account: AccountId,
    /// Their login name.
    pub login: String,
    /// Their name; empty for a client.
    pub name: String,
    /// Who asked.
    pub by: String,
    /// What was lost, and how the person was recognised.
    pub reason: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// Whether the reader may be the second person.
    pub may_confirm: bool,
}

impl House {
    /// What the charter says to the caller asking a new second factor: whoever may only confirm one gets no form for it. No line,
    /// since nothing is asked for yet.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the caller is not staff in a function.
    pub fn factor_ask(&self, caller: &Caller) -> Result<Answer, Refused> {
        let administer = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        Ok(self.charters().act(&administer)?)
    }

    /// Asks a new second factor for somebody, by their login name. It happens once another person confirms it.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who do not administer; [`Refused::Invalid`]: `login` (`unknown`, `own-account`, `not-come`,
    /// `ended`, `asked-before`), `reason` (`missing`, `too-long`).
    pub async fn request_factor(
        &self,
        caller: &Caller,
        login: &str,
        reason: &str,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.request_factor_once(caller, login, reason, request))
    }

    async fn request_factor_once(
        &self,
        caller: &Caller,
        login: &str,
        reason: &str,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let mut scope = self.account_scope(caller, "request-factor", KINDS, request)?;
        // The first of the two administers; the second need not.
        let administer = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        self.gate_task(&scope, &administer).await?;
        let task = self.task_question(caller, DeskAct::ReplaceFactor, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        if self.done_before(caller, "request-factor", request).await? {
            return Ok(request.0);
        }
        let mut check = Check::default();
        let login = login_form(&check.needed("login", login, 60));
        let reason = check.needed("reason", reason, LONGEST);
        check.done()?;
        let Some((account, _)) = self.find_account(&login).await? else {
            return Err(Refused::field("login", "unknown"));
        };
        self.judged_on(&mut scope, account.0).await?;
        scope.moves.push(account.0);
        let stored = self
            .stored_account(account)
            .await?
            .ok_or_else(|| Refused::field("login", "unknown"))?;
        let waiting = self
            .vault()
            .routing(Where::Account(account.0), &[kind::FACTOR_REQUEST])
            .await?;
        let fault = match &stored.value {
            _ if account == caller.account() => Some("own-account"),
            a if a.ended.is_some() => Some("ended"),
            a if !super::account::came(a) => Some("not-come"),
            _ if !waiting.is_empty() => Some("asked-before"),
            _ => None,
        };
        if let Some(code) = fault {
            return Err(Refused::field("login", code));
        }
        let asked = FactorRequest {
            by: caller.account(),
            reason: reason.clone(),
            at: scope.at,
        };
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let draft = Draft::new(kind::FACTOR_REQUEST, STAFF, &asked)?
            .id(request.0)
            .account(account.0);
        let mut add = self.second_persons(caller, account, request.0).await?;
        add.push(draft);
        let changes = Changes {
            add,
            reason: Some(reason),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }

    /// The requests that wait for a second person.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may neither ask nor confirm.
    pub async fn factor_requests(&self, caller: &Caller) -> Result<Vec<FactorRequestRow>, Refused> {
        again!(self.factor_requests_once(caller))
    }

    async fn factor_requests_once(
        &self,
        caller: &Caller,
    ) -> Result<Vec<FactorRequestRow>, Refused> {
        let mut scope =
            self.account_scope(caller, "view-factor-requests", KINDS, RequestId::fresh())?;
        let task = self.task_question(caller, DeskAct::ReplaceFactor, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        let rows = self
            .vault()
            .routing(Where::NoDossier, &[kind::FACTOR_REQUEST])
            .await?;
        let mut only: Vec<Id> = rows
            .iter()
            .flat_map(|r| std::iter::once(r.id).chain(r.account))
            .collect();
        only.sort_unstable();
        only.dedup();
        scope.parts.only = Some(only);
        let Allowed { permit, .. } = self.allow_task::<View>(scope, &task, &[]).await?;
        let receipt = self.vault().look(permit, None).await?;
        let mut opened = self.vault().open(receipt).await?;
        let asked = opened.take::<FactorRequest>(kind::FACTOR_REQUEST)?;
        let accounts = opened.take::<Account>(kind::ACCOUNT)?;
        let names = self
            .names(asked.iter().map(|a| a.value.by).collect())
            .await?;
        let me = caller.account();
        Ok(asked
            .into_iter()
            .filter_map(|a| {
                let account = accounts.iter().find(|found| Some(found.id) == a.account)?;
                Some(FactorRequestRow {
                    id: a.id,
                    account: AccountId(account.id),
                    login: account.value.login.clone(),
                    name: account.value.name.clone(),
                    by: names
                        .iter()
                        .find(|(id, _)| *id == a.value.by)
                        .map(|(_, n)| n.clone())
                        .unwrap_or_default(),
                    reason: a.value.reason.clone(),
                    at: a.value.at,
                    may_confirm: second_person(&a, me).is_none(),
                })
            })
            .collect())
    }

    /// Confirms a request as the second person. The old factor stops working at once, every session of the account ends, and the code that is
    /// given back sets a new factor, together with the password.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is no such request; [`Refused::Invalid`]: `confirm: same-person` for who asked it,
    /// `confirm: own-account` for whose factor it is.
    pub async fn confirm_factor(
        &self,
        caller: &Caller,
        asked: Id,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        again!(self.confirm_factor_once(caller, asked, request))
    }

    async fn confirm_factor_once(
        &self,
        caller: &Caller,
        asked: Id,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        let mut scope = self.account_scope(caller, "confirm-factor", KINDS, request)?;
        let task = self.task_question(caller, DeskAct::ReplaceFactor, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        if self.done_before(caller, "confirm-factor", request).await? {
            let account = self
                .answered(request)
                .await?
                .ok_or_else(|| Refused::field("request", "used"))?;
            return self.handed_out(account, request).await;
        }
        let found = self.stored_request(asked).await?;
        let account = found.account.map(AccountId).ok_or(Refused::NotFound)?;
        self.judged_on(&mut scope, account.0).await?;
        scope.moves.push(account.0);
        let stored = self
            .stored_account(account)
            .await?
            .ok_or(Refused::NotFound)?;
        if let Some(code) = second_person(&found, caller.account()) {
            return Err(Refused::field("confirm", code));
        }
        let prepared = self
            .prepare_invitation(&scope, account, &stored.value.login, InvitationFor::Factor)
            .await?;
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        // A secret nobody has: the lost one does not work from here on.
        let without = Account {
            totp: fresh_secret()?,
            ..stored.value.clone()
        };
        let mut changes = Changes {
            replace: vec![replaced(&stored, &without)?],
            remove: self.with_its_tasks(asked).await?,
            reason: Some(found.value.reason.clone()),
            ..Changes::default()
        };
        prepared.add_to(&mut changes);
        let done = self.write(permit, changes).await?;
        self.put_sessions_out(account).await?;
        if done.repeated {
            return self.handed_out(account, request).await;
        }
        self.hand_out(prepared, request).await
    }

    /// Takes a request away: it was a mistake, or the phone was found. Either of the two may.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is no such request.
    pub async fn drop_factor_request(
        &self,
        caller: &Caller,
        asked: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.drop_factor_request_once(caller, asked, request))
    }

    async fn drop_factor_request_once(
        &self,
        caller: &Caller,
        asked: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        let mut scope = self.account_scope(caller, "drop-factor-request", KINDS, request)?;
        let task = self.task_question(caller, DeskAct::ReplaceFactor, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        if self
            .done_before(caller, "drop-factor-request", request)
            .await?
        {
            return Ok(());
        }
        let found = self.stored_request(asked).await?;
        scope.moves.extend(found.account);
        let remove = self.with_its_tasks(asked).await?;
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let changes = Changes {
            remove,
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// The tasks by which everybody who can be the second person hears that a request waits: neither who asked, nor whose factor it is.
    async fn second_persons(
        &self,
        caller: &Caller,
        account: AccountId,
        asked: Id,
    ) -> Result<Vec<Draft>, Refused> {
        let today = self.today();
        let task = Task {
            what: TaskKind::ConfirmFactor,
            since: today,
            dossier: None,
            person: None,
        };
        let mut others = self.who_may(DeskAct::ReplaceFactor).await?;
        others.retain(|one| *one != caller.account() && *one != account);
        let draft = |one: AccountId| -> Result<Draft, Refused> {
            Ok(Draft::new(kind::TASK, STAFF, &task)?
                .account(one.0)
                .of(asked)
                .due(day_number(today) + WITHIN))
        };
        others.into_iter().map(draft).collect()
    }

    /// A request and the tasks about it, to be taken away together.
    pub(super) async fn with_its_tasks(&self, asked: Id) -> Result<Vec<Id>, Refused> {
        let mut out = self
            .tasks_of(asked, |what| what == TaskKind::ConfirmFactor)
            .await?;
        out.push(asked);
        Ok(out)
    }

    async fn stored_request(&self, asked: Id) -> Result<Known<FactorRequest>, Refused> {
        let mut facts = self
            .vault()
            .facts_of(vec![asked], &[kind::FACTOR_REQUEST])
            .await?;
        facts
            .take::<FactorRequest>(kind::FACTOR_REQUEST)?
            .pop()
            .ok_or(Refused::NotFound)
    }

    async fn put_sessions_out(&self, account: AccountId) -> Result<(), Refused> {
        self.vault().drop_scratch_of("session", account).await?;
        self.vault()
            .drop_scratch_of("login-ticket", account)
            .await?;
        Ok(())
    }
}

/// Why somebody cannot be the second person.
fn second_person<S>(
    asked: &regie_vault::Of<FactorRequest, S>,
    me: AccountId,
) -> Option<&'static str> {
    if asked.value.by == me {
        Some("same-person")
    } else if asked.account == Some(me.0) {
        Some("own-account")
    } else {
        None
    }
}
