//! A paper or file on its way to whom it is about, to be kept. Its name says nothing about anybody, and no cache keeps it.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use regie_letters::{Language, Paper};

use super::Trouble;
use crate::words::Lang;

/// The language of a paper for a reader of this one.
#[must_use]
pub const fn language(t: Lang) -> Language {
    match t {
        Lang::Nl => Language::Nl,
        Lang::En => Language::En,
    }
}

/// Makes a paper and hands it over as a PDF under this name, which is fixed text.
///
/// # Errors
/// [`Trouble::Away`] when it could not be made.
pub async fn paper(paper: Paper, name: &'static str) -> Result<Response, Trouble> {
    Ok(download(pdf(paper).await?, "application/pdf", name))
}

/// Makes a paper.
///
/// # Errors
/// [`Trouble::Away`] when it could not be made.
pub async fn pdf(paper: Paper) -> Result<Vec<u8>, Trouble> {
    // Laying out takes the processor for a moment: not on a thread that serves others.
    tokio::task::spawn_blocking(move || regie_letters::pdf(&paper))
        .await
        .map_err(|_| Trouble::Away)?
        .map_err(|why| {
            tracing::error!("{why}");
            Trouble::Away
        })
}

/// Hands bytes over to be kept, under a name that is fixed text.
#[must_use]
pub fn download(bytes: Vec<u8>, media: &'static str, name: &'static str) -> Response {
    let headers = [
        (CONTENT_TYPE, media.to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}
