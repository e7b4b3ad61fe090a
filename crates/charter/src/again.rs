//! Asking a decision of the ledger again: the same questions, by the rules as they are now for the day they were asked on.

use regie_terms::{ActQuestion, Answer, Outcome, Question, QuestionKind};

use crate::permit::together;
use crate::{Capacity, Charters, Decided};

/// How a decision comes out when it is asked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// As it did, by the same rules.
    Same,
    /// As it did, by other rules: these are new, and these no longer carry weight.
    ByOtherRules {
        /// Rules that carry weight now and did not.
        now: Vec<String>,
        /// Rules that did and do not now.
        then: Vec<String>,
    },
    /// Otherwise.
    Otherwise(Outcome),
    /// The rules no longer answer it; which field stands in the way, without what was in it.
    Unanswered(String),
    /// No question was kept that could be asked: an act of the program itself.
    NothingAsked,
}

/// Those of `these` that are not among `those`, in their order.
pub(crate) fn only_in(these: &[String], those: &[String]) -> Vec<String> {
    let gone = these.iter().filter(|one| !those.contains(one));
    gone.cloned().collect()
}

impl Charters {
    /// Asks again what a line of the ledger decided. `questions` is what the line keeps, as JSON; `capacity` is that of
    /// who acted.
    #[must_use]
    pub fn again(&self, decided: &Decided, capacity: Capacity, questions: &str) -> Again {
        let Ok(kept) = serde_json::from_str::<Vec<serde_json::Value>>(questions) else {
            return Again::Unanswered("the questions kept are no list".to_owned());
        };
        if kept.is_empty() {
            return Again::NothingAsked;
        }
        let mut answers = Vec::with_capacity(kept.len());
        for question in kept {
            match self.one_again(capacity, question) {
                Ok(answer) => answers.push(answer),
                Err(why) => return Again::Unanswered(why),
            }
        }
        let (outcome, rules) = together(&answers);
        if outcome != decided.outcome {
            return Again::Otherwise(outcome);
        }
        let (now, then) = (
            only_in(&rules, &decided.rules),
            only_in(&decided.rules, &rules),
        );
        if now.is_empty() && then.is_empty() {
            Again::Same
        } else {
            Again::ByOtherRules { now, then }
        }
    }

    fn one_again(&self, capacity: Capacity, question: serde_json::Value) -> Result<Answer, String> {
        let unread = |why: &dyn std::fmt::Display| why.to_string();
        if question.get("question").and_then(|word| word.as_str()) == Some("act") {
            // What serde says could hold what was in it.
            let act: ActQuestion = serde_json::from_value(question)
                .map_err(|_| "the act kept cannot be read".to_owned())?;
            return self.act(&act).map_err(|why| unread(&why));
        }
        let question = Question::read(&question.to_string()).map_err(|why| unread(&why))?;
        let client = matches!(
            capacity,
            Capacity::Subject | Capacity::ParentOrGuardian | Capacity::Representative
        );
        // A client's leave is the answer to who has to agree.
        if client && question.kind() == QuestionKind::Consent {
            self.own(capacity, &question)
        } else {
            self.ask(&question)
        }
        .map_err(|why| unread(&why))
    }
}
