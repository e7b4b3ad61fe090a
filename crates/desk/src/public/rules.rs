//! `/openbaar/charter/{charter}/regels`: every rule that decides under a charter, by subject in the order of its promises. For whoever wants to
//! read it all; `?op=` shows an earlier day.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use regie_casework::{Promise, RuleView};
use regie_terms::Charter;

use super::of::{Head, Of, in_words};
use crate::guard::Desk;
use crate::page::{Page, Trouble};

/// The subjects in reading order; what belongs to none of them stands last.
const SUBJECTS: [&str; 9] = [
    "recording",
    "consent",
    "disclosure",
    "access",
    "acts",
    "retention",
    "request",
    "breach",
    "other",
];

/// Where a rule comes from, in the order of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// The document of the charter.
    Document,
    /// The law.
    Law,
    /// Neither: this system does so everywhere.
    System,
}

struct Rule<'a> {
    id: &'a str,
    says: &'a str,
    cited: String,
}

struct Group<'a> {
    from: Origin,
    rules: Vec<Rule<'a>>,
}

struct Subject<'a> {
    word: &'static str,
    groups: Vec<Group<'a>>,
}

impl Subject<'_> {
    fn count(&self) -> usize {
        self.groups.iter().map(|group| group.rules.len()).sum()
    }
}

#[derive(Template)]
#[template(path = "public/rules.html")]
struct RulesPage<'a> {
    p: &'a Page,
    head: Head<'a>,
    count: usize,
    subjects: Vec<Subject<'a>>,
    /// The page of promises.
    promises: String,
}

impl RulesPage<'_> {
    fn title(&self, subject: &Subject<'_>) -> &'static str {
        self.p.t.word("public-subject", subject.word)
    }

    fn lead(&self, subject: &Subject<'_>) -> &'static str {
        self.p
            .t
            .say(&format!("public-subject-{}-lead", subject.word))
    }

    fn heading(&self, group: &Group<'_>) -> String {
        let t = self.p.t;
        match group.from {
            Origin::Document => t.with("public-rules-of-document", "document", self.head.document),
            Origin::Law => t.say("public-rules-of-law").to_owned(),
            Origin::System => t.say("public-rules-of-system").to_owned(),
        }
    }
}

/// Draws it; a charter that is not there, or not yet, has no page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Path(charter): Path<String>,
    uri: Uri,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let of = Of::read(&desk, &charter, &uri)?;
    let order = Order::of(&of);
    let mut rules: Vec<RuleView<'_>> = of
        .charters
        .rules()
        .filter(|rule| of.decides(rule))
        .collect();
    rules.sort_by_key(|rule| (order.from(&of, rule), order.place(rule.id), rule.id));
    let count = rules.len();
    let mut subjects: Vec<Subject<'_>> = SUBJECTS
        .iter()
        .map(|word| Subject {
            word,
            groups: Vec::new(),
        })
        .collect();
    for rule in &rules {
        let word = subject(rule);
        let Some(subject) = subjects.iter_mut().find(|one| one.word == word) else {
            continue;
        };
        let drawn = Rule {
            id: rule.id,
            says: in_words(t, rule.says),
            cited: of.cited_by(t, rule),
        };
        let from = order.from(&of, rule);
        match subject.groups.last_mut() {
            Some(group) if group.from == from => group.rules.push(drawn),
            _ => subject.groups.push(Group {
                from,
                rules: vec![drawn],
            }),
        }
    }
    subjects.retain(|subject| !subject.groups.is_empty());
    Ok(page.show(&RulesPage {
        p: &page,
        head: of.head(t, "/regels"),
        count,
        subjects,
        promises: of.way(""),
    }))
}

/// The subject a rule stands under: the first question it answers.
fn subject(rule: &RuleView<'_>) -> &'static str {
    let asked = rule.asked.first().map_or("other", |asked| asked.as_str());
    SUBJECTS
        .into_iter()
        .find(|word| *word == asked)
        .unwrap_or("other")
}

/// What the promises say of the rules: in which order they are read, and which of them this system made up.
struct Order<'a> {
    places: HashMap<&'a str, usize>,
    of_the_system: HashSet<&'a str>,
}

impl<'a> Order<'a> {
    fn of(of: &Of<'a>) -> Self {
        let promises = |charter| {
            let chapters = of.charters.promised(charter).iter();
            chapters.flat_map(|chapter| &chapter.promises)
        };
        let own: Vec<&'a Promise> = promises(of.charter).filter(|it| it.holds(of.on)).collect();
        let mut all = own.clone();
        all.extend(promises(Charter::Wet));
        let mut places = HashMap::new();
        let mut of_the_system = HashSet::new();
        for promise in &all {
            for id in &promise.rules {
                let next = places.len();
                places.entry(id.as_str()).or_insert(next);
                if promise.is_of_the_system() {
                    of_the_system.insert(id.as_str());
                }
            }
        }
        // What this document itself promises is no default.
        for promise in own.iter().filter(|promise| !promise.is_of_the_system()) {
            for id in &promise.rules {
                of_the_system.remove(id.as_str());
            }
        }
        Order {
            places,
            of_the_system,
        }
    }

    fn place(&self, id: &str) -> usize {
        self.places.get(id).copied().unwrap_or(usize::MAX)
    }

    fn from(&self, of: &Of<'_>, rule: &RuleView<'_>) -> Origin {
        let places = rule.places(of.on);
        let own = rule.charter != Charter::Wet
            || (of.charter != Charter::Wet && places.iter().any(|place| of.document.has(place)));
        // What no document says is sourced with the system itself.
        if self.of_the_system.contains(rule.id) || places == ["Regie"] {
            Origin::System
        } else if own {
            Origin::Document
        } else if rule.articles(of.on).is_empty() {
            Origin::System
        } else {
            Origin::Law
        }
    }
}
