//! Recording: the form with the whole label, correcting a fact, and the working notes beside the dossier.
//!
//! What may be recorded is the charter's to say; it stands beside the form as it is filled. No field is asked for that the
//! label does not need (FLD-1): what counts in some cases alone is folded until it does.

mod correct;
mod drawn;
mod notes;
mod put_in;
mod read;
mod record;
mod test;

use axum::Router;
use axum::routing::{get, post};

use crate::guard::Desk;

pub(crate) use drawn::{Guidance, LabelPart, checklist, persons};
pub(crate) use notes::done;
pub(crate) use read::{ANSWERS, Said, answers, day, entry, safety, with_safety};
pub(crate) use record::{begun, glass, outcome};
pub(crate) use test::{by_script, fragment};

/// The addresses of recording.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route(
            "/dossier/{dossier}/vastleggen",
            get(record::get).post(record::post),
        )
        .route(
            "/dossier/{dossier}/vastleggen/toets",
            get(test::back).merge(post(test::post)),
        )
        .route(
            "/dossier/{dossier}/feit/{entry}/verbeteren",
            get(correct::get).post(correct::post),
        )
        .route(
            "/dossier/{dossier}/aantekeningen",
            get(notes::get).post(notes::add),
        )
        .route(
            "/dossier/{dossier}/aantekeningen/{note}/weg",
            get(notes::back).merge(post(notes::remove)),
        )
        .route(
            "/dossier/{dossier}/aantekeningen/{note}/vastleggen",
            get(put_in::get).post(put_in::post),
        )
}
