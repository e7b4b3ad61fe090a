//! `/dossier/{id}/verjaardag/{person}`: what changes on a birthday, with a proposal of what to tell child and parents.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::dossier::BirthdayPage;
use regie_terms::{PersonId, RequestId};

use crate::form::Form;
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of, refused};
use crate::words::{IntoArg, Lang};

#[derive(Template)]
#[template(path = "acting/birthday.html")]
struct Told<'a> {
    p: &'a Page,
    here: String,
    dossier: String,
    title: String,
    lead: String,
    /// To whom, and what to tell them.
    texts: Vec<(String, String)>,
    waits: bool,
    request: String,
}

/// The proposals: to the child, and to each who has authority.
fn texts(t: Lang, page: &BirthdayPage) -> Vec<(String, String)> {
    let kind = match (page.of_age, page.subject, page.parent) {
        (true, true, _) => "of-age",
        (true, false, _) => "of-age-represented",
        (false, true, true) => "together",
        (false, true, false) => "alone",
        (false, false, _) => "represented",
    };
    let said = |whom: &str| {
        t.with2(
            &format!("birthday-{whom}-{kind}"),
            "day",
            t.day(page.on),
            "name",
            page.name.as_str(),
        )
    };
    let mut out = vec![(page.name.clone(), said("child"))];
    for holder in &page.holders {
        let who = holder
            .clone()
            .unwrap_or_else(|| t.say("dossier-not-here").to_owned());
        out.push((who, said("parent")));
    }
    out
}

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let (dossier, person) = (dossier_of(&dossier), PersonId(id_of(&person)));
    let shown = match desk.house.birthday_page(&caller, dossier, person).await {
        Ok(shown) => shown,
        Err(why) => return refused(&page, why, &crate::entry::glass(dossier)),
    };
    let day = t.day(shown.on);
    let lead = t.tell(
        "birthday-lead",
        &[
            ("name", shown.name.as_str().arg()),
            ("day", day.as_str().arg()),
            ("years", i64::from(shown.age).arg()),
        ],
    );
    Ok(page.show(&Told {
        p: &page,
        here: format!("/dossier/{dossier}/verjaardag/{person}"),
        dossier: format!("/dossier/{dossier}"),
        title: shown.title.clone(),
        lead,
        texts: texts(t, &shown),
        waits: shown.waits,
        request: RequestId::fresh().to_string(),
    }))
}

/// They were told.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let (dossier, person) = (dossier_of(&dossier), PersonId(id_of(&person)));
    let said = desk
        .house
        .told_birthday(&caller, dossier, person, request_of(&caller, &form))
        .await;
    match said {
        Ok(()) => Ok(see_other(&format!("/dossier/{dossier}?klaar=verteld"))),
        Err(why) => Err(refuse::trouble(page.t, why)),
    }
}
