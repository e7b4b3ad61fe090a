//! How a dossier ends, as whoever keeps it sees it: until when each file is kept and why, what stands in the way, and what closing it today would come to.

use super::close::Ground;
use super::term::{Asked, FileTerm};
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Closure, HoldOn, Person, PersonFile, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{
    Answer, DeskAct, DossierId, File, Hold, Id, Law, Outcome, PersonId, RequestId, Set,
};
use regie_vault::Known;
use serde::Serialize;

/// That a dossier was closed.
#[derive(Clone, Debug, Serialize)]
pub struct ClosureView {
    /// What was written down.
    pub closure: Closure,
}

/// What stands, or stood, in the way of destroying it.
#[derive(Clone, Debug, Serialize)]
pub struct HoldView {
    /// Which.
    pub id: Id,
    /// What was written down.
    pub hold: HoldOn,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct LifePage {
    /// What colleagues call the dossier.
    pub title: String,
    /// The first day.
    pub opened: Date,
    /// The day it was closed; `None` while it is open.
    pub closed: Option<Date>,
    /// Until when each file is kept; of an open dossier as if it were closed today.
    pub files: Vec<FileTerm>,
    /// The names of the people.
    pub people: Vec<(PersonId, String)>,
    /// Of which files no document says how long they are kept.
    pub lacking: Vec<(Law, File)>,
    /// How many facts serve two laws, and so are kept as long as the longer term asks.
    pub both: usize,
    /// When it was closed and opened again, newest first.
    pub closures: Vec<ClosureView>,
    /// What stands in the way, and stood, newest first.
    pub holds: Vec<HoldView>,
    /// Whether the reader may open it again; the charter's answer, with the rule.
    pub reopens: Option<Answer>,
}

impl House {
    /// How a dossier ends; for who may edit it. It has a line of its own.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] when there is no such dossier.
    pub async fn life_page(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<LifePage, Refused> {
        again!(self.life_page_once(caller, dossier))
    }

    async fn life_page_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<LifePage, Refused> {
        let act = ("view-retention", DeskAct::CloseDossier);
        let fresh = RequestId::fresh();
        let Some(ground) = self.life_ground(caller, dossier, act, fresh).await? else {
            return Err(Refused::Busy);
        };
        let Ground {
            mut scope,
            access,
            task,
            key,
            ..
        } = ground;
        scope.moves.clear();
        let asked = [access];
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge::<regie_charter::View>(scope, &asked)
            })
            .await?;
        let receipt = self.vault().look(permit, Some(key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let case = crate::act::Case::of_whole(&opened)?;
        let known = case.dossier.as_ref().ok_or(Refused::NotFound)?;
        let reopens = match known.value.closed {
            Some(_) => Some(self.charters().act(&regie_terms::ActQuestion {
                act: DeskAct::ReopenDossier,
                ..task
            })?),
            None => None,
        };
        let holds = standing_holds(&case.holds);
        let closed_on = known.value.closed.unwrap_or(self.today());
        let files = case
            .files
            .iter()
            .filter_map(|file| self.file_term(&case, file, holds).transpose())
            .collect::<Result<Vec<_>, Refused>>()?;
        let lacking = self.lacking(&case, closed_on)?;
        let mut closures = opened.take::<Closure>(kind::CLOSURE)?;
        closures.sort_by_key(|c| std::cmp::Reverse((c.value.at, c.id)));
        let mut found = opened.take::<HoldOn>(kind::HOLD)?;
        found.sort_by_key(|h| std::cmp::Reverse((h.due.is_none(), h.value.at, h.id)));
        Ok(LifePage {
            title: known.value.title.clone(),
            opened: known.value.opened,
            closed: known.value.closed,
            files,
            lacking: if known.value.closed.is_some() {
                Vec::new()
            } else {
                lacking
            },
            both: case
                .entries
                .iter()
                .filter(|e| !e.value.label.also.is_empty())
                .count(),
            people: opened
                .take::<Person>(kind::PERSON)?
                .into_iter()
                .map(|p| (PersonId(p.id), p.value.listed()))
                .collect(),
            closures: closures
                .into_iter()
                .map(|c| ClosureView { closure: c.value })
                .collect(),
            holds: found
                .into_iter()
                .map(|h| HoldView {
                    id: h.id,
                    hold: h.value,
                })
                .collect(),
            reopens,
        })
    }

    /// Until when one file is kept, as things stand.
    pub(super) fn file_term(
        &self,
        case: &crate::act::Case,
        file: &Known<PersonFile>,
        holds: Set<Hold>,
    ) -> Result<Option<FileTerm>, Refused> {
        let (Some(person), Some(dossier)) = (file.person.map(PersonId), &case.dossier) else {
            return Ok(None);
        };
        let (law, sort) = (file.value.law, file.value.sort);
        let closed = dossier.value.closed.unwrap_or(self.today());
        let set = dossier.value.set_term(law, sort).cloned();
        let answer = self.kept(Asked {
            law,
            file: sort,
            closed,
            last_change: self.last_change(case, person, law, closed),
            set: set.as_ref().map(|set| set.until),
            holds,
        })?;
        Ok(Some(FileTerm {
            person,
            law,
            file: sort,
            keep: answer.keep.flatten(),
            set,
            answer,
        }))
    }
}

/// What stands in the way now.
pub(super) fn standing_holds(holds: &[Known<HoldOn>]) -> Set<Hold> {
    let stands = holds.iter().filter(|h| h.due.is_none());
    stands.map(|h| h.value.hold).collect()
}

impl LifePage {
    /// Whether the reader may open it again.
    #[must_use]
    pub fn may_reopen(&self) -> bool {
        let permitted = |a: &Answer| a.outcome == Outcome::Permitted;
        self.reopens.as_ref().is_some_and(permitted)
    }
}
