//! `/dossier/{id}/gesprek`: the first conversation, with what was told and the offer of independent client support.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::thing::SupportAnswer;
use regie_casework::triage::TalkInput;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Outcome};

use super::{people, said};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};

#[derive(Template)]
#[template(path = "triage/talk.html")]
struct TalkPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    title: &'a str,
    persons: Vec<Choice>,
    tells: Vec<Choice>,
    supports: Vec<Choice>,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/gesprek")
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let (page, mut form) = desk.restored(&caller, page, &address(dossier)).await;
    if !form.came("on") {
        let today = desk.house.today().strftime("%-d-%-m-%Y").to_string();
        form = form.set("on", today);
    }
    show(&desk, &caller, &page, form, dossier, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    dossier: DossierId,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let glass = format!("/dossier/{dossier}/glas?act=edit");
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) if open.edit.outcome != Outcome::Permitted => {
            return refused(page, Refused::Denied(vec![open.edit]), &glass);
        }
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass),
    };
    let persons = people(&open);
    if let ([person], false) = (persons.as_slice(), form.came("person")) {
        form = form.set("person", person.value.clone());
    }
    let supports = SupportAnswer::ALL.map(SupportAnswer::as_str);
    Ok(page.show_as(
        status,
        &TalkPage {
            p: page,
            f: Fields::new(t, "talk", &form),
            here: address(dossier),
            dossier: format!("/dossier/{dossier}"),
            title: &open.title,
            persons,
            tells: desk
                .house
                .talk_page()
                .tells
                .iter()
                .map(|(worded, source)| {
                    let label = said(t, &worded.says).clone();
                    Choice::new(worded.name.clone(), label).hint(source.clone())
                })
                .collect(),
            supports: Choice::words(t, "triage-support", supports),
        },
    ))
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
    let input = TalkInput {
        person: form.value("person").to_owned(),
        on: crate::entry::day(&form, "on"),
        told: form.values("told").map(str::to_owned).collect(),
        in_words: form.value("in_words").to_owned(),
        support: form.value("support").to_owned(),
    };
    let id = request_of(&caller, &form);
    let act = desk.house.first_conversation(&caller, dossier, &input, id);
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            desk.sent(&caller, &address(dossier)).await;
            return Ok(see_other(&format!("/dossier/{dossier}?klaar=gesprek")));
        }
        Err(why @ Refused::Denied(_)) => {
            return refused(&page, why, &format!("/dossier/{dossier}/glas?act=edit"));
        }
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, dossier, status).await
}
