//! `/mijn/{person}/gedeeld/{share}/intrekken`: taking back a yes after it was shared. The page says what that does and what
//! it cannot do.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::consent::Reply;
use regie_terms::{ConsentAnswer, Id, PersonId};

use super::{acting, person_of};
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;

#[derive(Template)]
#[template(path = "portal/withdraw.html")]
struct WithdrawPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    back: String,
    to: &'a str,
}

fn back(person: PersonId) -> String {
    format!("/mijn/{person}/gedeeld")
}

fn address(person: PersonId, share: Id) -> String {
    format!("/mijn/{person}/gedeeld/{share}/intrekken")
}

fn share_of(address: &str) -> Id {
    address.parse().unwrap_or_else(|_| Id::fresh())
}

/// The question.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((person, share)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = (person_of(&person), share_of(&share));
    let (page, form) = desk.restored(&caller, page, &address(at.0, at.1)).await;
    show(&desk, &caller, page, &form, at, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: &Form,
    (person, share): (PersonId, Id),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let file = desk
        .house
        .my_file(caller, person)
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    let went = file
        .shares
        .iter()
        .find(|one| one.id == share)
        .ok_or(Trouble::NotFound)?;
    if went.answer != Some(ConsentAnswer::Given) {
        return Ok(see_other(&back(person)));
    }
    let page = acting(page, &file.name, file.capacity);
    Ok(page.show_as(
        status,
        &WithdrawPage {
            p: &page,
            f: Fields::new(page.t, "portal", form),
            here: address(person, share),
            back: back(person),
            to: &went.recipient,
        },
    ))
}

/// Takes it back.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((person, share)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (person, share) = (person_of(&person), share_of(&share));
    if form.ok() {
        let reply = Reply {
            answer: "withdraw".to_owned(),
            version: String::new(),
            reason: form.value("reason").to_owned(),
        };
        let said = desk
            .house
            .answer_consent(&caller, share, &reply, request_of(&caller, &form))
            .await;
        match said {
            Ok(()) => {
                desk.sent(&caller, &address(person, share)).await;
                return Ok(see_other(&format!("{}?klaar=ingetrokken", back(person))));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, page, &form, (person, share), status).await
}
