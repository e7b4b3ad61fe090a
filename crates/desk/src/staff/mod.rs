//! The pages of the staff: the caseload, finding, the dossier, breaking the glass, who is away.

mod agenda;
mod caseload;
pub mod dossier;
mod find;
mod incident;
mod narrow;

use axum::Router;
use axum::routing::{get, post};
use regie_casework::{Caller, House};
use regie_terms::DeskAct;

use crate::guard::Desk;
use crate::page::Way;

/// Where staff can go from every page, and by which task: a way that would only lead to a refusal is not shown.
const WAYS: [(&str, &str, Option<DeskAct>); 11] = [
    ("/", "staff-way-caseload", None),
    ("/vind", "staff-way-find", Some(DeskAct::Find)),
    ("/agenda", "staff-way-agenda", Some(DeskAct::Calendar)),
    (
        "/beheer/accounts",
        "administer-way",
        Some(DeskAct::Administer),
    ),
    (
        "/beheer/code",
        "administer-way-factor",
        Some(DeskAct::ReplaceFactor),
    ),
    ("/post", "letter-log-title", Some(DeskAct::ReadLog)),
    (
        "/bewaren",
        "life-overview-title",
        Some(DeskAct::ReadRetention),
    ),
    ("/beheer/teams", "teams-way", Some(DeskAct::Administer)),
    (
        "/caseload/overdragen",
        "handover-way",
        Some(DeskAct::Assign),
    ),
    ("/voordeur", "door-way", Some(DeskAct::StartDossier)),
    ("/dossier/nieuw", "begin-way", Some(DeskAct::StartDossier)),
];

/// Where a member of staff can go from every page, as the charter says it of the function they act in; nowhere before one was chosen.
#[must_use]
pub fn ways(house: &House, caller: &Caller) -> Vec<Way> {
    if caller.function().is_none() {
        return Vec::new();
    }
    WAYS.into_iter()
        .filter(|(_, _, task)| {
            task.is_none_or(|task| matches!(house.has_task(caller, task), Ok(true)))
        })
        .map(|(href, key, _)| Way { href, key })
        .collect()
}

/// The addresses of the staff.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/", get(caseload::get))
        .route("/vind", get(find::get).post(find::post))
        .route("/agenda", get(agenda::get).post(agenda::add))
        .route(
            "/agenda/{absence}/weg",
            get(agenda::back).merge(post(agenda::remove)),
        )
        .route(
            "/incident/{incident}",
            get(incident::get).post(incident::post),
        )
        .merge(dossier::rooms())
}
