//! `/openbaar/charter/{charter}`: what one charter promises, the rule that keeps each promise, and what happens to whoever would go
//! against it. Drawn from the rule files that decide, so that it cannot say anything else than what runs. For paper too.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use regie_casework::{Keeps, RuleView};
use regie_terms::Charter;

use super::charter::{SUBJECTS, about, cited, in_force, place, says};
use crate::guard::Desk;
use crate::page::{Page, Trouble};
use crate::words::Lang;

struct Promise {
    id: String,
    says: String,
    /// Its places in the documents, then the articles.
    cited: String,
    /// What happens when somebody would do otherwise; empty where the rule only explains.
    broken: String,
}

struct Subject {
    word: &'static str,
    own: Vec<Promise>,
    law: Vec<Promise>,
    /// Rules that only say how others are read.
    aside: Vec<Promise>,
}

struct Other {
    href: String,
    name: &'static str,
    current: bool,
}

#[derive(Template)]
#[template(path = "public/promises.html")]
struct PromisesPage<'a> {
    p: &'a Page,
    charter: &'static str,
    /// The first day of the version and the day of the page.
    since: String,
    day: String,
    /// The charter that decides here, when it is another one.
    here: Option<&'static str>,
    subjects: Vec<Subject>,
    others: Vec<Other>,
}

impl PromisesPage<'_> {
    fn title(&self, subject: &Subject) -> &'static str {
        self.p.t.word("public-subject", subject.word)
    }

    fn lead(&self, subject: &Subject) -> &'static str {
        self.p
            .t
            .say(&format!("public-subject-{}-lead", subject.word))
    }
}

/// Draws it; a charter that is not there, or not yet, has no page.
pub(super) async fn get(
    State(desk): State<Desk>,
    Path(charter): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let t = page.t;
    let charter: Charter = charter.parse().map_err(|_| Trouble::NotFound)?;
    let (charters, today) = (desk.house.charters(), desk.house.today());
    let since = about(charters, charter, today).ok_or(Trouble::NotFound)?;
    let here = desk.house.settings().charter;
    let mut subjects: Vec<Subject> = SUBJECTS
        .iter()
        .map(|word| Subject {
            word,
            own: Vec::new(),
            law: Vec::new(),
            aside: Vec::new(),
        })
        .collect();
    for rule in charters.rules() {
        // Asked by itself the law has rules of its own, which are its promises.
        let own = rule.charter == charter;
        if !in_force(&rule, charter, today) {
            continue;
        }
        let word = place(&rule);
        let Some(subject) = subjects.iter_mut().find(|one| one.word == word) else {
            continue;
        };
        let promise = promise(t, &rule, word, today);
        if promise.broken.is_empty() {
            subject.aside.push(promise);
        } else if own {
            subject.own.push(promise);
        } else {
            subject.law.push(promise);
        }
    }
    subjects.retain(|one| !(one.own.is_empty() && one.law.is_empty() && one.aside.is_empty()));
    let others = charters
        .charters()
        .filter(|one| about(charters, *one, today).is_some())
        .map(|one| Other {
            href: format!("/openbaar/charter/{one}"),
            name: t.of(&one),
            current: one == charter,
        })
        .collect();
    Ok(page.show(&PromisesPage {
        p: &page,
        charter: t.of(&charter),
        since: t.day(since),
        day: t.day(today),
        here: (here != charter).then(|| t.of(&here)),
        subjects,
        others,
    }))
}

fn promise(t: Lang, rule: &RuleView<'_>, subject: &str, on: Date) -> Promise {
    // What a rule permits goes without saying where it asks something too.
    let asks = rule.keeps.len() > 1;
    Promise {
        id: rule.id.to_owned(),
        says: says(t, rule),
        cited: cited(t, rule, on),
        broken: rule
            .keeps
            .iter()
            .filter(|keeps| !(asks && **keeps == Keeps::Permits))
            .filter_map(|keeps| broken(t, *keeps, subject))
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// What happens to whoever would go against a rule. Empty for one that only explains.
fn broken(t: Lang, keeps: Keeps, subject: &str) -> Option<String> {
    Some(match keeps {
        Keeps::Explains => return None,
        Keeps::Permits => t.say("public-broken-permits").to_owned(),
        Keeps::Refuses | Keeps::RefusesOtherwise => {
            t.word("public-broken-refuses", subject).to_owned()
        }
        Keeps::Asks => t.say("public-broken-asks").to_owned(),
        Keeps::Needs(need) => t.with("public-broken-needs", "what", t.of(&need)),
        Keeps::Follows(duty) => t.with("public-broken-follows", "what", t.of(&duty)),
        Keeps::Counts => {
            let of = match subject {
                "retention" | "request" => subject,
                _ => "other",
            };
            t.word("public-broken-counts", of).to_owned()
        }
    })
}
