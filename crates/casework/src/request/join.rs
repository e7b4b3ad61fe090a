//! Joining a request that needs more than one to make it, and taking one's own back.

use super::LONGEST_REASON;
use super::ask::{place, requester};
use super::state::RequestState;
use super::task::of_request;
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::consent::named;
use crate::guard::Caller;
use crate::portal::{Own, OwnGround};
use crate::thing::{Joining, Request, kind};
use crate::{House, Refused};
use regie_charter::Scope;
use regie_terms::{Id, KeyId, PersonId, Question, RequestId, Right};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};
use std::sync::Arc;

/// A request that is there for a client, and what an act on it starts from.
struct Mine {
    own: Own,
    case: Arc<Case>,
    question: Question,
    scope: Scope,
    row: Known<Request>,
}

impl House {
    /// Joins in a request, or says that one does not. Nobody else reads why.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a request that does not wait for this client; [`Refused::Invalid`] at `join` without an answer, with `too-late` once it
    /// was decided or taken back, and with `already` for who makes it already.
    pub async fn join_request(
        &self,
        caller: &Caller,
        id: Id,
        join: Option<bool>,
        because: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.join_request_once(caller, id, join, because, request))
    }

    async fn join_request_once(
        &self,
        caller: &Caller,
        id: Id,
        join: Option<bool>,
        because: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "join-request";
        let mut mine = self.my_ground(caller, id, ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let mut value = mine.row.value.clone();
        let state = mine.case.request_state(&mine.row, true);
        let mut check = Check::default();
        let because = check.text("because", because, LONGEST_REASON);
        let makes = value.by.iter().any(|r| r.person == Some(mine.own.me));
        let of = mine.own.capacity.consenter();
        let missing = named(&self.whole_answer(&mine.case, mine.own.person, &value)?);
        if !state.undecided() {
            check.fault("join", "too-late");
        } else if makes {
            check.fault("join", "already");
        } else if !missing.contains(of) {
            check.fault("join", "not-needed");
        } else if join.is_none() {
            check.fault("join", "unpicked");
        }
        check.done()?;
        let me = mine.own.me;
        value.joining.retain(|j| j.person != me);
        let joins = join == Some(true);
        if joins {
            value.by.push(requester(&mine.own, self.today()));
        }
        value.joining.push(Joining {
            of,
            person: me,
            declined: (!joins).then(|| self.today()),
            because: because.filter(|_| !joins),
        });
        mine.scope.concerns = self.request_concerns(&mine.case, mine.own.person, &value)?;
        let at = (mine.own.dossier, mine.own.person, mine.row.key);
        let add = self.begin_objection(&mine.case, at, (id, &value), "")?;
        let changes = Changes {
            add,
            replace: vec![Draft::over(kind::REQUEST, &mine.row, &value)?],
            ..Changes::default()
        };
        self.my_change(mine, changes).await
    }

    /// Takes a request back before it was decided; where others make it too, oneself out of it.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a request that this client does not make; [`Refused::Invalid`] at `withdraw` with `too-late` once it was decided.
    pub async fn withdraw_request(
        &self,
        caller: &Caller,
        id: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.withdraw_request_once(caller, id, request))
    }

    async fn withdraw_request_once(
        &self,
        caller: &Caller,
        id: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "withdraw-request";
        let mut mine = self.my_ground(caller, id, ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let mut value = mine.row.value.clone();
        if !value.by.iter().any(|r| r.person == Some(mine.own.me)) {
            return Err(Refused::NotFound);
        }
        match mine.case.request_state(&mine.row, true) {
            RequestState::Joining | RequestState::Open => {}
            RequestState::Withdrawn => return Err(Refused::field("withdraw", "already")),
            _ => return Err(Refused::field("withdraw", "too-late")),
        }
        // What others ask with them is theirs: it ends when nobody is left.
        let me = mine.own.me;
        let rest = value.by.iter().any(|r| r.person != Some(me));
        if rest {
            value.by.retain(|r| r.person != Some(me));
            value.joining.retain(|j| j.person != me);
        } else {
            value.withdrawn = Some(self.today());
        }
        mine.scope.concerns = self.request_concerns(&mine.case, mine.own.person, &value)?;
        let mut replace = vec![Draft::over(kind::REQUEST, &mine.row, &value)?];
        if value.right == Right::Objection {
            // Nothing is judged any more: what stood still for it goes on.
            replace.extend(self.end_objection(&mine.case, id, |_| false, ("", ""))?);
        }
        let remove = match rest {
            true => Vec::new(),
            false => self.tasks_of(id, of_request).await?,
        };
        let changes = Changes {
            replace,
            remove,
            ..Changes::default()
        };
        self.my_change(mine, changes).await
    }

    /// About whom a request is, by its plain columns.
    pub(super) async fn request_person(&self, id: Id) -> Result<Option<PersonId>, Refused> {
        let row = self
            .vault()
            .routing(Where::Id(id), &[kind::REQUEST])
            .await?
            .pop();
        Ok(row.and_then(|r| r.person).map(PersonId))
    }

    async fn my_ground(
        &self,
        caller: &Caller,
        id: Id,
        act: &'static str,
        request: RequestId,
    ) -> Result<Mine, Refused> {
        let person = self.request_person(id).await?;
        let OwnGround {
            own,
            case,
            question,
            mut scope,
            ..
        } = self.own_ground(caller, person, act, request).await?;
        let found = case.request(id).ok_or(Refused::NotFound)?;
        if !self.may_see(&case, found, &own)? {
            return Err(Refused::NotFound);
        }
        let row = found.clone();
        scope.moves = vec![own.dossier.0];
        scope.parts.kinds = &[kind::REQUEST];
        scope.parts.only = Some(vec![place(&row)?.2]);
        Ok(Mine {
            own,
            case,
            question,
            scope,
            row,
        })
    }

    async fn my_change(&self, mine: Mine, changes: Changes) -> Result<(), Refused> {
        let key: KeyId = mine.row.key;
        let question = mine.question;
        let Allowed { permit, .. } = self
            .allow_under(mine.scope, Some(key), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let changes = Changes {
            line_key: Some(key),
            ..changes
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
