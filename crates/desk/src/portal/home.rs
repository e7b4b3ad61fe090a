//! `/mijn`: for whom the reader acts, what waits for an answer, who can see the data and with whom they were shared (FLD-13).

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regie_casework::portal::{MyFile, PortalCapacity};

use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Action, Banner, Empty, Mood};
use crate::refuse;
use crate::words::Lang;

/// One person on the first page.
struct Card {
    title: String,
    capacity: Option<&'static str>,
    who: String,
    known: String,
    /// There is something to read.
    any_known: bool,
    shared: String,
    /// Something was shared.
    any_shared: bool,
    here: String,
    name: String,
}

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage<'a> {
    p: &'a Page,
    cards: Vec<Card>,
    waits: Option<Banner>,
    none: Empty,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let told = |why| refuse::trouble(t, why);
    let files = desk.house.my_files(&caller).await.map_err(told)?;
    let asked = desk.house.consents_asked(&caller).await.map_err(told)?;
    let waiting = asked.iter().filter(|one| one.answer.is_none()).count();
    let mut cards = Vec::new();
    for row in &files {
        let file = desk
            .house
            .my_file(&caller, row.person)
            .await
            .map_err(told)?;
        cards.push(card(t, &file));
    }
    let waits = (waiting > 0).then(|| {
        Banner::new(Mood::Care, t.with("portal-waits", "number", waiting))
            .line(t.say("portal-waits-text"))
            .action(Action::new("/mijn/toestemming", t.say("portal-waits-go")))
    });
    Ok(page.show(&HomePage {
        p: &page,
        cards,
        waits,
        none: Empty {
            text: t.say("portal-none").into(),
            hint: Some(t.say("portal-none-hint").into()),
            action: None,
        },
    }))
}

fn card(t: Lang, file: &MyFile) -> Card {
    let own = file.capacity == PortalCapacity::Subject;
    let who = match &file.coordinator {
        Some(name) => t.with("portal-who-sees", "name", name.as_str()),
        None => t.say("portal-who-sees-team").to_owned(),
    };
    Card {
        title: if own {
            t.say("portal-about-you").to_owned()
        } else {
            t.with("portal-about", "name", file.name.as_str())
        },
        capacity: (!own).then(|| super::capacity(t, file.capacity)),
        who,
        known: t.with(
            "portal-known-count",
            "number",
            file.entries
                .iter()
                .filter(|one| one.corrected_by.is_none())
                .count(),
        ),
        any_known: !file.entries.is_empty(),
        shared: shared(t, file),
        any_shared: !file.shares.is_empty(),
        here: format!("/mijn/{}", file.person),
        name: file.name.clone(),
    }
}

/// With whom it was shared, each party once.
fn shared(t: Lang, file: &MyFile) -> String {
    let mut names: Vec<&str> = Vec::new();
    for share in &file.shares {
        if !names.contains(&share.recipient.as_str()) {
            names.push(&share.recipient);
        }
    }
    if names.is_empty() {
        return t.say("portal-shared-nobody").to_owned();
    }
    t.with("portal-shared-with", "names", t.list(&names))
}
