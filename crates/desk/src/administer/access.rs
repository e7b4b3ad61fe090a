//! `/dossier/{id}/portaal/{person}/einde` and `…/heropenen`: ending somebody's way into the portal, and opening it again. Asked once, with the reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::administer::{PortalInput, PortalState};
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, PersonId};

use super::one;
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    End,
    Reopen,
}

impl Way {
    const fn word(self) -> &'static str {
        match self {
            Self::End => "einde",
            Self::Reopen => "heropenen",
        }
    }

    const fn done(self) -> &'static str {
        match self {
            Self::End => "beeindigd",
            Self::Reopen => "heropend",
        }
    }

    /// Whether there is something to do for somebody.
    const fn fits(self, state: PortalState) -> bool {
        match self {
            Self::End => matches!(state, PortalState::Open { .. }),
            Self::Reopen => matches!(state, PortalState::Ended { .. }),
        }
    }
}

#[derive(Template)]
#[template(path = "administer/access.html")]
struct AccessPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    back: String,
    title: String,
    /// What follows from it.
    says: Vec<&'static str>,
    go: &'static str,
    alarm: bool,
}

/// Whose way in, of which dossier.
#[derive(Clone, Copy)]
struct Here {
    dossier: DossierId,
    person: PersonId,
    way: Way,
}

impl Here {
    /// What is no id becomes one that belongs to nobody.
    fn of(dossier: &str, person: &str, way: Way) -> Self {
        Here {
            dossier: dossier_of(dossier),
            person: person.parse().unwrap_or_else(|_| PersonId::fresh()),
            way,
        }
    }

    fn back(self) -> String {
        format!("/dossier/{}/portaal", self.dossier)
    }

    fn address(self) -> String {
        format!("{}/{}/{}", self.back(), self.person, self.way.word())
    }

    fn glass(self) -> String {
        format!("/dossier/{}/glas?act=edit", self.dossier)
    }
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    here: Here,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let known = match desk.house.portal_page(caller, here.dossier).await {
        Ok(known) => known,
        Err(why) => return refused(page, why, &here.glass()),
    };
    let one = known
        .people
        .iter()
        .find(|one| one.person == here.person)
        .ok_or(Trouble::NotFound)?;
    if !here.way.fits(one.state) {
        // Done meanwhile, or never begun: the list says how it stands.
        return Ok(see_other(&here.back()));
    }
    let t = page.t;
    let (title, says, go) = match here.way {
        Way::End => (
            "begin-portal-end-sure",
            vec![
                t.say("begin-portal-end-once"),
                t.say("begin-portal-end-other"),
                t.say("begin-portal-end-right"),
            ],
            "begin-portal-end-go",
        ),
        Way::Reopen => (
            "begin-portal-reopen-sure",
            vec![
                t.say("begin-portal-reopen-same"),
                t.say("begin-portal-reopen-told"),
            ],
            "begin-portal-reopen-go",
        ),
    };
    let drawn = AccessPage {
        p: page,
        f: Fields::new(t, "begin", form),
        here: here.address(),
        back: here.back(),
        title: t.with(title, "name", one.name.as_str()),
        says,
        go: t.say(go),
        alarm: here.way == Way::End,
    };
    Ok(page.show_as(status, &drawn))
}

async fn get(desk: Desk, caller: Caller, page: Page, here: Here) -> Result<Response, Trouble> {
    let (page, form) = desk.restored(&caller, page, &here.address()).await;
    show(&desk, &caller, &page, &form, here, StatusCode::OK).await
}

async fn post(
    desk: Desk,
    caller: Caller,
    page: Page,
    here: Here,
    mut form: Form,
) -> Result<Response, Trouble> {
    let input = PortalInput {
        reason: one(&form, "reason"),
    };
    let Here {
        dossier, person, ..
    } = here;
    let request = request_of(&caller, &form);
    let house = &desk.house;
    let said = refuse::when_sound(&form, async {
        match here.way {
            Way::End => {
                let end = house.end_portal(&caller, dossier, person, &input, request);
                end.await
            }
            Way::Reopen => {
                let reopen = house.reopen_portal(&caller, dossier, person, &input, request);
                reopen.await
            }
        }
    })
    .await;
    match said {
        Ok(()) => {
            desk.sent(&caller, &here.address()).await;
            Ok(see_other(&format!(
                "{}?klaar={}",
                here.back(),
                here.way.done()
            )))
        }
        Err(why @ Refused::Denied(_)) => refused(&page, why, &here.glass()),
        Err(why) => {
            refuse::into_form(page.t, &mut form, why)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&desk, &caller, &page, &form, here, status).await
        }
    }
}

/// Asks once before it is ended.
pub(super) async fn end(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    get(desk, caller, page, Here::of(&dossier, &person, Way::End)).await
}

/// Ends it.
pub(super) async fn ended(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &person, Way::End);
    post(desk, caller, page, here, form).await
}

/// Asks once before it is opened again.
pub(super) async fn reopen(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    get(desk, caller, page, Here::of(&dossier, &person, Way::Reopen)).await
}

/// Opens it again.
pub(super) async fn reopened(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, person)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &person, Way::Reopen);
    post(desk, caller, page, here, form).await
}
