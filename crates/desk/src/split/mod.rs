//! Splitting the dossier of a family, as staff handle it: writing down that somebody objects, the triage, the list of what is decided one by one, and
//! the split. What the one who objects reads is the portal's.

mod carry;
mod complete;
mod page;
mod piece;
mod record;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use regie_casework::Refused;
use regie_casework::split::PieceOf;
use regie_casework::thing::SplitTo;
use regie_terms::{DossierId, Id};

use crate::guard::Desk;
use crate::page::{Page, Trouble};
use crate::staff::dossier::{dossier_of, id_of, refused};
use crate::words::Lang;

/// The longest text, in characters; `casework` holds to the same.
const LONGEST: usize = 4000;

/// The addresses.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route(
            "/dossier/{dossier}/splitsen",
            get(record::get).post(record::post),
        )
        .route(
            "/dossier/{dossier}/splitsen/{split}",
            get(page::get).post(page::post),
        )
        .route(
            "/dossier/{dossier}/splitsen/{split}/uitvoeren",
            get(carry::get).post(carry::post),
        )
        .route(
            "/dossier/{dossier}/splitsen/{split}/aanvullen",
            get(complete::back).post(complete::post),
        )
        .route(
            "/dossier/{dossier}/splitsen/{split}/{thing}",
            get(piece::get).post(piece::post),
        )
}

/// Where a page stands: an objection of a dossier.
#[derive(Clone, Copy)]
struct Here {
    dossier: DossierId,
    split: Id,
}

impl Here {
    fn of(dossier: &str, split: &str) -> Self {
        Self {
            dossier: dossier_of(dossier),
            split: id_of(split),
        }
    }

    fn dossier(self) -> String {
        format!("/dossier/{}", self.dossier)
    }

    fn address(self) -> String {
        format!("/dossier/{}/splitsen/{}", self.dossier, self.split)
    }

    /// The answer to a refusal.
    fn refused(self, page: &Page, why: Refused) -> Result<Response, Trouble> {
        refused(page, why, &format!("{}/glas?act=edit", self.dossier()))
    }
}

/// What kind of thing it is, in words.
fn kind(t: Lang, what: PieceOf) -> &'static str {
    t.say(match what {
        PieceOf::Authority => "split-of-authority",
        PieceOf::Entry => "split-of-entry",
        PieceOf::Document => "split-of-document",
        PieceOf::Disclosure => "split-of-disclosure",
        PieceOf::Glass => "split-of-glass",
        PieceOf::Meeting => "split-of-meeting",
        PieceOf::Words => "split-of-words",
        PieceOf::Request => "split-of-request",
        PieceOf::Decision => "split-of-decision",
        PieceOf::Contact => "split-of-contact",
        PieceOf::Objection => "split-of-objection",
        PieceOf::Paper => "split-of-paper",
        PieceOf::Acting => "split-of-acting",
    })
}

/// Where it goes, in words.
fn way(t: Lang, to: SplitTo) -> &'static str {
    t.say(match to {
        SplitTo::Leaver => "split-to-leaver",
        SplitTo::Stayers => "split-to-stayers",
        SplitTo::Both => "split-to-both",
        SplitTo::AsItIs => "split-to-as-it-is",
        SplitTo::Anew => "split-to-anew",
        SplitTo::Keep => "split-to-keep",
        SplitTo::Drop => "split-to-drop",
    })
}

/// What stands in the way, in words.
fn block(t: Lang, code: &str) -> &'static str {
    t.say(match code {
        "involved" => "split-split-involved",
        "nobody-left" => "split-split-nobody-left",
        "stands-still" => "split-split-stands-still",
        "share-open" => "split-split-share-open",
        "other-split" => "split-split-other-split",
        "acting-open" => "split-split-acting-open",
        "release-open" => "split-split-release-open",
        "alone" => "split-split-alone",
        _ => "split-split-closed",
    })
}
