//! Taking a body in, up to a limit and a deadline, and taking it apart.
//!
//! What somebody unknown sends may be small only. Of somebody who is logged in the beginning is looked at before the rest of a large
//! body is taken in.

mod gather;
mod parts;
mod rest;
#[cfg(test)]
mod tests;

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use tokio::sync::Semaphore;

use super::{Form, MOST_DOOR, MOST_FILES, MOST_TEXT};
use gather::{Measure, Whole, gather};
use rest::Rest;

/// How much more than the limit is taken and thrown away, so that the sender is still listening when the
/// answer comes.
const DRAINED: usize = 8 * 1024 * 1024;
/// The same for a form with files: a photo of a telephone of today is larger than what is taken, a scanned file larger still.
const DRAINED_FILES: usize = 64 * 1024 * 1024;
/// How much of a large body comes before its token is looked at; the token is the first thing in every form of ours.
const BEGINNING: usize = 16 * 1024;
/// How long a text may take to come.
const TEXT_WITHIN: Duration = Duration::from_secs(10);
/// How long a file may take to come: 6 MiB over a poor connection.
const FILES_WITHIN: Duration = Duration::from_secs(120);
/// How many forms with files are taken in at the same time.
static LARGE: Semaphore = Semaphore::const_new(16);

impl Form {
    /// Reads the body of a request of somebody who is logged in, whatever it is. `fits` looks at the beginning of a form with files, its
    /// token above all: when it does not fit, the rest is not taken in.
    pub async fn read(request: Request, fits: impl Fn(&Form) -> bool) -> Form {
        if !has_files(&request) {
            let text = Measure {
                most: MOST_TEXT,
                drained: DRAINED,
                within: TEXT_WITHIN,
            };
            return Form::take(request, text).await;
        }
        let beginning = Measure {
            most: BEGINNING,
            drained: 0,
            within: TEXT_WITHIN,
        };
        let announced = announced(&request);
        let (parts, mut body) = request.into_parts();
        let again = |body: Body| {
            let mut request = Request::new(body);
            request.headers_mut().clone_from(&parts.headers);
            request
        };
        let mut bytes = Vec::new();
        let whole = gather(&mut body, &mut bytes, beginning).await;
        if !matches!(whole, Whole::TooMuch) {
            return Form::of(again(Body::empty()), bytes, whole).await;
        }
        let mut first = Form::default();
        first.eat_parts(again(Body::from(bytes.clone()))).await;
        if !fits(&first) {
            let large = announced > MOST_FILES as u64;
            first.fault("", if large { "too-large" } else { "cut-off" });
            return first;
        }
        let Ok(_place) = LARGE.acquire().await else {
            return first;
        };
        // Of what is too large the sender is still listening to the end: what comes over the limit is thrown away as it comes.
        let rest = Rest {
            first: Some(bytes.into()),
            body,
            room: MOST_FILES.saturating_add(DRAINED_FILES),
            waits: false,
        };
        let mut form = Form::default();
        let eaten = form.eat_parts(again(Body::new(rest)));
        if tokio::time::timeout(FILES_WITHIN, eaten).await.is_err() {
            form.fault("", "cut-off");
        }
        form
    }

    /// Reads the body of a request of somebody unknown: a small form without files. Any other is an empty form.
    pub async fn read_door(request: Request) -> Form {
        if has_files(&request) {
            let mut form = Form::default();
            form.fault("", "cut-off");
            return form;
        }
        let small = Measure {
            most: MOST_DOOR,
            drained: DRAINED,
            within: TEXT_WITHIN,
        };
        Form::take(request, small).await
    }

    /// Reads the text of what comes after a session has ended; files are not for keeping then, and stand behind the text.
    pub async fn read_late(request: Request) -> Form {
        let text = Measure {
            most: MOST_TEXT,
            drained: DRAINED,
            within: TEXT_WITHIN,
        };
        Form::take(request, text).await
    }

    async fn take(request: Request, measure: Measure) -> Form {
        let (parts, mut body) = request.into_parts();
        let mut bytes = Vec::new();
        let whole = gather(&mut body, &mut bytes, measure).await;
        Form::of(Request::from_parts(parts, Body::empty()), bytes, whole).await
    }

    async fn of(request: Request, bytes: Vec<u8>, whole: Whole) -> Form {
        let mut form = Form::default();
        if has_files(&request) {
            let (parts, _) = request.into_parts();
            form.eat_parts(Request::from_parts(parts, Body::from(bytes)))
                .await;
        } else {
            form.eat_urlencoded(&bytes);
        }
        match whole {
            Whole::Yes => {}
            Whole::TooMuch => form.fault("", "too-large"),
            Whole::Broken => form.fault("", "cut-off"),
        }
        form
    }
}

/// How large a body says it is; zero where it does not say.
fn announced(request: &Request) -> u64 {
    let length = request.headers().get(CONTENT_LENGTH);
    length
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .unwrap_or(0)
}

fn has_files(request: &Request) -> bool {
    request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"))
}
