//! `/voordeur`: what is asked before anybody is registered. It is one page and one form; nothing of it is stored, not even as a draft. Who can be helped here
//! goes on to the form of a new dossier, which has what was said already.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::door::SignalInput;
use regie_casework::triage::ANSWERS;

use crate::administer;
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Banner, Checklist, Mood};
use crate::refuse;
use crate::triage::{Asked, asked, said};

#[derive(Template)]
#[template(path = "door/ask.html")]
struct AskPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    who: Vec<Choice>,
    asks: Vec<Asked<'a>>,
    moment: Option<(String, String)>,
    teams: Vec<Choice>,
    /// What the charter says to a worry about somebody who did not ask for help.
    checklist: Option<Checklist>,
}

async fn show(
    desk: &Desk,
    page: &Page,
    form: &Form,
    (checklist, status): (Option<Checklist>, StatusCode),
) -> Result<Response, Trouble> {
    let t = page.t;
    let f = Fields::new(t, "door", form);
    let moment = desk.house.front_door();
    Ok(page.show_as(
        status,
        &AskPage {
            p: page,
            f,
            who: Choice::words(t, "door-who", ["oneself", "professional", "worried"]),
            asks: moment
                .as_ref()
                .map(|one| asked(&f, t, one))
                .unwrap_or_default(),
            moment: moment
                .as_ref()
                .map(|one| (said(t, &one.says).clone(), one.source.clone())),
            teams: ["sociaal", "jeugd-en-gezin"]
                .map(|team| Choice::new(team, t.word("begin-team", team)))
                .into(),
            checklist,
        },
    ))
}

/// The empty form, for who may start a dossier.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    may(&desk, &caller, &page).await?;
    show(&desk, &page, &Form::new(), (None, StatusCode::OK)).await
}

async fn may(desk: &Desk, caller: &Caller, page: &Page) -> Result<(), Trouble> {
    let may = desk.house.may_start(caller).await;
    may.map_err(|why| refuse::trouble(page.t, why))
}

/// What follows from what was said: whom to call, why nothing is recorded, or the form of a new dossier.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let page = page.at("/voordeur");
    let t = page.t;
    may(&desk, &caller, &page).await?;
    // A crisis goes before everything else: nothing more has to be filled in.
    if form.value("crisis") == "yes" {
        return super::crisis::show(&desk, &caller, &page).await;
    }
    let who = form.value("who").to_owned();
    if who == "worried" {
        let input = SignalInput {
            danger: form.value("danger").to_owned(),
            consulted: form.value("consulted").to_owned(),
            article: form.value("article").to_owned(),
        };
        let answer = desk.house.early_signal(&caller, &input).await;
        let answer = answer.map_err(|why| refuse::trouble(t, why))?;
        let list = Checklist::of(t, t.say("door-signal-may"), &answer);
        return show(&desk, &page, &form, (Some(list), StatusCode::OK)).await;
    }
    for (name, known) in [
        ("who", !who.is_empty()),
        ("crisis", !form.value("crisis").is_empty()),
        ("eligible", !form.value("eligible").is_empty()),
    ] {
        if !known {
            form.fault(name, "unpicked");
        }
    }
    if !form.ok() {
        return show(
            &desk,
            &page,
            &form,
            (None, StatusCode::UNPROCESSABLE_ENTITY),
        )
        .await;
    }
    if form.value("eligible") != "yes" {
        let nothing = Banner::new(Mood::Info, t.say("door-not-title"))
            .line(t.say("door-not-text"))
            .loud();
        let page = page.noting(nothing);
        return show(&desk, &page, &form, (None, StatusCode::OK)).await;
    }
    let asks = desk.house.front_door().map(|one| one.asks);
    for (ask, name) in asks.iter().flatten().zip(ANSWERS) {
        if !ask.open {
            form.needed(name, 4000);
        }
    }
    if form.value("team").is_empty() {
        form.fault("team", "unpicked");
    }
    if !form.ok() {
        return show(
            &desk,
            &page,
            &form,
            (None, StatusCode::UNPROCESSABLE_ENTITY),
        )
        .await;
    }
    let postcode = form.value("postcode").to_owned();
    let neighbourhood = desk.house.team_of(&caller, &postcode).await;
    let neighbourhood = neighbourhood.map_err(|why| refuse::trouble(t, why))?;
    administer::begin_from_the_door(&desk, &caller, page, form, neighbourhood).await
}
