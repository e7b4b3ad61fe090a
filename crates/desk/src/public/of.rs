//! Which charter on which day a public page is about, and the way to the other versions and charters.

use axum::http::Uri;
use jiff::civil::Date;
use regie_casework::{Charters, Document, RuleView};
use regie_terms::{Charter, Says};

use crate::form::Form;
use crate::guard::Desk;
use crate::page::Trouble;
use crate::words::{IntoArg, Lang};

/// What a page is about.
pub(super) struct Of<'a> {
    pub(super) charters: &'a Charters,
    pub(super) charter: Charter,
    pub(super) on: Date,
    pub(super) document: &'a Document,
    /// The first day of the version, and the last where another came after.
    since: Date,
    last: Option<Date>,
    today: Date,
    here: Charter,
}

/// A link to the same page about something else.
pub(super) struct Other {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) current: bool,
}

/// What stands on top of such a page.
pub(super) struct Head<'a> {
    /// What the charter is called, whatever its version.
    pub(super) name: &'a str,
    pub(super) document: &'a str,
    /// What it comes from and which day it is about, as a sentence.
    pub(super) from: String,
    pub(super) since: String,
    /// The last day of a version that holds no longer, and the page of the one that does.
    pub(super) past: Option<(String, String)>,
    /// What decides here, when it is another charter.
    pub(super) elsewhere: Option<&'a str>,
    pub(super) versions: Vec<Other>,
    pub(super) others: Vec<Other>,
}

/// The first day of the version of a charter that holds on a day, and the last of it; `None` before its first.
fn version(charters: &Charters, charter: Charter, on: Date) -> Option<(Date, Option<Date>)> {
    let (_, versions) = charters.about(charter)?;
    let since = versions.iter().rev().find(|(first, _)| *first <= on)?.0;
    let next = versions.iter().find(|(first, _)| *first > on);
    Some((since, next.and_then(|(first, _)| first.yesterday().ok())))
}

/// What a charter is called, whatever its version.
fn called(charters: &Charters, t: Lang, charter: Charter) -> &str {
    let about = charters.about(charter);
    about.map_or(t.of(&charter), |(name, _)| in_words(t, name))
}

/// What the charter in force is called and since when its version holds, in words.
pub(super) fn named(desk: &Desk, t: Lang) -> (String, Option<String>) {
    let charter = desk.house.settings().charter;
    let held = version(desk.house.charters(), charter, desk.house.today());
    (
        t.of(&charter).to_owned(),
        held.map(|(since, _)| t.day(since)),
    )
}

/// A text of the rule files in the reader's language.
pub(super) fn in_words(t: Lang, says: &Says) -> &str {
    match t {
        Lang::Nl => &says.nl,
        Lang::En => &says.en,
    }
}

impl<'a> Of<'a> {
    /// The charter in an address on the day of `?op=`, or today. A day before its first version, after today or that cannot be read has no page.
    pub(super) fn read(desk: &'a Desk, charter: &str, uri: &Uri) -> Result<Self, Trouble> {
        let charter: Charter = charter.parse().map_err(|_| Trouble::NotFound)?;
        let asked = Form::from_query(uri.query().unwrap_or_default());
        let day = match asked.value("op") {
            "" => None,
            day => Some(day.parse::<Date>().map_err(|_| Trouble::NotFound)?),
        };
        Of::on(desk, charter, day)
    }

    /// A charter on a day, or today.
    pub(super) fn on(desk: &'a Desk, charter: Charter, day: Option<Date>) -> Result<Self, Trouble> {
        let (charters, today) = (desk.house.charters(), desk.house.today());
        let on = day.unwrap_or(today);
        let held = (on <= today).then(|| version(charters, charter, on));
        let (since, last) = held.flatten().ok_or(Trouble::NotFound)?;
        let document = charters.document(charter, on).ok_or(Trouble::NotFound)?;
        Ok(Of {
            charters,
            charter,
            on,
            document,
            since,
            last: last.filter(|last| *last < today),
            today,
            here: desk.house.settings().charter,
        })
    }

    /// The page of promises, or of rules with `/regels`, of a charter on a day.
    fn address(&self, charter: Charter, on: Option<Date>, page: &str) -> String {
        let day = on.filter(|on| *on != self.today);
        let day = day.map_or_else(String::new, |on| format!("?op={on}"));
        format!("/openbaar/charter/{charter}{page}{day}")
    }

    /// The other page about the same.
    pub(super) fn way(&self, page: &str) -> String {
        self.address(self.charter, Some(self.on), page)
    }

    /// What stands on top of `page`.
    pub(super) fn head(&self, t: Lang, page: &str) -> Head<'a> {
        let versions = self
            .charters
            .about(self.charter)
            .map_or(&[][..], |(_, all)| all);
        let versions = versions.iter().filter_map(|(first, _)| {
            let (_, last) = version(self.charters, self.charter, *first)?;
            let last = last.filter(|last| *last < self.today);
            let document = self.charters.document(self.charter, *first)?;
            let (document, since) = (in_words(t, &document.name), t.day(*first));
            Some(Other {
                href: self.address(self.charter, last, page),
                name: match last {
                    Some(last) => t.tell(
                        "public-version-past",
                        &[
                            ("document", document.arg()),
                            ("since", since.arg()),
                            ("last", t.day(last).arg()),
                        ],
                    ),
                    None => t.with2("public-version-now", "document", document, "since", &since),
                },
                current: *first == self.since,
            })
        });
        let others = self.charters.charters().filter(|one| {
            *one != self.charter && version(self.charters, *one, self.today).is_some()
        });
        let past = self
            .last
            .map(|last| (t.day(last), self.address(self.charter, None, page)));
        let document = in_words(t, &self.document.name);
        let (since, day) = (t.day(self.since), t.day(self.on));
        let from = match self.charter {
            Charter::Wet => t.with("public-from-law", "day", &day),
            _ => t.tell(
                "public-from",
                &[
                    ("document", document.arg()),
                    ("since", since.arg()),
                    ("day", day.arg()),
                ],
            ),
        };
        Head {
            name: called(self.charters, t, self.charter),
            document,
            from,
            since,
            past,
            elsewhere: (self.here != self.charter).then(|| called(self.charters, t, self.here)),
            versions: versions.collect(),
            others: others
                .map(|one| Other {
                    href: self.address(one, None, page),
                    name: called(self.charters, t, one).to_owned(),
                    current: false,
                })
                .collect(),
        }
    }

    /// Where something stands in the document of this charter, then the articles of law.
    pub(super) fn cited(&self, t: Lang, places: &[&str], articles: &[String]) -> String {
        let own = places.iter().filter(|place| self.document.has(place));
        let mut all: Vec<String> = own.map(|place| (*place).to_owned()).collect();
        all.extend(articles.iter().map(|article| t.article(article)));
        all.join(" · ")
    }

    /// The same of a rule.
    pub(super) fn cited_by(&self, t: Lang, rule: &RuleView<'_>) -> String {
        self.cited(t, &rule.places(self.on), &rule.articles(self.on))
    }

    /// Whether a rule decides here: it holds, and is the charter's own or lies under every charter.
    pub(super) fn decides(&self, rule: &RuleView<'_>) -> bool {
        let under = rule.charter == Charter::Wet && !rule.alone;
        rule.holds(self.on) && (rule.charter == self.charter || under)
    }
}
