//! `/dossier/{id}/document/nieuw`: a document that must be kept itself, with everything that is asked about it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::dossier::DossierPage;
use regie_casework::entry::LabelPreview;
use regie_casework::{Caller, Refused};
use regie_terms::DossierId;

use super::read;
use crate::entry::{Guidance, LabelPart, begun, checklist, glass, outcome, persons};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of};
use crate::page::{Page, Trouble};
use crate::part::{Checklist, Outcome as Said};
use crate::staff::dossier::{dossier_of, refused};

pub(super) fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/document/nieuw")
}

#[derive(Template)]
#[template(path = "document/form.html")]
struct DocumentPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    name: &'a str,
    persons: Vec<Choice>,
    others: Vec<Choice>,
    readers: Vec<Choice>,
    l: LabelPart,
    checklist: Checklist,
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let (page, form) = desk.restored(&caller, page, &address(dossier)).await;
    show(&desk, &caller, &page, form, dossier, StatusCode::OK).await
}

/// Draws the form as it stands, with what the charter says to it.
pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: Form,
    dossier: DossierId,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let answers = match preview(desk, caller, dossier, &form).await {
        Ok(answers) => answers,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    let form = begun(form, &open);
    let by = Guidance::of(desk, page.t, &answers);
    Ok(page.show_as(status, &drawn(page, &form, &open, &by)))
}

fn drawn<'a>(
    page: &'a Page,
    form: &'a Form,
    open: &'a DossierPage,
    by: &Guidance<'_>,
) -> DocumentPage<'a> {
    let t = page.t;
    let f = Fields::new(t, "document", form).or("entry");
    let people = || {
        open.people
            .iter()
            .map(|person| Choice::new(person.id.to_string(), person.name.clone()))
    };
    DocumentPage {
        p: page,
        here: address(open.id),
        dossier: format!("/dossier/{}", open.id),
        name: &open.title,
        persons: persons(t, open, t.say("document-family-hint")),
        others: people().collect(),
        readers: Choice::words(t, "document-readers", ["coordinator", "involved"]),
        l: LabelPart::new(t, form, &f, open, by),
        checklist: checklist(t, ("document", form), by.said)
            .unwrap_or_else(|| Checklist::new(t, t.say("entry-may"), Said::Incomplete)),
        f,
    }
}

/// What the charter says to the form as it stands.
pub(super) async fn preview(
    desk: &Desk,
    caller: &Caller,
    dossier: DossierId,
    form: &Form,
) -> Result<LabelPreview, Refused> {
    desk.house
        .preview_document(caller, dossier, &read::document(form))
        .await
}

/// Puts it in.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let here = address(dossier);
    if form.ok() {
        let input = read::document(&form);
        let file = form.file("file").map(|file| file.bytes.clone());
        let said = desk
            .house
            .add_document(
                &caller,
                dossier,
                &input,
                file.as_deref(),
                request_of(&caller, &form),
            )
            .await
            .map(|document| format!("document-{document}"));
        if let Some(response) =
            outcome(&desk, &caller, &page, &mut form, (dossier, &here), said).await?
        {
            return Ok(response);
        }
        if file.is_some() {
            form.file_again("file");
        }
    } else {
        // Too much came, or it was cut off: of a file nothing was taken.
        form.file_again("file");
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, dossier, status).await
}
