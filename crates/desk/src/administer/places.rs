//! `/dossier/{id}/betrokkenen`: who coordinates, stands in and works in a dossier. Somebody who names them need not see the dossier.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::dossier::{AppointmentRow, AssignInput, Place};
use regie_terms::{DossierId, Relation, RequestId};

use super::start::choices;
use super::{day, one, with_notice};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of, refused};
use crate::words::Lang;

const DONE: [(&str, &str); 1] = [("bewaard", "begin-done-places")];

struct Somebody {
    id: String,
    name: String,
    about: String,
    why: Option<String>,
    leaves: bool,
    /// What cannot be done any more once they left.
    sure: &'static str,
    request: String,
}

#[derive(Template)]
#[template(path = "administer/places.html")]
struct PlacesPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    there: Vec<Somebody>,
    places: Vec<Choice>,
    colleagues: Vec<Choice>,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/betrokkenen")
}

const fn relation(place: Place) -> Relation {
    match place {
        Place::Coordinator => Relation::Coordinator,
        Place::Substitute => Relation::Substitute,
        Place::Involved => Relation::Involved,
    }
}

/// As what, since when and until when.
pub(crate) fn place(t: Lang, row: &AppointmentRow) -> String {
    let since = t.day(row.since);
    let days = match row.until {
        Some(until) => t.with2("begin-authority-days", "from", since, "until", t.day(until)),
        None => t.with("begin-authority-since", "day", since),
    };
    format!("{} · {days}", t.of(&relation(row.place)))
}

fn somebody(t: Lang, row: &AppointmentRow) -> Somebody {
    Somebody {
        id: row.id.to_string(),
        name: row.name.clone(),
        about: place(t, row),
        why: row.why.clone(),
        leaves: row.place != Place::Coordinator,
        sure: t.say(if row.place == Place::Substitute {
            "begin-places-release-substitute"
        } else {
            "begin-places-release-involved"
        }),
        request: RequestId::fresh().to_string(),
    }
}

async fn page_of(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: &Form,
    dossier: DossierId,
    again: bool,
) -> Result<Response, Trouble> {
    let t = page.t;
    let rows = match desk.house.appointments(caller, dossier).await {
        Ok(rows) => rows,
        Err(why) => return refused(&page, why, &format!("/dossier/{dossier}/glas")),
    };
    let colleagues = desk
        .house
        .colleagues(caller, Place::Involved)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let drawn = PlacesPage {
        p: &page,
        f: Fields::new(t, "begin", form),
        here: address(dossier),
        there: rows.iter().map(|row| somebody(t, row)).collect(),
        places: t.choices(&[
            Relation::Coordinator,
            Relation::Substitute,
            Relation::Involved,
        ]),
        colleagues: choices(t, colleagues),
    };
    Ok(if again {
        page.again(&drawn)
    } else {
        page.show(&drawn)
    })
}

/// Who is there, and the form.
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
    page_of(&desk, &caller, page, &form, dossier, false).await
}

/// Names somebody.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let input = AssignInput {
        place: one(&form, "place"),
        account: one(&form, "account"),
        until: day(&form, "until"),
        why: one(&form, "why"),
    };
    let act = desk
        .house
        .assign(&caller, dossier, &input, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            desk.sent(&caller, &address(dossier)).await;
            Ok(see_other(&after(&desk, &caller, dossier).await))
        }
        Err(why) => {
            refuse::into_form(page.t, &mut form, why)?;
            page_of(&desk, &caller, page, &form, dossier, true).await
        }
    }
}

/// Back to the list; to the caseload for a coordinator who gave the dossier to somebody else.
async fn after(desk: &Desk, caller: &Caller, dossier: DossierId) -> String {
    match desk.house.appointments(caller, dossier).await {
        Ok(_) => format!("{}?klaar=bewaard", address(dossier)),
        Err(_) => "/".to_owned(),
    }
}

/// Ends somebody's place.
pub(super) async fn release(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, place)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    match desk
        .house
        .release(&caller, dossier, id_of(&place), request_of(&caller, &form))
        .await
    {
        Ok(()) => Ok(see_other(&after(&desk, &caller, dossier).await)),
        Err(why) => {
            let mut clean = Form::new().set("request", RequestId::fresh().to_string());
            refuse::into_form(page.t, &mut clean, why)?;
            page_of(
                &desk,
                &caller,
                page.at(address(dossier)),
                &clean,
                dossier,
                true,
            )
            .await
        }
    }
}

/// Somebody who logs in again after sending a form of this page comes back to it.
pub(super) async fn back(Path((dossier, _)): Path<(String, String)>) -> Response {
    see_other(&address(dossier_of(&dossier)))
}
