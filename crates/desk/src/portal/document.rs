//! `/mijn/{person}/document/{document}`: a document about one person alone, and the card that says of any that it is there.

use std::borrow::Cow;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Zoned;
use regie_casework::portal::{MyDocument, PortalCapacity};
use regie_casework::thing::Readers;
use regie_terms::{Id, PersonId};

use super::fact::{label_rows, source};
use super::{acting, person_of};
use crate::guard::{Desk, Me};
use crate::page::{Page, Scanned, Trouble, scanned};
use crate::part::{Action, Badge, Fact, Standing, Tone};
use crate::refuse;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "portal/document.html")]
struct DocumentPage<'a> {
    p: &'a Page,
    title: &'a str,
    here: String,
    photo: String,
}

/// Shows it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((person, document)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let person = person_of(&person);
    let document = document.parse().unwrap_or_else(|_| Id::fresh());
    let shown = desk
        .house
        .my_document(&caller, person, document)
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    let photo = match scanned(shown.scan) {
        Scanned::File(response) => return Ok(response),
        Scanned::Photo(photo) => photo,
    };
    let page = acting(page, &shown.name, shown.capacity);
    Ok(page.show(&DocumentPage {
        p: &page,
        title: &shown.title,
        here: format!("/mijn/{person}"),
        photo,
    }))
}

/// The card: that it is there, whom it comes from, what for, and who may read it.
pub(super) fn card(
    t: Lang,
    capacity: PortalCapacity,
    person: PersonId,
    document: &MyDocument,
    local: &dyn Fn(i64) -> Zoned,
) -> Fact {
    let own = capacity == PortalCapacity::Subject;
    let label = &document.label;
    let readers = t.say(match document.readers {
        Readers::Coordinator => "document-mine-coordinator",
        Readers::Involved => "document-mine-involved",
    });
    let mut lines = vec![
        t.with(
            "document-mine-from",
            "source",
            source(t, own, &label.source),
        ),
        t.with("document-mine-for", "purpose", t.of(&label.purpose)),
        t.with("document-mine-readers", "readers", readers),
    ];
    let mut badges = Vec::new();
    if let Some(still) = &document.still {
        lines.push(super::fact::still_line(t, still));
    }
    if document.others {
        badges.push(Badge::new(t.say("document-others-flag"), Tone::Care));
        lines.push(t.say("document-mine-others").to_owned());
    } else if document.family {
        lines.push(t.say("document-mine-family").to_owned());
    }
    if document.family {
        badges.push(Badge::new(t.say("entry-family"), Tone::Plain));
    }
    if crate::share::special(label.category) {
        badges.push(Badge::new(t.say("portal-special"), Tone::Special));
    }
    let mut rows: Vec<(Cow<'static, str>, String)> = Vec::new();
    let mut row = |key: &str, value: String| rows.push((Cow::Borrowed(t.say(key)), value));
    row("document-row-excerpt", document.excerpt.clone());
    row("document-mine-until", t.day(document.review_on));
    if let Some(day) = document.about_day {
        row("document-row-day", t.day(day));
    }
    rows.extend(label_rows(t, own, label));
    let day = t.day(local(document.at).date());
    let mut actions = Vec::new();
    if document.opens {
        let href = format!("/mijn/{person}/document/{}", document.id);
        actions.push(Action::new(href, t.say("document-open")));
    }
    Fact {
        t,
        id: format!("document-{}", document.id),
        title: Cow::Owned(document.title.clone()),
        text: lines.join("\n"),
        badges,
        written: match &document.by {
            Some(name) => t.with2("document-put-in", "day", day, "name", name.as_str()),
            None => t.with("document-put-in-team", "day", day),
        },
        label: rows,
        reading: None,
        standing: if document.still.is_some() {
            Standing::Restricted
        } else {
            Standing::Current
        },
        actions,
    }
}
