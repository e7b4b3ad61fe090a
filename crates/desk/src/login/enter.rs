//! `/inloggen`: name and password, then a ticket for the page of the code. In the demo a list of people comes first.

use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use regie_casework::guard::LoginRefused;
use regie_casework::thing::AccountKind;

use super::{DemoPage, DemoPerson, NamePage};
use crate::form::{Fields, Form};
use crate::guard::{Cookie, Desk, address, see_other, with_way_back};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::words::{Lang, safe_way_back};

/// The way back that came with an address: `?naar=…`.
pub(super) fn asked_way_back(request: &Request) -> String {
    safe_way_back(Form::from_query(request.uri().query().unwrap_or_default()).value("naar"))
}

/// Whether this is the cookie of somebody who is logged in already.
async fn inside(desk: &Desk, token: Option<String>) -> bool {
    match token {
        Some(token) => desk.house.caller(&token).await.is_ok(),
        None => false,
    }
}

fn session(desk: &Desk, request: &Request) -> Option<String> {
    Cookie::Session.read(request.headers(), desk.house.settings().secure)
}

/// `GET /inloggen`.
pub(super) async fn get(
    State(desk): State<Desk>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let back = asked_way_back(&request);
    let token = session(&desk, &request);
    drop(request);
    if inside(&desk, token).await {
        return Ok(see_other(&back));
    }
    if !desk.house.settings().demo {
        return Ok(name(&page, back));
    }
    let people = desk
        .house
        .demo_people()
        .await
        .map_err(|refused| refuse::trouble(page.t, refused))?;
    let mut groups: Vec<(&'static str, Vec<DemoPerson>)> = vec![
        ("demo-staff", Vec::new()),
        ("demo-clients", Vec::new()),
        ("demo-others", Vec::new()),
    ];
    for person in people {
        let works = person.functions.iter().any(|function| {
            use regie_terms::Function::{FrontDoor, Manager, Professional, Support};
            matches!(function, Professional | FrontDoor | Support | Manager)
        });
        let key = match (person.kind, works) {
            (AccountKind::Client, _) => "demo-clients",
            (AccountKind::Staff, true) => "demo-staff",
            (AccountKind::Staff, false) => "demo-others",
        };
        if let Some((_, group)) = groups.iter_mut().find(|(known, _)| *known == key) {
            group.push(drawn(page.t, person));
        }
    }
    groups.retain(|(_, people)| !people.is_empty());
    let first = desk.house.settings().try_first.iter();
    let first = first.map(|(nl, en)| if page.t == Lang::Nl { nl } else { en });
    Ok(page.show(&DemoPage {
        p: &page,
        first: first.cloned().collect(),
        groups,
        naar: back,
    }))
}

fn drawn(t: Lang, person: regie_casework::guard::DemoAccount) -> DemoPerson {
    let functions = match person.kind {
        AccountKind::Client => t.say("demo-client").to_owned(),
        AccountKind::Staff => t.listed(person.functions.iter().copied()),
    };
    let function = match person.team {
        Some(team) => format!("{functions} · {team}"),
        None => functions,
    };
    let what = person
        .try_this
        .map(|(nl, en)| if t == Lang::Nl { nl } else { en })
        .unwrap_or_default();
    let name = if person.name.is_empty() {
        person.login.clone()
    } else {
        person.name
    };
    DemoPerson {
        login: person.login,
        name,
        function,
        what,
    }
}

fn name(page: &Page, back: String) -> Response {
    let form = Form::new().set("naar", back);
    page.show(&NamePage {
        p: page,
        f: Fields::new(page.t, "login", &form),
    })
}

/// `GET /inloggen/wachtwoord`: name and password, also in the demo.
pub(super) async fn password(State(desk): State<Desk>, page: Page, request: Request) -> Response {
    let back = asked_way_back(&request);
    let token = session(&desk, &request);
    drop(request);
    if inside(&desk, token).await {
        see_other(&back)
    } else {
        name(&page, back)
    }
}

/// `POST /inloggen`.
pub(super) async fn post(
    State(desk): State<Desk>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let from = address(request.extensions(), request.headers(), desk.behind_proxy);
    let mut form = read(request).await;
    let page = page.at("/inloggen/wachtwoord");
    let login = form.needed("login", 100);
    // As typed: a password may begin or end with a space.
    let password = form.value("password").to_owned();
    if password.is_empty() {
        form.fault("password", "missing");
    }
    if form.ok() {
        match desk.house.login_password(&login, &password, &from).await {
            Ok(ticket) => {
                let back = safe_way_back(form.value("naar"));
                let mut response = see_other(&with_way_back("/inloggen/code", &back));
                let cookie = Cookie::Ticket.set(&ticket.0, desk.house.settings().secure);
                response.headers_mut().append(SET_COOKIE, cookie);
                return Ok(response);
            }
            Err(LoginRefused::Wrong) => form.fault("password", "wrong"),
            Err(refused) => return Err(waiting(refused)),
        }
    }
    Ok(page.again(&NamePage {
        p: &page,
        f: Fields::new(page.t, "login", &form),
    }))
}

/// The form of a request, as the guard laid it there.
pub(super) async fn read(request: Request) -> Form {
    use axum::extract::FromRequest;
    match Form::from_request(request, &()).await {
        Ok(form) => form,
        Err(never) => match never {},
    }
}

/// The page of a login that is not for this form to mend.
pub(super) fn waiting(refused: LoginRefused) -> Trouble {
    match refused {
        LoginRefused::Wait(minutes) => Trouble::TooMany {
            seconds: u32::try_from(minutes.saturating_mul(60)).unwrap_or(900),
        },
        LoginRefused::Expired | LoginRefused::Wrong => Trouble::Stale,
        LoginRefused::Unavailable(_) => Trouble::Away,
    }
}

/// `POST /inloggen/demo`: in by one button. The house lets nobody in this way outside the demo.
pub(super) async fn demo(State(desk): State<Desk>, request: Request) -> Result<Response, Trouble> {
    if !desk.house.settings().demo {
        return Err(Trouble::NotFound);
    }
    let old = Cookie::Session.read(request.headers(), desk.house.settings().secure);
    let form = read(request).await;
    match desk.house.login_demo(form.value("login")).await {
        Ok(token) => super::begin(&desk, &token.0, old.as_deref(), form.value("naar")).await,
        Err(LoginRefused::Wrong) => Ok(see_other("/inloggen")),
        Err(refused) => Err(waiting(refused)),
    }
}
