//! `/post`: what the organisation posted, for its data protection officer. No name and no address stand there.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Cell, Empty, Table, Tone};
use crate::refuse;

#[derive(Template)]
#[template(path = "letter/log.html")]
struct LogPage<'a> {
    p: &'a Page,
    table: Option<Table>,
    none: Empty,
}

/// The log.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let rows = desk
        .house
        .posted(&caller)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let heads = [
        "letter-on",
        "letter-what",
        "letter-address-kind",
        "letter-by",
        "letter-why-no-portal",
        "letter-why-no-collect",
        "letter-log-state",
        "letter-log-dossier",
    ];
    let table = Table {
        caption: t.say("letter-log-caption").into(),
        heads: heads.map(|key| t.say(key).into()).to_vec(),
        rows: rows
            .iter()
            .map(|one| {
                let state = match one.returned {
                    Some(day) => {
                        Badge::new(t.with("letter-back-on", "day", t.day(day)), Tone::Alarm)
                    }
                    None => Badge::new(t.say("letter-went-posted"), Tone::Plain),
                };
                vec![
                    Cell::from(t.day(one.on)),
                    Cell::from(t.word("letter-kind", one.letter.as_str())),
                    Cell::from(t.word("letter-address", one.address.as_str())),
                    Cell::from(one.by.clone()),
                    Cell::from(one.no_portal.clone()),
                    Cell::from(one.no_collect.clone()),
                    Cell::Badge(state),
                    Cell::Link(
                        format!("/dossier/{}/brieven", one.dossier),
                        t.say("letter-log-go").to_owned(),
                    ),
                ]
            })
            .collect(),
    };
    Ok(page.show(&LogPage {
        p: &page,
        table: Some(table).filter(|table| !table.rows.is_empty()),
        none: Empty {
            text: t.say("letter-log-none").into(),
            hint: None,
            action: None,
        },
    }))
}
