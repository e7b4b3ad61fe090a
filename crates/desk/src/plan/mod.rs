//! The support plan: reading it, writing the next version, and looking at it again with the client.
//!
//! Its parts are facts of the dossier; what can be done with one of them stands on its card there. What the charter says to what is new stands
//! beside the form.

mod drawn;
mod form;
mod page;
mod read;
mod test;

use axum::Router;
use axum::routing::{get, post};
use regie_terms::DossierId;

pub(crate) use drawn::{Part, part};
pub(crate) use form::{Row, of_leave};

use crate::guard::Desk;

/// The addresses of the plan.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/dossier/{dossier}/plan", get(page::get))
        .route(
            "/dossier/{dossier}/plan/schrijven",
            get(form::write).post(form::post_write),
        )
        .route(
            "/dossier/{dossier}/plan/evalueren",
            get(form::evaluate).post(form::post_evaluate),
        )
        .route(
            "/dossier/{dossier}/plan/schrijven/toets",
            get(test::back_write).merge(post(test::write)),
        )
        .route(
            "/dossier/{dossier}/plan/evalueren/toets",
            get(test::back_evaluate).merge(post(test::evaluate)),
        )
}

/// The page of the plan.
fn plan_of(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/plan")
}

/// What is done with the plan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The next version is written.
    Write,
    /// It is looked at again.
    Evaluate,
}

impl Way {
    fn address(self, dossier: DossierId) -> String {
        let way = match self {
            Self::Write => "schrijven",
            Self::Evaluate => "evalueren",
        };
        format!("{}/{way}", plan_of(dossier))
    }
}
