//! `/dossier/{id}/splitsen/{split}/uitvoeren`: the split itself, asked once.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::dossier::Place;
use regie_casework::split::{CarryInput, SplitPage};
use regie_casework::{Caller, Refused};

use super::{Here, block};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Banner, Mood};
use crate::refuse;

#[derive(Template)]
#[template(path = "split/carry.html")]
struct CarryPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    back: String,
    one: &'a SplitPage,
    others: String,
    colleagues: Vec<Choice>,
    blocks: Option<Banner>,
}

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, split)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &split);
    let form = Form::new().set("request", regie_terms::RequestId::fresh().to_string());
    show(&desk, &caller, &page, form, here, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    here: Here,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let one = match desk
        .house
        .open_split(caller, here.dossier, here.split)
        .await
    {
        Ok(one) => one,
        Err(why) => return here.refused(page, why),
    };
    if one.done.is_some() || one.split != Some(true) {
        return Ok(see_other(&here.address()));
    }
    if !form.came("coordinator")
        && let Some(now) = one.coordinator
    {
        form = form.set("coordinator", now.to_string());
    }
    let found = desk.house.colleagues(caller, Place::Coordinator).await;
    let found = found.map_err(|why| refuse::trouble(t, why))?;
    let mut blocks = Banner::new(Mood::Care, t.say("split-blocked"));
    for code in &one.blocks {
        blocks = blocks.line(block(t, code));
    }
    if one.undecided() > 0 {
        blocks = blocks.line(t.say("split-split-undecided"));
    }
    let blocked = !one.blocks.is_empty() || one.undecided() > 0;
    Ok(page.show_as(
        status,
        &CarryPage {
            p: page,
            f: Fields::new(t, "split", &form),
            here: format!("{}/uitvoeren", here.address()),
            back: here.address(),
            others: one.others.join(", "),
            one: &one,
            colleagues: found
                .into_iter()
                .map(|c| Choice::new(c.account.to_string(), c.name))
                .collect(),
            blocks: blocked.then_some(blocks),
        },
    ))
}

/// Splits.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, split)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &split);
    let input = CarryInput {
        coordinator: form.value("coordinator").to_owned(),
        sure: form.value("sure").to_owned(),
    };
    let id = request_of(&caller, &form);
    let act = desk
        .house
        .split_dossier(&caller, here.dossier, here.split, &input, id);
    match refuse::when_sound(&form, act).await {
        // The page says on top that it was split; of the new dossier nothing stands there.
        Ok(_) => return Ok(see_other(&here.dossier())),
        Err(why @ Refused::Denied(_)) => return here.refused(&page, why),
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, here, status).await
}
