//! A fact as the client reads it: what, why, where it came from, by whom, when.

use std::borrow::Cow;

use jiff::Zoned;
use regie_casework::portal::MyEntry;
use regie_casework::restrict::StillView;
use regie_casework::thing::{Label, Source, SourceKind, Statement};
use regie_terms::{PersonId, Right};

use crate::part::{Action, Badge, Fact, Standing, Tone};
use crate::request::slug;
use crate::words::Lang;

/// The card of one fact.
pub(super) fn fact(
    t: Lang,
    (person, own): (PersonId, bool),
    entry: &MyEntry,
    local: &dyn Fn(i64) -> Zoned,
) -> Fact {
    let label = &entry.label;
    let day = t.day(local(entry.at).date());
    let written = match &entry.by {
        Some(name) => t.with2("portal-written", "day", day, "name", name.as_str()),
        None => t.with("portal-written-team", "day", day),
    };
    let mut badges = vec![Badge::new(
        t.say(match label.statement {
            Statement::Fact => "portal-statement-fact",
            Statement::ClientView if own => "portal-statement-you",
            Statement::ClientView => "portal-statement-client",
            Statement::OtherView => "portal-statement-other",
            Statement::Judgement => "portal-statement-judgement",
        }),
        Tone::Plain,
    )];
    if entry.family {
        badges.push(Badge::new(t.say("entry-family"), Tone::Plain));
    }
    if label.together {
        badges.push(Badge::new(t.say("portal-together"), Tone::Good));
    }
    if crate::share::special(label.category) {
        badges.push(Badge::new(t.say("portal-special"), Tone::Special));
    }
    let still = entry.still.as_ref().map(|still| still_line(t, still));
    let mut actions = Vec::new();
    if let Some(later) = entry.corrected_by {
        actions.push(Action::new(
            format!("#gegeven-{later}"),
            t.say("dossier-to-newer"),
        ));
    }
    if let Some(earlier) = entry.corrects {
        actions.push(Action::new(
            format!("#gegeven-{earlier}"),
            t.say("dossier-to-older"),
        ));
    }
    if entry.corrected_by.is_none() {
        for (right, key) in [
            (Right::Rectification, "portal-fact-wrong"),
            (Right::Erasure, "portal-fact-gone"),
            (Right::Restriction, "portal-fact-stop"),
        ] {
            let way = slug(right);
            let href = format!("/mijn/{person}/rechten/{way}?over=entry:{}", entry.id);
            actions.push(Action::new(href, t.say(key)));
        }
    }
    Fact {
        t,
        id: format!("gegeven-{}", entry.id),
        title: Cow::Borrowed(t.of(&label.category)),
        text: entry.text.clone(),
        badges,
        written: still.map_or(written.clone(), |line| format!("{line} {written}")),
        label: rows(t, own, entry),
        reading: entry.reading.clone().map(|words| {
            let title = if own {
                "portal-statement-you"
            } else {
                "portal-statement-client"
            };
            (t.say(title), words)
        }),
        standing: if entry.still.is_some() {
            Standing::Restricted
        } else if entry.corrected_by.is_some() {
            Standing::Corrected
        } else {
            Standing::Current
        },
        actions,
    }
}

/// Since when and why something stands still, as the client reads it.
pub(super) fn still_line(t: Lang, still: &StillView) -> String {
    let ground = crate::staff::dossier::still::ground(t, still.ground);
    let said = t.with2("portal-still", "day", t.day(still.since), "ground", ground);
    match still.because.as_str() {
        "" => said,
        because => format!("{said} {because}"),
    }
}

/// What is the entry's own, beside its label.
fn rows(t: Lang, own: bool, entry: &MyEntry) -> Vec<(Cow<'static, str>, String)> {
    let mut rows = label_rows(t, own, &entry.label);
    let mut row = |key: &str, value: String| rows.push((Cow::Borrowed(t.say(key)), value));
    if let Some(day) = entry.about_day {
        row("portal-label-day", t.day(day));
    }
    if let Some(why) = &entry.correction {
        row("portal-label-correction", why.clone());
    }
    rows
}

/// From whom something is known.
pub(super) fn source(t: Lang, own: bool, source: &Source) -> String {
    let kind = t.say(match source.kind {
        SourceKind::Client if own => "portal-source-you",
        SourceKind::Client => "portal-source-client",
        SourceKind::Representative => "portal-source-representative",
        SourceKind::ThirdParty => "portal-source-third-party",
        SourceKind::Brp => "portal-source-brp",
        SourceKind::OwnObservation => "portal-source-own-observation",
    });
    match &source.name {
        Some(name) => format!("{kind}: {name}"),
        None => kind.to_owned(),
    }
}

/// The label in the client's words.
pub(super) fn label_rows(t: Lang, own: bool, label: &Label) -> Vec<(Cow<'static, str>, String)> {
    let mut rows: Vec<(Cow<'static, str>, String)> = Vec::new();
    let mut row = |key: &str, value: String| rows.push((Cow::Borrowed(t.say(key)), value));
    row("portal-label-source", source(t, own, &label.source));
    row("portal-label-need", label.need.clone());
    row("portal-label-purpose", t.of(&label.purpose).to_owned());
    row(
        "portal-label-basis",
        format!("{} ({})", label.basis, t.of(&label.law)),
    );
    for (key, value) in [
        ("portal-label-motive", &label.motive),
        ("portal-label-proportionality", &label.proportionality),
        ("portal-label-subsidiarity", &label.subsidiarity),
        ("portal-label-ground", &label.legal_ground),
    ] {
        if let Some(value) = value {
            row(key, value.clone());
        }
    }
    rows
}
