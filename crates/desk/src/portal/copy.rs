//! `/mijn/{person}/kopie.pdf`: the copy of one's data (GDPR 15(3)), with all that the pages say of somebody: what is known with its origin and
//! purpose, who recorded it, how long it is kept, with whom it was shared, and what one can do. What the pages leave out is not here either.

use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::portal::{MyFile, PortalCapacity};
use regie_letters::{Block, Level, Paper};

use super::file::{Parts, parts};
use super::person_of;
use super::plan::{Met, Told, met, told};
use super::receipt::paper::rights;
use super::shared::{Went, went};
use crate::guard::{Desk, Me};
use crate::page::{self, Page, Trouble, language};
use crate::part::{Badge, Fact, Pairs, Said};
use crate::refuse;
use crate::triage::Card;
use crate::words::{IntoArg, Lang};

/// Hands it over.
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
    page::paper(copy(t, &desk, &file), "kopie.pdf").await
}

/// The copy, laid out.
pub(crate) fn copy(t: Lang, desk: &Desk, file: &MyFile) -> Paper {
    let local = |at| desk.house.local(at);
    let organisation = desk.house.settings().organisation.as_str();
    let head = |key| Block::heading(Level::One, t.say(key));
    let Parts {
        title: _,
        ahead,
        who,
        identity,
        own: _,
        head: dossier,
        facts,
        before,
        documents,
        triages,
        began,
        said,
    } = parts(t, file, &local);
    let mut blocks = vec![
        Block::paragraph(lead(t, desk, file, organisation)),
        Block::heading(Level::One, who),
        pairs(identity),
        Block::List { items: ahead },
        head("portal-copy-dossier"),
        pairs(dossier),
        head("portal-facts"),
    ];
    if facts.is_empty() {
        blocks.push(Block::paragraph(t.say("portal-no-facts")));
    }
    blocks.extend(facts.into_iter().flat_map(one));
    if !before.is_empty() {
        blocks.push(head("portal-before"));
        blocks.push(Block::paragraph(t.say("portal-before-hint")));
        blocks.extend(before.into_iter().flat_map(one));
    }
    if let Some(plan) = &file.plan {
        blocks.push(head("plan-mine"));
        blocks.extend(planned(t, told(t, file, plan, &local)));
    }
    let meetings = met(t, file);
    if !meetings.is_empty() {
        blocks.push(head("meeting-mine"));
        blocks.extend(meetings.into_iter().flat_map(|one| held(t, one)));
    }
    if !documents.is_empty() {
        blocks.push(head("document-mine"));
        blocks.extend(documents.into_iter().flat_map(one));
    }
    if !said.is_empty() {
        blocks.push(head("own-list"));
        blocks.extend(said.into_iter().flat_map(|(_, said)| in_own_words(said)));
    }
    if let Some(began) = began {
        blocks.push(head("triage-began"));
        blocks.push(pairs(began));
    }
    if !triages.is_empty() {
        blocks.push(head("triage-mine"));
        blocks.extend(triages.into_iter().flat_map(decided));
    }
    blocks.push(head("portal-q-shared"));
    if file.shares.is_empty() {
        blocks.push(Block::paragraph(t.say("portal-no-shares")));
    }
    for share in &file.shares {
        blocks.extend(shared(t, went(t, "", share)));
    }
    blocks.push(head("portal-copy-looked"));
    blocks.push(Block::paragraph(t.say("portal-copy-looked-text")));
    blocks.push(head("portal-standing-title"));
    blocks.push(Block::paragraph(t.say("portal-standing")));
    blocks.extend(rights(t, desk));
    Paper {
        language: language(t),
        title: if file.capacity == PortalCapacity::Subject {
            t.say("portal-copy-you").to_owned()
        } else {
            t.with("portal-copy-of", "name", file.name.as_str())
        },
        organisation: organisation.to_owned(),
        mark: Some(t.say("paper-confidential").to_owned()),
        address: Vec::new(),
        place: None,
        date: desk.house.today(),
        blocks,
    }
}

fn lead(t: Lang, desk: &Desk, file: &MyFile, organisation: &str) -> String {
    let law = t.article("GDPR 15(3)");
    let day = t.day(desk.house.today());
    if file.capacity == PortalCapacity::Subject {
        t.tell(
            "portal-copy-lead",
            &[
                ("name", organisation.arg()),
                ("law", law.arg()),
                ("day", day.arg()),
            ],
        )
    } else {
        t.tell(
            "portal-copy-lead-other",
            &[
                ("organisation", organisation.arg()),
                ("name", file.name.arg()),
                ("law", law.arg()),
                ("day", day.arg()),
            ],
        )
    }
}

fn pairs(pairs: Pairs) -> Block {
    let rows = pairs.rows.into_iter();
    Block::Pairs {
        rows: rows
            .map(|(label, value)| (label.into_owned(), value))
            .collect(),
    }
}

/// One fact or document: its kind, what it says, how the client sees it, and its label.
fn one(fact: Fact) -> Vec<Block> {
    let badges: Vec<String> = fact.badges.iter().map(words).collect();
    let mut blocks = vec![
        Block::heading(Level::Two, capital(&fact.title)),
        Block::paragraph(fact.text),
        Block::paragraph(badges.join(" · ")),
    ];
    let mut rows: Vec<(String, String)> = Vec::new();
    if let Some((title, reading)) = fact.reading {
        rows.push((title.to_owned(), reading));
    }
    let label = fact.label.into_iter();
    rows.extend(label.map(|(name, value)| (name.into_owned(), value)));
    blocks.push(Block::Pairs { rows });
    blocks.push(Block::paragraph(fact.written));
    blocks.extend(fact.said.into_iter().flat_map(in_own_words));
    blocks
}

/// One decision of triage: what was decided and why, with the questions and answers.
fn decided(card: Card) -> Vec<Block> {
    let badges: Vec<String> = card.badges.iter().map(words).collect();
    vec![
        Block::heading(Level::Two, card.title),
        Block::paragraph(badges.join(" · ")),
        Block::paragraph(card.because),
        Block::Pairs { rows: card.rows },
        Block::paragraph(card.written),
    ]
}

/// What somebody said in their own words, with what was done with it.
fn in_own_words(said: Said) -> Vec<Block> {
    let mut rows = vec![(said.title, said.text)];
    rows.extend(said.answer);
    let lines = said.lines.into_iter().map(Block::paragraph);
    std::iter::once(Block::Pairs { rows })
        .chain(lines)
        .collect()
}

/// A case meeting: who took part, what was brought in and what was agreed.
fn held(t: Lang, one: Met) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading(Level::Two, one.title),
        Block::paragraph(one.summary),
        pairs(one.head),
    ];
    for (key, items) in [
        ("meeting-mine-with", one.with),
        ("meeting-mine-brought", one.brought),
        ("meeting-agreements", one.agreed),
    ] {
        if !items.is_empty() {
            blocks.push(Block::paragraph(t.say(key)));
            blocks.push(Block::List { items });
        }
    }
    blocks
}

/// The support plan: its parts with who does what and how they stand, and what was concluded when it was looked at again.
fn planned(t: Lang, plan: Told) -> Vec<Block> {
    let mut blocks = vec![pairs(plan.head)];
    for one in plan.parts {
        let badges: Vec<String> = one.part.badges.iter().map(words).collect();
        let mut lines = vec![one.part.text];
        lines.extend(one.part.who);
        lines.push(badges.join(" · "));
        lines.extend(one.part.states);
        let kind = match one.family {
            true => format!("{} · {}", one.part.kind, t.say("plan-mine-family")),
            false => one.part.kind.to_owned(),
        };
        blocks.push(Block::heading(Level::Two, kind));
        blocks.extend(lines.into_iter().map(Block::paragraph));
    }
    for (line, concluded) in plan.evaluated {
        blocks.push(Block::paragraph(line));
        blocks.extend(concluded.map(Block::paragraph));
    }
    blocks
}

/// A kind of data stands in small letters in a sentence; here it is a heading.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn words(badge: &Badge) -> String {
    badge.text.to_string()
}

/// One disclosure: to whom, on what it rested, what went.
fn shared(t: Lang, went: Went) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading(Level::Two, went.to),
        Block::paragraph(format!("{}. {}", words(&went.badge), went.basis)),
        pairs(went.head),
        Block::paragraph(t.say("portal-shared-what")),
        Block::List { items: went.facts },
    ];
    if !went.because.is_empty() {
        blocks.push(Block::paragraph(t.say("portal-copy-rules")));
        let rules = went.because.iter().map(|why| match &why.law {
            Some(law) => format!("{} ({} · {law})", why.says, why.source),
            None => format!("{} ({})", why.says, why.source),
        });
        blocks.push(Block::List {
            items: rules.collect(),
        });
    }
    let said = went.answer.into_iter().chain(went.after);
    blocks.extend(said.map(Block::paragraph));
    blocks
}
