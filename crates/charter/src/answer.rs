//! A decision written out: plain data that screens and API show.

use jiff::civil::Date;
use regie_terms::{
    Answer, Duty, DutyWord, Need, NeedWord, Of, Reason, Says, dutch_day, english_day,
};

use crate::Charters;
use crate::book::Book;
use crate::judge::Decision;
use crate::term::Days;

impl Charters {
    /// Writes a decision out: the details of needs and duties, and the rules that carried weight.
    #[must_use]
    pub fn answer(&self, decision: &Decision) -> Answer {
        let needs = decision
            .needs
            .iter()
            .map(|what| need(what, decision))
            .collect();
        let duties = decision
            .duties
            .iter()
            .map(|what| duty(what, decision))
            .collect();
        Answer {
            charter: decision.charter,
            version: decision.version,
            outcome: decision.outcome,
            needs,
            duties,
            because: self.reasons(decision),
            keep: matches!(decision.days, Days::File { .. }).then_some(decision.keep),
            terms: decision.terms,
        }
    }

    fn reasons(&self, decision: &Decision) -> Vec<Reason> {
        let Some(book) = self.books.get(decision.book) else {
            return Vec::new();
        };
        decision
            .reasons
            .iter()
            .filter_map(|bit| Some((bit, self.library.rules.get(*book.rules.get(bit)?)?)))
            .map(|(bit, rule)| Reason {
                rule: rule.id.clone(),
                source: self
                    .library
                    .own_places(book, rule.source.on(book.since).unwrap_or_default()),
                law: rule
                    .law
                    .as_ref()
                    .and_then(|law| law.on(book.since))
                    .map(str::to_owned),
                says: match kept_until(book, bit, decision) {
                    Some(until) => with_day(&rule.says, until),
                    None => rule.says.clone(),
                },
            })
            .collect()
    }
}

/// The last day that a rule by itself keeps the file that was asked about.
fn kept_until(book: &Book, bit: usize, decision: &Decision) -> Option<Date> {
    let rule = book
        .timed
        .iter()
        .find(|rule| usize::from(rule.bit) == bit)?;
    rule.kept_until(decision.days)
}

/// What a rule says, with the day that follows from it for this file.
fn with_day(says: &Says, until: Date) -> Says {
    Says {
        nl: format!("{} Dat is tot en met {}.", says.nl, dutch_day(until)),
        en: format!(
            "{} That is up to and including {}.",
            says.en,
            english_day(until)
        ),
    }
}

fn need(what: NeedWord, decision: &Decision) -> Need {
    let plain = Need::plain(what);
    match what {
        NeedWord::Consent => Need {
            of: Some(Of::Consenters(decision.consent_of)),
            form: Some(decision.consent_form),
            ..plain
        },
        NeedWord::Consultation => Need {
            with: Some(decision.consult_with),
            any_of: decision.consult_any,
            anonymised: Some(decision.consult_anonymised),
            ..plain
        },
        NeedWord::Declaration => Need {
            of: Some(Of::Declarations(decision.declarations)),
            ..plain
        },
        _ => plain,
    }
}

fn duty(what: DutyWord, decision: &Decision) -> Duty {
    Duty {
        what,
        by: (what == DutyWord::Review).then_some(decision.review_by),
        within_hours: (what == DutyWord::ReportToAp)
            .then_some(decision.within_hours)
            .flatten(),
    }
}
