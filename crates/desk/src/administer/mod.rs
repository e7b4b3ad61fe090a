//! How an organisation begins and keeps going: accounts, invitations, declarations, lost factors, new dossiers and who works in them.
//!
//! Every page asks `casework`, and what a function may not do is refused there with its reason. A code that lets somebody in is shown once, in
//! the answer to the form that made it, and never stands in an address.

mod access;
mod account;
mod accounts;
mod authority;
mod code;
mod declare;
mod factor;
mod handover;
mod people;
mod places;
mod portal;
mod reopen;
mod start;
mod welcome;

pub(crate) use handover::way as handover_way;
pub(crate) use places::place;

use axum::Router;
use axum::extract::Request;
use axum::routing::{get, post};

use crate::form::Form;
use crate::guard::Desk;
use crate::page::Page;
use crate::part::{Banner, Mood};
use crate::words::read_date;

pub(crate) use start::begin_from_the_door;

/// The addresses behind the guard.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/beheer/accounts", get(accounts::get))
        .route(
            "/beheer/accounts/zoeken",
            get(accounts::back).merge(post(accounts::find)),
        )
        .route(
            "/beheer/accounts/nieuw",
            get(accounts::form).post(accounts::post),
        )
        .route(
            "/beheer/accounts/{account}",
            get(account::get).post(account::change),
        )
        .route(
            "/beheer/accounts/{account}/uitnodigen",
            get(account::back).merge(post(account::invite)),
        )
        .route(
            "/beheer/accounts/{account}/einde",
            get(account::sure).post(account::end),
        )
        .route(
            "/beheer/accounts/{account}/heropenen",
            get(reopen::sure).post(reopen::reopen),
        )
        .route("/beheer/code", get(factor::get).post(factor::ask))
        .route(
            "/beheer/code/{request}/akkoord",
            get(factor::back).merge(post(factor::confirm)),
        )
        .route(
            "/beheer/code/{request}/weg",
            get(factor::back).merge(post(factor::remove)),
        )
        .route(
            "/caseload/overdragen",
            get(handover::get).post(handover::post),
        )
        .route(
            "/caseload/overdragen/{account}/blijft",
            get(handover::back).merge(post(handover::stays)),
        )
        .route("/verklaringen", get(declare::get).post(declare::post))
        .route("/dossier/nieuw", get(start::get).post(start::post))
        .route(
            "/dossier/{dossier}/persoon",
            get(people::get).post(people::post),
        )
        .route(
            "/dossier/{dossier}/gezag",
            get(authority::get).post(authority::post),
        )
        .route(
            "/dossier/{dossier}/gezag/{authority}",
            get(authority::back).merge(post(authority::end)),
        )
        .route(
            "/dossier/{dossier}/gezag/{authority}/bewijs",
            get(authority::rests_form).post(authority::rests_sent),
        )
        .route(
            "/dossier/{dossier}/gezag/{authority}/stuk",
            get(authority::paper),
        )
        .route(
            "/dossier/{dossier}/betrokkenen",
            get(places::get).post(places::post),
        )
        .route(
            "/dossier/{dossier}/betrokkenen/{place}",
            get(places::back).merge(post(places::release)),
        )
        .route(
            "/dossier/{dossier}/portaal",
            get(portal::get).post(portal::post),
        )
        .route(
            "/dossier/{dossier}/portaal/{person}/einde",
            get(access::end).post(access::ended),
        )
        .route(
            "/dossier/{dossier}/portaal/{person}/heropenen",
            get(access::reopen).post(access::reopened),
        )
}

/// The addresses before login: taking up an invitation.
pub fn doors() -> Router<Desk> {
    Router::new()
        .route("/uitnodiging", get(welcome::get).post(welcome::look))
        .route(
            "/uitnodiging/kiezen",
            get(welcome::back).merge(post(welcome::choose)),
        )
}

/// Everything that came in a field.
fn all(form: &Form, name: &str) -> Vec<String> {
    form.values(name).map(str::to_owned).collect()
}

/// What came in a field.
fn one(form: &Form, name: &str) -> String {
    form.value(name).to_owned()
}

/// A day as people type it, in the form that acts read; as it was typed when it is none.
fn day(form: &Form, name: &str) -> String {
    let typed = form.value(name);
    read_date(typed).map_or_else(|| typed.to_owned(), |day| day.to_string())
}

/// What was just done, told on top of the page a form led to: `?klaar=…`.
fn with_notice(page: Page, request: &Request, done: &[(&str, &'static str)]) -> Page {
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    match done
        .iter()
        .find(|(known, _)| *known == query.value("klaar"))
    {
        Some((_, key)) => {
            let notice = Banner::new(Mood::Good, page.t.say(key)).loud();
            page.noting(notice)
        }
        None => page,
    }
}
