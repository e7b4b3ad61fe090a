//! `/openbaar/charter`: every rule in force, in plain words, from the rule files that decide.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use regie_casework::{Charters, RuleView};
use regie_terms::Charter;

use crate::guard::Desk;
use crate::page::Page;
use crate::words::Lang;

/// The subjects in the order of the page; what belongs to none of them stands last.
pub(super) const SUBJECTS: [&str; 9] = [
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
    /// Its places in the documents, then the articles.
    cited: String,
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
    /// The page of what this charter promises.
    promises: String,
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

/// The first day of the version of a charter that holds on a day; `None` before its first.
pub(super) fn about(charters: &Charters, charter: Charter, on: Date) -> Option<Date> {
    let (_, versions) = charters.about(charter)?;
    versions
        .iter()
        .map(|(first, _)| *first)
        .filter(|first| *first <= on)
        .max()
}

/// Whether a rule holds on a day for a charter: its own, and of the law what lies under every charter.
pub(super) fn in_force(rule: &RuleView<'_>, charter: Charter, on: Date) -> bool {
    // A rule of the law by itself decides nothing where the charter has its own.
    let lies_under = rule.charter == Charter::Wet && !rule.alone;
    rule.holds(on) && (rule.charter == charter || lies_under)
}

/// The subject a rule stands under: the first question it answers.
pub(super) fn place(rule: &RuleView<'_>) -> &'static str {
    let asked = rule.asked.first().map_or("other", |asked| asked.as_str());
    SUBJECTS
        .into_iter()
        .find(|word| *word == asked)
        .unwrap_or("other")
}

/// What a rule asks, in the reader's language.
pub(super) fn says(t: Lang, rule: &RuleView<'_>) -> String {
    match t {
        Lang::Nl => rule.says.nl.clone(),
        Lang::En => rule.says.en.clone(),
    }
}

/// What a rule cites on a day: its places in the documents, then the articles of law.
pub(super) fn cited(t: Lang, rule: &RuleView<'_>, on: Date) -> String {
    let mut all: Vec<String> = rule.places(on).into_iter().map(str::to_owned).collect();
    all.extend(rule.articles(on).iter().map(|article| t.article(article)));
    all.join(" · ")
}

/// What the charter in force is called and since when its version holds, in words.
pub(super) fn named(desk: &Desk, t: Lang) -> (String, Option<String>) {
    let charter = desk.house.settings().charter;
    let since = about(desk.house.charters(), charter, desk.house.today());
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
        if !in_force(&rule, here, today) {
            continue;
        }
        let word = place(&rule);
        let Some(subject) = subjects.iter_mut().find(|one| one.word == word) else {
            continue;
        };
        let drawn = Rule {
            id: rule.id.to_owned(),
            says: says(t, &rule),
            cited: cited(t, &rule, today),
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
        promises: format!("/openbaar/charter/{here}"),
        subjects,
    })
}
