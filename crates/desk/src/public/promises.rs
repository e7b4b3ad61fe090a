//! `/openbaar/charter/{charter}`: what a charter promises, in the order of its document, the rules that keep each promise, what happens when
//! somebody does not hold to it, and how far this system keeps it. For paper too; `?op=` shows an earlier day.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use regie_casework::{Kept, Promise};

use super::of::{Head, Of, in_words};
use crate::guard::Desk;
use crate::page::{Page, Trouble};
use crate::words::{IntoArg, Lang};

/// A rule under a promise.
struct Rule<'a> {
    id: &'a str,
    says: &'a str,
    cited: String,
}

struct Drawn<'a> {
    id: &'a str,
    says: &'a str,
    broken: &'a str,
    kept: Kept,
    yet: Option<&'a str>,
    cited: String,
    rules: Vec<Rule<'a>>,
}

impl Drawn<'_> {
    /// How far it is kept: the mood of its badge and the key of its words.
    fn badge(&self) -> (&'static str, &'static str) {
        match self.kept {
            Kept::Now => ("good", "public-kept-now"),
            Kept::Partly => ("care", "public-kept-partly"),
            Kept::NotYet => ("alarm", "public-kept-not-yet"),
        }
    }

    /// Why no rule stands under it.
    fn bare(&self) -> &'static str {
        match self.kept {
            Kept::NotYet => "public-no-rule-yet",
            Kept::Now | Kept::Partly => "public-no-rule-needed",
        }
    }
}

struct Chapter<'a> {
    id: &'a str,
    title: &'a str,
    promises: Vec<Drawn<'a>>,
}

#[derive(Template)]
#[template(path = "public/promises.html")]
struct PromisesPage<'a> {
    p: &'a Page,
    head: Head<'a>,
    chapters: Vec<Chapter<'a>>,
    /// How many promises there are and how many of each state, as a sentence.
    count: String,
    /// The page of all rules.
    rules: String,
}

/// Draws that of the charter that decides here.
pub(super) async fn here(State(desk): State<Desk>, page: Page) -> Result<Response, Trouble> {
    let of = Of::on(&desk, desk.house.settings().charter, None)?;
    Ok(draw(&of, &page))
}

/// Draws it; a charter that is not there, or not yet, has no page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Path(charter): Path<String>,
    uri: Uri,
    page: Page,
) -> Result<Response, Trouble> {
    Ok(draw(&Of::read(&desk, &charter, &uri)?, &page))
}

fn draw(of: &Of<'_>, page: &Page) -> Response {
    let t = page.t;
    let chapters: Vec<Chapter<'_>> = of
        .charters
        .promised(of.charter)
        .iter()
        .map(|chapter| Chapter {
            id: &chapter.id,
            title: in_words(t, &chapter.title),
            promises: chapter
                .promises
                .iter()
                .filter(|promise| promise.holds(of.on))
                .map(|promise| drawn(t, of, promise))
                .collect(),
        })
        .filter(|chapter| !chapter.promises.is_empty())
        .collect();
    let count = |kept: Option<Kept>| {
        let all = chapters.iter().flat_map(|chapter| &chapter.promises);
        all.filter(|one| kept.is_none_or(|kept| one.kept == kept))
            .count()
    };
    page.show(&PromisesPage {
        p: page,
        head: of.head(t, ""),
        count: t.tell(
            "public-promises-count",
            &[
                ("all", count(None).arg()),
                ("now", count(Some(Kept::Now)).arg()),
                ("partly", count(Some(Kept::Partly)).arg()),
                ("not", count(Some(Kept::NotYet)).arg()),
            ],
        ),
        chapters,
        rules: of.way("/regels"),
    })
}

fn drawn<'a>(t: Lang, of: &Of<'a>, promise: &'a Promise) -> Drawn<'a> {
    let rules = promise.rules.iter().filter_map(|id| {
        let rule = of.charters.rule_named(id)?;
        of.decides(&rule).then(|| Rule {
            id: rule.id,
            says: in_words(t, rule.says),
            cited: of.cited_by(t, &rule),
        })
    });
    Drawn {
        id: &promise.id,
        says: in_words(t, &promise.says),
        broken: in_words(t, &promise.broken),
        kept: promise.kept,
        yet: promise.yet.as_ref().map(|yet| in_words(t, yet)),
        cited: of.cited(t, &promise.places(of.on), &promise.articles(of.on)),
        rules: rules.collect(),
    }
}
