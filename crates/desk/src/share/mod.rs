//! Sharing: from the first thought to the page for the recipient, one step a page, with what the charter says beside each.
//!
//! A step saves what stands on it and nothing else; the steps may be walked in any order. Whether it may be shared is asked
//! anew at the moment of sharing. What happened already is written down afterwards and never refused (FLD-18).

mod afterwards;
mod agree;
mod aside;
mod attach;
mod done;
mod facts;
mod form;
mod list;
mod now;
mod overview;
mod recipient;
mod record;
mod release;
mod settle;
mod step;
mod tell;
mod test;

use axum::Router;
use axum::routing::{get, post};
use regie_terms::{DossierId, Id};

use crate::guard::Desk;
use crate::staff::dossier::{dossier_of, id_of};

pub(crate) use aside::norms;
pub(crate) use done::notice;
pub(crate) use facts::special;
pub(crate) use list::stage;
pub(crate) use step::is_step;

/// The addresses of sharing.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/dossier/{dossier}/delen", get(list::get).post(list::begin))
        .route(
            "/dossier/{dossier}/delen/achteraf",
            get(afterwards::get).post(afterwards::post),
        )
        .route(
            "/dossier/{dossier}/delen/achteraf/toets",
            get(afterwards::back).merge(post(afterwards::test)),
        )
        .route("/dossier/{dossier}/delen/{share}", get(overview::get))
        .route(
            "/dossier/{dossier}/delen/{share}/nu",
            get(overview::back).merge(post(now::post)),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/stop",
            get(overview::back).merge(post(settle::stop)),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/afronden",
            get(overview::back).merge(post(settle::post)),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/tonen",
            get(overview::back).merge(post(release::post)),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/bericht",
            get(overview::back).merge(post(tell::post)),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/ontvanger",
            get(recipient::get),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/toestemming",
            get(agree::get).post(record::post),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/toestemming/vraag",
            get(agree::back).merge(post(agree::ask)),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/formulier/{consent}",
            get(form::get),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/formulier/{consent}/toevoegen",
            get(attach::get).post(attach::post),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/{step}",
            get(step::get).post(step::post),
        )
        .route(
            "/dossier/{dossier}/delen/{share}/{step}/toets",
            get(test::back).merge(post(test::post)),
        )
}

/// One disclosure of one dossier, by its address.
#[derive(Clone, Copy)]
pub(crate) struct Here {
    dossier: DossierId,
    share: Id,
}

impl Here {
    /// What is no id becomes one that belongs to nothing.
    fn of(dossier: &str, share: &str) -> Self {
        Here {
            dossier: dossier_of(dossier),
            share: id_of(share),
        }
    }

    /// The dossier's own page.
    fn dossier(self) -> String {
        format!("/dossier/{}", self.dossier)
    }

    /// The list of disclosures.
    fn list(self) -> String {
        format!("/dossier/{}/delen", self.dossier)
    }

    /// The disclosure's page.
    fn page(self) -> String {
        format!("/dossier/{}/delen/{}", self.dossier, self.share)
    }

    /// A page below it.
    fn at(self, what: &str) -> String {
        format!("{}/{what}", self.page())
    }

    /// Where a reason to edit can be given.
    fn glass(self) -> String {
        format!("/dossier/{}/glas?act=edit", self.dossier)
    }
}
