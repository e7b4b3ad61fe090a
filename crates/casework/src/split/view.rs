//! The page of the triage, and of the list before the split.

use super::KINDS;
use super::pieces::{Piece, PieceOf, blocks};
use super::sides::Sides;
use crate::act::{Allowed, Case, again};
use crate::guard::Caller;
use crate::request::Candidate;
use crate::thing::{Dossier, RequestWay, Requester, Split, SplitTo, kind};
use crate::{House, Refused, date_of};
use jiff::civil::Date;
use regie_charter::{Parts, View, Whose};
use regie_terms::{Act, Answer, Consenter, DeskAct, DossierId, Id, PersonId, RequestId, Right};
use regie_vault::open::Where;
use regie_vault::{Known, Of, Opened, Side};
use serde::Serialize;

/// What a dossier says of being split: the objections that wait, for who may handle them, and the day it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Splits {
    /// The objections that wait.
    pub waiting: Vec<Id>,
    /// The last day on which it was split.
    pub done: Option<Date>,
}

impl Splits {
    /// Of what was opened.
    pub(crate) fn of(opened: &mut Opened) -> Result<Self, Refused> {
        let rows = opened.take::<Split>(kind::SPLIT)?;
        let waits = |s: &&Of<Split>| s.person.is_some() && s.value.open();
        Ok(Self {
            waiting: rows.iter().filter(waits).map(|s| s.id).collect(),
            done: rows.iter().filter_map(|s| s.value.done).max(),
        })
    }
}

/// One thing to be decided about.
#[derive(Clone, Debug, Serialize)]
pub struct PieceView {
    /// The thing.
    pub id: Id,
    /// What kind.
    pub what: PieceOf,
    /// About whom; `None` for the family.
    pub person: Option<String>,
    /// Its words.
    pub text: String,
    /// Where it may go.
    pub ways: Vec<SplitTo>,
    /// Whether new words are asked for the one who leaves, and for those who stay.
    pub words_for: (bool, bool),
    /// Where it goes, where that was decided.
    pub to: Option<SplitTo>,
    /// The new words for the one who leaves, and for those who stay.
    pub said: (String, String),
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct SplitPage {
    /// The objection.
    pub id: Id,
    /// What colleagues call the dossier.
    pub title: String,
    /// Who wants a dossier of their own.
    pub name: String,
    /// Who stays together.
    pub others: Vec<String>,
    /// Why, in their own words.
    pub words: String,
    /// The day it came in.
    pub received: Date,
    /// How it came in.
    pub way: RequestWay,
    /// The last day for the answer.
    pub due: Option<Date>,
    /// What was weighed: necessity, proportionality, subsidiarity, safety, and what the one who objects reads.
    pub weighed: Option<[String; 5]>,
    /// Whether it is split; `None` while that was not decided.
    pub split: Option<bool>,
    /// By whom and when it was decided.
    pub decided: Option<(String, Date)>,
    /// The day it was split.
    pub done: Option<Date>,
    /// What the charter says.
    pub answer: Answer,
    /// Who asks it, and in which capacity: by name where they are known here.
    pub askers: Vec<(Consenter, Option<String>)>,
    /// Who could ask it with them.
    pub candidates: Vec<(Candidate, Option<String>)>,
    /// Whether it is sure who asks.
    pub identified: bool,
    /// Whether it is signed.
    pub signed: bool,
    /// What is decided one by one.
    pub pieces: Vec<PieceView>,
    /// How much goes with the one who leaves by itself: facts, documents, disclosures.
    pub along: [usize; 3],
    /// Why it cannot be split now, each a word.
    pub blocks: Vec<&'static str>,
    /// Who coordinates now.
    pub coordinator: Option<regie_terms::AccountId>,
}

impl SplitPage {
    /// How much is still to be decided about.
    #[must_use]
    pub fn undecided(&self) -> usize {
        self.pieces.iter().filter(|p| p.to.is_none()).count()
    }
}

impl House {
    /// The triage of an objection, and the list before the split. A look at the whole dossier, with the line of one.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle requests here; [`Refused::NotFound`] for an objection of another dossier.
    pub async fn open_split(
        &self,
        caller: &Caller,
        dossier: DossierId,
        split: Id,
    ) -> Result<SplitPage, Refused> {
        again!(self.open_split_once(caller, dossier, split))
    }

    async fn open_split_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        split: Id,
    ) -> Result<SplitPage, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let task = self.task_question(caller, DeskAct::DecideRequest, standing.relation)?;
        let access = self.access_question(caller, &standing, Act::View, None)?;
        let mut scope = self.scope("view-dossier", actor, RequestId::fresh());
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &KINDS,
            only: None,
        };
        let Allowed { permit, .. } = self
            .allow_under::<View>(scope, standing.refusal_key(), |scope| {
                self.charters()
                    .judge_act(scope, &task, std::slice::from_ref(&access))
            })
            .await?;
        let rows = self
            .vault()
            .routing(Where::Id(split), &[kind::SPLIT])
            .await?;
        if !rows
            .iter()
            .any(|r| r.dossier == Some(dossier.0) && r.person.is_some())
        {
            return Err(Refused::NotFound);
        }
        let receipt = self.vault().look(permit, standing.key).await?;
        let mut opened = self.vault().open(receipt).await?;
        let case = Case::of_whole(&opened)?;
        let title = opened.take::<Dossier>(kind::DOSSIER)?.pop();
        let shown = opened.take::<Split>(kind::SPLIT)?;
        let row = shown
            .iter()
            .find(|s| s.id == split)
            .ok_or(Refused::NotFound)?;
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        let value = &row.value;
        let today = self.today();
        let name = |id: Option<PersonId>| id.and_then(|p| case.person(p)).map(|p| p.value.name());
        let papers = self.papers(dossier).await?;
        let mut stops = Vec::new();
        let (mut pieces, mut along) = (Vec::new(), [0; 3]);
        match Sides::of(&case, person, (dossier.0, Id::fresh())) {
            Ok(sides) => {
                let list = sides.pieces(&case, &papers, today);
                along = goes(&case, &sides, &list);
                pieces = list
                    .iter()
                    .map(|p| seen(p, value, name(p.person)))
                    .collect();
            }
            Err(code) => stops.push(code),
        }
        if value.done.is_some() {
            pieces.clear();
        } else {
            stops.extend(blocks(&case, split));
        }
        let decision = value.decision.as_ref();
        let waiting = case.splits.iter().filter(|s| {
            s.id == split || (s.person == Some(person.0) && s.value.decision.is_none())
        });
        let askers: Vec<&Requester> = waiting.flat_map(|s| s.value.askers()).collect();
        Ok(SplitPage {
            id: split,
            title: title.map(|d| d.value.title).unwrap_or_default(),
            name: name(Some(person)).unwrap_or_default(),
            others: case
                .people
                .iter()
                .filter(|p| p.id != person.0)
                .map(|p| p.value.name())
                .collect(),
            words: value.words.clone(),
            received: value.received,
            way: value.way,
            due: row.due.map(date_of),
            weighed: decision.map(|d| {
                [
                    &d.necessity,
                    &d.proportionality,
                    &d.subsidiarity,
                    &d.safety,
                    &d.because,
                ]
                .map(Clone::clone)
            }),
            split: decision.map(|d| d.split),
            decided: decision.map(|d| (d.by.clone(), d.on)),
            done: value.done,
            answer: match decision {
                Some(decision) => decision.answer.clone(),
                None => self.split_answer(&case, (Some(split), person), value)?,
            },
            askers: askers
                .iter()
                .map(|r| {
                    let outsider = r.outsider.as_ref().map(|o| o.name.clone());
                    (r.of, name(r.person).or(outsider))
                })
                .collect(),
            candidates: self
                .candidates(&case, person, Right::Objection)?
                .into_iter()
                .filter(|(one, _)| {
                    !askers
                        .iter()
                        .any(|r| (r.of, r.holder) == (one.of, one.holder))
                })
                .map(|(_, one)| {
                    let name = name(one.person);
                    (one, name)
                })
                .collect(),
            identified: value.identity.is_some(),
            signed: value.signed,
            pieces,
            along,
            blocks: stops,
            coordinator: standing.coordinator,
        })
    }
}

fn seen(piece: &Piece, split: &Split, person: Option<String>) -> PieceView {
    let choice = split
        .choice(piece.id)
        .filter(|c| c.version == piece.version && piece.ways.contains(&c.to));
    let anew = piece.ways.contains(&SplitTo::Anew);
    PieceView {
        id: piece.id,
        what: piece.what,
        person,
        text: piece.text.clone(),
        ways: piece.ways.to_vec(),
        words_for: (
            anew && piece.side != Some(Side::Stays),
            anew && piece.side != Some(Side::Leaves),
        ),
        to: choice.map(|c| c.to),
        said: choice
            .map(|c| (c.leaver.clone(), c.stayers.clone()))
            .unwrap_or_default(),
    }
}

/// How much goes along by itself.
fn goes(case: &Case, sides: &Sides, pieces: &[Piece]) -> [usize; 3] {
    let alone = |id: Id, person: Option<Id>| {
        sides.side(person) == Some(Side::Leaves) && !pieces.iter().any(|p| p.id == id)
    };
    let last = |e: &&Known<crate::thing::Entry>| !case.entries.iter().any(|o| o.of == Some(e.id));
    [
        case.entries
            .iter()
            .filter(last)
            .filter(|e| alone(e.id, e.person))
            .count(),
        case.documents
            .iter()
            .filter(|d| alone(d.id, d.person))
            .count(),
        case.shares.iter().filter(|s| alone(s.id, s.person)).count(),
    ]
}
