//! Triage, the first conversation and through whom somebody came, as staff write it down and as staff and clients read it.

mod card;
mod decide;
mod list;
mod talk;

use axum::Router;
use axum::routing::get;
use regie_casework::dossier::DossierPage;

pub(crate) use card::{Card, began, card};
pub(crate) use decide::{Asked, asked};

use crate::form::Choice;
use crate::guard::Desk;
use crate::part::{Action, Banner, Mood};
use crate::words::Lang;

/// The addresses.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/dossier/{dossier}/triage", get(list::get))
        .route(
            "/dossier/{dossier}/triage/{moment}",
            get(decide::get).post(decide::post),
        )
        .route(
            "/dossier/{dossier}/gesprek",
            get(talk::get).post(talk::post),
        )
}

/// The people of a dossier, as answers.
fn people(open: &DossierPage) -> Vec<Choice> {
    let people = open.people.iter();
    people
        .map(|person| Choice::new(person.id.to_string(), person.name.clone()))
        .collect()
}

/// Who is still at the front door, with the way past it.
pub(crate) fn at_the_door(t: Lang, open: &DossierPage, may_edit: bool) -> Option<Banner> {
    let people = open.people.iter();
    let names: Vec<&str> = people
        .filter(|person| open.at_front_door.contains(&person.id))
        .map(|person| person.name.as_str())
        .collect();
    if names.is_empty() {
        return None;
    }
    let title = t.with("triage-door-banner", "names", t.list(&names));
    let banner = Banner::new(Mood::Info, title).line(t.say("triage-door-banner-text"));
    Some(match may_edit {
        true => banner.action(Action::new(
            format!("/dossier/{}/gesprek", open.id),
            t.say("triage-talk-title"),
        )),
        false => banner,
    })
}

/// The words of a charter in the language of the page.
pub(crate) fn said(t: Lang, says: &regie_terms::Says) -> &String {
    crate::form::said(t, says)
}
