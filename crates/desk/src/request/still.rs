//! `/dossier/{id}/verzoek/{request}/lezen`: what stands still and the request is about, for who decides on it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_terms::Id;

use super::Here;
use crate::document;
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble, shown};
use crate::part::{Action, Fact};
use crate::staff::dossier::{fact, id_of, refused};

#[derive(Template)]
#[template(path = "request/still.html")]
struct StillSheet<'a> {
    p: &'a Page,
    back: String,
    title: String,
    words: &'a str,
    facts: Vec<Fact>,
}

/// The page. Looking at it is a line.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, request)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &request);
    let t = page.t;
    let read = desk
        .house
        .request_still(&caller, here.dossier, here.request)
        .await;
    let read = match read {
        Ok(read) => read,
        Err(why) => return refused(&page, why, &here.glass()),
    };
    let local = |at| desk.house.local(at);
    let dossier = format!("/dossier/{}", here.dossier);
    let mut facts: Vec<Fact> = read
        .entries
        .iter()
        .map(|entry| fact(t, &dossier, entry, (false, false), &local))
        .map(|drawn| Fact {
            actions: Vec::new(),
            ..drawn
        })
        .collect();
    facts.extend(read.documents.iter().map(|one| {
        let href = format!("{}/lezen/{}", here.page(), one.id);
        Fact {
            actions: vec![Action::new(href, t.say("document-open"))],
            ..document::card(t, here.dossier, one, (false, false), &local)
        }
    }));
    Ok(page.show(&StillSheet {
        p: &page,
        back: here.page(),
        title: t.with("request-of-right", "right", t.of(&read.right)),
        words: &read.words,
        facts,
    }))
}

/// The file of one of its documents.
pub(super) async fn document(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, request, document)): Path<(String, String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &request);
    let document: Id = id_of(&document);
    let paper = desk
        .house
        .request_still_document(&caller, here.dossier, here.request, document)
        .await;
    match paper {
        Ok(paper) => Ok(shown(&page, paper, format!("{}/lezen", here.page()))),
        Err(why) => refused(&page, why, &here.glass()),
    }
}
