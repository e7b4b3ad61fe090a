//! What breaking a glass would ask now.

use crate::dossier::view::StaffName;
use crate::guard::Caller;
use crate::{House, Refused};
use regie_terms::{
    Access, Act, Answer, DossierId, DutyWord, Function, Outcome, Question, Relation, Set, Text, Who,
};
use serde::Serialize;

/// What breaking a glass would ask now, and who could be asked instead.
#[derive(Clone, Debug, Serialize)]
pub struct GlassOffer {
    /// What the charter says to looking.
    pub view: Answer,
    /// What the charter says to looking and writing.
    pub edit: Answer,
    /// Whether coordinator and substitute would judge it: a broken glass, and no look that belongs to a function.
    pub judged: bool,
    /// Whether the caller knows of the dossier: only then is it said who looks after it.
    pub known: bool,
    /// Who coordinates.
    pub coordinator: Option<StaffName>,
    /// Who stands in.
    pub substitute: Option<StaffName>,
}

impl GlassOffer {
    /// What the charter says to an act.
    #[must_use]
    pub fn of(&self, act: Act) -> &Answer {
        match act {
            Act::View => &self.view,
            Act::Edit => &self.edit,
        }
    }
}

impl House {
    /// Whether there is a glass to break here at all: whether the charter lets a colleague without a part in a dossier look with a reason while nobody
    /// who looks after it is there. Pages that tell about it ask this first.
    #[must_use]
    pub fn has_glass(&self) -> bool {
        let question = Question::Access(Access {
            charter: self.settings().charter,
            on: self.today(),
            act: Act::View,
            who: Who {
                function: Function::Professional,
                relation: Relation::None,
                declarations: Set::all(),
            },
            coordinator_present: false,
            substitute_present: false,
            reason: Text::new("-"),
        });
        let answer = self.charters().ask(&question);
        answer.is_ok_and(|answer| answer.outcome == Outcome::Permitted)
    }

    /// What the charter says to breaking the glass now, without a reason yet: what the page shows before the form. No line, since
    /// nothing is asked for yet and nothing shown but rules and what the find told.
    ///
    /// # Errors
    /// [`Refused::Denied`], with its line, for who does not know of such a dossier; [`Refused::NotFound`] when the caller is not
    /// staff in a function.
    pub async fn glass_offer(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: Act,
    ) -> Result<GlassOffer, Refused> {
        let (standing, known) = self.glass_standing(caller, dossier, act).await?;
        let (coordinator, substitute) = if known {
            self.appointed(&standing).await?
        } else {
            (None, None)
        };
        let ask = |act, reason| {
            let question = self.access_question(caller, &standing, act, reason)?;
            Ok::<_, Refused>(self.charters().ask(&question)?)
        };
        // What follows is only said once a reason is given.
        let follows = [ask(Act::View, Some("-"))?, ask(Act::Edit, Some("-"))?];
        let mut duties = follows.iter().flat_map(|answer| &answer.duties);
        Ok(GlassOffer {
            view: ask(Act::View, None)?,
            edit: ask(Act::Edit, None)?,
            judged: duties.any(|duty| duty.what == DutyWord::Review),
            known,
            coordinator,
            substitute,
        })
    }
}
