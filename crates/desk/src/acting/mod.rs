//! Decisions about who acts for somebody, and birthdays on which it changes: asking, deciding, looking again, telling before.

mod ask;
mod birthday;
mod decide;

use axum::Router;
use axum::routing::{get, post};
use regie_casework::acting::ActingRow;
use regie_casework::dossier::DossierPage;
use regie_casework::thing::ActingWhat;
use regie_terms::{DossierId, PersonId};

use crate::guard::Desk;
use crate::part::{Action, Banner, Mood};
use crate::words::Lang;

/// The addresses.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route(
            "/dossier/{dossier}/optreden/{what}",
            get(ask::get).post(ask::post),
        )
        .route(
            "/dossier/{dossier}/besluit/{acting}",
            get(decide::get).post(decide::post),
        )
        .route(
            "/dossier/{dossier}/besluit/{acting}/terug",
            get(decide::back).merge(post(decide::remove)),
        )
        .route(
            "/dossier/{dossier}/verjaardag/{person}",
            get(birthday::get).post(birthday::post),
        )
}

/// What is asked, as it stands in an address.
const fn way(what: ActingWhat) -> &'static str {
    match what {
        ActingWhat::CannotWeigh => "overzien",
        ActingWhat::Limit => "beperken",
        ActingWhat::ShutOut => "buitenhouden",
    }
}

/// The last part of the keys that speak of it.
const fn key(what: ActingWhat) -> &'static str {
    match what {
        ActingWhat::CannotWeigh => "cannot-weigh",
        ActingWhat::Limit => "limit",
        ActingWhat::ShutOut => "shut-out",
    }
}

/// Where each can be asked.
pub(crate) fn ways(t: Lang, dossier: DossierId) -> Vec<Action> {
    let all = [
        ActingWhat::CannotWeigh,
        ActingWhat::Limit,
        ActingWhat::ShutOut,
    ];
    let one = |what| {
        let href = format!("/dossier/{dossier}/optreden/{}", way(what));
        Action::new(href, t.say(&format!("acting-ask-{}", key(what))))
    };
    all.into_iter().map(one).collect()
}

/// What stands on top of a dossier: what was decided or waits to be, and children of whom is not known who has authority over them.
pub(crate) fn banners(t: Lang, open: &DossierPage, may_edit: bool) -> Vec<Banner> {
    let name = |id: PersonId| {
        let found = open.people.iter().find(|p| p.id == id);
        found.map(|p| p.name.clone()).unwrap_or_default()
    };
    let here = format!("/dossier/{}", open.id);
    let mut out = Vec::new();
    for (person, due) in &open.authority_unknown {
        let title = t.with("acting-unknown", "name", name(*person));
        let mut banner =
            Banner::new(Mood::Care, title).line(t.with("acting-unknown-due", "day", t.day(*due)));
        if may_edit {
            let href = format!("{here}/gezag?persoon={person}");
            banner = banner.action(Action::new(href, t.say("acting-unknown-go")));
        }
        out.push(banner);
    }
    let shown = |row: &&ActingRow| row.waits || row.stands;
    for row in open.acting.iter().filter(shown) {
        out.push(banner(t, row, &name, (&here, open.ask_acting)));
    }
    out
}

fn banner(
    t: Lang,
    row: &ActingRow,
    name: &dyn Fn(PersonId) -> String,
    (here, opens): (&str, bool),
) -> Banner {
    let stands = if row.waits { "waits" } else { "stands" };
    let against = row.against.map(name).unwrap_or_default();
    let title = t.with2(
        &format!("acting-{stands}-{}", key(row.what)),
        "name",
        name(row.person),
        "against",
        against,
    );
    let mood = if row.late || row.what == ActingWhat::ShutOut {
        Mood::Alarm
    } else {
        Mood::Care
    };
    let mut banner = Banner::new(mood, title);
    if let Some(day) = row.review_on {
        let when = if row.late {
            "acting-late"
        } else {
            "acting-review"
        };
        banner = banner.line(t.with(when, "day", t.day(day)));
    }
    if opens {
        let href = format!("{here}/besluit/{}", row.id);
        banner = banner.action(Action::new(href, t.say("acting-see")));
    }
    banner
}
