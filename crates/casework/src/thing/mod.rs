//! The things stored: what stands sealed in a record of each kind, and which plain columns route it.
//!
//! Acts become nouns and states become records: a broken glass, a review, a consent have who, when and ground. An entry is never
//! overwritten: a correction is a new entry whose `of` points to the old one.

mod account;
mod acting;
mod contact;
mod contribution;
mod document;
mod dossier;
mod entry;
mod invitation;
mod life;
mod mail;
mod meeting;
mod meldcode;
mod notice;
mod plan;
mod posting;
mod release;
mod request;
mod restriction;
mod share;
mod split;
mod teams;
mod triage;

pub use account::{Absence, Account, AccountKind, Portal, Signed, Task, TaskKind};
pub use acting::{Acting, ActingDecision, ActingLift, ActingWhat};
pub use contact::{ContactWay, SafeContact, Tongue};
pub use contribution::{
    BroughtFrom, ConsentQuery, Contribution, QueryAnswer, TakenIn, TakenWay, WordsAbout,
};
pub use document::{Document, LookedAgain, Readers, Scan};
pub use dossier::{
    Authority, BrokenGlass, Dossier, Evidence, Higher, Incident, IncidentJudgement,
    IncidentOutcome, Involvement, Note, Person, PersonFile, Rests, Review,
};
pub(crate) use dossier::{of_age, order_of};
pub use entry::{Entry, EntryConsent, Label, Source, SourceKind, Statement};
pub use invitation::{Agreement, FactorRequest, Invitation, InvitationFor};
pub use life::{
    Certificate, ClosedWhy, Closure, EndApproval, EndCell, EndGroup, EndList, EndWay, EndedGroup,
    HoldOn, LeftOut, Reopened, SetTerm, Term,
};
pub use mail::MailNotice;
pub use meeting::{Meeting, Participant};
pub use meldcode::{
    Meldcode, MeldcodeAdviser, MeldcodeEnd, MeldcodeKeep, MeldcodeReader, MeldcodeRecord,
    MeldcodeStep, MeldcodeTalk, MeldcodeWeighing, MeldcodeWhat,
};
pub use notice::{Notice, NoticeOf, NoticeTold};
pub use plan::{
    Doer, DoerOf, Evaluation, PartKind, PartStands, PartState, Plan, PlanPart, Presence,
};
pub use posting::{AddressKind, LetterKind, LetterReturned, LetterWay, Posted, Posting};
pub use release::{Confirmed, Release};
pub use request::{
    DecidedPart, Extended, Identified, IdentityBy, Joining, Request, RequestDecision, RequestDone,
    RequestGround, RequestOf, RequestOutcome, RequestThing, RequestWay, Requester, ToldRecipient,
};
pub use restriction::{LiftGround, Lifted, Restriction, RestrictionGround};
pub use share::{
    ConsentGiven, ConsentWay, ErasedFact, Outsider, Share, ShareFact, ShareMatter, ShareSafety,
    ShareState, ShareUnavoidable, ShareWeighing, Told,
};
pub use split::{Split, SplitChoice, SplitDecision, SplitTo};
pub use teams::{Area, CrisisLine, Teams};
pub use triage::{
    Answered, Conversation, Referral, ReferralFrom, SupportAnswer, Triage, TriageOutcome, Worded,
};

/// The kinds of records, as stored in the plain column `kind`.
pub mod kind {
    /// Somebody who can log in. No dossier; key: staff. Indexes `login`, and `works-here` for staff.
    pub const ACCOUNT: &str = "account";
    /// A day or more on which somebody is away: `account`, `due` the last day. Key: staff.
    pub const ABSENCE: &str = "absence";
    /// A client's account and the person it belongs to: `account`, `person`, `dossier`, `due` the last day it opens the portal when it was ended.
    pub const PORTAL: &str = "portal";
    /// Something that waits for somebody: `account`, `dossier`, `of`, `due`.
    pub const TASK: &str = "task";
    /// That something waits in the portal for `account`, and how far telling it by e-mail is; not what. No dossier; key: staff.
    pub const MAIL_NOTICE: &str = "mail-notice";
    /// That `account` was invited and has not come yet. No dossier; key: staff.
    pub const INVITATION: &str = "invitation";
    /// That a new second factor was asked for `account`. No dossier; key: staff.
    pub const FACTOR_REQUEST: &str = "factor-request";
    /// What an involved `person` said to being known in this dossier. Key: that person's file.
    pub const AGREEMENT: &str = "agreement";
    /// A dossier; its id is the dossier's. Key: the principal's file.
    pub const DOSSIER: &str = "dossier";
    /// A person in a dossier; its id is the person's. Indexes `bsn`, `name-born`.
    pub const PERSON: &str = "person";
    /// How a `person` can be reached safely. Key: of that person's file.
    pub const SAFE_CONTACT: &str = "safe-channel";
    /// A person's file under one law: `person`; sealed under its own key.
    pub const FILE: &str = "file";
    /// Who has authority over or represents somebody: `person` the one represented, `of` the other person's record when known here.
    pub const AUTHORITY: &str = "authority";
    /// The paper `of` an authority, as it was handed in: `person` the one represented. Opened by itself. Key: the authority's.
    pub const AUTHORITY_EVIDENCE: &str = "authority-evidence";
    /// A decision about who acts for somebody: `person` the one it is about, `of` the person it is against, if anybody. Key: that person's file.
    pub const ACTING: &str = "acting";
    /// The coordinator: `account`; none where that account ended and was opened again, then `of` whose it was.
    pub const COORDINATION: &str = "coordination";
    /// The coordinator's substitute: `account`.
    pub const SUBSTITUTION: &str = "substitution";
    /// Anybody else involved: `account`, `due` the last day when it ends by itself.
    pub const INVOLVEMENT: &str = "involvement";
    /// A recorded fact: `person` about whom, none for the family; `account` by whom, `of` the entry it corrects. Key: that person's file under its law;
    /// for the family the dossier's.
    pub const ENTRY: &str = "entry";
    /// What a client wrote in their own words: `person` in whose file, `account` who wrote, `of` the entry it answers. Key: that entry's, or of the person's file.
    pub const CONTRIBUTION: &str = "contribution";
    /// A document that must be kept itself: `person` about whom, none for the family; `account` by whom. Key: as an entry's; for the family the dossier's.
    pub const DOCUMENT: &str = "document";
    /// The file `of` a document; opened by itself, so that opening the dossier does not open it. Key: the document's.
    pub const DOCUMENT_FILE: &str = "document-file";
    /// A case meeting: `person` about whom, none for the family; `account` by whom. Key: as an entry's; for the family the dossier's.
    pub const MEETING: &str = "meeting";
    /// A version of the support plan; its parts are entries. `account` who wrote it. Key: the dossier's.
    pub const PLAN: &str = "plan";
    /// A working note of `account`; outside the dossier.
    pub const NOTE: &str = "note";
    /// A glass broken by `account`.
    pub const GLASS: &str = "glass";
    /// A judgement by `account` `of` a broken glass.
    pub const REVIEW: &str = "review";
    /// A disclosure, in preparation or done: `person` whose data, `account` by whom.
    pub const DISCLOSURE: &str = "disclosure";
    /// An answer to a request for consent `of` a disclosure: `person` whose data, `account` who wrote it down.
    pub const CONSENT: &str = "consent";
    /// What was asked before an answer was given to a request for consent `of` a disclosure: `person` whose data, `account` who asks.
    pub const CONSENT_QUERY: &str = "consent-query";
    /// A form `of` a consent, as it was handed in.
    pub const CONSENT_FORM: &str = "consent-form";
    /// A request by which a right is exercised: `person` about whom, `account` who asked or wrote it down, `of` the decision it is about, `due` the
    /// last day for the answer. Key: that person's file.
    pub const REQUEST: &str = "request";
    /// The decision by `account` `of` a request: `person` about whom. Key: the request's.
    pub const REQUEST_DECISION: &str = "request-decision";
    /// That something stands still: `of` the entry or document, or none for all about `person`; `due` the day it was lifted. Key: that of what stands
    /// still; for all about a person any of their files.
    pub const RESTRICTION: &str = "restriction";
    /// That the recipient `of` a disclosure is to be told what became of the data: `person` about whom. Key: the disclosure's.
    pub const NOTICE: &str = "notice";
    /// That `person` objects to one dossier together, what was weighed and decided, and that it was split; in the dossier of those who stay without a
    /// person and without words. `account` who asked it. Key: that person's file.
    pub const SPLIT: &str = "split";
    /// A letter as it went: `person` to whom, `account` by whom, `of` what it is about. Key: of what it is about; else of a file of that person.
    pub const POSTING: &str = "posting";
    /// The PDF `of` a posting; opened by itself. Key: the posting's.
    pub const POSTING_FILE: &str = "posting-file";
    /// What was posted, for the organisation's own log: `of` the posting. No dossier in the open; key: staff.
    pub const POSTED: &str = "posted";
    /// That the dossier was closed, and opened again: `account` by whom. Key: the dossier's.
    pub const CLOSURE: &str = "closure";
    /// What stands in the way of destroying the dossier; `due` the day it was lifted. Key: the dossier's.
    pub const HOLD: &str = "hold";
    /// Until when a file `of` a closed dossier is kept: `due` the last day. No dossier in the open; key: staff.
    pub const TERM: &str = "term";
    /// Files to be destroyed together; `due` the day it was done with. No dossier; key: staff.
    pub const END_LIST: &str = "end-list";
    /// What was destroyed by the list it is `of`; `due` the day from which it is final. No dossier; key: staff.
    pub const CERTIFICATE: &str = "certificate";
    /// A decision of triage: `person` about whom, none for the family; `account` by whom. Key: of a file of that person; for the family the dossier's.
    pub const TRIAGE: &str = "triage";
    /// The first conversation with a `person`: `account` by whom. Key: of a file of that person.
    pub const CONVERSATION: &str = "first-conversation";
    /// Through whom a `person` came: `account` who wrote it down. Key: of a file of that person.
    pub const REFERRAL: &str = "referral";
    /// A Meldcode matter: `account` by whom it was opened. Key: of a file of the first person it is about.
    pub const MELDCODE: &str = "meldcode";
    /// Something done in the matter it is `of`: `account` by whom, `due` the last day it is kept where it was closed with a term. Key: the matter's.
    pub const MELDCODE_STEP: &str = "meldcode-step";
    /// That `account` reads the matter it is `of`, besides coordinator and substitute. Key: the matter's.
    pub const MELDCODE_READER: &str = "meldcode-reader";
    /// Which team works for which postcode, and whom to call in a crisis; one. No dossier; key: staff.
    pub const TEAMS: &str = "teams";
    /// Something that went wrong. No dossier in the open; key: staff.
    pub const INCIDENT: &str = "incident";
    /// A judgement by `account` `of` an incident. No dossier; key: staff.
    pub const INCIDENT_JUDGEMENT: &str = "incident-judgement";
}
