//! `/openbaar/charter`: every rule in force, in plain words, from the rule files that decide.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regie_terms::Charter;

use crate::guard::Desk;
use crate::page::Page;
use crate::words::Lang;

/// The subjects in the order of the page; what belongs to none of them stands last.
const SUBJECTS: [&str; 9] = [
    "access",
    "acts",
    "recording",
    "disclosure",
    "consent",
    "retention",
    "request",
    "breach",
    "other",
];

struct Rule {
    id: String,
    says: String,
    source: String,
    law: Option<String>,
}

struct Subject {
    word: &'static str,
    own: Vec<Rule>,
    law: Vec<Rule>,
}

#[derive(Template)]
#[template(path = "public/charter.html")]
struct CharterPage<'a> {
    p: &'a Page,
    charter: String,
    since: Option<String>,
    count: usize,
    subjects: Vec<Subject>,
}

impl CharterPage<'_> {
    fn title(&self, subject: &Subject) -> &'static str {
        self.p.t.word("public-subject", subject.word)
    }

    fn lead(&self, subject: &Subject) -> &'static str {
        self.p
            .t
            .say(&format!("public-subject-{}-lead", subject.word))
    }
}

/// What the charter in force is called and since when its version holds, in words.
pub(super) fn named(desk: &Desk, t: Lang) -> (String, Option<String>) {
    let charter = desk.house.settings().charter;
    let today = desk.house.today();
    let since = desk
        .house
        .charters()
        .about(charter)
        .and_then(|(_, versions)| {
            versions
                .iter()
                .map(|(first, _)| *first)
                .filter(|first| *first <= today)
                .max()
        });
    (t.of(&charter).to_owned(), since.map(|day| t.day(day)))
}

/// Draws it.
pub(super) async fn get(State(desk): State<Desk>, page: Page) -> Response {
    let t = page.t;
    let today = desk.house.today();
    let here = desk.house.settings().charter;
    let mut subjects: Vec<Subject> = SUBJECTS
        .iter()
        .map(|word| Subject {
            word,
            own: Vec::new(),
            law: Vec::new(),
        })
        .collect();
    let mut count = 0usize;
    for rule in desk.house.charters().rules() {
        let in_force = rule.from <= today && rule.until.is_none_or(|last| today <= last);
        // A rule of the law by itself decides nothing where the charter has its own.
        let lies_under = rule.charter == Charter::Wet && !rule.alone;
        if !in_force || (rule.charter != here && !lies_under) {
            continue;
        }
        let asked = rule.asked.first().map_or("other", |asked| asked.as_str());
        let at = SUBJECTS
            .iter()
            .position(|word| *word == asked)
            .unwrap_or(SUBJECTS.len().saturating_sub(1));
        let Some(subject) = subjects.get_mut(at) else {
            continue;
        };
        let drawn = Rule {
            id: rule.id.to_owned(),
            says: if t == Lang::Nl {
                rule.says.nl.clone()
            } else {
                rule.says.en.clone()
            },
            source: rule.source.clone(),
            law: rule.law.as_deref().map(|law| t.article(law)),
        };
        if rule.charter == Charter::Wet {
            subject.law.push(drawn)
        } else {
            subject.own.push(drawn)
        }
        count = count.saturating_add(1);
    }
    subjects.retain(|subject| !subject.own.is_empty() || !subject.law.is_empty());
    let (charter, since) = named(&desk, t);
    page.show(&CharterPage {
        p: &page,
        charter,
        since,
        count,
        subjects,
    })
}
