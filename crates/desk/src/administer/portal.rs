//! `/dossier/{id}/portaal`: inviting a person of a dossier to the portal. The code is printed and handed over.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::administer::ClientInput;
use regie_casework::dossier::DossierPage;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, PersonId};

use super::people::{opened, people};
use super::{code, one};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};

#[derive(Template)]
#[template(path = "administer/portal.html")]
struct PortalPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    title: String,
    back: String,
    people: Vec<Choice>,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/portaal")
}

fn drawn<'a>(page: &'a Page, form: &'a Form, open: &DossierPage) -> PortalPage<'a> {
    PortalPage {
        p: page,
        f: Fields::new(page.t, "begin", form),
        here: address(open.id),
        title: open.title.clone(),
        back: format!("/dossier/{}", open.id),
        people: people(open),
    }
}

async fn page_of(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: &Form,
    dossier: DossierId,
) -> Result<Response, Trouble> {
    let open = match opened(desk, caller, &page, dossier).await {
        Ok(open) => open,
        Err(other) => return other,
    };
    let drawn = drawn(&page, form, &open);
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
) -> Result<Response, Trouble> {
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
    match desk
        .house
        .invite_client(&caller, dossier, person, &input, request_of(&form))
        .await
    {
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
