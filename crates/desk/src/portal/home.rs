//! `/mijn`: for whom the reader acts, what waits for an answer, who can see the data and with whom they were shared (FLD-13).

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::Zoned;
use regie_casework::acting::MyActing;
use regie_casework::portal::{MyFileRow, PortalCapacity};
use regie_casework::thing::ActingWhat;

use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Action, Banner, Empty, Mood};
use crate::refuse;
use crate::staff::dossier::kept;
use crate::words::Lang;

/// One person on the first page.
struct Card {
    title: String,
    capacity: Option<&'static str>,
    who: String,
    known: String,
    /// How many documents, where there are any.
    documents: Option<String>,
    /// From which days others decide.
    ahead: Vec<String>,
    /// For how long it is kept.
    keep: String,
    /// That somebody broke the glass not long ago.
    glass: Option<String>,
    shared: String,
    /// Something was shared.
    any_shared: bool,
    here: String,
    name: String,
    /// The way to the rights of this person.
    rights: String,
}

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage<'a> {
    p: &'a Page,
    cards: Vec<Card>,
    /// Ways into the portal that were closed or opened again.
    notices: Vec<Banner>,
    /// What was decided about the reader, folded: who looks along over a shoulder reads no name.
    decisions: Vec<Banner>,
    waits: Option<Banner>,
    /// Requests that wait for the reader to join, by person.
    joins: Vec<Banner>,
    none: Empty,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let told = |why| refuse::trouble(t, why);
    let files = desk.house.my_files(&caller).await.map_err(told)?;
    let ended = desk.house.my_endings(&caller).await.map_err(told)?;
    if let Err(error) = desk.house.came_to_portal(&caller).await {
        // The page is there all the same; a mail too many tells nothing more.
        tracing::warn!(?error, "that a client came was not kept");
    }
    let decided = desk.house.my_decisions(&caller).await.map_err(told)?;
    let waiting: usize = files.iter().map(|file| file.waiting).sum();
    let own = files
        .iter()
        .filter(|file| file.capacity == PortalCapacity::Subject)
        .count();
    let cards = files
        .iter()
        .map(|file| card(t, file, own > 1, &|at| desk.house.local(at)))
        .collect();
    let told = |key, day| Banner::new(Mood::Info, t.with(key, "day", t.day(day)));
    let decisions = decided.iter().map(|one| decision(t, one)).collect();
    let notices: Vec<Banner> = files
        .iter()
        .filter_map(|file| file.reopened)
        .map(|day| told("portal-reopened", day))
        .chain(
            ended
                .into_iter()
                .map(|day| told("portal-ended", day).line(t.say("portal-ended-text"))),
        )
        .collect();
    let waits = (waiting > 0).then(|| {
        Banner::new(Mood::Care, t.with("portal-waits", "number", waiting))
            .line(t.say("portal-waits-text"))
            .action(Action::new("/mijn/toestemming", t.say("portal-waits-go")))
    });
    let joins = files
        .iter()
        .filter(|file| file.joins > 0)
        .map(|file| {
            Banner::new(Mood::Care, t.with("request-joins", "number", file.joins))
                .line(t.say("request-joins-text"))
                .action(Action::new(
                    format!("/mijn/{}/rechten", file.person),
                    t.say("request-joins-go"),
                ))
        })
        .collect();
    Ok(page.show(&HomePage {
        p: &page,
        cards,
        notices,
        decisions,
        waits,
        joins,
        none: Empty {
            text: t.say("portal-none").into(),
            hint: Some(t.say("portal-none-hint").into()),
            action: None,
        },
    }))
}

/// What was decided about the reader: by whom in which function, why, and what they can do about it.
fn decision(t: Lang, one: &MyActing) -> Banner {
    let key = match one.what {
        ActingWhat::CannotWeigh => "cannot-weigh",
        ActingWhat::Limit => "limit",
        ActingWhat::ShutOut => "shut-out",
    };
    let against = one.against.clone().unwrap_or_default();
    let mut banner = Banner::new(
        Mood::Info,
        t.with(&format!("portal-decided-{key}"), "name", against),
    );
    let by = match &one.by {
        Some(name) => t.with2(
            "portal-decided-by",
            "name",
            name.as_str(),
            "function",
            t.of(&one.function),
        ),
        None => t.with("portal-decided-function", "function", t.of(&one.function)),
    };
    banner = banner.line(by);
    if !one.matter.is_empty() {
        banner = banner.line(t.with("portal-decided-matter", "matter", one.matter.as_str()));
    }
    if !one.because.is_empty() {
        banner = banner.line(t.with("portal-decided-why", "why", one.because.as_str()));
    }
    if let Some(day) = one.review_on {
        banner = banner.line(t.with("portal-decided-again", "day", t.day(day)));
    }
    banner.line(t.say("portal-decided-object"))
}

fn card(t: Lang, file: &MyFileRow, several: bool, local: &dyn Fn(i64) -> Zoned) -> Card {
    let own = file.capacity == PortalCapacity::Subject;
    let who = match &file.coordinator {
        Some(name) => t.with("portal-who-sees", "name", name.as_str()),
        None => t.say("portal-who-sees-team").to_owned(),
    };
    Card {
        title: if own && several {
            // Two dossiers about one person stay apart; the team says which is which.
            t.with("portal-about-you-by", "team", file.team.as_str())
        } else if own {
            t.say("portal-about-you").to_owned()
        } else {
            t.with("portal-about", "name", file.name.as_str())
        },
        capacity: (!own).then(|| super::capacity(t, file.capacity)),
        who,
        known: t.with("portal-known-count", "number", file.known),
        documents: (file.documents > 0)
            .then(|| t.with("document-mine-count", "number", file.documents)),
        ahead: super::ahead::sentences(t, file.capacity, &file.name, &file.ahead),
        keep: kept(t, "portal", &file.keep),
        glass: file
            .glass
            .map(|at| t.with("portal-glass-broken", "day", t.day(local(at).date()))),
        shared: shared(t, file),
        any_shared: !file.shared_with.is_empty(),
        here: format!("/mijn/{}", file.person),
        rights: if own && !several {
            t.say("portal-rights-yours").to_owned()
        } else if own {
            t.with("portal-rights-yours-by", "team", file.team.as_str())
        } else {
            t.with("portal-rights-of", "name", file.name.as_str())
        },
        name: file.name.clone(),
    }
}

/// With whom it was shared, each party once.
fn shared(t: Lang, file: &MyFileRow) -> String {
    if file.shared_with.is_empty() {
        return t.say("portal-shared-nobody").to_owned();
    }
    t.with("portal-shared-with", "names", t.list(&file.shared_with))
}
