//! `/dossier/{id}/verzoek/{request}`: one request. What is asked and by whom, what the charter says to it, the decision and what is left to do.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::request::RequestPage;
use regie_casework::thing::RequestOutcome;

use super::Here;
use super::drawn::drawn;
use super::propose::{Chosen, text};
use crate::form::Form;
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::staff::dossier::refused;
use crate::words::Lang;

/// What was just done, by the word in the address.
const DONE: [(&str, &str); 5] = [
    ("opgeschreven", "request-now-recorded"),
    ("aangevuld", "request-now-completed"),
    ("langer", "request-now-longer"),
    ("besloten", "request-now-decided"),
    ("gedaan", "request-now-done"),
];

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, request)): Path<(String, String)>,
    page: Page,
    asked: Request,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &request);
    let query = Form::from_query(asked.uri().query().unwrap_or_default());
    let (page, mut form) = desk.restored(&caller, page, &here.page()).await;
    let page = crate::entry::done(page, &asked, &DONE);
    drop(asked);
    // What was chosen on the page before comes with its text; a draft of the same choice is what was typed.
    if query.came("besluit") && query.value("besluit") != form.value("besluit") {
        form = form
            .set("besluit", query.value("besluit"))
            .without("because");
    }
    show(&desk, &caller, &page, form, here, StatusCode::OK).await
}

/// Draws it.
pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    here: Here,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let one = match desk
        .house
        .request_page(caller, here.dossier, here.request)
        .await
    {
        Ok(one) => one,
        Err(why) => return refused(page, why, &here.glass()),
    };
    let chosen = Chosen::read(form.value("besluit")).filter(|chosen| fits(&one, *chosen));
    if let Some(chosen) = chosen
        && !form.came("because")
    {
        let theirs = Lang::read(&one.language).unwrap_or_default();
        form = form.set("because", text(theirs, &one, chosen));
    }
    if !form.came("on") {
        let today = desk.house.today().strftime("%-d-%-m-%Y").to_string();
        form = form.set("on", today);
    }
    if form.value("request").is_empty() {
        form = form.set("request", regie_terms::RequestId::fresh().to_string());
    }
    Ok(page.show_as(status, &drawn(desk, page, &form, &one, here, chosen)))
}

/// Whether it can be chosen here.
fn fits(one: &RequestPage, chosen: Chosen) -> bool {
    match (chosen.outcome, chosen.ground) {
        (RequestOutcome::Partly, _) => !one.parts.is_empty(),
        (_, Some(ground)) => one
            .grounds
            .iter()
            .any(|view| view.whole && view.ground == ground),
        _ => true,
    }
}
