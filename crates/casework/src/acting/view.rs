//! A decision as its page shows it, and as the person whom it is about reads it.

use super::{Ground, found};
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Acting, ActingDecision, ActingLift, ActingWhat, Person, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Parts, View, Whose};
use regie_terms::{Data, DeskAct, DossierId, Function, Id, Outcome, PersonId, RequestId};
use regie_vault::Of;
use serde::Serialize;

/// A decision in one line, for who may open the dossier.
#[derive(Clone, Debug, Serialize)]
pub struct ActingRow {
    /// Its id.
    pub id: Id,
    /// What.
    pub what: ActingWhat,
    /// About whom.
    pub person: PersonId,
    /// Against whom.
    pub against: Option<PersonId>,
    /// Whether it waits to be decided.
    pub waits: bool,
    /// Whether it stands.
    pub stands: bool,
    /// The day it is looked at again.
    pub review_on: Option<Date>,
    /// Whether that day is past.
    pub late: bool,
}

impl ActingRow {
    /// Of what was opened.
    pub(crate) fn of(row: &Of<Acting>, today: Date) -> Option<Self> {
        let review_on = row.value.review_on();
        Some(Self {
            id: row.id,
            what: row.value.what,
            person: PersonId(row.person?),
            against: row.of.map(PersonId),
            waits: row.value.waits(),
            stands: row.value.stands(),
            review_on,
            late: review_on.is_some_and(|day| day < today),
        })
    }
}

/// A decision with what was asked and what was decided.
#[derive(Clone, Debug, Serialize)]
pub struct ActingPage {
    /// In one line.
    pub row: ActingRow,
    /// The name of whom it is about.
    pub person: String,
    /// Their age in whole years.
    pub age: i16,
    /// The name of whom it is against.
    pub against: Option<String>,
    /// For what it counts.
    pub matter: String,
    /// The categories of a limit; none for all.
    pub data: Vec<Data>,
    /// Why it was asked.
    pub because: String,
    /// What was found.
    pub found: String,
    /// By whom.
    pub found_by: String,
    /// Who asked.
    pub asked: String,
    /// In which function.
    pub function: Function,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// What was decided, oldest first.
    pub decisions: Vec<ActingDecision>,
    /// Who asked to let a parent in again.
    pub lifting: Option<ActingLift>,
    /// Whether the reader may decide it, or look at it again.
    pub may_decide: bool,
    /// Whether the next decision waits for somebody else than the reader.
    pub own: bool,
    /// Whether the reader asked it, and can take it back.
    pub may_drop: bool,
    /// Whether the reader may open the dossier.
    pub opens: bool,
}

/// A decision about somebody, as they read it in the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyActing {
    /// What.
    pub what: ActingWhat,
    /// For what it counts.
    pub matter: String,
    /// Why.
    pub because: String,
    /// In which function it was decided.
    pub function: Function,
    /// By whom; `None` when staff are shown by function only.
    pub by: Option<String>,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The day it is looked at again.
    pub review_on: Option<Date>,
    /// The name of whom it is against.
    pub against: Option<String>,
}

impl MyActing {
    /// Of what stands, for whom it is about. Why a parent is kept out is not repeated to a child; that it was decided is.
    pub(crate) fn of(acting: &Acting, named: bool, against: Option<String>) -> Option<Self> {
        let last = acting.decisions.last().filter(|d| d.yes)?;
        Some(Self {
            what: acting.what,
            matter: acting.matter.clone(),
            because: match acting.what {
                ActingWhat::ShutOut => String::new(),
                ActingWhat::CannotWeigh | ActingWhat::Limit => last.because.clone(),
            },
            function: last.function,
            by: named.then(|| last.name.clone()),
            at: last.at,
            review_on: last.review_on,
            against,
        })
    }
}

impl House {
    /// A decision with all that was asked and decided: for who may ask or decide it. Nothing else of the dossier is opened but names.
    ///
    /// # Errors
    /// [`Refused::Denied`] for others; [`Refused::NotFound`] when it is not of this dossier.
    pub async fn acting_page(
        &self,
        caller: &Caller,
        dossier: DossierId,
        acting: Id,
    ) -> Result<ActingPage, Refused> {
        again!(self.acting_page_once(caller, dossier, acting))
    }

    async fn acting_page_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        acting: Id,
    ) -> Result<ActingPage, Refused> {
        let tasks = [DeskAct::DecideActing, DeskAct::ShutOut, DeskAct::AskActing];
        let Ground {
            standing,
            mut scope,
            task,
            case,
        } = self
            .acting_ground(caller, dossier, &tasks, "view-acting", RequestId::fresh())
            .await?;
        let (row, person) = found(&case, acting)?;
        let against = row.of.map(PersonId);
        scope.moves.clear();
        scope.concerns = row.value.what.concerns(person);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::ACTING, kind::PERSON],
            only: Some(
                std::iter::once(acting)
                    .chain([person.0])
                    .chain(row.of)
                    .collect(),
            ),
        };
        let Allowed { permit, .. } = self
            .allow_under::<View>(scope, Some(row.key), |scope| {
                self.charters().judge_act(scope, &task, &[])
            })
            .await?;
        let receipt = self.vault().look(permit, Some(row.key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let people = opened.take::<Person>(kind::PERSON)?;
        let shown = opened
            .take::<Acting>(kind::ACTING)?
            .pop()
            .ok_or(Refused::NotFound)?;
        let today = self.today();
        let known = |id: PersonId| people.iter().find(|p| p.id == id.0);
        let decide = self.task_question(caller, shown.value.what.task(), standing.relation)?;
        let may = self.charters().act(&decide)?.outcome == Outcome::Permitted;
        let value = &shown.value;
        let first = match &value.lifting {
            Some(lift) => Some(lift.by),
            None => value.waits().then_some(value.asked_by),
        };
        let own = first == Some(caller.account());
        Ok(ActingPage {
            row: ActingRow::of(&shown, today).ok_or(Refused::NotFound)?,
            person: known(person).map(|p| p.value.name()).unwrap_or_default(),
            age: known(person).map_or(0, |p| regie_terms::years(p.value.born, today)),
            against: against.and_then(known).map(|p| p.value.name()),
            matter: value.matter.clone(),
            data: value.data.clone(),
            because: value.because.clone(),
            found: value.found.clone(),
            found_by: value.found_by.clone(),
            asked: value.asked_name.clone(),
            function: value.asked_function,
            at: value.asked_at,
            decisions: value.decisions.clone(),
            lifting: value.lifting.clone(),
            may_decide: may && (value.waits() || value.stands()),
            own,
            may_drop: value.waits() && value.asked_by == caller.account(),
            opens: standing.has_part(),
        })
    }
}
