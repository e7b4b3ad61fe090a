//! `/mijn/{person}`: what is known about one person, fact by fact.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use jiff::Zoned;
use regie_casework::life::KeepView;
use regie_casework::portal::{MyFile, PortalCapacity};

use super::ahead::sentences;
use super::document::card;
use super::fact::fact;
use super::{acting, person_of};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Empty, Fact, Pairs, Said};
use crate::refuse;
use crate::staff::dossier::kept;
use crate::triage::{Card, began, card as card_of};
use crate::words::Lang;

#[derive(Template)]
#[template(path = "portal/file.html")]
struct FilePage<'a> {
    p: &'a Page,
    title: String,
    name: &'a str,
    here: String,
    now: &'static str,
    /// From which days others decide.
    ahead: Vec<String>,
    /// Who it is about.
    who: &'static str,
    identity: Pairs,
    /// It is the reader's own file.
    own: bool,
    head: Pairs,
    facts: Vec<Fact>,
    before: Vec<Fact>,
    documents: Vec<Fact>,
    triages: Vec<Card>,
    began: Option<Pairs>,
    /// Own words that are about no fact on this page.
    said: Vec<(String, Said)>,
    none: Empty,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let page = crate::entry::done(page, &request, &super::words::DONE);
    drop(request);
    let t = page.t;
    let file = desk
        .house
        .my_file(&caller, person_of(&person))
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let page = acting(page, &file.name, file.capacity);
    let Parts {
        title,
        ahead,
        who,
        identity,
        own,
        head,
        facts,
        before,
        documents,
        triages,
        began,
        said,
    } = parts(t, &file, &|at| desk.house.local(at));
    Ok(page.show(&FilePage {
        p: &page,
        title,
        name: &file.name,
        here: format!("/mijn/{}", file.person),
        now: "",
        ahead,
        who,
        identity,
        own,
        head,
        facts,
        before,
        documents,
        triages,
        began,
        said,
        none: Empty {
            text: t.say("portal-no-facts").into(),
            hint: Some(t.say("portal-no-facts-hint").into()),
            action: None,
        },
    }))
}

/// What is known about somebody, in words: the same on the page and on the copy.
pub(super) struct Parts {
    pub title: String,
    /// From which days others decide.
    pub ahead: Vec<String>,
    /// Who it is about.
    pub who: &'static str,
    pub identity: Pairs,
    /// It is the reader's own file.
    pub own: bool,
    pub head: Pairs,
    pub facts: Vec<Fact>,
    /// What stood there before it was corrected.
    pub before: Vec<Fact>,
    pub documents: Vec<Fact>,
    /// What was decided at the moments of triage.
    pub triages: Vec<Card>,
    /// What they were told at the start, and through whom they came.
    pub began: Option<Pairs>,
    /// Own words that are about no fact on this page.
    pub said: Vec<(String, Said)>,
}

/// Puts it into words.
pub(super) fn parts(t: Lang, file: &MyFile, local: &dyn Fn(i64) -> Zoned) -> Parts {
    let own = file.capacity == PortalCapacity::Subject;
    // What was corrected stands apart: it is kept, but it is not what we think now.
    let (before, facts): (Vec<_>, Vec<_>) = file
        .entries
        .iter()
        .partition(|entry| entry.corrected_by.is_some());
    let draw = |entries: Vec<&regie_casework::portal::MyEntry>| -> Vec<Fact> {
        entries
            .into_iter()
            .map(|entry| {
                let mut drawn = fact(t, (own, file.person), entry, &file.words, local);
                let mine = |k: &&KeepView| k.law == entry.label.law;
                if let Some(keep) = file.keep.iter().find(mine) {
                    let until = kept(t, "portal", std::slice::from_ref(keep));
                    drawn.label.push((t.say("portal-keep").into(), until));
                }
                drawn
            })
            .collect()
    };
    let mut head = Pairs::new();
    if let Some(name) = &file.coordinator {
        head = head.row(t.say("portal-coordinator"), name.clone());
    }
    if !file.laws.is_empty() {
        head = head.row(t.say("portal-laws"), t.listed(file.laws.iter().copied()));
    }
    head = head
        .row(t.say("portal-since"), t.day(file.opened))
        .row(t.say("portal-keep"), kept(t, "portal", &file.keep));
    Parts {
        title: if own {
            t.say("portal-known-you").to_owned()
        } else {
            t.with("portal-known", "name", file.name.as_str())
        },
        ahead: sentences(t, file.capacity, &file.name, &file.ahead),
        who: t.say(if own {
            "portal-identity-you"
        } else {
            "portal-identity"
        }),
        identity: identity(t, file),
        own,
        head,
        facts: draw(facts),
        before: draw(before),
        documents: file
            .documents
            .iter()
            .map(|document| card(t, file.capacity, file.person, document, local))
            .collect(),
        triages: file
            .triages
            .iter()
            .map(|one| card_of(t, one, None, local))
            .collect(),
        began: began(t, &file.conversations, &file.referrals, true),
        said: file
            .words
            .iter()
            .filter(|one| one.entry.is_none())
            .map(|one| {
                let drawn = super::words::said(t, (own, file.person), one, local);
                (format!("woorden-{}", one.id), drawn)
            })
            .collect(),
    }
}

/// Who somebody is: the rows that are there, and no others.
fn identity(t: Lang, file: &MyFile) -> Pairs {
    let one = &file.identity;
    let mut pairs = Pairs::new().row(t.say("portal-identity-name"), file.name.clone());
    let rows = [
        ("portal-identity-born", one.born.map(|day| t.day(day))),
        ("portal-identity-bsn", one.bsn.clone()),
        ("portal-identity-address", one.address.clone()),
        ("portal-identity-phone", one.phone.clone()),
        ("portal-identity-email", one.email.clone()),
        ("portal-identity-role", one.role.clone()),
    ];
    for (key, value) in rows {
        if let Some(value) = value {
            pairs = pairs.row(t.say(key), value);
        }
    }
    pairs
}
