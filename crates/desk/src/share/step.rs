//! `/dossier/{id}/delen/{share}/{step}`: one step of preparing: for what, which facts, the three questions, the
//! conversation, or the safety route. Consent has pages of its own.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::share::{ShareInput, SharePage, SharePart, UnavoidableInput};
use regie_casework::{Caller, Field, FormOf, Refused};
use regie_terms::{
    ClientTold, Consulted, Conversation, NeedWord, Party, Purpose, QuestionKind, ReceiverRelation,
    SafetyOf,
};

use super::Here;
use super::aside::{Stop, asks, checklist, norms, rail};
use super::facts::{FactChoice, by_law};
use super::list::parties;
use crate::entry::{safety, with_safety};
use crate::form::{Choice, Fields, Form, offered};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Checklist;
use crate::refuse;
use crate::staff::dossier::refused;
use crate::words::Lang;

/// The steps that change what is prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Purpose,
    Facts,
    Weighing,
    Conversation,
    Safety,
    Unavoidable,
}

/// Whether a part of an address is one of the steps.
pub(crate) fn is_step(word: &str) -> bool {
    Step::of(word).is_some()
}

impl Step {
    /// The step of an address.
    pub(super) fn of(word: &str) -> Option<Step> {
        [
            Step::Purpose,
            Step::Facts,
            Step::Weighing,
            Step::Conversation,
            Step::Safety,
            Step::Unavoidable,
        ]
        .into_iter()
        .find(|step| step.word() == word)
    }

    /// Its word in the address.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Step::Purpose => "doel",
            Step::Facts => "gegevens",
            Step::Weighing => "vragen",
            Step::Conversation => "gesprek",
            Step::Safety => "veiligheid",
            Step::Unavoidable => "onvermijdelijk",
        }
    }

    /// The part of the texts' keys.
    const fn key(self) -> &'static str {
        match self {
            Step::Purpose => "purpose",
            Step::Facts => "facts",
            Step::Weighing => "weighing",
            Step::Conversation => "conversation",
            Step::Safety => "safety",
            Step::Unavoidable => "unavoidable",
        }
    }

    /// Where to go when it is saved.
    fn next(self, here: Here) -> String {
        match self {
            Step::Purpose => here.at("gegevens"),
            Step::Facts => here.at("vragen"),
            Step::Weighing => here.at("gesprek"),
            Step::Conversation | Step::Safety | Step::Unavoidable => here.page(),
        }
    }

    /// What the form of this step says; the other steps stay as they are.
    pub(super) fn read(self, form: &Form) -> ShareInput {
        let value = |name: &str| Some(form.value(name).to_owned());
        let none = ShareInput::default();
        match self {
            Step::Purpose => ShareInput {
                party: value("party"),
                recipient: value("recipient"),
                relation: value("relation"),
                partner: value("partner"),
                purpose: value("purpose"),
                purpose_text: value("purpose_text"),
                confronted: value("confronted"),
                ..none
            },
            Step::Facts => ShareInput {
                facts: Some(form.values("facts").map(str::to_owned).collect()),
                ..none
            },
            Step::Weighing => ShareInput {
                necessity: value("necessity"),
                proportionality: value("proportionality"),
                subsidiarity: value("subsidiarity"),
                ..none
            },
            Step::Conversation => ShareInput {
                conversation: value("conversation"),
                ..none
            },
            Step::Safety => ShareInput {
                safety: Some(safety(form)),
                ..none
            },
            Step::Unavoidable => ShareInput {
                unavoidable: Some(unavoidable(form)),
                ..none
            },
        }
    }

    /// The form of this step as it was saved.
    fn filled(self, page: &SharePage, form: Form) -> Form {
        let yes = |on: bool| if on { "yes" } else { "" };
        match self {
            Step::Purpose => form
                .set("party", page.row.party.as_str())
                .set("recipient", page.row.recipient.clone())
                .set("relation", page.relation.as_str())
                .set("partner", yes(page.partner))
                .set("purpose", page.row.purpose.map_or("", Purpose::as_str))
                .set("purpose_text", page.purpose_text.clone())
                .set("confronted", yes(page.confronted)),
            Step::Facts => page
                .facts
                .iter()
                .fold(form, |form, fact| form.add("facts", fact.entry.to_string())),
            Step::Weighing => form
                .set("necessity", page.weighing.necessity.clone())
                .set("proportionality", page.weighing.proportionality.clone())
                .set("subsidiarity", page.weighing.subsidiarity.clone()),
            Step::Conversation => form.set("conversation", page.conversation.as_str()),
            Step::Safety => with_safety(page.safety.as_ref(), form),
            Step::Unavoidable => match &page.unavoidable {
                None => form,
                Some(claimed) => claimed.consulted.iter().fold(
                    form.set("unavoidable_because", claimed.because.clone()),
                    |form, one| form.add("unavoidable_consulted", one.as_str()),
                ),
            },
        }
    }
}

/// What a form says of going without consent because it is unavoidable.
pub(super) fn unavoidable(form: &Form) -> UnavoidableInput {
    UnavoidableInput {
        because: form.value("unavoidable_because").to_owned(),
        consulted: form
            .values("unavoidable_consulted")
            .map(str::to_owned)
            .collect(),
    }
}

/// Whether the charter here knows something unavoidable for the support at all.
pub(super) fn knows_unavoidable(desk: &Desk) -> bool {
    let house = &desk.house;
    house
        .charters()
        .knows_unavoidable(house.settings().charter, house.today())
}

/// Every choice the steps offer; a step draws its own.
struct Choices {
    parties: Vec<Choice>,
    relations: Vec<Choice>,
    purposes: Vec<Choice>,
    conversations: Vec<Choice>,
    safety_of: Vec<Choice>,
    consulted: Vec<Choice>,
    told: Vec<Choice>,
    facts: Vec<(&'static str, Vec<FactChoice>)>,
}

/// What the charter's rules look at of a receiver and what went before: what none of them does is on no form.
struct Asks {
    /// How the receiver stands to the help.
    relation: bool,
    /// Whether it committed itself to the protocol.
    partner: bool,
    /// Whether the client was confronted first.
    confronted: bool,
}

#[derive(Template)]
#[template(path = "share/step.html")]
struct StepPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    at: Here,
    step: Step,
    here: String,
    title: &'static str,
    lead: &'static str,
    row: &'a SharePage,
    rail: Vec<Stop>,
    c: Choices,
    asks: Asks,
    facts_wrong: Option<String>,
    /// Whether the charter knows something unavoidable for the support.
    unavoidable: bool,
    /// What the charter's own documents ask to think of at the weighing.
    norms: Vec<(String, String)>,
    checklist: Checklist,
}

fn choices(
    t: Lang,
    form: &Form,
    page: &SharePage,
    charter: &FormOf<'_>,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> Choices {
    Choices {
        parties: parties(t, charter),
        relations: t.choices(ReceiverRelation::ALL),
        purposes: offered(t, charter, |one| &one.purposes),
        conversations: Choice::words(
            t,
            "conversation",
            Conversation::ALL.iter().map(|one| one.as_str()),
        ),
        safety_of: t.choices(SafetyOf::ALL),
        consulted: t.choices(Consulted::ALL),
        told: t.choices(ClientTold::ALL),
        facts: by_law(t, form, page, local),
    }
}

/// The step as it was saved, or as its draft.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share, step)): Path<(String, String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let step = Step::of(&step).ok_or(Trouble::NotFound)?;
    let known = match step {
        Step::Conversation => talks(&desk),
        Step::Unavoidable => knows_unavoidable(&desk),
        _ => true,
    };
    if !known {
        return Ok(see_other(&here.page()));
    }
    let (page, form) = desk.restored(&caller, page, &here.at(step.word())).await;
    show(&desk, &caller, &page, form, (here, step), StatusCode::OK).await
}

/// Draws a step. A form without the step's fields stands as it was saved.
pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: Form,
    (here, step): (Here, Step),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let part = if step == Step::Facts {
        SharePart::Facts
    } else {
        SharePart::Words
    };
    let share = match desk
        .house
        .open_share_part(caller, here.dossier, here.share, part)
        .await
    {
        Ok(share) => share,
        // Not prepared any more: its page says how it ended. Nothing was opened for finding out.
        Err(Refused::Invalid(_)) => return Ok(see_other(&here.page())),
        Err(why) => return refused(page, why, &here.glass()),
    };
    let t = page.t;
    let typed = form.names().any(|name| name != "request");
    let (form, list) = if typed {
        let live = desk
            .house
            .share_checklist(caller, here.dossier, here.share, Some(&step.read(&form)))
            .await
            .map_err(|why| refuse::trouble(t, why))?;
        (form, checklist(t, here, &live))
    } else {
        let list = checklist(t, here, &share.checklist);
        (step.filled(&share, form), list)
    };
    let f = Fields::new(t, "share", &form);
    let key = step.key();
    let charter = desk.house.form(QuestionKind::Disclosure);
    let drawn = StepPage {
        p: page,
        at: here,
        step,
        here: here.at(step.word()),
        title: t.say(&format!("share-{key}-title")),
        lead: t.say(&format!("share-{key}-lead")),
        rail: rail(t, here, &share, asks(desk), step.word()),
        c: choices(t, &form, &share, &charter, &|at| desk.house.local(at)),
        asks: Asks {
            relation: charter.asks(Field::ReceiverRelation),
            partner: charter.asks(Field::Partner),
            confronted: charter.asks(Field::Confronted),
        },
        facts_wrong: f.wrong("facts"),
        unavoidable: knows_unavoidable(desk),
        norms: if step == Step::Weighing {
            norms(desk, t, QuestionKind::Disclosure)
        } else {
            Vec::new()
        },
        f,
        row: &share,
        checklist: list,
    };
    Ok(page.show_as(status, &drawn))
}

/// Saves the step.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share, step)): Path<(String, String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let step = Step::of(&step).ok_or(Trouble::NotFound)?;
    if form.ok() {
        let said = desk
            .house
            .update_share(
                &caller,
                here.dossier,
                here.share,
                &step.read(&form),
                request_of(&caller, &form),
            )
            .await;
        match said {
            Ok(()) => {
                desk.sent(&caller, &here.at(step.word())).await;
                let next = match step {
                    Step::Conversation => after_conversation(&desk, &caller, here).await,
                    // Where no conversation is asked there is no such step.
                    Step::Weighing if !talks(&desk) => {
                        after_conversation(&desk, &caller, here).await
                    }
                    _ => step.next(here),
                };
                return Ok(see_other(&next));
            }
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &here.glass()),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, (here, step), status).await
}

/// Whether the charter here asks a conversation of three at all.
fn talks(desk: &Desk) -> bool {
    asks(desk).contains(NeedWord::ThreeWayConversation)
}

/// Where to go after the conversation: to the consent where it is asked, else on to the disclosure. Asking the charter opens nothing.
async fn after_conversation(desk: &Desk, caller: &Caller, here: Here) -> String {
    let asks = desk
        .house
        .share_checklist(caller, here.dossier, here.share, None)
        .await
        .is_ok_and(|list| {
            let needs = &list.disclosure.needs;
            needs.iter().any(|need| need.what == NeedWord::Consent)
        });
    if asks {
        here.at("toestemming")
    } else {
        here.page()
    }
}

/// Whether the purpose is one for which the client is confronted first.
impl StepPage<'_> {
    fn is(&self, word: &str) -> bool {
        self.step.word() == word
    }

    fn of_care(&self) -> bool {
        matches!(
            self.row.row.party,
            Party::YouthCareProvider | Party::MedicalProvider
        )
    }
}
