//! `/mijn/{person}/wie-keek/bewijs`: the proof of the list of who looked, to save.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::person_of;
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::refuse;

/// Gives the file. Its name says the day, and nobody's name.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let proof = desk
        .house
        .look_proof(&caller, person_of(&person))
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    let text = serde_json::to_string_pretty(&proof).map_err(|_| Trouble::Broken)?;
    let named = format!(
        "attachment; filename=\"bewijs-wie-keek-{}.json\"",
        desk.house.today()
    );
    let headers = [
        (CONTENT_TYPE, "application/json".to_owned()),
        (CONTENT_DISPOSITION, named),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}
