//! `/dossier/{id}/plan/schrijven/toets` and `/dossier/{id}/plan/evalueren/toets`: what the charter says to a form of the plan that is still being filled. For the script the decision alone;
//! without script the whole page again, as it was typed.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use regie_casework::Caller;
use regie_terms::DossierId;

use super::{Way, form::show, read};
use crate::entry::{by_script, checklist, fragment};
use crate::form::Form;
use crate::guard::{Desk, Me, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::dossier_of;

/// Somebody who reloads lands on the form.
pub(super) async fn back_write(Path(dossier): Path<String>) -> Response {
    see_other(&Way::Write.address(dossier_of(&dossier)))
}

/// The same of the other form.
pub(super) async fn back_evaluate(Path(dossier): Path<String>) -> Response {
    see_other(&Way::Evaluate.address(dossier_of(&dossier)))
}

/// Asks about the next version.
pub(super) async fn write(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Way::Write);
    ask(&desk, &caller, page, at, (&headers, form)).await
}

/// Asks about what was concluded.
pub(super) async fn evaluate(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Way::Evaluate);
    ask(&desk, &caller, page, at, (&headers, form)).await
}

async fn ask(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    (dossier, way): (DossierId, Way),
    (headers, form): (&HeaderMap, Form),
) -> Result<Response, Trouble> {
    if by_script(headers) {
        let input = read::plan(&form, way);
        let said = desk
            .house
            .preview_plan(caller, dossier, &input)
            .await
            .map_err(|why| refuse::trouble(page.t, why))?;
        return fragment(checklist(page.t, ("plan", &form), &said.said));
    }
    let page = page.at(way.address(dossier));
    show(desk, caller, &page, form, (dossier, way), StatusCode::OK).await
}
