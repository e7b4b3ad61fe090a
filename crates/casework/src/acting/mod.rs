//! Who acts for somebody, where that is decided: that a person cannot weigh a matter, that a representative may do less, that a parent is kept out for
//! the safety of a child (CON-3, ZO 10.2, ZO 10.3, KE-X.III).
//!
//! A professional asks, with what was found and by whom. Another decides, with reasons and a day on which it is looked at again: the charter says
//! who. Lines about keeping a parent out concern nobody: a list that counted them would tell (FLD-19).

mod ask;
mod decide;
mod stands;
mod view;

pub use ask::ActingInput;
pub use decide::DecideInput;
pub(crate) use stands::{Standing as ActingStands, Stands, limited, shut_out};
pub use view::{ActingPage, ActingRow, MyActing};

use crate::act::{Case, Gate};
use crate::dossier::Standing;
use crate::guard::Caller;
use crate::thing::{Acting, ActingWhat, kind};
use crate::{House, Refused};
use regie_charter::{Change, Parts, Scope, Whose};
use regie_terms::{ActQuestion, DeskAct, DossierId, Id, PersonId, RequestId};
use regie_vault::Known;

/// The longest text, in characters.
const LONGEST: usize = 2000;

const CASE: [&str; 5] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::FILE,
    kind::ACTING,
];

impl ActingWhat {
    /// By which task it is decided.
    const fn task(self) -> DeskAct {
        match self {
            Self::CannotWeigh | Self::Limit => DeskAct::DecideActing,
            Self::ShutOut => DeskAct::ShutOut,
        }
    }

    /// Whom a line about it concerns. To keep a parent out must not show in a list that the parent, or somebody who tells them, can read.
    fn concerns(self, person: PersonId) -> Vec<PersonId> {
        match self {
            Self::ShutOut => Vec::new(),
            Self::CannotWeigh | Self::Limit => vec![person],
        }
    }
}

/// What the acts here are judged by.
struct Ground {
    standing: Standing,
    scope: Scope,
    task: ActQuestion,
    case: Case,
}

impl House {
    /// Reads what the acts here are judged by, for who has the first of these tasks that the charter lets them do; who has none is turned away with
    /// a line.
    async fn acting_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        tasks: &[DeskAct],
        act: &'static str,
        request: RequestId,
    ) -> Result<Ground, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::ACTING],
            only: None,
        };
        let mut chosen = None;
        for task in tasks {
            let question = self.task_question(caller, *task, standing.relation)?;
            let permitted = self.charters().act(&question)?.outcome;
            let may = permitted == regie_terms::Outcome::Permitted;
            if may || chosen.is_none() {
                chosen = Some(question);
            }
            if may {
                break;
            }
        }
        let task = chosen.ok_or(Refused::NotFound)?;
        let leave = self.allow_task::<Change>(scope.clone(), &task, &[]).await?;
        if !standing.exists() {
            return Err(Refused::NotFound);
        }
        let case = self.case(&Gate::of(leave.permit), &CASE).await?;
        Ok(Ground {
            standing,
            scope,
            task,
            case,
        })
    }
}

/// A decision of this dossier, and about whom it is.
fn found(case: &Case, acting: Id) -> Result<(&Known<Acting>, PersonId), Refused> {
    let found = case
        .acting
        .iter()
        .find(|a| a.id == acting)
        .ok_or(Refused::NotFound)?;
    let person = found.person.map(PersonId).ok_or(Refused::NotFound)?;
    Ok((found, person))
}
