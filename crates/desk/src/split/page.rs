//! `/dossier/{id}/splitsen/{split}`: the triage, and after it the list of what is decided one by one.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::split::{SplitPage, WeighInput};
use regie_casework::thing::RequestWay;
use regie_casework::{Caller, Refused};
use regie_terms::NeedWord;

use super::{Here, LONGEST, block, kind, way};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Banner, Checklist, Mood, Pairs, Task, Tasks, Tone};
use crate::refuse;
use crate::words::Lang;

#[derive(Template)]
#[template(path = "split/page.html")]
struct ShowPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    dossier: String,
    one: &'a SplitPage,
    told: Pairs,
    /// What the charter says of it.
    checklist: Checklist,
    /// What of it is asked in the form for what is still needed: how it is sure who asks, a signature, who asks it with them.
    identities: Vec<Choice>,
    asks_signature: bool,
    askers: Vec<Choice>,
    outcomes: Vec<Choice>,
    /// What was weighed, by its name.
    weighed: Vec<(&'static str, String)>,
    decided: Option<Badge>,
    by: String,
    along: Vec<String>,
    pieces: Option<Tasks>,
    blocks: Option<Banner>,
    /// How much is still to be decided about.
    undecided: usize,
    done: Option<String>,
}

fn drawn<'a>(
    t: Lang,
    page: &'a Page,
    form: &'a Form,
    here: Here,
    one: &'a SplitPage,
) -> ShowPage<'a> {
    let mut told = Pairs::new()
        .row(t.say("split-who"), one.name.clone())
        .row(t.say("split-others"), one.others.join(", "))
        .row(t.say("split-received"), t.day(one.received))
        .row(
            t.say("split-way"),
            t.say(match one.way {
                RequestWay::Portal => "request-way-portal",
                RequestWay::Paper => "request-way-paper",
                RequestWay::Oral => "request-way-oral",
            }),
        );
    if let Some(due) = one.due {
        told = told.row(t.say("split-due"), t.day(due));
    }
    let askers: Vec<String> = one
        .askers
        .iter()
        .map(|(of, name)| match name {
            Some(name) => format!("{name} ({})", t.of(of)),
            None => t.of(of).to_owned(),
        })
        .collect();
    let identity = match one.identified {
        true => t.say("yes"),
        false => t.say("request-identity-none"),
    };
    told = told
        .row(t.say("split-askers"), askers.join(", "))
        .row(t.say("split-identified"), identity);
    let waits = one.split.is_none();
    let needs = |word| one.answer.needs.iter().any(|need| need.what == word);
    let names = [
        "split-necessity",
        "split-proportionality",
        "split-subsidiarity",
        "split-safety",
        "split-because",
    ];
    let tasks: Vec<Task> = one
        .pieces
        .iter()
        .map(|piece| Task {
            href: format!("{}/{}", here.address(), piece.id),
            what: crate::request::short(&piece.text),
            about: Some(match &piece.person {
                Some(name) => format!("{} · {name}", kind(t, piece.what)),
                None => format!("{} · {}", kind(t, piece.what), t.say("split-family")),
            }),
            badge: Some(match piece.to {
                Some(to) => Badge::new(way(t, to), Tone::Good),
                None => Badge::new(t.say("split-open"), Tone::Care),
            }),
        })
        .collect();
    let [facts, documents, shares] = one.along;
    let deciding = one.split == Some(true) && one.done.is_none();
    let mut blocks = Banner::new(Mood::Care, t.say("split-blocked"));
    for code in &one.blocks {
        blocks = blocks.line(block(t, code));
    }
    ShowPage {
        p: page,
        f: Fields::new(t, "split", form),
        here: here.address(),
        dossier: here.dossier(),
        told,
        checklist: Checklist::of(t, t.say("split-may"), &one.answer),
        identities: match waits && !one.identified {
            true => crate::request::identities(t),
            false => Vec::new(),
        },
        asks_signature: waits && !one.signed,
        askers: match waits && needs(NeedWord::Consent) {
            true => one
                .candidates
                .iter()
                .map(|c| crate::request::asker(t, c))
                .collect(),
            false => Vec::new(),
        },
        outcomes: vec![
            Choice::new("split", t.say("split-outcome-split")),
            Choice::new("joint", t.say("split-outcome-joint")),
        ],
        weighed: one
            .weighed
            .iter()
            .flat_map(|texts| names.into_iter().zip(texts.iter().cloned()))
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (t.say(key), text))
            .collect(),
        decided: one.split.map(|split| match split {
            true => Badge::new(t.say("split-outcome-split"), Tone::Good),
            false => Badge::new(t.say("split-outcome-joint"), Tone::Plain),
        }),
        by: one
            .decided
            .as_ref()
            .map(|(by, on)| t.with2("split-decided-by", "name", by.as_str(), "day", t.day(*on)))
            .unwrap_or_default(),
        along: {
            let counted = [
                (
                    facts,
                    t.with2("split-along", "name", one.name.as_str(), "number", facts),
                ),
                (
                    documents,
                    t.with("split-along-documents", "number", documents),
                ),
                (shares, t.with("split-along-shares", "number", shares)),
            ];
            let counted = counted.into_iter().filter(|(number, _)| *number > 0);
            let rest = [
                "split-along-rest",
                "split-along-words",
                "split-along-tasks",
                "split-along-notes",
            ];
            let rest = rest.map(|key| t.say(key).to_owned());
            counted.map(|(_, text)| text).chain(rest).collect()
        },
        pieces: (deciding && !tasks.is_empty()).then_some(Tasks { tasks }),
        blocks: (!one.blocks.is_empty() && one.done.is_none() && one.split != Some(false))
            .then_some(blocks),
        undecided: one.undecided(),
        done: one.done.map(|day| t.with("split-done", "day", t.day(day))),
        one,
    }
}

/// The page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, split)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &split);
    let (page, form) = desk.restored(&caller, page, &here.address()).await;
    show(&desk, &caller, &page, &form, here, StatusCode::OK).await
}

pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    here: Here,
    status: StatusCode,
) -> Result<Response, Trouble> {
    match desk
        .house
        .open_split(caller, here.dossier, here.split)
        .await
    {
        Ok(one) => Ok(page.show_as(status, &drawn(page.t, page, form, here, &one))),
        Err(why) => here.refused(page, why),
    }
}

/// Decides.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, split)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &split);
    let input = WeighInput {
        outcome: form.value("outcome").to_owned(),
        necessity: form.needed("necessity", LONGEST),
        proportionality: form.needed("proportionality", LONGEST),
        subsidiarity: form.needed("subsidiarity", LONGEST),
        safety: form.needed("safety", LONGEST),
        because: form.needed("because", LONGEST),
    };
    let id = request_of(&caller, &form);
    let act = desk
        .house
        .weigh_split(&caller, here.dossier, here.split, &input, id);
    match refuse::when_sound(&form, act).await {
        Ok(()) => {
            desk.sent(&caller, &here.address()).await;
            return Ok(see_other(&here.address()));
        }
        Err(why @ Refused::Denied(_)) => return here.refused(&page, why),
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, &form, here, status).await
}
