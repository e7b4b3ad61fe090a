//! Places in documents that are no place in any document of these charters.

use std::collections::BTreeSet;

use crate::format::Dated;
use crate::load::Library;
use crate::places::NO_DOCUMENT;
use crate::problem::Problem;

/// Sources of which the short name is of no document that a `charter.toml` names. Documents with a longer name than one word, as the law's, have no
/// short name to cite them by.
pub(crate) fn unknown_places(library: &Library) -> Vec<Problem> {
    let versions = library.charters.values().flat_map(|it| &it.versions);
    let known: BTreeSet<&str> = versions
        .map(|(_, document)| document.as_str())
        .filter(|document| !document.contains(' '))
        // What no document says is sourced with the system itself.
        .chain([NO_DOCUMENT])
        .collect();
    if known.len() == 1 {
        return Vec::new();
    }
    let rules = library.rules.iter();
    let rules = rules.map(|rule| (&rule.id, &rule.source, &rule.file, rule.line));
    let norms = library.questions.iter();
    let norms = norms.map(|norm| (&norm.id, norm.source(), &norm.file, norm.line));
    let offers = library.offers.iter().map(|offer| offer.place());
    let triage = library.triage.values().flat_map(|file| file.items());
    let triage = triage.map(|one| (&one.name, &one.source, &one.file, one.line));
    let mut problems = Vec::new();
    for (id, source, file, line) in rules.chain(norms).chain(offers).chain(triage) {
        let mut told = BTreeSet::new();
        for place in places(source) {
            if !is_of(place, &known) && told.insert(place) {
                let names: Vec<&str> = known.iter().copied().collect();
                let message = format!(
                    "`{id}` cites `{place}`, which is of none of the documents {}",
                    names.join(", ")
                );
                problems.push(Problem::warning(file, line, message));
            }
        }
    }
    problems
}

fn places(source: &Dated) -> impl Iterator<Item = &str> {
    source.texts().into_iter().flat_map(|text| text.split("; "))
}

/// Whether a place begins with the short name of a document, or with that of one of its parts, which have roman numbers (`KE-X.III`).
fn is_of(place: &str, known: &BTreeSet<&str>) -> bool {
    let name = place.split(' ').next().unwrap_or_default();
    let (document, part) = match name.split_once('-') {
        Some((document, part)) => (document, Some(part)),
        None => (name, None),
    };
    let roman = |text: &str| !text.is_empty() && text.bytes().all(|it| b"IVXLC".contains(&it));
    known.contains(document) && part.is_none_or(|part| part.split('.').all(roman))
}
