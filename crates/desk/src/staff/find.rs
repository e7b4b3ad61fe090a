//! `/vind`: an exact BSN, or a surname with a birth date. The answer says that a dossier exists and who coordinates
//! it, no more. It is sent by POST, so that no BSN ever stands in an address.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regie_casework::dossier::{FindInput, Found};
use regie_casework::thing::AccountKind;
use regie_terms::Relation;

use crate::form::{Between, Fields, Form};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Action, Empty, Pairs};
use crate::refuse;
use crate::words::Lang;

/// One dossier that was found.
struct Hit {
    pairs: Pairs,
    /// How the finder stands to it.
    says: &'static str,
    open: Action,
}

#[derive(Template)]
#[template(path = "staff/find.html")]
struct FindPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    /// `None` before anything was looked for.
    hits: Option<Vec<Hit>>,
    nothing: Empty,
}

fn drawn<'a>(page: &'a Page, form: &'a Form, hits: Option<Vec<Hit>>) -> FindPage<'a> {
    let t = page.t;
    let nothing = Empty {
        text: t.say("staff-find-none").into(),
        hint: Some(t.say("staff-find-none-hint").into()),
        action: None,
    };
    FindPage {
        p: page,
        f: Fields::new(t, "staff", form),
        hits,
        nothing,
    }
}

/// The empty form; there is none for clients.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
) -> Result<Response, Trouble> {
    if caller.kind() == AccountKind::Client {
        return Err(Trouble::NotFound);
    }
    let (page, form) = desk.restored(&caller, page, "/vind").await;
    Ok(page.show(&drawn(&page, &form, None)))
}

/// Looks.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let page = page.at("/vind");
    let t = page.t;
    let bsn = form.maybe("bsn", 20).unwrap_or_default();
    let surname = form.maybe("surname", 100).unwrap_or_default();
    let born = form.maybe_date("born", Between::birth(desk.house.today()));
    if form.ok() {
        let input = FindInput {
            bsn,
            surname,
            born: born.map(|day| day.to_string()).unwrap_or_default(),
        };
        match desk.house.find(&caller, &input).await {
            Ok(found) => {
                desk.sent(&caller, "/vind").await;
                let hits = found.iter().map(|found| hit(t, found)).collect();
                return Ok(page.show(&drawn(&page, &form, Some(hits))));
            }
            Err(refused) => refuse::into_form(t, &mut form, refused)?,
        }
    }
    Ok(page.again(&drawn(&page, &form, None)))
}

fn hit(t: Lang, found: &Found) -> Hit {
    let named = |name: &Option<regie_casework::dossier::StaffName>| match name {
        None => t.say("dossier-nobody").to_owned(),
        Some(name) if name.present => name.name.clone(),
        Some(name) => format!("{} ({})", name.name, t.say("dossier-away")),
    };
    let pairs = Pairs::new()
        .row(t.say("dossier-coordinator"), named(&found.coordinator))
        .row(t.say("dossier-substitute"), named(&found.substitute));
    let (says, go) = match found.relation {
        Relation::None => ("staff-find-not-yours", "staff-find-ask"),
        _ => ("staff-find-yours", "staff-find-open"),
    };
    Hit {
        pairs,
        says: t.say(says),
        open: Action::new(format!("/dossier/{}", found.dossier), t.say(go)),
    }
}
