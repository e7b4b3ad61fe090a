//! Requests by which somebody exercises a right, as staff handle them: the list with terms, the form for what came on paper, and one page a
//! request with the charter's answer beside it. What a client reads of the same is the portal's.

mod act;
mod drawn;
mod left;
mod list;
mod made;
mod page;
mod propose;
mod record;
mod said;
mod still;

use axum::Router;
use axum::routing::get;
use regie_terms::{DossierId, Id};

use crate::guard::Desk;
use crate::staff::dossier::{dossier_of, id_of};

pub(crate) use record::{asker, identities, short};
pub(crate) use said::{badge, days_left, decided, ground_for, of_slug, rules, slug, thing_kind};

/// The addresses.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/dossier/{dossier}/verzoeken", get(list::get))
        .route(
            "/dossier/{dossier}/verzoek/nieuw",
            get(record::get).post(record::post),
        )
        .route(
            "/dossier/{dossier}/verzoek/{request}",
            get(page::get).post(act::decide),
        )
        .route(
            "/dossier/{dossier}/verzoek/{request}/kopie.pdf",
            get(made::paper),
        )
        .route(
            "/dossier/{dossier}/verzoek/{request}/bestand",
            get(made::file),
        )
        .route(
            "/dossier/{dossier}/verzoek/{request}/lezen",
            get(still::get),
        )
        .route(
            "/dossier/{dossier}/verzoek/{request}/lezen/{document}",
            get(still::document),
        )
        .route(
            "/dossier/{dossier}/verzoek/{request}/aanvullen",
            get(act::back).post(act::complete),
        )
        .route(
            "/dossier/{dossier}/verzoek/{request}/meer-tijd",
            get(act::back).post(act::extend),
        )
        .route(
            "/dossier/{dossier}/verzoek/{request}/gedaan",
            get(act::back).post(act::carry),
        )
}

/// Where a page stands: a request of a dossier.
#[derive(Clone, Copy)]
struct Here {
    dossier: DossierId,
    request: Id,
}

impl Here {
    fn of(dossier: &str, request: &str) -> Self {
        Self {
            dossier: dossier_of(dossier),
            request: id_of(request),
        }
    }

    fn page(self) -> String {
        format!("/dossier/{}/verzoek/{}", self.dossier, self.request)
    }

    fn list(self) -> String {
        format!("/dossier/{}/verzoeken", self.dossier)
    }

    fn glass(self) -> String {
        format!("/dossier/{}/glas", self.dossier)
    }
}
