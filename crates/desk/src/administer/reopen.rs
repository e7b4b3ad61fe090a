//! `/beheer/accounts/{id}/heropenen`: opening an ended account of staff again. Asked once, with what does not come back; then the code.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::administer::{AccountRow, AccountState};
use regie_terms::RequestId;

use super::account::{account_of, address, row};
use super::code;
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Pairs;
use crate::refuse;

#[derive(Template)]
#[template(path = "administer/reopen.html")]
struct ReopenPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    name: String,
    here: String,
    pairs: Pairs,
}

fn drawn<'a>(page: &'a Page, form: &'a Form, row: &AccountRow) -> ReopenPage<'a> {
    let t = page.t;
    ReopenPage {
        p: page,
        f: Fields::new(t, "administer", form),
        name: row.name.clone(),
        here: address(row.id),
        pairs: Pairs::new()
            .row(t.say("administer-login"), row.login.clone())
            .row(
                t.say("administer-functions"),
                t.listed(row.functions.iter().copied()),
            ),
    }
}

/// Asks once before it is opened again.
pub(super) async fn sure(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(account): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let row = row(&desk, &caller, page.t, account_of(&account)).await?;
    if !matches!(row.state, AccountState::Ended { .. }) {
        // Done meanwhile, or never ended: its page says how it stands.
        return Ok(see_other(&address(row.id)));
    }
    let form = Form::new().set("request", RequestId::fresh().to_string());
    Ok(page.show(&drawn(&page, &form, &row)))
}

/// Opens it again, and shows the code.
pub(super) async fn reopen(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(account): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let account = account_of(&account);
    let act = desk
        .house
        .reopen_account(&caller, account, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(invited) => Ok(code::shown(&desk, page, &invited, &address(account))),
        Err(refused) => {
            refuse::into_form(page.t, &mut form, refused)?;
            let row = row(&desk, &caller, page.t, account).await?;
            Ok(page.again(&drawn(&page, &form, &row)))
        }
    }
}
