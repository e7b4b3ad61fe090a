//! A paper that was handed in, on its way to the reader. A photo stands on a page, a PDF is shown by the browser itself. Neither is saved:
//! nothing about a client stays on the machine it is read on (SEC-1).

use askama::Template;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use regie_casework::ScanView;

use super::Page;

/// A PDF may run nothing, load nothing and lead nowhere.
const HELD: &str =
    "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";

/// How a paper is shown.
pub enum Scanned {
    /// As the answer itself.
    File(Response),
    /// On a page, as an address that holds it whole, so that it is asked for and written down once.
    Photo(String),
}

/// How this one is shown.
#[must_use]
pub fn scanned(scan: ScanView) -> Scanned {
    let media = match scan.media.as_str() {
        "application/pdf" => {
            let headers = [
                (CONTENT_TYPE, "application/pdf"),
                (CONTENT_DISPOSITION, "inline"),
                (CONTENT_SECURITY_POLICY, HELD),
            ];
            return Scanned::File((headers, scan.bytes).into_response());
        }
        "image/png" => "image/png",
        _ => "image/jpeg",
    };
    Scanned::Photo(format!(
        "data:{media};base64,{}",
        BASE64.encode(&scan.bytes)
    ))
}

#[derive(Template)]
#[template(path = "document/paper.html")]
struct PaperPage<'a> {
    p: &'a Page,
    back: String,
    photo: String,
}

/// A paper as staff are shown it: a photo on a page with a way back, a PDF as it is.
#[must_use]
pub fn shown(page: &Page, scan: ScanView, back: String) -> Response {
    match scanned(scan) {
        Scanned::File(response) => response,
        Scanned::Photo(photo) => page.show(&PaperPage {
            p: page,
            back,
            photo,
        }),
    }
}
