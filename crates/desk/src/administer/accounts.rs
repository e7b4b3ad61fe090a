//! `/beheer/accounts`: the accounts of staff, and a new one.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::administer::{AccountInput, AccountRow, AccountState};
use regie_terms::Function;

use super::{all, code, one, with_notice};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Cell, Table, Tone};
use crate::refuse;
use crate::words::Lang;

const HERE: &str = "/beheer/accounts";
const NEW: &str = "/beheer/accounts/nieuw";
const DONE: [(&str, &str); 1] = [("beeindigd", "administer-done-ended")];

#[derive(Template)]
#[template(path = "administer/accounts.html")]
struct AccountsPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    table: Table,
    /// Which page of how many, where there are several.
    place: Option<String>,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "administer/new.html")]
struct NewPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    functions: Vec<Choice>,
}

/// How an account stands, as a badge.
pub(super) fn state(t: Lang, desk: &Desk, row: &AccountRow) -> Badge {
    match row.state {
        AccountState::Active => Badge::new(t.say("administer-state-active"), Tone::Good),
        AccountState::Invited { until } if desk.house.now() < until => {
            Badge::new(t.say("administer-state-invited"), Tone::Care)
        }
        AccountState::Invited { .. } => Badge::new(t.say("administer-state-ran-out"), Tone::Alarm),
        AccountState::Ended { .. } => Badge::new(t.say("administer-state-ended"), Tone::Plain),
    }
}

/// The list.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let page = with_notice(page, &request, &DONE);
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    // What is no number is the first page: nobody types these by hand.
    let number = query.value("pagina").parse().unwrap_or(1);
    drop(request);
    listed(&desk, &caller, &page, &Form::new(), number, StatusCode::OK).await
}

/// Somebody who logs in again after looking for an account comes back to the list.
pub(super) async fn back() -> Response {
    see_other(HERE)
}

/// Leads to the account with exactly this login name.
pub(super) async fn find(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let login = one(&form, "login");
    match refuse::when_sound(&form, desk.house.find_staff(&caller, &login)).await {
        Ok(account) => Ok(see_other(&format!("{HERE}/{account}"))),
        Err(refused) => {
            refuse::into_form(page.t, &mut form, refused)?;
            let page = page.at(HERE);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            listed(&desk, &caller, &page, &form, 1, status).await
        }
    }
}

async fn listed(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    number: usize,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let list = desk
        .house
        .accounts(caller, number)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let heads = [
        "administer-name",
        "administer-login",
        "administer-functions",
        "administer-team",
        "administer-signed",
        "administer-state",
    ];
    let table = Table {
        caption: t.say("administer-caption").into(),
        heads: heads.iter().map(|key| t.say(key).into()).collect(),
        rows: list
            .rows
            .iter()
            .map(|row| {
                vec![
                    Cell::Link(format!("{HERE}/{}", row.id), row.name.clone()),
                    row.login.clone().into(),
                    t.listed(row.functions.iter().copied()).into(),
                    row.team.clone().unwrap_or_default().into(),
                    t.listed(row.signed.iter().map(|s| s.what)).into(),
                    Cell::Badge(state(t, desk, row)),
                ]
            })
            .collect(),
    };
    let at = |number: usize| format!("{HERE}?pagina={number}");
    let drawn = AccountsPage {
        p: page,
        f: Fields::new(t, "administer", form),
        table,
        place: (list.pages > 1)
            .then(|| t.with2("administer-page", "page", list.page, "pages", list.pages)),
        before: (list.page > 1).then(|| at(list.page - 1)),
        after: (list.page < list.pages).then(|| at(list.page + 1)),
    };
    Ok(page.show_as(status, &drawn))
}

fn drawn<'a>(page: &'a Page, form: &'a Form) -> NewPage<'a> {
    NewPage {
        p: page,
        f: Fields::new(page.t, "administer", form),
        functions: page.t.choices(Function::ALL),
    }
}

/// The form of a new account.
pub(super) async fn form(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    // Whoever may not see the accounts makes none; told before anything is typed.
    desk.house
        .may_administer(&caller)
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    let (page, form) = desk.restored(&caller, page, NEW).await;
    Ok(page.show(&drawn(&page, &form)))
}

/// Makes it, and shows the code.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let input = AccountInput {
        login: one(&form, "login"),
        name: one(&form, "name"),
        functions: all(&form, "functions"),
        team: one(&form, "team"),
    };
    let act = desk
        .house
        .create_account(&caller, &input, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(invited) => {
            desk.sent(&caller, NEW).await;
            Ok(code::shown(&desk, page, &invited, HERE))
        }
        Err(refused) => {
            refuse::into_form(page.t, &mut form, refused)?;
            Ok(page.again(&drawn(&page, &form)))
        }
    }
}
