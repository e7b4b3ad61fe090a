//! Making a long list of dossiers shorter: by law, by part, by the first letter of the name. It leaves out rows, and opens nothing more.

use regie_casework::dossier::CaseloadRow;
use regie_terms::{Law, Relation};

use crate::form::{Choice, Fields, Form};
use crate::words::Lang;

/// A list of so many dossiers or more can be made shorter.
pub(super) const LONG: usize = 10;

/// What makes the list shorter: a law, a part, the first letter of the name. By a form without script whose address holds words of ours and a
/// letter, never a name.
pub(super) struct Narrow<'a> {
    pub(super) f: Fields<'a>,
    pub(super) laws: Vec<Choice>,
    pub(super) parts: Vec<Choice>,
    pub(super) letters: Vec<Choice>,
    /// How many of how many are shown; nothing while nothing is chosen.
    pub(super) shown: Option<String>,
}

/// The first letter of a name as the list is ordered, in upper case.
fn letter(row: &CaseloadRow) -> String {
    let first = row.sorted.chars().find(|c| c.is_alphanumeric());
    first
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default()
}

/// Whether a row is among what was chosen; what is no choice of the page chooses nothing.
pub(super) fn chosen(form: &Form, row: &CaseloadRow) -> bool {
    let law: Option<Law> = form.value("law").parse().ok();
    let part: Option<Relation> = form.value("part").parse().ok();
    let begins = form.value("letter");
    law.is_none_or(|law| row.laws.contains(&law))
        && part.is_none_or(|part| row.relation == part)
        && (begins.is_empty() || letter(row) == begins)
}

impl<'a> Narrow<'a> {
    pub(super) fn of(t: Lang, form: &'a Form, all: &[CaseloadRow], shown: usize) -> Self {
        let mut laws: Vec<Law> = all.iter().flat_map(|row| row.laws.clone()).collect();
        let mut parts: Vec<Relation> = all.iter().map(|row| row.relation).collect();
        let mut letters: Vec<String> = all.iter().map(letter).collect();
        laws.sort_unstable();
        laws.dedup();
        parts.sort_unstable();
        parts.dedup();
        letters.sort_unstable();
        letters.dedup();
        letters.retain(|letter| !letter.is_empty());
        let any = ["law", "part", "letter"];
        let any = any.iter().any(|field| !form.value(field).is_empty());
        Self {
            f: Fields::new(t, "narrow", form),
            laws: laws
                .iter()
                .map(|l| Choice::new(l.as_str(), t.of(l)))
                .collect(),
            parts: parts
                .iter()
                .map(|p| Choice::new(p.as_str(), t.of(p)))
                .collect(),
            letters: letters.iter().map(|l| Choice::new(l, l.clone())).collect(),
            shown: any.then(|| t.with2("narrow-shown", "number", shown, "all", all.len())),
        }
    }
}
