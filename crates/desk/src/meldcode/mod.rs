//! The Meldcode, as its circle meets it: the matters of a dossier, one of them with its five steps, and a short form for each thing that is done in it.
//!
//! Every page is drawn from its own act. No other page of the dossier is opened for it, so that nobody's list of who looked has a line by it.

mod ask;
mod list;
mod matter;

use axum::Router;
use axum::routing::get;
use regie_casework::meldcode::ColleagueView;
use regie_terms::{DossierId, Id};

use crate::form::{Choice, Form};
use crate::guard::Desk;

/// The longest text, in characters; `casework` holds to the same.
const LONGEST: usize = 4000;

/// The addresses.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route(
            "/dossier/{dossier}/meldcode",
            get(list::get).post(list::post),
        )
        .route("/dossier/{dossier}/meldcode/{matter}", get(matter::get))
        .route(
            "/dossier/{dossier}/meldcode/{matter}/{part}",
            get(ask::get).post(ask::post),
        )
}

fn glass(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/glas?act=edit")
}

fn address(dossier: DossierId, matter: Id) -> String {
    format!("/dossier/{dossier}/meldcode/{matter}")
}

/// Colleagues to choose among.
fn colleagues(all: &[ColleagueView]) -> Vec<Choice> {
    all.iter()
        .map(|one| Choice::new(one.account.to_string(), one.name.clone()))
        .collect()
}

/// Today, where no day was typed.
fn with_today(desk: &Desk, form: Form) -> Form {
    if form.came("on") {
        return form;
    }
    let today = desk.house.today().strftime("%-d-%-m-%Y").to_string();
    form.set("on", today)
}
