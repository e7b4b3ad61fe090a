//! What the forms offer to choose from: categories of data, purposes, receivers. It stands in the rule files like the rules
//! themselves, so that who changes a charter changes its forms.

use std::collections::HashSet;

use jiff::civil::Date;
use regie_terms::{Charter, Data, Party, Purpose, QuestionKind, Says, Word};

use crate::charters::Charters;
use crate::fact::Fact;
use crate::format::{Asked, Dated, PlainEffect, RawOffer};
use crate::load::Library;
use crate::problem::Problem;
use crate::rule::{Place, Rule, full_id, is_name};

/// Words that a form offers together, under one heading.
#[derive(Debug)]
pub struct Offer {
    /// Its name. What a charter offers under a name takes the place of what the law offers under it.
    pub name: String,
    /// The heading.
    pub says: Says,
    /// The categories of data, in the order they are offered.
    pub data: Vec<Data>,
    /// The purposes.
    pub purposes: Vec<Purpose>,
    /// The receivers.
    pub receivers: Vec<Party>,
    /// These words are meant to stand on no form.
    pub(crate) never: bool,
    pub(crate) charter: Charter,
    pub(crate) of: QuestionKind,
    from: Date,
    until: Option<Date>,
    source: Dated,
    file: String,
    line: usize,
}

impl Offer {
    /// Its place in the documents, on a day; `None` before the first.
    #[must_use]
    pub fn cited(&self, on: Date) -> Option<&str> {
        self.source.on(on)
    }

    pub(crate) fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Checks one offer as it was written; what is wrong goes into `problems`. `None` where its file is about something that
    /// has no form.
    pub(crate) fn check(
        raw: RawOffer,
        at: &Place<'_>,
        problems: &mut Vec<Problem>,
    ) -> Option<Offer> {
        let mut wrong = |message: String| problems.push(Problem::error(at.file, at.line, message));
        let id = full_id(at.charter, at.subject, &raw.id);
        if !is_name(&raw.id) {
            wrong(format!(
                "`{}` is no id: lower case, digits and hyphens",
                raw.id
            ));
        }
        let from = raw.from.map_or(at.first, |day| day.0);
        let until = raw.until.map(|day| day.0);
        if until.is_some_and(|until| until < from) {
            wrong(format!("`{id}` ends before it begins"));
        }
        if raw.source.on(from).is_none() {
            wrong(format!("`{id}` has no source on its first day"));
        }
        let texts = raw.source.texts().into_iter();
        if texts
            .chain([raw.says.nl.as_str(), raw.says.en.as_str()])
            .any(|text| text.trim().is_empty())
        {
            wrong(format!("`{id}` has a blank text"));
        }
        let of = match at.subject {
            Asked::Question(of @ (QuestionKind::Disclosure | QuestionKind::Recording)) => of,
            _ => {
                wrong(format!(
                    "`{id}`: only disclosure and recording have a form that offers words"
                ));
                return None;
            }
        };
        let sharing = of == QuestionKind::Disclosure;
        if raw.data.is_none() && raw.purpose.is_none() && raw.receiver.is_none() {
            wrong(format!("`{id}` offers nothing"));
        }
        if sharing && raw.data.is_some() {
            wrong(format!(
                "`{id}`: the data of a disclosure are those of the facts that are marked"
            ));
        }
        if !sharing && raw.receiver.is_some() {
            wrong(format!("`{id}`: what is recorded has no receiver"));
        }
        let known = if sharing {
            Purpose::disclosure()
        } else {
            Purpose::recording()
        };
        let purposes = raw.purpose.unwrap_or_default();
        if let Some(purpose) = purposes.iter().find(|purpose| !known.contains(purpose)) {
            wrong(format!("`{purpose}` is no purpose of {}", of.as_str()));
        }
        let offer = Offer {
            name: raw.id,
            says: raw.says,
            data: raw.data.unwrap_or_default(),
            purposes,
            receivers: raw.receiver.unwrap_or_default(),
            never: raw.never,
            charter: at.charter,
            of,
            from,
            until,
            source: raw.source,
            file: at.file.to_owned(),
            line: at.line,
        };
        let mut seen = HashSet::new();
        if let Some((_, word)) = offer.words().find(|word| !seen.insert(*word)) {
            wrong(format!("`{id}` offers `{word}` twice"));
        }
        Some(offer)
    }

    /// Every word it offers, with which list it is of.
    fn words(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let data = self.data.iter().map(|word| ("data", word.as_str()));
        let purposes = self.purposes.iter().map(|word| ("purpose", word.as_str()));
        let receivers = self
            .receivers
            .iter()
            .map(|word| ("receiver", word.as_str()));
        data.chain(purposes).chain(receivers)
    }

    /// Whether both stand on one form on some day.
    fn beside(&self, other: &Offer) -> bool {
        let one_form = self.of == other.of
            && !self.never
            && !other.never
            && (self.charter == other.charter
                || (self.name != other.name
                    && (self.charter == Charter::Wet || other.charter == Charter::Wet)));
        let ends_first = |a: &Offer, b: &Offer| a.until.is_some_and(|until| until < b.from);
        one_form && !ends_first(self, other) && !ends_first(other, self)
    }
}

/// Offers of one name on one day, and words that a form would offer twice.
pub(crate) fn twice(library: &Library, problems: &mut Vec<Problem>) {
    for (place, offer) in library.offers.iter().enumerate() {
        for earlier in library.offers.iter().take(place) {
            if !offer.beside(earlier) {
                continue;
            }
            // The law is what is there; it is the charter that offers it again.
            let of_law = offer.charter == Charter::Wet && earlier.charter != Charter::Wet;
            let (offer, earlier) = if of_law {
                (earlier, offer)
            } else {
                (offer, earlier)
            };
            // What the charter offers in its place stands on the form instead of the law's.
            let replaced = |law: &Offer, own: &Offer| {
                law.charter == Charter::Wet
                    && library.offers.iter().any(|it| {
                        it.charter == own.charter
                            && it.charter != Charter::Wet
                            && it.of == law.of
                            && it.name == law.name
                            && it.from <= law.from.max(own.from)
                    })
            };
            if offer.name != earlier.name && (replaced(offer, earlier) || replaced(earlier, offer))
            {
                continue;
            }
            let mut wrong = |message: String| {
                let also = format!("{message} in {}:{} too", earlier.file, earlier.line);
                problems.push(Problem::error(&offer.file, offer.line, also));
            };
            if offer.name == earlier.name {
                wrong(format!("`{}` stands", offer.name));
            } else if let Some((_, word)) = offer
                .words()
                .find(|word| earlier.words().any(|it| it == *word))
            {
                wrong(format!("`{word}` is offered"));
            }
        }
    }
}

/// Words that a rule speaks of other than to refuse them, that no form of its charter ever offers, and of which no file says that this is meant:
/// nobody could come to what the rule says.
pub(crate) fn unoffered(charters: &Charters) -> Vec<Problem> {
    let mut problems = Vec::new();
    for rule in &charters.library.rules {
        if rule.effect == Some(PlainEffect::Prohibit) {
            continue;
        }
        for asked in &rule.asked {
            let Asked::Question(of @ (QuestionKind::Disclosure | QuestionKind::Recording)) = asked
            else {
                continue;
            };
            let Some(words) = Words::ever(charters, rule, *of) else {
                continue;
            };
            let it = &rule.condition;
            let named = || it.when.iter().chain(&it.any);
            let purposes = named()
                .filter_map(|fact| match fact {
                    Fact::Purpose(purpose) => Some(*purpose),
                    _ => None,
                })
                .chain(it.purpose.iter().flat_map(|set| set.iter()))
                .filter(|purpose| !words.purposes.contains(purpose))
                .map(Word::as_str);
            let data = named()
                .filter_map(|fact| match fact {
                    Fact::Data(data) => Some(*data),
                    _ => None,
                })
                .chain(it.data.iter().flat_map(|set| set.iter()))
                .filter(|data| *of == QuestionKind::Recording && !words.data.contains(data))
                .map(Word::as_str);
            for word in purposes.chain(data) {
                let message = format!(
                    "`{}` speaks of `{word}`, which no form for {} offers",
                    rule.id,
                    of.as_str()
                );
                problems.push(Problem::warning(&rule.file, rule.line, message));
            }
        }
    }
    problems
}

/// The words that stand on a form, or are meant to stand on none.
#[derive(Default)]
struct Words {
    purposes: HashSet<Purpose>,
    data: HashSet<Data>,
}

impl Words {
    /// Those of every charter that a rule is part of, on any day that it holds. `None` where there is no form at all, as in a folder of rules that are
    /// only asked: there is nothing to miss.
    fn ever(charters: &Charters, rule: &Rule, of: QuestionKind) -> Option<Words> {
        let offers = &charters.library.offers;
        let under: &[Charter] = if rule.charter == Charter::Wet {
            Charter::ALL
        } else {
            std::slice::from_ref(&rule.charter)
        };
        let mut words = Words::default();
        let mut any = false;
        for charter in under {
            let firsts = offers.iter().map(|offer| offer.from);
            let firsts = firsts.chain(charters.first_day(*charter));
            for day in firsts.chain([rule.from]).map(|day| day.max(rule.from)) {
                if !rule.holds_on(day) {
                    continue;
                }
                let form = charters.form(*charter, day, of);
                any |= form.offers().next().is_some();
                words.purposes.extend(form.purposes());
                words.data.extend(form.data());
            }
            let never = |offer: &&Offer| {
                offer.never
                    && offer.of == of
                    && (offer.charter == Charter::Wet || offer.charter == *charter)
            };
            for offer in offers.iter().filter(never) {
                words.purposes.extend(&offer.purposes);
                words.data.extend(&offer.data);
            }
        }
        any.then_some(words)
    }
}
