//! Questions to the charters, made up: all seven kinds, under all charters, on both sides of every change of the law.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use regie_terms::{
    Access, Breach, Charter, Consent, ConsentQuestion, Disclosure, Giver, Purpose, Question,
    QuestionKind, Receiver, Recording, Request, Retention, Safety, Set, Subject, Text, Unavoidable,
    Weighing, Who, Word,
};

use crate::random::Random;

/// Days on which every charter can be asked.
const DAYS: [Date; 7] = [
    date(2017, 8, 7),
    date(2017, 12, 1),
    date(2018, 5, 24),
    date(2018, 5, 25),
    date(2019, 12, 31),
    date(2020, 1, 1),
    date(2026, 11, 21),
];

/// `count` questions that depend on `seed` alone; kinds and charters come in turn, each as often as the others.
#[must_use]
pub fn questions(seed: u64, count: usize) -> Vec<Question> {
    let kinds = QuestionKind::ALL.iter().cycle();
    kinds
        .zip(0u64..)
        .map(|(kind, number)| {
            let mut made = Made(Random::new(seed, number));
            // The charter changes with every round of kinds.
            let round = number / QuestionKind::ALL.len() as u64;
            let places = Charter::ALL.len() as u64;
            let charter = usize::try_from(round % places)
                .ok()
                .and_then(|place| Charter::ALL.get(place));
            made.question(*kind, charter.copied().unwrap_or(Charter::Wet))
        })
        .take(count)
        .collect()
}

struct Made(Random);

impl Made {
    fn question(&mut self, kind: QuestionKind, charter: Charter) -> Question {
        let on = self.day();
        match kind {
            QuestionKind::Disclosure => Question::Disclosure(self.disclosure(charter, on)),
            QuestionKind::Recording => Question::Recording(self.recording(charter, on)),
            QuestionKind::Access => Question::Access(self.access(charter, on)),
            QuestionKind::Consent => Question::Consent(ConsentQuestion {
                charter,
                on,
                subject: self.subject(on),
                data: self.some(3),
            }),
            QuestionKind::Retention => Question::Retention(self.retention(charter, on)),
            QuestionKind::Request => Question::Request(self.request(charter, on)),
            QuestionKind::Breach => Question::Breach(self.breach(charter, on)),
        }
    }

    fn day(&mut self) -> Date {
        self.0.one_of(&DAYS).copied().unwrap_or(Date::MAX)
    }

    fn yes(&mut self) -> bool {
        self.0.chance(50)
    }

    /// A word of the vocabulary; every list of words has one at least.
    fn word<W: Word>(&mut self) -> W {
        let at = usize::try_from(self.0.below(W::ALL.len() as u64)).unwrap_or(0);
        #[expect(clippy::indexing_slicing, reason = "below the length of the list")]
        W::ALL[at]
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.yes().then(|| make(self))
    }

    /// At most `most` words.
    fn some<W: Word>(&mut self, most: u64) -> Set<W> {
        let count = self.0.below(most.saturating_add(1));
        (0..count).map(|_| self.word()).collect()
    }

    fn text(&mut self) -> Option<Text> {
        // More often there than not: an empty question is answered quickly.
        if self.0.chance(75) {
            Text::new("opgeschreven")
        } else {
            None
        }
    }

    fn purpose(&mut self, of: &[Purpose]) -> Option<Purpose> {
        if self.0.chance(90) {
            self.0.one_of(of).copied()
        } else {
            None
        }
    }

    fn subject(&mut self, on: Date) -> Subject {
        let years = self.0.between(1, 90);
        let holders = if self.0.chance(20) {
            ["a", "b"].into_iter().filter_map(Text::new).collect()
        } else {
            Vec::new()
        };
        Subject {
            born: on.checked_sub(years.years()).unwrap_or(on),
            can_weigh: self.0.chance(80),
            represented_by: self.some(2),
            holders,
        }
    }

    fn weighing(&mut self) -> Weighing {
        Weighing {
            necessity: self.text(),
            proportionality: self.text(),
            subsidiarity: self.text(),
        }
    }

    fn consents(&mut self, on: Date) -> Vec<Consent> {
        let count = self.0.below(4);
        (0..count)
            .map(|_| Consent {
                of: self.word(),
                who: self
                    .0
                    .one_of(&["a", "b", ""])
                    .and_then(|who| Text::new(who)),
                answer: self.word(),
                form: self.word(),
                for_this: self.0.chance(80),
                on,
            })
            .collect()
    }

    fn safety(&mut self) -> Option<Safety> {
        self.0.chance(30).then(|| Safety {
            of: self.word(),
            consulted: self.some(3),
            anonymised: self.yes(),
            client: self.word(),
            postponed_because: self.text(),
        })
    }

    fn disclosure(&mut self, charter: Charter, on: Date) -> Disclosure {
        Disclosure {
            charter,
            on,
            law: self.word(),
            subject: self.subject(on),
            from: Giver { party: self.word() },
            to: Receiver {
                party: self.word(),
                relation: self.word(),
                partner: self.yes(),
            },
            purpose: self.purpose(Purpose::disclosure()),
            data: self.some(3),
            weighing: self.weighing(),
            conversation: self.word(),
            consents: self.consents(on),
            safety: self.safety(),
            anonymous: self.0.chance(10),
            confronted: self.yes(),
            unavoidable: self.maybe(|made| Unavoidable {
                because: made.text(),
                consulted: made.some(3),
            }),
        }
    }

    fn recording(&mut self, charter: Charter, on: Date) -> Recording {
        Recording {
            charter,
            on,
            law: self.word(),
            subject: self.subject(on),
            about: self.word(),
            moment: self.word(),
            kind: self.word(),
            purpose: self.purpose(Purpose::recording()),
            data: self.some(2),
            weighing: self.weighing(),
            consents: self.consents(on),
            agrees_to_help: self.0.chance(80),
            told_client: self.0.chance(80),
            safety: self.safety(),
            anonymous: self.0.chance(10),
            legal_ground: self.text(),
        }
    }

    fn access(&mut self, charter: Charter, on: Date) -> Access {
        Access {
            charter,
            on,
            act: self.word(),
            who: Who {
                function: self.word(),
                relation: self.word(),
                declarations: self.some(3),
            },
            coordinator_present: self.yes(),
            substitute_present: self.yes(),
            reason: self.text(),
        }
    }

    fn retention(&mut self, charter: Charter, on: Date) -> Retention {
        let closed = on.checked_sub(self.0.between(0, 9000).days()).unwrap_or(on);
        Retention {
            charter,
            on,
            law: self.word(),
            file: self.word(),
            closed,
            last_change: closed,
            holds: self.some(2),
            set: None,
        }
    }

    fn request(&mut self, charter: Charter, on: Date) -> Request {
        Request {
            charter,
            on,
            right: self.word(),
            received: on.checked_sub(self.0.between(0, 60).days()).unwrap_or(on),
            by: self.some(3),
            signed: self.yes(),
            identity_established: self.0.chance(80),
            subject: self.subject(on),
            about: self.word(),
            refusal: self.maybe(Self::word),
            extended_because: self.text(),
            law: self.maybe(Self::word),
        }
    }

    fn breach(&mut self, charter: Charter, on: Date) -> Breach {
        Breach {
            charter,
            on,
            lost: self.yes(),
            unlawful: self.yes(),
            sensitive: self.yes(),
            many: self.yes(),
            high_impact: self.yes(),
            destroyed_or_affected: self.yes(),
            unintelligible: self.yes(),
            may_suffer: self.yes(),
            can_protect_self: self.yes(),
            risk: self.maybe(Self::word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_same_seed_gives_the_same_questions_and_every_kind_under_every_charter() {
        let made = questions(1, 2800);
        assert_eq!(made, questions(1, 2800));
        assert_ne!(made, questions(2, 2800));
        // More of them begin with the same ones.
        assert!(questions(1, 3000).starts_with(&made));
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for question in &made {
            let key = (question.kind().as_str(), question.charter().as_str());
            *counts.entry(key).or_default() += 1;
        }
        assert_eq!(counts.len(), 7 * Charter::ALL.len());
        assert!(counts.values().all(|count| *count == 100), "{counts:?}");
    }
}
