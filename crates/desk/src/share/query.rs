//! `POST /dossier/{id}/delen/{share}/vraag/{query}`: the answer to what somebody asked before they answer a request for consent.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::words::QueryView;
use regie_terms::RequestId;

use super::Here;
use super::agree::{address, show};
use crate::form::Form;
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Said, Tone};
use crate::refuse;
use crate::staff::dossier::{id_of, refused};
use crate::words::Lang;

/// A question on the page, with the address of the form that answers it.
pub(super) struct Asked {
    pub said: Said,
    /// Where it is answered; `None` once it was.
    pub answer: Option<String>,
    pub request: String,
}

/// The questions, oldest first.
pub(super) fn asked(
    t: Lang,
    here: Here,
    queries: &[QueryView],
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> Vec<Asked> {
    let day = |at| t.day(local(at).date());
    let said = |query: &QueryView| Said {
        title: match &query.name {
            Some(name) => {
                let who = format!("{name} ({})", t.of(&query.capacity));
                t.with("own-query-from", "name", who)
            }
            None => t.say("own-query-nobody").to_owned(),
        },
        badge: (query.answer.is_none()).then(|| Badge::new(t.say("own-query-waits"), Tone::Care)),
        text: query.text.clone(),
        lines: vec![t.with("own-query-on", "day", day(query.at))],
        answer: query.answer.as_ref().map(|(text, at, by)| {
            let by = t.with2("own-query-answered", "name", by.as_str(), "day", day(*at));
            (by, text.clone())
        }),
        actions: Vec::new(),
    };
    queries
        .iter()
        .map(|query| Asked {
            said: said(query),
            answer: (query.answer.is_none()).then(|| here.at(&format!("vraag/{}", query.id))),
            request: RequestId::fresh().to_string(),
        })
        .collect()
}

/// Somebody who reloads lands on the page.
pub(super) async fn back(Path((dossier, share, _)): Path<(String, String, String)>) -> Response {
    see_other(&address(Here::of(&dossier, &share)))
}

/// Answers.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share, query)): Path<(String, String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    if form.ok() {
        let of = (here.dossier, here.share, id_of(&query));
        let answer = form.value("answer_query").to_owned();
        let request = request_of(&caller, &form);
        match desk.house.answer_query(&caller, of, &answer, request).await {
            Ok(()) => return Ok(see_other(&address(here))),
            Err(why) if refuse::of_access(&why) => return refused(&page, why, &here.glass()),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let page = page.at(address(here));
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, here, status).await
}
