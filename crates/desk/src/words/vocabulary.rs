//! The vocabulary of `terms` in the reader's language.

use regie_terms as terms;

use super::Lang;
use crate::form::Choice;

/// A list of words with its place among the texts.
pub trait Spoken: terms::Word {
    /// The first part of the keys: `data` for `data-health`.
    const GROUP: &'static str;
}

macro_rules! spoken {
    ($($name:ident = $group:literal),* $(,)?) => {
        $(impl Spoken for terms::$name { const GROUP: &'static str = $group; })*

        /// Every list, with its words: for the test that each has a text.
        #[cfg(test)]
        pub(super) fn every_word() -> Vec<(&'static str, Vec<&'static str>)> {
            vec![$(($group, terms::$name::ALL.iter().map(|word| word.as_str()).collect())),*]
        }
    };
}
spoken!(
    Charter = "charter",
    Outcome = "outcome",
    NeedWord = "need",
    DutyWord = "duty",
    Representative = "representative",
    Consenter = "consenter",
    Law = "law",
    Party = "party",
    ReceiverRelation = "receiver",
    Data = "data",
    Purpose = "purpose",
    Conversation = "conversation",
    ConsentAnswer = "consent-answer",
    ConsentForm = "consent-form",
    NeededForm = "needed-form",
    SafetyOf = "safety",
    ClientTold = "told",
    Consulted = "consulted",
    About = "about",
    Moment = "moment",
    Kind = "kind",
    Act = "act",
    Function = "function",
    Relation = "relation",
    Declaration = "declaration",
    File = "file",
    Hold = "hold",
    Right = "right",
    RequestAbout = "request-about",
    Refusal = "refusal",
    Risk = "risk",
    DeskAct = "desk-act",
);

impl Lang {
    /// A word of the vocabulary in this language: `t.of(&Data::Health)` is `gezondheid`.
    #[must_use]
    pub fn of<W: Spoken>(self, word: &W) -> &'static str {
        self.word(W::GROUP, word.as_str())
    }

    /// These words as choices of a field: `t.choices(Law::ALL)`.
    pub fn choices<W: Spoken>(self, words: &[W]) -> Vec<Choice> {
        Choice::words(self, W::GROUP, words.iter().map(|word| word.as_str()))
    }

    /// These words as they stand in a sentence: `naam en adres, gezondheid en schulden`.
    pub fn listed<W: Spoken>(self, words: impl IntoIterator<Item = W>) -> String {
        let words: Vec<&str> = words.into_iter().map(|word| self.of(&word)).collect();
        self.list(&words)
    }
}
