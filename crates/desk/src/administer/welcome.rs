//! `/uitnodiging`: coming in by invitation. Name and code first, then a password and a second factor of one's own. Nothing typed here is kept.

use askama::Template;
use axum::extract::{Request, State};
use axum::response::Response;
use qrcode::QrCode;
use qrcode::render::svg;
use regie_casework::administer::{AcceptInput, InvitationRefused, Welcome};
use regie_casework::thing::InvitationFor;
use regie_terms::RequestId;

use super::one;
use crate::form::{Fault, Fields, Form};
use crate::guard::{Desk, address, request_from, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Banner, Mood};

const HERE: &str = "/uitnodiging";

#[derive(Template)]
#[template(path = "administer/welcome.html")]
struct WelcomePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
}

#[derive(Template)]
#[template(path = "administer/choose.html")]
struct ChoosePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    what: &'static str,
    new_password: bool,
    /// The secret in groups, and the same as a picture (SVG of our own making: squares only).
    factor: Option<(String, String)>,
}

fn drawn<'a>(page: &'a Page, form: &'a Form) -> WelcomePage<'a> {
    WelcomePage {
        p: page,
        f: Fields::new(page.t, "administer", form),
    }
}

fn choose_drawn<'a>(page: &'a Page, form: &'a Form, welcome: &Welcome) -> ChoosePage<'a> {
    let what = match welcome.what {
        InvitationFor::Begin => "administer-choose-begin",
        InvitationFor::Password => "administer-choose-password",
        InvitationFor::Factor => "administer-choose-factor",
    };
    let factor = match (&welcome.secret, &welcome.uri) {
        (Some(secret), Some(uri)) => Some((grouped(secret), picture(uri))),
        _ => None,
    };
    ChoosePage {
        p: page,
        f: Fields::new(page.t, "administer", form),
        what: page.t.say(what),
        new_password: welcome.what != InvitationFor::Factor,
        factor,
    }
}

fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// The picture an authenticator app scans; empty when it cannot be made, and then there is the text.
fn picture(uri: &str) -> String {
    let Ok(code) = QrCode::new(uri) else {
        return String::new();
    };
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(220, 220)
        .build();
    drawn
        .split_once("?>")
        .map_or(drawn.clone(), |(_, svg)| svg.to_owned())
}

/// Asks name and code.
pub(super) async fn get(page: Page) -> Response {
    let form = Form::new();
    page.show(&drawn(&page, &form))
}

/// Somebody who reloads the second page begins at the first.
pub(super) async fn back() -> Response {
    see_other(HERE)
}

/// What stops here, or goes back to the form.
fn refused(form: &mut Form, why: InvitationRefused) -> Result<bool, Trouble> {
    match why {
        InvitationRefused::Wrong => {
            form.fault("code", "wrong");
            Ok(false)
        }
        InvitationRefused::Invalid(errors) => {
            for error in errors {
                form.note(Fault {
                    field: error.field.to_owned(),
                    what: error.code,
                    number: error.limit,
                    day: None,
                });
            }
            Ok(true)
        }
        InvitationRefused::Wait(minutes) => Err(Trouble::TooMany {
            seconds: u32::try_from(minutes.saturating_mul(60)).unwrap_or(900),
        }),
        InvitationRefused::Unavailable(_) => Err(Trouble::Away),
    }
}

async fn form_of(request: Request) -> Form {
    use axum::extract::FromRequest;
    match Form::from_request(request, &()).await {
        Ok(form) => form,
        Err(never) => match never {},
    }
}

/// Looks at name and code, and shows what there is to choose.
pub(super) async fn look(
    State(desk): State<Desk>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let from = address(request.extensions(), request.headers(), desk.behind_proxy);
    let mut form = form_of(request).await;
    let login = form.needed("login", 100);
    let code = form.needed("code", 100);
    if form.ok() {
        match desk.house.invitation(&login, &code, &from).await {
            Ok(welcome) => {
                let form = Form::new()
                    .set("login", login)
                    .set("code", code)
                    .set("request", RequestId::fresh().to_string());
                let page = page.at(HERE);
                return Ok(page.show(&choose_drawn(&page, &form, &welcome)));
            }
            Err(why) => {
                refused(&mut form, why)?;
            }
        }
    }
    Ok(page.again(&drawn(&page, &form)))
}

/// Sets what was chosen. Logging in comes after.
pub(super) async fn choose(
    State(desk): State<Desk>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let from = address(request.extensions(), request.headers(), desk.behind_proxy);
    let mut form = form_of(request).await;
    let input = AcceptInput {
        login: one(&form, "login"),
        code: one(&form, "code"),
        // As typed: a password may begin or end with a space.
        password: one(&form, "password"),
        again: one(&form, "again"),
        totp: one(&form, "totp"),
    };
    let page = page.at(HERE);
    let request = request_from(one(&form, "code").as_bytes(), &form);
    let said = if form.ok() {
        desk.house.accept_invitation(&input, &from, request).await
    } else {
        Err(InvitationRefused::Invalid(Vec::new()))
    };
    match said {
        Ok(()) => Ok(see_other("/inloggen/wachtwoord")),
        Err(why) => {
            if refused(&mut form, why)?
                && let Ok(welcome) = desk
                    .house
                    .invitation(&input.login, &input.code, &from)
                    .await
            {
                return Ok(page.again(&choose_drawn(&page, &form, &welcome)));
            }
            let t = page.t;
            let page = page.noting(Banner::new(Mood::Care, t.say("administer-welcome-over")));
            Ok(page.again(&drawn(&page, &form)))
        }
    }
}
