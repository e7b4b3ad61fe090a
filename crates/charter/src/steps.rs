//! What a charter can ask on the way to an answer, for screens that walk somebody through it. Read from the rules, so that a step
//! no rule asks is on no screen.

use jiff::civil::Date;
use regie_terms::{Charter, NeedWord, QuestionKind, Set};

use crate::fact::{Fact, Named};
use crate::format::Asked;
use crate::{Charters, OpenNorm};

impl Charters {
    /// Everything that some rule of a charter could need before a question of this kind is answered with yes, on a day. Nothing
    /// for a charter that does not answer it.
    #[must_use]
    pub fn may_need(&self, charter: Charter, on: Date, kind: QuestionKind) -> Set<NeedWord> {
        let Ok(number) = self.book_on(charter, on, Asked::Question(kind)) else {
            return Set::EMPTY;
        };
        let rules = self.books.get(number).into_iter().flat_map(|b| &b.judging);
        rules
            .filter_map(|rule| rule.need.as_ref().map(|(need, _)| need.what))
            .collect()
    }

    /// Whether a charter lets something go without consent because it is unavoidable for the support, on a day: where it does not, nobody is asked
    /// to say so.
    #[must_use]
    pub fn knows_unavoidable(&self, charter: Charter, on: Date) -> bool {
        let claimed = Fact::Named(Named::UnavoidableClaimed);
        self.library.rules.iter().any(|rule| {
            rule.charter == charter
                && rule.holds_on(on)
                && rule.fact.is_some()
                && rule.condition.when.contains(&claimed)
        })
    }

    /// The open norms that the charter itself has somebody answer on the way, each with what it is part of, in the order of the
    /// rules. Those of the law are asked under every charter and are not among them.
    pub fn norms(
        &self,
        charter: Charter,
        on: Date,
        kind: QuestionKind,
    ) -> impl Iterator<Item = (NeedWord, &OpenNorm)> {
        let asked = Asked::Question(kind);
        self.library
            .rules
            .iter()
            .filter(move |rule| {
                rule.charter == charter && rule.holds_on(on) && rule.asked.contains(&asked)
            })
            .filter_map(|rule| {
                let need = rule.need.as_ref()?;
                let id = need.question.as_ref()?;
                let norm = self.library.questions.iter().find(|one| one.id == *id)?;
                Some((need.what, norm))
            })
    }
}
