//! `/dossier/{id}/splitsen/{split}/{thing}`: where one thing goes.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::split::{ChooseInput, PieceView};
use regie_casework::thing::SplitTo;
use regie_casework::{Caller, Refused};
use regie_terms::Id;

use super::{Here, kind, way};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::id_of;

#[derive(Template)]
#[template(path = "split/piece.html")]
struct PiecePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    back: String,
    what: &'static str,
    one: &'a PieceView,
    name: &'a str,
    ways: Vec<Choice>,
}

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, split, thing)): Path<(String, String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let (here, thing) = (Here::of(&dossier, &split), id_of(&thing));
    let address = format!("{}/{thing}", here.address());
    let (page, form) = desk.restored(&caller, page, &address).await;
    show(&desk, &caller, &page, form, (here, thing), StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    (here, thing): (Here, Id),
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let open = match desk
        .house
        .open_split(caller, here.dossier, here.split)
        .await
    {
        Ok(open) => open,
        Err(why) => return here.refused(page, why),
    };
    let one = open.pieces.iter().find(|p| p.id == thing);
    let one = one.ok_or(Trouble::NotFound)?;
    if !form.came("to")
        && let Some(to) = one.to
    {
        form = form
            .set("to", to.as_str())
            .set("leaver", one.said.0.clone())
            .set("stayers", one.said.1.clone());
    }
    let hint = |to: SplitTo| match to {
        SplitTo::Keep => Some(t.say("split-to-keep-hint")),
        SplitTo::Drop => Some(t.say("split-to-drop-hint")),
        SplitTo::AsItIs => Some(t.say("split-to-as-it-is-hint")),
        _ => None,
    };
    Ok(page.show_as(
        status,
        &PiecePage {
            p: page,
            f: Fields::new(t, "split", &form),
            here: format!("{}/{thing}", here.address()),
            back: here.address(),
            what: kind(t, one.what),
            one,
            name: &open.name,
            ways: one
                .ways
                .iter()
                .map(|to| {
                    let choice = Choice::new(to.as_str(), way(t, *to));
                    match hint(*to) {
                        Some(hint) => choice.hint(hint),
                        None => choice,
                    }
                })
                .collect(),
        },
    ))
}

/// Decides.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, split, thing)): Path<(String, String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let (here, thing) = (Here::of(&dossier, &split), id_of(&thing));
    let input = ChooseInput {
        to: form.value("to").to_owned(),
        leaver: form.value("leaver").to_owned(),
        stayers: form.value("stayers").to_owned(),
    };
    let id = request_of(&caller, &form);
    let at = (here.split, thing);
    let act = desk
        .house
        .choose_piece(&caller, here.dossier, at, &input, id);
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            let address = format!("{}/{thing}", here.address());
            desk.sent(&caller, &address).await;
            return Ok(see_other(&format!("{}#list", here.address())));
        }
        Err(why @ Refused::Denied(_)) => return here.refused(&page, why),
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, (here, thing), status).await
}
