//! `/mijn/{person}/eigen-dossier`: asking for a dossier of one's own. Nobody else of the family reads of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::portal::PortalCapacity;
use regie_casework::split::ObjectInput;
use regie_terms::PersonId;

use super::{acting, person_of};
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;

#[derive(Template)]
#[template(path = "portal/own_dossier.html")]
struct ApartPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    back: String,
    rights: String,
    can: bool,
    /// Who else has to ask it.
    others: Vec<String>,
    asked: Option<(String, String, Option<String>)>,
    decided: Option<(&'static str, String, String, Option<String>)>,
    done: Option<String>,
}

fn address(person: PersonId) -> String {
    format!("/mijn/{person}/eigen-dossier")
}

/// The form, or how it stands.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let person = person_of(&person);
    let (page, form) = desk.restored(&caller, page, &address(person)).await;
    show(&desk, &caller, page, &form, person, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: &Form,
    person: PersonId,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let one = desk.house.my_split(caller, person).await;
    let one = one.map_err(|why| refuse::trouble(t, why))?;
    let page = acting(page, &one.name, one.capacity);
    let own = one.capacity == PortalCapacity::Subject;
    let waits = one.decided.is_none();
    let asked = one.asked.map(|(day, words, due)| {
        let due = due.filter(|_| waits);
        (
            t.with("apart-asked-on", "day", t.day(day)),
            words,
            due.map(|day| t.with("apart-due", "day", t.day(day))),
        )
    });
    let decided = one.decided.map(|(split, because, on, object)| {
        (
            t.say(if split { "apart-yes" } else { "apart-no" }),
            because,
            t.with("apart-decided-on", "day", t.day(on)),
            object.map(|day| t.with("apart-object", "day", t.day(day))),
        )
    });
    Ok(page.show_as(
        status,
        &ApartPage {
            p: &page,
            f: Fields::new(t, "apart", form),
            here: address(person),
            back: format!("/mijn/{person}"),
            rights: format!("/mijn/{person}/rechten"),
            can: one.can,
            others: super::right::others(t, &one.others, &one.name, own),
            asked,
            decided,
            done: one.done.map(|day| t.with("apart-done", "day", t.day(day))),
        },
    ))
}

/// Asks.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let person = person_of(&person);
    if form.ok() {
        let input = ObjectInput {
            words: form.value("words").to_owned(),
        };
        let request = request_of(&caller, &form);
        let said = desk
            .house
            .object_to_joint(&caller, person, &input, request)
            .await;
        match said {
            Ok(_) => {
                desk.sent(&caller, &address(person)).await;
                return Ok(see_other(&address(person)));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, page, &form, person, status).await
}
