//! `/dossier/{id}/delen/{share}`: how far it is. While preparing: the steps and "share now"; afterwards: what went, on which
//! decision, and what is still to be done about it.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_casework::share::{SharePage, ShareStage};
use regie_casework::thing::ShareState;
use regie_terms::{ConsentAnswer, Outcome, RequestId};

use super::Here;
use super::aside::{Stop, asks, checklist, missing, rail};
use super::done;
use crate::form::Form;
use crate::guard::{Desk, Me, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Action, Badge, Banner, Checklist, Mood, Pairs, Tone};
use crate::refuse;
use crate::staff::dossier::refused;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "share/preparing.html")]
struct PreparingPage<'a> {
    p: &'a Page,
    at: Here,
    title: String,
    what: Pairs,
    rail: Vec<Stop>,
    facts: Vec<(String, Badge)>,
    given: Vec<done::Given>,
    may_edit: bool,
    may_share: bool,
    barred: bool,
    missing: Vec<(String, Option<String>)>,
    safety: bool,
    request: String,
    stop: String,
    checklist: Checklist,
    /// The way to change something with a reason of its own, where the charter leaves one.
    glass: Option<String>,
    /// Somebody who has to agree said no: what that means and what can be done now.
    refused: Option<Banner>,
}

/// What was just done, by the word in the address.
const DONE: [(&str, &str); 6] = [
    ("gedeeld", "share-done-shared"),
    ("achteraf", "share-done-afterwards"),
    ("afgerond", "share-done-settled"),
    ("formulier", "share-done-attached"),
    ("gevraagd", "share-done-release-asked"),
    ("getoond", "share-done-released"),
];

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share)): Path<(String, String)>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let page = crate::entry::done(page, &request, &DONE);
    show(&desk, &caller, page, here, StatusCode::OK).await
}

/// The page of a disclosure, whatever its state.
pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    here: Here,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let share = match desk
        .house
        .open_share(caller, here.dossier, here.share)
        .await
    {
        Ok(share) => share,
        Err(why) => return refused(&page, why, &format!("{}/glas", here.dossier())),
    };
    if share.row.state == ShareState::Preparing {
        let drawn = preparing(desk, &page, here, &share);
        return Ok(page.show_as(status, &drawn));
    }
    let (page, form) = desk.restored(caller, page, &here.at("afronden")).await;
    Ok(done::page(desk, &page, &form, here, &share, status))
}

/// Whose data go to whom, in a few lines.
pub(super) fn what(t: Lang, share: &SharePage) -> Pairs {
    let row = &share.row;
    let to = format!("{} ({})", row.recipient, t.of(&row.party));
    let mut pairs = Pairs::new()
        .row(t.say("share-about"), row.person_name.clone())
        .row(t.say("dossier-share-to"), to);
    if let Some(purpose) = row.purpose {
        pairs = pairs.row(t.say("dossier-share-purpose"), t.of(&purpose));
    }
    if !share.purpose_text.is_empty() {
        pairs = pairs.row(t.say("share-in-words"), share.purpose_text.clone());
    }
    let name = |id| {
        let known = share.must_agree.iter().find(|one| one.person == Some(id));
        known.and_then(|one| one.name.clone())
    };
    pairs.row(
        t.say("dossier-share-state"),
        super::list::stage(t, &row.stage, name),
    )
}

/// Whether a no stands that counts: without another answer nothing goes by consent.
fn said_no(share: &SharePage) -> bool {
    let mut answers = share.consents.iter();
    answers.any(|one| one.stands && one.answer == ConsentAnswer::Refused)
}

/// Why the facts cannot go as they are marked, as the key of a sentence.
fn facts_wrong(code: &str) -> &'static str {
    match code {
        "corrected" => "share-facts-corrected",
        "restricted" => "share-facts-restricted",
        "several-people" => "share-facts-several-people",
        "several-laws" => "share-facts-several-laws",
        _ => "share-facts-unknown",
    }
}

/// That it was refused, and what can be done now.
fn told_no(t: Lang, here: Here, share: &SharePage) -> Banner {
    let banner =
        Banner::new(Mood::Care, t.say("share-refused")).line(t.say("share-refused-nothing"));
    if share.checklist.edit.outcome != Outcome::Permitted {
        return banner;
    }
    banner
        .line(t.say("share-refused-next"))
        .action(Action::new(
            here.at("gegevens"),
            t.say("share-refused-facts"),
        ))
        .action(Action::new(
            here.at("toestemming"),
            t.say("share-refused-again"),
        ))
}

fn preparing<'a>(desk: &Desk, page: &'a Page, here: Here, share: &SharePage) -> PreparingPage<'a> {
    let t = page.t;
    let list = checklist(t, here, &share.checklist);
    let mut missing = missing(&list);
    if share.facts.is_empty() {
        missing.insert(
            0,
            (
                t.say("share-facts-missing").to_owned(),
                Some(here.at("gegevens")),
            ),
        );
    }
    if let Some(wrong) = share.facts_wrong {
        let why = t.say(facts_wrong(wrong)).to_owned();
        missing.insert(0, (why, Some(here.at("gegevens"))));
    }
    let outcome = share.checklist.disclosure.outcome;
    PreparingPage {
        p: page,
        at: here,
        title: t.with("share-with", "name", share.row.recipient.as_str()),
        what: what(t, share),
        rail: rail(t, here, share, asks(desk), ""),
        facts: share
            .facts
            .iter()
            .map(|fact| {
                (
                    fact.text.clone(),
                    Badge::new(t.of(&fact.category), Tone::House),
                )
            })
            .collect(),
        given: done::given(t, here, &share.consents),
        may_edit: share.checklist.edit.outcome == Outcome::Permitted,
        may_share: share.row.stage == ShareStage::Ready && missing.is_empty(),
        barred: outcome == Outcome::Prohibited,
        missing,
        safety: share.safety.is_some(),
        glass: refuse::asks_reason(&share.checklist.edit).then(|| here.glass()),
        refused: said_no(share).then(|| told_no(t, here, share)),
        request: RequestId::fresh().to_string(),
        stop: RequestId::fresh().to_string(),
        checklist: list,
    }
}

/// Somebody who reloads after sending something lands on the page.
pub(super) async fn back(Path((dossier, share)): Path<(String, String)>) -> Response {
    see_other(&Here::of(&dossier, &share).page())
}

/// Draws the page of a disclosure that went, with the form to settle it as it was sent.
pub(super) async fn again(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    here: Here,
    form: &Form,
) -> Result<Response, Trouble> {
    let share = match desk
        .house
        .open_share(caller, here.dossier, here.share)
        .await
    {
        Ok(share) => share,
        Err(why) => return refused(page, why, &format!("{}/glas", here.dossier())),
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(done::page(desk, page, form, here, &share, status))
}
