//! `/inloggen/code`: the one-time code, and then the session.

use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use regie_casework::guard::LoginRefused;

use super::CodePage;
use super::enter::{asked_way_back, read, waiting};
use crate::form::{Fields, Form};
use crate::guard::{Cookie, Desk, address, see_other, with_way_back};
use crate::page::{Page, Trouble};
use crate::words::safe_way_back;

/// `GET /inloggen/code`.
pub(super) async fn get(State(desk): State<Desk>, page: Page, request: Request) -> Response {
    let back = asked_way_back(&request);
    if Cookie::Ticket
        .read(request.headers(), desk.house.settings().secure)
        .is_none()
    {
        return see_other(&with_way_back("/inloggen", &back));
    }
    let form = Form::new().set("naar", back);
    page.show(&CodePage {
        p: &page,
        f: Fields::new(page.t, "login", &form),
    })
}

/// `POST /inloggen/code`.
pub(super) async fn post(
    State(desk): State<Desk>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let secure = desk.house.settings().secure;
    let from = address(request.extensions(), request.headers(), desk.behind_proxy);
    let ticket = Cookie::Ticket.read(request.headers(), secure);
    let old = Cookie::Session.read(request.headers(), secure);
    let mut form = read(request).await;
    let again = with_way_back("/inloggen", &safe_way_back(form.value("naar")));
    let Some(ticket) = ticket else {
        return Ok(see_other(&again));
    };
    let code = form.needed("code", 20);
    if form.ok() {
        match desk.house.login_code(&ticket, &code, &from).await {
            Ok(token) => {
                let mut response =
                    super::begin(&desk, &token.0, old.as_deref(), form.value("naar")).await?;
                response
                    .headers_mut()
                    .append(SET_COOKIE, Cookie::Ticket.end(secure));
                return Ok(response);
            }
            Err(LoginRefused::Wrong) => form.fault("code", "wrong"),
            // The ticket is gone: the page stood open too long, or too many codes were wrong.
            Err(LoginRefused::Expired) => {
                let mut response = see_other(&again);
                response
                    .headers_mut()
                    .append(SET_COOKIE, Cookie::Ticket.end(secure));
                return Ok(response);
            }
            Err(refused) => return Err(waiting(refused)),
        }
    }
    Ok(page.again(&CodePage {
        p: &page,
        f: Fields::new(page.t, "login", &form),
    }))
}
