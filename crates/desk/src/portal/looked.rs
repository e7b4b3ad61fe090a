//! `/mijn/{person}/wie-keek`: who looked, when, in which function and why (POR-3).

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use jiff::civil::Date;
use regie_casework::portal::{LookLine, Looker, PortalCapacity, Verdict};
use regie_terms::{Function, Id, Relation, RequestId};

use super::when::{self, Choice};
use super::{acting, person_of};
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Badge, Empty, Tone};
use crate::refuse;
use crate::words::Lang;

/// One line of a day, or several in which the same person did the same.
struct Look {
    /// The moment, of one line.
    hour: Option<String>,
    /// How often and between which moments, with each moment, of several.
    folded: Option<(String, Vec<String>)>,
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
    /// How often somebody was asked for a reason first.
    asked: Option<String>,
    /// How often the reader looked themselves.
    own: Option<String>,
}

#[derive(Template)]
#[template(path = "portal/looked.html")]
struct LookedPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    /// Whether days were typed, or typed wrongly: then they stand open.
    typed: bool,
    choices: &'a [Choice],
    title: String,
    here: String,
    now: &'static str,
    /// Whether there is a glass to break here at all.
    glass: bool,
    /// How often somebody was turned away in the period.
    turned_away: String,
    days: Vec<Day>,
    none: Empty,
    /// The query of the next page.
    next: Option<String>,
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
    let mut query = Form::from_query(request.uri().query().unwrap_or_default());
    let when = when::read(t, &mut query, desk.house.today());
    // What is no number shows the newest: nobody types these by hand.
    let before = query.value("voor").parse::<Id>().ok().map(RequestId);
    let told = |why| refuse::trouble(t, why);
    let found = desk
        .house
        .who_looked_in(&caller, person, when.period, before)
        .await
        .map_err(told)?;
    let page = acting(page, &found.name, found.capacity);
    let title = if found.capacity == PortalCapacity::Subject {
        t.say("portal-looked-you").to_owned()
    } else {
        t.with("portal-looked", "name", found.name.as_str())
    };
    let typed = !query.value("from").is_empty() || !query.value("until").is_empty();
    Ok(page.show(&LookedPage {
        p: &page,
        f: Fields::new(t, "period", &query),
        typed,
        choices: &when.choices,
        title,
        here: format!("/mijn/{person}"),
        now: "wie-keek",
        glass: desk.house.has_glass(),
        turned_away: t.with("portal-turned-away", "number", found.turned_away),
        days: by_day(t, &found.lines, &|at| desk.house.local(at)),
        none: Empty {
            text: t.say("portal-looked-none").into(),
            hint: None,
            action: None,
        },
        next: found.next.map(|next| format!("?{}voor={next}", when.kept)),
    }))
}

/// The lines by day. What the reader did themselves, and who was turned away or asked for a reason, is counted: the day says how often.
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
            let often = |key: &str, of: &dyn Fn(&LookLine) -> bool| {
                let number = lines.iter().filter(|line| of(line)).count();
                (number > 0).then(|| t.with(key, "number", number))
            };
            Day {
                title: t.day(date),
                looks: alike(t, &lines)
                    .iter()
                    .filter_map(|lines| look(t, lines, local))
                    .collect(),
                refused: often("portal-refused", &|line| !line.happened && !line.asked),
                asked: often("portal-asked-reason", &|line| line.asked),
                own: often("portal-own-looks", &|line| line.happened && own(line)),
            }
        })
        .collect()
}

fn own(line: &LookLine) -> bool {
    line.act == "portal-view" && line.who == Looker::You
}

/// The lines of a day put together where the same person did the same for the same reason, in the order of the newest: one
/// page opened twelve times while working is one thing to read, and it still says how often. What reads the same is the same,
/// whatever the act behind it was.
fn alike<'a>(t: Lang, lines: &[&'a LookLine]) -> Vec<Vec<&'a LookLine>> {
    let mut groups: Vec<Vec<&LookLine>> = Vec::new();
    for line in lines.iter().filter(|line| line.happened && !own(line)) {
        let same = |group: &&mut Vec<&LookLine>| {
            group.first().is_some_and(|first| {
                (did(t, first), &first.who, &first.reason)
                    == (did(t, line), &line.who, &line.reason)
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

/// Whether it is the data protection officer who did it.
fn officer(line: &LookLine) -> bool {
    let function = Function::Dpo;
    matches!(line.who, Looker::Staff { function: f, .. } if f == function)
}

/// What somebody did, in words.
fn did(t: Lang, line: &LookLine) -> &'static str {
    officer(line)
        .then(|| t.may_say(&format!("did-{}-dpo", line.act)))
        .flatten()
        .or_else(|| t.may_say(&format!("did-{}", line.act)))
        .unwrap_or_else(|| t.say("did-something"))
}

fn look(t: Lang, lines: &[&LookLine], local: &dyn Fn(i64) -> jiff::Zoned) -> Option<Look> {
    let (line, oldest) = (lines.first()?, lines.last()?);
    let hour = |line: &LookLine| t.hour(local(line.at).timestamp());
    let folded = (lines.len() > 1).then(|| {
        let often = t.with("portal-times", "number", lines.len());
        let (first, last) = (hour(oldest), hour(line));
        let when = if first == last {
            t.with("portal-at", "moment", last)
        } else {
            t.with2("portal-between", "from", first, "until", last)
        };
        let each = lines.iter().map(|line| hour(line)).collect();
        (format!("{often} {when}"), each)
    });
    Some(Look {
        hour: folded.is_none().then(|| hour(line)),
        folded,
        who: who(t, &line.who),
        what: did(t, line).to_owned(),
        reason: line.reason.clone(),
        badge: badge(t, line, officer(line)),
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
