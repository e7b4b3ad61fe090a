//! `/beheer/code`: a lost second factor, asked by one and confirmed by another.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::administer::FactorRequestRow;
use regie_terms::{Id, Outcome, RequestId};

use super::{code, one, with_notice};
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Checklist, Empty};
use crate::refuse;
use crate::words::Lang;

const HERE: &str = "/beheer/code";
const DONE: [(&str, &str); 2] = [
    ("gevraagd", "administer-done-asked"),
    ("weg", "administer-done-dropped"),
];

struct FactorRequest {
    id: String,
    who: String,
    about: String,
    reason: String,
    may_confirm: bool,
    confirm: String,
    remove: String,
}

#[derive(Template)]
#[template(path = "administer/factor.html")]
struct FactorPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    asked: Vec<FactorRequest>,
    none: Empty,
    /// Why there is no form to ask with, for who may only confirm.
    not_ask: Option<Checklist>,
}

async fn asked(desk: &Desk, caller: &Caller, t: Lang) -> Result<Vec<FactorRequest>, Trouble> {
    let rows = desk
        .house
        .factor_requests(caller)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    Ok(rows.iter().map(|row| drawn_row(t, desk, row)).collect())
}

fn drawn_row(t: Lang, desk: &Desk, row: &FactorRequestRow) -> FactorRequest {
    let who = if row.name.is_empty() {
        row.login.clone()
    } else {
        format!("{} ({})", row.name, row.login)
    };
    let moment = t.moment(desk.house.local(row.at).timestamp());
    FactorRequest {
        id: row.id.to_string(),
        who,
        about: t.with2(
            "administer-factor-asked-by",
            "name",
            row.by.as_str(),
            "moment",
            moment,
        ),
        reason: row.reason.clone(),
        may_confirm: row.may_confirm,
        confirm: RequestId::fresh().to_string(),
        remove: RequestId::fresh().to_string(),
    }
}

fn drawn<'a>(
    page: &'a Page,
    form: &'a Form,
    asked: Vec<FactorRequest>,
    not_ask: Option<Checklist>,
) -> FactorPage<'a> {
    let t = page.t;
    let none = Empty {
        text: t.say("administer-factor-none").into(),
        hint: None,
        action: None,
    };
    FactorPage {
        p: page,
        f: Fields::new(t, "administer", form),
        asked,
        none,
        not_ask,
    }
}

/// Why the reader may not ask, when they may only confirm.
fn not_ask(desk: &Desk, caller: &Caller, t: Lang) -> Result<Option<Checklist>, Trouble> {
    let answer = desk
        .house
        .factor_ask(caller)
        .map_err(|why| refuse::trouble(t, why))?;
    Ok((answer.outcome != Outcome::Permitted)
        .then(|| Checklist::of(t, t.say("refused-title"), &answer)))
}

/// What waits, and the form to ask.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let page = with_notice(page, &request, &DONE);
    drop(request);
    let asked = asked(&desk, &caller, page.t).await?;
    let (page, form) = desk.restored(&caller, page, HERE).await;
    let not_ask = not_ask(&desk, &caller, page.t)?;
    Ok(page.show(&drawn(&page, &form, asked, not_ask)))
}

/// Asks.
pub(super) async fn ask(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (login, reason) = (one(&form, "login"), one(&form, "reason"));
    let act = desk
        .house
        .request_factor(&caller, &login, &reason, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(_) => {
            desk.sent(&caller, HERE).await;
            Ok(see_other("/beheer/code?klaar=gevraagd"))
        }
        Err(refused) => {
            refuse::into_form(page.t, &mut form, refused)?;
            let asked = asked(&desk, &caller, page.t).await?;
            let not_ask = not_ask(&desk, &caller, page.t)?;
            Ok(page.again(&drawn(&page, &form, asked, not_ask)))
        }
    }
}

/// Confirms as the second person, and shows the code.
pub(super) async fn confirm(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(request): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let id = request.parse().unwrap_or_else(|_| Id::fresh());
    match desk
        .house
        .confirm_factor(&caller, id, request_of(&caller, &form))
        .await
    {
        Ok(invited) => Ok(code::shown(&desk, page, &invited, HERE)),
        Err(refused) => {
            refuse::into_form(page.t, &mut form, refused)?;
            let asked = asked(&desk, &caller, page.t).await?;
            let page = page.at(HERE);
            let not_ask = not_ask(&desk, &caller, page.t)?;
            Ok(page.again(&drawn(&page, &form, asked, not_ask)))
        }
    }
}

/// Takes a request away.
pub(super) async fn remove(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(request): Path<String>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let id = request.parse().unwrap_or_else(|_| Id::fresh());
    desk.house
        .drop_factor_request(&caller, id, request_of(&caller, &form))
        .await
        .map_err(|refused| refuse::trouble(page.t, refused))?;
    Ok(see_other("/beheer/code?klaar=weg"))
}

/// Somebody who logs in again after sending a form of this page comes back to it.
pub(super) async fn back() -> Response {
    see_other(HERE)
}
