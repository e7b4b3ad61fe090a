//! Taking a step: each is a record of its own, and what is done again stands beside what was done before.

use super::LONGEST;
use super::ground::{Ground, record};
use crate::act::{Allowed, again};
use crate::check::{Check, FIRST_DAY};
use crate::guard::Caller;
use crate::thing::{
    MeldcodeAdviser, MeldcodeRecord, MeldcodeStep, MeldcodeTalk, MeldcodeWeighing, MeldcodeWhat,
};
use crate::{House, Refused};
use regie_terms::{Act, DeskAct, DossierId, Id, RequestId};
use regie_vault::Changes;
use serde::Deserialize;

/// A step as typed; each step looks at its own fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct StepInput {
    /// The day it was done.
    pub on: String,
    /// What was seen, said, weighed or decided.
    pub text: String,
    /// `yes` where somebody is in acute danger, so that what comes before it waits.
    pub danger: String,
    /// Signals: who told of them.
    pub reporter: String,
    /// Consultation: `colleague`, `veilig-thuis`, `specialist`, `manager`.
    pub with: Vec<String>,
    /// Consultation: `yes` when nobody's name was said.
    pub anonymous: String,
    /// Talk: `held`, `failed`, `unsafe`.
    pub held: String,
    /// Weighing: which of the five this is.
    pub which: String,
    /// Weighing: `yes` or `no`.
    pub answer: String,
    /// Decision: `report`, `help`; one of them, or both.
    pub decide: Vec<String>,
}

const ACT: &str = "step-meldcode";

/// The steps that something was done for. Step 4 is done when all five were weighed.
pub(super) fn done<'a>(
    records: impl Iterator<Item = &'a MeldcodeRecord> + Clone,
) -> Vec<MeldcodeStep> {
    let steps = MeldcodeStep::ALL.into_iter().filter(|step| match step {
        MeldcodeStep::Weighing => next_weighing(records.clone()).is_none(),
        step => records.clone().any(|r| r.what.step() == Some(*step)),
    });
    steps.collect()
}

/// The weighing that comes next; `None` when all five were done.
pub(super) fn next_weighing<'a>(
    records: impl Iterator<Item = &'a MeldcodeRecord> + Clone,
) -> Option<MeldcodeWeighing> {
    MeldcodeWeighing::ALL.into_iter().find(|which| {
        !records
            .clone()
            .any(|r| matches!(&r.what, MeldcodeWhat::Weighing { which: w, .. } if w == which))
    })
}

impl House {
    /// Writes down a step. The steps go in order; where somebody is in acute danger any may come first, and what was left out stays to be done. The
    /// weighings go in order always, each once before any is weighed anew.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for a matter that is not there for them; [`Refused::Invalid`] at `text` (`closed` for a
    /// matter that is), `on`, `danger` (`order` where a step before it was not done), and the fields of the step: `which: order`.
    pub async fn step_meldcode(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (matter, step): (Id, MeldcodeStep),
        input: &StepInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.step_once(caller, dossier, (matter, step), input, request))
    }

    async fn step_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (matter, step): (Id, MeldcodeStep),
        input: &StepInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let what = (ACT, DeskAct::WorkMeldcode, Act::Edit);
        let ground = self.meldcode_ground(caller, dossier, what, request).await?;
        let key = ground.matter(matter)?.key;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        ground.open(matter, "text")?;
        let mut check = Check::default();
        let on = check.day("on", &input.on, FIRST_DAY, self.today());
        let value = input.read(&mut check, step, &ground, matter);
        let danger = Check::yes(&input.danger);
        let before = done(ground.records(matter).iter().map(|r| &r.value));
        let missing = MeldcodeStep::ALL
            .iter()
            .any(|one| *one < step && !before.contains(one));
        if missing && !danger {
            check.fault("danger", "order");
        }
        check.done()?;
        let (Some(on), Some(what)) = (on, value) else {
            return Err(Refused::field("text", "missing"));
        };
        let value = MeldcodeRecord {
            on,
            what,
            danger: missing,
            at: ground.scope.at,
            by: caller.name().to_owned(),
        };
        let draft = record(&value, (matter, key), (dossier, caller.account()))?;
        let Allowed { permit, .. } = self
            .allow_meldcode(ground.scope, key, (&ground.task, &ground.access))
            .await?;
        let changes = Changes {
            add: vec![draft],
            line_key: Some(key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}

impl StepInput {
    fn read(
        &self,
        check: &mut Check,
        step: MeldcodeStep,
        ground: &Ground,
        matter: Id,
    ) -> Option<MeldcodeWhat> {
        let text = check.needed("text", &self.text, LONGEST);
        Some(match step {
            MeldcodeStep::Signals => MeldcodeWhat::Signals {
                text,
                reporter: check.text("reporter", &self.reporter, 1000),
            },
            MeldcodeStep::Consultation => {
                let typed = self.with.iter().filter(|t| !t.trim().is_empty());
                let with: Vec<MeldcodeAdviser> =
                    typed.filter_map(|t| check.pick("with", t)).collect();
                if check.ok() && with.is_empty() {
                    check.fault("with", "missing");
                }
                let anonymous = Check::yes(&self.anonymous);
                // Advice is asked without a name; what is said with one is a report, or a disclosure.
                if with.contains(&MeldcodeAdviser::VeiligThuis) && !anonymous {
                    check.fault("anonymous", "missing");
                }
                MeldcodeWhat::Consultation {
                    with,
                    anonymous,
                    text,
                }
            }
            MeldcodeStep::Talk => MeldcodeWhat::Talk {
                held: check.pick::<MeldcodeTalk>("held", &self.held)?,
                text,
            },
            MeldcodeStep::Weighing => {
                let which = check.pick::<MeldcodeWeighing>("which", &self.which)?;
                let next = next_weighing(ground.records(matter).iter().map(|r| &r.value));
                if next.is_some_and(|next| next != which) {
                    check.fault("which", "order");
                }
                let yes = match self.answer.trim() {
                    "yes" => true,
                    "no" => false,
                    _ => {
                        check.fault("answer", "unpicked");
                        false
                    }
                };
                MeldcodeWhat::Weighing { which, yes, text }
            }
            MeldcodeStep::Decision => {
                let has = |word| self.decide.iter().any(|d| d.trim() == word);
                let (report, help) = (has("report"), has("help"));
                if !report && !help && !has("neither") {
                    check.fault("decide", "missing");
                } else if has("neither") && (report || help) {
                    check.fault("decide", "both");
                }
                MeldcodeWhat::Decision { report, help, text }
            }
        })
    }
}
