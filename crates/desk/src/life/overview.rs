//! `/bewaren`: what has to be destroyed, what passed its latest day first, and making the list of it. Nobody is named there.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::life::{EndListRow, EndRow, PrepareInput};
use regie_casework::thing::EndWay;
use regie_casework::{Caller, Refused};

use super::file;
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Banner, Cell, Mood, Table, Tone};
use crate::refuse;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "life/overview.html")]
struct Drawn<'a> {
    p: &'a Page,
    f: Fields<'a>,
    banners: Vec<Banner>,
    late: Option<Table>,
    late_all: usize,
    over: Option<Table>,
    over_all: usize,
    prepares: bool,
    ways: Vec<Choice>,
    lists: Option<Table>,
}

/// Files as rows of a table; with `link` each leads to where it is left out of its list.
pub(super) fn rows(
    t: Lang,
    caption: &'static str,
    rows: &[EndRow],
    link: Option<&dyn Fn(&EndRow) -> String>,
) -> Option<Table> {
    if rows.is_empty() {
        return None;
    }
    let mut heads = vec![
        "life-term-law",
        "life-closed-on",
        "life-term-until",
        "life-term-by",
        "life-state",
    ];
    if link.is_some() {
        heads.push("life-leave-title");
    }
    let row = |one: &EndRow| {
        let day = |day: Option<jiff::civil::Date>| day.map(|d| t.day(d)).unwrap_or_default();
        let state = if one.held {
            Badge::new(t.say("life-row-held"), Tone::Care)
        } else if one.own {
            Badge::new(t.say("life-row-own"), Tone::Care)
        } else {
            Badge::new(t.say("life-row-over"), Tone::Plain)
        };
        let mut cells = vec![
            Cell::from(file(t, one.law, one.file)),
            Cell::from(t.day(one.closed)),
            Cell::from(day(one.keep.map(|k| k.until))),
            Cell::from(day(one.keep.map(|k| k.destroy_by))),
            Cell::Badge(state),
        ];
        if let Some(link) = link {
            cells.push(Cell::Link(link(one), t.say("life-leave-go").to_owned()));
        }
        cells
    };
    Some(Table {
        caption: t.say(caption).into(),
        heads: heads.into_iter().map(|key| t.say(key).into()).collect(),
        rows: rows.iter().map(row).collect(),
    })
}

fn lists(t: Lang, rows: &[EndListRow]) -> Option<Table> {
    if rows.is_empty() {
        return None;
    }
    let row = |one: &EndListRow| {
        let state = if one.dropped {
            Badge::new(t.say("life-list-dropped"), Tone::Plain)
        } else if one.done {
            Badge::new(t.say("life-list-done"), Tone::Good)
        } else {
            let says = t.with("life-list-approved", "number", one.approved);
            Badge::new(says, Tone::Care)
        };
        vec![
            Cell::Link(format!("/bewaren/{}", one.id), t.day(one.on)),
            Cell::from(one.by.clone()),
            Cell::from(one.files.to_string()),
            Cell::Badge(state),
        ]
    };
    Some(Table {
        caption: t.say("life-lists").into(),
        heads: [
            "life-list-on",
            "life-list-by",
            "life-list-files",
            "life-state",
        ]
        .map(|key| t.say(key).into())
        .to_vec(),
        rows: rows.iter().map(row).collect(),
    })
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (status, done): (StatusCode, bool),
) -> Result<Response, Trouble> {
    let t = page.t;
    let seen = desk.house.retention_overview(caller).await;
    let seen = seen.map_err(|why| refuse::trouble(t, why))?;
    let over = Table {
        caption: t.say("life-over").into(),
        heads: ["life-term-law", "life-closed-year", "life-list-files"]
            .map(|key| t.say(key).into())
            .to_vec(),
        rows: seen
            .over
            .iter()
            .map(|(law, sort, year, count)| {
                vec![
                    Cell::from(file(t, *law, *sort)),
                    Cell::from(year.to_string()),
                    Cell::from(count.to_string()),
                ]
            })
            .collect(),
    };
    let mut banners = Vec::new();
    if done {
        banners.push(Banner::new(Mood::Good, t.say("life-done-list")));
    }
    if seen.late_all > 0 {
        let says = t.with("life-late-banner", "number", seen.late_all);
        banners.push(Banner::new(Mood::Alarm, says));
    }
    Ok(page.show_as(
        status,
        &Drawn {
            p: page,
            f: Fields::new(t, "life", form),
            banners,
            late: rows(t, "life-late", &seen.late, None),
            late_all: seen.late_all,
            over: (!seen.over.is_empty()).then_some(over),
            over_all: seen.over_all,
            prepares: seen.prepares && seen.over_all > 0,
            ways: [EndWay::Destroy, EndWay::Strip]
                .map(|way| match way {
                    EndWay::Destroy => Choice::new("destroy", t.say("life-way-destroy")),
                    EndWay::Strip => Choice::new("strip", t.say("life-way-strip")),
                })
                .to_vec(),
            lists: lists(t, &seen.lists),
        },
    ))
}

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    uri: axum::http::Uri,
) -> Result<Response, Trouble> {
    let done = uri.query() == Some("klaar=lijst");
    let form = Form::new();
    show(&desk, &caller, &page, &form, (StatusCode::OK, done)).await
}

/// Makes a list.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let input = PrepareInput {
        way: form.value("way").to_owned(),
    };
    let request = request_of(&caller, &form);
    match desk
        .house
        .prepare_destruction(&caller, &input, request)
        .await
    {
        Ok(list) => Ok(see_other(&format!("/bewaren/{list}"))),
        Err(why @ Refused::Invalid(_)) => {
            refuse::into_form(page.t, &mut form, why)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&desk, &caller, &page, &form, (status, false)).await
        }
        Err(why) => Err(refuse::trouble(page.t, why)),
    }
}
