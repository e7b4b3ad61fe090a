//! Logging in and out: the pages, and the addresses that show them. Who somebody is, and whether a password or a
//! code is right, is `casework`'s to say.

mod code;
mod enter;
mod session;

use askama::Template;
use axum::Router;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use axum::routing::{get, post};

use crate::form::{Choice, Fields};
use crate::guard::{Cookie, Desk, see_other};
use crate::page::{Page, Trouble};
use crate::words::safe_way_back;

/// The addresses before login.
pub fn doors() -> Router<Desk> {
    Router::new()
        .route("/inloggen", get(enter::get).post(enter::post))
        .route("/inloggen/wachtwoord", get(enter::password))
        .route("/inloggen/demo", post(enter::demo))
        .route("/inloggen/code", get(code::get).post(code::post))
}

/// The addresses of a session, behind the guard.
pub fn inside() -> Router<Desk> {
    Router::new()
        .route("/functie", get(session::function).post(session::choose))
        .route("/sessie/verleng", post(session::extend))
        .route("/concept", post(session::draft))
        .route("/concept/weg", post(session::drop_draft))
        .route("/uitloggen", post(session::out))
}

/// The addresses that work with and without a session.
pub fn open() -> Router<Desk> {
    Router::new()
        .route("/uitgelogd", get(session::ended))
        .route("/weg", get(session::away))
}

/// Begins a session: sets the cookie and ends the session the browser had before.
async fn begin(
    desk: &Desk,
    token: &str,
    old: Option<&str>,
    back: &str,
) -> Result<Response, Trouble> {
    if let Some(old) = old
        && let Ok(before) = desk.house.caller(old).await
        && let Err(error) = desk.house.logout(before).await
    {
        tracing::warn!(?error, "the session before was not ended");
    }
    let mut response = see_other(&safe_way_back(back));
    let cookie = Cookie::Session.set(token, desk.house.settings().secure);
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

/// Login name and password: `POST /inloggen` with `login`, `password`. Labels in the area `login`.
#[derive(Template)]
#[template(path = "login/name.html")]
pub struct NamePage<'a> {
    /// The page.
    pub p: &'a Page,
    /// The form.
    pub f: Fields<'a>,
}

/// The one-time code: `POST /inloggen/code` with `code`. There is no way past it (FLD-7).
#[derive(Template)]
#[template(path = "login/code.html")]
pub struct CodePage<'a> {
    /// The page.
    pub p: &'a Page,
    /// The form.
    pub f: Fields<'a>,
}

/// Somebody the demo offers to be.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// Their login name.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their function, or who they are: "Coördinator, team Sociaal".
    pub function: String,
    /// What to try as them, in the reader's language.
    pub what: String,
}

/// The demo's people, a button each: `POST /inloggen/demo` with `login`. Never served outside the demo.
#[derive(Template)]
#[template(path = "login/demo.html")]
pub struct DemoPage<'a> {
    /// The page.
    pub p: &'a Page,
    /// What to try first.
    pub first: Vec<String>,
    /// The people, by group: the key of its heading, and who belongs to it.
    pub groups: Vec<(&'static str, Vec<DemoPerson>)>,
    /// Where to go after logging in.
    pub naar: String,
}

/// In which function do you act? `POST /functie` with `function` (ACC-8).
#[derive(Template)]
#[template(path = "login/function.html")]
pub struct FunctionPage<'a> {
    /// The page.
    pub p: &'a Page,
    /// The form.
    pub f: Fields<'a>,
    /// The functions held, with a line on each where it helps.
    pub functions: Vec<Choice>,
}

/// Logged out.
#[derive(Template)]
#[template(path = "login/out.html")]
pub struct OutPage<'a> {
    /// The page.
    pub p: &'a Page,
}

/// The session ended by itself.
#[derive(Template)]
#[template(path = "login/ended.html")]
pub struct EndedPage<'a> {
    /// The page.
    pub p: &'a Page,
    /// Something typed was kept and comes back after logging in (FLD-20).
    pub kept: bool,
    /// The address of the login page, with the way back.
    pub in_again: String,
}
