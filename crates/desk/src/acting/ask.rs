//! `/dossier/{id}/optreden/{what}`: asking a decision about who acts for somebody.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::acting::ActingInput;
use regie_casework::dossier::DossierPage;
use regie_casework::thing::ActingWhat;
use regie_casework::{Caller, Refused};
use regie_terms::{Data, DossierId, Outcome};

use super::{key, way};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};

#[derive(Template)]
#[template(path = "acting/ask.html")]
struct AskPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    title: String,
    what: &'static str,
    people: Vec<Choice>,
    /// Who acts for somebody here; empty where it is about nobody else.
    others: Vec<Choice>,
    /// The categories of a limit.
    data: Vec<Choice>,
}

fn what_of(address: &str) -> Option<ActingWhat> {
    let all = [
        ActingWhat::CannotWeigh,
        ActingWhat::Limit,
        ActingWhat::ShutOut,
    ];
    all.into_iter().find(|what| way(*what) == address)
}

fn address(dossier: DossierId, what: ActingWhat) -> String {
    format!("/dossier/{dossier}/optreden/{}", way(what))
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    (dossier, what): (DossierId, ActingWhat),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let glass = crate::entry::glass(dossier);
    let open = match desk.house.open_dossier(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &glass),
    };
    if open.edit.outcome != Outcome::Permitted || !open.ask_acting {
        return refused(page, Refused::Denied(vec![open.edit]), &glass);
    }
    let t = page.t;
    let limit = what == ActingWhat::Limit;
    let drawn = AskPage {
        p: page,
        f: Fields::new(t, "acting", form),
        here: address(dossier, what),
        dossier: format!("/dossier/{dossier}"),
        title: open.title.clone(),
        what: key(what),
        people: people(&open, |_| true),
        others: if what == ActingWhat::CannotWeigh {
            Vec::new()
        } else {
            people(&open, |name| {
                let mut held = open.people.iter().flat_map(|p| &p.authority);
                held.any(|a| a.name.as_deref() == Some(name))
            })
        },
        data: if limit {
            t.choices(Data::ALL)
        } else {
            Vec::new()
        },
    };
    Ok(page.show_as(status, &drawn))
}

fn people(open: &DossierPage, keep: impl Fn(&str) -> bool) -> Vec<Choice> {
    let kept = open.people.iter().filter(|p| keep(&p.name));
    kept.map(|p| Choice::new(p.id.to_string(), p.name.clone()))
        .collect()
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, what)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let what = what_of(&what).ok_or(Trouble::NotFound)?;
    let (page, form) = desk.restored(&caller, page, &address(dossier, what)).await;
    show(
        &desk,
        &caller,
        &page,
        &form,
        (dossier, what),
        StatusCode::OK,
    )
    .await
}

/// Asks it.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, what)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let what = what_of(&what).ok_or(Trouble::NotFound)?;
    let one = |name: &str| form.value(name).to_owned();
    let input = ActingInput {
        what: key(what).to_owned(),
        person: one("person"),
        against: one("against"),
        matter: one("matter"),
        data: form.values("data").map(str::to_owned).collect(),
        because: one("because"),
        found: one("found"),
        found_by: one("found_by"),
    };
    let act = desk
        .house
        .ask_acting(&caller, dossier, &input, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(acting) => {
            desk.sent(&caller, &address(dossier, what)).await;
            Ok(see_other(&format!(
                "/dossier/{dossier}/besluit/{acting}?klaar=gevraagd"
            )))
        }
        Err(why @ Refused::Denied(_)) => refused(&page, why, &crate::entry::glass(dossier)),
        Err(why) => {
            refuse::into_form(page.t, &mut form, why)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&desk, &caller, &page, &form, (dossier, what), status).await
        }
    }
}
