//! `/dossier/{id}/delen/{share}/toestemming`: who has to agree, asking in the portal, and writing an answer down.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::consent::Parents;
use regie_casework::letter::LetterAt;
use regie_casework::share::{AskedView, SharePage, SharePart};
use regie_casework::thing::{LetterKind, ShareState};
use regie_casework::{Caller, Refused};
use regie_terms::{ConsentAnswer, NeedWord, Outcome, Representative, RequestId};

use super::Here;
use super::aside::{Stop, asks, checklist, rail};
use super::done::{Given, given, giver};
use super::query::{Asked, asked};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Action, Badge, Banner, Checklist, Mood, Tone};
use crate::refuse;
use crate::staff::dossier::refused;
use crate::words::Lang;

/// Somebody who has to agree, and how that stands.
struct MustAgree {
    who: String,
    how: String,
    badge: Badge,
}

#[derive(Template)]
#[template(path = "share/agree.html")]
struct AgreePage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    at: Here,
    here: String,
    rail: Vec<Stop>,
    /// How several people with authority stand to each other.
    parents: Option<Banner>,
    /// Whether the charter asks consent here at all.
    needed: bool,
    /// Whether it may not go at all as it is: then no consent is what is missing.
    prohibited: bool,
    preparing: bool,
    must: Vec<MustAgree>,
    given: Vec<Given>,
    /// What was asked before an answer.
    queries: Vec<Asked>,
    /// When it was asked in the portal.
    asked: Option<String>,
    /// Somebody can be asked in the portal.
    portal: bool,
    ask: String,
    /// Who can be asked on paper, and where.
    letters: Vec<Action>,
    people: Vec<Choice>,
    /// Somebody who has to agree is no person of the dossier, so that their name is asked.
    outsider: bool,
    /// As what they can answer, where there is a choice.
    capacities: Vec<Choice>,
    answers: Vec<Choice>,
    ways: Vec<Choice>,
    checklist: Checklist,
}

pub(super) fn address(here: Here) -> String {
    here.at("toestemming")
}

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let (page, mut form) = desk.restored(&caller, page, &address(here)).await;
    if !form.came("on") {
        // Most answers are written down while the client sits at the table.
        let today = desk.house.today().strftime("%-d-%-m-%Y").to_string();
        form = form.set("on", today);
    }
    show(&desk, &caller, &page, form, here, StatusCode::OK).await
}

/// Somebody's name with their capacity.
fn named(t: Lang, one: &AskedView) -> String {
    let capacity = t.of(&one.of);
    match &one.name {
        Some(name) => format!("{name} ({capacity})"),
        None => t.with("share-unknown-holder", "who", capacity),
    }
}

/// What stands for somebody in the form: capacity and holder.
fn value(one: &AskedView) -> String {
    let holder = one.holder.map(|id| id.to_string()).unwrap_or_default();
    format!("{}:{holder}", one.of)
}

pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    mut form: Form,
    here: Here,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let share = match desk
        .house
        .open_share_part(caller, here.dossier, here.share, SharePart::Consents)
        .await
    {
        Ok(share) => share,
        Err(why) => return refused(page, why, &here.glass()),
    };
    if share.row.state == ShareState::GivenUp {
        return Ok(see_other(&here.page()));
    }
    let t = page.t;
    let preparing = share.row.state == ShareState::Preparing;
    let answers = if preparing {
        t.choices(ConsentAnswer::ALL)
    } else {
        // What went cannot be called back; what was agreed to can be withdrawn from then on.
        t.choices(&[ConsentAnswer::Withdrawn])
    };
    if let ([one], false) = (share.must_agree.as_slice(), form.came("who")) {
        form = form.set("who", value(one));
    }
    let people: Vec<Choice> = share
        .must_agree
        .iter()
        .map(|one| Choice::new(value(one), named(t, one)))
        .collect();
    let drawn = AgreePage {
        p: page,
        f: Fields::new(t, "share", &form).or("own"),
        at: here,
        here: address(here),
        rail: rail(t, here, &share, asks(desk), "toestemming"),
        parents: parents(t, here, &share).filter(|_| preparing),
        needed: needed(&share),
        prohibited: share.checklist.disclosure.outcome == Outcome::Prohibited,
        preparing,
        must: share
            .must_agree
            .iter()
            .map(|one| must(t, one, &share))
            .collect(),
        given: given(t, here, &share.consents),
        queries: asked(t, here, &share.queries, &|at| desk.house.local(at)),
        asked: share
            .asked_at
            .map(|at| t.moment(desk.house.local(at).timestamp())),
        portal: share.must_agree.iter().any(|one| one.portal),
        ask: RequestId::fresh().to_string(),
        letters: letters(t, here, &share),
        people,
        outsider: share
            .must_agree
            .iter()
            .any(|one| !one.capacities.is_empty()),
        capacities: capacities(t, &share.must_agree),
        answers,
        ways: Choice::words(t, "share-way", ["at-the-table", "on-paper"]),
        checklist: checklist(t, here, &share.checklist),
    };
    Ok(page.show_as(status, &drawn))
}

/// The letters that ask for it, once what has to be told is there: to everybody who has to agree.
fn letters(t: Lang, here: Here, share: &SharePage) -> Vec<Action> {
    let to = |one: &AskedView| {
        let at = LetterAt {
            dossier: here.dossier,
            person: one.person?,
            letter: LetterKind::Consent,
            about: here.share,
        };
        let name = one.name.clone().unwrap_or_default();
        let says = t.with("letter-agree-for", "name", name);
        Some(Action::new(crate::letter::address(&at), says))
    };
    let all = share.must_agree.iter().filter(|one| one.on_paper);
    all.filter_map(to).collect()
}

/// As what those who are no person of the dossier can answer, each once; nothing where none of them has a choice.
fn capacities(t: Lang, all: &[AskedView]) -> Vec<Choice> {
    let mut kinds: Vec<Representative> = Vec::new();
    for one in all.iter().filter(|one| one.capacities.len() > 1) {
        for kind in &one.capacities {
            if !kinds.contains(kind) {
                kinds.push(*kind);
            }
        }
    }
    t.choices(&kinds)
}

/// Whether consent is what the charter asks, or was asked before.
fn needed(share: &SharePage) -> bool {
    let asks = share
        .checklist
        .disclosure
        .needs
        .iter()
        .any(|need| need.what == NeedWord::Consent);
    asks || !share.consents.is_empty() || share.asked_at.is_some()
}

/// How somebody is asked, and what stands in the way of it.
fn how(t: Lang, one: &AskedView) -> String {
    let way = if one.kept_out {
        "share-kept-out"
    } else if one.limited {
        "share-limited"
    } else if one.portal {
        "share-has-portal"
    } else {
        "share-no-portal"
    };
    match &one.narrowed {
        Some(to) => format!(
            "{} {}",
            t.say(way),
            t.with("share-narrowed", "to", to.as_str())
        ),
        None => t.say(way).to_owned(),
    }
}

/// How several people with authority stand to each other, where that keeps it from going.
pub(super) fn parents(t: Lang, here: Here, share: &SharePage) -> Option<Banner> {
    let differ = match share.parents? {
        Parents::Waits => {
            return Some(
                Banner::new(Mood::Info, t.say("share-parents-wait"))
                    .line(t.say("share-parents-nothing")),
            );
        }
        Parents::Differ => Banner::new(Mood::Care, t.say("share-parents-differ")),
    };
    Some(
        differ
            .line(t.say("share-parents-nothing"))
            .line(t.say("share-parents-next"))
            .action(Action::new(
                here.at("gegevens"),
                t.say("share-parents-anew"),
            )),
    )
}

fn must(t: Lang, one: &AskedView, share: &SharePage) -> MustAgree {
    let last = share
        .consents
        .iter()
        .find(|given| Some(given.id) == one.last);
    let badge = match last {
        Some(given) if given.counts => {
            let tone = match given.answer {
                ConsentAnswer::Given => Tone::Good,
                ConsentAnswer::Refused => Tone::Alarm,
                ConsentAnswer::Withdrawn => Tone::Care,
            };
            Badge::new(t.of(&given.answer), tone)
        }
        Some(_) => Badge::new(t.say("share-counts-no-more"), Tone::Care),
        None => Badge::new(t.say("share-no-answer"), Tone::Care),
    };
    MustAgree {
        who: match last.filter(|given| given.by_name) {
            Some(given) => giver(t, given),
            None => named(t, one),
        },
        how: how(t, one),
        badge,
    }
}

/// Somebody who reloads lands on the page.
pub(super) async fn back(Path((dossier, share)): Path<(String, String)>) -> Response {
    see_other(&address(Here::of(&dossier, &share)))
}

/// Asks in the portal.
pub(super) async fn ask(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let t = page.t;
    let said = desk
        .house
        .ask_consent(
            &caller,
            here.dossier,
            here.share,
            request_of(&caller, &form),
        )
        .await;
    let mut told = Banner::new(Mood::Alarm, t.say("share-not-asked")).loud();
    match said {
        Ok(()) => return Ok(see_other(&address(here))),
        Err(why) if refuse::of_access(&why) => {
            return refused(&page, why, &here.glass());
        }
        Err(Refused::Denied(_)) => told = told.line(t.say("share-not-asked-barred")),
        Err(why) => {
            refuse::into_form(t, &mut form, why)?;
            let f = Fields::new(t, "share", &form);
            for fault in form.faults() {
                told = told.line(f.wrong(&fault.field).unwrap_or_default());
            }
        }
    }
    let page = page.at(address(here)).noting(told);
    let today = desk.house.today().strftime("%-d-%-m-%Y").to_string();
    let form = Form::new()
        .set("request", RequestId::fresh().to_string())
        .set("on", today);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, here, status).await
}
