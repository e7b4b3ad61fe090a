//! A decision written out: plain data that screens and API show.

use regie_terms::{Answer, Duty, DutyWord, Need, NeedWord, Of, Reason};

use crate::Charters;
use crate::judge::Decision;

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
            keep: None,
            terms: None,
        }
    }

    fn reasons(&self, decision: &Decision) -> Vec<Reason> {
        let Some(book) = self.books.get(decision.book) else {
            return Vec::new();
        };
        decision
            .reasons
            .iter()
            .filter_map(|bit| self.library.rules.get(*book.rules.get(bit)?))
            .map(|rule| Reason {
                rule: rule.id.clone(),
                source: rule.source.on(book.since).unwrap_or_default().to_owned(),
                law: rule
                    .law
                    .as_ref()
                    .and_then(|law| law.on(book.since))
                    .map(str::to_owned),
                says: rule.says.clone(),
            })
            .collect()
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
