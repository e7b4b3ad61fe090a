//! `/bewaren/{list}`: a list of what is to be destroyed, and approving it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use regie_casework::life::EndListPage;
use regie_casework::thing::EndWay;
use regie_casework::{Caller, Refused};
use regie_terms::{DeskAct, Id};

use super::file;
use super::overview::rows;
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Banner, Cell, Mood, Pairs, Table};
use crate::refuse;
use crate::staff::dossier::id_of;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "life/list.html")]
struct Drawn<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    banners: Vec<Banner>,
    about: Pairs,
    certificate: Option<String>,
    groups: Table,
    approves: bool,
    rows: Option<Table>,
    left: usize,
    page: usize,
    pages: usize,
    sheet: String,
    left_out: Vec<String>,
}

const DONE: [(&str, &str); 3] = [
    ("goedgekeurd", "life-done-approved"),
    ("weggelaten", "life-done-left"),
    ("ingetrokken", "life-done-dropped"),
];

fn about(t: Lang, it: &EndListPage) -> Pairs {
    let names: Vec<&str> = it.list.approved.iter().map(|a| a.name.as_str()).collect();
    let approved = match names.is_empty() {
        true => t.say("life-approved-none").to_owned(),
        false => t.list(&names),
    };
    let pairs = Pairs::new()
        .row(t.say("life-list-on"), t.day(it.list.on))
        .row(t.say("life-list-by"), it.list.by.clone())
        .row(
            t.say("life-way"),
            t.say(match it.list.way {
                EndWay::Destroy => "life-way-destroy",
                EndWay::Strip => "life-way-strip",
            }),
        )
        .row(t.say("life-approved"), approved);
    match &it.list.dropped {
        Some(over) => pairs.row(
            t.say("life-list-dropped"),
            format!("{} · {} · {}", t.day(over.on), over.by, over.because),
        ),
        None => pairs,
    }
}

fn groups(t: Lang, it: &EndListPage) -> Table {
    let row = |g: &regie_casework::thing::EndGroup| {
        vec![
            Cell::from(file(t, g.law, g.file)),
            Cell::from(g.closed.to_string()),
            Cell::from(g.count.to_string()),
        ]
    };
    Table {
        caption: t.say("life-list-groups").into(),
        heads: ["life-term-law", "life-closed-year", "life-list-files"]
            .map(|key| t.say(key).into())
            .to_vec(),
        rows: it.list.groups.iter().map(row).collect(),
    }
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (id, query, status): (Id, &str, StatusCode),
) -> Result<Response, Trouble> {
    let t = page.t;
    let sheet = query.strip_prefix("blad=").and_then(|n| n.parse().ok());
    let it = desk
        .house
        .end_list_page(caller, id, sheet.unwrap_or(1))
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let mut banners = Vec::new();
    let said = query.strip_prefix("klaar=");
    let said = DONE.iter().find(|(word, _)| Some(*word) == said);
    banners.extend(said.map(|(_, key)| Banner::new(Mood::Good, t.say(key))));
    if !it.done && it.waits_for == 0 {
        banners.push(Banner::new(Mood::Info, t.say("life-list-waits")));
    }
    if it.own > 0 && !it.done {
        let says = t.with("life-list-own", "number", it.own);
        banners.push(Banner::new(Mood::Care, says));
    }
    let here = format!("/bewaren/{id}");
    let may = desk.house.has_task(caller, DeskAct::ApproveDestruction);
    let may = matches!(may, Ok(true)) && !it.done;
    let leave = |one: &regie_casework::life::EndRow| format!("{here}/{}", one.term);
    let open = may && it.waits_for > 0;
    let left_out = it.list.left_out.iter();
    let left_out = left_out.map(|one| format!("{} · {}", one.by, one.because));
    Ok(page.show_as(
        status,
        &Drawn {
            p: page,
            f: Fields::new(t, "life", form),
            banners,
            about: about(t, &it),
            certificate: it.certificate.map(|id| format!("/bewaren/verklaring/{id}")),
            groups: groups(t, &it),
            approves: open && !it.approved && it.own == 0 && it.left > 0,
            rows: rows(
                t,
                "life-list-rows",
                &it.rows,
                open.then_some(&leave as &dyn Fn(&_) -> String),
            ),
            left: it.left,
            page: it.page,
            pages: it.pages,
            sheet: t.with2("life-page", "number", it.page, "all", it.pages),
            left_out: left_out.collect(),
            here,
        },
    ))
}

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(list): Path<String>,
    page: Page,
    uri: Uri,
) -> Result<Response, Trouble> {
    let at = (
        id_of(&list),
        uri.query().unwrap_or_default(),
        StatusCode::OK,
    );
    show(&desk, &caller, &page, &Form::new(), at).await
}

/// Approves it.
pub(super) async fn approve(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(list): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let list = id_of(&list);
    let request = request_of(&caller, &form);
    match desk.house.approve_destruction(&caller, list, request).await {
        Ok(()) => Ok(see_other(&format!("/bewaren/{list}?klaar=goedgekeurd"))),
        Err(why @ Refused::Invalid(_)) => {
            refuse::into_form(page.t, &mut form, why)?;
            let at = (list, "", StatusCode::UNPROCESSABLE_ENTITY);
            show(&desk, &caller, &page, &form, at).await
        }
        Err(why) => Err(refuse::trouble(page.t, why)),
    }
}
