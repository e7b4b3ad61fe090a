//! `/dossier/{id}/feit/{entry}/wissen` and `/dossier/{id}/persoon/{person}/wissen`: erasing for a granted request, asked once.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::dossier::DossierPage;
use regie_casework::erase::{EraseInput, Erasing};
use regie_casework::thing::ShareState;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, Law, PersonId};

use super::still::{Subject, opened};
use super::{dossier_of, id_of, refused};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;

#[derive(Template)]
#[template(path = "staff/erase.html")]
struct ErasePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    /// The words of a fact, the title of a document, a name.
    text: String,
    /// All that is recorded about somebody: the laws to choose from.
    laws: Option<Vec<Choice>>,
    /// With whom it was shared, and who is to be told.
    shares: Vec<String>,
}

fn drawn<'a>(
    page: &'a Page,
    form: &'a Form,
    (dossier, subject): (DossierId, Subject),
    open: &DossierPage,
) -> Result<ErasePage<'a>, Trouble> {
    let t = page.t;
    let (text, _) = subject.seen(open).ok_or(Trouble::NotFound)?;
    let about = |id: Id| match subject {
        Subject::Thing(one) => id == one,
        Subject::Person(person) => open
            .entries
            .iter()
            .any(|e| e.id == id && e.person == Some(person)),
    };
    let mut shares: Vec<String> = Vec::new();
    for share in open
        .shares
        .iter()
        .filter(|s| s.entries.iter().any(|e| about(*e)))
    {
        let went = matches!(share.state, ShareState::Shared | ShareState::Afterwards);
        if went && !shares.contains(&share.recipient) {
            shares.push(share.recipient.clone());
        }
    }
    let laws = match subject {
        Subject::Thing(_) => None,
        Subject::Person(person) => {
            let mut laws: Vec<Law> = open
                .entries
                .iter()
                .filter(|e| e.person == Some(person))
                .map(|e| e.label.law)
                .chain(open.laws.iter().copied())
                .collect();
            laws.sort_unstable();
            laws.dedup();
            Some(t.choices(&laws))
        }
    };
    Ok(ErasePage {
        p: page,
        f: Fields::new(t, "erase", form),
        here: subject.address(dossier, "wissen"),
        dossier: format!("/dossier/{dossier}"),
        text,
        laws,
        shares,
    })
}

async fn show(
    (desk, caller, page): (Desk, Caller, Page),
    at: (DossierId, Subject),
    request: Request,
) -> Result<Response, Trouble> {
    let open = match opened(&desk, &caller, &page, at.0).await? {
        Ok(open) => open,
        Err(answer) => return Ok(answer),
    };
    let asked = Form::from_query(request.uri().query().unwrap_or_default());
    let form = Form::new()
        .set("request", regie_terms::RequestId::fresh().to_string())
        .set("verzoek", asked.value("verzoek").to_owned());
    Ok(page.show(&drawn(&page, &form, at, &open)?))
}

async fn act(
    (desk, caller, page): (Desk, Caller, Page),
    at: (DossierId, Subject),
    mut form: Form,
) -> Result<Response, Trouble> {
    let (dossier, subject) = at;
    let reason = form.value("reason").to_owned();
    let law: Option<Law> = form.value("law").parse().ok();
    let what = match (subject, law) {
        (Subject::Thing(id), _) => Some(Erasing::Thing(id)),
        (Subject::Person(person), Some(law)) => Some(Erasing::File(person, law)),
        (Subject::Person(_), None) => None,
    };
    let input = EraseInput {
        verzoek: form.value("verzoek").to_owned(),
        reason,
        sure: form.value("sure").to_owned(),
    };
    let id = request_of(&caller, &form);
    let done = async {
        let what = what.ok_or_else(|| Refused::field("law", "unpicked"))?;
        desk.house.erase(&caller, dossier, what, &input, id).await
    };
    match refuse::when_sound(&form, done).await {
        Ok(_) => return Ok(see_other(&format!("/dossier/{dossier}?klaar=gewist"))),
        Err(why @ Refused::Denied(_)) => {
            return refused(&page, why, &format!("/dossier/{dossier}/glas?act=edit"));
        }
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let open = match opened(&desk, &caller, &page, dossier).await? {
        Ok(open) => open,
        Err(answer) => return Ok(answer),
    };
    Ok(page.again(&drawn(&page, &form, at, &open)?))
}

type At = Path<(String, String)>;

/// What erasing a fact or a document does.
pub(super) async fn thing(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, id)): At,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Subject::Thing(id_of(&id)));
    show((desk, caller, page), at, request).await
}

/// Erases it.
pub(super) async fn do_thing(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, id)): At,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Subject::Thing(id_of(&id)));
    act((desk, caller, page), at, form).await
}

/// What erasing all that is recorded about a person under a law does.
pub(super) async fn person(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, id)): At,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Subject::Person(PersonId(id_of(&id))));
    show((desk, caller, page), at, request).await
}

/// Erases it.
pub(super) async fn do_person(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, id)): At,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let at = (dossier_of(&dossier), Subject::Person(PersonId(id_of(&id))));
    act((desk, caller, page), at, form).await
}
