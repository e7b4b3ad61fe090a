//! Documents in a dossier (FLD-3): first the offer to record the conclusion instead, then the form, the document itself, and looking at it again.
//!
//! Whether it may be put in is the charter's to say, as for an entry; it stands beside the form.

mod again;
mod card;
mod choose;
mod put_in;
mod read;
mod release;
mod shield;
mod show;
mod test;

use axum::Router;
use axum::routing::{get, post};
use regie_casework::dossier::DossierPage;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, Outcome};

pub(crate) use card::card;

use crate::guard::Desk;
use crate::page::{Page, Trouble};
use crate::staff::dossier::refused;
use axum::response::Response;

/// The addresses of documents.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/dossier/{dossier}/document", get(choose::get))
        .route(
            "/dossier/{dossier}/document/nieuw",
            get(put_in::get).post(put_in::post),
        )
        .route(
            "/dossier/{dossier}/document/nieuw/toets",
            get(test::back).merge(post(test::post)),
        )
        .route("/dossier/{dossier}/document/{document}", get(show::get))
        .route(
            "/dossier/{dossier}/document/{document}/opnieuw",
            get(again::get).post(again::post),
        )
        .route(
            "/dossier/{dossier}/document/{document}/afschermen",
            get(shield::get).post(shield::post),
        )
        .route(
            "/dossier/{dossier}/document/{document}/tonen",
            get(release::get).post(release::post),
        )
}

/// One document of one dossier, by its address.
#[derive(Clone, Copy)]
struct Here {
    dossier: DossierId,
    document: Id,
}

impl Here {
    /// What is no id becomes one that belongs to nothing.
    fn of(dossier: &str, document: &str) -> Self {
        Here {
            dossier: crate::staff::dossier::dossier_of(dossier),
            document: crate::staff::dossier::id_of(document),
        }
    }

    fn dossier(self) -> String {
        format!("/dossier/{}", self.dossier)
    }

    /// The document itself.
    fn page(self) -> String {
        format!("/dossier/{}/document/{}", self.dossier, self.document)
    }

    /// A page below it.
    fn at(self, what: &str) -> String {
        format!("{}/{what}", self.page())
    }
}

/// The dossier, where the reader may edit it; else the answer to give.
async fn editable(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    dossier: DossierId,
) -> Result<Result<DossierPage, Response>, Trouble> {
    let glass = crate::entry::glass(dossier);
    match desk.house.open_dossier(caller, dossier).await {
        Ok(open) if open.edit.outcome == Outcome::Permitted => Ok(Ok(open)),
        Ok(open) => refused(page, Refused::Denied(vec![open.edit]), &glass).map(Err),
        Err(why) => refused(page, why, &glass).map(Err),
    }
}
