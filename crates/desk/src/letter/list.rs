//! `/dossier/{id}/brieven`: the letters that went, with how and why, and the way to make one.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::letter::{LetterAt, PostingRow};
use regie_casework::thing::{IdentityBy, LetterKind, LetterWay};
use regie_terms::DossierId;

use super::{address, glass, list_of};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble, download};
use crate::part::{Action, Badge, Empty, Pairs, Tone};
use crate::staff::dossier::{dossier_of, id_of, refused};
use crate::words::Lang;

/// A letter as it stands in the list.
pub(super) struct Row {
    pub id: String,
    pub what: String,
    pub badge: Badge,
    pub told: Pairs,
    file: Option<String>,
    /// Where it is written down that it came back.
    back: Option<String>,
}

#[derive(Template)]
#[template(path = "letter/list.html")]
struct ListPage<'a> {
    p: &'a Page,
    dossier: String,
    title: &'a str,
    rows: Vec<Row>,
    none: Empty,
    /// Who can be invited.
    invite: Vec<Action>,
}

/// What was just done, by the word in the address.
const DONE: [(&str, &str); 4] = [
    ("getoond", "letter-now-portal"),
    ("opgehaald", "letter-now-collected"),
    ("verstuurd", "letter-now-posted"),
    ("terug", "letter-now-returned"),
];

/// The list.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    asked: Request,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let page = crate::entry::done(page, &asked, &DONE);
    drop(asked);
    let letters = match desk.house.letters(&caller, dossier).await {
        Ok(letters) => letters,
        Err(why) => return refused(&page, why, &glass(dossier)),
    };
    let t = page.t;
    let invite = letters
        .people
        .iter()
        .map(|(person, name)| {
            let at = LetterAt {
                dossier,
                person: *person,
                letter: LetterKind::Invitation,
                about: person.0,
            };
            Action::new(address(&at), name.clone())
        })
        .collect();
    Ok(page.show(&ListPage {
        p: &page,
        dossier: format!("/dossier/{dossier}"),
        title: &letters.title,
        rows: letters
            .rows
            .iter()
            .map(|one| row(t, dossier, one))
            .collect(),
        none: Empty {
            text: t.say("letter-none").into(),
            hint: Some(t.say("letter-none-hint").into()),
            action: None,
        },
        invite,
    }))
}

/// A letter with all that was written down of it.
pub(super) fn row(t: Lang, dossier: DossierId, one: &PostingRow) -> Row {
    let here = format!("{}/{}", list_of(dossier), one.id);
    let way = t.word("letter-went", one.way.as_str());
    let badge = match (&one.returned, one.way) {
        (Some(back), _) => Badge::new(t.with("letter-back-on", "day", t.day(back.on)), Tone::Alarm),
        (None, LetterWay::Posted) => Badge::new(way, Tone::Care),
        (None, _) => Badge::new(way, Tone::Good),
    };
    let mut told = Pairs::new()
        .row(t.say("letter-to"), one.name.clone())
        .row(t.say("letter-on"), t.day(one.on))
        .row(t.say("letter-by"), one.by.clone());
    if let Some(how) = one.identity {
        told = told.row(
            t.say("letter-identity-seen"),
            t.say(match how {
                IdentityBy::Document => "request-identity-document",
                IdentityBy::Known => "request-identity-known",
                IdentityBy::Portal => "request-identity-portal",
            }),
        );
    }
    if let Some(kind) = one.address {
        told = told.row(
            t.say("letter-address-kind"),
            t.word("letter-address", kind.as_str()),
        );
    }
    for (key, why) in [
        ("letter-why-no-portal", &one.no_portal),
        ("letter-why-no-collect", &one.no_collect),
    ] {
        if let Some(why) = why {
            told = told.row(t.say(key), why.clone());
        }
    }
    if let Some(back) = &one.returned {
        told = told.row(t.say("letter-back"), back.note.clone());
    }
    Row {
        id: format!("brief-{}", one.id),
        what: t.word("letter-kind", one.letter.as_str()).to_owned(),
        badge,
        told,
        file: one.readable.then(|| format!("{here}/brief.pdf")),
        back: (one.way == LetterWay::Posted && one.returned.is_none())
            .then(|| format!("{here}/terug")),
    }
}

/// A letter as it went.
pub(super) async fn file(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, posting)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    match desk
        .house
        .letter_file(&caller, dossier, id_of(&posting))
        .await
    {
        Ok(file) => Ok(download(file.bytes, "application/pdf", "brief.pdf")),
        Err(why) => refused(&page, why, &glass(dossier)),
    }
}
