//! `/bewaren/{list}/{term}` and `…/intrekken`: leaving one file out of a list, and putting a list away. Asked once, with the reason.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::life::{DropInput, LeaveOutInput};
use regie_casework::{Caller, Refused};
use regie_terms::Id;

use super::Ask;
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::id_of;

/// A file of the list, or the list itself.
#[derive(Clone, Copy)]
enum What {
    Leave(Id),
    Drop,
}

fn here(list: Id, what: What) -> String {
    match what {
        What::Leave(term) => format!("/bewaren/{list}/{term}"),
        What::Drop => format!("/bewaren/{list}/intrekken"),
    }
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (list, what, status): (Id, What, StatusCode),
) -> Result<Response, Trouble> {
    let t = page.t;
    let seen = desk.house.end_list_page(caller, list, 1).await;
    let seen = seen.map_err(|why| refuse::trouble(t, why))?;
    if seen.done {
        return Err(Trouble::NotFound);
    }
    let f = Fields::new(t, "life", form);
    let (title, lead, go) = match what {
        What::Leave(_) => ("life-leave-title", "life-leave-lead", "life-leave-go"),
        What::Drop => ("life-drop-title", "life-drop-lead", "life-drop-go"),
    };
    let ask = Ask {
        p: page,
        f,
        here: here(list, what),
        back: (
            format!("/bewaren/{list}"),
            t.say("life-list-title").to_owned(),
        ),
        title: t.say(title).to_owned(),
        says: vec![t.say(lead).to_owned()],
        table: None,
        fields: vec![f.long("because")],
        go: t.say(go),
        alarm: false,
    };
    Ok(ask.shown(status))
}

async fn sent(
    desk: Desk,
    caller: Caller,
    page: Page,
    mut form: Form,
    (list, what): (Id, What),
) -> Result<Response, Trouble> {
    let because = form.value("because").to_owned();
    let request = request_of(&caller, &form);
    let house = &desk.house;
    let done = match what {
        What::Leave(term) => {
            let input = LeaveOutInput {
                term: term.to_string(),
                because,
            };
            house.leave_out(&caller, list, &input, request).await
        }
        What::Drop => {
            let input = DropInput { because };
            house.drop_list(&caller, list, &input, request).await
        }
    };
    match done {
        Ok(()) => {
            desk.sent(&caller, &here(list, what)).await;
            let said = match what {
                What::Leave(_) => "weggelaten",
                What::Drop => "ingetrokken",
            };
            Ok(see_other(&format!("/bewaren/{list}?klaar={said}")))
        }
        Err(why @ Refused::Invalid(_)) => {
            refuse::into_form(page.t, &mut form, why)?;
            let at = (list, what, StatusCode::UNPROCESSABLE_ENTITY);
            show(&desk, &caller, &page, &form, at).await
        }
        Err(why) => Err(refuse::trouble(page.t, why)),
    }
}

async fn asked(
    desk: Desk,
    caller: Caller,
    page: Page,
    (list, what): (Id, What),
) -> Result<Response, Trouble> {
    let (page, form) = desk.restored(&caller, page, &here(list, what)).await;
    show(&desk, &caller, &page, &form, (list, what, StatusCode::OK)).await
}

/// Asks why a file stays.
pub(super) async fn leave(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((list, term)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = (id_of(&list), What::Leave(id_of(&term)));
    asked(desk, caller, page, at).await
}

/// Leaves it out.
pub(super) async fn left(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((list, term)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let at = (id_of(&list), What::Leave(id_of(&term)));
    sent(desk, caller, page, form, at).await
}

/// Asks why a list is put away.
pub(super) async fn drop(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(list): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    asked(desk, caller, page, (id_of(&list), What::Drop)).await
}

/// Puts it away.
pub(super) async fn dropped(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(list): Path<String>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    sent(desk, caller, page, form, (id_of(&list), What::Drop)).await
}
