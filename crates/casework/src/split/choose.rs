//! Deciding about one thing: to whom it goes, or in which words.

use super::LONGEST;
use super::sides::Sides;
use crate::act::again;
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{SplitChoice, SplitTo};
use crate::{House, Refused};
use regie_terms::{DossierId, Id, RequestId};
use regie_vault::Side;
use serde::Deserialize;

/// A choice as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ChooseInput {
    /// One of the ways offered.
    pub to: String,
    /// Its new words for the one who leaves.
    pub leaver: String,
    /// Its new words for those who stay.
    pub stayers: String,
}

impl House {
    /// Decides where one thing goes. It can be decided otherwise until the dossier is split.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for what is not to be decided about; [`Refused::Invalid`] at `to`, and at `leaver` and
    /// `stayers`: `missing`, or `names-other` where the new words name somebody of the other side.
    pub async fn choose_piece(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (split, thing): (Id, Id),
        input: &ChooseInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.choose_once(caller, dossier, (split, thing), input, request))
    }

    async fn choose_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (split, thing): (Id, Id),
        input: &ChooseInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "choose-piece";
        let ground = self.split_ground(caller, dossier, ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let (row, person) = ground.split(split)?;
        let row = row.clone();
        let decided = row.value.decision.as_ref().is_some_and(|d| d.split);
        if row.value.done.is_some() || !decided {
            return Err(Refused::field("to", "not-now"));
        }
        let sides = Sides::of(&ground.case, person, (dossier.0, Id::fresh()))
            .map_err(|code| Refused::field("to", code))?;
        let papers = self.papers(dossier).await?;
        let pieces = sides.pieces(&ground.case, &papers, self.today());
        let piece = pieces.iter().find(|p| p.id == thing);
        let piece = piece.ok_or(Refused::NotFound)?;
        let mut check = Check::default();
        let to = check.pick::<SplitTo>("to", &input.to);
        if to.is_some_and(|to| !piece.ways.contains(&to)) {
            check.fault("to", "unknown");
        }
        let mut texts = [String::new(), String::new()];
        if to == Some(SplitTo::Anew) {
            let typed = [
                (Side::Stays, "stayers", &input.stayers),
                (Side::Leaves, "leaver", &input.leaver),
            ];
            for ((side, field, typed), text) in typed.into_iter().zip(&mut texts) {
                if piece.side.is_some_and(|own| own != side) {
                    continue;
                }
                *text = check.needed(field, typed, LONGEST);
                if sides.tells(side, text) {
                    check.fault(field, "names-other");
                }
            }
        }
        check.done()?;
        let Some(to) = to else {
            return Err(Refused::field("to", "unpicked"));
        };
        let [stayers, leaver] = texts;
        let mut value = row.value.clone();
        value.choices.retain(|c| c.thing != thing);
        value.choices.push(SplitChoice {
            thing,
            to,
            leaver,
            stayers,
            version: piece.version,
            by: caller.name().to_owned(),
            at: ground.scope.at,
        });
        self.split_written(ground, &row, &value).await
    }
}
