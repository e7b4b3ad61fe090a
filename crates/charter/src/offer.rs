//! What the forms offer to choose from: categories of data, purposes, receivers. It stands in the rule files like the rules
//! themselves, so that who changes a charter changes its forms.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;
use regie_terms::{Charter, Data, Law, Party, Purpose, QuestionKind, Says, Word};

use crate::charters::Charters;
use crate::fact::Fact;
use crate::format::{Asked, Dated, PlainEffect, RawOffer};
use crate::load::Library;
use crate::problem::Problem;
use crate::rule::{Head, Place, Rule};

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
    /// Under which laws of a dossier it is offered; under any where none is named.
    laws: Vec<Law>,
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

    /// Whether it is offered in a dossier under these laws.
    #[must_use]
    pub fn under(&self, laws: &[Law]) -> bool {
        self.laws.is_empty() || self.laws.iter().any(|law| laws.contains(law))
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
        let texts = [raw.says.nl.as_str(), raw.says.en.as_str()].into_iter();
        let head = at.head(&raw.id, (raw.from, raw.until), &raw.source, texts, problems);
        let Head { id, from, until } = head;
        let mut wrong = |message: String| problems.push(Problem::error(at.file, at.line, message));
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
            laws: raw.law.unwrap_or_default(),
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

    /// Its name, its source and where it stands.
    pub(crate) fn place(&self) -> (&String, &Dated, &String, usize) {
        (&self.name, &self.source, &self.file, self.line)
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
}

impl Library {
    /// What a charter offers on a day: the law's offers in their order, each replaced by the charter's own of that name, then what the charter offers
    /// besides. The law offers only its own.
    pub(crate) fn offers_on(&self, charter: Charter, on: Date, of: QuestionKind) -> Vec<&Offer> {
        let by = |owner: Charter| {
            let all = self.offers.iter();
            all.filter(move |it| !it.never && it.charter == owner && it.of == of && it.holds_on(on))
        };
        let own: Vec<&Offer> = by(charter).collect();
        if charter == Charter::Wet {
            return own;
        }
        let mut offers: Vec<&Offer> = by(Charter::Wet)
            .map(|law| {
                let instead = own.iter().find(|it| it.name == law.name);
                instead.copied().unwrap_or(law)
            })
            .collect();
        for one in own {
            if !offers.iter().any(|it| std::ptr::eq(*it, one)) {
                offers.push(one);
            }
        }
        offers
    }
}

/// Offers of one name on one day, and words that a form would offer twice. What a form offers changes on the first day of an offer and on the day
/// after its last.
pub(crate) fn twice(library: &Library, problems: &mut Vec<Problem>) {
    let offers = library.offers.iter();
    let ends = offers.clone().filter_map(|it| it.until?.tomorrow().ok());
    let days: BTreeSet<Date> = offers.map(|it| it.from).chain(ends).collect();
    let mut told = HashSet::new();
    for charter in library.charters.keys() {
        for of in [QuestionKind::Recording, QuestionKind::Disclosure] {
            for day in &days {
                let form = library.offers_on(*charter, *day, of);
                for (place, offer) in form.iter().enumerate() {
                    for earlier in form.iter().take(place) {
                        let same = offer.words().find(|it| earlier.words().any(|w| w == *it));
                        let what = if offer.name == earlier.name {
                            format!("`{}` stands", offer.name)
                        } else if let Some((_, word)) = same {
                            format!("`{word}` is offered")
                        } else {
                            continue;
                        };
                        // The law is what is there; it is the charter that offers it again.
                        let law_last =
                            offer.charter == Charter::Wet && earlier.charter != Charter::Wet;
                        let (offer, earlier) = if law_last {
                            (earlier, offer)
                        } else {
                            (offer, earlier)
                        };
                        let also = format!("{what} in {}:{} too", earlier.file, earlier.line);
                        if told.insert((&offer.file, offer.line, also.clone())) {
                            problems.push(Problem::error(&offer.file, offer.line, also));
                        }
                    }
                }
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
