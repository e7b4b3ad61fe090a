//! Closing a matter: the suspicion holds, or it does not; then it has a term of its own, which no document names.

use super::LONGEST;
use super::ground::record;
use crate::act::{Allowed, again, responsible};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{MeldcodeEnd, MeldcodeKeep, MeldcodeRecord, MeldcodeWhat, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use jiff::ToSpan;
use regie_terms::{Act, DeskAct, DossierId, Id, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// The longest term, in years: no file of help is kept longer than a Jeugdwet file.
const MOST_YEARS: i64 = 20;
/// Within how many days after its term a matter is removed.
const REMOVE_WITHIN: i64 = 30;

/// How a matter is closed, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CloseMatterInput {
    /// `holds`, `holds-not`.
    pub end: String,
    /// Why.
    pub text: String,
    /// Where it does not hold: how long it is kept, a number.
    pub keep: String,
    /// `months` or `years`.
    pub unit: String,
    /// On what that rests.
    pub keep_because: String,
}

const ACT: &str = "close-meldcode";

impl House {
    /// Closes a matter. Where the suspicion does not hold it is kept for as long as is said here, and a task waits for the coordinator when that is over.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for a matter that is not there for them; [`Refused::Invalid`] at `end` (`closed` for one
    /// that is), `text`, `keep` (`missing`, `no-number`, `too-many`), `unit`, `keep_because`.
    pub async fn close_meldcode(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Id,
        input: &CloseMatterInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.close_matter_once(caller, dossier, matter, input, request))
    }

    async fn close_matter_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Id,
        input: &CloseMatterInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let what = (ACT, DeskAct::EndMeldcode, Act::Edit);
        let ground = self.meldcode_ground(caller, dossier, what, request).await?;
        let key = ground.matter(matter)?.key;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        ground.open(matter, "end")?;
        let mut check = Check::default();
        let end = check.pick::<MeldcodeEnd>("end", &input.end);
        let text = check.needed("text", &input.text, LONGEST);
        let keep = match end {
            Some(MeldcodeEnd::HoldsNot) => self.keep_of(&mut check, input),
            _ => None,
        };
        check.done()?;
        let end = end.ok_or_else(|| Refused::field("end", "unpicked"))?;
        let until = keep.as_ref().map(|k| k.until);
        let value = MeldcodeRecord {
            on: self.today(),
            what: MeldcodeWhat::Closed { end, text, keep },
            danger: false,
            at: ground.scope.at,
            by: caller.name().to_owned(),
        };
        let mut draft = record(&value, (matter, key), (dossier, caller.account()))?;
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        if let Some(until) = until {
            draft = draft.due(day_number(until));
            let task = Task {
                what: TaskKind::RemoveMeldcode,
                since: until.saturating_add(1.day()),
                dossier: Some(dossier),
                person: None,
            };
            changes.add.push(
                Draft::new(kind::TASK, STAFF, &task)?
                    .account(responsible(&ground.standing, caller).0)
                    .of(matter)
                    .due(day_number(until) + REMOVE_WITHIN),
            );
        }
        changes.add.push(draft);
        let Allowed { permit, .. } = self
            .allow_meldcode(ground.scope, key, (&ground.task, &ground.access))
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    fn keep_of(&self, check: &mut Check, input: &CloseMatterInput) -> Option<MeldcodeKeep> {
        let because = check.needed("keep_because", &input.keep_because, 1000);
        let years = match input.unit.trim() {
            "months" => 1,
            "years" => 12,
            _ => {
                check.fault("unit", "unpicked");
                1
            }
        };
        let typed = input.keep.trim();
        if typed.is_empty() {
            check.fault("keep", "missing");
            return None;
        }
        let Ok(number) = typed.parse::<i64>() else {
            check.fault("keep", "no-number");
            return None;
        };
        let months = number.saturating_mul(years);
        if !(0..=MOST_YEARS * 12).contains(&months) {
            check.fault("keep", "too-many");
            return None;
        }
        Some(MeldcodeKeep {
            months,
            until: self.today().saturating_add(months.months()),
            because,
        })
    }
}
