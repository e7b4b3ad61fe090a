//! `/mijn/toestemming/{share}`: one request: what, to whom, why, what happens with a no; and the answer.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::consent::{ConsentAsked, Reply};
use regie_casework::portal::PortalCapacity;
use regie_casework::words::MyQuery;
use regie_casework::{Caller, Refused};
use regie_terms::{ConsentAnswer, Consenter, Id, RequestId};

use super::{acting, over};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Banner, Mood, Pairs, Said, Tone};
use crate::refuse;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "portal/ask.html")]
struct AskPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    title: String,
    here: String,
    version: i64,
    head: Pairs,
    facts: Vec<(&'static str, &'a str)>,
    /// The reader acts for somebody else.
    acting: Option<String>,
    /// Who else has to say yes, or that nobody has to.
    others: Vec<String>,
    /// What the reader answered before.
    before: Option<&'static str>,
    /// How it stands with all who have to agree.
    together: Option<&'static str>,
    answers: Vec<Choice>,
    /// Where the receipts of the reader's own answers are.
    receipt: Option<String>,
    /// Whether a question can be asked first.
    may_ask: bool,
    /// What the reader asked, with the answers.
    queries: Vec<Said>,
}

fn address(share: Id) -> String {
    format!("/mijn/toestemming/{share}")
}

fn share_of(address: &str) -> Id {
    address.parse().unwrap_or_else(|_| Id::fresh())
}

/// What was just answered, by the word in the address.
const DONE: [(&str, &str); 4] = [
    ("gevraagd", "own-query-done"),
    ("ja", "portal-done-yes"),
    ("nee", "portal-done-no"),
    ("ingetrokken", "portal-withdrawn"),
];

/// The request.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(share): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let share = share_of(&share);
    let Some(one) = asked(&desk, &caller, &page, share).await? else {
        let page = crate::entry::done(page, &request, &DONE);
        drop(request);
        return over::show(&desk, &caller, page, share, StatusCode::OK).await;
    };
    let (page, form) = desk.restored(&caller, page, &address(share)).await;
    let page = crate::entry::done(page, &request, &DONE);
    Ok(show(&desk, page, &form, &one, StatusCode::OK))
}

/// What the reader is asked here today.
async fn asked(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    share: Id,
) -> Result<Option<ConsentAsked>, Trouble> {
    desk.house
        .consent_asked(caller, share)
        .await
        .map_err(|why| refuse::trouble(page.t, why))
}

fn show(desk: &Desk, page: Page, form: &Form, one: &ConsentAsked, status: StatusCode) -> Response {
    let page = acting(page, &one.person_name, one.capacity);
    page.show_as(status, &drawn(&page, form, one, &|at| desk.house.local(at)))
}

fn drawn<'a>(
    page: &'a Page,
    form: &'a Form,
    one: &'a ConsentAsked,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> AskPage<'a> {
    let t = page.t;
    let to = format!("{} ({})", one.recipient, t.of(&one.party));
    let mut head = Pairs::new().row(t.say("portal-ask-to"), to);
    if let Some(purpose) = one.purpose {
        head = head.row(t.say("portal-shared-purpose"), t.of(&purpose));
    }
    if !one.purpose_text.is_empty() {
        head = head.row(t.say("portal-shared-why"), one.purpose_text.clone());
    }
    let day = t.day(local(one.asked_at).date());
    head = match &one.by {
        Some(by) => head.row(
            t.say("portal-ask-by"),
            t.with2("portal-ask-by-day", "name", by.as_str(), "day", day),
        ),
        None => head.row(t.say("portal-ask-on"), day),
    };
    let own = one.capacity == PortalCapacity::Subject;
    AskPage {
        p: page,
        f: Fields::new(t, "portal", form).or("own"),
        title: t.with("portal-ask-title", "name", one.recipient.as_str()),
        here: address(one.share),
        version: one.version,
        head,
        facts: one
            .facts
            .iter()
            .map(|(data, text)| (t.of(data), text.as_str()))
            .collect(),
        acting: (!own).then(|| {
            t.with2(
                "portal-ask-acting",
                "name",
                one.person_name.as_str(),
                "as",
                super::capacity(t, one.capacity),
            )
        }),
        others: others(t, one),
        before: one.answer.map(|answer| {
            t.say(match answer {
                ConsentAnswer::Given => "portal-before-yes",
                ConsentAnswer::Refused => "portal-before-no",
                ConsentAnswer::Withdrawn => "portal-before-withdrawn",
            })
        }),
        together: one.together.map(|how| t.say(super::asked::together(how))),
        may_ask: one.answer.is_none(),
        queries: one
            .queries
            .iter()
            .map(|query| asked_first(t, query, local))
            .collect(),
        answers: answers(t, one.answer),
        receipt: one
            .answered
            .then(|| format!("{}/bewijs", address(one.share))),
    }
}

/// A question of the reader's own, with its answer.
fn asked_first(t: Lang, query: &MyQuery, local: &dyn Fn(i64) -> jiff::Zoned) -> Said {
    let day = |at| t.day(local(at).date());
    let answer = query.answer.as_ref().map(|(text, at, by)| {
        let by = match by {
            Some(name) => t.with2("own-query-answered", "name", name.as_str(), "day", day(*at)),
            None => t.with("own-query-answered-team", "day", day(*at)),
        };
        (by, text.clone())
    });
    let waits = || Badge::new(t.say("own-query-waits"), Tone::Care);
    Said {
        title: t.say("own-query-yours").to_owned(),
        badge: answer.is_none().then(waits),
        text: query.text.clone(),
        lines: vec![t.with("own-query-on", "day", day(query.at))],
        answer,
        actions: Vec::new(),
    }
}

/// Who else has to say yes, by what they are: nobody reads a name here, or what another answered.
pub(crate) fn others(t: Lang, one: &ConsentAsked) -> Vec<String> {
    let own = one.capacity == PortalCapacity::Subject;
    let count = |of| one.others.iter().filter(|other| **other == of).count();
    let mut said = Vec::new();
    if count(Consenter::Subject) > 0 {
        said.push(t.with("portal-ask-other-subject", "name", one.person_name.as_str()));
    }
    for (of, yours, another) in [
        (
            Consenter::ParentOrGuardian,
            "portal-ask-other-parents-yours",
            "portal-ask-other-parents",
        ),
        (
            Consenter::Representative,
            "portal-ask-other-representatives-yours",
            "portal-ask-other-representatives",
        ),
    ] {
        let number = count(of);
        if number > 0 {
            said.push(t.with(if own { yours } else { another }, "number", number));
        }
    }
    said.push(
        t.say(if said.is_empty() {
            "portal-ask-you-alone"
        } else {
            "portal-ask-everybody"
        })
        .to_owned(),
    );
    said
}

/// The answers that can be given now, none of them chosen.
fn answers(t: Lang, before: Option<ConsentAnswer>) -> Vec<Choice> {
    let yes =
        || Choice::new("yes", t.say("portal-answer-yes")).hint(t.say("portal-answer-yes-hint"));
    let no = || Choice::new("no", t.say("portal-answer-no")).hint(t.say("portal-answer-no-hint"));
    match before {
        Some(ConsentAnswer::Given) => vec![
            Choice::new("withdraw", t.say("portal-answer-withdraw"))
                .hint(t.say("portal-answer-withdraw-hint")),
        ],
        Some(ConsentAnswer::Refused | ConsentAnswer::Withdrawn) => vec![yes()],
        None => vec![
            yes(),
            no(),
            Choice::new("query", t.say("own-query-choice")).hint(t.say("own-query-choice-hint")),
        ],
    }
}

/// Answers.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(share): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let share = share_of(&share);
    if form.ok() {
        let value = |name: &str| form.value(name).to_owned();
        let reply = Reply {
            answer: value("answer"),
            version: value("version"),
            reason: value("reason"),
        };
        let request = request_of(&caller, &form);
        let asks = reply.answer.trim() == "query";
        // A question with an answer would get lost: which of the two is meant is asked.
        if !asks && !reply.answer.trim().is_empty() && !form.value("query").trim().is_empty() {
            form.fault("query", "not-asked");
        }
        let said = if !form.ok() {
            Err(Refused::Invalid(Vec::new()))
        } else if asks {
            let query = form.value("query").to_owned();
            desk.house.ask_first(&caller, share, &query, request).await
        } else {
            desk.house
                .answer_consent(&caller, share, &reply, request)
                .await
        };
        match said {
            Ok(()) => {
                desk.sent(&caller, &address(share)).await;
                let done = match reply.answer.trim() {
                    "yes" => "ja",
                    "no" => "nee",
                    "query" => "gevraagd",
                    _ => "ingetrokken",
                };
                return Ok(see_other(&format!("{}?klaar={done}", address(share))));
            }
            Err(Refused::NotFound) => {
                return over::show(&desk, &caller, page, share, StatusCode::CONFLICT).await;
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let Some(one) = asked(&desk, &caller, &page, share).await? else {
        return over::show(&desk, &caller, page, share, StatusCode::CONFLICT).await;
    };
    let mut page = page;
    if form.faults().iter().any(|fault| fault.what == "changed") {
        // What stands on the page now is not what was agreed to: the answer is asked anew.
        let t = page.t;
        let changed =
            Banner::new(Mood::Care, t.say("portal-changed")).line(t.say("portal-changed-text"));
        page = page.noting(changed.loud());
        form = form
            .set("answer", "")
            .set("request", RequestId::fresh().to_string());
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(show(&desk, page, &form, &one, status))
}
