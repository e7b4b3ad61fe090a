//! Keeping, rights of the person and breaches.

use jiff::civil::date;
use regie_terms::{
    Breach, Consenter, File, Law, Question, Refusal, Request, RequestAbout, Retention, Right, Risk,
    Set,
};

use super::{Asked, PEOPLE};

impl Asked {
    pub(super) fn retention(&mut self) {
        // One day for both sides: the end of the term is what is compared. No charter is older than it.
        let closed = date(2014, 6, 30);
        for file in File::ALL {
            for law in Law::ALL {
                let question = Question::Retention(Retention {
                    charter: self.side.charter,
                    on: self.side.on,
                    law: *law,
                    file: *file,
                    closed,
                    last_change: closed,
                    holds: Set::EMPTY,
                    set: None,
                });
                self.put(
                    "retention",
                    format!("{file} file, {law}, closed on {closed}"),
                    question,
                );
            }
        }
    }

    fn ask_right(&mut self, says: impl Into<String>, change: impl FnOnce(&mut Request)) {
        let mut question = Request {
            charter: self.side.charter,
            on: self.side.on,
            right: Right::Access,
            received: self.side.on,
            by: Set::from([Consenter::Subject]),
            signed: true,
            identity_established: true,
            subject: self.subject(30, true, None),
            about: RequestAbout::Own,
            refusal: None,
            extended_because: None,
            law: None,
        };
        change(&mut question);
        self.put("request", says, Question::Request(question));
    }

    pub(super) fn request(&mut self) {
        for right in Right::ALL {
            self.ask_right(format!("{right}"), |q| q.right = *right);
            self.ask_right(format!("{right}, unsigned"), |q| {
                q.right = *right;
                q.signed = false;
            });
            for about in RequestAbout::ALL {
                self.ask_right(format!("{right}, about {about}"), |q| {
                    (q.right, q.about) = (*right, *about);
                });
            }
            for refusal in Refusal::ALL {
                self.ask_right(format!("{right}, refused for {refusal}"), |q| {
                    q.right = *right;
                    q.refusal = Some(*refusal);
                });
            }
        }
        for (who, age, can_weigh, by) in PEOPLE {
            for (file, law) in [("", None), (", Jeugdwet", Some(Law::Jeugdwet))] {
                let subject = self.subject(age, can_weigh, by);
                self.ask_right(format!("access, by {who}{file}"), |q| {
                    q.subject = subject;
                    q.law = law;
                });
            }
        }
    }

    pub(super) fn breach(&mut self) {
        const WORDS: [&str; 8] = [
            "lost",
            "sensitive",
            "many",
            "high impact",
            "affected",
            "unintelligible",
            "may suffer",
            "can protect self",
        ];
        for bits in 0..=u8::MAX {
            let holds = (0..8)
                .zip(WORDS)
                .filter(|(place, _)| bits & (1 << place) != 0);
            let holds: Vec<&str> = holds.map(|(_, word)| word).collect();
            let question = self.leak(bits, None);
            self.put(
                "breach",
                format!("a breach: {}", holds.join(", ")),
                question,
            );
        }
        if let Question::Breach(mut question) = self.leak(0, None) {
            question.unlawful = true;
            let says = "a breach: seen or used unlawfully";
            self.put("breach", says, Question::Breach(question));
        }
        for risk in Risk::ALL {
            for (says, bits) in [("lost", 1), ("lost, unintelligible", 1 | 1 << 5)] {
                let question = self.leak(bits, Some(*risk));
                self.put("breach", format!("{says}, risk {risk}"), question);
            }
        }
    }

    fn leak(&self, bits: u8, risk: Option<Risk>) -> Question {
        let flag = |place: u8| bits & (1 << place) != 0;
        Question::Breach(Breach {
            charter: self.side.charter,
            on: self.side.on,
            lost: flag(0),
            unlawful: false,
            sensitive: flag(1),
            many: flag(2),
            high_impact: flag(3),
            destroyed_or_affected: flag(4),
            unintelligible: flag(5),
            may_suffer: flag(6),
            can_protect_self: flag(7),
            risk,
        })
    }
}
