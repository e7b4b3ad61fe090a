//! `/dossier/{id}/aantekeningen/{note}/vastleggen`: a working note becomes an entry; its words stand in the form already.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_terms::{DossierId, Id};

use super::drawn::{Guidance, Purposely, drawn};
use super::read;
use super::record::{begun, glass, outcome, preview, shown};
use crate::form::Form;
use crate::guard::{Desk, Me, request_of};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of, refused};

pub(super) fn address(dossier: DossierId, note: Id) -> String {
    format!("/dossier/{dossier}/aantekeningen/{note}/vastleggen")
}

/// The form with the words of the note.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, note)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), id_of(&note));
    let (page, mut form) = desk.restored(&caller, page, &address(at.0, at.1)).await;
    if !form.came("text") {
        let notes = match desk.house.own_notes(&caller, at.0).await {
            Ok(notes) => notes,
            Err(why) => return refused(&page, why, &glass(at.0)),
        };
        let found = notes.into_iter().find(|note| note.id == at.1);
        form = form.set("text", found.ok_or(Trouble::NotFound)?.text);
    }
    show(&desk, &caller, &page, form, at, StatusCode::OK).await
}

/// Draws the form.
pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: Form,
    (dossier, note): (DossierId, Id),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let answers = match preview(desk, caller, dossier, &form).await {
        Ok(answers) => answers,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    let open = desk
        .house
        .open_dossier(caller, dossier)
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    let form = begun(form, &open);
    let why = Purposely {
        title: "entry-put-in-title",
        lead: "entry-put-in-lead",
        go: "entry-put-in-go",
        here: address(dossier, note),
        which: format!("aantekening/{note}"),
        old: None,
    };
    let by = Guidance::of(desk, page.t, &answers);
    Ok(page.show_as(status, &drawn(page, &form, &open, &by, why)))
}

/// Puts it in.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, note)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (dossier, note) = (dossier_of(&dossier), id_of(&note));
    let here = address(dossier, note);
    if form.ok() {
        let input = read::entry(&form);
        let said = desk
            .house
            .put_note_in(&caller, dossier, note, &input, request_of(&caller, &form))
            .await
            .map(shown);
        if let Some(response) =
            outcome(&desk, &caller, &page, &mut form, (dossier, &here), said).await?
        {
            return Ok(response);
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, (dossier, note), status).await
}
