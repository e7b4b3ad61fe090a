//! `/dossier/{id}/delen/achteraf`: a disclosure that happened already. The form is never refused for what the charter says:
//! what was missing becomes a task, what should not have gone an incident (FLD-18).

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use regie_casework::dossier::DossierPage;
use regie_casework::share::{AfterwardsInput, ShareInput};
use regie_casework::{Caller, Refused};
use regie_terms::{
    Answer, ClientTold, Consulted, Conversation, DossierId, NeedWord, Outcome, Purpose,
    QuestionKind, ReceiverRelation, SafetyOf,
};

use super::Here;
use super::facts::{FactChoice, special};
use super::list::{all_parties, people};
use super::step::{knows_unavoidable, unavoidable};
use crate::entry::{ANSWERS, Said, answers, by_script, day, fragment, safety};
use crate::form::{Choice, Fields, Form, offered_and};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Checklist, Tone};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};
use crate::words::Lang;

/// The facts about one person.
struct Group {
    name: String,
    open: bool,
    facts: Vec<FactChoice>,
}

#[derive(Template)]
#[template(path = "share/afterwards.html")]
struct AfterwardsPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    name: &'a str,
    persons: Vec<Choice>,
    parties: Vec<Choice>,
    relations: Vec<Choice>,
    purposes: Vec<Choice>,
    groups: Vec<Group>,
    facts_wrong: Option<String>,
    conversations: Vec<Choice>,
    said: Said,
    safety_of: Vec<Choice>,
    consulted: Vec<Choice>,
    told: Vec<Choice>,
    /// Whether the charter knows something unavoidable for the support.
    unavoidable: bool,
    open_unavoidable: bool,
    open_safety: bool,
    open_consent: bool,
    checklist: Checklist,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/delen/achteraf")
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    drop(request);
    let (page, form) = desk.restored(&caller, page, &address(dossier)).await;
    let form = match query.value("overleg").split_once('.') {
        Some(at) if !form.came("happened_on") => {
            of_meeting(&desk, &caller, form, dossier, at).await
        }
        _ => form,
    };
    show(&desk, &caller, &page, form, dossier, StatusCode::OK).await
}

/// The form filled with what a case meeting says of one who took part: when it was, who they are, and for what. What went is still to be chosen.
async fn of_meeting(
    desk: &Desk,
    caller: &Caller,
    form: Form,
    dossier: DossierId,
    (meeting, place): (&str, &str),
) -> Form {
    let Ok(open) = desk.house.open_dossier(caller, dossier).await else {
        // Who may not look is turned away by the page itself.
        return form;
    };
    let found = open
        .meetings
        .iter()
        .find(|one| one.id.to_string() == meeting);
    let place = place.parse::<usize>().ok();
    let who = found.and_then(|one| one.meeting.participants.get(place?));
    let (Some(found), Some(who)) = (found, who) else {
        return form;
    };
    let on = found.meeting.held_on.strftime("%-d-%-m-%Y").to_string();
    let form = form
        .set("happened_on", on)
        .set("party", who.party.map_or("", |party| party.as_str()))
        .set("recipient", who.organisation.clone().unwrap_or_default())
        .set("purpose", Purpose::CaseDiscussion.as_str())
        .set("purpose_text", found.meeting.summary.clone());
    match found.person {
        Some(person) => form.set("person", person.to_string()),
        None => form,
    }
}

fn groups(
    t: Lang,
    form: &Form,
    open: &DossierPage,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> Vec<Group> {
    open.people
        .iter()
        .map(|person| {
            let facts: Vec<FactChoice> = open
                .entries
                .iter()
                .filter(|one| {
                    one.person == Some(person.id) && one.corrected_by.is_none() && !one.shielded
                })
                .map(|one| {
                    let id = one.id.to_string();
                    let label = &one.label;
                    let mut badges = vec![
                        Badge::new(t.of(&label.category), Tone::House),
                        Badge::new(t.of(&label.law), Tone::Plain),
                    ];
                    if special(label.category) {
                        badges.push(Badge::new(t.say("dossier-special"), Tone::Special));
                    }
                    badges.push(Badge::new(t.day(local(one.at).date()), Tone::Plain));
                    FactChoice {
                        marked: form.values("facts").any(|marked| marked == id),
                        text: one.text.clone(),
                        badges,
                        id,
                    }
                })
                .collect();
            Group {
                name: person.name.clone(),
                open: facts.iter().any(|one| one.marked)
                    || form.value("person") == person.id.to_string(),
                facts,
            }
        })
        .filter(|group| !group.facts.is_empty())
        .collect()
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    dossier: DossierId,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &format!("/dossier/{dossier}/glas")),
    };
    if open.edit.outcome != Outcome::Permitted {
        let glass = format!("/dossier/{dossier}/glas?act=edit");
        return refused(page, Refused::Denied(vec![open.edit]), &glass);
    }
    if let ([person], false) = (open.people.as_slice(), form.came("person")) {
        form = form.set("person", person.id.to_string());
    }
    if !form.came("relation") {
        form = form.set("relation", ReceiverRelation::Other.as_str());
    }
    let t = page.t;
    let answers = match desk
        .house
        .preview_afterwards(caller, dossier, &read(&form))
        .await
    {
        Ok(answers) => answers,
        Err(why) => return refused(page, why, &format!("/dossier/{dossier}/glas?act=edit")),
    };
    let checklist = checklist(t, &answers).ok_or(Trouble::NotFound)?;
    let touched = |start: &str| {
        form.names()
            .any(|name| name.starts_with(start) && !form.value(name).trim().is_empty())
            || form
                .faults()
                .iter()
                .any(|fault| fault.field.starts_with(start))
    };
    let (open_safety, open_consent) = (touched("safety_"), touched("consent_"));
    let f = Fields::new(t, "share", &form).or("entry");
    let charter = desk.house.form(QuestionKind::Disclosure);
    let drawn = AfterwardsPage {
        p: page,
        here: address(dossier),
        dossier: format!("/dossier/{dossier}"),
        name: &open.title,
        persons: people(&open),
        parties: all_parties(t, &charter),
        relations: t.choices(ReceiverRelation::ALL),
        purposes: offered_and(t, &charter, |one| &one.purposes, Purpose::disclosure()),
        groups: groups(t, &form, &open, &|at| desk.house.local(at)),
        facts_wrong: f.wrong("facts"),
        conversations: t.choices(Conversation::ALL),
        said: Said::new(t, &open),
        safety_of: t.choices(SafetyOf::ALL),
        consulted: t.choices(Consulted::ALL),
        told: t.choices(ClientTold::ALL),
        unavoidable: knows_unavoidable(desk),
        open_unavoidable: touched("unavoidable_"),
        open_safety,
        open_consent,
        checklist,
        f,
    };
    Ok(page.show_as(status, &drawn))
}

fn read(form: &Form) -> AfterwardsInput {
    let value = |name: &str| Some(form.value(name).to_owned());
    let conversation = match form.value("conversation") {
        "" => Conversation::NotTried.as_str(),
        other => other,
    };
    AfterwardsInput {
        share: ShareInput {
            person: value("person"),
            party: value("party"),
            recipient: value("recipient"),
            relation: value("relation"),
            partner: value("partner"),
            purpose: value("purpose"),
            purpose_text: value("purpose_text"),
            facts: Some(form.values("facts").map(str::to_owned).collect()),
            necessity: value("necessity"),
            proportionality: value("proportionality"),
            subsidiarity: value("subsidiarity"),
            conversation: Some(conversation.to_owned()),
            confronted: value("confronted"),
            safety: Some(safety(form)),
            unavoidable: Some(unavoidable(form)),
        },
        happened_on: day(form, "happened_on"),
        consents: answers(form),
    }
}

/// What the charter would have said, with the way to each field that says it.
fn checklist(t: Lang, answers: &[Answer]) -> Option<Checklist> {
    let answer = answers.last()?;
    let list = Checklist::of(t, t.say("share-after-may"), answer).leading(|need| {
        let field = match need {
            NeedWord::Purpose => "purpose",
            NeedWord::Necessity => "necessity",
            NeedWord::Proportionality => "proportionality",
            NeedWord::Subsidiarity => "subsidiarity",
            NeedWord::ThreeWayConversation => "conversation",
            NeedWord::ConfrontClient => "confronted",
            NeedWord::Consent => ANSWERS[0].answer,
            NeedWord::Consultation => "safety_consulted",
            NeedWord::Reason => "safety_postponed_because",
            _ => return None,
        };
        Some(format!("#f-{field}"))
    });
    Some(list.calling(NeedWord::Reason, "need-reason-to-wait"))
}

/// `…/toets`: what the charter says while it is filled in.
pub(super) async fn test(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    if by_script(&headers) {
        let answers = desk
            .house
            .preview_afterwards(&caller, dossier, &read(&form))
            .await
            .map_err(|why| refuse::trouble(page.t, why))?;
        return fragment(checklist(page.t, &answers));
    }
    let page = page.at(address(dossier));
    show(&desk, &caller, &page, form, dossier, StatusCode::OK).await
}

/// Somebody who reloads lands on the form.
pub(super) async fn back(Path(dossier): Path<String>) -> Response {
    see_other(&address(dossier_of(&dossier)))
}

/// Writes it down.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    if form.ok() {
        let said = desk
            .house
            .share_afterwards(&caller, dossier, &read(&form), request_of(&caller, &form))
            .await;
        match said {
            Ok(done) => {
                desk.sent(&caller, &address(dossier)).await;
                let here = Here {
                    dossier,
                    share: done.share,
                };
                return Ok(see_other(&format!("{}?klaar=achteraf", here.page())));
            }
            Err(why @ Refused::Denied(_)) => {
                return refused(&page, why, &format!("/dossier/{dossier}/glas?act=edit"));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, dossier, status).await
}
