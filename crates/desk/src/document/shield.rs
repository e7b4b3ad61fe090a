//! `/dossier/{id}/document/{document}/afschermen`: keeping a document out of ordinary view, with a reason, or letting it be seen again.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::entry::Shielding;
use regie_casework::{Caller, Refused};
use regie_terms::Outcome;

use super::Here;
use crate::entry::glass;
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::refused;
use crate::staff::dossier::shield::what;

#[derive(Template)]
#[template(path = "document/shield.html")]
struct ShieldPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    at: Here,
    title: &'a str,
    /// It is shielded now, so that the form takes the shield away.
    shielded: bool,
    /// Who asked to take the shield away, and why.
    asked: Option<(&'a str, &'a str)>,
    /// The reader asked it themselves: it waits for somebody else.
    own: bool,
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, document)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = Here::of(&dossier, &document);
    let (page, form) = desk.restored(&caller, page, &at.at("afschermen")).await;
    show(&desk, &caller, &page, &form, at, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    at: Here,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let open = match super::editable(desk, caller, page, at.dossier).await? {
        Ok(open) => open,
        Err(answer) => return Ok(answer),
    };
    let found = open.documents.iter().find(|one| one.id == at.document);
    let found = found.ok_or(Trouble::NotFound)?;
    let may = open.may_release(found.unshield.as_ref());
    if found.shielded && may.outcome != Outcome::Permitted {
        return refused(page, Refused::Denied(vec![may.clone()]), &glass(at.dossier));
    }
    let drawn = ShieldPage {
        p: page,
        f: Fields::new(page.t, "shield", form),
        at,
        title: &found.title,
        shielded: found.shielded,
        asked: found
            .unshield
            .as_ref()
            .map(|u| (u.name.as_str(), u.because.as_str())),
        own: found
            .unshield
            .as_ref()
            .is_some_and(|u| u.by == caller.account()),
    };
    Ok(page.show_as(status, &drawn))
}

/// Does what the form said it would, or nothing where somebody else was first.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, document)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let at = Here::of(&dossier, &document);
    if form.ok() {
        let step = what(&form);
        let (reason, request) = (form.value("reason").to_owned(), request_of(&caller, &form));
        let said =
            desk.house
                .shield_document(&caller, at.dossier, at.document, step, &reason, request);
        match said.await {
            Ok(waits) => {
                desk.sent(&caller, &at.at("afschermen")).await;
                let done = match (step, waits) {
                    (Shielding::Shield, _) => "document-afgeschermd",
                    (_, true) => "gevraagd",
                    (_, false) => "document-zichtbaar",
                };
                return Ok(see_other(&format!("{}?klaar={done}", at.dossier())));
            }
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &glass(at.dossier)),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, &form, at, status).await
}
