//! From what an act refused to what a page shows.

use regie_casework::{FieldError, Refused};
use regie_terms::{Answer, NeedWord, Outcome};

use crate::form::{Fault, Form};
use crate::page::Trouble;
use crate::part::Checklist;
use crate::words::Lang;

/// The answer that stands in the way: the first that does not permit.
#[must_use]
pub fn deciding(answers: &[Answer]) -> Option<&Answer> {
    answers
        .iter()
        .find(|answer| answer.outcome != Outcome::Permitted)
        .or_else(|| answers.first())
}

/// Whether a reason is what is missing: the way through a broken glass.
#[must_use]
pub fn asks_reason(answer: &Answer) -> bool {
    answer.outcome == Outcome::Incomplete
        && answer
            .needs
            .iter()
            .any(|need| need.what == NeedWord::Reason)
}

/// The page of a refusal where there is no form to mend.
#[must_use]
pub fn trouble(t: Lang, refused: Refused) -> Trouble {
    match refused {
        Refused::NotFound => Trouble::NotFound,
        Refused::Denied(answers) => match deciding(&answers) {
            Some(answer) => {
                Trouble::Refused(Box::new(Checklist::of(t, t.say("refused-title"), answer)))
            }
            None => Trouble::Forbidden,
        },
        Refused::Invalid(_) => Trouble::Unreadable,
        Refused::Busy => Trouble::Busy,
        Refused::Unavailable(_) => Trouble::Away,
    }
}

/// Puts what an act found wrong at the fields of the form; gives back whatever is no fault of the form.
///
/// # Errors
/// The page of any other refusal.
pub fn into_form(t: Lang, form: &mut Form, refused: Refused) -> Result<(), Trouble> {
    match refused {
        Refused::Invalid(errors) => {
            for error in errors {
                note(form, error);
            }
            Ok(())
        }
        other => Err(trouble(t, other)),
    }
}

fn note(form: &mut Form, error: FieldError) {
    // The id of the request is no field of the page: what is wrong with it is wrong with the form.
    let field = if error.field == "request" {
        ""
    } else {
        error.field
    };
    form.note(Fault {
        field: field.to_owned(),
        what: error.code,
        number: error.limit,
        day: None,
    });
}
