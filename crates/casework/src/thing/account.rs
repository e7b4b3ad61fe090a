//! Those who log in: staff and clients, what they signed, when they are away, what waits for them.

use jiff::civil::Date;
use regie_terms::{Declaration, DossierId, Function, PersonId};
use serde::{Deserialize, Serialize};

/// Staff or client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountKind {
    /// Works here.
    Staff,
    /// Looks at their own file, or at a child's.
    Client,
}

/// A declaration and the day it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Which.
    pub what: Declaration,
    /// When.
    pub on: Date,
}

/// Somebody who can log in.
#[derive(Clone, Serialize, Deserialize)]
pub struct Account {
    /// Staff or client.
    pub kind: AccountKind,
    /// The login name, lower case.
    pub login: String,
    /// The name shown to colleagues; for a client empty, the name stands in the person's record.
    pub name: String,
    /// Password hash (argon2id, PHC string).
    pub password: String,
    /// The secret of the second factor, base32.
    pub totp: String,
    /// The functions held; empty for a client.
    #[serde(default)]
    pub functions: Vec<Function>,
    /// The team, for staff.
    #[serde(default)]
    pub team: Option<String>,
    /// What was signed.
    #[serde(default)]
    pub signed: Vec<Signed>,
    /// The first day on which the account no longer works.
    #[serde(default)]
    pub ended: Option<Date>,
    /// When it was last opened again after it had ended, milliseconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopened: Option<i64>,
    /// What to try with it, in Dutch and English; the demo only.
    #[serde(default)]
    pub try_this: Option<(String, String)>,
}

impl Account {
    /// Whether it works on a day: it has not ended by then.
    #[must_use]
    pub fn works_on(&self, day: Date) -> bool {
        self.ended.is_none_or(|ended| day < ended)
    }
}

/// Days on which somebody is away, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// That an account belongs to a person known in a dossier. The plain columns say which, and until when.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Portal {
    /// Since when.
    pub since: Date,
    /// The day it was opened again, when it had been ended before.
    #[serde(default)]
    pub reopened: Option<Date>,
}

/// What kind of work waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// Judge whether breaking the glass was justified (PC 4).
    JudgeGlass,
    /// Inform the client about what was done without consent (PC 3, SAF-3).
    InformClient,
    /// A client answered a request for consent.
    ConsentAnswered,
    /// A consent was withdrawn.
    ConsentWithdrawn,
    /// Judge an incident.
    JudgeIncident,
    /// What was missing when something was recorded afterwards (FLD-18).
    Complete,
    /// See whether a document is still needed (FLD-3).
    ReviewDocument,
    /// Name somebody who keeps the dossier: the account of its coordinator ended (ACC-2).
    NameCoordinator,
    /// Look at what still hangs on somebody who changed team or function, and hand it over (ACC-2). About an account, and so of no dossier.
    HandOver,
    /// Confirm, as the second person, that a fact kept out of view be seen.
    ReleaseFact,
    /// The same of a document.
    ReleaseDocument,
    /// The same of what went for safety.
    ReleaseShare,
    /// Take in what a client wrote in their own words (POR-4).
    TakeWords,
    /// Answer what somebody asks before they answer a request for consent (POR-2).
    AnswerQuery,
    /// Reach a client in another way than by e-mail (FLD-13). About the person.
    ReachOtherwise,
    /// Finish or give up a disclosure that was begun and that nobody touched for a while.
    FinishShare,
    /// Confirm, as the second person, that somebody gets a new second factor. About an account, and so of no dossier.
    ConfirmFactor,
    /// Decide on a request by which somebody exercises a right.
    DecideRequest,
    /// Look again at the decision on such a request, as somebody else than who took it.
    ReviewDecision,
    /// Carry out what was granted.
    CarryOutRequest,
    /// Tell who got the data before what changed (RIG-7).
    TellRecipients,
    /// Tell the recipient of a disclosure what became of what went, where no request has that done.
    TellRecipient,
    /// Decide about who acts for somebody, as was asked.
    DecideActing,
    /// Look again at such a decision.
    ReviewActing,
    /// Two who have authority differ: one said yes and the other no.
    ParentsDiffer,
    /// Write down who has authority over a child, before the help begins (CON-5).
    RecordAuthority,
    /// Tell a child and who has authority what changes on a birthday.
    TellBirthday,
    /// Weigh whether somebody gets a dossier of their own, and split it (TRI-5, HOU-2).
    SplitDossier,
    /// Look with the client whether the support plan still fits (PC 6.4).
    EvaluatePlan,
    /// Remove a Meldcode matter whose own term is over.
    RemoveMeldcode,
}

/// Something that waits for somebody; gone when done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What.
    pub what: TaskKind,
    /// Since when. One that begins on a later day waits for nobody before it.
    pub since: Date,
    /// In which dossier.
    pub dossier: Option<DossierId>,
    /// About whom.
    pub person: Option<PersonId>,
}
