//! `/mijn/{person}/plan`: the support plan, as far as it is about this person or their family, with the way to say something about each part and what
//! was done with that.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Zoned;
use regie_casework::meeting::MyMeeting;
use regie_casework::plan::MyPlan;
use regie_casework::portal::{MyFile, PortalCapacity};
use regie_terms::PersonId;

use super::{acting, person_of};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Empty, Pairs, Said};
use crate::plan::{Part, part};
use crate::refuse;
use crate::words::Lang;

/// A part with what was said about it.
pub(super) struct MyPart {
    pub part: Part,
    /// That it is about the family.
    pub family: bool,
    /// Own words about it, with what was done with them.
    pub said: Vec<Said>,
    /// Where something can be said about it.
    say: String,
}

/// The plan in words: the same on the page and on the copy.
pub(super) struct Told {
    pub head: Pairs,
    pub parts: Vec<MyPart>,
    /// The times it was looked at again, a line each with what was concluded.
    pub evaluated: Vec<(String, Option<String>)>,
}

#[derive(Template)]
#[template(path = "portal/plan.html")]
struct PlanPage<'a> {
    p: &'a Page,
    here: String,
    now: &'static str,
    told: Option<Told>,
    none: Empty,
    meetings: Vec<Met>,
}

/// A case meeting in words: the same on the page and on the copy.
pub(super) struct Met {
    pub title: String,
    pub summary: String,
    pub head: Pairs,
    /// Who took part.
    pub with: Vec<String>,
    /// What was brought in.
    pub brought: Vec<String>,
    /// What was agreed.
    pub agreed: Vec<String>,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let file = desk
        .house
        .my_file(&caller, person_of(&person))
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let page = acting(page, &file.name, file.capacity);
    let local = |at| desk.house.local(at);
    Ok(page.show(&PlanPage {
        p: &page,
        here: format!("/mijn/{}", file.person),
        now: "plan",
        told: file.plan.as_ref().map(|plan| told(t, &file, plan, &local)),
        none: Empty {
            text: t.say("plan-mine-none").into(),
            hint: None,
            action: None,
        },
        meetings: met(t, &file),
    }))
}

/// Puts it into words.
pub(super) fn told(t: Lang, file: &MyFile, plan: &MyPlan, local: &dyn Fn(i64) -> Zoned) -> Told {
    let own = file.capacity == PortalCapacity::Subject;
    let mut head = Pairs::new();
    if let Some(director) = &plan.director {
        head = head.row(t.say("plan-director-is"), director.clone());
    }
    let name = file.name.as_str();
    let there = match &plan.there {
        Some((true, _)) => Some(t.with("plan-was-there", "name", name)),
        Some((false, Some(why))) => {
            Some(t.with2("plan-was-not", "name", name, "why", why.as_str()))
        }
        Some((false, None)) => Some(t.with("plan-was-not-there", "name", name)),
        None => None,
    };
    let talked = t.day(plan.talked_on);
    head = head
        .row(
            t.say("plan-talked-day"),
            match there {
                Some(there) => format!("{talked}. {there}"),
                None => talked,
            },
        )
        .row(t.say("plan-again"), t.day(plan.evaluate_on));
    Told {
        head,
        parts: plan
            .parts
            .iter()
            .map(|one| MyPart {
                part: part(
                    t,
                    (format!("deel-{}", one.entry), one.text.clone()),
                    one.kind,
                    (&one.who, one.state, &one.states),
                ),
                family: one.family,
                said: file
                    .words
                    .iter()
                    .filter(|words| words.entry == Some(one.entry))
                    .map(|words| super::words::said(t, (own, file.person), words, local))
                    .collect(),
                say: say(file.person, one.entry),
            })
            .collect(),
        evaluated: plan
            .evaluations
            .iter()
            .map(|one| {
                let fits = match one.fits {
                    true => "plan-fits-still",
                    false => "plan-fits-not",
                };
                let on = t.with("plan-mine-evaluated", "day", t.day(one.on));
                (format!("{on}. {}", t.say(fits)), one.concluded.clone())
            })
            .collect(),
    }
}

/// Puts the case meetings into words.
pub(super) fn met(t: Lang, file: &MyFile) -> Vec<Met> {
    let name = file.name.as_str();
    let one = |meeting: &MyMeeting| {
        let whose = match meeting.family {
            true => t.say("entry-family"),
            false => name,
        };
        let mut head = Pairs::new().row(t.say("meeting-mine-told"), meeting.told_how.clone());
        if let Some((there, because)) = &meeting.there {
            let said = match because {
                Some(why) => t.with2("plan-was-not", "name", name, "why", why.as_str()),
                None if *there => t.with("plan-was-there", "name", name),
                None => t.with("plan-was-not-there", "name", name),
            };
            head = head.row(t.say("plan-part-talked"), said);
        }
        let day = t.day(meeting.held_on);
        Met {
            title: t.with2("meeting-on", "day", day, "name", whose),
            summary: meeting.summary.clone(),
            head,
            with: meeting
                .participants
                .iter()
                .map(|who| crate::meeting::who(t, who))
                .collect(),
            brought: meeting.brought.clone(),
            agreed: meeting.agreed.clone(),
        }
    };
    file.meetings.iter().map(one).collect()
}

fn say(person: PersonId, entry: regie_terms::Id) -> String {
    format!("/mijn/{person}/feit/{entry}/mijn-kant?wat=mijn-kant")
}
