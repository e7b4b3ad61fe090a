//! `/dossier/{id}/meldcode/{matter}`: the five steps with where one stands, what was done, and what went to Veilig Thuis.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::meldcode::{MatterPage, ReportView, StepStands, StepView};
use regie_casework::thing::{MeldcodeRecord, MeldcodeStep, MeldcodeWhat, ShareState};

use super::ask::part_of;
use super::{address, glass};
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::part::{Action, Badge, Banner, Mood, Pairs, Tone};
use crate::staff::dossier::{dossier_of, id_of, refused};
use crate::words::Lang;

/// A step.
struct Step {
    number: usize,
    title: &'static str,
    badge: Badge,
    hint: &'static str,
    records: Vec<Pairs>,
    go: Option<Action>,
}

/// A disclosure to Veilig Thuis.
struct Report {
    href: String,
    title: String,
    badge: Badge,
    pairs: Pairs,
}

#[derive(Template)]
#[template(path = "meldcode/matter.html")]
struct Drawn<'a> {
    p: &'a Page,
    dossier: String,
    title: &'a str,
    about: String,
    lead: String,
    banners: Vec<Banner>,
    steps: Vec<Step>,
    reports: Vec<Report>,
    keeps: bool,
    ways: Vec<Action>,
    closed: Option<Pairs>,
    readers: String,
}

const DONE: [(&str, &str); 5] = [
    ("begonnen", "meldcode-done-begun"),
    ("stap", "meldcode-done-step"),
    ("lezers", "meldcode-done-readers"),
    ("gesloten", "meldcode-done-closed"),
    ("melden", "meldcode-done-report"),
];

/// What was done, in pairs.
fn pairs(t: Lang, one: &MeldcodeRecord) -> Pairs {
    let yes_no = |yes: bool| t.say(if yes { "yes" } else { "no" });
    let mut pairs = Pairs::new().row(
        t.say("meldcode-when"),
        t.with2("meldcode-by", "day", t.day(one.on), "name", one.by.as_str()),
    );
    let text = match &one.what {
        MeldcodeWhat::Signals { text, reporter } => {
            if let Some(reporter) = reporter {
                pairs = pairs.row(t.say("meldcode-reporter-is"), reporter.clone());
            }
            text
        }
        MeldcodeWhat::Consultation {
            with,
            anonymous,
            text,
        } => {
            let with: Vec<&str> = with
                .iter()
                .map(|w| t.word("meldcode-with", w.as_str()))
                .collect();
            pairs = pairs
                .row(t.say("meldcode-with-is"), t.list(&with))
                .row(t.say("meldcode-anonymous-is"), yes_no(*anonymous));
            text
        }
        MeldcodeWhat::Talk { held, text } => {
            let held = t.word("meldcode-held", held.as_str());
            pairs = pairs.row(t.say("meldcode-held-is"), held);
            text
        }
        MeldcodeWhat::Weighing { which, yes, text } => {
            let asked = t.word("meldcode-weighing", which.as_str());
            pairs = pairs.row(asked, yes_no(*yes));
            text
        }
        MeldcodeWhat::Decision { report, help, text } => {
            let mut to = Vec::new();
            to.extend(report.then(|| t.say("meldcode-decide-report")));
            to.extend(help.then(|| t.say("meldcode-decide-help")));
            if to.is_empty() {
                to.push(t.say("meldcode-decide-neither"));
            }
            pairs = pairs.row(t.say("meldcode-decided"), t.list(&to));
            text
        }
        MeldcodeWhat::Report { client, text, .. } => {
            pairs = pairs.row(t.say("meldcode-client-is"), t.of(client));
            text
        }
        MeldcodeWhat::Closed { end, text, keep } => {
            let end = t.word("meldcode-end", end.as_str());
            pairs = pairs.row(t.say("meldcode-end-is"), end);
            if let Some(keep) = keep {
                pairs = pairs
                    .row(t.say("meldcode-until"), t.day(keep.until))
                    .row(t.say("meldcode-until-why"), keep.because.clone());
            }
            text
        }
    };
    pairs = pairs.row(t.say("meldcode-text-is"), text.clone());
    if one.danger {
        pairs = pairs.row(t.say("meldcode-danger-is"), t.say("yes"));
    }
    pairs
}

fn step(t: Lang, here: &str, matter: &MatterPage, number: usize, one: &StepView) -> Step {
    let badge = match one.stands {
        StepStands::Done => Badge::new(t.say("meldcode-stands-done"), Tone::Good),
        StepStands::Next => Badge::new(t.say("meldcode-stands-next"), Tone::House),
        StepStands::LeftOut => Badge::new(t.say("meldcode-stands-left"), Tone::Alarm),
        StepStands::Later => Badge::new(t.say("meldcode-stands-later"), Tone::Plain),
    };
    let key = match (one.step, matter.weighing) {
        (MeldcodeStep::Weighing, Some(_)) if !one.records.is_empty() => "meldcode-go-weighing",
        _ if one.stands == StepStands::Done => "meldcode-go-again",
        _ => "meldcode-go",
    };
    Step {
        number,
        title: t.word("meldcode-step", one.step.as_str()),
        badge,
        hint: t.word("meldcode-about", one.step.as_str()),
        records: one.records.iter().map(|r| pairs(t, &r.record)).collect(),
        go: (matter.closed.is_none() && matter.edits).then(|| {
            let href = format!("{here}/{}", part_of(one.step));
            Action::new(href, t.say(key))
        }),
    }
}

fn report(t: Lang, dossier: &str, one: &ReportView) -> Report {
    let answers = matches!(one.record.what, MeldcodeWhat::Report { answers: true, .. });
    let badge = match one.state {
        Some(ShareState::Shared | ShareState::Afterwards) => {
            Badge::new(t.say("meldcode-report-went"), Tone::Good)
        }
        Some(ShareState::Preparing) => Badge::new(t.say("meldcode-report-waits"), Tone::Care),
        Some(ShareState::GivenUp) | None => Badge::new(t.say("meldcode-report-not"), Tone::Plain),
    };
    let mut shown = pairs(t, &one.record);
    if let Some(day) = one.informed_on {
        shown = shown.row(t.say("meldcode-informed"), t.day(day));
    }
    Report {
        href: format!("{dossier}/delen/{}", one.share),
        title: t
            .say(if answers {
                "meldcode-kind-answer"
            } else {
                "meldcode-kind-report"
            })
            .to_owned(),
        badge,
        pairs: shown,
    }
}

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, matter)): Path<(String, String)>,
    page: Page,
    uri: axum::http::Uri,
) -> Result<Response, Trouble> {
    let (dossier, id) = (dossier_of(&dossier), id_of(&matter));
    let one = match desk.house.meldcode(&caller, dossier, id).await {
        Ok(one) => one,
        Err(why) => return refused(&page, why, &glass(dossier)),
    };
    let t = page.t;
    let here = address(dossier, id);
    let mut banners = Vec::new();
    let done = uri.query().unwrap_or_default().strip_prefix("klaar=");
    let done = DONE.iter().find(|(word, _)| Some(*word) == done);
    banners.extend(done.map(|(_, key)| Banner::new(Mood::Good, t.say(key))));
    let left: Vec<&str> = one
        .left_out()
        .into_iter()
        .map(|step| t.word("meldcode-step", step.as_str()))
        .collect();
    if !left.is_empty() && one.closed.is_none() {
        let says = t.with("meldcode-left", "steps", t.list(&left));
        banners.push(Banner::new(Mood::Care, says));
    }
    if one.over {
        banners.push(Banner::new(Mood::Care, t.say("meldcode-over")));
    }
    let mut ways = Vec::new();
    if one.keeps {
        let mut way = |part: &str, key: &str| {
            ways.push(Action::new(format!("{here}/{part}"), t.say(key)));
        };
        if one.over {
            way("verwijderen", "meldcode-remove-title");
        }
        way("melden", "meldcode-report-title");
        way("lezers", "meldcode-readers-title");
        if one.closed.is_none() {
            way("sluiten", "meldcode-close-title");
        }
    }
    let reads: Vec<&str> = one
        .colleagues
        .iter()
        .filter(|c| c.reads)
        .map(|c| c.name.as_str())
        .collect();
    let names: Vec<&str> = one.people.iter().map(|(_, name)| name.as_str()).collect();
    let day = t.day(desk.house.local(one.at).date());
    let dossier = format!("/dossier/{dossier}");
    Ok(page.show(&Drawn {
        p: &page,
        about: t.list(&names),
        lead: t.with2("meldcode-begun", "day", day, "name", one.by.as_str()),
        banners,
        steps: (1..)
            .zip(&one.steps)
            .map(|(number, it)| step(t, &here, &one, number, it))
            .collect(),
        reports: one.reports.iter().map(|r| report(t, &dossier, r)).collect(),
        keeps: one.keeps,
        ways,
        closed: one.closed.as_ref().map(|r| pairs(t, &r.record)),
        readers: if reads.is_empty() {
            t.say("meldcode-readers-none").to_owned()
        } else {
            t.with("meldcode-readers-are", "names", t.list(&reads))
        },
        dossier,
        title: &one.title,
    }))
}
