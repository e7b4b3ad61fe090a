//! From the form of a document to the input of the act.

use regie_casework::document::DocumentInput;

use crate::entry;
use crate::form::Form;

/// The whole form; the file comes beside it.
pub(super) fn document(form: &Form) -> DocumentInput {
    let value = |name: &str| form.value(name).to_owned();
    DocumentInput {
        label: entry::entry(form),
        excerpt: value("excerpt"),
        readers: value("readers"),
        review_on: entry::day(form, "review_on"),
        others: value("others"),
        others_who: form.values("others_who").map(str::to_owned).collect(),
        shielded: value("shielded"),
    }
}
