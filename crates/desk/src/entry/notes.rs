//! `/dossier/{id}/aantekeningen`: one's own working notes. They stand outside the dossier, and the page says so (REC-10).

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, RequestId};

use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Banner, Empty, Mood};
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of, refused};

/// A note with the way into the dossier and the way out.
struct Note {
    text: String,
    when: String,
    into: String,
    drop: String,
    request: String,
}

#[derive(Template)]
#[template(path = "entry/notes.html")]
struct NotesPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    notes: Vec<Note>,
    none: Empty,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/aantekeningen")
}

/// What was just done, by the word in the address.
const DONE: [(&str, &str); 2] = [
    ("bewaard", "entry-note-kept"),
    ("weg", "entry-note-dropped"),
];

/// The notes, and the form for one more.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let (page, form) = desk.restored(&caller, page, &address(dossier)).await;
    let page = done(page, &request, &DONE);
    show(&desk, &caller, &page, &form, dossier, StatusCode::OK).await
}

/// The page with the notice its address asks for.
pub(crate) fn done(page: Page, request: &Request, words: &[(&str, &'static str)]) -> Page {
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    let word = query.value("klaar");
    match words.iter().find(|(known, _)| *known == word) {
        Some((_, key)) => {
            let notice = Banner::new(Mood::Good, page.t.say(key)).loud();
            page.noting(notice)
        }
        None => page,
    }
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    dossier: DossierId,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let notes = match desk.house.own_notes(caller, dossier).await {
        Ok(notes) => notes,
        Err(why) => return refused(page, why, &format!("/dossier/{dossier}/glas")),
    };
    let t = page.t;
    let here = address(dossier);
    // The newest is what was just thought of.
    let notes = notes
        .into_iter()
        .rev()
        .map(|note| Note {
            when: t.moment(desk.house.local(note.at).timestamp()),
            into: format!("{here}/{}/vastleggen", note.id),
            drop: format!("{here}/{}/weg", note.id),
            request: RequestId::fresh().to_string(),
            text: note.text,
        })
        .collect();
    Ok(page.show_as(
        status,
        &NotesPage {
            p: page,
            f: Fields::new(t, "note", form),
            dossier: format!("/dossier/{dossier}"),
            here,
            notes,
            none: Empty {
                text: t.say("entry-notes-none").into(),
                hint: None,
                action: None,
            },
        },
    ))
}

/// Writes one.
pub(super) async fn add(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let here = address(dossier);
    if form.ok() {
        let said = desk
            .house
            .add_note(
                &caller,
                dossier,
                form.value("text"),
                request_of(&caller, &form),
            )
            .await;
        match said {
            Ok(_) => {
                desk.sent(&caller, &here).await;
                return Ok(see_other(&format!("{here}?klaar=bewaard")));
            }
            Err(why @ Refused::Denied(_)) => {
                return refused(&page, why, &format!("/dossier/{dossier}/glas"));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, &form, dossier, status).await
}

/// Somebody who reloads lands on the notes.
pub(super) async fn back(Path((dossier, _)): Path<(String, String)>) -> Response {
    see_other(&address(dossier_of(&dossier)))
}

/// Throws one away.
pub(super) async fn remove(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, note)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let said = desk
        .house
        .drop_note(&caller, dossier, id_of(&note), request_of(&caller, &form))
        .await;
    match said {
        Ok(()) => Ok(see_other(&format!("{}?klaar=weg", address(dossier)))),
        Err(why) => refused(&page, why, &format!("/dossier/{dossier}/glas")),
    }
}
