//! The places in the documents that a rule comes from, and which of them an answer shows.
//!
//! A `source` is a list of places. Under every charter lies the law, and one rule of it may stand in the documents of
//! several organisations; who asks one charter reads the places of its own documents.

use crate::book::Book;
use crate::load::Library;

/// What stands between two places of one text, before a space.
const BETWEEN: char = ';';

/// What a rule is sourced with that no document says and this system settles itself; it belongs to every charter.
pub(crate) const NO_DOCUMENT: &str = "Regie";

impl Library {
    /// Of the places in `source` those that are of the documents of the charter a book is about, in their order: of its versions
    /// up to that of the book, since what a later document does not speak of stays as an earlier one had it. All of them
    /// where none is, and for the law by itself.
    pub(crate) fn own_places(&self, book: &Book, source: &str) -> String {
        let versions = self
            .charters
            .get(&book.charter)
            .filter(|_| book.charter != regie_terms::Charter::Wet)
            .map(|it| it.versions.as_slice())
            .unwrap_or_default();
        let own = |place: &str| {
            place == NO_DOCUMENT
                || versions
                    .iter()
                    .any(|(from, document)| *from <= book.version && is_of(place, document))
        };
        let mut text = String::with_capacity(source.len());
        for place in source.split(BETWEEN).map(str::trim_start) {
            if own(place) {
                if !text.is_empty() {
                    text.push(BETWEEN);
                    text.push(' ');
                }
                text.push_str(place);
            }
        }
        if text.is_empty() {
            text.push_str(source);
        }
        text
    }
}

/// Whether a place is of a document: `KE-X 1` is of `KE`, `PC 3` of `PC`.
fn is_of(place: &str, document: &str) -> bool {
    place
        .strip_prefix(document)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-']))
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_place_begins_with_the_short_name_of_its_document() {
        assert!(is_of("PC 3", "PC") && is_of("KE-X 1", "KE") && is_of("ZO", "ZO"));
        assert!(!is_of("PV 2B", "PC") && !is_of("KEY 1", "KE") && !is_of("KE-X 1", "ZO"));
    }
}
