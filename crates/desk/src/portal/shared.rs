//! `/mijn/{person}/gedeeld`: what was shared, with whom, why and on which ground (SHA-7).

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::portal::{Basis, MyShare, PortalCapacity};
use regie_terms::ConsentAnswer;

use super::{acting, person_of};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Because, Empty, Pairs, Tone};
use crate::refuse;
use crate::words::Lang;

/// One disclosure as the client reads it.
struct Went {
    id: String,
    to: String,
    head: Pairs,
    badge: Badge,
    basis: &'static str,
    facts: Vec<String>,
    /// What the recipient was told since.
    notices: Vec<String>,
    because: Vec<Because>,
    /// Where a yes can be taken back.
    withdraw: Option<String>,
    answer: Option<&'static str>,
    /// What taking it back did, where the reader did.
    after: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "portal/shared.html")]
struct SharedPage<'a> {
    p: &'a Page,
    title: String,
    here: String,
    now: &'static str,
    shares: Vec<Went>,
    none: Empty,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let t = page.t;
    let file = desk
        .house
        .my_file(&caller, person_of(&person))
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let page = crate::entry::done(page, &request, &[("ingetrokken", "portal-withdrawn")]);
    let page = acting(page, &file.name, file.capacity);
    let here = format!("/mijn/{}", file.person);
    let title = if file.capacity == PortalCapacity::Subject {
        t.say("portal-shared-you").to_owned()
    } else {
        t.with("portal-shared", "name", file.name.as_str())
    };
    Ok(page.show(&SharedPage {
        p: &page,
        title,
        shares: file.shares.iter().map(|one| went(t, &here, one)).collect(),
        here,
        now: "gedeeld",
        none: Empty {
            text: t.say("portal-no-shares").into(),
            hint: None,
            action: None,
        },
    }))
}

fn went(t: Lang, here: &str, share: &MyShare) -> Went {
    let mut head = Pairs::new().row(t.say("portal-shared-day"), t.day(share.on));
    if let Some(purpose) = share.purpose {
        head = head.row(t.say("portal-shared-purpose"), t.of(&purpose));
    }
    if !share.purpose_text.is_empty() {
        head = head.row(t.say("portal-shared-why"), share.purpose_text.clone());
    }
    if let Some(because) = &share.unavoidable {
        head = head.row(t.say("portal-shared-unavoidable"), because.clone());
    }
    for one in &share.agreed_for {
        let who = match &one.kind {
            Some(kind) => format!("{} ({})", one.name, t.of(kind)),
            None => one.name.clone(),
        };
        head = head.row(t.say("portal-shared-agreed"), who);
    }
    if let Some(by) = &share.by {
        head = head.row(t.say("portal-shared-by"), by.clone());
    }
    let (badge, basis) = match share.basis {
        Basis::Consent => (
            Badge::new(t.say("portal-basis-consent"), Tone::Good),
            "portal-basis-consent-text",
        ),
        Basis::Safety => (
            Badge::new(t.say("portal-basis-safety"), Tone::Care),
            "portal-basis-safety-text",
        ),
        Basis::Law => (
            Badge::new(t.say("portal-basis-law"), Tone::Plain),
            "portal-basis-law-text",
        ),
        Basis::Unavoidable => (
            Badge::new(t.say("portal-basis-unavoidable"), Tone::Care),
            "portal-basis-unavoidable-text",
        ),
        Basis::WithoutPermission => (
            Badge::new(t.say("portal-basis-wrong"), Tone::Alarm),
            "portal-basis-wrong-text",
        ),
    };
    Went {
        id: format!("gedeeld-{}", share.id),
        to: format!("{} ({})", share.recipient, t.of(&share.party)),
        head,
        badge,
        basis: t.say(basis),
        facts: share
            .facts
            .iter()
            .cloned()
            .chain((0..share.erased).map(|_| t.say("portal-shared-erased").to_owned()))
            .collect(),
        notices: share
            .notices
            .iter()
            .map(|n| crate::share::notice(t, n))
            .collect(),
        because: share
            .because
            .iter()
            .map(|reason| Because::of(t, reason))
            .collect(),
        withdraw: (share.answer == Some(ConsentAnswer::Given))
            .then(|| format!("{here}/gedeeld/{}/intrekken", share.id)),
        after: (share.answer == Some(ConsentAnswer::Withdrawn))
            .then(|| t.say("portal-withdrawn-after")),
        answer: share.answer.map(|answer| {
            t.say(match answer {
                ConsentAnswer::Given => "portal-you-said-yes",
                ConsentAnswer::Refused => "portal-you-said-no",
                ConsentAnswer::Withdrawn => "portal-you-withdrew",
            })
        }),
    }
}
