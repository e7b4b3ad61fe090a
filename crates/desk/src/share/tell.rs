//! `POST …/bericht`: writes down when and how the recipient was told what became of what went.

use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::Refused;
use regie_casework::notice::ToldInput;

use super::Here;
use super::overview::again;
use crate::entry::day;
use crate::form::Form;
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::refused;

/// Writes it down.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let page = page.at(here.page());
    let input = ToldInput {
        on: day(&form, "on"),
        how: form.value("how").to_owned(),
    };
    let id = request_of(&caller, &form);
    let told = desk
        .house
        .tell_recipient(&caller, here.dossier, here.share, &input, id);
    match refuse::when_sound(&form, told).await {
        Ok(()) => Ok(see_other(&format!(
            "/dossier/{}?klaar=ontvanger-verteld",
            here.dossier
        ))),
        Err(why @ Refused::Denied(_)) => refused(&page, why, &here.glass()),
        Err(why) => {
            refuse::into_form(page.t, &mut form, why)?;
            again(&desk, &caller, &page, here, &form).await
        }
    }
}
