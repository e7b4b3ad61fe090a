//! `/dossier/{id}/besluit/{acting}`: what was asked and what was decided; deciding it, and looking at it again.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::acting::{ActingPage, DecideInput};
use regie_casework::thing::ActingWhat;
use regie_terms::{DossierId, Id, RequestId};

use super::key;
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Pairs;
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of};
use crate::words::{Lang, read_date};

const DONE: [(&str, &str); 2] = [
    ("gevraagd", "acting-done-asked"),
    ("besloten", "acting-done-decided"),
];

#[derive(Template)]
#[template(path = "acting/decide.html")]
struct DecidePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    /// The dossier, for who may open it.
    dossier: Option<String>,
    title: String,
    asked: Pairs,
    because: &'a str,
    found: &'a str,
    /// What was decided so far: by whom and when, and why.
    decided: Vec<(String, &'a str)>,
    /// Who asked to let a parent in again, and why.
    lifting: Option<(String, &'a str)>,
    /// The reader may decide now.
    may: bool,
    /// It waits for somebody else than the reader.
    own: bool,
    /// It stands, and is looked at again.
    again: bool,
    drop: Option<String>,
    answers: Vec<Choice>,
    what: &'static str,
}

fn address(dossier: DossierId, acting: Id) -> String {
    format!("/dossier/{dossier}/besluit/{acting}")
}

fn title(t: Lang, shown: &ActingPage) -> String {
    t.with2(
        &format!("acting-title-{}", key(shown.row.what)),
        "name",
        shown.person.as_str(),
        "against",
        shown.against.clone().unwrap_or_default(),
    )
}

fn asked(t: Lang, shown: &ActingPage, at: &dyn Fn(i64) -> String) -> Pairs {
    let by = t.with2(
        "acting-by",
        "name",
        shown.asked.as_str(),
        "function",
        t.of(&shown.function),
    );
    let mut pairs = Pairs::new()
        .row(
            t.say("acting-person"),
            t.with2(
                "acting-someone",
                "name",
                shown.person.as_str(),
                "years",
                i64::from(shown.age),
            ),
        )
        .row(t.say("acting-asked-by"), by)
        .row(t.say("acting-asked-at"), at(shown.at))
        .row(t.say("acting-found_by"), shown.found_by.clone());
    if !shown.matter.is_empty() {
        pairs = pairs.row(t.say("acting-matter"), shown.matter.clone());
    }
    if shown.row.what == ActingWhat::Limit {
        let data = if shown.data.is_empty() {
            t.say("acting-data-all").to_owned()
        } else {
            t.listed(shown.data.iter().copied())
        };
        pairs = pairs.row(t.say("acting-data"), data);
    }
    if let Some(day) = shown.row.review_on {
        pairs = pairs.row(t.say("acting-review_on"), t.day(day));
    }
    pairs
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (dossier, acting): (DossierId, Id),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let shown = desk
        .house
        .acting_page(caller, dossier, acting)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let at = |moment: i64| t.moment(desk.house.local(moment).timestamp());
    let decided = shown
        .decisions
        .iter()
        .map(|one| {
            let said = if one.yes { "yes" } else { "no" };
            let by = t.with2(
                "acting-by",
                "name",
                one.name.as_str(),
                "function",
                t.of(&one.function),
            );
            let line = t.with2(
                &format!("acting-said-{said}"),
                "by",
                by,
                "moment",
                at(one.at),
            );
            (line, one.because.as_str())
        })
        .collect();
    let lifting = shown.lifting.as_ref().map(|lift| {
        let line = t.with2(
            "acting-lifting",
            "name",
            lift.name.as_str(),
            "moment",
            at(lift.at),
        );
        (line, lift.because.as_str())
    });
    let again = shown.row.stands;
    let words = if again {
        "acting-again"
    } else {
        "acting-answer"
    };
    let drawn = DecidePage {
        p: page,
        f: Fields::new(t, "acting", form),
        here: address(dossier, acting),
        dossier: shown.opens.then(|| format!("/dossier/{dossier}")),
        title: title(t, &shown),
        asked: asked(t, &shown, &at),
        because: &shown.because,
        found: &shown.found,
        decided,
        lifting,
        may: shown.may_decide && !(shown.own && shown.row.waits),
        own: shown.own,
        again,
        drop: shown.may_drop.then(|| RequestId::fresh().to_string()),
        answers: Choice::words(t, words, ["yes", "no"]),
        what: key(shown.row.what),
    };
    Ok(page.show_as(status, &drawn))
}

/// What was asked, and the form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, acting)): Path<(String, String)>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let of = (dossier_of(&dossier), id_of(&acting));
    let page = crate::entry::done(page, &request, &DONE);
    drop(request);
    let (page, form) = desk.restored(&caller, page, &address(of.0, of.1)).await;
    show(&desk, &caller, &page, &form, of, StatusCode::OK).await
}

/// Decides.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, acting)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let of = (dossier_of(&dossier), id_of(&acting));
    let typed = form.value("review_on");
    let input = DecideInput {
        answer: form.value("answer").to_owned(),
        because: form.value("because").to_owned(),
        review_on: read_date(typed).map_or_else(|| typed.to_owned(), |day| day.to_string()),
    };
    let act = desk
        .house
        .decide_acting(&caller, of.0, of.1, &input, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            desk.sent(&caller, &address(of.0, of.1)).await;
            Ok(see_other(&format!(
                "{}?klaar=besloten",
                address(of.0, of.1)
            )))
        }
        Err(why) => {
            refuse::into_form(page.t, &mut form, why)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&desk, &caller, &page, &form, of, status).await
        }
    }
}

/// Takes back what was asked.
pub(super) async fn remove(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, acting)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let (dossier, acting) = (dossier_of(&dossier), id_of(&acting));
    desk.house
        .drop_acting(&caller, dossier, acting, request_of(&caller, &form))
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    Ok(see_other(&format!("/dossier/{dossier}")))
}

/// Somebody who reloads lands on the page.
pub(super) async fn back(Path((dossier, acting)): Path<(String, String)>) -> Response {
    see_other(&address(dossier_of(&dossier), id_of(&acting)))
}
