//! Who works in a dossier: naming coordinator, substitute and whoever else is involved (ACC-2, ACC-3).

mod appointed;
mod claim;
mod colleague;
mod handover;
mod release;

pub use appointed::AppointmentRow;
pub use claim::ClaimInput;
pub use colleague::Colleague;
pub use handover::{Carrier, HandedOver, HandoverInput, HandoverPage, HandoverRow, LeftWhy};

use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Involvement, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use jiff::civil::Date;
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{
    AccountId, Act, ActQuestion, DeskAct, DossierId, Id, KeyId, Question, Relation, RequestId,
};
use regie_vault::open::{Routing, Where};
use regie_vault::{Changes, Draft};
use serde::{Deserialize, Serialize};

/// The longest reason for involving somebody, in characters.
const LONGEST: usize = 500;

const KINDS: &[&str] = &[kind::COORDINATION, kind::SUBSTITUTION, kind::INVOLVEMENT];

/// A place in a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Keeps it.
    Coordinator,
    /// Stands in.
    Substitute,
    /// Works in it.
    Involved,
}

impl Place {
    const fn kind(self) -> &'static str {
        match self {
            Self::Coordinator => kind::COORDINATION,
            Self::Substitute => kind::SUBSTITUTION,
            Self::Involved => kind::INVOLVEMENT,
        }
    }

    const fn relation(self) -> Relation {
        match self {
            Self::Coordinator => Relation::Coordinator,
            Self::Substitute => Relation::Substitute,
            Self::Involved => Relation::Involved,
        }
    }

    fn of(kind: &str) -> Option<Self> {
        [Self::Coordinator, Self::Substitute, Self::Involved]
            .into_iter()
            .find(|place| place.kind() == kind)
    }
}

/// Who is named as what, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AssignInput {
    /// `coordinator`, `substitute` or `involved`.
    pub place: String,
    /// The account.
    pub account: String,
    /// The last day; only for somebody involved, and may be blank.
    pub until: String,
    /// Why; only for somebody involved, and needed then.
    pub why: String,
}

/// What the acts here are judged by.
struct Ground {
    scope: Scope,
    task: ActQuestion,
    access: Question,
    key: KeyId,
    rows: Vec<Routing>,
}

impl Ground {
    /// Why this place is not somebody's to take: they have it, or they are the coordinator.
    fn stands(&self, place: Place, account: AccountId, today: Date) -> Option<&'static str> {
        let has = |kind: &str| self.rows.iter().any(|r| holds(r, kind, account, today));
        if has(place.kind()) {
            Some("already")
        } else if place == Place::Substitute && has(kind::COORDINATION) {
            Some("is-coordinator")
        } else {
            None
        }
    }
}

/// Who gets which place, as it was read.
struct Named {
    place: Place,
    account: AccountId,
    until: Option<Date>,
    why: Option<String>,
}

/// Whether a row is somebody's place of this kind today.
fn holds(row: &Routing, kind: &str, account: AccountId, today: Date) -> bool {
    row.kind == kind
        && row.account == Some(account.0)
        && row.due.is_none_or(|last| day_number(today) <= last)
}

impl House {
    /// Names somebody as coordinator, substitute or involved. Who had the place before leaves it, except among the involved; what waited for a
    /// coordinator in this dossier waits for the new one.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not; [`Refused::Invalid`]: `place`, `account` (`unknown`, `unsigned`, `already`, `is-coordinator`), `until`, `why`.
    pub async fn assign(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &AssignInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.assign_once(caller, dossier, input, request))
    }

    async fn assign_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &AssignInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let mut ground = self
            .assign_ground(caller, dossier, "assign", request)
            .await?;
        if self.done_before(caller, "assign", request).await? {
            return Ok(());
        }
        let today = self.today();
        let mut check = Check::default();
        let place = check.pick::<Place>("place", &input.place);
        let relation = place.map_or(Relation::Coordinator, Place::relation);
        let account = self
            .read_appointed(
                &mut check,
                &mut ground.scope,
                "account",
                &input.account,
                relation,
            )
            .await?;
        let until = match place {
            Some(Place::Involved) => check.maybe_day("until", &input.until, today, Date::MAX),
            _ => None,
        };
        // Whoever reads the dossier sees who else can, and why (ACC-3); keeping it and standing in say so themselves.
        let why = match place {
            Some(Place::Involved) => {
                Some(check.needed("why", &input.why, LONGEST)).filter(|why| !why.is_empty())
            }
            _ => None,
        };
        if let (Some(place), Some(account)) = (place, account)
            && let Some(wrong) = ground.stands(place, account, today)
        {
            check.fault("account", wrong);
        }
        check.done()?;
        let (Some(place), Some(account)) = (place, account) else {
            return Err(Refused::field("account", "unknown"));
        };
        let named = Named {
            place,
            account,
            until,
            why,
        };
        self.appoint(ground, dossier, named).await
    }

    /// Gives the place and writes it; who had it leaves it, except among the involved.
    async fn appoint(
        &self,
        ground: Ground,
        dossier: DossierId,
        named: Named,
    ) -> Result<(), Refused> {
        let today = self.today();
        let Ground {
            scope,
            task,
            access,
            key,
            rows,
        } = ground;
        let Named {
            place,
            account,
            until,
            why,
        } = named;
        // A manager names who keeps the dossier; who else works in it is for those who keep it.
        let questions = if place == Place::Involved {
            vec![access]
        } else {
            Vec::new()
        };
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        let mut draft = Draft::new(
            place.kind(),
            key,
            &Involvement {
                since: today,
                why,
                claimed: None,
            },
        )?
        .dossier(dossier.0)
        .account(account.0);
        if let Some(until) = until {
            draft = draft.due(day_number(until));
        }
        changes.add.push(draft);
        let leaving = |row: &&Routing| match place {
            Place::Coordinator => {
                row.kind == kind::COORDINATION || holds(row, kind::SUBSTITUTION, account, today)
            }
            Place::Substitute => row.kind == kind::SUBSTITUTION,
            Place::Involved => false,
        };
        changes.remove = rows.iter().filter(leaving).map(|r| r.id).collect();
        if place == Place::Coordinator {
            changes.remove.extend(self.named_now(dossier).await?);
        }
        if place != Place::Involved {
            for before in rows
                .iter()
                .filter(|r| r.kind == place.kind())
                .filter_map(|r| r.account.or(r.of))
                .filter(|before| *before != account.0)
            {
                changes.replace.extend(
                    self.handed_over(dossier, AccountId(before), account)
                        .await?,
                );
            }
        }
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge_act(scope, &task, &questions)
            })
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// What waited for a coordinator or substitute in this dossier, for the next one.
    async fn handed_over(
        &self,
        dossier: DossierId,
        from: AccountId,
        to: AccountId,
    ) -> Result<Vec<Draft>, Refused> {
        let ids: Vec<Id> = self
            .vault()
            .routing(Where::Account(from.0), &[kind::TASK])
            .await?
            .iter()
            .map(|r| r.id)
            .collect();
        let mut drafts = Vec::new();
        for chunk in ids.chunks(256) {
            let mut facts = self.vault().facts_of(chunk.to_vec(), &[kind::TASK]).await?;
            for task in facts.take::<Task>(kind::TASK)?.into_iter().filter(|t| {
                t.value.dossier == Some(dossier) && t.value.what != TaskKind::NameCoordinator
            }) {
                drafts.push(Draft::over(kind::TASK, &task, &task.value)?.account(to.0));
            }
        }
        Ok(drafts)
    }

    /// The tasks to name a coordinator here: done for everybody by whoever does it.
    async fn named_now(&self, dossier: DossierId) -> Result<Vec<Id>, Refused> {
        let waiting = self
            .vault()
            .routing(Where::Of(dossier.0), &[kind::TASK])
            .await?;
        let ids: Vec<Id> = waiting.iter().map(|r| r.id).collect();
        let mut done = Vec::new();
        for chunk in ids.chunks(256) {
            let mut facts = self.vault().facts_of(chunk.to_vec(), &[kind::TASK]).await?;
            let tasks = facts.take::<Task>(kind::TASK)?.into_iter();
            done.extend(
                tasks
                    .filter(|t| t.value.what == TaskKind::NameCoordinator)
                    .map(|t| t.id),
            );
        }
        Ok(done)
    }

    async fn assign_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: &'static str,
        request: RequestId,
    ) -> Result<Ground, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let task = self.task_question(caller, DeskAct::Assign, standing.relation)?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: KINDS,
            only: None,
        };
        self.gate_task(&scope, &task).await?;
        let key = standing.key.ok_or(Refused::NotFound)?;
        let rows = self
            .vault()
            .routing(Where::Dossier(dossier.0), KINDS)
            .await?;
        Ok(Ground {
            scope,
            task,
            access,
            key,
            rows,
        })
    }
}
