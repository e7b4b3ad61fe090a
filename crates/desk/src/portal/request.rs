//! `/mijn/verzoek/{request}`: how far a request is, what was decided in full with the ground and how to object, joining it and taking it back.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::portal::PortalCapacity;
use regie_casework::request::{MyDecision, MyRequest, RequestState};
use regie_terms::{Id, Right};

use super::acting;
use super::right::others;
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::letter::paper as letter;
use crate::page::{Page, Trouble};
use crate::part::{Badge, Because, Pairs};
use crate::refuse;
use crate::request::{badge, days_left, decided, ground_for, rules, short, slug, thing_kind};
use crate::words::Lang;

/// A decision as the asker reads it.
pub(super) struct Told {
    pub badge: Badge,
    pub head: Pairs,
    pub ground: Option<&'static str>,
    pub because: String,
    /// The parts: what, whether it is granted, on what ground, why, and the rules.
    pub parts: Vec<PartTold>,
    pub rules: Vec<Because>,
    /// Until when to object, and where.
    pub object: Option<(String, String, String)>,
    pub objects: bool,
    pub late: bool,
}

/// A part of a decision.
pub(super) struct PartTold {
    pub text: String,
    pub granted: &'static str,
    pub ground: Option<&'static str>,
    pub because: String,
    pub rules: Vec<Because>,
}

#[derive(Template)]
#[template(path = "portal/request.html")]
struct RequestSheet<'a> {
    p: &'a Page,
    f: Fields<'a>,
    title: &'static str,
    here: String,
    back: String,
    state: Badge,
    due: Option<Badge>,
    says: &'static str,
    head: Pairs,
    words: &'a str,
    things: Vec<(String, &'static str)>,
    others: Vec<String>,
    /// The reader is asked to join.
    joins: Vec<Choice>,
    declined: Option<String>,
    identify: bool,
    extended: Option<&'a str>,
    decisions: Vec<Told>,
    withdraw: bool,
}

fn address(request: Id) -> String {
    format!("/mijn/verzoek/{request}")
}

fn id_of(address: &str) -> Id {
    address.parse().unwrap_or_else(|_| Id::fresh())
}

/// What was just done, by the word in the address.
const DONE: [(&str, &str); 4] = [
    ("gevraagd", "request-now-asked"),
    ("mee", "request-now-joined"),
    ("niet-mee", "request-now-declined"),
    ("ingetrokken", "request-now-withdrawn"),
];

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(request): Path<String>,
    page: Page,
    asked: Request,
) -> Result<Response, Trouble> {
    let id = id_of(&request);
    let (page, form) = desk.restored(&caller, page, &address(id)).await;
    let page = crate::entry::done(page, &asked, &DONE);
    drop(asked);
    show(&desk, &caller, page, &form, id, StatusCode::OK).await
}

/// The decision as a paper to keep.
pub(super) async fn pdf(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(request): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let one = desk
        .house
        .my_request(&caller, id_of(&request))
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let made = letter::decision(t, &desk, &one).ok_or(Trouble::NotFound)?;
    crate::page::paper(made, "besluit.pdf").await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: &Form,
    id: Id,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let one = desk
        .house
        .my_request(caller, id)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let page = acting(page, &one.name, one.capacity);
    Ok(page.show_as(status, &drawn(desk, &page, form, &one)))
}

fn drawn<'a>(desk: &Desk, page: &'a Page, form: &'a Form, one: &'a MyRequest) -> RequestSheet<'a> {
    let t = page.t;
    let own = one.capacity == PortalCapacity::Subject;
    let state = one.row.state;
    let mut head = Pairs::new()
        .row(t.say("request-mine-right"), t.of(&one.row.right))
        .row(t.say("request-head-received"), t.day(one.row.received));
    if let (Some(day), true) = (one.answer_by, state.undecided()) {
        head = head.row(t.say("request-mine-answer"), t.day(day));
    }
    if let (Some(day), RequestState::CarryingOut) = (one.carry_out_by, state) {
        head = head.row(t.say("request-mine-carry-out"), t.day(day));
    }
    if let Some(day) = one.done {
        head = head.row(t.say("request-mine-done"), t.day(day));
    }
    if let Some(day) = one.withdrawn {
        head = head.row(t.say("request-mine-withdrawn"), t.day(day));
    }
    if one.whole && !matches!(one.row.right, Right::HumanReview) {
        head = head.row(t.say("request-about-what"), t.say("request-whole"));
    }
    RequestSheet {
        p: page,
        f: Fields::new(t, "request", form),
        title: t.word("request-right", slug(one.row.right)),
        here: address(one.row.id),
        back: format!("/mijn/{}/rechten", one.person),
        state: badge(t, state),
        due: one.row.due.map(|due| days_left(t, desk.house.today(), due)),
        says: t.say(match state {
            RequestState::Joining if one.row.yours => "request-says-yours",
            RequestState::Joining => "request-says-joining",
            RequestState::Open => "request-says-open",
            RequestState::CarryingOut => "request-says-carrying-out",
            RequestState::Done => "request-says-done",
            RequestState::Refused => "request-says-refused",
            RequestState::Withdrawn => "request-says-withdrawn",
        }),
        head,
        words: &one.words,
        things: one
            .things
            .iter()
            .map(|thing| (thing.text.clone(), thing_kind(t, thing.kind)))
            .collect(),
        others: others(t, &one.others, &one.name, own),
        joins: if state == RequestState::Joining && !one.mine {
            vec![
                Choice::new("yes", t.say("request-join-yes")),
                Choice::new("no", t.say("request-join-no")),
            ]
        } else {
            Vec::new()
        },
        declined: one
            .declined
            .map(|day| t.with("request-you-declined", "day", t.day(day))),
        identify: one.identify,
        extended: one.extended.as_deref(),
        decisions: one
            .decisions
            .iter()
            .map(|decision| {
                let mut told = told(t, decision);
                if told.objects {
                    let to = |right| {
                        let way = slug(right);
                        format!("/mijn/{}/rechten/{way}?besluit={}", one.person, decision.id)
                    };
                    let until = decision.object_by.map(|day| t.day(day)).unwrap_or_default();
                    told.object = Some((until, to(Right::Objection), to(Right::HumanReview)));
                }
                told
            })
            .collect(),
        withdraw: one.mine && state.undecided(),
    }
}

/// A decision in the asker's words.
pub(super) fn told(t: Lang, one: &MyDecision) -> Told {
    let mut head = Pairs::new().row(t.say("request-decided-on"), t.day(one.on));
    head = match &one.by {
        Some(by) => head.row(t.say("request-decided-by"), by.clone()),
        None => head,
    };
    let by_asker = one.outcome == regie_casework::thing::RequestOutcome::WithdrawnByAsker;
    Told {
        badge: decided(t, one.outcome),
        head,
        ground: one.ground.map(|ground| ground_for(t, ground)),
        because: one.because.clone(),
        parts: one
            .parts
            .iter()
            .map(|part| PartTold {
                text: short(&part.text),
                granted: t.say(if part.granted {
                    "request-part-granted"
                } else {
                    "request-part-refused"
                }),
                ground: part.ground.map(|ground| ground_for(t, ground)),
                because: part.because.clone(),
                rules: rules(t, &part.rules),
            })
            .collect(),
        rules: rules(t, &one.rules),
        object: None,
        objects: one.may_object,
        late: !one.may_object && !by_asker,
    }
}

/// Joins, or says no.
pub(super) async fn join(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(request): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let id = id_of(&request);
    let joins = form.yes_no("join");
    if form.ok() {
        let because = form.value("because").to_owned();
        let of = request_of(&caller, &form);
        match desk
            .house
            .join_request(&caller, id, joins, &because, of)
            .await
        {
            Ok(()) => {
                desk.sent(&caller, &address(id)).await;
                let done = if joins == Some(true) {
                    "mee"
                } else {
                    "niet-mee"
                };
                return Ok(see_other(&format!("{}?klaar={done}", address(id))));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let page = page.at(address(id));
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, page, &form, id, status).await
}

/// Takes it back.
pub(super) async fn withdraw(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(request): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let id = id_of(&request);
    if form.ok() {
        let of = request_of(&caller, &form);
        match desk.house.withdraw_request(&caller, id, of).await {
            Ok(()) => {
                desk.sent(&caller, &address(id)).await;
                return Ok(see_other(&format!("{}?klaar=ingetrokken", address(id))));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let page = page.at(address(id));
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, page, &form, id, status).await
}

/// Somebody who reloads lands on the page.
pub(super) async fn back(Path(request): Path<String>) -> Response {
    see_other(&address(id_of(&request)))
}
