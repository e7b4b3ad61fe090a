//! `/dossier/{id}/brieven/{posting}/terug`: a letter that came back.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::thing::LetterWay;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, RequestId};

use super::list::{Row, row};
use super::{glass, list_of};
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of, refused};

#[derive(Template)]
#[template(path = "letter/returned.html")]
struct ReturnedPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    list: String,
    title: &'a str,
    one: Row,
}

fn address(dossier: DossierId, posting: Id) -> String {
    format!("{}/{posting}/terug", list_of(dossier))
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, posting)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let (dossier, posting) = (dossier_of(&dossier), id_of(&posting));
    let here = address(dossier, posting);
    let (page, form) = desk.restored(&caller, page, &here).await;
    show(
        &desk,
        &caller,
        &page,
        form,
        (dossier, posting),
        StatusCode::OK,
    )
    .await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    (dossier, posting): (DossierId, Id),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let letters = match desk.house.letters(caller, dossier).await {
        Ok(letters) => letters,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    let one = letters
        .rows
        .iter()
        .find(|one| one.id == posting && one.way == LetterWay::Posted && one.returned.is_none())
        .ok_or(Trouble::NotFound)?;
    if form.value("request").is_empty() {
        form = form.set("request", RequestId::fresh().to_string());
    }
    let drawn = ReturnedPage {
        p: page,
        f: Fields::new(page.t, "letter", &form),
        here: address(dossier, posting),
        dossier: format!("/dossier/{dossier}"),
        list: list_of(dossier),
        title: &letters.title,
        one: row(page.t, dossier, one),
    };
    Ok(page.show_as(status, &drawn))
}

/// Writes it down.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, posting)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (dossier, posting) = (dossier_of(&dossier), id_of(&posting));
    if form.ok() {
        let note = form.value("returned").to_owned();
        let request = request_of(&caller, &form);
        match desk
            .house
            .letter_returned(&caller, dossier, posting, &note, request)
            .await
        {
            Ok(()) => {
                desk.sent(&caller, &address(dossier, posting)).await;
                return Ok(see_other(&format!("{}?klaar=terug", list_of(dossier))));
            }
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &glass(dossier)),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, (dossier, posting), status).await
}
