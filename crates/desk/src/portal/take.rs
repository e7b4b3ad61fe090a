//! `/mijn/{person}/meenemen`: taking one's own data along to another organisation, as a file (RIG-9).

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use regie_casework::portal::{Along, PortalCapacity};

use super::{acting, person_of};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "portal/take.html")]
struct TakePage<'a> {
    p: &'a Page,
    title: String,
    here: String,
    now: &'static str,
}

/// What is in it, what is not, and what to mind.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let file = desk
        .house
        .my_file(&caller, person_of(&person))
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let title = if file.capacity == PortalCapacity::Subject {
        t.say("portal-take-you").to_owned()
    } else {
        t.with("portal-take", "name", file.name.as_str())
    };
    let page = acting(page, &file.name, file.capacity);
    Ok(page.show(&TakePage {
        p: &page,
        title,
        here: format!("/mijn/{}", file.person),
        now: "take",
    }))
}

/// The file. Its name says nothing of whose it is.
pub(super) async fn file(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let archive = desk
        .house
        .take_along(&caller, person_of(&person), &along())
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    Ok(archived(archive))
}

/// The words that go along.
pub(crate) fn along() -> Along {
    let both = |key: &str| Lang::ALL.map(|lang| lang.say(key)).join("\n\n---\n\n");
    Along {
        readme: both("portal-take-readme"),
        held_back: Lang::Nl.say("portal-standing").to_owned(),
        held_back_en: Lang::En.say("portal-standing").to_owned(),
    }
}

/// The archive, to be kept.
pub(crate) fn archived(archive: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/zip"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"mijn-gegevens.zip\"",
        ),
    ];
    (headers, archive).into_response()
}
