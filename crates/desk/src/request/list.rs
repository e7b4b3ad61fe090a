//! `/dossier/{id}/verzoeken`: the requests of a dossier, what waits first, with the days that are left.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::request::Requests;

use super::{badge, days_left};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Cell, Empty, Table};
use crate::staff::dossier::{dossier_of, refused};

#[derive(Template)]
#[template(path = "request/list.html")]
struct ListPage<'a> {
    p: &'a Page,
    dossier: String,
    name: &'a str,
    rows: Option<Table>,
    none: Empty,
    new: String,
}

/// The list.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let t = page.t;
    let found = match desk.house.requests_of(&caller, dossier).await {
        Ok(found) => found,
        Err(why) => return refused(&page, why, &format!("/dossier/{dossier}/glas")),
    };
    Ok(page.show(&ListPage {
        p: &page,
        dossier: format!("/dossier/{dossier}"),
        name: &found.title,
        rows: table(&desk, &page, &found, &format!("/dossier/{dossier}/verzoek")),
        none: Empty {
            text: t.say("request-none").into(),
            hint: Some(t.say("request-none-hint").into()),
            action: None,
        },
        new: format!("/dossier/{dossier}/verzoek/nieuw"),
    }))
}

fn table(desk: &Desk, page: &Page, found: &Requests, here: &str) -> Option<Table> {
    let t = page.t;
    let today = desk.house.today();
    let rows: Vec<Vec<Cell>> = found
        .rows
        .iter()
        .map(|row| {
            let what = if row.review {
                "request-of-review"
            } else {
                "request-of-right"
            };
            vec![
                Cell::Link(
                    format!("{here}/{}", row.id),
                    t.with(what, "right", t.of(&row.right)),
                ),
                Cell::Text(row.name.clone()),
                Cell::Text(t.day(row.received)),
                Cell::Badge(badge(t, row.state)),
                match row.due {
                    Some(due) => Cell::Badge(days_left(t, today, due)),
                    None => Cell::Text("–".to_owned()),
                },
            ]
        })
        .collect();
    let heads = [
        "request-head-what",
        "request-head-who",
        "request-head-received",
        "request-head-state",
        "request-head-due",
    ];
    (!rows.is_empty()).then(|| Table {
        caption: t.say("request-caption").into(),
        heads: heads.iter().map(|key| t.say(key).into()).collect(),
        rows,
    })
}
