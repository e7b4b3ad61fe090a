//! The portal: the pages of clients and of those who act for them. Calmer than the rest, and never more than one person's.
//!
//! For whom somebody acts is `casework`'s to say, on the day; what may not be shown does not come here at all, so no page
//! leaves a gap for it.

mod ahead;
mod ask;
mod asked;
mod contact;
mod copy;
mod document;
mod fact;
mod file;
mod home;
mod letters;
mod looked;
mod over;
mod own_dossier;
mod plan;
mod proof;
mod receipt;
mod request;
mod right;
mod rights;
mod shared;
mod take;
mod when;
mod withdraw;
mod words;

use axum::Router;
use axum::routing::get;
use regie_casework::portal::PortalCapacity;
use regie_terms::{Id, PersonId};

pub(crate) use ask::others as others_to_agree;
pub(crate) use copy::copy;
pub(crate) use receipt::paper::rights;
pub(crate) use right::others as others_to_join;
pub(crate) use take::{along, archived};

use crate::guard::Desk;
use crate::page::{Page, Way};
use crate::words::Lang;

/// Where a client begins.
pub const HOME: &str = "/mijn";

/// Where a client can go from every page.
#[must_use]
pub fn ways() -> Vec<Way> {
    vec![
        Way {
            href: HOME,
            key: "portal-way-home",
        },
        Way {
            href: "/mijn/toestemming",
            key: "portal-way-consent",
        },
    ]
}

/// The addresses of the portal.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/mijn", get(home::get))
        .route("/mijn/toestemming", get(asked::get))
        .route("/mijn/toestemming/{share}", get(ask::get).post(ask::post))
        .route("/mijn/toestemming/{share}/bewijs", get(receipt::get))
        .route(
            "/mijn/toestemming/{share}/{answer}/bewijs.pdf",
            get(receipt::pdf),
        )
        .route(
            "/mijn/toestemming/{share}/{answer}/bewijs.json",
            get(receipt::json),
        )
        .route("/mijn/verzoek/{request}", get(request::get))
        .route("/mijn/verzoek/{request}/besluit.pdf", get(request::pdf))
        .route(
            "/mijn/verzoek/{request}/meedoen",
            get(request::back).post(request::join),
        )
        .route(
            "/mijn/verzoek/{request}/intrekken",
            get(request::back).post(request::withdraw),
        )
        .route("/mijn/{person}/rechten", get(rights::get))
        .route(
            "/mijn/{person}/rechten/{right}",
            get(right::get).post(right::post),
        )
        .route("/mijn/{person}", get(file::get))
        .route(
            "/mijn/{person}/contact",
            get(contact::get).post(contact::post),
        )
        .route(
            "/mijn/{person}/eigen-dossier",
            get(own_dossier::get).post(own_dossier::post),
        )
        .route(
            "/mijn/{person}/toevoegen",
            get(words::add).post(words::post_add),
        )
        .route(
            "/mijn/{person}/feit/{entry}/mijn-kant",
            get(words::side).post(words::post_side),
        )
        .route(
            "/mijn/{person}/woorden/{words}/weg",
            get(words::ask_back).post(words::post_back),
        )
        .route("/mijn/{person}/brieven", get(letters::get))
        .route("/mijn/{person}/plan", get(plan::get))
        .route("/mijn/{person}/kopie.pdf", get(copy::get))
        .route("/mijn/{person}/document/{document}", get(document::get))
        .route("/mijn/{person}/meenemen", get(take::get))
        .route("/mijn/{person}/meenemen/bestand", get(take::file))
        .route("/mijn/{person}/wie-keek", get(looked::get))
        .route("/mijn/{person}/wie-keek/bewijs", get(proof::get))
        .route("/mijn/{person}/gedeeld", get(shared::get))
        .route(
            "/mijn/{person}/gedeeld/{share}/intrekken",
            get(withdraw::get).post(withdraw::post),
        )
}

/// The person of an address. What is no id becomes one that belongs to nobody.
fn person_of(address: &str) -> PersonId {
    PersonId(address.parse().unwrap_or_else(|_| Id::fresh()))
}

/// The page with the name of whom the reader acts for, where that is somebody else.
fn acting(mut page: Page, name: &str, capacity: PortalCapacity) -> Page {
    if let Some(who) = &mut page.who
        && capacity != PortalCapacity::Subject
    {
        who.acting_for = Some(name.to_owned());
    }
    page
}

/// As what the reader looks at a file, in words.
pub(crate) fn capacity(t: Lang, capacity: PortalCapacity) -> &'static str {
    t.say(match capacity {
        PortalCapacity::Subject => "portal-capacity-subject",
        PortalCapacity::ParentOrGuardian => "portal-capacity-parent",
        PortalCapacity::Representative => "portal-capacity-representative",
    })
}
