//! `/dossier/{id}/glas`: breaking the glass. What the charter asks stands beside the form; the reason is written down
//! before anything opens, and the client, the coordinator and the substitute will read it (PC 4, PV 4).

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::{Caller, Refused};
use regie_terms::{Act, Answer, DossierId, Outcome, RequestId};

use super::{dossier_of, refused};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Checklist;
use crate::refuse;
use crate::words::Lang;

/// The longest reason, in characters; `casework` holds to the same.
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "staff/glass.html")]
struct GlassPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    hours: String,
    acts: Vec<Choice>,
    checklist: Checklist,
}

/// What a reason would open: looking, or looking and writing.
async fn offered(
    desk: &Desk,
    caller: &Caller,
    dossier: DossierId,
    t: Lang,
) -> Result<Vec<Act>, Trouble> {
    let mut acts = Vec::new();
    for act in [Act::View, Act::Edit] {
        let answer = desk
            .house
            .glass_preview(caller, dossier, act)
            .await
            .map_err(|why| refuse::trouble(t, why))?;
        if refuse::asks_reason(&answer) {
            acts.push(act);
        }
    }
    Ok(acts)
}

fn drawn<'a>(
    desk: &Desk,
    page: &'a Page,
    form: &'a Form,
    dossier: DossierId,
    answer: &Answer,
    acts: &[Act],
) -> GlassPage<'a> {
    let t = page.t;
    GlassPage {
        p: page,
        f: Fields::new(t, "glass", form),
        here: address(dossier),
        hours: t.with("glass-hours", "hours", desk.house.settings().glass_hours),
        acts: t.choices(acts),
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
    let answer = desk
        .house
        .glass_preview(&caller, dossier, act)
        .await
        .map_err(|why| refuse::trouble(page.t, why))?;
    if answer.outcome == Outcome::Permitted {
        return Ok(see_other(&format!("/dossier/{dossier}")));
    }
    if !refuse::asks_reason(&answer) {
        return refused(&page, Refused::Denied(vec![answer]), &address(dossier));
    }
    let (page, mut form) = desk.restored(&caller, page, &address(dossier)).await;
    if !form.came("act") || query.came("act") {
        form = form.set("act", act.as_str());
    }
    let acts = offered(&desk, &caller, dossier, page.t).await?;
    Ok(page.show(&drawn(&desk, &page, &form, dossier, &answer, &acts)))
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
    let reason = form.needed("reason", LONGEST);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let mut answer = None;
    if let (Some(act), true) = (act, form.ok()) {
        match desk
            .house
            .break_glass(&caller, dossier, act, &reason, request_of(&form))
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
    let answer = match answer {
        Some(answer) => answer,
        None => {
            let act = act.unwrap_or(Act::View);
            desk.house
                .glass_preview(&caller, dossier, act)
                .await
                .map_err(|why| refuse::trouble(t, why))?
        }
    };
    let acts = offered(&desk, &caller, dossier, t).await?;
    Ok(page.show_as(status, &drawn(&desk, &page, &form, dossier, &answer, &acts)))
}
