//! What a page shows of a disclosure: plain values.

use super::prepare::ShareChecklist;
use super::release::HeldView;
use super::stage::ShareStage;
use crate::consent::Parents;
use crate::thing::{
    ConsentGiven, ConsentWay, Notice, NoticeOf, NoticeTold, Share, ShareMatter, ShareSafety,
    ShareState, ShareUnavoidable, ShareWeighing,
};
use crate::words::QueryView;
use jiff::civil::Date;
use regie_terms::{
    Answer, ConsentAnswer, ConsentForm, Consenter, Conversation, Data, Id, Law, Party, PersonId,
    Purpose, ReceiverRelation, Representative,
};
use regie_vault::Of;
use serde::Serialize;

/// A disclosure, in one line.
#[derive(Clone, Debug, Serialize)]
pub struct ShareRow {
    /// Its id.
    pub id: Id,
    /// Whose data.
    pub person: PersonId,
    /// Their name; empty where the page does not show it.
    pub person_name: String,
    /// What was done with it.
    pub state: ShareState,
    /// How far it really is, with what was answered.
    pub stage: ShareStage,
    /// To what kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: String,
    /// Purpose.
    pub purpose: Option<Purpose>,
    /// How many facts.
    pub facts: usize,
    /// Begun, milliseconds since 1970 UTC.
    pub begun: i64,
    /// Shared, or written down afterwards, milliseconds since 1970 UTC.
    pub shared_at: Option<i64>,
    /// The day it happened, when written down afterwards.
    pub happened_on: Option<Date>,
    /// By whom.
    pub by: String,
    /// The decision at the moment of sharing.
    pub decision: Option<Answer>,
}

/// The disclosures of a dossier, and what beginning one needs.
#[derive(Clone, Debug, Serialize)]
pub struct ShareList {
    /// What colleagues call the dossier.
    pub title: String,
    /// The people in it with their names, the principal first.
    pub people: Vec<(PersonId, String)>,
    /// The disclosures, newest first.
    pub rows: Vec<ShareRow>,
    /// Whether the reader may edit, as the charter says it.
    pub edit: Answer,
}

/// A disclosure as one of its pages shows it: what that page does not show is empty.
#[derive(Clone, Debug, Serialize)]
pub struct SharePage {
    /// In one line.
    pub row: ShareRow,
    /// The law it falls under.
    pub law: Law,
    /// How the recipient stands to the help.
    pub relation: ReceiverRelation,
    /// Whether the recipient committed itself to the protocol.
    pub partner: bool,
    /// The purpose in words that the client reads.
    pub purpose_text: String,
    /// The facts that go or went.
    pub facts: Vec<ShareFactView>,
    /// The facts that went and were erased since.
    pub erased: Vec<GoneView>,
    /// What the recipient was to be told since it went, the last first.
    pub notices: Vec<NoticeView>,
    /// Why the facts cannot go as they are marked, while preparing: `unknown`, `corrected`, `restricted`, `several-people`, `several-laws`.
    pub facts_wrong: Option<&'static str>,
    /// The facts that could go: everything about this person that stands; where facts are marked.
    pub possible: Vec<ShareFactView>,
    /// The weighing.
    pub weighing: ShareWeighing,
    /// The three-way conversation.
    pub conversation: Conversation,
    /// Whether the client was confronted first.
    pub confronted: bool,
    /// The safety route.
    pub safety: Option<ShareSafety>,
    /// Why it was unavoidable without consent.
    pub unavoidable: Option<ShareUnavoidable>,
    /// Everybody who has to agree today, from whom an answer can be written down; nobody where consent is neither needed nor was given.
    pub must_agree: Vec<AskedView>,
    /// Whether several who have authority differ, or one of them has not answered.
    pub parents: Option<Parents>,
    /// Who was asked in the portal.
    pub asked: Vec<AskedView>,
    /// When they were asked, milliseconds since 1970 UTC.
    pub asked_at: Option<i64>,
    /// How many answers there are so far.
    pub answered: usize,
    /// The answers so far, in the order they were written down.
    pub consents: Vec<ConsentView>,
    /// What was asked before an answer, oldest first; where answers are shown.
    pub queries: Vec<QueryView>,
    /// The day the client was told afterwards.
    pub informed_on: Option<Date>,
    /// What was done about what was missing.
    pub completion: Option<String>,
    /// Who of the family can be told of what went for safety, the person it is about first; empty where it did not.
    pub tell: Vec<TellView>,
    /// Whether it is kept from the family, and who may let it be seen.
    pub held: HeldView,
    /// What the charter says now; after sharing the decision of that moment stands in [`ShareRow::decision`].
    pub checklist: ShareChecklist,
}

/// Somebody of the family, and whether they were told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TellView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The day they were told; `None` when they were not.
    pub on: Option<Date>,
}

/// A fact of a disclosure.
#[derive(Clone, Debug, Serialize)]
pub struct ShareFactView {
    /// The entry.
    pub entry: Id,
    /// Its words: as they went, or as they stand while preparing.
    pub text: String,
    /// Category.
    pub category: Data,
    /// Law.
    pub law: Law,
    /// Recorded, milliseconds since 1970 UTC.
    pub at: i64,
    /// Whether it is marked.
    pub marked: bool,
    /// Whether it stands still: then its words are not here.
    pub still: bool,
}

/// A fact that went and was erased since: of its words nothing is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GoneView {
    /// The day it was erased.
    pub on: Date,
}

/// That the recipient is to be told, or was told, what became of what went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticeView {
    /// What became of it.
    pub what: NoticeOf,
    /// Since when they are to be told.
    pub since: Date,
    /// When, how and by whom they were told.
    pub told: Option<NoticeTold>,
}

impl NoticeView {
    pub(crate) fn of<S>(notice: &Of<Notice, S>) -> Self {
        Self {
            what: notice.value.what,
            since: notice.value.since,
            told: notice.value.told.clone(),
        }
    }
}

/// Somebody who was asked, or who has to agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AskedView {
    /// In which capacity.
    pub of: Consenter,
    /// Who, when known in the dossier.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: Option<String>,
    /// What stands for a holder of authority in the form of a consent (`who`).
    pub holder: Option<Id>,
    /// As what somebody could answer who is no person of the dossier; empty for who is.
    pub capacities: Vec<Representative>,
    /// The answer that decides here, by [`ConsentView::id`]: a no that stands, else the last yes. Not filled in for who was asked.
    pub last: Option<Id>,
    /// Whether they can answer in the portal.
    pub portal: bool,
    /// Whether they are kept out for the safety of whom it is about: then they are not asked in the portal.
    pub kept_out: bool,
    /// Whether they may not act in this: kept out, or limited by a decision.
    pub limited: bool,
    /// To what a court narrowed their appointment, in words.
    pub narrowed: Option<String>,
    /// Whether they can be asked on paper: what they have to be told is there, and nothing of it is kept from them. Not filled in for who was asked.
    pub on_paper: bool,
}

/// An answer to a request for consent.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentView {
    /// Its id.
    pub id: Id,
    /// In which capacity.
    pub of: Consenter,
    /// Which person gave it, when known in the dossier.
    pub person: Option<PersonId>,
    /// Which holder of authority gave it, where it was one.
    pub holder: Option<Id>,
    /// The name of who gave it, when known.
    pub name: Option<String>,
    /// Whether it was somebody who is no person of the dossier, known by name alone.
    pub by_name: bool,
    /// As what they gave it, where that was asked of somebody by name.
    pub outsider: Option<Representative>,
    /// Yes, no or withdrawn.
    pub answer: ConsentAnswer,
    /// Oral or written.
    pub form: ConsentForm,
    /// How it came in.
    pub way: ConsentWay,
    /// The day.
    pub on: Date,
    /// A reason given with it.
    pub reason: Option<String>,
    /// Whether it is about what would be shared now; a yes to something narrower counts no more.
    pub counts: bool,
    /// Whether it is the last word of who gave it.
    pub stands: bool,
    /// Whether a form is attached.
    pub has_form: bool,
}

impl ShareRow {
    /// `apart` are the entries that the reader does not see: they are not counted.
    pub(super) fn of(
        share: &Of<Share>,
        stage: ShareStage,
        name: impl Fn(Id) -> Option<String>,
        apart: &[Id],
    ) -> Option<Self> {
        let value = &share.value;
        let person = share.person?;
        let facts = value
            .facts
            .iter()
            .filter(|f| !apart.contains(&f.entry))
            .count();
        Some(Self {
            id: share.id,
            person: PersonId(person),
            person_name: name(person).unwrap_or_default(),
            state: value.state,
            stage,
            party: value.party,
            recipient: value.recipient.clone(),
            purpose: value.purpose,
            facts,
            begun: value.begun,
            shared_at: value.shared_at,
            happened_on: value.happened_on,
            by: value.by.clone(),
            decision: value.decision.clone(),
        })
    }
}

impl ConsentView {
    pub(super) fn of(
        consent: &Of<ConsentGiven>,
        matter: &ShareMatter,
        name: impl Fn(Id) -> Option<String>,
        forms: &[Id],
    ) -> Self {
        let value = &consent.value;
        Self {
            id: consent.id,
            of: value.of,
            person: value.person,
            holder: value.holder,
            name: match &value.outsider {
                Some(outsider) => Some(outsider.name.clone()),
                None => value.person.and_then(|p| name(p.0)),
            },
            by_name: value.outsider.is_some(),
            outsider: value.outsider.as_ref().and_then(|o| o.kind),
            answer: value.answer,
            form: value.form,
            way: value.way,
            on: value.on,
            reason: value.reason.clone(),
            counts: value.is_for(matter),
            stands: false,
            has_form: forms.contains(&consent.id),
        }
    }
}
