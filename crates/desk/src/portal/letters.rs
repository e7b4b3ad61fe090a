//! `/mijn/{person}/brieven`: the letters that went to the reader: which, when, how and why. Of nobody but themself.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::letter::MyLetter;
use regie_casework::thing::LetterWay;

use super::person_of;
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Empty, Pairs, Tone};
use crate::refuse;
use crate::words::Lang;

/// A letter.
struct Letter {
    what: &'static str,
    badge: Badge,
    told: Pairs,
    /// The request it is about.
    request: Option<String>,
}

#[derive(Template)]
#[template(path = "portal/letters.html")]
struct LettersPage<'a> {
    p: &'a Page,
    back: String,
    rows: Vec<Letter>,
    none: Empty,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let person = person_of(&person);
    let mine = desk
        .house
        .my_letters(&caller, person)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    Ok(page.show(&LettersPage {
        p: &page,
        back: format!("/mijn/{person}"),
        rows: mine.rows.iter().map(|one| letter(t, one)).collect(),
        none: Empty {
            text: t.say("letter-mine-none").into(),
            hint: None,
            action: None,
        },
    }))
}

fn letter(t: Lang, one: &MyLetter) -> Letter {
    let mut told = Pairs::new().row(t.say("letter-on"), t.day(one.on));
    if let Some(kind) = one.address {
        told = told.row(
            t.say("letter-address-kind"),
            t.word("letter-address-mine", kind.as_str()),
        );
    }
    if let Some(by) = &one.by {
        told = told.row(t.say("letter-by"), by.clone());
    }
    for (key, why) in [
        ("letter-why-no-portal", &one.no_portal),
        ("letter-why-no-collect", &one.no_collect),
    ] {
        if let Some(why) = why {
            told = told.row(t.say(key), why.clone());
        }
    }
    let tone = match one.way {
        LetterWay::Posted => Tone::Care,
        LetterWay::Portal | LetterWay::Collected => Tone::Plain,
    };
    Letter {
        what: t.word("letter-kind", one.letter.as_str()),
        badge: match one.returned {
            Some(day) => Badge::new(t.with("letter-back-on", "day", t.day(day)), Tone::Alarm),
            None => Badge::new(t.word("letter-went", one.way.as_str()), tone),
        },
        told,
        request: one.request.map(|id| format!("/mijn/verzoek/{id}")),
    }
}
