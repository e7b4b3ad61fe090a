//! Requests as pages show them: to staff, and to the client.

use super::state::RequestState;
use crate::portal::PortalCapacity;
use crate::thing::{
    Extended, Identified, RequestDone, RequestGround, RequestOf, RequestOutcome, RequestWay,
};
use jiff::civil::Date;
use regie_terms::{
    Answer, Consenter, DossierId, Id, Law, PersonId, Reason, Representative, RequestAbout, Right,
};
use serde::Serialize;

/// The requests of a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct Requests {
    /// What colleagues call the dossier.
    pub title: String,
    /// The people of the dossier.
    pub people: Vec<(PersonId, String)>,
    /// The requests: what waits first, the most urgent on top.
    pub rows: Vec<RequestRow>,
}

/// A request in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RequestRow {
    /// The request.
    pub id: Id,
    /// About whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The right.
    pub right: Right,
    /// Whether it is about a decision.
    pub review: bool,
    /// The day it came in.
    pub received: Date,
    /// How far it is.
    pub state: RequestState,
    /// The last day for what is to be done next: the answer, or carrying out; `None` where nothing waits or has no term.
    pub due: Option<Date>,
    /// Whether that is past.
    pub late: bool,
}

/// Somebody who can make a request for a person.
#[derive(Clone, Debug, Serialize)]
pub struct Candidate {
    /// What stands for them in the form.
    pub value: String,
    /// In which capacity.
    pub of: Consenter,
    /// Who, where they are a person of the dossier.
    pub person: Option<PersonId>,
    /// As what, where they have authority or represent.
    pub kind: Option<Representative>,
}

/// Something a request is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThingView {
    /// What kind of thing.
    pub kind: RequestOf,
    /// Which.
    pub id: Id,
    /// What stands for it in a form.
    pub named: String,
    /// Its words: the fact, the title of the document, with whom something was shared.
    pub text: String,
    /// In the charter's words what it is about.
    pub about: RequestAbout,
    /// Whether it was granted, once that was decided.
    pub granted: Option<bool>,
    /// That it was carried out.
    pub done: Option<RequestDone>,
}

/// Something that can be withheld, in the form of a decision.
#[derive(Clone, Debug, Serialize)]
pub struct PartChoice {
    /// The thing.
    pub thing: ThingView,
    /// The grounds that the charter knows for it.
    pub grounds: Vec<RequestGround>,
}

/// A ground that the charter knows for this request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroundView {
    /// The ground.
    pub ground: RequestGround,
    /// Whether the whole can be refused on it; else only a part.
    pub whole: bool,
    /// The rules it comes from.
    pub rules: Vec<Reason>,
}

/// Somebody who makes a request.
#[derive(Clone, Debug, Serialize)]
pub struct AskerView {
    /// In which capacity.
    pub of: Consenter,
    /// Who, where they are a person of the dossier.
    pub person: Option<PersonId>,
    /// Their name, where known.
    pub name: Option<String>,
    /// Since when.
    pub on: Date,
}

/// Somebody who was asked to join.
#[derive(Clone, Debug, Serialize)]
pub struct JoiningView {
    /// In which capacity.
    pub of: Consenter,
    /// Their name.
    pub name: String,
    /// The day they said no.
    pub declined: Option<Date>,
    /// Why, in their words.
    pub because: Option<String>,
}

/// What was decided of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartView {
    /// Its words.
    pub text: String,
    /// What kind of thing.
    pub kind: RequestOf,
    /// Whether it is granted.
    pub granted: bool,
    /// The ground.
    pub ground: Option<RequestGround>,
    /// The rules behind it.
    pub rules: Vec<Reason>,
    /// Why, in words.
    pub because: String,
    /// Whether the asker does not read of it.
    pub endangers: bool,
}

/// A decision as staff read it.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionView {
    /// The decision.
    pub id: Id,
    /// What was decided.
    pub outcome: RequestOutcome,
    /// The parts.
    pub parts: Vec<PartView>,
    /// The ground.
    pub ground: Option<RequestGround>,
    /// The motivation.
    pub because: String,
    /// The rules behind it.
    pub rules: Vec<Reason>,
    /// By whom.
    pub by: String,
    /// The day.
    pub on: Date,
    /// The last day for an objection.
    pub object_by: Option<Date>,
    /// Whether it has to be taken again.
    pub undone: bool,
}

/// Who got the data before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecipientView {
    /// The disclosure.
    pub share: Id,
    /// To whom.
    pub recipient: String,
    /// The day it went.
    pub on: Date,
    /// How they were told, and when and by whom.
    pub told: Option<(String, RequestDone)>,
}

/// A request as its own page shows it to staff.
#[derive(Clone, Debug, Serialize)]
pub struct RequestPage {
    /// The request, in the list.
    pub row: RequestRow,
    /// The dossier.
    pub dossier: DossierId,
    /// What colleagues call it; empty for who looks again at a decision.
    pub title: String,
    /// What it is about, in the charter's words.
    pub about: RequestAbout,
    /// Whether it is about the whole file.
    pub whole: bool,
    /// The things it is about.
    pub things: Vec<ThingView>,
    /// The asker's words.
    pub words: String,
    /// The law it is about.
    pub law: Option<Law>,
    /// How it came in.
    pub way: RequestWay,
    /// Whether it is signed.
    pub signed: bool,
    /// How it was made sure who asks.
    pub identity: Option<Identified>,
    /// Who makes it.
    pub by: Vec<AskerView>,
    /// Who was asked to join.
    pub joining: Vec<JoiningView>,
    /// Who else can make it, for writing down that they joined.
    pub candidates: Vec<(Candidate, Option<String>)>,
    /// The language of the answer.
    pub language: String,
    /// That more time is taken.
    pub extended: Option<Extended>,
    /// Whether the charter would give more time.
    pub more_time: bool,
    /// The last day for the answer.
    pub answer_by: Option<Date>,
    /// What the charter says to it today.
    pub answer: Answer,
    /// Whether the reader may decide it.
    pub may_decide: bool,
    /// Whether something of what it is about stands still, and the reader may look at that to decide.
    pub still: bool,
    /// Whether the reader took the decision that it is about.
    pub own: bool,
    /// The grounds the charter knows.
    pub grounds: Vec<GroundView>,
    /// What can be withheld.
    pub parts: Vec<PartChoice>,
    /// The decisions, oldest first.
    pub decisions: Vec<DecisionView>,
    /// The decision it is about, with the words of the request before.
    pub objected: Option<(DecisionView, String)>,
    /// Who got the data before and has to be told; empty where nobody has.
    pub recipients: Vec<RecipientView>,
    /// Whether the asker still has to be told that it was done, once it was.
    pub tell_asker: bool,
    /// That the asker was told.
    pub informed: Option<RequestDone>,
    /// That all was carried out.
    pub done: Option<RequestDone>,
    /// The day the asker took it back.
    pub withdrawn: Option<Date>,
}

/// The rights of a person, as the reader in the portal has them.
#[derive(Clone, Debug, Serialize)]
pub struct MyRequests {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// In what capacity the reader acts.
    pub capacity: PortalCapacity,
    /// Requests, newest first.
    pub rows: Vec<MyRequestRow>,
}

/// A request in the portal's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyRequestRow {
    /// The request.
    pub id: Id,
    /// The right.
    pub right: Right,
    /// The day it came in.
    pub received: Date,
    /// How far it is.
    pub state: RequestState,
    /// The last day for what comes next.
    pub due: Option<Date>,
    /// Whether it waits for the reader to join.
    pub yours: bool,
}

/// The form for a right, as the reader in the portal gets it.
#[derive(Clone, Debug, Serialize)]
pub struct RightForm {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// In what capacity the reader acts.
    pub capacity: PortalCapacity,
    /// What the charter says to it when the reader asks it now.
    pub answer: Answer,
    /// Who else has to make it.
    pub others: Vec<Consenter>,
    /// Whether one of them is asked to join in the portal, and reads what is written here.
    pub asked_there: bool,
    /// What can be named: facts, documents, disclosures.
    pub things: Vec<ThingView>,
    /// Whether it cannot do without words.
    pub words: bool,
    /// The last day for the answer, when asked today.
    pub answer_by: Option<Date>,
    /// The decision it would be about.
    pub decision: Option<MyDecision>,
}

/// A decision as the asker reads it. What would endanger somebody is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyDecision {
    /// The decision.
    pub id: Id,
    /// What was decided.
    pub outcome: RequestOutcome,
    /// The parts.
    pub parts: Vec<PartView>,
    /// The ground.
    pub ground: Option<RequestGround>,
    /// The motivation.
    pub because: String,
    /// The rules behind it.
    pub rules: Vec<Reason>,
    /// By whom; `None` when staff are shown by function only.
    pub by: Option<String>,
    /// The day.
    pub on: Date,
    /// The last day for an objection.
    pub object_by: Option<Date>,
    /// Whether the reader can ask now that somebody looks again.
    pub may_object: bool,
}

/// A request as the client reads it.
#[derive(Clone, Debug, Serialize)]
pub struct MyRequest {
    /// In the list.
    pub row: MyRequestRow,
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// In what capacity the reader acts.
    pub capacity: PortalCapacity,
    /// Whether it is about the whole file.
    pub whole: bool,
    /// The things it is about that the reader sees.
    pub things: Vec<ThingView>,
    /// What was asked, in words.
    pub words: String,
    /// The last day for the answer.
    pub answer_by: Option<Date>,
    /// The last day for carrying out what is granted.
    pub carry_out_by: Option<Date>,
    /// Who else still has to join.
    pub others: Vec<Consenter>,
    /// Whether the reader makes it.
    pub mine: bool,
    /// The day the reader said that they do not join.
    pub declined: Option<Date>,
    /// Whether it is not sure yet who asks.
    pub identify: bool,
    /// That more time is taken: why.
    pub extended: Option<String>,
    /// The decisions, the last one first.
    pub decisions: Vec<MyDecision>,
    /// The day it was carried out.
    pub done: Option<Date>,
    /// The day it was taken back.
    pub withdrawn: Option<Date>,
}
