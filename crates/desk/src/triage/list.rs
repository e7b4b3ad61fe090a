//! `/dossier/{id}/triage`: at which moment somebody weighs, and what was decided so far.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::Refused;
use regie_terms::Outcome;

use super::card::{Card, card};
use super::said;
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::staff::dossier::{dossier_of, refused};

/// A moment to choose.
struct Moment {
    href: String,
    says: String,
    hint: Option<String>,
    source: String,
}

#[derive(Template)]
#[template(path = "triage/list.html")]
struct ListPage<'a> {
    p: &'a Page,
    dossier: String,
    title: &'a str,
    moments: Vec<Moment>,
    cards: Vec<Card>,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let dossier = dossier_of(&dossier);
    let glass = format!("/dossier/{dossier}/glas?act=edit");
    let open = match desk.house.open_dossier(&caller, dossier).await {
        Ok(open) if open.edit.outcome != Outcome::Permitted => {
            return refused(&page, Refused::Denied(vec![open.edit]), &glass);
        }
        Ok(open) => open,
        Err(why) => return refused(&page, why, &glass),
    };
    let moments = desk.house.triage_page().moments;
    let about = |one: &regie_casework::triage::TriageView| match one.person {
        Some(_) => one.person_name.clone(),
        None => t.say("entry-family").to_owned(),
    };
    Ok(page.show(&ListPage {
        p: &page,
        dossier: format!("/dossier/{dossier}"),
        title: &open.title,
        moments: moments
            .into_iter()
            .map(|one| Moment {
                href: format!("/dossier/{dossier}/triage/{}", one.name),
                says: said(t, &one.says).clone(),
                hint: one.hint.as_ref().map(|hint| said(t, hint).clone()),
                source: one.source,
            })
            .collect(),
        cards: open
            .triages
            .iter()
            .map(|one| card(t, one, Some(&about(one)), &|at| desk.house.local(at)))
            .collect(),
    }))
}
