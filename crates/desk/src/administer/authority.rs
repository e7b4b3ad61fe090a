//! `/dossier/{id}/gezag`: who has authority over, or represents, whom, since when and until when.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use jiff::civil::Date;
use regie_casework::Caller;
use regie_casework::dossier::{AuthorityInput, AuthorityRow, DossierPage};
use regie_terms::{DossierId, PersonId, Representative, RequestId};

use super::people::{opened, people};
use super::{day, one, with_notice};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Empty;
use crate::refuse;
use crate::staff::dossier::{dossier_of, id_of};
use crate::words::Lang;

const DONE: [(&str, &str); 1] = [("bewaard", "begin-done-authority")];

struct Held {
    id: String,
    who: String,
    days: String,
    /// Whether a last day can still be given.
    open: bool,
    request: String,
}

#[derive(Template)]
#[template(path = "administer/authority.html")]
struct AuthorityPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    title: String,
    back: String,
    people: Vec<Choice>,
    kinds: Vec<Choice>,
    held: Vec<Held>,
    none: Empty,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/gezag")
}

fn held(t: Lang, open: &DossierPage, row: &AuthorityRow, today: Date) -> Held {
    let name = |id: PersonId| {
        open.people
            .iter()
            .find(|p| p.id == id)
            .map(|p| p.name.clone())
    };
    let by = row
        .by
        .and_then(name)
        .unwrap_or_else(|| t.say("dossier-not-here").to_owned());
    let over = name(row.person).unwrap_or_default();
    let since = t.day(row.since);
    Held {
        id: row.id.to_string(),
        who: format!("{by}: {} · {over}", t.of(&row.kind)),
        days: match row.until {
            Some(until) => t.with2("begin-authority-days", "from", since, "until", t.day(until)),
            None => t.with("begin-authority-since", "day", since),
        },
        // One that ends by itself on a day to come, as at eighteen, can end before.
        open: row.until.is_none_or(|last| last > today),
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
    let open = match opened(desk, caller, &page, dossier).await {
        Ok(open) => open,
        Err(other) => return other,
    };
    let t = page.t;
    let rows = desk
        .house
        .authorities(caller, dossier)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let drawn = AuthorityPage {
        p: &page,
        f: Fields::new(t, "begin", form),
        here: address(dossier),
        title: open.title.clone(),
        back: format!("/dossier/{dossier}"),
        people: people(&open),
        kinds: t.choices(Representative::ALL),
        held: rows
            .iter()
            .map(|row| held(t, &open, row, desk.house.today()))
            .collect(),
        none: Empty {
            text: t.say("begin-authority-none").into(),
            hint: None,
            action: None,
        },
    };
    Ok(if again {
        page.again(&drawn)
    } else {
        page.show(&drawn)
    })
}

/// The list and the form.
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

/// Records one.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let input = AuthorityInput {
        person: one(&form, "person"),
        by: one(&form, "by"),
        kind: one(&form, "kind"),
        since: day(&form, "since"),
        until: day(&form, "until"),
        sure: one(&form, "sure"),
    };
    let act = desk
        .house
        .add_authority(&caller, dossier, &input, request_of(&caller, &form));
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            desk.sent(&caller, &address(dossier)).await;
            Ok(see_other(&format!("{}?klaar=bewaard", address(dossier))))
        }
        Err(why) => {
            refuse::into_form(page.t, &mut form, why)?;
            page_of(&desk, &caller, page, &form, dossier, true).await
        }
    }
}

/// Records the last day of one.
pub(super) async fn end(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, authority)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let until = day(&form, "ends");
    match desk
        .house
        .end_authority(
            &caller,
            dossier,
            id_of(&authority),
            &until,
            request_of(&caller, &form),
        )
        .await
    {
        Ok(()) => Ok(see_other(&format!("{}?klaar=bewaard", address(dossier)))),
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
