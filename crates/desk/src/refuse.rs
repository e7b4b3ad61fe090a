//! From what an act refused to what a page shows.

use regie_casework::{FieldError, Refused};
use regie_terms::{Answer, NeedWord, Outcome, RequestId};

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

/// Whether it is the access itself that is refused, and not only what was asked with it: the first answer is about who asks.
#[must_use]
pub fn of_access(refused: &Refused) -> bool {
    let Refused::Denied(answers) = refused else {
        return false;
    };
    answers
        .first()
        .is_none_or(|answer| answer.outcome != Outcome::Permitted)
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

/// Runs an act on a form that came whole and can be read; of any other nothing is done, and what is wrong stands in the form already.
///
/// # Errors
/// What the act refuses; [`Refused::Invalid`] without fields for a form that is not sound.
pub async fn when_sound<T>(
    form: &Form,
    act: impl Future<Output = Result<T, Refused>>,
) -> Result<T, Refused> {
    if form.ok() {
        act.await
    } else {
        Err(Refused::Invalid(Vec::new()))
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
        // Sent as it stands now, it is another request.
        *form = std::mem::take(form).set("request", RequestId::fresh().to_string());
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    fn answer(outcome: &str, need: &str) -> Answer {
        let json = format!(
            r#"{{"charter":"utrecht","version":"2018-05-25","outcome":"{outcome}","needs":[{need}],"duties":[],
                "because":[{{"rule":"utrecht.access.otherwise","source":"PV 4","law":null,"says":{{"nl":"Nee.","en":"No."}}}}]}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn each_refusal_has_its_own_page() {
        let status = |refused| trouble(Lang::Nl, refused).status().as_u16();
        assert_eq!(status(Refused::NotFound), 404);
        assert_eq!(status(Refused::Denied(vec![answer("prohibited", "")])), 403);
        assert_eq!(status(Refused::Denied(Vec::new())), 403);
        assert_eq!(status(Refused::Busy), 409);
        assert_eq!(status(Refused::Unavailable("disk".to_owned())), 503);
        assert_eq!(status(Refused::field("a", "missing")), 400);
    }

    #[test]
    fn the_answer_shown_is_the_one_that_stands_in_the_way() {
        let answers = [
            answer("permitted", ""),
            answer("incomplete", r#"{"what":"reason"}"#),
        ];
        let shown = deciding(&answers).unwrap();
        assert!(asks_reason(shown));
        assert!(!asks_reason(&answer("prohibited", "")));
        assert!(!asks_reason(&answer("incomplete", r#"{"what":"purpose"}"#)));
        assert!(deciding(&[]).is_none());
    }

    #[test]
    fn access_is_refused_by_the_first_answer_or_by_none() {
        let (yes, no) = (answer("permitted", ""), answer("prohibited", ""));
        assert!(of_access(&Refused::Denied(vec![no.clone(), yes.clone()])));
        assert!(of_access(&Refused::Denied(Vec::new())));
        assert!(!of_access(&Refused::Denied(vec![yes, no])));
        assert!(!of_access(&Refused::NotFound));
    }

    #[test]
    fn faults_go_to_their_fields_and_the_rest_does_not() {
        let mut form = Form::new();
        let errors = vec![
            FieldError::limit("reason", "too-long", 9),
            FieldError::new("request", "used"),
        ];
        assert!(into_form(Lang::Nl, &mut form, Refused::Invalid(errors)).is_ok());
        let faults: Vec<_> = form
            .faults()
            .iter()
            .map(|fault| (fault.field.as_str(), fault.what, fault.number))
            .collect();
        assert_eq!(
            faults,
            [("reason", "too-long", Some(9)), ("", "used", None)]
        );
        assert!(into_form(Lang::Nl, &mut form, Refused::Busy).is_err());
    }
}
