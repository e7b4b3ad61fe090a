//! `/bewaren/verklaring/{id}`: the certificate of what was destroyed, on the screen and as a paper.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::life::CertificateView;
use regie_casework::thing::{Certificate, EndWay};
use regie_letters::{Block, Level, Paper};

use super::file;
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble, language, paper};
use crate::part::{Cell, Pairs, Table};
use crate::refuse;
use crate::staff::dossier::id_of;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "life/certificate.html")]
struct Drawn<'a> {
    p: &'a Page,
    list: String,
    pdf: String,
    state: String,
    pairs: Pairs,
    groups: Table,
    cells: Option<Table>,
    rules: Vec<String>,
}

async fn seen(desk: &Desk, caller: &Caller, t: Lang, id: &str) -> Result<CertificateView, Trouble> {
    let found = desk.house.certificate(caller, id_of(id)).await;
    found.map_err(|why| refuse::trouble(t, why))
}

/// How far it is: going on, done, or final since no backup of the key store has a key of it any more.
fn state(t: Lang, desk: &Desk, it: &Certificate) -> String {
    let day = |at: i64| t.day(desk.house.local(at).date());
    match (it.done, it.final_from) {
        (None, _) => t.say("life-certificate-going").to_owned(),
        (Some(_), Some(from)) if from <= desk.house.now() => {
            t.with("life-certificate-final", "day", day(from))
        }
        (Some(_), Some(from)) => t.with("life-certificate-final-from", "day", day(from)),
        (Some(_), None) => t.say("life-certificate-done").to_owned(),
    }
}

/// What stands in it, label by label.
fn lines(t: Lang, desk: &Desk, it: &Certificate) -> Vec<(String, String)> {
    let day = |at: i64| t.day(desk.house.local(at).date());
    let data: Vec<&str> = it.data.iter().map(|data| t.of(data)).collect();
    let mut out = vec![
        (
            "life-way",
            t.say(match it.way {
                EndWay::Destroy => "life-way-destroy",
                EndWay::Strip => "life-way-strip",
            })
            .to_owned(),
        ),
        ("life-certificate-from", day(it.from)),
        ("life-certificate-until", day(it.until)),
        ("life-certificate-data", t.list(&data)),
        ("life-certificate-dossiers", it.dossiers.to_string()),
        ("life-certificate-keys", it.keys.to_string()),
        ("life-certificate-records", it.records.to_string()),
        ("life-certificate-by", t.list(&it.by)),
    ];
    if it.kept > 0 {
        out.push(("life-certificate-kept", it.kept.to_string()));
    }
    let line = |(key, value): (&str, String)| (t.say(key).to_owned(), value);
    out.into_iter().map(line).collect()
}

/// The rules by which it went, in words.
fn rules(t: Lang, desk: &Desk, it: &Certificate) -> Vec<String> {
    let mut out = Vec::new();
    for id in it.groups.iter().flat_map(|g| &g.rules) {
        let says = desk.house.charters().rule_named(id).map(|rule| match t {
            Lang::Nl => rule.says.nl.clone(),
            Lang::En => rule.says.en.clone(),
        });
        let line = match says {
            Some(says) => format!("{id}: {says}"),
            None => id.clone(),
        };
        if !out.contains(&line) {
            out.push(line);
        }
    }
    out
}

fn groups(t: Lang, it: &Certificate) -> (Vec<String>, Vec<Vec<String>>) {
    let heads = ["life-term-law", "life-list-files"].map(|key| t.say(key).to_owned());
    let row =
        |g: &regie_casework::thing::EndedGroup| vec![file(t, g.law, g.file), g.files.to_string()];
    (heads.to_vec(), it.groups.iter().map(row).collect())
}

fn cells(t: Lang, it: &Certificate) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    if it.cells.is_empty() || it.done.is_none() {
        return None;
    }
    let heads = ["life-term-law", "life-closed-year", "life-list-files"];
    let row = |c: &regie_casework::thing::EndCell| {
        vec![
            file(t, c.law, c.file),
            c.closed.to_string(),
            c.count.to_string(),
        ]
    };
    Some((
        heads.map(|key| t.say(key).to_owned()).to_vec(),
        it.cells.iter().map(row).collect(),
    ))
}

fn table(caption: &'static str, (heads, rows): (Vec<String>, Vec<Vec<String>>)) -> Table {
    let cells = |row: Vec<String>| row.into_iter().map(Cell::from).collect();
    Table {
        caption: caption.into(),
        heads: heads.into_iter().map(Into::into).collect(),
        rows: rows.into_iter().map(cells).collect(),
    }
}

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(id): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let seen = seen(&desk, &caller, t, &id).await?;
    let it = &seen.certificate;
    let pairs = lines(t, &desk, it)
        .into_iter()
        .fold(Pairs::new(), |pairs, (label, value)| {
            pairs.row(label, value)
        });
    Ok(page.show(&Drawn {
        p: &page,
        list: format!("/bewaren/{}", seen.list),
        pdf: format!("/bewaren/verklaring/{}/pdf", seen.id),
        state: state(t, &desk, it),
        pairs,
        groups: table(t.say("life-list-groups"), groups(t, it)),
        cells: cells(t, it).map(|cells| table(t.say("life-certificate-cells"), cells)),
        rules: rules(t, &desk, it),
    }))
}

/// The paper.
pub(super) async fn pdf(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(id): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let seen = seen(&desk, &caller, t, &id).await?;
    let it = &seen.certificate;
    let (header, rows) = groups(t, it);
    let mut blocks = vec![
        Block::paragraph(state(t, &desk, it)),
        Block::Pairs {
            rows: lines(t, &desk, it),
        },
        Block::heading(Level::One, t.say("life-list-groups")),
        Block::Table { header, rows },
    ];
    if let Some((header, rows)) = cells(t, it) {
        blocks.push(Block::heading(Level::One, t.say("life-certificate-cells")));
        blocks.push(Block::Table { header, rows });
    }
    blocks.push(Block::heading(Level::One, t.say("life-certificate-rules")));
    blocks.push(Block::List {
        items: rules(t, &desk, it),
    });
    let it = Paper {
        language: language(t),
        title: t.say("life-certificate-title").to_owned(),
        organisation: desk.house.settings().organisation.clone(),
        mark: None,
        address: Vec::new(),
        place: None,
        date: desk.house.local(it.until).date(),
        blocks,
    };
    paper(it, "verklaring-van-vernietiging.pdf").await
}
