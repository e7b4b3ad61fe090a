//! Whether there is a question by which given rules apply, or do not: what `charter check` proves rather than guesses.
//!
//! A question is what it can say (`reach::said`): one word of a field that has one word, any of a field that has several, an age, and so
//! on. What rules conclude follows from it in each world: the rules of one charter on one day. Two worlds can be asked about one
//! question, such as a charter and the law by itself.

use std::collections::HashMap;

use jiff::civil::Date;
use regie_terms::{Charter, ClientTold, Data, Party, Purpose, QuestionKind, SafetyOf, Set, Word};

use crate::clauses::{Clauses, Found, Literal, Model};
use crate::fact::{Fact, Named};
use crate::format::{Asked, TermOf};
use crate::load::Library;
use crate::reach::said;
use crate::rule::{Condition, Rule};

/// The rules of a charter on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct World {
    pub(crate) charter: Charter,
    pub(crate) on: Date,
}

/// A question of one kind of which nothing is settled yet.
pub(crate) struct Asking<'l> {
    library: &'l Library,
    asked: Asked,
    clauses: Clauses,
    /// What a question says, by number of the fact.
    said: HashMap<usize, Literal>,
    /// What rules conclude, by world and number of the fact.
    concluded: HashMap<(World, usize), Literal>,
}

/// The question that was found.
pub(crate) struct Example {
    model: Model,
    said: HashMap<usize, Literal>,
}

impl<'l> Asking<'l> {
    pub(crate) fn new(library: &'l Library, asked: Asked) -> Asking<'l> {
        Asking {
            library,
            asked,
            clauses: Clauses::default(),
            said: HashMap::new(),
            concluded: HashMap::new(),
        }
    }

    /// Asks that this holds.
    pub(crate) fn that(&mut self, literal: Literal) {
        self.clauses.one_of([literal]);
    }

    /// Asks that one of these holds.
    pub(crate) fn that_one_of(&mut self, literals: Vec<Literal>) {
        self.clauses.one_of(literals);
    }

    /// That a rule applies in a world.
    pub(crate) fn applies(&mut self, world: World, rule: &Rule) -> Literal {
        self.condition(world, &rule.condition)
    }

    /// A question by which all that was asked holds, where one was found.
    pub(crate) fn example(&self) -> Option<Example> {
        match self.clauses.search() {
            Found::Model(model) => Some(Example {
                model,
                said: self.said.clone(),
            }),
            Found::Nothing | Found::Unknown => None,
        }
    }

    /// Whether there is surely no such question.
    pub(crate) fn never(&self) -> bool {
        self.clauses.search() == Found::Nothing
    }

    fn condition(&mut self, world: World, it: &Condition) -> Literal {
        let mut parts: Vec<Literal> = Vec::new();
        for fact in &it.when {
            parts.push(self.fact(world, *fact));
        }
        if !it.any.is_empty() {
            let any: Vec<Literal> = it.any.iter().map(|fact| self.fact(world, *fact)).collect();
            parts.push(self.clauses.any(&any));
        }
        for fact in &it.unless {
            parts.push(!self.fact(world, *fact));
        }
        let parties = |set: Option<Set<Party>>, of: fn(Party) -> Fact| {
            set.map(|set| set.iter().map(of).collect::<Vec<_>>())
        };
        let purposes = it
            .purpose
            .map(|set: Set<Purpose>| set.iter().map(Fact::Purpose).collect());
        let data = it
            .data
            .map(|set: Set<Data>| set.iter().map(Fact::Data).collect());
        for one_of in [
            parties(it.giver, Fact::From),
            parties(it.receiver, Fact::To),
            purposes,
            data,
        ]
        .into_iter()
        .flatten()
        {
            let one_of: Vec<Literal> = one_of
                .into_iter()
                .map(|fact| self.fact(world, fact))
                .collect();
            parts.push(self.clauses.any(&one_of));
        }
        if let Some(set) = it.data {
            for other in Set::<Data>::all().without(set).iter() {
                parts.push(!self.fact(world, Fact::Data(other)));
            }
        }
        self.clauses.all(&parts)
    }

    /// That a fact holds in a world.
    pub(crate) fn fact(&mut self, world: World, fact: Fact) -> Literal {
        match fact {
            Fact::Named(Named::TermSet) => self.by_rules(world, fact, |rule| {
                rule.term
                    .as_ref()
                    .is_some_and(|term| term.of == TermOf::Keep)
            }),
            Fact::Named(Named::TermOver) => {
                let over = self.says(fact);
                let set = self.fact(world, Fact::Named(Named::TermSet));
                self.clauses.one_of([!over, set]);
                over
            }
            Fact::Named(named) if named.is_derived() && !named.is_late() => {
                self.by_rules(world, fact, |rule| rule.fact == Some(named))
            }
            _ => self.says(fact),
        }
    }

    /// That one of the rules of a world that conclude a fact applies.
    fn by_rules(&mut self, world: World, fact: Fact, concludes: impl Fn(&Rule) -> bool) -> Literal {
        let key = (world, fact.index());
        if let Some(known) = self.concluded.get(&key) {
            return *known;
        }
        let library = self.library;
        let by: Vec<Literal> = library
            .in_force(world.charter, world.on, self.asked)
            .filter(|rule| concludes(rule))
            .map(|rule| self.applies(world, rule))
            .collect();
        let literal = self.clauses.any(&by);
        self.concluded.insert(key, literal);
        literal
    }

    /// That the question says a fact.
    fn says(&mut self, fact: Fact) -> Literal {
        if let Some(known) = self.said.get(&fact.index()) {
            return *known;
        }
        let group = Group::of(fact);
        if !group.words.contains(&fact) {
            return self.word(fact);
        }
        let words: Vec<Literal> = group.words.iter().map(|word| self.word(*word)).collect();
        self.clauses.at_most_one(&words);
        if group.always && !self.may_be_left_out(fact) {
            self.clauses.one_of(words);
        }
        self.bound(fact);
        self.word(fact)
    }

    /// A variable for what a question says; none that this kind of question cannot say.
    fn word(&mut self, fact: Fact) -> Literal {
        if let Some(known) = self.said.get(&fact.index()) {
            return *known;
        }
        let literal = self.clauses.variable();
        self.said.insert(fact.index(), literal);
        if !said(fact, self.asked) {
            self.clauses.one_of([!literal]);
        }
        literal
    }

    /// A request need not be about the file of one law.
    fn may_be_left_out(&self, fact: Fact) -> bool {
        let request = Asked::Question(QuestionKind::Request);
        !said(fact, self.asked) || (self.asked == request && matches!(fact, Fact::Law(_)))
    }

    /// What two fields have to do with each other.
    fn bound(&mut self, fact: Fact) {
        let named = |named| [Fact::Named(named)];
        match fact {
            Fact::Purpose(_) => {
                let all: Vec<Fact> = Purpose::ALL.iter().map(|one| Fact::Purpose(*one)).collect();
                self.same(&all, &named(Named::PurposeGiven));
            }
            Fact::SafetyOf(_) | Fact::ClientTold(_) => {
                let of: Vec<Fact> = SafetyOf::ALL
                    .iter()
                    .map(|one| Fact::SafetyOf(*one))
                    .collect();
                let told: Vec<Fact> = ClientTold::ALL
                    .iter()
                    .map(|one| Fact::ClientTold(*one))
                    .collect();
                self.same(&of, &told);
            }
            Fact::Named(Named::SubjectUnder12 | Named::Subject12To15 | Named::Subject16OrOver) => {
                let young = [Named::SubjectUnder12, Named::Subject12To15].map(Fact::Named);
                self.same(&young, &named(Named::SubjectUnder16));
            }
            _ => {}
        }
    }

    /// One of these is said exactly when one of those is.
    fn same(&mut self, these: &[Fact], those: &[Fact]) {
        let [these, those] = [these, those].map(|facts| {
            let words: Vec<Literal> = facts.iter().map(|fact| self.says(*fact)).collect();
            self.clauses.any(&words)
        });
        self.clauses.one_of([!these, those]);
        self.clauses.one_of([these, !those]);
    }
}

/// Words of which a question says one at most.
struct Group {
    words: Vec<Fact>,
    /// Whether it says one whenever it can.
    always: bool,
}

impl Group {
    fn of(fact: Fact) -> Group {
        fn all<W: Word>(of: fn(W) -> Fact) -> Vec<Fact> {
            W::ALL.iter().map(|word| of(*word)).collect()
        }
        let (words, always) = match fact {
            Fact::From(_) => (all(Fact::From), true),
            Fact::To(_) => (all(Fact::To), true),
            Fact::ToRelation(_) => (all(Fact::ToRelation), true),
            Fact::Law(_) => (all(Fact::Law), true),
            Fact::Function(_) => (all(Fact::Function), true),
            Fact::Relation(_) => (all(Fact::Relation), true),
            Fact::Act(_) => (all(Fact::Act), true),
            Fact::DeskAct(_) => (all(Fact::DeskAct), true),
            Fact::Moment(_) => (all(Fact::Moment), true),
            Fact::Kind(_) => (all(Fact::Kind), true),
            Fact::About(_) => (all(Fact::About), true),
            Fact::Conversation(_) => (all(Fact::Conversation), true),
            Fact::File(_) => (all(Fact::File), true),
            Fact::Right(_) => (all(Fact::Right), true),
            Fact::RequestAbout(_) => (all(Fact::RequestAbout), true),
            Fact::Purpose(_) => (all(Fact::Purpose), false),
            Fact::SafetyOf(_) => (all(Fact::SafetyOf), false),
            Fact::ClientTold(_) => (all(Fact::ClientTold), false),
            Fact::Refusal(_) => (all(Fact::Refusal), false),
            Fact::Risk(_) => (all(Fact::Risk), false),
            Fact::Data(_) | Fact::RepresentedBy(_) | Fact::Hold(_) => (Vec::new(), false),
            Fact::Named(named) => (of_one(named), true),
        };
        Group { words, always }
    }
}

/// Named facts of which always one holds, among them this one.
fn of_one(named: Named) -> Vec<Fact> {
    let ages = [
        Named::SubjectUnder12,
        Named::Subject12To15,
        Named::Subject16OrOver,
    ];
    let weighs = [Named::SubjectCanWeigh, Named::SubjectCannotWeigh];
    match named {
        one if ages.contains(&one) => ages.map(Fact::Named).to_vec(),
        one if weighs.contains(&one) => weighs.map(Fact::Named).to_vec(),
        _ => Vec::new(),
    }
}

impl Example {
    /// The words that the question says, in the order of the facts; those that only tell that nothing is the matter are left out.
    pub(crate) fn words(&self, about: &Condition) -> String {
        let named = about.facts().filter(|fact| {
            let literal = self.said.get(&fact.index());
            literal.is_some_and(|literal| self.model.holds(*literal))
        });
        let named: Vec<String> = named.map(|fact| fact.name()).collect();
        named.join(", ")
    }

    /// Whether something that was asked about holds in it.
    pub(crate) fn holds(&self, literal: Literal) -> bool {
        self.model.holds(literal)
    }
}
