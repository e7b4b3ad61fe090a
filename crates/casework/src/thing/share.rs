//! A disclosure from its first thought to its recipient, and the consents asked for it.

use super::release::Release;
use jiff::civil::Date;
use regie_terms::{
    AccountId, Answer, ClientTold, ConsentAnswer, ConsentForm as Form, Consenter, Consulted,
    Conversation, Id, Law, Party, PersonId, Purpose, ReceiverRelation, Representative, RequestId,
    SafetyOf,
};
use serde::{Deserialize, Serialize};

/// How far a disclosure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShareState {
    /// Being prepared: the steps are walked, consents may be asked.
    Preparing,
    /// Shared, with the decision of that moment.
    Shared,
    /// It had happened already and was written down afterwards (FLD-18).
    Afterwards,
    /// Given up.
    GivenUp,
}

/// The three questions of the weighing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareWeighing {
    /// Why it is needed.
    pub necessity: String,
    /// Why not less.
    pub proportionality: String,
    /// Why not another way.
    pub subsidiarity: String,
}

/// The safety route (PC 3, SAF-1 to SAF-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareSafety {
    /// Whose safety.
    pub of: SafetyOf,
    /// Why, in plain words.
    pub because: String,
    /// Who was consulted.
    pub consulted: Vec<Consulted>,
    /// Without naming the client.
    pub anonymised: bool,
    /// Whether the client was told.
    pub client: ClientTold,
    /// Why telling is postponed.
    #[serde(default)]
    pub postponed_because: Option<String>,
}

/// One fact that goes: the entry, and its words as they went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareFact {
    /// The entry.
    pub entry: Id,
    /// Its text when it was shared; empty while preparing.
    #[serde(default)]
    pub text: String,
    /// That the fact was erased since; then its words are gone from here too.
    #[serde(default)]
    pub erased: Option<ErasedFact>,
}

/// That a fact that went was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedFact {
    /// The day.
    pub on: Date,
    /// Whether it was kept from the family: they read nothing of it afterwards either.
    pub kept: bool,
}

impl ShareFact {
    /// A fact that is marked to go, or goes with these words.
    #[must_use]
    pub fn new(entry: Id, text: String) -> Self {
        Self {
            entry,
            text,
            erased: None,
        }
    }
}

/// Why something goes without consent that the support cannot do without (ZO 4.6, KE-X.III).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareUnavoidable {
    /// Why, in plain words; the client reads it.
    pub because: String,
    /// With whom it was talked over.
    pub consulted: Vec<Consulted>,
}

/// Somebody of the family who was told what went for safety.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Who.
    pub person: PersonId,
    /// On which day.
    pub on: Date,
}

/// A disclosure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Share {
    /// How far it is.
    pub state: ShareState,
    /// The law it falls under.
    pub law: Law,
    /// The kind of party it goes to.
    pub party: Party,
    /// Its name: which school, which doctor.
    pub recipient: String,
    /// How it stands to the help.
    pub relation: ReceiverRelation,
    /// Whether it committed itself to the protocol.
    pub partner: bool,
    /// Purpose.
    #[serde(default)]
    pub purpose: Option<Purpose>,
    /// The purpose in words that the client reads.
    #[serde(default)]
    pub purpose_text: String,
    /// The facts that go, marked one by one.
    pub facts: Vec<ShareFact>,
    /// The weighing.
    #[serde(default)]
    pub weighing: ShareWeighing,
    /// How far the three-way conversation got.
    pub conversation: Conversation,
    /// The safety route, when taken.
    #[serde(default)]
    pub safety: Option<ShareSafety>,
    /// That it was unavoidable without consent, where the charter knows that (ZO 4.6, KE-X.III).
    #[serde(default)]
    pub unavoidable: Option<ShareUnavoidable>,
    /// Whether the client was confronted first (enforcement).
    #[serde(default)]
    pub confronted: bool,
    /// Begun, milliseconds since 1970 UTC.
    pub begun: i64,
    /// Shared, milliseconds since 1970 UTC.
    #[serde(default)]
    pub shared_at: Option<i64>,
    /// The day it happened, when written down afterwards.
    #[serde(default)]
    pub happened_on: Option<Date>,
    /// The name of who shared.
    pub by: String,
    /// The decision at the moment of sharing.
    #[serde(default)]
    pub decision: Option<Answer>,
    /// Who was asked for consent in the portal and could answer there, and in which capacity; when it became another matter since (`asked_at` is
    /// `None`), who was asked the old.
    #[serde(default)]
    pub asked: Vec<(PersonId, Consenter)>,
    /// When the consents were asked, milliseconds since 1970 UTC.
    #[serde(default)]
    pub asked_at: Option<i64>,
    /// The day the client was told, when that came after sharing (SAF-3).
    #[serde(default)]
    pub informed_on: Option<Date>,
    /// What was done about what was missing when it was written down afterwards (FLD-18).
    #[serde(default)]
    pub completion: Option<String>,
    /// Who else worked on it than the account it was begun by. While there is nobody, its words are that one's own.
    #[serde(default)]
    pub others: Vec<AccountId>,
    /// Who was told, one by one; only for what goes for safety. Nobody else of the family is shown it (SAF-3).
    #[serde(default)]
    pub told: Vec<Told>,
    /// That what went for safety may be seen by the whole family.
    #[serde(default)]
    pub release: Option<Release>,
    /// The request whose line says that it went.
    #[serde(default)]
    pub request: Option<RequestId>,
    /// The Meldcode matter it was begun from: then it is there for coordinator and substitute alone, and in nobody's portal as what goes for safety.
    #[serde(default)]
    pub meldcode: Option<Id>,
}

/// What a consent was asked for: this recipient, this purpose, these facts. Sharing more, or with somebody else, is another matter that is
/// asked anew (CON-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareMatter {
    /// The kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: String,
    /// Purpose.
    pub purpose: Option<Purpose>,
    /// The facts.
    pub facts: Vec<Id>,
}

impl Share {
    /// What a consent is asked for as the disclosure stands now.
    #[must_use]
    pub fn matter(&self) -> ShareMatter {
        ShareMatter {
            party: self.party,
            recipient: self.recipient.clone(),
            purpose: self.purpose,
            facts: self.facts.iter().map(|f| f.entry).collect(),
        }
    }
}

impl ShareMatter {
    /// Whether a consent to this covers `other`: the same recipient and purpose, and no fact more.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.party == other.party
            && self.recipient == other.recipient
            && self.purpose == other.purpose
            && other.facts.iter().all(|fact| self.facts.contains(fact))
    }
}

/// How an answer came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentWay {
    /// In the portal, by the person.
    Portal,
    /// At the table, written down by the professional.
    AtTheTable,
    /// On paper, with or without the form attached.
    OnPaper,
}

/// An answer to a request for consent; never overwritten, a withdrawal is another one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConsentGiven {
    /// In which capacity.
    pub of: Consenter,
    /// Which person gave it, when known in the dossier.
    pub person: Option<PersonId>,
    /// Yes, no or withdrawn.
    pub answer: ConsentAnswer,
    /// Oral or written.
    pub form: Form,
    /// How it came in.
    pub way: ConsentWay,
    /// The day it was given.
    pub on: Date,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// The account that wrote it down.
    pub by: AccountId,
    /// What was told: to whom, what, why; as shown when asked.
    pub told: String,
    /// What it was asked for.
    pub about: ShareMatter,
    /// Which holder of authority answered: their person's id, or the id of the record of their authority when they are not known here.
    #[serde(default)]
    pub holder: Option<Id>,
    /// Who answered, where they are no person of the dossier.
    #[serde(default)]
    pub outsider: Option<Outsider>,
    /// A reason given with it; nobody has to give one.
    #[serde(default)]
    pub reason: Option<String>,
    /// The version of the request that was shown; `None` where it was not read here, and for a withdrawal that needs no request.
    #[serde(default)]
    pub shown: Option<i64>,
}

/// Somebody who answers for a person without standing in the dossier: an answer is somebody's, or it is no answer (CON-5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outsider {
    /// Their name.
    pub name: String,
    /// As what they answer, in the charter's words; `None` where that was not asked.
    pub kind: Option<Representative>,
}

impl ConsentGiven {
    /// Whether the answer is about `matter`. A no stands against everything until there is a yes to it; a yes counts only for what it
    /// was asked for.
    #[must_use]
    pub fn is_for(&self, matter: &ShareMatter) -> bool {
        self.answer != ConsentAnswer::Given || self.about.covers(matter)
    }
}
