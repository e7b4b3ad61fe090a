//! `/dossier/{id}/vastleggen/toets`: what the charter says to a form that is still being filled. For the script the
//! decision alone; without script the whole page again, as it was typed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::drawn::checklist;
use super::record::{address, preview, show};
use crate::form::Form;
use crate::guard::{Desk, Me, see_other};
use crate::page::{Page, Trouble};
use crate::part::Checklist;
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of};

/// Whether our own script asks, and not somebody who pressed the button.
pub(crate) fn by_script(headers: &HeaderMap) -> bool {
    headers.contains_key("x-requested-with")
}

/// The decision alone.
pub(crate) fn fragment(list: Option<Checklist>) -> Result<Response, Trouble> {
    let html = list.ok_or(Trouble::NotFound)?.render().map_err(|error| {
        tracing::error!(%error, "a decision was not drawn");
        Trouble::Broken
    })?;
    Ok(Html(html).into_response())
}

/// Somebody who reloads lands on the form.
pub(super) async fn back(Path(dossier): Path<String>) -> Response {
    see_other(&address(dossier_of(&dossier)))
}

/// Asks.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    if by_script(&headers) {
        let said = preview(&desk, &caller, dossier, &form)
            .await
            .map_err(|why| refuse::trouble(page.t, why))?;
        return fragment(checklist(page.t, ("entry", &form), &said));
    }
    // The same test stands beside three forms; each comes back as itself, and a page that was only tested is no page
    // with errors.
    let ok = StatusCode::OK;
    match form.value("formulier").split_once('/') {
        Some(("feit", entry)) => {
            let entry = id_of(entry);
            let page = page.at(super::correct::address(dossier, entry));
            super::correct::show(&desk, &caller, &page, form, (dossier, entry), ok).await
        }
        Some(("aantekening", note)) => {
            let note = id_of(note);
            let page = page.at(super::put_in::address(dossier, note));
            super::put_in::show(&desk, &caller, &page, form, (dossier, note), ok).await
        }
        _ => {
            show(
                &desk,
                &caller,
                &page.at(address(dossier)),
                form,
                dossier,
                ok,
            )
            .await
        }
    }
}
