//! Objecting to one dossier together: in the portal, or written down by a professional.

use super::LONGEST;
use super::ground::{Ground, themself};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::portal::{Own, OwnGround};
use crate::request::identity;
use crate::thing::{Identified, IdentityBy, RequestWay, Requester, Split, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{AccountId, DossierId, Id, KeyId, PersonId, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};
use serde::Deserialize;

const ACT: &str = "object-joint";

/// An objection as typed in the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ObjectInput {
    /// Why, in their own words.
    pub words: String,
}

/// An objection as written down by a professional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ObjectionInput {
    /// Why, in the words of who objects.
    pub words: String,
    /// The day it came in.
    pub received: String,
    /// `paper` or `oral`.
    pub way: String,
    /// How it was made sure who asks: `document` or `known`; blank while it was not.
    pub identity: String,
    /// Whether it is signed.
    pub signed: String,
}

impl House {
    /// Says that somebody for whom this client may act wants a dossier of their own. Nobody else of the family reads of it.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else; [`Refused::Invalid`] at `words`: `missing`, `already` where it waits already, `alone` where nobody else
    /// is in the dossier.
    pub async fn object_to_joint(
        &self,
        caller: &Caller,
        person: PersonId,
        input: &ObjectInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.object_once(caller, person, input, request))
    }

    async fn object_once(
        &self,
        caller: &Caller,
        person: PersonId,
        input: &ObjectInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let OwnGround {
            own,
            case,
            question,
            mut scope,
            ..
        } = self.own_ground(caller, Some(person), ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(request.0);
        }
        let mut check = Check::default();
        let words = check.needed("words", &input.words, LONGEST);
        let waits = |s: &&regie_vault::Known<Split>| {
            s.person == Some(person.0) && s.account == Some(caller.account().0) && s.value.open()
        };
        if case.people.len() < 2 {
            check.fault("words", "alone");
        } else if case.splits.iter().any(|s| waits(&s)) {
            check.fault("words", "already");
        }
        check.done()?;
        let today = self.today();
        let value = self.wish(&own, words);
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        let answer = self.split_answer(&case, (None, person), &value)?;
        let due = self.split_due(&answer, today);
        scope.moves = vec![own.dossier.0];
        scope.concerns = Vec::new();
        scope.parts.kinds = &[kind::SPLIT];
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let at = (own.dossier, person, key);
        let changes = self
            .objection(at, (caller.account(), request), &value, due)
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }

    /// Writes down that somebody of the dossier objects, on paper or face to face.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle requests; [`Refused::NotFound`] for somebody who is not in the dossier; [`Refused::Invalid`] with the
    /// fields to be mended.
    pub async fn record_objection(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        input: &ObjectionInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.record_objection_once(caller, dossier, person, input, request))
    }

    async fn record_objection_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        input: &ObjectionInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let ground = self.split_ground(caller, dossier, ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(request.0);
        }
        let Ground {
            case,
            scope,
            task,
            access,
            ..
        } = ground;
        case.person(person).ok_or(Refused::NotFound)?;
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        let today = self.today();
        let mut check = Check::default();
        let words = check.needed("words", &input.words, LONGEST);
        let first = case.opened().unwrap_or(today);
        let received = check.day("received", &input.received, first, today);
        let way = check.pick::<RequestWay>("way", &input.way);
        if way == Some(RequestWay::Portal) {
            check.fault("way", "unknown");
        }
        let who = identity(&mut check, &input.identity, (today, caller.name()));
        let waits = |s: &regie_vault::Known<Split>| s.person == Some(person.0) && s.value.open();
        if case.people.len() < 2 {
            check.fault("words", "alone");
        } else if case.splits.iter().any(waits) {
            check.fault("words", "already");
        }
        check.done()?;
        let (Some(received), Some(way)) = (received, way) else {
            return Err(Refused::field("received", "missing"));
        };
        let value = Split {
            words,
            received,
            at: scope.at,
            way,
            asked_by: Some(themself(person, received)),
            joined: Vec::new(),
            identity: who,
            signed: Check::yes(&input.signed),
            by: Some(caller.name().to_owned()),
            decision: None,
            choices: Vec::new(),
            done: None,
        };
        let answer = self.split_answer(&case, (None, person), &value)?;
        let due = self.split_due(&answer, received);
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters()
                    .judge_act(scope, &task, std::slice::from_ref(&access))
            })
            .await?;
        let at = (dossier, person, key);
        let changes = self
            .objection(at, (caller.account(), request), &value, due)
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }

    /// An objection made now in the portal.
    pub(super) fn wish(&self, own: &Own, words: String) -> Split {
        let today = self.today();
        Split {
            words,
            received: today,
            at: self.now(),
            way: RequestWay::Portal,
            asked_by: Some(Requester {
                of: own.capacity.consenter(),
                person: Some(own.me),
                holder: own.holder.or(Some(own.me.0)),
                outsider: None,
                on: today,
            }),
            joined: Vec::new(),
            identity: Some(Identified {
                how: IdentityBy::Portal,
                on: today,
                by: String::new(),
            }),
            signed: true,
            by: None,
            decision: None,
            choices: Vec::new(),
            done: None,
        }
    }

    /// The last day for the answer: the charter's, else a month.
    fn split_due(&self, answer: &regie_terms::Answer, received: Date) -> Date {
        let month = received.checked_add(1.month()).unwrap_or(received);
        answer.terms.as_ref().map_or(month, |t| t.answer_by)
    }

    async fn objection(
        &self,
        (dossier, person, key): (DossierId, PersonId, KeyId),
        (account, request): (AccountId, RequestId),
        value: &Split,
        due: Date,
    ) -> Result<Changes, Refused> {
        let mut draft = Draft::new(kind::SPLIT, key, value)?
            .id(request.0)
            .dossier(dossier.0)
            .person(person.0)
            .account(account.0)
            .due(day_number(due));
        // Written down for somebody, it is theirs and not the professional's.
        if value.by.is_some() {
            draft.account = None;
        }
        let mut changes = Changes {
            line_key: Some(key),
            add: vec![draft],
            ..Changes::default()
        };
        if let Some(keeper) = self.keeper_of(dossier).await? {
            let task = Task {
                what: TaskKind::SplitDossier,
                since: self.today(),
                dossier: Some(dossier),
                person: Some(person),
            };
            changes.add.push(
                Draft::new(kind::TASK, STAFF, &task)?
                    .account(keeper.0)
                    .of(request.0)
                    .due(day_number(due)),
            );
        }
        Ok(changes)
    }
}
