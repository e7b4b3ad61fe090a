//! What the pages of the Meldcode are drawn from: the matters somebody reads, and one of them with its five steps.

use super::step::{done, next_weighing};
use crate::act::{Allowed, again};
use crate::dossier::Place;
use crate::entry::sees_shielded;
use crate::guard::Caller;
use crate::thing::{
    Dossier, Meldcode, MeldcodeReader, MeldcodeRecord, MeldcodeStep, MeldcodeWeighing,
    MeldcodeWhat, Person, Share, ShareState, kind,
};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Parts, Whose};
use regie_terms::{AccountId, Act, DeskAct, DossierId, Id, Outcome, PersonId, RequestId};
use regie_vault::{Of, Opened};
use serde::Serialize;

/// A colleague who is involved in the dossier, and whether they read the matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColleagueView {
    /// Who.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Whether they were named.
    pub reads: bool,
}

/// A matter in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatterRow {
    /// Which.
    pub id: Id,
    /// About whom: names.
    pub people: Vec<String>,
    /// When it was opened, milliseconds since 1970 UTC.
    pub at: i64,
    /// Whether it was closed.
    pub closed: bool,
    /// The first step that was not done; `None` when all were.
    pub next: Option<MeldcodeStep>,
}

/// The matters of a dossier that the reader reads.
#[derive(Clone, Debug, Serialize)]
pub struct Matters {
    /// What colleagues call the dossier.
    pub title: String,
    /// The matters, newest first.
    pub rows: Vec<MatterRow>,
    /// The people of the dossier.
    pub people: Vec<(PersonId, String)>,
    /// Who is involved besides coordinator and substitute; for who may open a matter.
    pub colleagues: Vec<ColleagueView>,
    /// Whether the reader may open one.
    pub opens: bool,
}

/// Something that was done.
#[derive(Clone, Debug, Serialize)]
pub struct RecordView {
    /// Which record.
    pub id: Id,
    /// What was written down.
    pub record: MeldcodeRecord,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepStands {
    /// It was done.
    Done,
    /// It comes next.
    Next,
    /// It was left out in acute danger, and is still to be done.
    LeftOut,
    /// It comes later.
    Later,
}

/// A step with what was done for it.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// Which.
    pub step: MeldcodeStep,
    /// How it stands.
    pub stands: StepStands,
    /// What was done, oldest first.
    pub records: Vec<RecordView>,
}

/// A disclosure to Veilig Thuis that was begun from the matter.
#[derive(Clone, Debug, Serialize)]
pub struct ReportView {
    /// Which disclosure.
    pub share: Id,
    /// What was written down when it was begun.
    pub record: MeldcodeRecord,
    /// How far it is; `None` where it is not there any more.
    pub state: Option<ShareState>,
    /// The day it went, milliseconds since 1970 UTC.
    pub went: Option<i64>,
    /// When the client was told of it.
    pub informed_on: Option<Date>,
}

/// A matter.
#[derive(Clone, Debug, Serialize)]
pub struct MatterPage {
    /// Which.
    pub id: Id,
    /// What colleagues call the dossier.
    pub title: String,
    /// Whom it is about.
    pub people: Vec<(PersonId, String)>,
    /// When it was opened, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// The five steps.
    pub steps: Vec<StepView>,
    /// Which weighing comes next; `None` when all were done.
    pub weighing: Option<MeldcodeWeighing>,
    /// What went to Veilig Thuis, or is to go.
    pub reports: Vec<ReportView>,
    /// That it was closed.
    pub closed: Option<RecordView>,
    /// Whether its own term is over, so that it is to be removed.
    pub over: bool,
    /// Who is involved, and who of them reads it.
    pub colleagues: Vec<ColleagueView>,
    /// Whether the reader is coordinator or substitute: they name readers, report, close and remove.
    pub keeps: bool,
    /// Whether the charter lets the reader write down steps today.
    pub edits: bool,
}

impl MatterPage {
    /// What was left out and is still to be done.
    #[must_use]
    pub fn left_out(&self) -> Vec<MeldcodeStep> {
        let left = self.steps.iter();
        let left = left.filter(|s| s.stands == StepStands::LeftOut);
        left.map(|s| s.step).collect()
    }
}

const ACT: &str = "view-meldcode";

impl House {
    /// The matters of a dossier that the caller reads; to who reads none it is as if there were none.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who takes no part in the Meldcode here.
    pub async fn meldcodes(&self, caller: &Caller, dossier: DossierId) -> Result<Matters, Refused> {
        again!(self.meldcodes_once(caller, dossier))
    }

    async fn meldcodes_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Matters, Refused> {
        let (mut opened, [keeps, _]) = self.meldcode_opened(caller, dossier, None).await?;
        let (title, people) = named(&mut opened)?;
        let colleagues = self.circle(&mut opened, None).await?;
        let steps = opened.take::<MeldcodeRecord>(kind::MELDCODE_STEP)?;
        let mut rows: Vec<MatterRow> = opened
            .take::<Meldcode>(kind::MELDCODE)?
            .into_iter()
            .map(|m| {
                let of = || steps.iter().filter(|s| s.of == Some(m.id));
                let done = done(of().map(|s| &s.value).collect::<Vec<_>>().into_iter());
                MatterRow {
                    id: m.id,
                    people: names_of(&people, &m.value.people)
                        .into_iter()
                        .map(|(_, name)| name)
                        .collect(),
                    at: m.value.at,
                    closed: of().any(|s| matches!(s.value.what, MeldcodeWhat::Closed { .. })),
                    next: MeldcodeStep::ALL.into_iter().find(|s| !done.contains(s)),
                }
            })
            .collect();
        rows.sort_by_key(|r| std::cmp::Reverse((r.at, r.id)));
        Ok(Matters {
            title,
            rows,
            people,
            colleagues: if keeps { colleagues } else { Vec::new() },
            opens: keeps,
        })
    }

    /// One matter, for its circle.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who takes no part in the Meldcode here; [`Refused::NotFound`] for a matter that is not there for them.
    pub async fn meldcode(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Id,
    ) -> Result<MatterPage, Refused> {
        again!(self.meldcode_once(caller, dossier, matter))
    }

    async fn meldcode_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Id,
    ) -> Result<MatterPage, Refused> {
        let (mut opened, [keeps, edits]) =
            self.meldcode_opened(caller, dossier, Some(matter)).await?;
        let (title, people) = named(&mut opened)?;
        let colleagues = self.circle(&mut opened, Some(matter)).await?;
        let found = opened.take::<Meldcode>(kind::MELDCODE)?.pop();
        let found = found.ok_or(Refused::NotFound)?;
        let mut records = opened.take::<MeldcodeRecord>(kind::MELDCODE_STEP)?;
        records.sort_by_key(|r| (r.value.at, r.id));
        let shares = opened.take::<Share>(kind::DISCLOSURE)?;
        let done = done(records.iter().map(|r| &r.value));
        let last = done.last().copied();
        let next = MeldcodeStep::ALL.into_iter().find(|s| !done.contains(s));
        let view = |r: &Of<MeldcodeRecord>| RecordView {
            id: r.id,
            record: r.value.clone(),
        };
        let steps = MeldcodeStep::ALL
            .into_iter()
            .map(|step| StepView {
                step,
                stands: if done.contains(&step) {
                    StepStands::Done
                } else if last.is_some_and(|last| step < last) {
                    StepStands::LeftOut
                } else if next == Some(step) {
                    StepStands::Next
                } else {
                    StepStands::Later
                },
                records: records
                    .iter()
                    .filter(|r| r.value.what.step() == Some(step))
                    .map(view)
                    .collect(),
            })
            .collect();
        let closed = records
            .iter()
            .find(|r| matches!(r.value.what, MeldcodeWhat::Closed { .. }));
        let today = self.today();
        let over = closed.is_some_and(|r| {
            matches!(&r.value.what, MeldcodeWhat::Closed { keep: Some(keep), .. } if keep.until < today)
        });
        Ok(MatterPage {
            id: matter,
            title,
            people: names_of(&people, &found.value.people),
            at: found.value.at,
            by: found.value.by,
            steps,
            weighing: next_weighing(records.iter().map(|r| &r.value)),
            reports: records.iter().filter_map(|r| report(r, &shares)).collect(),
            closed: closed.map(view),
            over,
            colleagues,
            keeps,
            edits,
        })
    }

    /// Looks, with a line that concerns nobody: opened is what the reader reads and nothing beside it.
    async fn meldcode_opened(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Option<Id>,
    ) -> Result<(Opened, [bool; 2]), Refused> {
        let what = (ACT, DeskAct::WorkMeldcode, Act::View);
        let ground = self
            .meldcode_ground(caller, dossier, what, RequestId::fresh())
            .await?;
        let keeps = sees_shielded(ground.standing.relation);
        let edit = self.access_question(caller, &ground.standing, Act::Edit, None)?;
        let edits = self.charters().ask(&edit)?.outcome == Outcome::Permitted;
        let key = match matter {
            Some(matter) => ground.matter(matter)?.key,
            None => ground.own,
        };
        let case = &ground.case;
        let mine = |of: Option<Id>| {
            of.is_some_and(|of| matter.is_none_or(|m| m == of) && ground.reads(of))
        };
        let mut only: Vec<Id> = case.people.iter().map(|p| p.id).collect();
        only.push(dossier.0);
        only.extend(
            case.meldcodes
                .iter()
                .map(|m| m.id)
                .filter(|m| mine(Some(*m))),
        );
        let steps = case.meldcode_steps.iter().filter(|s| mine(s.of));
        only.extend(steps.map(|s| s.id));
        if keeps {
            let readers = case.meldcode_readers.iter().filter(|r| mine(r.of));
            only.extend(readers.map(|r| r.id));
            let at = regie_vault::open::Where::Dossier(dossier.0);
            let rows = self.vault().routing(at, &[kind::INVOLVEMENT]).await?;
            only.extend(rows.iter().map(|r| r.id));
        }
        if matter.is_some() {
            let shares = case.shares.iter().filter(|s| mine(s.value.meldcode));
            only.extend(shares.map(|s| s.id));
        }
        only.sort_unstable();
        only.dedup();
        let mut scope = ground.scope;
        scope.moves.clear();
        scope.still = false;
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[
                kind::DOSSIER,
                kind::PERSON,
                kind::DISCLOSURE,
                kind::INVOLVEMENT,
                kind::MELDCODE,
                kind::MELDCODE_STEP,
                kind::MELDCODE_READER,
            ],
            only: Some(only),
        };
        let Allowed { permit, .. } = self
            .allow_meldcode_look(scope, key, (&ground.task, &ground.access))
            .await?;
        let receipt = self.vault().look(permit, Some(key)).await?;
        Ok((self.vault().open(receipt).await?, [keeps, edits]))
    }

    /// Who is involved today, and who of them was named in a matter.
    async fn circle(
        &self,
        opened: &mut Opened,
        matter: Option<Id>,
    ) -> Result<Vec<ColleagueView>, Refused> {
        let readers = opened.take::<MeldcodeReader>(kind::MELDCODE_READER)?;
        let today = self.today();
        let places = self.places_of(opened).await?;
        let mut out: Vec<ColleagueView> = Vec::new();
        for row in places.into_iter().filter(|row| {
            row.place == Place::Involved && row.until.is_none_or(|last| today <= last)
        }) {
            if out.iter().any(|c| c.account == row.account) {
                continue;
            }
            let reads = readers
                .iter()
                .any(|r| matter.is_some() && r.of == matter && r.account == Some(row.account.0));
            out.push(ColleagueView {
                account: row.account,
                name: row.name,
                reads,
            });
        }
        Ok(out)
    }
}

/// The title of the dossier, and its people.
fn named(opened: &mut Opened) -> Result<(String, Vec<(PersonId, String)>), Refused> {
    let dossier = opened.take::<Dossier>(kind::DOSSIER)?.pop();
    let dossier = dossier.ok_or(Refused::NotFound)?.value;
    let mut people = opened.take::<Person>(kind::PERSON)?;
    people.sort_by_key(|p| (p.id != dossier.principal.0, p.value.born));
    let people = people.iter().map(|p| (PersonId(p.id), p.value.name()));
    Ok((dossier.title, people.collect()))
}

fn names_of(people: &[(PersonId, String)], of: &[PersonId]) -> Vec<(PersonId, String)> {
    let all = people.iter().filter(|(id, _)| of.contains(id));
    all.cloned().collect()
}

fn report(record: &Of<MeldcodeRecord>, shares: &[Of<Share>]) -> Option<ReportView> {
    let MeldcodeWhat::Report { share, .. } = &record.value.what else {
        return None;
    };
    let found = shares.iter().find(|s| s.id == *share).map(|s| &s.value);
    Some(ReportView {
        share: *share,
        record: record.value.clone(),
        state: found.map(|s| s.state),
        went: found.and_then(|s| s.shared_at),
        informed_on: found.and_then(|s| s.informed_on),
    })
}
