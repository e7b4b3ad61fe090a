//! From an answer to leave to act: verdicts, permits and refusals.
//!
//! A permit is made in this file only ([`Charters::judge`] and its sisters), says exactly what may be touched and by
//! whom, and is used up by the ledger. It has no public fields, cannot be copied, written out or read in.

use std::marker::PhantomData;

use regie_terms::{
    ActQuestion, Answer, Charter, Consenter, NeedWord, Of, Outcome, Question, RequestId, Unreadable,
};
use serde::{Deserialize, Serialize};

use crate::Charters;
use crate::scope::{Capacity, Scope};

/// Leave to look.
#[derive(Debug)]
pub enum View {}
/// Leave to change.
#[derive(Debug)]
pub enum Change {}

mod sealed {
    pub trait Mode {}
    impl Mode for super::View {}
    impl Mode for super::Change {}
}
/// [`View`] or [`Change`]; no third kind can be added from outside.
pub trait Mode: sealed::Mode {}
impl Mode for View {}
impl Mode for Change {}

/// What the charter decided, as a ledger line carries it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The charter asked.
    pub charter: String,
    /// Its version: first day.
    pub version: String,
    /// Hash over all rule files that were loaded.
    #[serde(with = "crate::hex")]
    pub hash: [u8; 32],
    /// How it came out, over all questions asked.
    pub outcome: Outcome,
    /// The rules that carried weight.
    pub rules: Vec<String>,
}

/// Leave to act, once. Only the charter makes one.
#[must_use = "a permit that is not used is an act that did not happen"]
pub struct Permit<K: Mode> {
    scope: Scope,
    decided: Decided,
    questions: String,
    kind: PhantomData<K>,
}

/// A no, or a not yet; it goes to the ledger like a permit does.
#[must_use = "a refusal is a ledger line too"]
pub struct Denial {
    scope: Scope,
    decided: Decided,
    questions: String,
}

impl Denial {
    /// What it is about.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// What was decided.
    #[must_use]
    pub fn decided(&self) -> &Decided {
        &self.decided
    }

    /// The questions asked, as JSON; they hold personal data and are sealed in the line.
    #[must_use]
    pub fn questions(&self) -> &str {
        &self.questions
    }

    /// The same under another request id. A refusal is no carrying out: the form that comes back mended
    /// under the first id must not look as if it had been done.
    pub fn renewed(mut self, request: RequestId) -> Self {
        self.scope.request = request;
        self
    }
}

impl Permit<View> {
    /// The same under another request id; every look has a line of its own.
    pub fn renewed(mut self, request: RequestId) -> Self {
        self.scope.request = request;
        self
    }
}

impl<K: Mode> Permit<K> {
    /// What it is about.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// What was decided.
    #[must_use]
    pub fn decided(&self) -> &Decided {
        &self.decided
    }

    /// The questions asked, as JSON; they hold personal data and are sealed in the line.
    #[must_use]
    pub fn questions(&self) -> &str {
        &self.questions
    }

    /// Takes the permit apart; the ledger does this when the line is written.
    #[must_use]
    pub fn spend(self) -> (Scope, Decided) {
        (self.scope, self.decided)
    }
}

/// The charter's word: the answers for the screen, and leave or refusal for the ledger.
#[must_use = "ask who may act and then look at the answer"]
pub struct Verdict<K: Mode> {
    /// One answer per question, in the order asked; plain data.
    pub answers: Vec<Answer>,
    /// Leave, or a refusal.
    pub ruling: Result<Permit<K>, Denial>,
}

impl Charters {
    /// Asks every question; all must be permitted for leave to act.
    ///
    /// # Errors
    /// [`Unreadable`] when a question cannot be asked of these charters.
    pub fn judge<K: Mode>(
        &self,
        scope: Scope,
        questions: &[Question],
    ) -> Result<Verdict<K>, Unreadable> {
        let answers = self.ask_all(questions)?;
        Ok(self.rule(scope, answers, ActAndQuestions::of(questions), false))
    }

    /// Asks whether a desk act may be done, and any questions that come with it.
    ///
    /// # Errors
    /// [`Unreadable`] when a question cannot be asked of these charters.
    pub fn judge_act<K: Mode>(
        &self,
        scope: Scope,
        act: &ActQuestion,
        questions: &[Question],
    ) -> Result<Verdict<K>, Unreadable> {
        let mut answers = vec![self.act(act)?];
        answers.extend(self.ask_all(questions)?);
        let asked = ActAndQuestions {
            act: Some(act),
            questions,
        };
        Ok(self.rule(scope, answers, asked, false))
    }

    /// Leave for what the program does by itself: laying a population, a checkpoint, destroying a key that is left, replacing the controller's key, putting a
    /// backup back and destroying again what was destroyed since, asking old questions again, noting a login or
    /// its end, letting somebody in who was invited, its books of mail and of what was destroyed. `None` for anything else: an act outside the fixed list, or by somebody who is
    /// not the program.
    #[must_use]
    pub fn start_up(&self, scope: Scope) -> Option<Permit<Change>> {
        const ACTS: [&str; 14] = [
            "lay-population",
            "checkpoint",
            "destroy-key",
            "destroy-again",
            "rotate-keys",
            "restore",
            "replay",
            "login",
            "login-failed",
            "logout",
            "accept-invitation",
            "mail-notice",
            "certify-destruction",
            "end-list-done",
        ];
        ACTS.contains(&scope.act)
            .then(|| self.program(scope, Charter::Wet))
            .flatten()
    }

    /// Leave to lay the first stone of an organisation that goes by a charter: the line says which. `None` for any other act.
    #[must_use]
    pub fn founding(&self, scope: Scope, charter: Charter) -> Option<Permit<Change>> {
        (scope.act == "found")
            .then(|| self.program(scope, charter))
            .flatten()
    }

    /// Leave of the program itself, which no rule gives; `None` for anybody else.
    fn program(&self, scope: Scope, charter: Charter) -> Option<Permit<Change>> {
        if scope.actor.capacity != Capacity::System {
            return None;
        }
        let decided = Decided {
            charter: charter.to_string(),
            version: String::new(),
            hash: self.hash(),
            outcome: Outcome::Permitted,
            rules: vec![String::from("start-up")],
        };
        Some(Permit {
            scope,
            decided,
            questions: String::from("[]"),
            kind: PhantomData,
        })
    }

    /// Records what already happened (FLD-18): the verdict of that moment is kept, and the record is allowed
    /// whatever it says, to who may `edit` the dossier. Only changes can be recorded so.
    ///
    /// # Errors
    /// [`Unreadable`] when a question cannot be asked of these charters.
    pub fn judge_afterwards(
        &self,
        scope: Scope,
        edit: &Question,
        questions: &[Question],
    ) -> Result<Verdict<Change>, Unreadable> {
        let asked: Vec<Question> = [edit].into_iter().chain(questions).cloned().collect();
        let answers = self.ask_all(&asked)?;
        let may_write = answers
            .first()
            .is_some_and(|edit| edit.outcome == Outcome::Permitted);
        Ok(self.rule(scope, answers, ActAndQuestions::of(&asked), may_write))
    }

    /// The portal: may this person, in this capacity, act for the subject? The charter's own answer to
    /// who has to agree (CON-2 to CON-4) is the list of who may look and answer (POR-1, POR-2, RIG-12).
    ///
    /// # Errors
    /// [`Unreadable`] when the question cannot be asked of these charters.
    pub fn judge_own<K: Mode>(
        &self,
        scope: Scope,
        consent: &Question,
    ) -> Result<Verdict<K>, Unreadable> {
        let answer = self.own(scope.actor.capacity, consent)?;
        let asked = ActAndQuestions::of(std::slice::from_ref(consent));
        Ok(self.rule(scope, vec![answer], asked, false))
    }

    /// The answer to who has to agree, as leave for one of them or for nobody.
    pub(crate) fn own(&self, capacity: Capacity, consent: &Question) -> Result<Answer, Unreadable> {
        let mut answer = self.ask(consent)?;
        let acts_as = match capacity {
            Capacity::Subject => Some(Consenter::Subject),
            Capacity::ParentOrGuardian => Some(Consenter::ParentOrGuardian),
            Capacity::Representative => Some(Consenter::Representative),
            Capacity::Staff(_) | Capacity::System => None,
        };
        let named = answer.needs.iter().any(|need| match (need.what, need.of) {
            (NeedWord::Consent, Some(Of::Consenters(of))) => {
                acts_as.is_some_and(|party| of.contains(party))
            }
            _ => false,
        });
        answer.needs.clear();
        answer.outcome = if named {
            Outcome::Permitted
        } else {
            Outcome::Prohibited
        };
        Ok(answer)
    }

    fn ask_all(&self, questions: &[Question]) -> Result<Vec<Answer>, Unreadable> {
        questions
            .iter()
            .map(|question| self.ask(question))
            .collect()
    }

    /// The answers as one ruling: leave when all are permitted, or `whatever` they say.
    fn rule<K: Mode>(
        &self,
        scope: Scope,
        answers: Vec<Answer>,
        asked: ActAndQuestions<'_>,
        whatever: bool,
    ) -> Verdict<K> {
        let questions = asked.written();
        let (outcome, rules) = together(&answers);
        let (charter, version) = answers
            .first()
            .map(|a| (a.charter.to_string(), a.version.to_string()))
            .unwrap_or_default();
        let decided = Decided {
            charter,
            version,
            hash: self.hash(),
            outcome,
            rules,
        };
        let ruling = if outcome == Outcome::Permitted || whatever {
            Ok(Permit {
                scope,
                decided,
                questions,
                kind: PhantomData,
            })
        } else {
            Err(Denial {
                scope,
                decided,
                questions,
            })
        };
        Verdict { answers, ruling }
    }
}

/// How several answers come out as one, and the rules that carried weight in any of them.
pub(crate) fn together(answers: &[Answer]) -> (Outcome, Vec<String>) {
    let outcome = answers
        .iter()
        .map(|a| a.outcome)
        .max_by_key(|o| *o as u8)
        .unwrap_or(Outcome::Prohibited);
    let mut rules: Vec<String> = Vec::new();
    for because in answers.iter().flat_map(|a| &a.because) {
        if !rules.iter().any(|r| *r == *because.rule) {
            rules.push(because.rule.to_string());
        }
    }
    (outcome, rules)
}

/// What was asked, as the line keeps it.
struct ActAndQuestions<'a> {
    act: Option<&'a ActQuestion>,
    questions: &'a [Question],
}

/// One question as it is written down; an act of the desk under the word `act`.
#[derive(Serialize)]
#[serde(untagged)]
enum Written<'a> {
    Act {
        question: &'static str,
        #[serde(flatten)]
        act: &'a ActQuestion,
    },
    Question(&'a Question),
}

impl<'a> ActAndQuestions<'a> {
    fn of(questions: &'a [Question]) -> Self {
        Self {
            act: None,
            questions,
        }
    }

    fn written(&self) -> String {
        let act = self.act.map(|act| Written::Act {
            question: "act",
            act,
        });
        let all: Vec<Written<'_>> = act
            .into_iter()
            .chain(self.questions.iter().map(Written::Question))
            .collect();
        serde_json::to_string(&all).unwrap_or_default()
    }
}
