//! How a dossier ends, as staff meet it: until when it is kept, closing it and opening it again, what stands in the way; and for who is responsible what has to be
//! destroyed, the list that two people approve, and the certificate.

mod certificate;
mod dossier;
mod list;
mod listed;
mod overview;

use askama::Template;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use regie_terms::{File, Law, Reason};

use crate::form::{Field, Fields};
use crate::guard::Desk;
use crate::page::Page;
use crate::part::{Because, Table};
use crate::words::Lang;

/// The longest text, in characters; `casework` holds to the same.
const LONGEST: usize = 1000;

/// The addresses.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/dossier/{dossier}/bewaren", get(dossier::page))
        .route(
            "/dossier/{dossier}/sluiten",
            get(dossier::close).post(dossier::closed),
        )
        .route(
            "/dossier/{dossier}/heropenen",
            get(dossier::reopen).post(dossier::reopened),
        )
        .route(
            "/dossier/{dossier}/bewaren/vasthouden",
            get(dossier::hold).post(dossier::held),
        )
        .route(
            "/dossier/{dossier}/bewaren/{hold}",
            get(dossier::lift).post(dossier::lifted),
        )
        .route("/bewaren", get(overview::get).post(overview::post))
        .route("/bewaren/verklaring/{id}", get(certificate::get))
        .route("/bewaren/verklaring/{id}/pdf", get(certificate::pdf))
        .route("/bewaren/{list}", get(list::get).post(list::approve))
        .route(
            "/bewaren/{list}/intrekken",
            get(listed::drop).post(listed::dropped),
        )
        .route(
            "/bewaren/{list}/{term}",
            get(listed::leave).post(listed::left),
        )
}

/// A page with one small form.
#[derive(Template)]
#[template(path = "life/ask.html")]
struct Ask<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    back: (String, String),
    title: String,
    says: Vec<String>,
    table: Option<Table>,
    fields: Vec<Field<'a>>,
    go: &'static str,
    alarm: bool,
}

impl Ask<'_> {
    fn shown(self, status: StatusCode) -> Response {
        self.p.show_as(status, &self)
    }
}

/// A file in words: its law, and its sort where that is not the help itself.
fn file(t: Lang, law: Law, file: File) -> String {
    match file {
        File::Treatment => t.of(&law).to_owned(),
        other => format!("{} · {}", t.of(&law), t.of(&other)),
    }
}

/// Why, in a sentence with its place in the documents.
fn because(t: Lang, reason: &Reason) -> String {
    let it = Because::of(t, reason);
    match it.law {
        Some(law) => format!("{} ({}; {law})", it.says, it.source),
        None => format!("{} ({})", it.says, it.source),
    }
}
