//! What a charter offers and asks on the way to an answer, for screens that walk somebody through it. Read from the rule files,
//! so that what no rule asks is on no screen.

use jiff::civil::Date;
use regie_terms::{Charter, Data, NeedWord, Party, Purpose, QuestionKind, Set};

use crate::fact::{Fact, Named};
use crate::format::Asked;
use crate::offer::Offer;
use crate::rule::Rule;
use crate::{Charters, OpenNorm};

/// Something a form asks only where a rule looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// That something is there, or what it is.
    Kind,
    /// At which moment of triage.
    Moment,
    /// An article that makes it strictly necessary.
    LegalGround,
    /// That safety is at stake.
    Safety,
    /// How a receiver stands to the help.
    ReceiverRelation,
    /// Whether a receiver committed itself to the protocol.
    Partner,
    /// Whether the client was confronted first.
    Confronted,
}

impl Field {
    /// Whether a fact is about this field.
    const fn is_of(self, fact: Fact) -> bool {
        matches!(
            (self, fact),
            (Field::Kind, Fact::Kind(_))
                | (Field::Moment, Fact::Moment(_))
                | (Field::LegalGround, Fact::Named(Named::LegalGroundGiven))
                | (Field::Safety, Fact::SafetyOf(_))
                | (Field::ReceiverRelation, Fact::ToRelation(_))
                | (Field::Partner, Fact::Named(Named::ReceiverIsPartner))
                | (Field::Confronted, Fact::Named(Named::Confronted))
        )
    }
}

/// What a form is drawn from: the words a charter offers for one kind of question on one day, and the fields its rules look at.
#[derive(Debug)]
pub struct FormOf<'c> {
    offers: Vec<&'c Offer>,
    facts: Vec<Fact>,
    grounded: Set<Data>,
    /// Everything that some rule could need.
    pub needs: Set<NeedWord>,
}

impl<'c> FormOf<'c> {
    /// The offers, each under its heading: those of the law in their order, each replaced by the charter's own of that name, then
    /// what the charter offers besides.
    pub fn offers(&self) -> impl Iterator<Item = &'c Offer> {
        self.offers.iter().copied()
    }

    /// The categories of data, in the order of the offers.
    #[must_use]
    pub fn data(&self) -> Vec<Data> {
        self.offers().flat_map(|one| &one.data).copied().collect()
    }

    /// The purposes, in the order of the offers.
    #[must_use]
    pub fn purposes(&self) -> Vec<Purpose> {
        let offers = self.offers();
        offers.flat_map(|one| &one.purposes).copied().collect()
    }

    /// The receivers, in the order of the offers.
    #[must_use]
    pub fn receivers(&self) -> Vec<Party> {
        let offers = self.offers();
        offers.flat_map(|one| &one.receivers).copied().collect()
    }

    /// Whether some rule stops a category unless an article is named that makes it strictly necessary.
    #[must_use]
    pub fn asks_ground(&self, data: Data) -> bool {
        self.grounded.contains(data)
    }

    /// Whether some rule looks at a field.
    #[must_use]
    pub fn asks(&self, field: Field) -> bool {
        self.facts.iter().any(|fact| field.is_of(*fact))
    }
}

impl Charters {
    /// What the form for a kind of question is drawn from under a charter on a day. Before the charter's first day nothing is
    /// offered; the law offers only its own.
    #[must_use]
    pub fn form(&self, charter: Charter, on: Date, kind: QuestionKind) -> FormOf<'_> {
        let began = self.first_day(charter).is_some_and(|first| first <= on);
        let offers = if began {
            self.library.offers_on(charter, on, kind)
        } else {
            Vec::new()
        };
        let mut facts = Vec::new();
        let mut grounded = Set::EMPTY;
        for rule in self.judged(charter, on, kind) {
            let met = rule.need.iter().flat_map(|need| need.met.iter().copied());
            let it = &rule.condition;
            facts.extend(it.facts().chain(met));
            if it.unless.contains(&Fact::Named(Named::LegalGroundGiven)) {
                for fact in it.when.iter().chain(&it.any) {
                    if let Fact::Data(data) = fact {
                        grounded.insert(*data);
                    }
                }
            }
        }
        FormOf {
            offers,
            facts,
            grounded,
            needs: self.may_need(charter, on, kind),
        }
    }

    /// The rules by which a kind of question is judged, the law's among them.
    fn judged(
        &self,
        charter: Charter,
        on: Date,
        kind: QuestionKind,
    ) -> impl Iterator<Item = &Rule> {
        let book = self.book_on(charter, on, Asked::Question(kind)).ok();
        let book = book.and_then(|number| self.books.get(number));
        let places = book.into_iter().flat_map(|book| &book.rules);
        // A book stands for all days until the rules change, so what is in it holds.
        places.filter_map(|place| self.library.rules.get(*place))
    }

    /// Everything that some rule of a charter could need before a question of this kind is answered with yes, on a day. Nothing
    /// for a charter that does not answer it.
    #[must_use]
    pub fn may_need(&self, charter: Charter, on: Date, kind: QuestionKind) -> Set<NeedWord> {
        self.judged(charter, on, kind)
            .filter_map(|rule| rule.need.as_ref().map(|need| need.what))
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
                let norm = self.library.norm(need.question.as_ref()?)?;
                Some((need.what, norm))
            })
    }
}
