//! `/dossier/{id}/delen/{share}/formulier/{consent}/toevoegen`: the form of an answer on paper, when it comes in later than the answer.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Refused;
use regie_casework::consent::FormFile;
use regie_terms::RequestId;

use super::Here;
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{id_of, refused};

#[derive(Template)]
#[template(path = "share/attach.html")]
struct AttachPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    at: Here,
    here: String,
}

fn address(here: Here, consent: &str) -> String {
    here.at(&format!("formulier/{}/toevoegen", id_of(consent)))
}

fn drawn(page: &Page, form: &Form, here: Here, consent: &str, status: StatusCode) -> Response {
    page.show_as(
        status,
        &AttachPage {
            p: page,
            f: Fields::new(page.t, "share", form),
            at: here,
            here: address(here, consent),
        },
    )
}

/// The form. It shows nothing of the client, so nothing is opened for it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share, consent)): Path<(String, String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    match desk
        .house
        .may_attach_form(&caller, here.dossier, here.share, id_of(&consent))
        .await
    {
        Ok(()) => {
            let form = Form::new().set("request", RequestId::fresh().to_string());
            Ok(drawn(&page, &form, here, &consent, StatusCode::OK))
        }
        Err(why) => refused(&page, why, &here.glass()),
    }
}

/// Attaches it.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share, consent)): Path<(String, String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    if form.ok() {
        let bytes = form.file("file").map(|file| file.bytes.clone());
        let said = desk
            .house
            .attach_form(
                &caller,
                here.dossier,
                here.share,
                id_of(&consent),
                bytes.as_deref().map(FormFile),
                request_of(&caller, &form),
            )
            .await;
        match said {
            Ok(()) => return Ok(see_other(&format!("{}?klaar=formulier", here.page()))),
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &here.glass()),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(drawn(&page, &form, here, &consent, status))
}
