//! `/dossier/{id}/delen`: what was shared or is being prepared, and beginning something new.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::dossier::DossierPage;
use regie_casework::plan::PartView;
use regie_casework::share::{ShareInput, ShareList, ShareStage};
use regie_casework::thing::{DoerOf, PartStands};
use regie_casework::{Caller, FormOf, Refused};
use regie_terms::{DossierId, Outcome, Party, PersonId, QuestionKind};

use super::Here;
use crate::entry::done;
use crate::form::{Choice, Fields, Form, offered, offered_and};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Cell, Checklist, Empty, Table};
use crate::refuse;
use crate::staff::dossier::{dossier_of, refused};
use crate::words::Lang;

#[derive(Template)]
#[template(path = "share/list.html")]
struct ListPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    name: &'a str,
    shares: Option<Table>,
    none: Empty,
    persons: Vec<Choice>,
    parties: Vec<Choice>,
    /// The facts that are marked already, by a part of the support plan.
    marked: Vec<String>,
    /// What is missing to begin, for who may only look.
    missing: Option<Checklist>,
    /// The way to begin with a reason of its own, where the charter leaves one.
    glass: Option<String>,
}

fn address(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/delen")
}

/// The list, and the form that begins.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    let (page, form) = desk.restored(&caller, page, &address(dossier)).await;
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    let page = done(page, &request, &[("gestopt", "share-given-up")]);
    let form = match query.value("plan") {
        "" => form,
        part => of_plan(&desk, &caller, form, (dossier, part)).await,
    };
    show(&desk, &caller, &page, form, dossier, StatusCode::OK).await
}

/// The form filled with what a part of the support plan says of the partner who does it: what that partner does for the same person, and nothing else.
async fn of_plan(
    desk: &Desk,
    caller: &Caller,
    form: Form,
    (dossier, part): (DossierId, &str),
) -> Form {
    let Ok(open) = desk.house.open_dossier(caller, dossier).await else {
        // Who may not look is turned away by the page itself.
        return form;
    };
    let parts = open.plans.first().map(|plan| plan.parts.as_slice());
    let parts = parts.unwrap_or_default();
    let partner = |one: &PartView| {
        let found = one.who.iter().find(|who| who.of == DoerOf::Partner);
        found.cloned()
    };
    let Some(chosen) = parts.iter().find(|one| one.entry.to_string() == part) else {
        return form;
    };
    let (Some(person), Some(who)) = (chosen.person, partner(chosen)) else {
        return form;
    };
    let law = |one: &PartView| {
        let entry = open.entries.iter().find(|e| e.id == one.entry);
        entry.map(|e| e.label.law)
    };
    let same = |one: &&PartView| {
        let open = one.state == PartStands::Open && !one.still && !one.shielded;
        let theirs = partner(one).is_some_and(|p| p.name == who.name && p.party == who.party);
        open && theirs && one.person == Some(person) && law(one) == law(chosen)
    };
    let form = form
        .set("person", person.to_string())
        .set("party", who.party.map_or("", |party| party.as_str()))
        .set("recipient", who.name.clone());
    let form = form.without("facts");
    let facts = parts.iter().filter(same);
    facts.fold(form, |form, one| form.add("facts", one.entry.to_string()))
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    dossier: DossierId,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let open = match desk.house.shares(caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(page, why, &format!("/dossier/{dossier}/glas")),
    };
    if let ([(person, _)], false) = (open.people.as_slice(), form.came("person")) {
        form = form.set("person", person.to_string());
    }
    let t = page.t;
    let may_edit = open.edit.outcome == Outcome::Permitted;
    let drawn = ListPage {
        p: page,
        f: Fields::new(t, "share", &form),
        here: address(dossier),
        dossier: format!("/dossier/{dossier}"),
        name: &open.title,
        shares: table(t, dossier, &open, &|at| desk.house.local(at)),
        none: Empty {
            text: t.say("share-none").into(),
            hint: None,
            action: None,
        },
        persons: open
            .people
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
            .collect(),
        parties: parties(t, &desk.house.form(QuestionKind::Disclosure)),
        marked: form.values("facts").map(str::to_owned).collect(),
        missing: (!may_edit).then(|| Checklist::of(t, t.say("share-begin-may"), &open.edit)),
        glass: refuse::asks_reason(&open.edit).then(|| format!("/dossier/{dossier}/glas?act=edit")),
    };
    Ok(page.show_as(status, &drawn))
}

/// The people of a dossier to choose from.
pub(super) fn people(open: &DossierPage) -> Vec<Choice> {
    open.people
        .iter()
        .map(|person| Choice::new(person.id.to_string(), person.name.clone()))
        .collect()
}

/// The receivers that the charter's form offers.
pub(super) fn parties(t: Lang, charter: &FormOf<'_>) -> Vec<Choice> {
    offered(t, charter, |one| &one.receivers)
}

/// All receivers there is a word for, in the same order: what happened is written down as it was, whatever the charter offers today.
pub(super) fn all_parties(t: Lang, charter: &FormOf<'_>) -> Vec<Choice> {
    offered_and(t, charter, |one| &one.receivers, Party::ALL)
}

fn table(
    t: Lang,
    dossier: DossierId,
    open: &ShareList,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> Option<Table> {
    let heads = [
        "dossier-share-to",
        "share-about",
        "dossier-share-purpose",
        "dossier-share-state",
        "dossier-share-day",
    ];
    let name = |id| {
        let known = open.people.iter().find(|(person, _)| *person == id);
        known.map(|(_, name)| name.clone())
    };
    let rows: Vec<Vec<Cell>> = open
        .rows
        .iter()
        .map(|share| {
            let here = Here {
                dossier,
                share: share.id,
            };
            let day = local(share.shared_at.unwrap_or(share.begun)).date();
            vec![
                Cell::Link(here.page(), share.recipient.clone()),
                Cell::Text(share.person_name.clone()),
                Cell::Text(share.purpose.map_or("–", |one| t.of(&one)).to_owned()),
                Cell::Text(stage(t, &share.stage, name)),
                Cell::Text(t.day(day)),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: t.say("dossier-shares-caption").into(),
        heads: heads.iter().map(|key| t.say(key).into()).collect(),
        rows,
    })
}

/// How far a disclosure is, in words. `name` says who somebody of the dossier is.
pub(crate) fn stage(
    t: Lang,
    stage: &ShareStage,
    name: impl Fn(PersonId) -> Option<String>,
) -> String {
    let key = match stage {
        ShareStage::Waits(who) | ShareStage::ToAsk(who) => {
            let mut names: Vec<String> = Vec::new();
            for (of, person) in who {
                let one = person
                    .and_then(&name)
                    .unwrap_or_else(|| t.of(of).to_owned());
                if !names.contains(&one) {
                    names.push(one);
                }
            }
            let key = match stage {
                ShareStage::ToAsk(_) => "dossier-share-to-ask",
                _ => "dossier-share-waits",
            };
            return t.with(key, "names", t.list(&names));
        }
        ShareStage::Preparing => "dossier-share-preparing",
        ShareStage::Refused => "dossier-share-refused",
        ShareStage::Withdrawn => "dossier-share-withdrawn",
        ShareStage::Ready => "dossier-share-ready",
        ShareStage::Shared => "dossier-share-shared",
        ShareStage::Afterwards => "dossier-share-afterwards",
        ShareStage::SharedThenWithdrawn => "dossier-share-withdrawn-since",
        ShareStage::GivenUp => "dossier-share-given-up",
    };
    t.say(key).to_owned()
}

/// Begins.
pub(super) async fn begin(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    if form.ok() {
        let value = |name: &str| Some(form.value(name).to_owned());
        let input = ShareInput {
            person: value("person"),
            party: value("party"),
            recipient: value("recipient"),
            facts: form
                .came("facts")
                .then(|| form.values("facts").map(str::to_owned).collect()),
            ..ShareInput::default()
        };
        let said = desk
            .house
            .begin_share(&caller, dossier, &input, request_of(&caller, &form))
            .await;
        match said {
            Ok(share) => {
                desk.sent(&caller, &address(dossier)).await;
                return Ok(see_other(&Here { dossier, share }.at("doel")));
            }
            Err(why @ Refused::Denied(_)) => {
                return refused(&page, why, &format!("/dossier/{dossier}/glas?act=edit"));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, dossier, status).await
}
