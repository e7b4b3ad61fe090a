//! A rule as the program keeps it: checked, with its full id and its place in the file.

use std::collections::HashSet;

use jiff::civil::Date;
use regie_terms::{Charter, Consenter, Data, DutyWord, NeedWord, NeededForm, Outcome, Party};
use regie_terms::{Consulted, Declaration, Purpose, QuestionKind, Relation, Says, Set};

use crate::fact::{Fact, Named};
use crate::format::{Asked, ConsultedAbout, CountsFrom, Dated, Day, PlainEffect, RawRule, TermOf};
use crate::problem::Problem;

/// One rule or row.
#[derive(Debug)]
pub(crate) struct Rule {
    /// `charter.subject.name`.
    pub(crate) id: String,
    pub(crate) charter: Charter,
    pub(crate) asked: Vec<Asked>,
    pub(crate) alone: bool,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) source: Dated,
    pub(crate) law: Option<Dated>,
    pub(crate) says: Says,
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) condition: Condition,
    pub(crate) effect: Option<PlainEffect>,
    pub(crate) outweighs: Vec<String>,
    pub(crate) fact: Option<Named>,
    pub(crate) ask: Set<Consenter>,
    pub(crate) need: Option<NeedRule>,
    pub(crate) duty: Option<DutyRule>,
    pub(crate) term: Option<TermRule>,
}

/// What has to hold for a rule to apply; `None` is anything.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) when: Vec<Fact>,
    pub(crate) any: Vec<Fact>,
    pub(crate) unless: Vec<Fact>,
    pub(crate) giver: Option<Set<Party>>,
    pub(crate) receiver: Option<Set<Party>>,
    pub(crate) purpose: Option<Set<Purpose>>,
    pub(crate) data: Option<Set<Data>>,
}

#[derive(Clone, Debug)]
pub(crate) struct NeedRule {
    pub(crate) what: NeedWord,
    pub(crate) met: Vec<Fact>,
    pub(crate) form: NeededForm,
    pub(crate) of: Set<Declaration>,
    pub(crate) with: Set<Consulted>,
    pub(crate) any_of: bool,
    pub(crate) anonymised: bool,
    pub(crate) about: ConsultedAbout,
    pub(crate) question: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct DutyRule {
    pub(crate) what: DutyWord,
    pub(crate) by: Set<Relation>,
    /// The full id of the figure that says within how many hours.
    pub(crate) within: Option<String>,
    pub(crate) after: Outcome,
}

/// How long something is kept, or takes at most.
#[derive(Clone, Debug)]
pub(crate) struct TermRule {
    pub(crate) of: TermOf,
    /// The full id of the figure.
    pub(crate) lasts: String,
    pub(crate) counts_from: CountsFrom,
    pub(crate) gives_way: bool,
}

/// Where a rule stands, for messages.
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: usize,
    pub(crate) charter: Charter,
    pub(crate) first: Date,
    pub(crate) subject: Asked,
}

/// What everything in a rule file begins with.
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
}

impl Place<'_> {
    /// Checks the name, the days, the source and the other texts of something as it was written; what is wrong goes into `problems`.
    pub(crate) fn head<'t>(
        &self,
        name: &str,
        (from, until): (Option<Day>, Option<Day>),
        source: &'t Dated,
        texts: impl Iterator<Item = &'t str>,
        problems: &mut Vec<Problem>,
    ) -> Head {
        let mut wrong =
            |message: String| problems.push(Problem::error(self.file, self.line, message));
        let id = full_id(self.charter, self.subject, name);
        if !is_name(name) {
            wrong(format!("`{name}` is no id: lower case, digits and hyphens"));
        }
        let from = from.map_or(self.first, |day| day.0);
        let until = until.map(|day| day.0);
        if until.is_some_and(|until| until < from) {
            wrong(format!("`{id}` ends before it begins"));
        }
        if source.on(from).is_none() {
            wrong(format!("`{id}` has no source on its first day"));
        }
        let mut texts = source.texts().into_iter().chain(texts);
        if texts.any(|text| text.trim().is_empty()) {
            wrong(format!("`{id}` has a blank text"));
        }
        Head { id, from, until }
    }
}

impl Rule {
    /// Checks one rule as it was written; what is wrong goes into `problems`.
    pub(crate) fn check(raw: RawRule, at: &Place<'_>, problems: &mut Vec<Problem>) -> Rule {
        let texts = raw.law.iter().flat_map(Dated::texts);
        let texts = texts.chain([raw.says.nl.as_str(), raw.says.en.as_str()]);
        let head = at.head(&raw.id, (raw.from, raw.until), &raw.source, texts, problems);
        let Head { id, from, until } = head;
        let mut wrong = |message: String| problems.push(Problem::error(at.file, at.line, message));
        if raw.alone && at.charter != Charter::Wet {
            wrong(format!("`{id}`: only rules of the law can be `alone`"));
        }
        let nothing = raw.effect.is_none()
            && raw.fact.is_none()
            && raw.ask.is_none()
            && raw.need.is_none()
            && raw.duty.is_none()
            && raw.term.is_none();
        if nothing {
            wrong(format!("`{id}` has no effect"));
        }
        let breach = Asked::Question(QuestionKind::Breach);
        if raw.effect == Some(PlainEffect::PermitOtherwise) && at.subject != breach {
            wrong(format!(
                "`{id}`: only of a breach it is not the question whether it may happen"
            ));
        }
        let concludes = raw.fact.is_some() || raw.ask.is_some();
        let condition = Condition::of(&raw);
        if (concludes || raw.term.is_some()) && condition.facts().any(is_late) {
            wrong(format!(
                "`{id}` concludes a fact from one that is known only afterwards"
            ));
        }
        let need = raw.need.map(|need| {
            let lacks = match need.what {
                NeedWord::Consent => need.form.is_none().then_some("form"),
                NeedWord::Consultation => need.with.is_none().then_some("with"),
                NeedWord::Declaration => need.of.is_none().then_some("of"),
                _ => need.met.is_empty().then_some("met"),
            };
            if let Some(lacks) = lacks {
                wrong(format!("`{id}`: a need for {} has `{lacks}`", need.what));
            }
            NeedRule {
                what: need.what,
                met: need.met.into_iter().map(|fact| fact.0).collect(),
                form: need.form.unwrap_or(NeededForm::Written),
                of: need.of.unwrap_or_default().into(),
                with: need.with.unwrap_or_default().into(),
                any_of: need.any_of,
                anonymised: need.anonymised,
                about: need.about,
                question: need.question.map(toml::Spanned::into_inner),
            }
        });
        let in_full = |name: String| {
            if name.contains('.') {
                name
            } else {
                full_id(at.charter, at.subject, &name)
            }
        };
        let duty = raw.duty.map(|duty| DutyRule {
            what: duty.what,
            by: duty.by.unwrap_or_default().into(),
            within: duty.within.map(in_full),
            after: duty.after.unwrap_or(Outcome::Permitted),
        });
        if duty
            .as_ref()
            .is_some_and(|duty| duty.after == Outcome::Incomplete)
        {
            wrong(format!(
                "`{id}`: nothing follows while something is missing"
            ));
        }
        let term = raw.term.map(|term| {
            if (term.of == TermOf::Keep) != term.counts_from.is_some() {
                wrong(format!(
                    "`{id}`: a term of keeping, and no other, has `counts_from`"
                ));
            }
            TermRule {
                of: term.of,
                lasts: in_full(term.lasts),
                counts_from: term.counts_from.unwrap_or(CountsFrom::Closed),
                gives_way: term.gives_way,
            }
        });
        let outweighs = raw
            .outweighs
            .into_iter()
            .map(|other| in_full(other.into_inner()))
            .collect();
        Rule {
            id,
            charter: at.charter,
            asked: raw.questions.map_or_else(
                || vec![at.subject],
                |questions| questions.into_iter().map(|asked| asked.0).collect(),
            ),
            alone: raw.alone,
            from,
            until,
            source: raw.source,
            law: raw.law,
            says: raw.says,
            file: at.file.to_owned(),
            line: at.line,
            condition,
            effect: raw.effect,
            outweighs,
            fact: raw.fact.map(|fact| fact.0),
            ask: raw.ask.unwrap_or_default().into(),
            need,
            duty,
            term,
        }
    }

    /// Whether it is in force on a day.
    pub(crate) fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it is one of the rules by which a charter answers a question of this kind on a day: the charter's own and the law's, those for the
    /// law alone only where it is asked by itself.
    pub(crate) fn answers(&self, charter: Charter, day: Date, asked: Asked) -> bool {
        (self.charter == charter || (self.charter == Charter::Wet && !self.alone))
            && self.holds_on(day)
            && self.asked.contains(&asked)
    }

    /// Whether it bears on the answer itself, rather than only concluding facts or saying whom to ask.
    pub(crate) fn judges(&self) -> bool {
        self.effect.is_some() || self.need.is_some() || self.duty.is_some()
    }

    /// Whether it concludes something other rules build on.
    pub(crate) fn concludes(&self) -> bool {
        self.fact.is_some() || !self.ask.is_empty()
    }

    /// The figures it goes by.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &String> {
        let term = self.term.iter().map(|term| &term.lasts);
        term.chain(self.duty.iter().filter_map(|duty| duty.within.as_ref()))
    }

    /// The days on which the rule or its citation changes.
    pub(crate) fn changes(&self) -> HashSet<Date> {
        let mut days: HashSet<Date> = self.source.changes().into_iter().collect();
        days.extend(self.law.iter().flat_map(Dated::changes));
        days.insert(self.from);
        days.extend(self.until.and_then(|until| until.tomorrow().ok()));
        days
    }
}

fn is_late(fact: Fact) -> bool {
    matches!(fact, Fact::Named(named) if named.is_late())
}

impl Condition {
    fn of(raw: &RawRule) -> Condition {
        let list = |words: &[crate::format::Word1<Fact>]| words.iter().map(|word| word.0).collect();
        let parties = |only: &Option<Vec<Party>>, not: &Option<Vec<Party>>| {
            let not = not
                .as_ref()
                .map(|not| Set::<Party>::all().without(not.clone().into()));
            match (only.as_ref().map(|only| Set::from(only.clone())), not) {
                (Some(only), Some(not)) => Some(only.and(not)),
                (only, not) => only.or(not),
            }
        };
        Condition {
            when: list(&raw.when),
            any: list(&raw.any),
            unless: list(&raw.unless),
            giver: parties(&raw.giver, &raw.not_giver),
            receiver: parties(&raw.receiver, &raw.not_receiver),
            purpose: raw.purpose.clone().map(Set::from),
            data: raw.data.clone().map(Set::from),
        }
    }

    /// Every fact it names.
    pub(crate) fn facts(&self) -> impl Iterator<Item = Fact> {
        let lists = [&self.when, &self.any, &self.unless];
        lists.into_iter().flatten().copied()
    }

    /// Whether it always holds.
    pub(crate) fn is_empty(&self) -> bool {
        self.facts().next().is_none()
            && self.giver.is_none()
            && self.receiver.is_none()
            && self.purpose.is_none()
            && self.data.is_none()
    }

    /// Whether one situation could meet both, as far as the names tell.
    pub(crate) fn meets(&self, other: &Condition) -> bool {
        !self.shuts_out(other) && !other.shuts_out(self)
    }

    fn shuts_out(&self, other: &Condition) -> bool {
        let apart = |fact: &Fact, against: &[Fact]| against.iter().any(|one| fact.excludes(*one));
        let disjoint = |a: Option<Set<Party>>, b: Option<Set<Party>>| {
            a.zip(b).is_some_and(|(a, b)| a.and(b).is_empty())
        };
        self.when.iter().any(|fact| apart(fact, &other.when))
            || self.when.iter().any(|fact| other.unless.contains(fact))
            || (!self.any.is_empty()
                && self
                    .any
                    .iter()
                    .all(|fact| apart(fact, &other.when) || other.unless.contains(fact)))
            || disjoint(self.giver, other.giver)
            || disjoint(self.receiver, other.receiver)
            || self
                .purpose
                .zip(other.purpose)
                .is_some_and(|(a, b)| a.and(b).is_empty())
    }
}

/// `charter.subject.name`.
pub(crate) fn full_id(charter: Charter, subject: Asked, name: &str) -> String {
    format!("{charter}.{}.{name}", subject.as_str())
}

/// Whether a name is lower case letters, digits and hyphens.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
