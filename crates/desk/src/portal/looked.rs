//! `/mijn/{person}/wie-keek`: who looked, when, in which function and why (POR-3).

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use jiff::civil::Date;
use regie_casework::portal::{LookLine, Looker, PortalCapacity, Verdict};
use regie_terms::{Function, Id, Relation, RequestId};

use super::{acting, person_of};
use crate::form::Form;
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Tone};
use crate::refuse;
use crate::words::Lang;

/// One line of a day.
struct Look {
    /// The moment, or how often and between which moments.
    hour: String,
    who: String,
    what: String,
    reason: Option<String>,
    badge: Option<Badge>,
    /// What was judged of a broken glass, each with its words; or that nobody judged it yet.
    verdicts: Vec<(String, Option<String>)>,
}

/// A day with what happened on it, newest first.
struct Day {
    title: String,
    looks: Vec<Look>,
    /// How often somebody was turned away that day.
    refused: Option<String>,
    /// How often the reader looked themselves.
    own: Option<String>,
}

#[derive(Template)]
#[template(path = "portal/looked.html")]
struct LookedPage<'a> {
    p: &'a Page,
    title: String,
    name: &'a str,
    here: String,
    now: &'static str,
    /// Whether there is a glass to break here at all.
    glass: bool,
    days: Vec<Day>,
    next: Option<RequestId>,
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let t = page.t;
    let person = person_of(&person);
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    // What is no number shows the newest: nobody types these by hand.
    let before = query.value("voor").parse::<Id>().ok().map(RequestId);
    let told = |why| refuse::trouble(t, why);
    let found = desk
        .house
        .who_looked(&caller, person, before)
        .await
        .map_err(told)?;
    let page = acting(page, &found.name, found.capacity);
    let title = if found.capacity == PortalCapacity::Subject {
        t.say("portal-looked-you").to_owned()
    } else {
        t.with("portal-looked", "name", found.name.as_str())
    };
    let days = by_day(t, &found.lines, &|at| desk.house.local(at));
    Ok(page.show(&LookedPage {
        p: &page,
        title,
        name: &found.name,
        here: format!("/mijn/{person}"),
        now: "wie-keek",
        glass: desk.house.has_glass(),
        days,
        next: found.next,
    }))
}

/// The lines by day. What the reader did themselves, and who was turned away, is counted: the day says how often.
fn by_day(t: Lang, lines: &[LookLine], local: &dyn Fn(i64) -> jiff::Zoned) -> Vec<Day> {
    let mut days: Vec<(Date, Vec<&LookLine>)> = Vec::new();
    for line in lines {
        let date = local(line.at).date();
        match days.last_mut() {
            Some((last, of)) if *last == date => of.push(line),
            _ => days.push((date, vec![line])),
        }
    }
    days.into_iter()
        .map(|(date, lines)| {
            let own = lines
                .iter()
                .filter(|line| line.happened && looks_only(line) && line.who == Looker::You)
                .count();
            let refused = lines.iter().filter(|line| !line.happened).count();
            Day {
                title: t.day(date),
                looks: alike(&lines)
                    .iter()
                    .filter_map(|lines| look(t, lines, local))
                    .collect(),
                refused: (refused > 0).then(|| t.with("portal-refused", "number", refused)),
                own: (own > 0).then(|| t.with("portal-own-looks", "number", own)),
            }
        })
        .collect()
}

fn looks_only(line: &LookLine) -> bool {
    line.act == "portal-view"
}

/// The lines of a day put together where the same person did the same for the same reason, in the order of the newest: one
/// page opened twelve times while working is one thing to read, and it still says how often.
fn alike<'a>(lines: &[&'a LookLine]) -> Vec<Vec<&'a LookLine>> {
    let mut groups: Vec<Vec<&LookLine>> = Vec::new();
    let own = |line: &LookLine| looks_only(line) && line.who == Looker::You;
    for line in lines.iter().filter(|line| line.happened && !own(line)) {
        let same = |group: &&mut Vec<&LookLine>| {
            group.first().is_some_and(|first| {
                (&first.act, &first.who, &first.reason) == (&line.act, &line.who, &line.reason)
                    && (first.inspection, &first.verdicts) == (line.inspection, &line.verdicts)
            })
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    groups
}

fn look(t: Lang, lines: &[&LookLine], local: &dyn Fn(i64) -> jiff::Zoned) -> Option<Look> {
    let (line, oldest) = (lines.first()?, lines.last()?);
    let hour = |line: &LookLine| t.hour(local(line.at).timestamp());
    let officer = matches!(
        line.who,
        Looker::Staff {
            function: Function::Dpo,
            ..
        }
    );
    let act = officer
        .then(|| t.may_say(&format!("did-{}-dpo", line.act)))
        .flatten()
        .or_else(|| t.may_say(&format!("did-{}", line.act)))
        .unwrap_or_else(|| t.say("did-something"));
    let (first, last) = (hour(oldest), hour(line));
    let times = if lines.len() > 1 {
        let often = t.with("portal-times", "number", lines.len());
        let when = if first == last {
            t.with("portal-at", "moment", last)
        } else {
            t.with2("portal-between", "from", first, "until", last)
        };
        format!("{often} {when}")
    } else {
        last
    };
    Some(Look {
        hour: times,
        who: who(t, &line.who),
        what: act.to_owned(),
        reason: line.reason.clone(),
        badge: badge(t, line, officer),
        verdicts: verdicts(t, line, local),
    })
}

/// What marks a look of somebody who is not involved: an emergency, an inspection, or a reason in another function.
fn badge(t: Lang, line: &LookLine, officer: bool) -> Option<Badge> {
    let (key, tone) = match (line.inspection, officer) {
        (true, true) => ("portal-inspection", Tone::Care),
        (true, false) => ("portal-with-reason", Tone::Care),
        (false, _) if line.act == "break-glass" || line.reason.is_some() => {
            ("portal-glass", Tone::Alarm)
        }
        (false, _) => return None,
    };
    Some(Badge::new(t.say(key), tone))
}

/// What was judged of a broken glass, in sentences.
fn verdicts(
    t: Lang,
    line: &LookLine,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> Vec<(String, Option<String>)> {
    match line.verdicts.as_deref() {
        None => Vec::new(),
        Some([]) => vec![(t.say("portal-verdict-none").to_owned(), None)],
        Some(verdicts) => verdicts
            .iter()
            .map(|one| {
                let key = if one.justified {
                    "portal-verdict-right"
                } else {
                    "portal-verdict-wrong"
                };
                let day = t.day(local(one.at).date());
                let said = t.with2(key, "who", judge(t, one), "day", day);
                (said, Some(one.because.clone()))
            })
            .collect(),
    }
}

/// Who judged, as what.
fn judge(t: Lang, verdict: &Verdict) -> String {
    let place = t.say(match verdict.place {
        Some(Relation::Coordinator) => "portal-judge-coordinator",
        Some(Relation::Substitute) => "portal-judge-substitute",
        _ => "portal-judge-other",
    });
    match &verdict.name {
        Some(name) => format!("{place} ({name})"),
        None => place.to_owned(),
    }
}

fn who(t: Lang, who: &Looker) -> String {
    match who {
        Looker::You => t.say("portal-who-you").to_owned(),
        Looker::Family { capacity } => t
            .say(match capacity {
                PortalCapacity::Subject => "portal-who-subject",
                PortalCapacity::ParentOrGuardian => "portal-who-parent",
                PortalCapacity::Representative => "portal-who-representative",
            })
            .to_owned(),
        Looker::Staff { function, name } => {
            let function = t.of(function);
            match name {
                Some(name) => format!("{name}, {function}"),
                None => t.with("portal-who-team", "function", function),
            }
        }
        Looker::System => t.say("portal-who-system").to_owned(),
    }
}
