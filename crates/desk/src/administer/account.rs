//! `/beheer/accounts/{id}`: one account of staff: changing it, inviting its person again, ending it.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::administer::{AccountChange, AccountRow, AccountState};
use regie_terms::{AccountId, Function, RequestId};

use super::accounts::state;
use super::{all, code, one, with_notice};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Pairs;
use crate::refuse;
use crate::words::Lang;

const DONE: [(&str, &str); 1] = [("bewaard", "administer-done-changed")];

#[derive(Template)]
#[template(path = "administer/account.html")]
struct AccountPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    name: String,
    here: String,
    pairs: Pairs,
    functions: Vec<Choice>,
    ended: bool,
    came: bool,
    invite: String,
}

#[derive(Template)]
#[template(path = "administer/end.html")]
struct EndPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    name: String,
    here: String,
    keeps: String,
}

pub(super) fn account_of(address: &str) -> AccountId {
    address.parse().unwrap_or_else(|_| AccountId::fresh())
}

pub(super) fn address(account: AccountId) -> String {
    format!("/beheer/accounts/{account}")
}

pub(super) async fn row(
    desk: &Desk,
    caller: &Caller,
    t: Lang,
    account: AccountId,
) -> Result<AccountRow, Trouble> {
    desk.house
        .account_page(caller, account)
        .await
        .map_err(|why| refuse::trouble(t, why))
}

fn drawn<'a>(desk: &Desk, page: &'a Page, form: &'a Form, row: &AccountRow) -> AccountPage<'a> {
    let t = page.t;
    let signed: Vec<String> = row
        .signed
        .iter()
        .map(|s| format!("{} ({})", t.of(&s.what), t.day(s.on)))
        .collect();
    let none = t.say("administer-none").to_owned();
    AccountPage {
        p: page,
        f: Fields::new(t, "administer", form),
        name: row.name.clone(),
        here: address(row.id),
        pairs: Pairs::new()
            .row(t.say("administer-login"), row.login.clone())
            .row(t.say("administer-state"), state(t, desk, row).text)
            .row(
                t.say("administer-signed"),
                if signed.is_empty() {
                    none
                } else {
                    t.list(&signed)
                },
            )
            .row(t.say("administer-keeps"), row.appointed.to_string()),
        functions: t.choices(Function::ALL),
        ended: matches!(row.state, AccountState::Ended { .. }),
        came: matches!(row.state, AccountState::Active),
        invite: RequestId::fresh().to_string(),
    }
}

/// The account, in a form to change it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(account): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let page = with_notice(page, &request, &DONE);
    drop(request);
    let row = row(&desk, &caller, page.t, account_of(&account)).await?;
    let (page, kept) = desk.restored(&caller, page, &address(row.id)).await;
    if kept.came("name") {
        let mut kept = kept;
        if kept.value("version") != row.version.to_string() {
            kept.fault("functions", "moved");
            kept = as_it_stands(kept, &row);
        }
        return Ok(page.show(&drawn(&desk, &page, &kept, &row)));
    }
    let form = Form::new()
        .set("request", RequestId::fresh().to_string())
        .set("name", row.name.clone())
        .set("team", row.team.clone().unwrap_or_default());
    let form = as_it_stands(form, &row);
    Ok(page.show(&drawn(&desk, &page, &form, &row)))
}

/// The form with the functions the account has now.
fn as_it_stands(form: Form, row: &AccountRow) -> Form {
    let form = form
        .without("functions")
        .set("version", row.version.to_string());
    row.functions.iter().fold(form, |form, function| {
        form.add("functions", function.as_str())
    })
}

/// Changes it.
pub(super) async fn change(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(account): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let account = account_of(&account);
    let input = AccountChange {
        name: one(&form, "name"),
        functions: all(&form, "functions"),
        team: one(&form, "team"),
        version: one(&form, "version"),
    };
    let act = desk
        .house
        .change_account(&caller, account, &input, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            desk.sent(&caller, &address(account)).await;
            Ok(see_other(&format!("{}?klaar=bewaard", address(account))))
        }
        Err(refused) => {
            refuse::into_form(page.t, &mut form, refused)?;
            let row = row(&desk, &caller, page.t, account).await?;
            if form.faults().iter().any(|fault| fault.what == "moved") {
                form = as_it_stands(form, &row);
            }
            Ok(page.again(&drawn(&desk, &page, &form, &row)))
        }
    }
}

/// Invites its person again, and shows the code.
pub(super) async fn invite(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(account): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let account = account_of(&account);
    match desk
        .house
        .invite_again(&caller, account, request_of(&caller, &form))
        .await
    {
        Ok(invited) => Ok(code::shown(&desk, page, &invited, &address(account))),
        Err(refused) => {
            refuse::into_form(page.t, &mut form, refused)?;
            let row = row(&desk, &caller, page.t, account).await?;
            let page = page.at(address(account));
            Ok(page.again(&drawn(&desk, &page, &form, &row)))
        }
    }
}

/// Somebody who logs in again after sending a form of this page comes back to it.
pub(super) async fn back(Path(account): Path<String>) -> Response {
    see_other(&address(account_of(&account)))
}

fn sure_drawn<'a>(page: &'a Page, form: &'a Form, row: &AccountRow) -> EndPage<'a> {
    let t = page.t;
    EndPage {
        p: page,
        f: Fields::new(t, "administer", form),
        name: row.name.clone(),
        here: address(row.id),
        keeps: t.with(
            "administer-end-keeps",
            "number",
            i64::try_from(row.appointed).unwrap_or(i64::MAX),
        ),
    }
}

/// Asks once before it is ended.
pub(super) async fn sure(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(account): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let row = row(&desk, &caller, page.t, account_of(&account)).await?;
    let form = Form::new().set("request", RequestId::fresh().to_string());
    Ok(page.show(&sure_drawn(&page, &form, &row)))
}

/// Ends it.
pub(super) async fn end(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(account): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let account = account_of(&account);
    match desk
        .house
        .end_account(&caller, account, request_of(&caller, &form))
        .await
    {
        Ok(()) => Ok(see_other("/beheer/accounts?klaar=beeindigd")),
        Err(refused) => {
            refuse::into_form(page.t, &mut form, refused)?;
            let row = row(&desk, &caller, page.t, account).await?;
            Ok(page.again(&sure_drawn(&page, &form, &row)))
        }
    }
}
