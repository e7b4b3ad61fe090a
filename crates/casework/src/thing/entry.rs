//! An entry: one recorded fact with its privacy label.

use super::plan::PlanPart;
use super::release::Release;
use super::share::{Outsider, ShareSafety};
use jiff::civil::Date;
use regie_terms::{
    Consent, ConsentAnswer, ConsentForm, Consenter, Data, Id, Kind, Law, Moment, PersonId, Purpose,
    Text,
};
use serde::{Deserialize, Serialize};

/// Where a fact came from (REC-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The client.
    Client,
    /// A representative.
    Representative,
    /// Somebody else, by name.
    ThirdParty,
    /// The register of persons.
    Brp,
    /// What the professional saw or heard.
    OwnObservation,
}

/// A source, with the name where it is somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What kind.
    pub kind: SourceKind,
    /// Who, for a third party or a representative.
    #[serde(default)]
    pub name: Option<String>,
}

/// Whose word it is (FLD-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Statement {
    /// A fact that can be checked.
    Fact,
    /// The client's view.
    ClientView,
    /// Somebody else's view.
    OtherView,
    /// The professional's judgement.
    Judgement,
}

/// The label that makes every right, share and term computable (REC-2, REC-3, REC-6, REC-8, FLD-5, FLD-15, FLD-16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// That something is there, or what it is. `None` where no rule looks at it and nobody said so: it was not asked then.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Category of data.
    pub category: Data,
    /// Purpose.
    pub purpose: Purpose,
    /// The law it falls under.
    pub law: Law,
    /// Laws that it serves as well: it is kept as long as the longest of them asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Law>,
    /// The legal basis in words, with its article.
    pub basis: String,
    /// Why it is needed.
    pub need: String,
    /// For health and criminal data: why not less.
    #[serde(default)]
    pub proportionality: Option<String>,
    /// For health and criminal data: why not another way.
    #[serde(default)]
    pub subsidiarity: Option<String>,
    /// The legal ground that makes a special category strictly necessary (REC-7).
    #[serde(default)]
    pub legal_ground: Option<String>,
    /// Why its domain of life belongs to the help question: said once, by what opened the domain (FLD-1).
    #[serde(default)]
    pub motive: Option<String>,
    /// Where it came from.
    pub source: Source,
    /// Whose word it is.
    pub statement: Statement,
    /// Recorded together with the client or a representative.
    pub together: bool,
    /// Moment of triage. `None` where no rule looks at it and nobody said so.
    #[serde(default)]
    pub moment: Option<Moment>,
    /// Why it is needed although it does not go with the last triage (TRI-7).
    #[serde(default)]
    pub beyond: Option<String>,
}

/// One recorded fact.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The text.
    pub text: String,
    /// The label.
    pub label: Label,
    /// How the client sees it, beside what the professional wrote (FLD-5).
    #[serde(default)]
    pub reading: Option<String>,
    /// The day it is about, when another than the day of recording.
    #[serde(default)]
    pub about_day: Option<Date>,
    /// When it was recorded, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who recorded it.
    pub by: String,
    /// Why it corrects the entry before it, when it does.
    #[serde(default)]
    pub correction: Option<String>,
    /// Kept out of ordinary view (shielded, *afgeschermd*).
    #[serde(default)]
    pub shielded: bool,
    /// That the shield may be taken away: asked by one, confirmed by another.
    #[serde(default)]
    pub release: Option<Release>,
    /// Consents given or refused for recording this; apart from the legal basis (FLD-15).
    #[serde(default)]
    pub consents: Vec<EntryConsent>,
    /// That safety was at stake when it was recorded.
    #[serde(default)]
    pub safety: Option<ShareSafety>,
    /// That it is a goal or an agreement of the support plan.
    #[serde(default)]
    pub plan: Option<PlanPart>,
}

/// An answer of somebody who was asked whether this may be recorded (REC-5, REC-9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryConsent {
    /// In which capacity.
    pub of: Consenter,
    /// Which holder of authority it was, where the dossier knows them as a person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Which holder of authority it was: their person's id, or that of the record of their authority.
    #[serde(default)]
    pub holder: Option<Id>,
    /// Who answered, where they are no person of the dossier.
    #[serde(default)]
    pub outsider: Option<Outsider>,
    /// What they answered.
    pub answer: ConsentAnswer,
    /// Oral or written.
    pub form: ConsentForm,
    /// The day.
    pub on: Date,
}

impl EntryConsent {
    /// In the words of a question: asked for this.
    #[must_use]
    pub fn asked(&self) -> Consent {
        Consent {
            of: self.of,
            // Somebody by name is themself, and no holder whom the dossier knows: their yes is never another's.
            who: match (&self.holder, &self.outsider) {
                (Some(id), _) => Text::new(&id.to_string()),
                (None, Some(outsider)) => Text::new(&outsider.name),
                (None, None) => None,
            },
            answer: self.answer,
            form: self.form,
            for_this: true,
            on: self.on,
        }
    }
}
