//! `/mijn/toestemming`: what the reader is asked, and what they answered.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regie_casework::consent::{ConsentAsked, Together};
use regie_terms::ConsentAnswer;

use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Empty, Task, Tasks, Tone};
use crate::refuse;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "portal/asked.html")]
struct AskedPage<'a> {
    p: &'a Page,
    waiting: Option<Tasks>,
    answered: Option<Tasks>,
    none: Empty,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let asked = desk
        .house
        .consents_asked(&caller)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let (waiting, answered): (Vec<&ConsentAsked>, Vec<&ConsentAsked>) =
        asked.iter().partition(|one| one.answer.is_none());
    let list = |of: Vec<&ConsentAsked>| {
        let tasks: Vec<Task> = of
            .into_iter()
            .map(|one| task(t, one, &|at| desk.house.local(at)))
            .collect();
        (!tasks.is_empty()).then_some(Tasks { tasks })
    };
    Ok(page.show(&AskedPage {
        p: &page,
        waiting: list(waiting),
        answered: list(answered),
        none: Empty {
            text: t.say("portal-nothing-asked").into(),
            hint: Some(t.say("portal-nothing-asked-hint").into()),
            action: None,
        },
    }))
}

fn task(t: Lang, one: &ConsentAsked, local: &dyn Fn(i64) -> jiff::Zoned) -> Task {
    let day = t.day(local(one.asked_at).date());
    let about = t.with2(
        "portal-asked-about",
        "name",
        one.person_name.as_str(),
        "day",
        day,
    );
    let about = match one.together {
        Some(how) => format!("{about} {}", t.say(together(how))),
        None => about,
    };
    Task {
        href: format!("/mijn/toestemming/{}", one.share),
        what: t.with("portal-asked-share", "name", one.recipient.as_str()),
        about: Some(about),
        badge: Some(badge(t, one.answer)),
    }
}

/// How it stands with all who have to agree, as the key of a sentence: not who said what.
pub(super) const fn together(how: Together) -> &'static str {
    match how {
        Together::Waits => "portal-together-waits",
        Together::NotEverybody => "portal-together-not-everybody",
        Together::Everybody => "portal-together-everybody",
    }
}

/// How an answer stands.
fn badge(t: Lang, answer: Option<ConsentAnswer>) -> Badge {
    match answer {
        None => Badge::new(t.say("portal-badge-waiting"), Tone::Care),
        Some(ConsentAnswer::Given) => Badge::new(t.say("portal-you-said-yes"), Tone::Good),
        Some(ConsentAnswer::Refused) => Badge::new(t.say("portal-you-said-no"), Tone::Plain),
        Some(ConsentAnswer::Withdrawn) => Badge::new(t.say("portal-you-withdrew"), Tone::Plain),
    }
}
