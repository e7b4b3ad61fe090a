//! `/dossier/{id}/meldcode`: the matters one reads, and beginning one.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::meldcode::{MatterRow, OpenInput};
use regie_casework::{Caller, Refused};
use regie_terms::DossierId;

use super::{LONGEST, address, colleagues, glass, with_today};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Banner, Mood, Tone};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};
use crate::words::Lang;

/// A matter in the list.
struct Row {
    href: String,
    title: String,
    about: String,
    badge: Badge,
}

#[derive(Template)]
#[template(path = "meldcode/list.html")]
struct Drawn<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    title: String,
    banner: Option<Banner>,
    rows: Vec<Row>,
    opens: bool,
    people: Vec<Choice>,
    readers: Vec<Choice>,
}

fn here(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/meldcode")
}

fn row(t: Lang, desk: &Desk, dossier: DossierId, one: &MatterRow) -> Row {
    let badge = match (one.closed, one.next) {
        (true, _) => Badge::new(t.say("meldcode-closed"), Tone::Plain),
        (false, Some(next)) => {
            let next = t.word("meldcode-step", next.as_str());
            Badge::new(t.with("meldcode-next", "step", next), Tone::Care)
        }
        (false, None) => Badge::new(t.say("meldcode-all-done"), Tone::Good),
    };
    Row {
        href: address(dossier, one.id),
        title: t.list(&one.people),
        about: t.with(
            "meldcode-since",
            "day",
            t.day(desk.house.local(one.at).date()),
        ),
        badge,
    }
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    uri: axum::http::Uri,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let (page, form) = desk.restored(&caller, page, &here(dossier)).await;
    let form = with_today(&desk, form);
    let removed = uri.query() == Some("klaar=verwijderd");
    let at = (dossier, removed);
    show(&desk, &caller, &page, &form, at, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (dossier, removed): (DossierId, bool),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let all = match desk.house.meldcodes(caller, dossier).await {
        Ok(all) => all,
        Err(why) => return refused(page, why, &glass(dossier)),
    };
    let people = all.people.iter();
    let drawn = Drawn {
        p: page,
        f: Fields::new(t, "meldcode", form),
        here: here(dossier),
        dossier: format!("/dossier/{dossier}"),
        banner: removed.then(|| Banner::new(Mood::Good, t.say("meldcode-removed"))),
        rows: all
            .rows
            .iter()
            .map(|one| row(t, desk, dossier, one))
            .collect(),
        opens: all.opens,
        people: people
            .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
            .collect(),
        readers: colleagues(&all.colleagues),
        title: all.title,
    };
    Ok(page.show_as(status, &drawn))
}

/// Begins a matter.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let signals = form.maybe("signals", LONGEST).unwrap_or_default();
    let input = OpenInput {
        people: form.values("people").map(str::to_owned).collect(),
        signals,
        reporter: form.value("reporter").to_owned(),
        on: crate::entry::day(&form, "on"),
        readers: form.values("readers").map(str::to_owned).collect(),
    };
    let id = request_of(&caller, &form);
    let act = desk.house.open_meldcode(&caller, dossier, &input, id);
    match refuse::when_sound(&form, act).await {
        Ok(id) => {
            desk.sent(&caller, &here(dossier)).await;
            let shown = address(dossier, id);
            return Ok(see_other(&format!("{shown}?klaar=begonnen")));
        }
        Err(why @ Refused::Denied(_)) => return refused(&page, why, &glass(dossier)),
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, &form, (dossier, false), status).await
}
