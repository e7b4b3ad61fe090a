//! `/openbaar/autorisaties`: who may do what. Walked from the engine itself, so that what is published is what runs.

use std::borrow::Cow;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regie_terms::{DeskAct, Function, Relation, Set};

use crate::guard::Desk;
use crate::page::{Page, Trouble};
use crate::part::{Cell, Table};
use crate::words::Lang;

#[derive(Template)]
#[template(path = "public/authorisations.html")]
struct AuthorisationsPage<'a> {
    p: &'a Page,
    charter: String,
    day: String,
    access: Table,
    acts: Table,
    /// The functions that may open no dossier at all.
    none: String,
}

/// One row of the engine's table, in words.
struct Walked {
    function: Function,
    relation: Relation,
    may: (&'static str, &'static str),
}

fn cell(t: Lang, word: &str) -> Cell {
    Cell::Text(t.word("public-cell", &word.replace(' ', "-")).to_owned())
}

/// Draws it.
pub(super) async fn get(State(desk): State<Desk>, page: Page) -> Result<Response, Trouble> {
    let t = page.t;
    let today = desk.house.today();
    let table = desk
        .house
        .charters()
        .table(desk.house.settings().charter, today)
        .map_err(|error| {
            tracing::error!(%error, "the table of authorisations could not be walked");
            Trouble::Broken
        })?;
    let walked: Vec<Walked> = table
        .access
        .iter()
        .map(|row| Walked {
            function: row.function,
            relation: row.relation,
            may: (row.view.as_str(), row.edit.as_str()),
        })
        .collect();
    let mut rows = Vec::new();
    let mut none = Vec::new();
    for function in Function::ALL {
        let of: Vec<&Walked> = walked
            .iter()
            .filter(|row| row.function == *function)
            .collect();
        let Some(first) = of.first() else { continue };
        let alike = of.iter().all(|row| row.may == first.may);
        if alike && first.may == ("no", "no") {
            none.push(t.of(function));
            continue;
        }
        // Rows that all say the same are drawn as one.
        for row in of.iter().take(if alike { 1 } else { of.len() }) {
            if row.may == ("no", "no") {
                continue;
            }
            let relation = if alike {
                t.say("public-any-relation")
            } else {
                t.of(&row.relation)
            };
            let (view, edit) = row.may;
            rows.push(vec![
                t.of(function).into(),
                relation.into(),
                cell(t, view),
                cell(t, edit),
            ]);
        }
    }
    let head = |keys: &[&str]| keys.iter().map(|key| Cow::Borrowed(t.say(key))).collect();
    // Functions that may do the same with the same part stand in one row.
    let mut together: Vec<(DeskAct, Set<Relation>, Vec<&str>)> = Vec::new();
    for row in &table.acts {
        let known = together
            .iter_mut()
            .find(|(act, with, _)| *act == row.act && *with == row.relations);
        match known {
            Some((_, _, functions)) => functions.push(t.of(&row.function)),
            None => together.push((row.act, row.relations, vec![t.of(&row.function)])),
        }
    }
    let acts = together
        .iter()
        .map(|(act, with, functions)| {
            vec![
                t.of(act).into(),
                t.list(functions).into(),
                relations(t, *with).into(),
            ]
        })
        .collect();
    let access = Table {
        caption: t.say("public-access-caption").into(),
        heads: head(&[
            "public-head-function",
            "public-head-relation",
            "public-head-view",
            "public-head-edit",
        ]),
        rows,
    };
    let acts = Table {
        caption: t.say("public-acts-caption").into(),
        heads: head(&[
            "public-head-act",
            "public-head-function",
            "public-head-relation",
        ]),
        rows: acts,
    };
    let (charter, _) = super::of::named(&desk, t);
    let page_parts = AuthorisationsPage {
        p: &page,
        charter,
        day: t.day(today),
        access,
        acts,
        none: t.list(&none),
    };
    Ok(page.show(&page_parts))
}

fn relations(t: Lang, of: Set<Relation>) -> String {
    if of == Set::all() {
        t.say("public-any-relation").to_owned()
    } else {
        t.listed(of.iter())
    }
}
