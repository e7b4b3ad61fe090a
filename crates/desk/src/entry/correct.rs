//! `/dossier/{id}/feit/{entry}/verbeteren`: a new entry in the place of an old one, with the reason. The old one stays.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::request::CarryInput;
use regie_terms::{DossierId, Id, RequestId};

use super::drawn::{Guidance, Purposely, drawn, old};
use super::read;
use super::record::{glass, outcome, preview, shown};
use crate::form::Form;
use crate::guard::{Desk, Me, request_of};
use crate::page::{Page, Trouble};
use crate::staff::dossier::{dossier_of, id_of, refused};

pub(super) fn address(dossier: DossierId, entry: Id) -> String {
    format!("/dossier/{dossier}/feit/{entry}/verbeteren")
}

/// The form, filled with what stands.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, entry)): Path<(String, String)>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), id_of(&entry));
    let (page, form) = desk.restored(&caller, page, &address(at.0, at.1)).await;
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    let mut form = read::of_words(&request, form);
    if query.came("verzoek") && !form.came("verzoek") {
        form = form.set("verzoek", query.value("verzoek"));
    }
    drop(request);
    show(&desk, &caller, &page, form, at, StatusCode::OK).await
}

/// Draws the form with the old fact above it.
pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: Form,
    (dossier, entry): (DossierId, Id),
    status: StatusCode,
) -> Result<Response, Trouble> {
    // Asked before anything is opened: whoever may not edit learns nothing, not even whether the fact exists.
    if let Err(why) = preview(desk, caller, dossier, &form).await {
        return refused(page, why, &glass(dossier));
    }
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    let found = open
        .entries
        .iter()
        .find(|one| one.id == entry)
        .ok_or(Trouble::NotFound)?;
    // A form that comes for the first time stands as the fact does.
    let form = if form.came("text") {
        form.set("person", read::person(found))
    } else {
        read::with_words(&open, read::filled(found, form))
    };
    let answers = match preview(desk, caller, dossier, &form).await {
        Ok(answers) => answers,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    let day = page.t.day(desk.house.local(found.at).date());
    let fact = old(page, found, &day);
    let why = Purposely {
        title: "entry-correct-title",
        lead: "entry-correct-lead",
        go: "entry-correct-go",
        here: address(dossier, entry),
        which: format!("feit/{entry}"),
        old: Some(&fact),
    };
    let by = Guidance::of(desk, page.t, &answers);
    Ok(page.show_as(status, &drawn(page, &form, &open, &by, why)))
}

/// Corrects.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, entry)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (dossier, entry) = (dossier_of(&dossier), id_of(&entry));
    let here = address(dossier, entry);
    if form.ok() {
        let input = read::entry(&form);
        let said = desk
            .house
            .correct_entry(
                &caller,
                dossier,
                entry,
                &input,
                form.value("correction"),
                request_of(&caller, &form),
            )
            .await
            .map(shown);
        let asked: Option<Id> = form.value("verzoek").parse().ok();
        if let (Ok(_), Some(asked)) = (&said, asked) {
            // What was corrected for a request is done; where it is not one that was granted, its own page says how it stands.
            let done = CarryInput {
                what: format!("entry:{entry}"),
                on: desk.house.today().to_string(),
                how: String::new(),
            };
            let marked = desk
                .house
                .mark_carried_out(&caller, dossier, asked, &done, RequestId::fresh())
                .await;
            if marked.is_err() {
                tracing::warn!("a correction was not written down with its request");
            }
        }
        if let Some(response) =
            outcome(&desk, &caller, &page, &mut form, (dossier, &here), said).await?
        {
            return Ok(response);
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, (dossier, entry), status).await
}
