//! Triage as a charter has it (PC 6, KE-X 2, KE-X.I, KE-X.II): at which moments somebody weighs how much data are needed, what is asked there, how serious
//! a case can be and which data go with that, and what a client is told at the start.
//!
//! `triage.toml` beside the rule files. It answers no question by itself: a person answers what it asks, and signs. What a charter says of its own takes
//! the place of what `wet/` says, save what stands there `besides`.

mod read;

use jiff::civil::Date;
use regie_terms::{Charter, Data, Moment, Says};

use crate::Charters;
use crate::format::Dated;
use crate::load::Library;
use crate::view::{articles, places};

pub(crate) use read::read;

/// The name of the file.
pub(crate) const TRIAGE: &str = "triage.toml";

/// What everything in the file has: its name, from when until when, and where it comes from.
#[derive(Debug)]
pub struct Item {
    /// Its name within the charter.
    pub name: String,
    /// Whose it is.
    pub charter: Charter,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) source: Dated,
    pub(crate) law: Option<Dated>,
    pub(crate) file: String,
    pub(crate) line: usize,
}

impl Item {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|last| on <= last)
    }

    /// Its places in the documents on a day, each once. `Regie` is what no document says.
    #[must_use]
    pub fn places(&self, on: Date) -> Vec<&str> {
        places(&self.source, on)
    }

    /// Its articles of law on a day.
    #[must_use]
    pub fn articles(&self, on: Date) -> Vec<String> {
        self.law
            .as_ref()
            .map(|law| articles(law, on))
            .unwrap_or_default()
    }
}

/// A step under which questions stand, as those of KE-X.I.
#[derive(Debug)]
pub struct Step {
    /// Name, dates and place.
    pub item: Item,
    /// Its heading.
    pub says: Says,
}

/// A question that a person answers at a moment.
#[derive(Debug)]
pub struct Ask {
    /// Name, dates and place.
    pub item: Item,
    /// What is asked.
    pub asks: Says,
    /// Under which step it stands, by name.
    pub step: Option<String>,
    /// Whether it may be left open: it does not arise in every case.
    pub open: bool,
}

/// A moment of triage.
#[derive(Debug)]
pub struct When {
    /// Name, dates and place.
    pub item: Item,
    /// What it is called.
    pub says: Says,
    /// What it is about, in a sentence.
    pub hint: Option<Says>,
    /// The questions asked there, by name and in order.
    pub asks: Vec<String>,
    /// Which moment of recording it is.
    pub at: Moment,
    /// Whether it comes where something falls under a law that the person had nothing under yet.
    pub crossing: bool,
    /// Whether it may be about what the family may not know: who writes it down says whether they may read of it.
    pub shield: bool,
    besides: bool,
}

/// How serious and how complex a case is.
#[derive(Debug)]
pub struct Dimension {
    /// Name, dates and place.
    pub item: Item,
    /// What it is called.
    pub says: Says,
    /// The categories of data that go with it; `None` where nothing limits them.
    pub data: Option<Vec<Data>>,
    /// What recording another category takes.
    pub beyond: Beyond,
}

/// What recording takes of a category that does not go with the last triage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Beyond {
    /// A motive.
    #[default]
    Motive,
    /// A new triage, and nothing else will do.
    Triage,
}

/// Something a client is told at the start (ZO 4.1, PC 3, KE-X.III).
#[derive(Debug)]
pub struct Tell {
    /// Name, dates and place.
    pub item: Item,
    /// What was told, as it is ticked.
    pub says: Says,
}

/// All that stands in the file of one charter, in its order.
#[derive(Debug, Default)]
pub(crate) struct TriageFile {
    pub(crate) steps: Vec<Step>,
    pub(crate) asks: Vec<Ask>,
    pub(crate) moments: Vec<When>,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) tells: Vec<Tell>,
}

impl TriageFile {
    /// Everything in it that has a name and a place.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Item> {
        let steps = self.steps.iter().map(|one| &one.item);
        let asks = self.asks.iter().map(|one| &one.item);
        let moments = self.moments.iter().map(|one| &one.item);
        let dimensions = self.dimensions.iter().map(|one| &one.item);
        let tells = self.tells.iter().map(|one| &one.item);
        let all = steps.chain(asks).chain(moments);
        all.chain(dimensions).chain(tells)
    }
}

/// Triage under a charter on a day.
#[derive(Debug)]
pub struct Triage<'c> {
    library: &'c Library,
    charter: Charter,
    on: Date,
}

impl Charters {
    /// Triage under a charter on a day. Before the first day of the charter there is none.
    #[must_use]
    pub fn triage(&self, charter: Charter, on: Date) -> Triage<'_> {
        Triage {
            library: &self.library,
            charter,
            on,
        }
    }
}

impl<'c> Triage<'c> {
    fn of(&self, charter: Charter) -> Option<&'c TriageFile> {
        let first = self.library.first_day(self.charter)?;
        self.library
            .triage
            .get(&charter)
            .filter(|_| first <= self.on)
    }

    /// What the charter says of its own, or else what the law's file says.
    fn own_or_law<T>(
        &self,
        all: impl Fn(&'c TriageFile) -> &'c [T],
        item: impl Fn(&T) -> &Item,
    ) -> Vec<&'c T> {
        for charter in [self.charter, Charter::Wet] {
            let here: Vec<&T> = self
                .of(charter)
                .into_iter()
                .flat_map(&all)
                .filter(|one| item(one).holds(self.on))
                .collect();
            if !here.is_empty() {
                return here;
            }
        }
        Vec::new()
    }

    /// The moments, in the order of the document; those that stand besides come last.
    #[must_use]
    pub fn moments(&self) -> Vec<&'c When> {
        let mut out = self.own_or_law(|file| &file.moments, |one| &one.item);
        let law = self.of(Charter::Wet).into_iter();
        for one in law.flat_map(|file| &file.moments) {
            let here = |other: &&When| other.item.name == one.item.name;
            if one.besides && one.item.holds(self.on) && !out.iter().any(here) {
                out.push(one);
            }
        }
        out
    }

    /// The moment of this name.
    #[must_use]
    pub fn moment(&self, name: &str) -> Option<&'c When> {
        let mut all = self.moments().into_iter();
        all.find(|one| one.item.name == name)
    }

    /// The first moment that is this moment of recording.
    #[must_use]
    pub fn moment_at(&self, at: Moment) -> Option<&'c When> {
        let mut all = self.moments().into_iter();
        all.find(|one| one.at == at && !one.crossing)
    }

    /// The moment that comes with a law somebody had nothing under yet.
    #[must_use]
    pub fn crossing(&self) -> Option<&'c When> {
        self.moments().into_iter().find(|one| one.crossing)
    }

    /// The questions of a moment that hold on the day, in order.
    #[must_use]
    pub fn asks(&self, moment: &When) -> Vec<&'c Ask> {
        let of = self.of(moment.item.charter).into_iter();
        let all: Vec<&Ask> = of
            .flat_map(|file| &file.asks)
            .filter(|one| one.item.holds(self.on))
            .collect();
        let named = |name: &String| all.iter().find(|one| one.item.name == *name).copied();
        moment.asks.iter().filter_map(named).collect()
    }

    /// The step a question stands under.
    #[must_use]
    pub fn step(&self, ask: &Ask) -> Option<&'c Step> {
        let name = ask.step.as_deref()?;
        let steps = &self.of(ask.item.charter)?.steps;
        steps.iter().find(|one| one.item.name == name)
    }

    /// How serious and complex a case can be. With whether the charter itself asks it: where only the law's file has it, it may be left open.
    #[must_use]
    pub fn dimensions(&self) -> (Vec<&'c Dimension>, bool) {
        let all = self.own_or_law(|file| &file.dimensions, |one| &one.item);
        let own = all
            .first()
            .is_some_and(|one| one.item.charter != Charter::Wet);
        (all, own)
    }

    /// The dimension of this name.
    #[must_use]
    pub fn dimension(&self, name: &str) -> Option<&'c Dimension> {
        let (all, _) = self.dimensions();
        all.into_iter().find(|one| one.item.name == name)
    }

    /// What a client is told at the start.
    #[must_use]
    pub fn tells(&self) -> Vec<&'c Tell> {
        self.own_or_law(|file| &file.tells, |one| &one.item)
    }
}
