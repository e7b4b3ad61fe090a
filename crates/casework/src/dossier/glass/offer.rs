//! What breaking a glass would ask now.

use crate::dossier::view::StaffName;
use crate::guard::Caller;
use crate::{House, Refused};
use regie_terms::{Act, Answer, DossierId};
use serde::Serialize;

/// What breaking a glass would ask now, and who could be asked instead.
#[derive(Clone, Debug, Serialize)]
pub struct GlassOffer {
    /// What the charter says to looking.
    pub view: Answer,
    /// What the charter says to looking and writing.
    pub edit: Answer,
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
        let ask = |act| {
            let question = self.access_question(caller, &standing, act, None)?;
            Ok::<_, Refused>(self.charters().ask(&question)?)
        };
        Ok(GlassOffer {
            view: ask(Act::View)?,
            edit: ask(Act::Edit)?,
            known,
            coordinator,
            substitute,
        })
    }
}
