//! Letters: paper for who has no portal (POR-5, POR-6). What one says is what the portal of whom it is for would say; how it goes is the
//! professional's to choose, and post is the last of it.

mod list;
mod log;
mod make;
pub(crate) mod paper;
mod returned;
mod texts;

use axum::Router;
use axum::routing::get;
use regie_casework::letter::LetterAt;
use regie_casework::thing::LetterKind;
use regie_terms::{DossierId, PersonId};

use crate::guard::Desk;
use crate::staff::dossier::{dossier_of, id_of};

/// The addresses.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/post", get(log::get))
        .route("/dossier/{dossier}/brieven", get(list::get))
        .route(
            "/dossier/{dossier}/brieven/{posting}/brief.pdf",
            get(list::file),
        )
        .route(
            "/dossier/{dossier}/brieven/{posting}/terug",
            get(returned::get).post(returned::post),
        )
        .route(
            "/dossier/{dossier}/persoon/{person}/brief/{letter}/{about}",
            get(make::get).post(make::post),
        )
        .route(
            "/dossier/{dossier}/persoon/{person}/brief/{letter}/{about}/voorbeeld.pdf",
            get(make::preview),
        )
}

/// The word of a letter in an address.
pub(crate) const fn slug(letter: LetterKind) -> &'static str {
    match letter {
        LetterKind::Decision => "besluit",
        LetterKind::Receipt => "ontvangst",
        LetterKind::Consent => "toestemming",
        LetterKind::Invitation => "uitnodiging",
    }
}

/// Where a letter is made.
pub(crate) fn address(at: &LetterAt) -> String {
    let (dossier, person) = (at.dossier, at.person);
    format!(
        "/dossier/{dossier}/persoon/{person}/brief/{}/{}",
        slug(at.letter),
        at.about
    )
}

/// Which letter an address is about; `None` for a kind that is none.
fn at(dossier: &str, person: &str, letter: &str, about: &str) -> Option<LetterAt> {
    let letter = LetterKind::ALL.into_iter().find(|l| slug(*l) == letter)?;
    Some(LetterAt {
        dossier: dossier_of(dossier),
        person: PersonId(id_of(person)),
        letter,
        about: id_of(about),
    })
}

fn list_of(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/brieven")
}

fn glass(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/glas")
}
