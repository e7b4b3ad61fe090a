//! `POST /dossier/{id}/delen/{share}/nu`: sharing. When it cannot be done the page says what is missing.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Refused;

use super::Here;
use super::overview::show;
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Banner, Mood};
use crate::refuse;
use crate::staff::dossier::refused;

/// Shares.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let t = page.t;
    let said = desk
        .house
        .share_now(
            &caller,
            here.dossier,
            here.share,
            request_of(&caller, &form),
        )
        .await;
    let mut told = Banner::new(Mood::Alarm, t.say("share-not-shared")).loud();
    match said {
        Ok(_) => return Ok(see_other(&format!("{}?klaar=gedeeld", here.page()))),
        Err(why) if refuse::of_access(&why) => {
            return refused(&page, why, &here.glass());
        }
        Err(Refused::Denied(_)) => told = told.line(t.say("share-not-shared-text")),
        Err(why) => {
            refuse::into_form(t, &mut form, why)?;
            let f = Fields::new(t, "share", &form);
            for fault in form.faults() {
                told = told.line(f.wrong(&fault.field).unwrap_or_default());
            }
        }
    }
    let page = page.at(here.page()).noting(told);
    show(&desk, &caller, page, here, StatusCode::UNPROCESSABLE_ENTITY).await
}
