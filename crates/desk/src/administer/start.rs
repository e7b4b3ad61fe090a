//! `/dossier/nieuw`: starting a dossier, with the exact find before it and the charter's answer when it says no.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::dossier::{Colleague, PersonInput, Place, StartInput, Started};
use regie_casework::thing::ReferralFrom;
use regie_casework::triage::{ANSWERS, ReferralInput};
use regie_casework::{Caller, Refused};
use regie_terms::{Law, RequestId};

use super::{all, day, one};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Banner, Checklist, Mood, Pairs};
use crate::refuse;
use crate::staff::dossier::who;
use crate::triage::{Asked, asked};
use crate::words::Lang;

const HERE: &str = "/dossier/nieuw";

#[derive(Template)]
#[template(path = "administer/start.html")]
struct StartPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    laws: Vec<Choice>,
    teams: Vec<Choice>,
    colleagues: Vec<Choice>,
    referrals: Vec<Choice>,
    /// The questions of the front door with the answers given there, where it began there.
    door: Vec<Asked<'a>>,
    found: Vec<Pairs>,
    checklist: Option<Checklist>,
}

#[derive(Template)]
#[template(path = "administer/started.html")]
struct StartedPage<'a> {
    p: &'a Page,
    what: String,
}

/// Somebody, as typed.
pub(super) fn person(form: &Form) -> PersonInput {
    PersonInput {
        given: one(form, "given"),
        surname: one(form, "surname"),
        born: day(form, "born"),
        bsn: one(form, "bsn"),
        address: one(form, "address"),
        postcode: one(form, "postcode"),
        secret_address: one(form, "secret_address"),
        email: one(form, "email"),
        phone: one(form, "phone"),
        role: one(form, "role"),
    }
}

/// Through whom they came, as typed.
fn referral(form: &Form) -> ReferralInput {
    ReferralInput {
        from: one(form, "referral_from"),
        name: one(form, "referral_name"),
        role: one(form, "referral_role"),
        gave: one(form, "referral_gave"),
        may_be_named: one(form, "referral_may"),
        discussed: one(form, "referral_discussed"),
        danger: one(form, "referral_danger"),
    }
}

/// The answers given at the front door, where it began there.
fn door(form: &Form) -> Vec<String> {
    ANSWERS.map(|name| one(form, name)).into()
}

/// Colleagues as answers to choose from. Who has something to sign first is named with it, and refused when chosen.
pub(super) fn choices(t: Lang, colleagues: Vec<Colleague>) -> Vec<Choice> {
    let named = |c: &Colleague| match &c.team {
        Some(team) => format!("{} ({team})", c.name),
        None => c.name.clone(),
    };
    let label = |c: &Colleague| {
        if c.missing.is_empty() {
            return named(c);
        }
        let what: Vec<&str> = c.missing.iter().map(|d| t.of(d)).collect();
        t.with2("begin-unsigned", "name", named(c), "what", t.list(&what))
    };
    colleagues
        .iter()
        .map(|c| Choice::new(c.account.to_string(), label(c)))
        .collect()
}

async fn drawn<'a>(
    desk: &Desk,
    caller: &Caller,
    page: &'a Page,
    form: &'a Form,
) -> Result<StartPage<'a>, Trouble> {
    let t = page.t;
    let colleagues = desk
        .house
        .colleagues(caller, Place::Coordinator)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let f = Fields::new(t, "begin", form);
    Ok(StartPage {
        p: page,
        laws: t.choices(Law::ALL),
        teams: ["sociaal", "jeugd-en-gezin"]
            .map(|team| Choice::new(team, t.word("begin-team", team)))
            .into(),
        colleagues: choices(t, colleagues),
        referrals: Choice::words(
            t,
            "referral-from",
            ReferralFrom::ALL.map(ReferralFrom::as_str),
        ),
        door: match desk.house.front_door() {
            Some(moment) if door(form).iter().any(|typed| !typed.is_empty()) => {
                asked(&f, t, &moment)
            }
            _ => Vec::new(),
        },
        f,
        found: Vec::new(),
        checklist: None,
    })
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    desk.house
        .may_start(&caller)
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    let (page, form) = desk.restored(&caller, page, HERE).await;
    let drawn = drawn(&desk, &caller, &page, &form).await?;
    Ok(page.show(&drawn))
}

/// The form as it goes on from the front door: what was said there is filled in, and nothing of it is stored before this form is sent.
pub(crate) async fn begin_from_the_door(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    said: Form,
    neighbourhood: Option<String>,
) -> Result<Response, Trouble> {
    let from = match said.value("who") {
        "professional" => "professional",
        _ => "oneself",
    };
    let mut form = Form::new()
        .set("referral_from", from)
        .set("team", said.value("team"))
        .set("postcode", said.value("postcode"))
        .set("neighbourhood", neighbourhood.unwrap_or_default());
    for name in ANSWERS {
        if !said.value(name).is_empty() {
            form = form.set(name, said.value(name));
        }
    }
    let t = page.t;
    let page = page
        .at(HERE)
        .noting(Banner::new(Mood::Info, t.say("door-to-dossier")).loud());
    let drawn = drawn(desk, caller, &page, &form).await?;
    Ok(page.show(&drawn))
}

/// Starts it, or says that there is one.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let t = page.t;
    let input = StartInput {
        person: person(&form),
        laws: all(&form, "laws"),
        team: one(&form, "team"),
        neighbourhood: one(&form, "neighbourhood"),
        need: one(&form, "need"),
        agrees_to_help: one(&form, "agrees_to_help"),
        told_client: one(&form, "told_client"),
        coordinator: one(&form, "coordinator"),
        substitute: one(&form, "substitute"),
        anyway: one(&form, "anyway"),
        referral: referral(&form),
        door: door(&form),
    };
    let act = desk
        .house
        .start_dossier(&caller, &input, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(Started::New {
            dossier,
            yours,
            coordinator,
        }) => {
            desk.sent(&caller, HERE).await;
            if yours {
                return Ok(see_other(&format!("/dossier/{dossier}")));
            }
            // Who only started it has no part in it: its page would be a refusal.
            let page = page.at(HERE);
            let what = t.with("begin-started-who", "name", coordinator);
            Ok(page.show(&StartedPage { p: &page, what }))
        }
        Ok(Started::Exists { found: rows }) => {
            let page = page.noting(
                Banner::new(Mood::Care, t.say("begin-exists"))
                    .line(t.say("begin-exists-text"))
                    .loud(),
            );
            let mut drawn = drawn(&desk, &caller, &page, &form).await?;
            drawn.found = rows
                .iter()
                .map(|one| who(t, one.coordinator.as_ref(), one.substitute.as_ref()))
                .collect();
            Ok(page.show_as(StatusCode::CONFLICT, &drawn))
        }
        Err(Refused::Denied(answers)) => {
            form = form.set("request", RequestId::fresh().to_string());
            let mut drawn = drawn(&desk, &caller, &page, &form).await?;
            drawn.checklist = refuse::deciding(&answers)
                .map(|answer| Checklist::of(t, t.say("begin-may"), answer));
            Ok(page.show_as(StatusCode::FORBIDDEN, &drawn))
        }
        Err(refused) => {
            // The team of a postcode is proposed, and chosen by who sends the form.
            if form.value("neighbourhood").trim().is_empty() {
                let team = desk.house.team_of(&caller, form.value("postcode")).await;
                let team = team.map_err(|why| refuse::trouble(t, why))?;
                form = form.set("neighbourhood", team.unwrap_or_default());
            }
            refuse::into_form(t, &mut form, refused)?;
            let drawn = drawn(&desk, &caller, &page, &form).await?;
            Ok(page.again(&drawn))
        }
    }
}
