//! `/dossier/{id}/feit/{entry}/tonen`: letting the family see what was recorded for safety. One asks, another confirms; for a document the same.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::dossier::{DossierPage, UnshieldView};
use regie_casework::entry::Shielding;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, Outcome};

use super::{dossier_of, id_of, refused};
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;

/// The longest reason, in characters; `casework` holds to the same.
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "staff/release.html")]
struct ReleasePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: &'a str,
    dossier: String,
    text: &'a str,
    /// Who of the family was told of it, and reads it already.
    told: Option<&'a str>,
    /// The family reads of staff by function.
    by_function: bool,
    /// Who asked it, and why.
    asked: Option<&'a UnshieldView>,
    /// The reader asked it themselves: it waits for somebody else.
    own: bool,
}

/// What a page is about: a fact or a document.
#[derive(Clone, Copy)]
pub(crate) enum What {
    Fact(Id),
    Document(Id),
}

/// What the page says of it.
struct Seen<'a> {
    text: &'a str,
    /// It is kept from the family alone.
    kept: bool,
    /// Who of them reads it nonetheless.
    told: Option<&'a str>,
    /// Who asked that they see it.
    asked: Option<&'a UnshieldView>,
}

impl What {
    fn address(self, dossier: DossierId) -> String {
        match self {
            Self::Fact(id) => format!("/dossier/{dossier}/feit/{id}/tonen"),
            Self::Document(id) => format!("/dossier/{dossier}/document/{id}/tonen"),
        }
    }

    /// What the reader sees of it; `None` where they do not.
    fn of(self, open: &DossierPage) -> Option<Seen<'_>> {
        match self {
            Self::Fact(id) => {
                let one = open.entries.iter().find(|one| one.id == id)?;
                Some(Seen {
                    text: &one.text,
                    kept: one.kept,
                    told: one.told.as_deref(),
                    asked: one.unshield.as_ref(),
                })
            }
            Self::Document(id) => {
                let one = open.documents.iter().find(|one| one.id == id)?;
                Some(Seen {
                    text: &one.title,
                    kept: one.kept,
                    told: one.told.as_deref(),
                    asked: one.unshield.as_ref(),
                })
            }
        }
    }
}

/// The form, for a fact.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, entry)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let what = What::Fact(id_of(&entry));
    form(&desk, &caller, page, dossier_of(&dossier), what).await
}

/// Asks, or confirms, for a fact.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, entry)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let what = What::Fact(id_of(&entry));
    sent(&desk, &caller, &page, form, dossier_of(&dossier), what).await
}

/// The form.
pub(crate) async fn form(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    dossier: DossierId,
    what: What,
) -> Result<Response, Trouble> {
    let (page, form) = desk.restored(caller, page, &what.address(dossier)).await;
    show(desk, caller, &page, &form, (dossier, what), StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (dossier, what): (DossierId, What),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let glass = crate::entry::glass(dossier);
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass),
    };
    if open.edit.outcome != Outcome::Permitted {
        return refused(page, Refused::Denied(vec![open.edit]), &glass);
    }
    let Seen {
        text,
        kept,
        told,
        asked,
    } = what.of(&open).ok_or(Trouble::NotFound)?;
    let may = open.may_release(asked);
    if may.outcome != Outcome::Permitted {
        return refused(page, Refused::Denied(vec![may.clone()]), &glass);
    }
    if !kept {
        // The family sees it, or it is shielded, which has its own page.
        return Ok(see_other(&format!("/dossier/{dossier}")));
    }
    let drawn = ReleasePage {
        p: page,
        f: Fields::new(page.t, "release", form),
        here: &what.address(dossier),
        dossier: format!("/dossier/{dossier}"),
        text,
        told,
        by_function: open.staff_by_function,
        asked,
        own: asked.is_some_and(|u| u.by == caller.account()),
    };
    Ok(page.show_as(status, &drawn))
}

/// Which of the two the form says it is. One that does not say so asks: by it nothing is carried out.
pub(crate) fn step_of(form: &Form) -> Shielding {
    match form.value("stap") {
        "bevestig" => Shielding::Confirm,
        _ => Shielding::Ask,
    }
}

/// Asks, or confirms what somebody else asked.
pub(crate) async fn sent(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    dossier: DossierId,
    what: What,
) -> Result<Response, Trouble> {
    let reason = form.needed("reason", LONGEST);
    let step = step_of(&form);
    if form.ok() {
        let request = request_of(caller, &form);
        let said = match what {
            What::Fact(id) => {
                let said = desk
                    .house
                    .shield_entry(caller, dossier, id, step, &reason, request);
                said.await
            }
            What::Document(id) => {
                let said = desk
                    .house
                    .shield_document(caller, dossier, id, step, &reason, request);
                said.await
            }
        };
        match said {
            Ok(waits) => {
                desk.sent(caller, &what.address(dossier)).await;
                let done = if waits { "tonen-gevraagd" } else { "getoond" };
                return Ok(see_other(&format!("/dossier/{dossier}?klaar={done}")));
            }
            Err(why @ Refused::Denied(_)) => {
                return refused(page, why, &crate::entry::glass(dossier));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(desk, caller, page, &form, (dossier, what), status).await
}
