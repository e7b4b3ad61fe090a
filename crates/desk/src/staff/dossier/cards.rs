//! The facts of a dossier as cards, each with its label, and the filter above them.

use std::borrow::Cow;

use jiff::Zoned;
use regie_casework::dossier::{AgreementView, EntryView};
use regie_casework::restrict::StillView;
use regie_casework::thing::{Label, Source, SourceKind, Statement};
use regie_terms::{Data, Kind, Law};

use crate::form::Form;
use crate::part::{Action, Badge, Fact, Standing, Tone};
use crate::words::Lang;

/// Which facts to show. A word that is not offered shows all: a filter is no form to be wrong in.
pub(super) struct Filter {
    person: Option<regie_terms::PersonId>,
    law: Option<Law>,
    category: Option<Data>,
}

impl Filter {
    /// Reads the part of the address after `?`.
    pub(super) fn read(form: &Form) -> Self {
        Filter {
            person: form.value("person").parse().ok(),
            law: form.value("law").parse().ok(),
            category: form.value("category").parse().ok(),
        }
    }

    /// Whether it leaves anything out.
    pub(super) fn any(&self) -> bool {
        self.person.is_some() || self.law.is_some() || self.category.is_some()
    }

    /// Whether it lets a fact through.
    pub(super) fn lets(&self, entry: &EntryView) -> bool {
        // What is about the family is about each of them.
        self.person
            .is_none_or(|person| entry.person.is_none_or(|about| about == person))
            && self.law.is_none_or(|law| entry.label.law == law)
            && self
                .category
                .is_none_or(|category| entry.label.category == category)
    }
}

/// Special categories (GDPR 9) and criminal data (GDPR 10).
fn special(category: Data) -> bool {
    use Data::{Criminal, Ethnicity, Genetic, Health, Politics, Religion, SexualLife, Union};
    matches!(
        category,
        Criminal | Ethnicity | Genetic | Health | Politics | Religion | SexualLife | Union
    )
}

/// Where a fact came from, in words.
pub(super) fn source(t: Lang, source: &Source) -> String {
    let kind = t.say(match source.kind {
        SourceKind::Client => "dossier-source-client",
        SourceKind::Representative => "dossier-source-representative",
        SourceKind::ThirdParty => "dossier-source-third-party",
        SourceKind::Brp => "dossier-source-brp",
        SourceKind::OwnObservation => "dossier-source-own-observation",
    });
    match &source.name {
        Some(name) => format!("{kind}: {name}"),
        None => kind.to_owned(),
    }
}

/// Whose word it is.
fn statement(t: Lang, statement: Statement) -> &'static str {
    t.say(match statement {
        Statement::Fact => "dossier-statement-fact",
        Statement::ClientView => "dossier-statement-client-view",
        Statement::OtherView => "dossier-statement-other-view",
        Statement::Judgement => "dossier-statement-judgement",
    })
}

/// What a label says, a word or two each.
pub(crate) fn badges(t: Lang, label: &Label) -> Vec<Badge> {
    let mut badges = vec![Badge::new(t.of(&label.law), Tone::House)];
    // A word or two each; the whole label says it in full.
    if let Some(kind) = label.kind {
        let key = match kind {
            Kind::That => "dossier-badge-that",
            Kind::What => "dossier-badge-what",
        };
        badges.push(Badge::new(t.say(key), Tone::Plain));
    }
    badges.push(Badge::new(
        match label.statement {
            Statement::Judgement => t.say("dossier-badge-judgement"),
            other => statement(t, other),
        },
        Tone::Plain,
    ));
    if special(label.category) {
        badges.push(Badge::new(t.say("dossier-special"), Tone::Special));
    }
    if label.together {
        badges.push(Badge::new(t.say("dossier-badge-together"), Tone::Good));
    }
    badges
}

/// The card of one fact. `here` is the dossier's address.
pub(crate) fn fact(
    t: Lang,
    here: &str,
    entry: &EntryView,
    (may_edit, may_release): (bool, bool),
    local: &dyn Fn(i64) -> Zoned,
) -> Fact {
    let label = &entry.label;
    let category = t.of(&label.category);
    let mut badges = badges(t, label);
    badges.extend(apart(
        t,
        (entry.shielded, entry.kept, entry.told.as_deref()),
        entry.unshield.is_some(),
    ));
    let day = t.day(local(entry.at).date());
    let corrected = entry.corrected_by.is_some();
    Fact {
        t,
        id: format!("gegeven-{}", entry.id),
        title: Cow::Owned(format!("{} · {}", capital(category), whose(t, entry))),
        text: match &entry.still {
            Some(still) => still_text(t, still),
            None => entry.text.clone(),
        },
        badges,
        written: t.with2("dossier-written", "day", day, "name", entry.by.as_str()),
        label: if entry.still.is_some() {
            Vec::new()
        } else {
            whole(t, entry)
        },
        reading: entry
            .reading
            .clone()
            .map(|words| (t.say("fact-reading"), words)),
        said: Vec::new(),
        standing: if entry.still.is_some() {
            Standing::Restricted
        } else if corrected {
            Standing::Corrected
        } else {
            Standing::Current
        },
        actions: actions(t, here, entry, (may_edit && !corrected, may_release)),
    }
}

/// What stands in the place of the words of something that stands still.
pub(crate) fn still_text(t: Lang, still: &StillView) -> String {
    let mut lines = vec![
        t.with("still-since", "day", t.day(still.since)),
        super::still::ground(t, still.ground).to_owned(),
    ];
    lines.extend(Some(still.because.clone()).filter(|b| !b.is_empty()));
    lines.join("\n")
}

/// That something is kept from somebody, and that letting it be seen waits for a second person. `told` is who of the family reads it.
pub(crate) fn apart(
    t: Lang,
    (shielded, kept, told): (bool, bool, Option<&str>),
    waits: bool,
) -> Vec<Badge> {
    let badge = |key| Badge::new(t.say(key), Tone::Care);
    let mut out = Vec::new();
    if shielded {
        out.push(badge("dossier-shielded"));
    } else if let Some(name) = told.filter(|_| kept) {
        out.push(Badge::new(
            t.with("dossier-kept-told", "name", name),
            Tone::Care,
        ));
    } else if kept {
        out.push(badge("dossier-kept"));
    }
    if waits && (shielded || kept) {
        out.push(badge("dossier-release-waits"));
    }
    out
}

/// Whom a fact is about, in words.
pub(crate) fn whose(t: Lang, entry: &EntryView) -> &str {
    match entry.person {
        Some(_) => &entry.person_name,
        None => t.say("entry-family"),
    }
}

/// What can be done with a fact. Letting it be seen is offered to who may take the next of its two steps alone.
fn actions(
    t: Lang,
    here: &str,
    entry: &EntryView,
    (may_edit, may_release): (bool, bool),
) -> Vec<Action> {
    let mut out = Vec::new();
    if let Some(later) = entry.corrected_by {
        out.push(Action::new(
            format!("#gegeven-{later}"),
            t.say("dossier-to-newer"),
        ));
    }
    if let Some(earlier) = entry.corrects {
        out.push(Action::new(
            format!("#gegeven-{earlier}"),
            t.say("dossier-to-older"),
        ));
    }
    if let Some(still) = &entry.still {
        if may_edit && !still.person {
            out.push(Action::new(
                format!("{here}/feit/{}/beperken", entry.id),
                t.say("lift-title"),
            ));
        }
        return out;
    }
    if may_edit {
        out.push(Action::new(
            format!("{here}/feit/{}/verbeteren", entry.id),
            t.say("dossier-correct"),
        ));
        let key = if entry.shielded {
            "dossier-unshield"
        } else {
            "dossier-shield"
        };
        if may_release || !entry.shielded {
            out.push(Action::new(
                format!("{here}/feit/{}/afschermen", entry.id),
                t.say(key),
            ));
        }
        if may_release && entry.kept {
            out.push(Action::new(
                format!("{here}/feit/{}/tonen", entry.id),
                t.say("dossier-release"),
            ));
        }
    }
    out
}

/// The parts of a label by name.
pub(crate) fn label_rows(t: Lang, label: &Label) -> Vec<(Cow<'static, str>, String)> {
    let mut rows: Vec<(Cow<'static, str>, String)> = Vec::new();
    let mut row = |key: &str, value: String| rows.push((Cow::Borrowed(t.say(key)), value));
    row("dossier-label-purpose", t.of(&label.purpose).to_owned());
    row("dossier-label-need", label.need.clone());
    row("dossier-label-basis", label.basis.clone());
    for (key, value) in [
        ("dossier-label-motive", &label.motive),
        ("dossier-label-proportionality", &label.proportionality),
        ("dossier-label-subsidiarity", &label.subsidiarity),
        ("dossier-label-legal-ground", &label.legal_ground),
    ] {
        if let Some(value) = value {
            row(key, value.clone());
        }
    }
    row("dossier-label-source", source(t, &label.source));
    row(
        "dossier-label-statement",
        statement(t, label.statement).to_owned(),
    );
    if let Some(of) = label.kind {
        row(
            "dossier-label-kind",
            t.word("kind-long", kind(of)).to_owned(),
        );
    }
    row(
        "dossier-label-together",
        t.say(if label.together { "yes" } else { "no" }).to_owned(),
    );
    if let Some(moment) = &label.moment {
        row("dossier-label-moment", t.of(moment).to_owned());
    }
    rows
}

/// An answer of somebody who was asked whether something may be recorded, in one line.
pub(crate) fn agreed(t: Lang, said: &AgreementView) -> String {
    let who = match &said.name {
        Some(name) => format!("{name} ({})", t.of(&said.of)),
        None => t.of(&said.of).to_owned(),
    };
    [t.of(&said.answer), &who, t.of(&said.form), &t.day(said.on)].join(" · ")
}

/// The whole label, with what is the entry's own.
fn whole(t: Lang, entry: &EntryView) -> Vec<(Cow<'static, str>, String)> {
    let mut rows = label_rows(t, &entry.label);
    let mut row = |key: &str, value: String| rows.push((Cow::Borrowed(t.say(key)), value));
    if let Some(day) = entry.about_day {
        row("dossier-label-day", t.day(day));
    }
    if let Some(why) = &entry.correction {
        row("dossier-label-correction", why.clone());
    }
    for said in &entry.consents {
        row("dossier-label-consent", agreed(t, said));
    }
    rows
}

const fn kind(kind: Kind) -> &'static str {
    kind.as_str()
}

/// The first letter large, as a title has it.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
