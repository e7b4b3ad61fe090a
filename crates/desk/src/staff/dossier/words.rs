//! `/dossier/{id}/woorden/{words}`: what a client wrote in their own words, with the three ways to take it in.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::dossier::{DossierPage, EntryView};
use regie_casework::thing::{TakenWay, WordsAbout};
use regie_casework::words::WordsView;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, Outcome, RequestId};

use super::{dossier_of, id_of, refused};
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble, shown};
use crate::part::{Action, Badge, Said, Tone};
use crate::refuse;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "staff/words.html")]
struct WordsPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    name: &'a str,
    said: Said,
    /// The fact they are about, as it stands now.
    fact: Option<&'a str>,
    /// Where it is corrected with these words.
    correct: Option<String>,
    /// Where they become a fact of their own.
    record: String,
    waits: bool,
    /// Who reads what stands beside the fact.
    beside: &'static str,
}

fn address(dossier: DossierId, words: Id) -> String {
    format!("/dossier/{dossier}/woorden/{words}")
}

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, words)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), id_of(&words));
    let (page, form) = desk.restored(&caller, page, &address(at.0, at.1)).await;
    show(&desk, &caller, &page, &form, at, StatusCode::OK).await
}

/// The version of a fact that stands now.
fn latest(open: &DossierPage, entry: Id) -> Option<&EntryView> {
    let mut found = open.entries.iter().find(|one| one.id == entry)?;
    // As many steps as there are entries: a chain has no more.
    for _ in &open.entries {
        match found.corrected_by {
            Some(later) => found = open.entries.iter().find(|one| one.id == later)?,
            None => break,
        }
    }
    Some(found)
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (dossier, words): (DossierId, Id),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let glass = format!("/dossier/{dossier}/glas?act=edit");
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass),
    };
    if open.edit.outcome != Outcome::Permitted {
        return refused(page, Refused::Denied(vec![open.edit]), &glass);
    }
    let found = open.words.iter().find(|one| one.id == words);
    let found = found.ok_or(Trouble::NotFound)?;
    let fact = found.entry.and_then(|entry| latest(&open, entry));
    let base = format!("/dossier/{dossier}");
    Ok(page.show_as(
        status,
        &WordsPage {
            p: page,
            f: Fields::new(t, "own", form),
            here: address(dossier, words),
            name: &open.title,
            said: said(t, &base, found, false, &|at| desk.house.local(at)),
            fact: fact.map(|one| one.text.as_str()),
            correct: fact.map(|one| format!("{base}/feit/{}/verbeteren?woorden={words}", one.id)),
            record: format!("{base}/vastleggen?woorden={words}"),
            waits: found.taken.is_none(),
            beside: t.say(if found.entry.is_some() {
                "own-beside-fact"
            } else {
                "own-beside-none"
            }),
            dossier: base,
        },
    ))
}

/// Lets them stand, with an answer.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, words)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (dossier, words) = (dossier_of(&dossier), id_of(&words));
    if form.ok() {
        let answer = form.value("answer").to_owned();
        let request = request_of(&caller, &form);
        let said = desk
            .house
            .answer_words(&caller, dossier, words, &answer, request)
            .await;
        match said {
            Ok(()) => {
                desk.sent(&caller, &address(dossier, words)).await;
                return Ok(see_other(&format!("/dossier/{dossier}?klaar=woorden")));
            }
            Err(why @ Refused::Denied(_)) => {
                return refused(&page, why, &format!("/dossier/{dossier}/glas?act=edit"));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    if !form.came("request") {
        form = form.set("request", RequestId::fresh().to_string());
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, &form, (dossier, words), status).await
}

/// The document that was brought along with them.
pub(super) async fn document(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, words)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let (dossier, words) = (dossier_of(&dossier), id_of(&words));
    match desk.house.brought_document(&caller, dossier, words).await {
        Ok(paper) => Ok(shown(&page, paper, address(dossier, words))),
        Err(why) => refused(&page, why, &format!("/dossier/{dossier}/glas")),
    }
}

/// A client's words on a page of staff, with the way to take them in where they wait.
pub(super) fn said(
    t: Lang,
    here: &str,
    words: &WordsView,
    linked: bool,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> Said {
    let name = words.writer.as_str();
    let title = match &words.brought {
        Some(from) if !from.own_words => t.with("own-staff-brought-fact", "name", name),
        // Who wrote them elsewhere is known by their capacity alone.
        brought => {
            let key = if brought.is_some() {
                "own-staff-brought"
            } else {
                "own-staff-title"
            };
            t.with2(key, "name", name, "as", t.of(&words.capacity))
        }
    };
    let what = t.say(match words.what {
        WordsAbout::Addition => "own-said-addition",
        WordsAbout::Wrong => "own-said-wrong",
        WordsAbout::OwnSide => "own-said-side",
    });
    let day = t.day(local(words.at).date());
    let mut lines = vec![t.with2("own-said-on", "what", what, "day", day)];
    lines.extend(crate::part::brought(t, words.brought.as_ref()));
    let mut actions = Vec::new();
    if words.document {
        actions.push(Action::new(
            format!("{here}/woorden/{}/document", words.id),
            t.say("document-open"),
        ));
    }
    let badge = match &words.taken {
        None => {
            if linked {
                actions.push(Action::new(
                    format!("{here}/woorden/{}", words.id),
                    t.say("own-staff-go"),
                ));
            }
            Badge::new(t.say("own-staff-waits"), Tone::Care)
        }
        Some(taken) => {
            let done = t.say(match taken.way {
                TakenWay::Correction => "own-did-correction",
                TakenWay::Entry => "own-did-entry",
                TakenWay::Beside => "own-did-beside",
            });
            let day = t.day(local(taken.at).date());
            let by = t.with2("own-did-by", "name", taken.by.as_str(), "day", day);
            lines.push(format!("{by} {done}"));
            if let Some(entry) = taken.entry {
                let href = format!("{here}#gegeven-{entry}");
                actions.push(Action::new(href, t.say("own-go-fact")));
            }
            Badge::new(t.say("own-taken"), Tone::Good)
        }
    };
    Said {
        title,
        badge: Some(badge),
        text: words.text.clone(),
        lines,
        answer: words
            .taken
            .as_ref()
            .and_then(|taken| Some((t.say("own-answer-title").to_owned(), taken.answer.clone()?))),
        actions,
    }
}
