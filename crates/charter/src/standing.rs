//! Which consents stand on the day asked.
//!
//! How answers are counted is the same for every charter and so stands here: only those about this very exchange, given
//! by that day; a later refusal beats an earlier consent; of several holders each has to agree. Whose consent is
//! asked, and in which form, is for the rules.

use jiff::civil::Date;
use regie_terms::{Consent, ConsentAnswer, ConsentForm, Consenter, Subject, Text};

/// Whether a consent stands on the day asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// In whatever form.
    pub(crate) any: bool,
    /// In writing.
    pub(crate) written: bool,
    /// At least one of the people it takes gave it in writing, so that there is a form to keep.
    pub(crate) on_paper: bool,
    /// At least one of the people it takes said no, or took a consent back.
    pub(crate) refused: bool,
}

/// Whether everybody who answers as `consenter` consents. Only answers about this very exchange, given by the day
/// asked, count. Where holders of authority are named, each of them has to. Where several answered without the holders
/// being named, none of them may have refused, and one form will do: a further yes by word of mouth takes nothing away.
pub(crate) fn standing(
    consents: &[Consent],
    consenter: Consenter,
    subject: &Subject,
    on: Date,
) -> Standing {
    let counts =
        |consent: &&Consent| consent.of == consenter && consent.for_this && consent.on <= on;
    let answers = || consents.iter().filter(counts);
    if consenter != Consenter::ParentOrGuardian {
        return latest(answers(), |_| true);
    }
    let mut people: Vec<Option<&Text>> = Vec::new();
    if subject.holders.is_empty() {
        for consent in answers() {
            if !people.contains(&consent.who.as_ref()) {
                people.push(consent.who.as_ref());
            }
        }
    } else {
        people.extend(subject.holders.iter().map(Some));
    }
    let alone = people.len() == 1;
    let mut all = Standing {
        any: !people.is_empty(),
        written: !people.is_empty(),
        on_paper: false,
        refused: false,
    };
    for person in people {
        // An answer without a name is one person's own when there is only one; otherwise a refusal without a
        // name stands against everybody and a consent without a name is nobody's.
        let theirs = |consent: &Consent| {
            consent.who.as_ref() == person
                || (consent.who.is_none() && (alone || consent.answer != ConsentAnswer::Given))
        };
        let one = latest(answers(), theirs);
        all.any &= one.any;
        all.written &= one.written;
        all.on_paper |= one.on_paper;
        all.refused |= one.refused;
    }
    if subject.holders.is_empty() {
        all.written = all.any && all.on_paper;
    }
    all
}

/// What stands of one person's answers: a consent stands unless a refusal or withdrawal came later, or on the same
/// day further down the list.
fn latest<'c>(
    answers: impl Iterator<Item = &'c Consent>,
    theirs: impl Fn(&Consent) -> bool,
) -> Standing {
    let mut given: Option<(Date, usize)> = None;
    let mut written: Option<(Date, usize)> = None;
    let mut refused: Option<(Date, usize)> = None;
    for (place, consent) in answers.enumerate().filter(|(_, consent)| theirs(consent)) {
        let when = Some((consent.on, place));
        if consent.answer == ConsentAnswer::Given {
            given = given.max(when);
            if consent.form == ConsentForm::Written {
                written = written.max(when);
            }
        } else {
            refused = refused.max(when);
        }
    }
    Standing {
        any: given > refused,
        written: written > refused,
        on_paper: written > refused,
        refused: refused > given,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use regie_terms::Set;

    fn subject(holders: &[&str]) -> Subject {
        Subject {
            born: date(2015, 1, 1),
            can_weigh: true,
            represented_by: Set::EMPTY,
            holders: holders.iter().filter_map(|name| Text::new(name)).collect(),
        }
    }

    fn consent(who: Option<&str>, answer: ConsentAnswer, form: ConsentForm, day: i8) -> Consent {
        Consent {
            of: Consenter::ParentOrGuardian,
            who: who.and_then(Text::new),
            answer,
            form,
            for_this: true,
            on: date(2026, 1, day),
        }
    }

    fn stands(consents: &[Consent], holders: &[&str]) -> (bool, bool) {
        let it = standing(
            consents,
            Consenter::ParentOrGuardian,
            &subject(holders),
            date(2026, 1, 20),
        );
        (it.any, it.written)
    }

    use ConsentAnswer::{Given, Refused, Withdrawn};
    use ConsentForm::{Oral, Written};

    #[test]
    fn a_later_refusal_beats_an_earlier_consent_and_the_other_way_round() {
        let yes = consent(None, Given, Oral, 2);
        let no = consent(None, Refused, Oral, 3);
        assert_eq!(stands(&[yes.clone(), no.clone()], &[]), (false, false));
        assert_eq!(stands(&[no.clone(), yes.clone()], &[]), (false, false));
        let again = consent(None, Given, Written, 4);
        assert_eq!(stands(&[yes, no, again], &[]), (true, true));
    }

    #[test]
    fn on_one_day_the_last_listed_stands() {
        let yes = consent(None, Given, Oral, 2);
        let no = consent(None, Withdrawn, Oral, 2);
        assert_eq!(stands(&[yes.clone(), no.clone()], &[]), (false, false));
        assert_eq!(stands(&[no, yes], &[]), (true, false));
    }

    #[test]
    fn general_or_future_answers_do_not_count() {
        let mut general = consent(None, Given, Written, 2);
        general.for_this = false;
        assert_eq!(stands(&[general], &[]), (false, false));
        assert_eq!(
            stands(&[consent(None, Given, Written, 21)], &[]),
            (false, false)
        );
        assert_eq!(
            stands(&[consent(None, Given, Written, 20)], &[]),
            (true, true)
        );
    }

    #[test]
    fn one_holders_form_is_a_form_to_keep() {
        let a = consent(Some("a"), Given, Written, 2);
        let b = consent(Some("b"), Given, Oral, 2);
        let it = standing(
            &[a, b],
            Consenter::ParentOrGuardian,
            &subject(&["a", "b"]),
            date(2026, 1, 20),
        );
        assert_eq!((it.any, it.written, it.on_paper), (true, false, true));
    }

    #[test]
    fn where_no_holders_are_named_one_form_will_do_until_somebody_refuses() {
        let a = consent(Some("a"), Given, Written, 2);
        let b = consent(Some("b"), Given, Oral, 3);
        assert_eq!(stands(&[a.clone(), b], &[]), (true, true));
        let b_not = consent(Some("b"), Refused, Oral, 4);
        assert_eq!(stands(&[a, b_not], &[]), (false, false));
    }

    #[test]
    fn every_named_holder_has_to_consent() {
        let a = consent(Some("a"), Given, Written, 2);
        let b = consent(Some("b"), Given, Oral, 2);
        assert_eq!(
            stands(std::slice::from_ref(&a), &["a", "b"]),
            (false, false)
        );
        assert_eq!(stands(&[a.clone(), b.clone()], &["a", "b"]), (true, false));
        let b_not = consent(Some("b"), Refused, Oral, 3);
        assert_eq!(
            stands(&[a.clone(), b.clone(), b_not.clone()], &["a", "b"]),
            (false, false)
        );
        assert_eq!(stands(&[a.clone(), b_not], &[]), (false, false));
        let nameless = consent(None, Given, Oral, 5);
        assert_eq!(stands(&[a, nameless.clone()], &["a", "b"]), (false, false));
        assert_eq!(stands(&[nameless], &["a"]), (true, false));
    }
}
