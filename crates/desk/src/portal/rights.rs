//! `/mijn/{person}/rechten`: what each right is in plain words, and the reader's own requests with the days that are left.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::portal::PortalCapacity;
use regie_casework::request::MyRequestRow;
use regie_terms::Right;

use super::{acting, person_of};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::Badge;
use crate::refuse;
use crate::request::{badge, days_left, slug};
use crate::words::Lang;

/// A right, in plain words.
struct Choice {
    title: &'static str,
    explains: &'static str,
    href: String,
    /// What the portal gives at once, and where.
    now: Vec<(&'static str, String)>,
}

/// A request of the reader's.
struct Row {
    href: String,
    title: &'static str,
    received: String,
    badge: Badge,
    due: Option<Badge>,
    /// It waits for the reader.
    yours: bool,
}

#[derive(Template)]
#[template(path = "portal/rights.html")]
struct RightsPage<'a> {
    p: &'a Page,
    title: String,
    here: String,
    now: &'static str,
    rows: Vec<Row>,
    rights: Vec<Choice>,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let mine = desk
        .house
        .my_requests(&caller, person_of(&person))
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let page = acting(page, &mine.name, mine.capacity);
    let here = format!("/mijn/{}", mine.person);
    let own = mine.capacity == PortalCapacity::Subject;
    let title = if own {
        t.say("request-mine-title").to_owned()
    } else {
        t.with("request-mine-title-of", "name", mine.name.as_str())
    };
    let rights = Right::ALL
        .iter()
        .map(|one| choice(t, &here, *one))
        .collect();
    Ok(page.show(&RightsPage {
        p: &page,
        title,
        now: "rechten",
        rows: mine.rows.iter().map(|one| row(t, &desk, one)).collect(),
        rights,
        here,
    }))
}

fn choice(t: Lang, here: &str, right: Right) -> Choice {
    let word = slug(right);
    Choice {
        title: t.word("request-right", word),
        explains: t.word("request-explains", word),
        href: format!("{here}/rechten/{word}"),
        now: at_once(t, here, right),
    }
}

/// What the portal gives at once of a right, and where. `here` is the page of the file.
pub(super) fn at_once(t: Lang, here: &str, right: Right) -> Vec<(&'static str, String)> {
    let all: &[(&str, &str)] = match right {
        Right::Information => &[("request-now-information", "")],
        Right::Access => &[
            ("request-now-access", ""),
            ("request-now-copy", "/kopie.pdf"),
        ],
        Right::Portability => &[("request-now-take", "/meenemen")],
        _ => &[],
    };
    all.iter()
        .map(|(key, at)| (t.say(key), format!("{here}{at}")))
        .collect()
}

fn row(t: Lang, desk: &Desk, one: &MyRequestRow) -> Row {
    Row {
        href: format!("/mijn/verzoek/{}", one.id),
        title: t.word("request-right", slug(one.right)),
        received: t.with("request-mine-asked-on", "day", t.day(one.received)),
        badge: badge(t, one.state),
        due: one.due.map(|due| days_left(t, desk.house.today(), due)),
        yours: one.yours,
    }
}
