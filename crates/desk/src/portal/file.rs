//! `/mijn/{person}`: what is known about one person, fact by fact.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::portal::{MyFile, PortalCapacity};

use super::ahead::sentences;
use super::document::card;
use super::fact::fact;
use super::{acting, person_of};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Empty, Fact, Pairs};
use crate::refuse;
use crate::staff::dossier::kept;
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
    head: Pairs,
    facts: Vec<Fact>,
    before: Vec<Fact>,
    documents: Vec<Fact>,
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
    let file = desk
        .house
        .my_file(&caller, person_of(&person))
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let own = file.capacity == PortalCapacity::Subject;
    let page = acting(page, &file.name, file.capacity);
    let local = |at| desk.house.local(at);
    // What was corrected stands apart: it is kept, but it is not what we think now.
    let (before, facts): (Vec<_>, Vec<_>) = file
        .entries
        .iter()
        .partition(|entry| entry.corrected_by.is_some());
    let draw = |entries: Vec<&regie_casework::portal::MyEntry>| -> Vec<Fact> {
        entries
            .into_iter()
            .map(|entry| fact(t, (file.person, own), entry, &local))
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
    let title = if own {
        t.say("portal-known-you").to_owned()
    } else {
        t.with("portal-known", "name", file.name.as_str())
    };
    Ok(page.show(&FilePage {
        p: &page,
        title,
        name: &file.name,
        here: format!("/mijn/{}", file.person),
        now: "",
        ahead: sentences(t, file.capacity, &file.name, &file.ahead),
        who: t.say(if own {
            "portal-identity-you"
        } else {
            "portal-identity"
        }),
        identity: identity(t, &file),
        head,
        facts: draw(facts),
        before: draw(before),
        documents: file
            .documents
            .iter()
            .map(|document| card(t, file.capacity, file.person, document, &local))
            .collect(),
        none: Empty {
            text: t.say("portal-no-facts").into(),
            hint: Some(t.say("portal-no-facts-hint").into()),
            action: None,
        },
    }))
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
