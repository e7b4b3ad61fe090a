//! The questions that are put to both sides: a plain one in each subject, then one thing varied at a time.

mod desk;
mod keep;
mod record;
mod share;

use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{
    ActQuestion, ClientTold, Consent, ConsentAnswer, ConsentForm, Consenter, Consulted, Question,
    Representative, Safety, SafetyOf, Set, Subject, Text,
};

use super::Side;
use crate::load::Library;

/// One question with what it is about.
pub(in crate::diff) struct Probe {
    pub(in crate::diff) subject: &'static str,
    /// Which question it is, in words; the same on both sides.
    pub(in crate::diff) says: String,
    pub(in crate::diff) ask: Ask,
}

pub(in crate::diff) enum Ask {
    Question(Box<Question>),
    Act(ActQuestion),
}

impl Probe {
    /// The question, when it is one that partners can ask too.
    pub(in crate::diff) fn question(&self) -> Option<&Question> {
        match &self.ask {
            Ask::Question(question) => Some(question),
            Ask::Act(_) => None,
        }
    }
}

/// All questions for one side. Two sides get the same ones in the same order.
pub(in crate::diff) fn probes(library: &Library, side: Side) -> Vec<Probe> {
    let mut all = Asked {
        side,
        probes: Vec::new(),
    };
    all.access();
    all.acts();
    all.consent();
    all.disclosure();
    all.rows(library);
    all.recording();
    all.retention();
    all.request();
    all.breach();
    all.probes
}

struct Asked {
    side: Side,
    probes: Vec<Probe>,
}

fn x() -> Option<Text> {
    Text::new("x")
}

/// Who is asked about: in words, age, whether they can weigh it, who represents them.
const PEOPLE: [(&str, i64, bool, Option<Representative>); 8] = [
    ("somebody of 11", 11, true, None),
    ("somebody of 12", 12, true, None),
    ("somebody of 15", 15, true, None),
    ("somebody of 13 who cannot weigh it", 13, false, None),
    ("somebody of 16", 16, true, None),
    (
        "a grown-up who cannot weigh it, with a mentor",
        70,
        false,
        Some(Representative::Mentor),
    ),
    (
        "a grown-up who cannot weigh it, with a bewindvoerder",
        70,
        false,
        Some(Representative::Bewindvoerder),
    ),
    (
        "a grown-up who cannot weigh it and has nobody",
        70,
        false,
        None,
    ),
];

impl Asked {
    fn put(&mut self, subject: &'static str, says: impl Into<String>, question: Question) {
        let says = says.into();
        self.probes.push(Probe {
            subject,
            says,
            ask: Ask::Question(Box::new(question)),
        });
    }

    fn subject(&self, age: i64, can_weigh: bool, by: Option<Representative>) -> Subject {
        Subject {
            born: self.side.on.checked_sub(age.years()).unwrap_or(Date::MIN),
            can_weigh,
            represented_by: by.into_iter().collect(),
            holders: Vec::new(),
        }
    }

    fn yes(&self, form: ConsentForm) -> Vec<Consent> {
        vec![Consent {
            of: Consenter::Subject,
            who: None,
            answer: ConsentAnswer::Given,
            form,
            for_this: true,
            on: self.side.on,
        }]
    }
}

/// Nobody, each alone, and the pairs and three that charters ask.
fn consulted() -> Vec<(String, Set<Consulted>)> {
    let sets: [&[Consulted]; 6] = [
        &[],
        &[Consulted::Colleague],
        &[Consulted::Manager],
        &[Consulted::Dpo],
        &[Consulted::Colleague, Consulted::Manager],
        Consulted::ALL,
    ];
    let named = |set: &[Consulted]| {
        let words: Vec<&str> = set.iter().map(|word| word.as_str()).collect();
        if words.is_empty() {
            "nobody".to_owned()
        } else {
            words.join(" and ")
        }
    };
    sets.iter()
        .map(|set| (named(set), set.iter().copied().collect()))
        .collect()
}

/// Danger to each, talked over with one or another, by name or not, and what the client knows.
fn dangers() -> Vec<(String, Safety)> {
    let mut all = Vec::new();
    for of in SafetyOf::ALL {
        for (says, consulted) in consulted() {
            for (named, anonymised) in [("by name", false), ("anonymised", true)] {
                let safety = Safety {
                    of: *of,
                    consulted,
                    anonymised,
                    client: ClientTold::Informed,
                    postponed_because: None,
                };
                all.push((format!("danger to {of}, {says} consulted {named}"), safety));
            }
        }
        for client in ClientTold::ALL {
            let safety = Safety {
                of: *of,
                consulted: Set::all(),
                anonymised: true,
                client: *client,
                postponed_because: None,
            };
            all.push((format!("danger to {of}, client {client}"), safety));
        }
    }
    all
}
