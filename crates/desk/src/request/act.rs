//! What is done on the page of a request: completing it, taking more time, deciding, writing down what was done.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Refused;
use regie_casework::request::{CarryInput, CompleteInput, DecideInput, PartInput};

use super::Here;
use super::page::show;
use super::propose::{Chosen, outcome_word, unfilled};
use crate::form::Form;
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Banner, Checklist, Mood};
use crate::refuse;
use crate::staff::dossier::refused;

/// Somebody who reloads lands on the page.
pub(super) async fn back(Path((dossier, request)): Path<(String, String)>) -> Response {
    see_other(&Here::of(&dossier, &request).page())
}

/// What was said to an act, as the page it leads to.
async fn outcome<T>(
    desk: &Desk,
    caller: &regie_casework::Caller,
    page: Page,
    mut form: Form,
    here: Here,
    (said, done): (Result<T, Refused>, &str),
) -> Result<Response, Trouble> {
    let t = page.t;
    let mut page = page.at(here.page());
    match said {
        Ok(_) => {
            desk.sent(caller, &here.page()).await;
            return Ok(see_other(&format!("{}?klaar={done}", here.page())));
        }
        Err(why) if refuse::of_access(&why) => return refused(&page, why, &here.glass()),
        Err(Refused::Denied(answers)) => {
            // Who asks may decide; what they would decide is what the charter does not let.
            let mut told = Banner::new(Mood::Alarm, t.say("request-not-granted")).loud();
            if let Some(answer) = refuse::deciding(&answers) {
                let list = Checklist::of(t, "", answer);
                for step in &list.steps {
                    if step.state == crate::part::State::Needed {
                        told = told.line(step.what.to_string());
                    }
                }
                if answer.outcome == regie_terms::Outcome::Prohibited {
                    told = told.line(t.say("request-not-granted-barred"));
                }
            }
            page = page.noting(told);
        }
        Err(why) => refuse::into_form(t, &mut form, why)?,
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(desk, caller, &page, form, here, status).await
}

/// Decides.
pub(super) async fn decide(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, request)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &request);
    let chosen = Chosen::read(form.value("besluit"));
    if chosen.is_none() {
        form.fault("besluit", "unpicked");
    }
    if unfilled(form.value("because")) {
        form.fault("because", "gap");
    }
    let numbered = |name: &str, at: &str| form.value(&format!("{name}-{at}")).to_owned();
    let parts = form
        .names()
        .filter_map(|name| name.strip_prefix("part_thing-"))
        .map(|at| PartInput {
            thing: numbered("part_thing", at),
            ground: numbered("part_ground", at),
            because: numbered("part_because", at),
            endangers: numbered("part_endangers", at),
        })
        .collect();
    let input = DecideInput {
        outcome: chosen
            .map_or("", |one| outcome_word(one.outcome))
            .to_owned(),
        ground: chosen
            .and_then(|one| one.ground)
            .map_or("", |one| one.as_str())
            .to_owned(),
        because: form.value("because").to_owned(),
        parts,
    };
    let id = request_of(&caller, &form);
    let said = refuse::when_sound(
        &form,
        desk.house
            .decide_request(&caller, here.dossier, here.request, &input, id),
    )
    .await;
    outcome(&desk, &caller, page, form, here, (said, "besloten")).await
}

/// Writes down what was still needed.
pub(super) async fn complete(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, request)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &request);
    let input = CompleteInput {
        identity: form.value("identity").to_owned(),
        signed: form.value("signed").to_owned(),
        by: form.values("by").map(str::to_owned).collect(),
    };
    let id = request_of(&caller, &form);
    let said = refuse::when_sound(
        &form,
        desk.house
            .complete_request(&caller, here.dossier, here.request, &input, id),
    )
    .await;
    outcome(&desk, &caller, page, form, here, (said, "aangevuld")).await
}

/// Takes more time.
pub(super) async fn extend(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, request)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &request);
    let id = request_of(&caller, &form);
    let because = form.value("more_time").to_owned();
    let said = refuse::when_sound(
        &form,
        desk.house
            .extend_request(&caller, here.dossier, here.request, &because, id),
    )
    .await;
    outcome(&desk, &caller, page, form, here, (said, "langer")).await
}

/// Writes down that something was done.
pub(super) async fn carry(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, request)): Path<(String, String)>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &request);
    let input = CarryInput {
        what: form.value("what").to_owned(),
        on: crate::entry::day(&form, "on"),
        how: form.value("how").to_owned(),
    };
    let id = request_of(&caller, &form);
    let said = refuse::when_sound(
        &form,
        desk.house
            .mark_carried_out(&caller, here.dossier, here.request, &input, id),
    )
    .await;
    outcome(&desk, &caller, page, form, here, (said, "gedaan")).await
}
