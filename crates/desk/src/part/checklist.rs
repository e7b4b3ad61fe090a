//! A decision of the charter as a list of steps: what is done, what is still needed and who can give it, what
//! must follow, and behind each the article.

use std::borrow::Cow;

use askama::Template;

use crate::words::Lang;

/// How a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It may happen now.
    Permitted,
    /// It may happen once everything still needed is there.
    Incomplete,
    /// Nothing the asker could add would make it lawful.
    Prohibited,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Outcome::Permitted => "permitted",
            Outcome::Incomplete => "incomplete",
            Outcome::Prohibited => "prohibited",
        }
    }
}

/// How one step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is there.
    Done,
    /// It is still needed.
    Needed,
    /// It stands in the way and cannot be added.
    Barred,
    /// It has to be done afterwards.
    Duty,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Done => "done",
            State::Needed => "needed",
            State::Barred => "barred",
            State::Duty => "duty",
        }
    }
}

/// A rule behind a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// The rule's id.
    pub rule: String,
    /// The place in the document, in its short name: `PV 2B`.
    pub source: String,
    /// The article of law, where there is one.
    pub law: Option<String>,
    /// What the rule asks, in the reader's language.
    pub says: String,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// How it stands.
    pub state: State,
    /// What it is: "Toestemming van Fatma".
    pub what: Cow<'static, str>,
    /// Who can give it or do it, or how.
    pub who: Option<String>,
    /// Where to go to give it.
    pub href: Option<String>,
    /// The rules behind it.
    pub because: Vec<Because>,
}

impl Step {
    /// A step without rules or ways yet.
    #[must_use]
    pub fn new(state: State, what: impl Into<Cow<'static, str>>) -> Self {
        Step {
            state,
            what: what.into(),
            who: None,
            href: None,
            because: Vec::new(),
        }
    }

    /// Says who can give it.
    #[must_use]
    pub fn by(mut self, who: impl Into<String>) -> Self {
        self.who = Some(who.into());
        self
    }

    /// Says where it can be given.
    #[must_use]
    pub fn at(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Puts a rule behind it.
    #[must_use]
    pub fn because(mut self, rule: Because) -> Self {
        self.because.push(rule);
        self
    }
}

/// The decision as a checklist. The whole of it is what a live form replaces when something is filled in.
#[derive(Clone, Debug, Template)]
#[template(path = "part/checklist.html")]
pub struct Checklist {
    /// The language it is drawn in.
    pub t: Lang,
    /// The id of the element, for `data-decide-into`.
    pub id: Cow<'static, str>,
    /// Above it, such as "Mag dit gedeeld worden?".
    pub title: Cow<'static, str>,
    /// How the decision stands.
    pub outcome: Outcome,
    /// The outcome in a sentence; when left out, the general one.
    pub sentence: Option<String>,
    /// What the form itself lacks, each with the way to its field. While there is anything, what the charter permits cannot be done yet.
    pub unfilled: Vec<(String, String)>,
    /// The steps, drawn in groups: needed, barred, done, duty.
    pub steps: Vec<Step>,
    /// Rules that belong to no single step.
    pub because: Vec<Because>,
    /// Which charter decided, for the last line: "Privacyverklaring Buurtteam, versie 25 mei 2018".
    pub charter: Option<String>,
}

impl Checklist {
    /// A checklist without steps yet.
    #[must_use]
    pub fn new(t: Lang, title: impl Into<Cow<'static, str>>, outcome: Outcome) -> Self {
        Checklist {
            t,
            id: Cow::Borrowed("checklist"),
            title: title.into(),
            outcome,
            sentence: None,
            unfilled: Vec::new(),
            steps: Vec::new(),
            because: Vec::new(),
            charter: None,
        }
    }

    /// Adds a step.
    #[must_use]
    pub fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Whether the charter permits what the form does not say in full yet.
    fn almost(&self) -> bool {
        self.outcome == Outcome::Permitted && !self.unfilled.is_empty()
    }

    /// What the form lacks, as it is listed: of many the first alone, so that an empty form is no wall of links.
    fn lacks(&self) -> (String, &[(String, String)]) {
        const FEW: usize = 4;
        let number = self.unfilled.len();
        match self.unfilled.split_first() {
            Some((_, rest)) if rest.len() >= FEW => (
                self.t.with("checklist-unfilled-many", "number", number),
                self.unfilled.get(..1).unwrap_or_default(),
            ),
            _ => (self.t.say("checklist-unfilled").to_owned(), &self.unfilled),
        }
    }

    /// The word that says how it stands, and gives it its colour.
    fn stands(&self) -> &'static str {
        if self.almost() {
            "almost"
        } else {
            self.outcome.word()
        }
    }

    fn says(&self) -> String {
        let general = || self.t.word("outcome-sentence", self.stands()).to_owned();
        self.sentence.clone().unwrap_or_else(general)
    }

    /// The groups in which steps are drawn: what is asked of the reader first.
    fn groups(&self) -> Vec<(State, Vec<&Step>)> {
        [State::Needed, State::Barred, State::Done, State::Duty]
            .into_iter()
            .map(|state| {
                (
                    state,
                    self.steps
                        .iter()
                        .filter(|step| step.state == state)
                        .collect(),
                )
            })
            .filter(|(_, steps): &(State, Vec<&Step>)| !steps.is_empty())
            .collect()
    }
}
