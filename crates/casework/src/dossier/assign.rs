//! Who works in a dossier: naming coordinator, substitute and whoever else is involved (ACC-2, ACC-3).

use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Account, AccountKind, Involvement, Task, kind};
use crate::{House, Refused, date_of, day_number};
use jiff::civil::Date;
use regie_charter::{Parts, Scope, View, Whose};
use regie_terms::{
    Access, AccountId, Act, Answer, Declaration, DeskAct, DossierId, Id, KeyId, NeedWord,
    Of as NeedOf, Outcome, Question, Relation, RequestId, Set, Who,
};
use regie_vault::keys::STAFF;
use regie_vault::open::{Routing, Where};
use regie_vault::{Changes, Draft, Of, Opened};
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

/// Somebody's place in a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct AppointmentRow {
    /// The appointment.
    pub id: Id,
    /// As what.
    pub place: Place,
    /// Who.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// The first day.
    pub since: Date,
    /// The last day, when it ends by itself.
    pub until: Option<Date>,
    /// Why, for somebody involved; who was put in before it was asked has none.
    pub why: Option<String>,
}

/// A colleague who can have a place in a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct Colleague {
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// The team.
    pub team: Option<String>,
    /// What they have to sign before the place is theirs to take; empty for whoever can be named now.
    pub missing: Vec<Declaration>,
}

/// Whether the charter makes something of a place for an account.
enum Fit {
    /// Not in any of its functions.
    No,
    /// Once these are signed: without them there is no authorisation (ACC-9).
    Unsigned(Vec<Declaration>),
    /// Yes.
    Yes,
}

impl House {
    /// The colleagues for whom the charter makes something of a place: who could keep a dossier, or look into one. By name. Names of colleagues are
    /// no personal data of clients: no line.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the caller is not staff in a function.
    pub async fn colleagues(
        &self,
        caller: &Caller,
        place: Place,
    ) -> Result<Vec<Colleague>, Refused> {
        caller.staff()?;
        let mut out: Vec<Colleague> = Vec::new();
        for found in self.staff().await? {
            let missing = match self.fits(&found.value, place.relation())? {
                Fit::No => continue,
                Fit::Unsigned(missing) => missing,
                Fit::Yes => Vec::new(),
            };
            out.push(Colleague {
                account: AccountId(found.id),
                name: found.value.name,
                team: found.value.team,
                missing,
            });
        }
        out.sort_by_cached_key(|c| (c.name.to_lowercase(), c.account));
        Ok(out)
    }

    /// Whether the charter lets somebody with these functions, and with what they signed, do anything by such a place.
    fn fits(&self, account: &Account, relation: Relation) -> Result<Fit, Refused> {
        if account.kind != AccountKind::Staff || account.ended.is_some() {
            return Ok(Fit::No);
        }
        let act = if relation == Relation::Involved {
            Act::View
        } else {
            Act::Edit
        };
        let signed: Set<Declaration> = account.signed.iter().map(|s| s.what).collect();
        let mut fit = Fit::No;
        for function in &account.functions {
            let ask = |declarations| {
                self.charters().ask(&Question::Access(Access {
                    charter: self.settings().charter,
                    on: self.today(),
                    act,
                    who: Who {
                        function: *function,
                        relation,
                        declarations,
                    },
                    coordinator_present: true,
                    substitute_present: true,
                    reason: None,
                }))
            };
            let answer = ask(signed)?;
            if answer.outcome == Outcome::Permitted {
                return Ok(Fit::Yes);
            }
            // Only the declarations may stand in the way: with all of them signed it is a yes.
            if ask(Declaration::ALL.iter().copied().collect())?.outcome == Outcome::Permitted {
                fit = Fit::Unsigned(asked_declarations(&answer));
            }
        }
        Ok(fit)
    }

    /// Reads the account of somebody who is to have a place; it becomes part of what is judged on.
    pub(super) async fn read_appointed(
        &self,
        check: &mut Check,
        scope: &mut Scope,
        field: &'static str,
        typed: &str,
        relation: Relation,
    ) -> Result<Option<AccountId>, Refused> {
        let Some(account) = check.id(field, typed).map(AccountId) else {
            return Ok(None);
        };
        self.judged_on(scope, account.0).await?;
        let fits = match self.stored_account(account).await? {
            Some(stored) => self.fits(&stored.value, relation)?,
            None => Fit::No,
        };
        match fits {
            Fit::Yes => return Ok(Some(account)),
            Fit::Unsigned(_) => check.fault(field, "unsigned"),
            Fit::No => check.fault(field, "unknown"),
        }
        Ok(None)
    }

    /// Who has a place in the dossier, for who may name them; nothing else of the dossier is opened.
    ///
    /// # Errors
    /// [`Refused::Denied`] for everybody else, [`Refused::NotFound`] when there is no such dossier.
    pub async fn appointments(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Vec<AppointmentRow>, Refused> {
        again!(self.appointments_once(caller, dossier))
    }

    async fn appointments_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Vec<AppointmentRow>, Refused> {
        let Ground {
            mut scope,
            task,
            key,
            ..
        } = self
            .assign_ground(caller, dossier, "view-appointments", RequestId::fresh())
            .await?;
        scope.moves.clear();
        let Allowed { permit, .. } = self.allow_task::<View>(scope, &task, &[]).await?;
        let receipt = self.vault().look(permit, Some(key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        self.places_of(&mut opened).await
    }

    /// The appointments of what was opened: coordinator, substitute, then the involved.
    pub(super) async fn places_of(
        &self,
        opened: &mut Opened,
    ) -> Result<Vec<AppointmentRow>, Refused> {
        let mut found: Vec<(Place, Of<Involvement>)> = Vec::new();
        for place in [Place::Coordinator, Place::Substitute, Place::Involved] {
            let rows = opened.take::<Involvement>(place.kind())?;
            found.extend(rows.into_iter().map(|row| (place, row)));
        }
        let mut accounts: Vec<AccountId> = found
            .iter()
            .filter_map(|(_, row)| row.account.map(AccountId))
            .collect();
        accounts.sort_unstable();
        accounts.dedup();
        let names = self.names(accounts).await?;
        Ok(found
            .into_iter()
            .filter_map(|(place, row)| {
                let account = AccountId(row.account?);
                let name = names.iter().find(|(id, _)| *id == account);
                Some(AppointmentRow {
                    id: row.id,
                    place,
                    account,
                    name: name.map(|(_, n)| n.clone()).unwrap_or_default(),
                    since: row.value.since,
                    until: row.due.map(date_of),
                    why: row.value.why,
                })
            })
            .collect())
    }

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
        let Ground {
            mut scope,
            task,
            key,
            rows,
            access,
        } = self
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
            .read_appointed(&mut check, &mut scope, "account", &input.account, relation)
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
        let holds = |row: &Routing, kind: &str| {
            row.kind == kind
                && row.account.map(AccountId) == account
                && row.due.is_none_or(|last| day_number(today) <= last)
        };
        if account.is_some()
            && place.is_some_and(|place| rows.iter().any(|r| holds(r, place.kind())))
        {
            check.fault("account", "already");
        } else if account.is_some()
            && place == Some(Place::Substitute)
            && rows.iter().any(|r| holds(r, kind::COORDINATION))
        {
            check.fault("account", "is-coordinator");
        }
        check.done()?;
        let (Some(place), Some(account)) = (place, account) else {
            return Err(Refused::field("account", "unknown"));
        };
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
        let mut draft = Draft::new(place.kind(), key, &Involvement { since: today, why })?
            .dossier(dossier.0)
            .account(account.0);
        if let Some(until) = until {
            draft = draft.due(day_number(until));
        }
        changes.add.push(draft);
        let leaving = |row: &&Routing| match place {
            Place::Coordinator => row.kind == kind::COORDINATION || holds(row, kind::SUBSTITUTION),
            Place::Substitute => row.kind == kind::SUBSTITUTION,
            Place::Involved => false,
        };
        changes.remove = rows.iter().filter(leaving).map(|r| r.id).collect();
        if place == Place::Coordinator {
            for before in rows
                .iter()
                .filter(|r| r.kind == kind::COORDINATION)
                .filter_map(|r| r.account)
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

    /// Ends somebody's place. A coordinator's is not ended but given to somebody else.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is no such place in this dossier; [`Refused::Invalid`] (`place: coordinator-stays`).
    pub async fn release(
        &self,
        caller: &Caller,
        dossier: DossierId,
        appointment: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.release_once(caller, dossier, appointment, request))
    }

    async fn release_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        appointment: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        let Ground {
            scope,
            task,
            key,
            rows,
            access,
        } = self
            .assign_ground(caller, dossier, "release", request)
            .await?;
        if self.done_before(caller, "release", request).await? {
            return Ok(());
        }
        let place = rows
            .iter()
            .find(|r| r.id == appointment)
            .and_then(|r| Place::of(&r.kind))
            .ok_or(Refused::NotFound)?;
        let questions = match place {
            Place::Coordinator => return Err(Refused::field("place", "coordinator-stays")),
            Place::Substitute => Vec::new(),
            Place::Involved => vec![access],
        };
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge_act(scope, &task, &questions)
            })
            .await?;
        let changes = Changes {
            remove: vec![appointment],
            line_key: Some(key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// What waited for a coordinator in this dossier, for the next one.
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
            for task in facts
                .take::<Task>(kind::TASK)?
                .into_iter()
                .filter(|t| t.value.dossier == Some(dossier))
            {
                let mut draft = Draft::new(kind::TASK, STAFF, &task.value)?
                    .id(task.id)
                    .version(task.version + 1)
                    .account(to.0);
                draft.dossier = task.dossier;
                draft.person = task.person;
                draft.of = task.of;
                draft.due = task.due;
                draft.key = task.key;
                drafts.push(draft);
            }
        }
        Ok(drafts)
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

/// The declarations an answer still asks.
fn asked_declarations(answer: &Answer) -> Vec<Declaration> {
    let asked = answer.needs.iter().filter_map(|need| match need.of {
        Some(NeedOf::Declarations(of)) if need.what == NeedWord::Declaration => Some(of),
        _ => None,
    });
    let asked: Vec<Set<Declaration>> = asked.collect();
    Declaration::ALL
        .iter()
        .copied()
        .filter(|d| asked.iter().any(|of| of.contains(*d)))
        .collect()
}

/// What the acts here are judged by.
struct Ground {
    scope: Scope,
    task: regie_terms::ActQuestion,
    access: Question,
    key: KeyId,
    rows: Vec<Routing>,
}
