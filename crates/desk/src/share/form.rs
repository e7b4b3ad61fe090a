//! `/dossier/{id}/delen/{share}/formulier/{consent}`: the form of a consent as it was handed in. A photo stands on a page, a PDF
//! is shown by the browser itself. Neither is saved: nothing about a client stays on the machine it is read on.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;

use super::Here;
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::staff::dossier::{id_of, refused};

/// A PDF may run nothing, load nothing and lead nowhere.
const HELD: &str =
    "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";

#[derive(Template)]
#[template(path = "share/form.html")]
struct FormPage<'a> {
    p: &'a Page,
    at: Here,
    /// The photo, as an address that holds it whole, so that it is asked for and written down once.
    photo: String,
}

/// Shows it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share, consent)): Path<(String, String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let said = desk
        .house
        .consent_form(&caller, here.dossier, id_of(&consent))
        .await;
    let form = match said {
        Ok(form) => form,
        Err(why) => return refused(&page, why, &format!("{}/glas", here.dossier())),
    };
    let media = match form.media.as_str() {
        "application/pdf" => {
            let headers = [
                (CONTENT_TYPE, "application/pdf"),
                (CONTENT_DISPOSITION, "inline"),
                (CONTENT_SECURITY_POLICY, HELD),
            ];
            return Ok((headers, form.bytes).into_response());
        }
        "image/png" => "image/png",
        _ => "image/jpeg",
    };
    let photo = format!("data:{media};base64,{}", BASE64.encode(&form.bytes));
    Ok(page.show(&FormPage {
        p: &page,
        at: here,
        photo,
    }))
}
