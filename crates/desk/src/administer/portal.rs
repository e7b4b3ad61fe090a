//! `/dossier/{id}/portaal`: who of a dossier can look in the portal, and inviting somebody. The code is printed and handed over.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::administer::{ClientInput, PortalRow, PortalState};
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, PersonId};

use super::{code, one, with_notice};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of};
use crate::page::{Page, Trouble};
use crate::part::{Action, Badge, Tone};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};
use crate::words::Lang;

const DONE: [(&str, &str); 2] = [
    ("beeindigd", "begin-portal-done-ended"),
    ("heropend", "begin-portal-done-reopened"),
];

/// Somebody of the dossier, how their way in stands, and what can be done about it.
struct Somebody {
    name: String,
    badge: Badge,
    about: Option<String>,
    way: Option<Action>,
}

#[derive(Template)]
#[template(path = "administer/portal.html")]
struct PortalView<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    title: String,
    back: String,
    there: Vec<Somebody>,
    people: Vec<Choice>,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/portaal")
}

fn somebody(t: Lang, here: &str, row: &PortalRow) -> Somebody {
    let at = |what: &str, key: &str| {
        Some(Action::new(
            format!("{here}/{}/{what}", row.person),
            t.say(key),
        ))
    };
    let badge = |key: &str, tone| Badge::new(t.say(key), tone);
    let (badge, about, way) = match row.state {
        PortalState::None => (badge("begin-portal-none", Tone::Plain), None, None),
        PortalState::Open { invited: true } => (
            badge("begin-portal-invited", Tone::Care),
            None,
            at("einde", "begin-portal-end"),
        ),
        PortalState::Open { invited: false } => (
            badge("begin-portal-open", Tone::Good),
            None,
            at("einde", "begin-portal-end"),
        ),
        PortalState::Ended { on } => (
            badge("begin-portal-ended", Tone::Plain),
            Some(t.with("begin-authority-since", "day", t.day(on))),
            at("heropenen", "begin-portal-reopen"),
        ),
    };
    Somebody {
        name: row.name.clone(),
        badge,
        about,
        way,
    }
}

async fn page_of(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: &Form,
    dossier: DossierId,
) -> Result<Response, Trouble> {
    let known = match desk.house.portal_page(caller, dossier).await {
        Ok(known) => known,
        Err(why) => return refused(&page, why, &format!("/dossier/{dossier}/glas?act=edit")),
    };
    let here = address(dossier);
    let drawn = PortalView {
        p: &page,
        f: Fields::new(page.t, "begin", form),
        title: known.title,
        back: format!("/dossier/{dossier}"),
        there: known
            .people
            .iter()
            .map(|row| somebody(page.t, &here, row))
            .collect(),
        people: known
            .people
            .iter()
            .filter(|row| !matches!(row.state, PortalState::Ended { .. }))
            .map(|row| Choice::new(row.person.to_string(), row.name.clone()))
            .collect(),
        here,
    };
    Ok(if form.ok() {
        page.show(&drawn)
    } else {
        page.again(&drawn)
    })
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let page = with_notice(page, &request, &DONE);
    drop(request);
    let dossier = dossier_of(&dossier);
    let (page, form) = desk.restored(&caller, page, &address(dossier)).await;
    page_of(&desk, &caller, page, &form, dossier).await
}

/// Invites, and shows the code.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    if form.value("person").is_empty() {
        form.fault("person", "unpicked");
        return page_of(&desk, &caller, page, &form, dossier).await;
    }
    let person = form
        .value("person")
        .parse()
        .unwrap_or_else(|_| PersonId::fresh());
    let input = ClientInput {
        login: one(&form, "login"),
    };
    let act =
        desk.house
            .invite_client(&caller, dossier, person, &input, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(invited) => {
            desk.sent(&caller, &address(dossier)).await;
            Ok(code::shown(
                &desk,
                page,
                &invited,
                &format!("/dossier/{dossier}"),
            ))
        }
        Err(why @ Refused::Denied(_)) => refused(&page, why, &format!("/dossier/{dossier}/glas")),
        Err(why) => {
            refuse::into_form(page.t, &mut form, why)?;
            page_of(&desk, &caller, page, &form, dossier).await
        }
    }
}
