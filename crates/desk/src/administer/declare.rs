//! `/verklaringen`: what somebody signs before their function works (ACC-9). The password is asked again.

use askama::Template;
use axum::extract::{Request, State};
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::administer::DeclarationRow;

use super::{all, one};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, address, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::words::{Lang, safe_way_back};

/// The address of the form.
const HERE: &str = "/verklaringen";

struct Text {
    title: &'static str,
    text: &'static str,
    standing: String,
}

#[derive(Template)]
#[template(path = "administer/declarations.html")]
struct DeclarationsPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    texts: Vec<Text>,
    choices: Vec<Choice>,
}

fn drawn<'a>(page: &'a Page, form: &'a Form, rows: &[DeclarationRow]) -> DeclarationsPage<'a> {
    let t = page.t;
    let texts = rows
        .iter()
        .map(|row| Text {
            title: t.word("administer-declaration-title", row.what.as_str()),
            text: t.word("administer-declaration-text", row.what.as_str()),
            standing: match (row.signed, row.needed) {
                (Some(day), _) => t.with("administer-declaration-signed", "day", t.day(day)),
                (None, true) => t.say("administer-declaration-needed").to_owned(),
                (None, false) => t.say("administer-declaration-open").to_owned(),
            },
        })
        .collect();
    let open = rows.iter().filter(|row| row.signed.is_none());
    let choices = open
        .map(|row| {
            Choice::new(
                row.what.as_str(),
                t.word("administer-declaration-title", row.what.as_str()),
            )
        })
        .collect();
    DeclarationsPage {
        p: page,
        f: Fields::new(t, "administer", form),
        texts,
        choices,
    }
}

async fn rows(desk: &Desk, caller: &Caller, t: Lang) -> Result<Vec<DeclarationRow>, Trouble> {
    desk.house
        .declarations(caller)
        .await
        .map_err(|why| refuse::trouble(t, why))
}

/// What is still to be signed.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let back =
        safe_way_back(Form::from_query(request.uri().query().unwrap_or_default()).value("naar"));
    drop(request);
    let rows = rows(&desk, &caller, page.t).await?;
    let (page, form) = desk.restored(&caller, page, HERE).await;
    let form = form.set("naar", back);
    Ok(page.show(&drawn(&page, &form, &rows)))
}

/// Signs.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    use axum::extract::FromRequest;
    let from = address(request.extensions(), request.headers(), desk.behind_proxy);
    let mut form = match Form::from_request(request, &()).await {
        Ok(form) => form,
        Err(never) => match never {},
    };
    let (chosen, password) = (all(&form, "declarations"), one(&form, "password"));
    let request = request_of(&caller, &form);
    let act = desk
        .house
        .sign_declarations(&caller, &chosen, &password, &from, request);
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            desk.sent(&caller, HERE).await;
            Ok(see_other(&safe_way_back(form.value("naar"))))
        }
        Err(refused) => {
            refuse::into_form(page.t, &mut form, refused)?;
            let rows = rows(&desk, &caller, page.t).await?;
            Ok(page.again(&drawn(&page, &form, &rows)))
        }
    }
}
