//! `/dossier/{id}/splitsen`: writing down that somebody of the family wants a dossier of their own.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::split::ObjectionInput;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Outcome, PersonId};

use super::{Here, LONGEST};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};

#[derive(Template)]
#[template(path = "split/record.html")]
struct RecordPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    title: &'a str,
    people: Vec<Choice>,
    ways: Vec<Choice>,
    identities: Vec<Choice>,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/splitsen")
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
    if !form.came("received") {
        let today = desk.house.today().strftime("%-d-%-m-%Y").to_string();
        form = form.set("received", today);
    }
    show(&desk, &caller, &page, form, dossier, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: Form,
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
    if open.requests.is_none() {
        return Err(Trouble::NotFound);
    }
    let people = open.people.iter();
    let people = people.map(|p| Choice::new(p.id.to_string(), p.name.clone()));
    let way = |value: &str, key: &'static str| Choice::new(value.to_owned(), t.say(key));
    Ok(page.show_as(
        status,
        &RecordPage {
            p: page,
            f: Fields::new(t, "split", &form),
            here: address(dossier),
            dossier: format!("/dossier/{dossier}"),
            title: &open.title,
            people: people.collect(),
            ways: vec![
                way("paper", "request-way-paper"),
                way("oral", "request-way-oral"),
            ],
            identities: crate::request::identities(t),
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
    let words = form.needed("words", LONGEST);
    let person: Option<PersonId> = form.value("person").parse().ok();
    let Some(person) = person else {
        form.fault("person", "unpicked");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&desk, &caller, &page, form, dossier, status).await;
    };
    let input = ObjectionInput {
        words,
        received: form.value("received").to_owned(),
        way: form.value("way").to_owned(),
        identity: form.value("identity").to_owned(),
        signed: form.value("signed").to_owned(),
    };
    let id = request_of(&caller, &form);
    let act = desk
        .house
        .record_objection(&caller, dossier, person, &input, id);
    match refuse::when_sound(&form, act).await {
        Ok(split) => {
            desk.sent(&caller, &address(dossier)).await;
            return Ok(see_other(&Here { dossier, split }.address()));
        }
        Err(why @ Refused::Denied(_)) => {
            return refused(&page, why, &format!("/dossier/{dossier}/glas?act=edit"));
        }
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, dossier, status).await
}
