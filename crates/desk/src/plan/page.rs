//! `/dossier/{id}/plan`: the plan as it stands, with the versions before it. It prints as it stands.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use jiff::Zoned;
use regie_casework::plan::PlanVersion;

use super::drawn::{Group, groups};
use super::{Way, plan_of};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Action, Empty, Pairs};
use crate::staff::dossier::{dossier_of, refused};
use crate::words::Lang;

/// A version as it stands on the page.
struct Version {
    title: String,
    head: Pairs,
    /// Who of the family was there, and why not, a line each.
    talked: Vec<String>,
    /// What was concluded, where it was looked at again.
    evaluated: Option<(String, Option<String>)>,
    groups: Vec<Group>,
    /// The facts it rests on: the address and the text.
    rests_on: Vec<Action>,
}

#[derive(Template)]
#[template(path = "plan/page.html")]
struct PlanPage<'a> {
    p: &'a Page,
    dossier: String,
    title: &'a str,
    now: Option<Version>,
    before: Vec<Version>,
    none: Empty,
    /// What can be done, for who may write it.
    ways: Vec<Action>,
}

/// What was just done, by the word in the address.
const DONE: [(&str, &str); 2] = [
    ("geschreven", "plan-now-written"),
    ("bekeken", "plan-now-evaluated"),
];

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(address): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&address);
    let page = crate::entry::done(page, &request, &DONE);
    drop(request);
    let open = match desk.house.open_dossier(&caller, dossier).await {
        Ok(open) => open,
        Err(why) => return refused(&page, why, &format!("/dossier/{dossier}/glas")),
    };
    let t = page.t;
    let here = format!("/dossier/{dossier}");
    let local = |at| desk.house.local(at);
    let mut ways = Vec::new();
    if open.write_plan {
        let words = match open.plans.is_empty() {
            true => "plan-begin",
            false => "plan-write",
        };
        ways.push(Action::new(Way::Write.address(dossier), t.say(words)));
        if !open.plans.is_empty() {
            let way = Way::Evaluate.address(dossier);
            ways.push(Action::new(way, t.say("plan-evaluate")));
        }
    }
    let may = open.write_plan.then_some(here.as_str());
    let mut versions = open.plans.iter();
    let now = versions
        .next()
        .map(|one| version(t, (&here, may), one, true, &local));
    Ok(page.show(&PlanPage {
        p: &page,
        title: &open.title,
        now,
        before: versions
            .map(|one| version(t, (&here, None), one, false, &local))
            .collect(),
        none: Empty {
            text: t.say("plan-none").into(),
            hint: Some(t.say("plan-none-hint").into()),
            action: None,
        },
        ways,
        dossier: here.clone(),
    }))
}

fn version(
    t: Lang,
    (here, may): (&str, Option<&str>),
    one: &PlanVersion,
    now: bool,
    local: &dyn Fn(i64) -> Zoned,
) -> Version {
    let day = t.day(local(one.at).date());
    let mut head = Pairs::new()
        .row(t.say("plan-director-is"), one.director.clone())
        .row(t.say("plan-talked-day"), t.day(one.talked_on))
        .row(
            t.say("plan-written"),
            t.with2(
                "plan-written-by",
                "day",
                day.as_str(),
                "name",
                one.by.as_str(),
            ),
        );
    if now {
        head = head.row(t.say("plan-again"), t.day(one.evaluate_on));
    }
    Version {
        title: t.with("plan-version", "day", day),
        head,
        talked: one
            .talked
            .iter()
            .map(|who| match &who.because {
                _ if who.there => t.with("plan-was-there", "name", who.name.as_str()),
                Some(why) => t.with2(
                    "plan-was-not",
                    "name",
                    who.name.as_str(),
                    "why",
                    why.as_str(),
                ),
                None => t.with("plan-was-not-there", "name", who.name.as_str()),
            })
            .collect(),
        evaluated: one.evaluation.as_ref().map(|said| {
            let fits = match said.fits {
                true => "plan-fits-still",
                false => "plan-fits-not",
            };
            (t.say(fits).to_owned(), said.concluded.clone())
        }),
        groups: groups(t, may, one),
        rests_on: one
            .rests_on
            .iter()
            .map(|(id, text)| Action::new(format!("{here}#gegeven-{id}"), text.clone()))
            .collect(),
    }
}

/// Where the page is, after something was done.
pub(super) fn done(dossier: regie_terms::DossierId, way: Way) -> String {
    let word = match way {
        Way::Write => "geschreven",
        Way::Evaluate => "bekeken",
    };
    format!("{}?klaar={word}", plan_of(dossier))
}
