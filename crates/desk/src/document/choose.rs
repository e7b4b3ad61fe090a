//! `/dossier/{id}/document`: what most documents come to. Recording the conclusion is the default; the document itself is the other way.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::staff::dossier::dossier_of;

#[derive(Template)]
#[template(path = "document/choose.html")]
struct ChoosePage<'a> {
    p: &'a Page,
    dossier: String,
    name: &'a str,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let open = match super::editable(&desk, &caller, &page, dossier).await? {
        Ok(open) => open,
        Err(answer) => return Ok(answer),
    };
    Ok(page.show(&ChoosePage {
        p: &page,
        dossier: format!("/dossier/{dossier}"),
        name: &open.title,
    }))
}
