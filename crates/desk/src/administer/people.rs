//! `/dossier/{id}/persoon`: putting somebody into a dossier (REC-5).

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::dossier::{DossierPage, NewPersonInput};
use regie_casework::entry::EntryConsentInput;
use regie_casework::{Caller, Refused};
use regie_terms::{ConsentAnswer, ConsentForm, Consenter, DossierId, Outcome, RequestId};

use super::start::person;
use super::{all, day, one};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Checklist;
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};

#[derive(Template)]
#[template(path = "administer/person.html")]
struct PersonPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    title: String,
    back: String,
    laws: Vec<Choice>,
    people: Vec<Choice>,
    of: Vec<Choice>,
    answers: Vec<Choice>,
    forms: Vec<Choice>,
    checklist: Option<Checklist>,
}

/// The dossier, for somebody who may edit it; the refusal for everybody else.
///
/// # Errors
/// The page of the refusal.
pub(super) async fn opened(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    dossier: DossierId,
) -> Result<DossierPage, Result<Response, Trouble>> {
    let glass = format!("/dossier/{dossier}/glas");
    match desk.house.open_dossier(caller, dossier).await {
        Ok(open) if open.edit.outcome == Outcome::Permitted => Ok(open),
        Ok(open) => Err(refused(page, Refused::Denied(vec![open.edit]), &glass)),
        Err(why) => Err(refused(page, why, &glass)),
    }
}

/// The people of a dossier as answers to choose from.
pub(super) fn people(open: &DossierPage) -> Vec<Choice> {
    open.people
        .iter()
        .map(|p| Choice::new(p.id.to_string(), p.name.clone()))
        .collect()
}

fn drawn<'a>(page: &'a Page, form: &'a Form, open: &DossierPage) -> PersonPage<'a> {
    let t = page.t;
    PersonPage {
        p: page,
        f: Fields::new(t, "begin", form),
        here: format!("/dossier/{}/persoon", open.id),
        title: open.title.clone(),
        back: format!("/dossier/{}", open.id),
        laws: t.choices(&open.laws),
        people: people(open),
        of: t.choices(Consenter::ALL),
        answers: t.choices(ConsentAnswer::ALL),
        forms: t.choices(ConsentForm::ALL),
        checklist: None,
    }
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let open = match opened(&desk, &caller, &page, dossier).await {
        Ok(open) => open,
        Err(other) => return other,
    };
    let (page, form) = desk
        .restored(&caller, page, &format!("/dossier/{dossier}/persoon"))
        .await;
    Ok(page.show(&drawn(&page, &form, &open)))
}

/// Puts them in.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let here = format!("/dossier/{dossier}/persoon");
    let input = NewPersonInput {
        person: person(&form),
        laws: all(&form, "laws"),
        need: one(&form, "need"),
        agreement: EntryConsentInput {
            name: one(&form, "consent_name"),
            of: one(&form, "consent_of"),
            answer: one(&form, "consent_answer"),
            form: one(&form, "consent_form"),
            on: day(&form, "consent_on"),
            ..EntryConsentInput::default()
        },
        parents: all(&form, "parents"),
        children: all(&form, "children"),
        authority_since: day(&form, "authority_since"),
    };
    let mut denied = None;
    let act = desk
        .house
        .add_person(&caller, dossier, &input, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(_) => {
            desk.sent(&caller, &here).await;
            return Ok(see_other(&format!("/dossier/{dossier}")));
        }
        Err(Refused::Denied(answers)) => {
            form = form.set("request", RequestId::fresh().to_string());
            denied = Some(answers);
        }
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let open = match opened(&desk, &caller, &page, dossier).await {
        Ok(open) => open,
        Err(other) => return other,
    };
    let mut drawn = drawn(&page, &form, &open);
    let Some(answers) = denied else {
        return Ok(page.again(&drawn));
    };
    let t = page.t;
    drawn.checklist = refuse::deciding(&answers)
        .map(|answer| Checklist::of(t, t.say("begin-may-person"), answer));
    Ok(page.show_as(StatusCode::FORBIDDEN, &drawn))
}
