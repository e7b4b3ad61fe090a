//! Handing over a caseload: one act, and a line for every dossier of it (ACC-2). Each is judged by itself, as naming somebody in it is.
//!
//! Whoever coordinates or stands in hands over their own; who may name somebody in a dossier that is not theirs, anybody's, and reads no word of a dossier for it.
//! What was handed over is the colleague's at once. Cut short, the same form sent again does the rest.

use super::{Named, Place};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::{Caller, own_request};
use crate::thing::{Dossier, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use jiff::civil::Date;
use regie_charter::{Parts, Scope, View, Whose};
use regie_terms::{AccountId, DeskAct, DossierId, Id, Outcome, Relation, RequestId};
use regie_vault::Changes;
use regie_vault::open::Where;
use serde::{Deserialize, Serialize};

/// The longest reason, in characters.
const LONGEST: usize = 500;
/// The kinds of places that are handed over.
const PLACES: [&str; 2] = [kind::COORDINATION, kind::SUBSTITUTION];

/// Who hands over what to whom, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct HandoverInput {
    /// Whose dossiers; blank for the caller's own.
    pub from: String,
    /// The colleague who gets them.
    pub account: String,
    /// The dossiers chosen.
    pub dossiers: Vec<String>,
    /// Why; whoever reads the dossier reads it.
    pub why: String,
}

/// A colleague with how much hangs on them, for who may hand it over. No dossier is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Carrier {
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// The team.
    pub team: Option<String>,
    /// Whether the account ended.
    pub ended: bool,
    /// How many dossiers they coordinate.
    pub coordinates: usize,
    /// For how many they stand in.
    pub stands_in: usize,
}

/// One dossier of a caseload that can be handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandoverRow {
    /// The dossier.
    pub dossier: DossierId,
    /// Its number in this list, from 1: what a manager tells it by.
    pub number: usize,
    /// What colleagues call it; for its own coordinator or substitute only.
    pub title: Option<String>,
    /// As what it hangs on the person.
    pub place: Place,
}

/// What can be handed over.
#[derive(Clone, Debug, Serialize)]
pub struct HandoverPage {
    /// Whose dossiers.
    pub from: AccountId,
    /// Their name.
    pub name: String,
    /// Whether it is the caller's own caseload.
    pub own: bool,
    /// The dossiers, in a fixed order.
    pub dossiers: Vec<HandoverRow>,
    /// Whether it was asked to look at this caseload, because the person changed team or function.
    pub asked: bool,
}

/// Why a dossier stays where it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftWhy {
    /// The charter does not let the caller, any more.
    NotAllowed,
    /// The colleague coordinates it, and does not stand in for themselves.
    IsCoordinator,
    /// It does not hang on this person, any more.
    NotTheirs,
    /// Others changed it again and again; it can be tried once more.
    Busy,
}

/// What became of a handover.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HandedOver {
    /// Handed over, by this form.
    pub done: usize,
    /// Left where they were: the number in the list as it was, the dossier, and why.
    pub left: Vec<(usize, DossierId, LeftWhy)>,
}

impl House {
    /// Everybody on whom dossiers hang, by name, those whose account ended first. For who may name somebody in a dossier that is not theirs.
    ///
    /// # Errors
    /// [`Refused::Denied`], with its line, for everybody else.
    pub async fn carriers(&self, caller: &Caller) -> Result<Vec<Carrier>, Refused> {
        let scope = self.account_scope(caller, "view-caseloads", &[], RequestId::fresh())?;
        let task = self.task_question(caller, DeskAct::Assign, Relation::None)?;
        let Allowed { permit, .. } = self.allow_task::<View>(scope, &task, &[]).await?;
        let _ = self.vault().look(permit, None).await?;
        let mut out = Vec::new();
        for one in self.staff().await? {
            let hang = self.hanging(AccountId(one.id)).await?;
            let of = |place: Place| hang.iter().filter(|(_, p)| *p == place).count();
            out.push(Carrier {
                account: AccountId(one.id),
                ended: !one.value.works_on(self.today()),
                coordinates: of(Place::Coordinator),
                stands_in: of(Place::Substitute),
                name: one.value.name,
                team: one.value.team,
            });
        }
        out.retain(|one| one.coordinates + one.stands_in > 0);
        out.sort_by_cached_key(|one| (!one.ended, one.name.to_lowercase(), one.account));
        Ok(out)
    }

    /// A caseload as it can be handed over. `from` is whose; the caller's own where it is none.
    ///
    /// # Errors
    /// [`Refused::Denied`], with its line, for a caseload that is not the caller's to hand over; [`Refused::NotFound`] when nobody has this account.
    pub async fn handover_page(
        &self,
        caller: &Caller,
        from: Option<AccountId>,
    ) -> Result<HandoverPage, Refused> {
        again!(self.handover_page_once(caller, from))
    }

    async fn handover_page_once(
        &self,
        caller: &Caller,
        from: Option<AccountId>,
    ) -> Result<HandoverPage, Refused> {
        let from = from.unwrap_or_else(|| caller.account());
        let own = from == caller.account();
        let hang = self.hanging(from).await?;
        let mut scope = self.account_scope(
            caller,
            "view-handover",
            &[kind::DOSSIER],
            RequestId::fresh(),
        )?;
        let titles = if own {
            let hands_over = self.task_question(caller, DeskAct::Assign, Relation::Coordinator)?;
            self.gate_task(&scope, &hands_over).await?;
            // As the list of one's own dossiers is judged.
            let task = self.task_question(caller, DeskAct::Caseload, Relation::None)?;
            scope.parts = Parts {
                about: Whose::Household,
                kinds: &[kind::DOSSIER],
                only: Some(hang.iter().map(|(dossier, _)| dossier.0).collect()),
            };
            let Allowed { permit, .. } = self.allow_task::<View>(scope, &task, &[]).await?;
            let receipt = self.vault().look(permit, None).await?;
            let mut opened = self.vault().open(receipt).await?;
            opened.take::<Dossier>(kind::DOSSIER)?
        } else {
            scope.parts.kinds = &[];
            let task = self.task_question(caller, DeskAct::Assign, Relation::None)?;
            let Allowed { permit, .. } = self.allow_task::<View>(scope, &task, &[]).await?;
            let _ = self.vault().look(permit, None).await?;
            Vec::new()
        };
        let stored = self.stored_account(from).await?.ok_or(Refused::NotFound)?;
        let asked = !own && !self.looks_at(from).await?.is_empty();
        let title = |dossier: DossierId| {
            let found = titles.iter().find(|d| d.id == dossier.0);
            found.map(|d| d.value.title.clone())
        };
        Ok(HandoverPage {
            from,
            name: stored.value.name,
            own,
            asked,
            dossiers: numbered(&hang)
                .map(|(number, dossier, place)| HandoverRow {
                    dossier,
                    number,
                    title: title(dossier),
                    place,
                })
                .collect(),
        })
    }

    /// Hands over the dossiers that were chosen. Each is an act of its own with a line of its own under an id made from `request`, so that the same form
    /// sent again does what was not done yet and nothing twice.
    ///
    /// # Errors
    /// [`Refused::Denied`] when this caseload is not the caller's to hand over; [`Refused::Invalid`]: `account` (`unknown`, `unsigned`, `same`),
    /// `dossiers` (`unpicked`), `why`; [`Refused::Unavailable`] when it was cut short.
    pub async fn hand_over(
        &self,
        caller: &Caller,
        input: &HandoverInput,
        request: RequestId,
    ) -> Result<HandedOver, Refused> {
        let mut check = Check::default();
        let from = match input.from.trim() {
            "" => Some(caller.account()),
            typed => check.id("from", typed).map(AccountId),
        };
        let own = from == Some(caller.account());
        let mut scope = self.account_scope(caller, "hand-over", &[], request)?;
        // Of one's own only whether anybody in this function hands over; each dossier says whether it is theirs.
        let relation = if own {
            Relation::Coordinator
        } else {
            Relation::None
        };
        let task = self.task_question(caller, DeskAct::Assign, relation)?;
        self.gate_task(&scope, &task).await?;
        let to = self
            .read_appointed(
                &mut check,
                &mut scope,
                "account",
                &input.account,
                Relation::Coordinator,
            )
            .await?;
        if to.is_some() && to == from {
            check.fault("account", "same");
        }
        let mut chosen: Vec<DossierId> = Vec::new();
        for typed in &input.dossiers {
            chosen.extend(check.id("dossiers", typed).map(DossierId));
        }
        if input.dossiers.is_empty() {
            check.fault("dossiers", "unpicked");
        }
        let why = check.needed("why", &input.why, LONGEST);
        check.done()?;
        let (Some(from), Some(to)) = (from, to) else {
            return Err(Refused::field("account", "unknown"));
        };
        chosen.sort_unstable();
        chosen.dedup();
        let before = self.hanging(from).await?;
        let number = |dossier: DossierId| {
            let found = numbered(&before).find(|(_, one, _)| *one == dossier);
            found.map_or(0, |(number, _, _)| number)
        };
        let mut out = HandedOver::default();
        for dossier in chosen {
            let id = own_request(dossier.0.as_bytes(), request);
            match self
                .hand_over_one(caller, dossier, (from, to), &why, id)
                .await
            {
                Ok(None) => out.done += 1,
                Ok(Some(left)) => out.left.push((number(dossier), dossier, left)),
                Err(Refused::Denied(_) | Refused::NotFound) => {
                    out.left
                        .push((number(dossier), dossier, LeftWhy::NotAllowed));
                }
                Err(Refused::Busy) => out.left.push((number(dossier), dossier, LeftWhy::Busy)),
                Err(other) => return Err(other),
            }
        }
        out.left.sort_by_key(|(number, ..)| *number);
        if !own && self.hanging(from).await?.is_empty() {
            let id = own_request(from.0.as_bytes(), request);
            self.settle_handover(caller, from, id).await?;
        }
        Ok(out)
    }

    /// One dossier of it.
    async fn hand_over_one(
        &self,
        caller: &Caller,
        dossier: DossierId,
        two: (AccountId, AccountId),
        why: &str,
        request: RequestId,
    ) -> Result<Option<LeftWhy>, Refused> {
        again!(self.hand_over_once(caller, dossier, two, why, request))
    }

    async fn hand_over_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (from, to): (AccountId, AccountId),
        why: &str,
        request: RequestId,
    ) -> Result<Option<LeftWhy>, Refused> {
        // What the caller handed over a moment ago is not theirs any more, and done all the same.
        if self.done_before(caller, "hand-over", request).await? {
            return Ok(None);
        }
        let mut ground = self
            .assign_ground(caller, dossier, "hand-over", request)
            .await?;
        let today = self.today();
        let theirs = (ground.rows.iter())
            .filter(|row| row.account.or(row.of) == Some(from.0))
            .find(|row| PLACES.contains(&row.kind.as_str()));
        let Some(place) = theirs.and_then(|row| Place::of(&row.kind)) else {
            return Ok(Some(LeftWhy::NotTheirs));
        };
        // Whether the colleague may still have it belongs to what this one is judged on too.
        let mut check = Check::default();
        self.read_appointed(
            &mut check,
            &mut ground.scope,
            "account",
            &to.to_string(),
            Relation::Coordinator,
        )
        .await?;
        check.done()?;
        match ground.stands(place, to, today) {
            None => {}
            Some("is-coordinator") => return Ok(Some(LeftWhy::IsCoordinator)),
            Some(_) => return Ok(Some(LeftWhy::NotTheirs)),
        }
        let named = Named {
            place,
            account: to,
            until: None,
            why: Some(why.to_owned()),
        };
        self.appoint(ground, dossier, named).await.map(|()| None)
    }

    /// Says that what still hangs on somebody who changed team or function stays as it is, or that nothing does any more: nobody is asked about it any longer.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not hand over somebody's caseload.
    pub async fn settle_handover(
        &self,
        caller: &Caller,
        of: AccountId,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.settle_handover_once(caller, of, request))
    }

    async fn settle_handover_once(
        &self,
        caller: &Caller,
        of: AccountId,
        request: RequestId,
    ) -> Result<(), Refused> {
        let mut scope = self.account_scope(caller, "settle-handover", &[], request)?;
        let task = self.task_question(caller, DeskAct::Assign, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        if self.done_before(caller, "settle-handover", request).await? {
            return Ok(());
        }
        let remove = self.looks_at(of).await?;
        if remove.is_empty() {
            return Ok(());
        }
        self.judged_on(&mut scope, of.0).await?;
        scope.moves.push(of.0);
        scope.parts.kinds = &[kind::TASK];
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let changes = Changes {
            remove,
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// The tasks to look at somebody's caseload.
    async fn looks_at(&self, of: AccountId) -> Result<Vec<Id>, Refused> {
        self.tasks_of(of.0, |what| what == TaskKind::HandOver).await
    }

    /// The dossiers that hang on somebody, as what: what they coordinate, what they coordinated when their account ended, and where they stand in.
    pub(crate) async fn hanging(
        &self,
        account: AccountId,
    ) -> Result<Vec<(DossierId, Place)>, Refused> {
        let mut rows = self
            .vault()
            .vouched(Where::Account(account.0), &PLACES)
            .await?;
        rows.extend(self.vault().vouched(Where::Of(account.0), &PLACES).await?);
        let today = day_number(self.today());
        rows.retain(|row| row.due.is_none_or(|last| today <= last));
        let mut out: Vec<(DossierId, Place)> = rows
            .iter()
            .filter_map(|row| Some((DossierId(row.dossier?), Place::of(&row.kind)?)))
            .collect();
        out.sort_unstable();
        out.dedup();
        Ok(out)
    }

    /// The tasks for everybody who may hand over a caseload to look at that of somebody who changed team or function; none where nothing hangs on them.
    pub(crate) async fn look_at_caseload(
        &self,
        scope: &mut Scope,
        account: AccountId,
        within: i64,
    ) -> Result<Vec<regie_vault::Draft>, Refused> {
        if self.hanging(account).await?.is_empty() || !self.looks_at(account).await?.is_empty() {
            return Ok(Vec::new());
        }
        self.judged_on(scope, account.0).await?;
        let today: Date = self.today();
        let task = Task {
            what: TaskKind::HandOver,
            since: today,
            dossier: None,
            person: None,
        };
        let mut tasks = Vec::new();
        for manager in self.who_may(DeskAct::Assign).await? {
            if manager == account {
                continue;
            }
            let draft = regie_vault::Draft::new(kind::TASK, regie_vault::keys::STAFF, &task)?;
            tasks.push(
                draft
                    .account(manager.0)
                    .of(account.0)
                    .due(day_number(today) + within),
            );
        }
        Ok(tasks)
    }

    /// Whether the caller may hand over what is not theirs.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the caller is not staff in a function.
    pub fn hands_over_for_others(&self, caller: &Caller) -> Result<bool, Refused> {
        let task = self.task_question(caller, DeskAct::Assign, Relation::None)?;
        Ok(self.charters().act(&task)?.outcome == Outcome::Permitted)
    }
}

/// The list with the number of each.
fn numbered(
    hang: &[(DossierId, Place)],
) -> impl Iterator<Item = (usize, DossierId, Place)> + use<'_> {
    let each = hang.iter().enumerate();
    each.map(|(at, (dossier, place))| (at + 1, *dossier, *place))
}
