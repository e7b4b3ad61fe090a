//! `/dossier/{id}/vastleggen`: one fact with its whole label.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::entry::{LabelPreview, Recorded};
use regie_casework::{Caller, Refused};
use regie_terms::DossierId;

use super::drawn::{Guidance, Purposely, drawn};
use super::read;
use crate::form::Form;
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of, refused};

pub(super) fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/vastleggen")
}

/// Where a reason to edit can be given.
pub(crate) fn glass(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/glas?act=edit")
}

fn why(dossier: DossierId) -> Purposely<'static> {
    Purposely {
        title: "entry-title",
        lead: "entry-lead",
        go: "entry-go",
        here: address(dossier),
        which: String::new(),
        old: None,
    }
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let asked = Form::from_query(request.uri().query().unwrap_or_default());
    if asked.came("verbetert") {
        let entry = id_of(asked.value("verbetert"));
        return Ok(see_other(&super::correct::address(dossier, entry)));
    }
    let (page, form) = desk.restored(&caller, page, &address(dossier)).await;
    let form = read::of_words(&request, form);
    drop(request);
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
    let form = if form.came("text") {
        form
    } else {
        read::with_words(&open, form)
    };
    let form = begun(form, &open);
    let by = Guidance::of(desk, page.t, &answers);
    Ok(page.show_as(status, &drawn(page, &form, &open, &by, why(dossier))))
}

/// What the charter says to the form as it stands.
pub(super) async fn preview(
    desk: &Desk,
    caller: &Caller,
    dossier: DossierId,
    form: &Form,
) -> Result<LabelPreview, Refused> {
    desk.house
        .preview_entry(caller, dossier, &read::entry(form))
        .await
}

/// What there is no choice in is filled in; a fact told later than the first conversation is what most are.
pub(crate) fn begun(form: Form, open: &regie_casework::dossier::DossierPage) -> Form {
    let mut form = form;
    if let ([person], false) = (open.people.as_slice(), form.came("person")) {
        form = form.set("person", person.id.to_string());
    }
    if let ([law], false) = (open.laws.as_slice(), form.came("law")) {
        form = form.set("law", law.as_str());
    }
    if !form.came("moment") {
        let door = open
            .people
            .iter()
            .all(|one| open.at_front_door.contains(&one.id));
        form = form.set("moment", if door { "front-door" } else { "later" });
    }
    form
}

/// Where the page of the dossier shows what was recorded.
pub(super) fn shown(recorded: Recorded) -> String {
    format!("gegeven-{}", recorded.entry)
}

/// What came of sending the form of an entry or a document: the page to go to, or `None` for the form again, with what is wrong or still
/// needed. `said` is where the page of the dossier shows what stands now. When it is the access itself that fails, the words are kept as a draft.
pub(crate) async fn outcome(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &mut Form,
    (dossier, here): (DossierId, &str),
    said: Result<String, Refused>,
) -> Result<Option<Response>, Trouble> {
    match said {
        Ok(shown) => {
            desk.sent(caller, here).await;
            let address = format!("/dossier/{dossier}?klaar=vastgelegd#{shown}");
            return Ok(Some(see_other(&address)));
        }
        Err(why) if refuse::of_access(&why) => {
            let kept = desk.house.keep_draft(caller, here, &form.to_query()).await;
            if kept.is_err() {
                tracing::warn!("what was typed could not be kept");
            }
            return refused(page, why, &glass(dossier)).map(Some);
        }
        Err(Refused::Denied(_)) => form.fault("", "denied"),
        Err(why) => refuse::into_form(page.t, form, why)?,
    }
    Ok(None)
}

/// Records it.
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
        let input = read::entry(&form);
        let said = desk
            .house
            .record_entry(&caller, dossier, &input, request_of(&caller, &form))
            .await
            .map(shown);
        if let Some(response) =
            outcome(&desk, &caller, &page, &mut form, (dossier, &here), said).await?
        {
            return Ok(response);
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, dossier, status).await
}
