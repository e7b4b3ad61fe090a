//! `/mijn/{person}/rechten/{right}`: the form for one right, short, with who else has to ask it and by when there is an answer.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::portal::PortalCapacity;
use regie_casework::request::{RightForm, RightInput};
use regie_casework::{Caller, Refused};
use regie_terms::{Consenter, Id, Outcome, PersonId, Right};

use super::request::{Told, told};
use super::{acting, person_of};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Because, Checklist};
use crate::refuse;
use crate::request::{of_slug, slug, thing_kind};
use crate::words::Lang;

#[derive(Template)]
#[template(path = "portal/right.html")]
struct RightPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    title: &'static str,
    explains: &'static str,
    /// What the portal gives at once, and where.
    at_once: Vec<(&'static str, String)>,
    here: String,
    back: String,
    acting: Option<String>,
    others: Vec<String>,
    /// How they are asked.
    others_how: &'static str,
    /// Why it cannot be asked at all.
    barred: Option<Checklist>,
    answer_by: Option<String>,
    things: Vec<Choice>,
    naming: bool,
    /// Whether it has to be chosen: some things, or all that is recorded.
    must_choose: bool,
    /// What it means when it is about everything.
    whole: &'static str,
    asks_words: bool,
    hint: &'static str,
    decision: Option<(String, Told)>,
    /// It is asked about a decision, and none was chosen.
    chooses: bool,
    rules: Vec<Because>,
}

fn address(person: PersonId, right: Right) -> String {
    format!("/mijn/{person}/rechten/{}", slug(right))
}

/// Rights that are about single things as well as about the whole.
const fn names_things(right: Right) -> bool {
    matches!(
        right,
        Right::Rectification | Right::Erasure | Right::Restriction | Right::Objection
    )
}

/// Rights of which it matters much whether they are about single things or about everything.
const fn must_choose(right: Right) -> bool {
    matches!(
        right,
        Right::Erasure | Right::Restriction | Right::Objection
    )
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((person, right)): Path<(String, String)>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    drop(request);
    let (person, right) = (person_of(&person), read(&right)?);
    let (page, mut form) = desk.restored(&caller, page, &address(person, right)).await;
    // A fact or decision that the link comes from is chosen already.
    if query.came("over") && !form.came("things") {
        form = form.add("things", query.value("over"));
    }
    if query.came("besluit") {
        form = form.set("decision", query.value("besluit"));
    }
    show(
        &desk,
        &caller,
        &page,
        &form,
        (person, right),
        StatusCode::OK,
    )
    .await
}

fn read(word: &str) -> Result<Right, Trouble> {
    of_slug(word).ok_or(Trouble::NotFound)
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (person, right): (PersonId, Right),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let typed = form.value("decision");
    let decision = (!typed.is_empty()).then(|| typed.parse().unwrap_or_else(|_| Id::fresh()));
    let one = desk
        .house
        .right_form(caller, person, right, decision)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let page = &acting(page.clone(), &one.name, one.capacity);
    Ok(page.show_as(status, &drawn(page, form, right, &one)))
}

fn drawn<'a>(page: &'a Page, form: &'a Form, right: Right, one: &RightForm) -> RightPage<'a> {
    let t = page.t;
    let own = one.capacity == PortalCapacity::Subject;
    let barred = one.answer.outcome == Outcome::Prohibited;
    let things = if names_things(right) && one.decision.is_none() {
        one.things
            .iter()
            .map(|thing| {
                Choice::new(thing.named.clone(), crate::request::short(&thing.text))
                    .hint(thing_kind(t, thing.kind))
            })
            .collect()
    } else {
        Vec::new()
    };
    RightPage {
        p: page,
        f: Fields::new(t, "request", form),
        title: t.word("request-right", slug(right)),
        explains: t.word("request-explains", slug(right)),
        at_once: super::rights::at_once(t, &format!("/mijn/{}", one.person), right),
        here: address(one.person, right),
        back: format!("/mijn/{}/rechten", one.person),
        acting: (!own).then(|| {
            t.with2(
                "portal-ask-acting",
                "name",
                one.name.as_str(),
                "as",
                super::capacity(t, one.capacity),
            )
        }),
        others: others(t, &one.others, &one.name, own),
        others_how: t.say(match one.asked_there {
            true => "request-others-read",
            false => "request-others-talk",
        }),
        barred: barred.then(|| Checklist::of(t, t.say("request-barred"), &one.answer)),
        answer_by: one
            .answer_by
            .map(|day| t.with("request-answer-by", "day", t.day(day))),
        things,
        naming: form.came("things") || must_choose(right),
        must_choose: must_choose(right),
        whole: t.say(match right {
            Right::Erasure => "request-whole-erasure",
            _ => "request-whole-still",
        }),
        asks_words: one.words,
        hint: t.word("request-words-hint", slug(right)),
        decision: one
            .decision
            .as_ref()
            .map(|decision| (decision.id.to_string(), told(t, decision))),
        chooses: right == Right::HumanReview && one.decision.is_none(),
        rules: crate::request::rules(t, &one.answer.because),
    }
}

/// Who else has to make it, in a sentence each.
pub(crate) fn others(t: Lang, all: &[Consenter], name: &str, own: bool) -> Vec<String> {
    all.iter()
        .map(|of| match of {
            Consenter::Subject => t.with("request-other-subject", "name", name),
            Consenter::ParentOrGuardian if own => t.say("request-other-parent-yours").to_owned(),
            Consenter::ParentOrGuardian => t.say("request-other-parent").to_owned(),
            Consenter::Representative => t.say("request-other-representative").to_owned(),
        })
        .collect()
}

/// Asks.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((person, right)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (person, right) = (person_of(&person), read(&right)?);
    let here = address(person, right);
    let t = page.t;
    // Everything is chosen, and not what is left when nothing is.
    let chosen = form.values("things").next().is_some() || form.value("everything") == "yes";
    if must_choose(right) && form.came("choose") && !chosen {
        form.fault("things", "unpicked");
    }
    if form.ok() {
        let input = RightInput {
            right: right.as_str().to_owned(),
            things: form.values("things").map(str::to_owned).collect(),
            decision: form.value("decision").to_owned(),
            words: form.value("words").to_owned(),
            language: t.code().to_owned(),
        };
        let request = request_of(&caller, &form);
        match desk.house.ask_right(&caller, person, &input, request).await {
            Ok(id) => {
                desk.sent(&caller, &here).await;
                return Ok(see_other(&format!("/mijn/verzoek/{id}?klaar=gevraagd")));
            }
            Err(why @ (Refused::NotFound | Refused::Denied(_))) => {
                return Err(refuse::trouble(t, why));
            }
            Err(why) => refuse::into_form(t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, &form, (person, right), status).await
}
