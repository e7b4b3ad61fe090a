//! `/dossier/{id}/balie`: the client stands at the desk, and who helps them is involved for the day. The way here starts at an exact find.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::dossier::ClaimInput;
use regie_terms::RequestId;

use super::dossier_of;
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;

#[derive(Template)]
#[template(path = "staff/claim.html")]
struct ClaimPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let may = desk.house.may_claim(&caller, dossier).await;
    may.map_err(|why| refuse::trouble(page.t, why))?;
    let here = format!("/dossier/{dossier}/balie");
    let (page, mut form) = desk.restored(&caller, page, &here).await;
    if !form.came("why") {
        form = Form::new().set("request", RequestId::fresh().to_string());
    }
    let f = Fields::new(page.t, "claim", &form);
    Ok(page.show(&ClaimPage { p: &page, f, here }))
}

/// Claims it, and opens the dossier.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let here = format!("/dossier/{dossier}/balie");
    let input = ClaimInput {
        present: form.value("present").to_owned(),
        why: form.value("why").to_owned(),
    };
    let act = desk
        .house
        .claim_at_desk(&caller, dossier, &input, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            desk.sent(&caller, &here).await;
            Ok(see_other(&format!("/dossier/{dossier}")))
        }
        Err(why) => {
            refuse::into_form(page.t, &mut form, why)?;
            let f = Fields::new(page.t, "claim", &form);
            Ok(page.again(&ClaimPage { p: &page, f, here }))
        }
    }
}
