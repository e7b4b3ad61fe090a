//! The words for requests that staff and clients share: how far one is, how many days are left, on what ground it is refused.

use jiff::civil::Date;
use regie_casework::request::RequestState;
use regie_casework::thing::{RequestGround, RequestOf, RequestOutcome};
use regie_terms::{Reason, Right};

use crate::part::{Badge, Because, Tone};
use crate::words::{Lang, days_until};

/// The word of a right in an address.
pub(crate) const fn slug(right: Right) -> &'static str {
    match right {
        Right::Information => "weten",
        Right::Access => "inzage",
        Right::Rectification => "verbeteren",
        Right::Erasure => "verwijderen",
        Right::Restriction => "beperken",
        Right::Portability => "meenemen",
        Right::Objection => "bezwaar",
        Right::HumanReview => "opnieuw-kijken",
    }
}

/// The right of such a word.
pub(crate) fn of_slug(word: &str) -> Option<Right> {
    Right::ALL.iter().copied().find(|one| slug(*one) == word)
}

/// How far a request is.
pub(crate) fn badge(t: Lang, state: RequestState) -> Badge {
    let (key, tone) = match state {
        RequestState::Joining => ("request-state-joining", Tone::Care),
        RequestState::Open => ("request-state-open", Tone::Care),
        RequestState::CarryingOut => ("request-state-carrying-out", Tone::House),
        RequestState::Done => ("request-state-done", Tone::Good),
        RequestState::Refused => ("request-state-refused", Tone::Plain),
        RequestState::Withdrawn => ("request-state-withdrawn", Tone::Plain),
    };
    Badge::new(t.say(key), tone)
}

/// Until which day, and how many days that are; that it is late where it is.
pub(crate) fn days_left(t: Lang, today: Date, due: Date) -> Badge {
    match days_until(today, due) {
        late if late < 0 => Badge::new(
            t.with2("request-late", "day", t.day(due), "number", -late),
            Tone::Alarm,
        ),
        0 => Badge::new(t.say("request-due-today"), Tone::Care),
        left => Badge::new(
            t.with2("request-days-left", "day", t.day(due), "number", left),
            Tone::Plain,
        ),
    }
}

/// What was decided, in a few words.
pub(crate) fn decided(t: Lang, outcome: RequestOutcome) -> Badge {
    let (key, tone) = match outcome {
        RequestOutcome::Granted => ("request-outcome-granted", Tone::Good),
        RequestOutcome::Partly => ("request-outcome-partly", Tone::Care),
        RequestOutcome::Refused => ("request-outcome-refused", Tone::Alarm),
        RequestOutcome::WithdrawnByAsker => ("request-outcome-withdrawn-by-asker", Tone::Plain),
    };
    Badge::new(t.say(key), tone)
}

/// A ground as who handles it reads it.
pub(crate) fn ground(t: Lang, ground: RequestGround) -> &'static str {
    match ground.claimed() {
        Some(refusal) => t.of(&refusal),
        None => t.say(match ground {
            RequestGround::Incomplete => "request-ground-incomplete",
            _ => "request-ground-charter",
        }),
    }
}

/// The same as the asker reads it, in a sentence.
pub(crate) fn ground_for(t: Lang, ground: RequestGround) -> &'static str {
    t.word("request-because", ground.as_str())
}

/// What kind of thing it is about.
pub(crate) fn thing_kind(t: Lang, kind: RequestOf) -> &'static str {
    t.say(match kind {
        RequestOf::Entry => "request-thing-entry",
        RequestOf::Document => "request-thing-document",
        RequestOf::Disclosure => "request-thing-disclosure",
        RequestOf::Decision => "request-thing-decision",
    })
}

/// Rules with their places, to read.
pub(crate) fn rules(t: Lang, reasons: &[Reason]) -> Vec<Because> {
    reasons.iter().map(|one| Because::of(t, one)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_right_has_its_own_address_and_reads_back() {
        for right in Right::ALL {
            assert_eq!(of_slug(slug(*right)), Some(*right));
        }
        assert_eq!(of_slug("access"), None);
        assert_eq!(of_slug(""), None);
    }
}
