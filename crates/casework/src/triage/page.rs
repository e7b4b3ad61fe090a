//! What the form of triage is drawn from: the moments of the charter with their questions.

use crate::House;
use crate::thing::Worded;
use regie_charter::When;
use regie_terms::{Moment, Says};

/// A question at a moment.
#[derive(Clone, Debug)]
pub struct AskView {
    /// What is asked.
    pub asks: Says,
    /// The heading it stands under.
    pub step: Option<Says>,
    /// Whether it may be left open.
    pub open: bool,
    /// Its places in the documents.
    pub source: String,
}

/// A moment of triage.
#[derive(Clone, Debug)]
pub struct MomentView {
    /// Its name in the rule file.
    pub name: String,
    /// What it is called.
    pub says: Says,
    /// What it is about.
    pub hint: Option<Says>,
    /// Its places in the documents.
    pub source: String,
    /// The questions, in order.
    pub asks: Vec<AskView>,
    /// Whether it comes with another law.
    pub crossing: bool,
    /// Whether it is asked if the family may read of it.
    pub shield: bool,
}

/// All of it.
#[derive(Clone, Debug)]
pub struct TriagePage {
    /// The moments, in the order of the document.
    pub moments: Vec<MomentView>,
    /// How serious and complex it can be, with its place.
    pub dimensions: Vec<(Worded, String)>,
    /// Whether that has to be said: the charter itself asks it.
    pub dimension_asked: bool,
}

impl House {
    /// What the charter asks at its moments of triage today.
    #[must_use]
    pub fn triage_page(&self) -> TriagePage {
        let (charter, today) = (self.settings().charter, self.today());
        let charted = self.charters().triage(charter, today);
        let (dimensions, dimension_asked) = charted.dimensions();
        TriagePage {
            moments: charted
                .moments()
                .into_iter()
                .map(|one| self.moment_view(one))
                .collect(),
            dimensions: dimensions
                .into_iter()
                .map(|one| {
                    let worded = Worded {
                        name: one.item.name.clone(),
                        says: one.says.clone(),
                    };
                    (worded, one.item.places(today).join("; "))
                })
                .collect(),
            dimension_asked,
        }
    }

    /// What is asked at the front door today; `None` where the charter has no such moment.
    #[must_use]
    pub fn front_door(&self) -> Option<MomentView> {
        let (charter, today) = (self.settings().charter, self.today());
        let charted = self.charters().triage(charter, today);
        charted
            .moment_at(Moment::FrontDoor)
            .map(|one| self.moment_view(one))
    }

    fn moment_view(&self, moment: &When) -> MomentView {
        let (charter, today) = (self.settings().charter, self.today());
        let charted = self.charters().triage(charter, today);
        let asks = charted.asks(moment).into_iter();
        MomentView {
            name: moment.item.name.clone(),
            says: moment.says.clone(),
            hint: moment.hint.clone(),
            source: moment.item.places(today).join("; "),
            asks: asks
                .map(|ask| AskView {
                    asks: ask.asks.clone(),
                    step: charted.step(ask).map(|step| step.says.clone()),
                    open: ask.open,
                    source: ask.item.places(today).join("; "),
                })
                .collect(),
            crossing: moment.crossing,
            shield: moment.shield,
        }
    }
}
