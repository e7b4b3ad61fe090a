//! The facts that could go, to be marked one by one, each with what its label says.

use regie_casework::share::{ShareFactView, SharePage};
use regie_terms::{Data, Law};

use crate::form::Form;
use crate::part::{Badge, Tone};
use crate::words::Lang;

/// A fact with its box.
pub(super) struct FactChoice {
    pub id: String,
    pub text: String,
    pub badges: Vec<Badge>,
    pub marked: bool,
}

/// Special categories (GDPR 9) and criminal data (GDPR 10).
pub(crate) const fn special(data: Data) -> bool {
    use Data::{Criminal, Ethnicity, Genetic, Health, Politics, Religion, SexualLife, Union};
    matches!(
        data,
        Criminal | Ethnicity | Genetic | Health | Politics | Religion | SexualLife | Union
    )
}

/// The facts by law: one disclosure falls under one law.
pub(super) fn by_law(
    t: Lang,
    form: &Form,
    page: &SharePage,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> Vec<(&'static str, Vec<FactChoice>)> {
    Law::ALL
        .iter()
        .map(|law| {
            let of_law = page.possible.iter().filter(|fact| fact.law == *law);
            (
                t.of(law),
                of_law.map(|fact| choice(t, form, fact, local)).collect(),
            )
        })
        .filter(|(_, facts): &(_, Vec<FactChoice>)| !facts.is_empty())
        .collect()
}

fn choice(
    t: Lang,
    form: &Form,
    fact: &ShareFactView,
    local: &dyn Fn(i64) -> jiff::Zoned,
) -> FactChoice {
    let id = fact.entry.to_string();
    let mut badges = vec![Badge::new(t.of(&fact.category), Tone::House)];
    if special(fact.category) {
        badges.push(Badge::new(t.say("dossier-special"), Tone::Special));
    }
    badges.push(Badge::new(t.day(local(fact.at).date()), Tone::Plain));
    FactChoice {
        marked: form.values("facts").any(|marked| marked == id),
        text: fact.text.clone(),
        badges,
        id,
    }
}
