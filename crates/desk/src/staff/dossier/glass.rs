//! `/dossier/{id}/glas`: breaking the glass. What the charter asks stands beside the form; the reason is written down
//! before anything opens, and the client, the coordinator and the substitute will read it (PC 4, PV 4).
//!
//! The way here starts at an exact find. Who only has the address gets the page of a dossier that does not exist.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Refused;
use regie_casework::dossier::GlassOffer;
use regie_terms::{Act, Answer, DossierId, Outcome, RequestId};

use super::{dossier_of, refused, who};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Checklist, Pairs};
use crate::refuse;

/// The longest reason, in characters; `casework` holds to the same.
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "staff/glass.html")]
struct GlassPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    hours: String,
    /// Whether a reason opens anything now.
    open: bool,
    /// Whether that is the breaking of a glass, which is judged.
    judged: bool,
    /// What the charter here is called, where none of its rules knows such a way in.
    none: Option<&'static str>,
    acts: Vec<Choice>,
    /// Who looks after the dossier, and whether they are there.
    who: Option<Pairs>,
    checklist: Checklist,
}

/// What a reason would open: looking, or looking and writing.
fn offered(offer: &GlassOffer) -> Vec<Act> {
    [Act::View, Act::Edit]
        .into_iter()
        .filter(|act| refuse::asks_reason(offer.of(*act)))
        .collect()
}

fn drawn<'a>(
    desk: &Desk,
    page: &'a Page,
    form: &'a Form,
    dossier: DossierId,
    offer: &GlassOffer,
    answer: &Answer,
) -> GlassPage<'a> {
    let t = page.t;
    let acts = offered(offer);
    GlassPage {
        p: page,
        f: Fields::new(t, "glass", form),
        here: address(dossier),
        hours: t.with("glass-hours", "hours", desk.house.settings().glass_hours),
        open: !acts.is_empty(),
        judged: offer.judged,
        none: (!desk.house.has_glass()).then(|| t.of(&desk.house.settings().charter)),
        acts: t.choices(&acts),
        who: offer
            .known
            .then(|| who(t, offer.coordinator.as_ref(), offer.substitute.as_ref())),
        checklist: Checklist::of(t, t.say("glass-may"), answer),
    }
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/glas")
}

/// The form, or the refusal where no reason would help.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    let act: Act = query.value("act").parse().unwrap_or(Act::View);
    let offer = match desk.house.glass_offer(&caller, dossier, act).await {
        Ok(offer) => offer,
        Err(why) => return refused(&page, why, &address(dossier)),
    };
    let answer = offer.of(act);
    if answer.outcome == Outcome::Permitted {
        return Ok(see_other(&format!("/dossier/{dossier}")));
    }
    if !refuse::asks_reason(answer) {
        let form = Form::new();
        let drawn = drawn(&desk, &page, &form, dossier, &offer, answer);
        return Ok(page.show_as(StatusCode::FORBIDDEN, &drawn));
    }
    let (page, mut form) = desk.restored(&caller, page, &address(dossier)).await;
    if !form.came("act") || query.came("act") {
        form = form.set("act", act.as_str());
    }
    Ok(page.show(&drawn(&desk, &page, &form, dossier, &offer, answer)))
}

/// Breaks it.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let t = page.t;
    let act = form.pick("act", |word| word.parse::<Act>().ok());
    let asked = act.unwrap_or(Act::View);
    // Before the form is looked at: to who does not know of the dossier nothing is said about what was typed.
    let mut offer = match desk.house.glass_offer(&caller, dossier, asked).await {
        Ok(offer) => offer,
        Err(why) => return refused(&page, why, &address(dossier)),
    };
    let reason = form.needed("reason", LONGEST);
    // Where no reason would help, a missing one is not what is wrong.
    let mut status = if offer.of(asked).outcome == Outcome::Prohibited {
        StatusCode::FORBIDDEN
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut answer = None;
    if let (Some(act), true) = (act, form.ok()) {
        match desk
            .house
            .break_glass(&caller, dossier, act, &reason, request_of(&caller, &form))
            .await
        {
            Ok(()) => {
                desk.sent(&caller, &address(dossier)).await;
                return Ok(see_other(&format!("/dossier/{dossier}")));
            }
            Err(Refused::Denied(answers)) => {
                // Somebody came back meanwhile, or editing asks more than looking. The words stay, and the next try is
                // another request.
                status = StatusCode::FORBIDDEN;
                form = form.set("request", RequestId::fresh().to_string());
                answer = refuse::deciding(&answers).cloned();
            }
            Err(why) => refuse::into_form(t, &mut form, why)?,
        }
    }
    if status == StatusCode::FORBIDDEN {
        offer = match desk.house.glass_offer(&caller, dossier, asked).await {
            Ok(offer) => offer,
            Err(why) => return refused(&page, why, &address(dossier)),
        };
    }
    let answer = answer.as_ref().unwrap_or_else(|| offer.of(asked));
    Ok(page.show_as(status, &drawn(&desk, &page, &form, dossier, &offer, answer)))
}
