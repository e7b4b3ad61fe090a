//! `/dossier/{id}/persoon/{person}/contact`: how somebody can be reached safely; `/dossier/{id}/namen`: whether the family reads of staff by name.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::dossier::DossierPage;
use regie_casework::letter::LetterAt;
use regie_casework::thing::LetterKind;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Outcome, PersonId};

use super::{dossier_of, id_of, refused};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Banner, contact};
use crate::refuse;

#[derive(Template)]
#[template(path = "staff/contact.html")]
struct ContactPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    title: &'a str,
    name: &'a str,
    ways: Vec<Choice>,
    tongues: Vec<Choice>,
    /// There is a safe address that the reader does not see.
    held: bool,
}

#[derive(Template)]
#[template(path = "staff/names.html")]
struct NamesPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    title: &'a str,
    /// Functions only, now.
    now: bool,
    choices: Vec<Choice>,
}

fn address(dossier: DossierId, person: PersonId) -> String {
    format!("/dossier/{dossier}/persoon/{person}/contact")
}

fn names_address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/namen")
}

fn glass(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/glas?act=edit")
}

/// The dossier, where the reader may edit it; else the answer to give.
async fn opened(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    dossier: DossierId,
) -> Result<Result<DossierPage, Response>, Trouble> {
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass(dossier)).map(Err),
    };
    if open.edit.outcome == Outcome::Permitted {
        return Ok(Ok(open));
    }
    refused(page, Refused::Denied(vec![open.edit]), &glass(dossier)).map(Err)
}

/// The form of a safe channel.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), PersonId(id_of(&person)));
    let (page, form) = desk.restored(&caller, page, &address(at.0, at.1)).await;
    show(&desk, &caller, &page, form, at, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: Form,
    (dossier, person): (DossierId, PersonId),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let open = match opened(desk, caller, page, dossier).await? {
        Ok(open) => open,
        Err(answer) => return Ok(answer),
    };
    let found = open.people.iter().find(|one| one.id == person);
    let found = found.ok_or(Trouble::NotFound)?;
    let known = found.contact.as_ref();
    let form = if form.faults().is_empty() {
        contact::filled(known, form)
    } else {
        form
    };
    Ok(page.show_as(
        status,
        &ContactPage {
            p: page,
            f: Fields::new(t, "contact", &form),
            here: address(dossier, person),
            dossier: format!("/dossier/{dossier}"),
            title: &open.title,
            name: &found.name,
            ways: contact::ways(t),
            tongues: contact::tongues(t),
            held: known.is_some_and(|known| known.address_held),
        },
    ))
}

/// Keeps it.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (dossier, person) = (dossier_of(&dossier), PersonId(id_of(&person)));
    if form.ok() {
        let input = contact::read(&form);
        let request = request_of(&caller, &form);
        let said = desk
            .house
            .set_contact(&caller, dossier, person, &input, request)
            .await;
        match said {
            Ok(()) => {
                desk.sent(&caller, &address(dossier, person)).await;
                return Ok(see_other(&format!(
                    "/dossier/{dossier}?klaar=contact#people"
                )));
            }
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &glass(dossier)),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, (dossier, person), status).await
}

/// Whether the family reads of staff by name.
pub(super) async fn names(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let (page, form) = desk.restored(&caller, page, &names_address(dossier)).await;
    show_names(&desk, &caller, &page, &form, dossier, StatusCode::OK).await
}

async fn show_names(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    dossier: DossierId,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let open = match opened(desk, caller, page, dossier).await? {
        Ok(open) => open,
        Err(answer) => return Ok(answer),
    };
    Ok(page.show_as(
        status,
        &NamesPage {
            p: page,
            f: Fields::new(t, "contact", form),
            here: names_address(dossier),
            dossier: format!("/dossier/{dossier}"),
            title: &open.title,
            now: open.staff_by_function,
            choices: vec![
                Choice::new("yes", t.say("contact-names-function")),
                Choice::new("no", t.say("contact-names-name")),
            ],
        },
    ))
}

/// Switches.
pub(super) async fn post_names(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    if form.ok() {
        let typed = (form.value("by_function"), form.value("reason"));
        let request = request_of(&caller, &form);
        let said = desk
            .house
            .show_staff_by_function(&caller, dossier, typed, request)
            .await;
        match said {
            Ok(()) => {
                desk.sent(&caller, &names_address(dossier)).await;
                return Ok(see_other(&format!("/dossier/{dossier}?klaar=namen")));
            }
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &glass(dossier)),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show_names(&desk, &caller, &page, &form, dossier, status).await
}

#[derive(Template)]
#[template(path = "staff/reached.html")]
struct ReachedPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    title: &'a str,
    name: &'a str,
    /// How they can be reached safely.
    safe: Option<Banner>,
    /// Where the letter is made that says it.
    letter: String,
}

fn reached_address(dossier: DossierId, person: PersonId) -> String {
    format!("/dossier/{dossier}/persoon/{person}/bereikt")
}

/// `/dossier/{id}/persoon/{person}/bereikt`: that somebody was reached in another way than by e-mail.
pub(super) async fn reached(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), PersonId(id_of(&person)));
    let here = reached_address(at.0, at.1);
    let (page, form) = desk.restored(&caller, page, &here).await;
    show_reached(&desk, &caller, &page, &form, at, StatusCode::OK).await
}

async fn show_reached(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (dossier, person): (DossierId, PersonId),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let open = match opened(desk, caller, page, dossier).await? {
        Ok(open) => open,
        Err(answer) => return Ok(answer),
    };
    let found = open.people.iter().find(|one| one.id == person);
    let found = found.ok_or(Trouble::NotFound)?;
    let safe = found.contact.as_ref();
    Ok(page.show_as(
        status,
        &ReachedPage {
            p: page,
            f: Fields::new(t, "contact", form),
            here: reached_address(dossier, person),
            dossier: format!("/dossier/{dossier}"),
            title: &open.title,
            name: &found.name,
            safe: safe.map(|known| contact::warning(t, known, &|at| desk.house.local(at))),
            letter: crate::letter::address(&LetterAt {
                dossier,
                person,
                letter: LetterKind::Invitation,
                about: person.0,
            }),
        },
    ))
}

/// Says so.
pub(super) async fn post_reached(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), PersonId(id_of(&person)));
    if form.ok() {
        let how = form.value("how").to_owned();
        let request = request_of(&caller, &form);
        match desk.house.reached(&caller, at, &how, request).await {
            Ok(()) => {
                desk.sent(&caller, &reached_address(at.0, at.1)).await;
                return Ok(see_other(&format!("/dossier/{}?klaar=bereikt", at.0)));
            }
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &glass(at.0)),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show_reached(&desk, &caller, &page, &form, at, status).await
}
