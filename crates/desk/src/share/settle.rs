//! What comes after: `POST …/afronden` writes down that the client was told or what was completed, `POST …/stop` gives up.

use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::Refused;
use regie_casework::share::SettleInput;

use super::Here;
use super::overview::again;
use crate::entry::day;
use crate::form::Form;
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::refused;

/// Settles.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let page = page.at(here.page());
    if form.ok() {
        let input = SettleInput {
            informed_on: day(&form, "informed_on"),
            completion: form.value("completion").to_owned(),
            told: form.values("told").map(str::to_owned).collect(),
        };
        let said = desk
            .house
            .settle_share(
                &caller,
                here.dossier,
                here.share,
                &input,
                request_of(&caller, &form),
            )
            .await;
        match said {
            Ok(()) => {
                desk.sent(&caller, &here.at("afronden")).await;
                return Ok(see_other(&format!("{}?klaar=afgerond", here.page())));
            }
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &here.glass()),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    again(&desk, &caller, &page, here, &form).await
}

/// Gives up.
pub(super) async fn stop(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let said = desk
        .house
        .give_up_share(
            &caller,
            here.dossier,
            here.share,
            request_of(&caller, &form),
        )
        .await;
    match said {
        Ok(()) => Ok(see_other(&format!("{}?klaar=gestopt", here.list()))),
        // It went meanwhile, or was given up already: its page says which.
        Err(Refused::Invalid(_)) => Ok(see_other(&here.page())),
        Err(why) => refused(&page, why, &here.glass()),
    }
}
