//! What a client sees of a file and of what was shared: plain values.

use super::ahead::Ahead;
use super::identity::MyIdentity;
use super::own::PortalCapacity;
use crate::life::KeepView;
use crate::meeting::MyMeeting;
use crate::plan::MyPlan;
use crate::restrict::StillView;
use crate::share::NoticeView;
use crate::thing::{Document, Entry, Label, Outsider, Readers, Share, SourceKind};
use crate::triage::{ConversationView, ReferralView, TriageView};
use crate::words::MyWords;
use jiff::civil::Date;
use regie_terms::{
    ConsentAnswer, DossierId, DutyWord, Id, Law, Outcome, Party, PersonId, Purpose, Reason,
};
use regie_vault::Of;
use serde::Serialize;

/// What is known about one person, as they or who acts for them see it.
#[derive(Clone, Debug, Serialize)]
pub struct MyFile {
    /// The person.
    pub person: PersonId,
    /// The dossier.
    pub dossier: DossierId,
    /// Their name.
    pub name: String,
    /// What else their record says of who they are.
    pub identity: MyIdentity,
    /// The days from which others decide, the first one first.
    pub ahead: Vec<Ahead>,
    /// In what capacity the reader looks.
    pub capacity: PortalCapacity,
    /// The name of who coordinates the help; `None` when staff are shown by function only.
    pub coordinator: Option<String>,
    /// The laws under which they get help.
    pub laws: Vec<Law>,
    /// Until when it is kept, law by law.
    pub keep: Vec<KeepView>,
    /// The first day of the dossier.
    pub opened: Date,
    /// The entries about them, newest first.
    pub entries: Vec<MyEntry>,
    /// What they, or who acts for them, wrote in their own words, newest first.
    pub words: Vec<MyWords>,
    /// The documents about them, newest first.
    pub documents: Vec<MyDocument>,
    /// What was decided at the moments of triage, newest first.
    pub triages: Vec<TriageView>,
    /// What they were told at the start, newest first.
    pub conversations: Vec<ConversationView>,
    /// Through whom they came.
    pub referrals: Vec<ReferralView>,
    /// What was shared about them, newest first.
    pub shares: Vec<MyShare>,
    /// The support plan, as far as it is about them or their family.
    pub plan: Option<MyPlan>,
    /// The case meetings about them or their family, newest first.
    pub meetings: Vec<MyMeeting>,
}

/// One recorded fact about oneself.
#[derive(Clone, Debug, Serialize)]
pub struct MyEntry {
    /// The entry.
    pub id: Id,
    /// Whether it is about the family rather than about this person.
    pub family: bool,
    /// The text.
    pub text: String,
    /// The whole label; a third party who told something is not named here.
    pub label: Label,
    /// How the client sees it.
    pub reading: Option<String>,
    /// The day it is about.
    pub about_day: Option<Date>,
    /// Recorded, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom; `None` when staff are shown by function only.
    pub by: Option<String>,
    /// The entry it corrects.
    pub corrects: Option<Id>,
    /// Why.
    pub correction: Option<String>,
    /// The entry that corrects it.
    pub corrected_by: Option<Id>,
    /// That it stands still.
    pub still: Option<StillView>,
}

/// That there is a document about oneself.
#[derive(Clone, Debug, Serialize)]
pub struct MyDocument {
    /// The document.
    pub id: Id,
    /// What it is.
    pub title: String,
    /// The label; a third party whom it came from is not named here.
    pub label: Label,
    /// Why an excerpt or the conclusion will not do.
    pub excerpt: String,
    /// Who may read it.
    pub readers: Readers,
    /// The day it is looked at again.
    pub review_on: Date,
    /// Whether it is about the family rather than about this person.
    pub family: bool,
    /// Whether there are data of other people in it.
    pub others: bool,
    /// Whether the reader can open it here: it is about this person alone.
    pub opens: bool,
    /// The day it is from.
    pub about_day: Option<Date>,
    /// Put in, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom; `None` when staff are shown by function only.
    pub by: Option<String>,
    /// That it stands still.
    pub still: Option<StillView>,
}

impl MyDocument {
    pub(super) fn of(document: &Of<Document>, named: bool) -> Self {
        let value = &document.value;
        Self {
            id: document.id,
            title: value.title.clone(),
            label: told(&value.label),
            excerpt: value.excerpt.clone(),
            readers: value.readers,
            review_on: value.review_on,
            family: document.person.is_none(),
            others: value.others,
            opens: alone(document),
            about_day: value.about_day,
            at: value.at,
            by: named.then(|| value.by.clone()),
            still: None,
        }
    }
}

/// Whether a document is about one person and nobody else.
pub(super) fn alone<S>(document: &Of<Document, S>) -> bool {
    document.person.is_some() && !document.value.others
}

/// A label as the client reads it.
fn told(label: &Label) -> Label {
    let mut label = label.clone();
    if label.source.kind == SourceKind::ThirdParty {
        // Somebody who told something is named only with their own consent (SHA-13).
        label.source.name = None;
    }
    label
}

/// On what a disclosure rested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The consent of those who had to give it.
    Consent,
    /// Safety, without consent.
    Safety,
    /// The law or the charter, without consent.
    Law,
    /// The help could not do without, where the charter knows that.
    Unavoidable,
    /// It went without what the charter asks.
    WithoutPermission,
}

/// Something that was shared about oneself.
#[derive(Clone, Debug, Serialize)]
pub struct MyShare {
    /// The disclosure.
    pub id: Id,
    /// The kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: String,
    /// Purpose.
    pub purpose: Option<Purpose>,
    /// The purpose in words.
    pub purpose_text: String,
    /// The facts, as they went.
    pub facts: Vec<String>,
    /// How many facts went that were erased since.
    pub erased: usize,
    /// What the recipient was to be told since it went, the last first.
    pub notices: Vec<NoticeView>,
    /// The day it was shared.
    pub on: Date,
    /// By whom; `None` when staff are shown by function only.
    pub by: Option<String>,
    /// On what it rested.
    pub basis: Basis,
    /// Why the help could not do without, where that is what it went by.
    pub unavoidable: Option<String>,
    /// The rules behind that.
    pub because: Vec<Reason>,
    /// Who said yes for the reader without standing in the dossier, and as what; only for who it is about themself.
    pub agreed_for: Vec<Outsider>,
    /// The reader's own last answer, when they were asked.
    pub answer: Option<ConsentAnswer>,
}

impl MyEntry {
    pub(super) fn of(entry: &Of<Entry>, seen: &[Of<Entry>], named: bool) -> Self {
        let value = &entry.value;
        Self {
            id: entry.id,
            family: entry.person.is_none(),
            text: value.text.clone(),
            label: told(&value.label),
            reading: value.reading.clone(),
            about_day: value.about_day,
            at: value.at,
            by: named.then(|| value.by.clone()),
            corrects: entry.of.filter(|of| seen.iter().any(|e| e.id == *of)),
            correction: value.correction.clone(),
            corrected_by: seen.iter().find(|e| e.of == Some(entry.id)).map(|e| e.id),
            still: None,
        }
    }
}

/// On what a disclosure rested, from its decision.
pub(super) fn basis(share: &Share) -> Basis {
    let Some(decision) = &share.decision else {
        return Basis::WithoutPermission;
    };
    if decision.outcome != Outcome::Permitted {
        return Basis::WithoutPermission;
    }
    if share.safety.is_some() {
        return Basis::Safety;
    }
    // What rests on no consent has the duty to tell the client.
    let told = decision
        .duties
        .iter()
        .any(|d| matches!(d.what, DutyWord::InformClient | DutyWord::InformClientLater));
    match (told, &share.unavoidable) {
        (true, Some(_)) => Basis::Unavoidable,
        (true, None) => Basis::Law,
        (false, _) => Basis::Consent,
    }
}
