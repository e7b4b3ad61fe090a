//! The charters as one loaded, immutable thing that is asked.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use regie_terms::{ActQuestion, Answer, Charter, Question, Unreadable};
use sha2::{Digest, Sha256};

use crate::book::Book;
use crate::builtin;
use crate::cited::unknown_places;
use crate::conflict::{laxer_than_the_law, shorter_than_the_law, terms_apart};
use crate::dates;
use crate::format::Asked;
use crate::judge::{Decision, judge};
use crate::laxer::{lets_go, slower_than_the_law};
use crate::load::{self, Library, OpenNorm, Value};
use crate::offer::unoffered;
use crate::problem::{Problem, Problems, Report};
use crate::promise::unpromised;
use crate::reach;
use crate::situation::Situation;

/// All rule files, loaded and compiled. Immutable; shared between threads without a lock.
#[derive(Debug)]
pub struct Charters {
    pub(crate) library: Library,
    pub(crate) books: Vec<Book>,
    shelves: Vec<Shelf>,
    hash: [u8; 32],
}

/// The books of one charter from one day until the next shelf begins.
#[derive(Debug)]
struct Shelf {
    charter: Charter,
    since: Date,
    /// For every question, in the order of [`Asked::all`], which book answers.
    books: Vec<(Asked, Option<usize>)>,
}

impl Charters {
    /// The rules this program was built with.
    ///
    /// # Errors
    /// [`Problems`] when they do not load; the test-suite keeps that from happening.
    pub fn builtin() -> Result<Charters, Problems> {
        Charters::from_files(builtin::files())
    }

    /// The rules in a folder with one folder a charter.
    ///
    /// # Errors
    /// [`Problems`] with file and line: a file that cannot be read, an unknown word or fact, an id that comes
    /// twice, two rules that contradict each other, a question without a default.
    pub fn load(dir: &Path) -> Result<Charters, Problems> {
        Charters::from_files(load::read_folder(dir)?)
    }

    /// The rules in these files: path below the folder of charters to content.
    ///
    /// # Errors
    /// As [`Charters::load`].
    pub fn from_files(files: BTreeMap<String, String>) -> Result<Charters, Problems> {
        let hash = hash(&files);
        let library = load::load(files)?;
        let mut problems = Vec::new();
        let mut books = Vec::new();
        let mut shelves = Vec::new();
        for (charter, facts) in &library.charters {
            for since in library.days(*charter) {
                let version = facts.version_on(since);
                let on_shelf = Asked::all()
                    .map(|asked| {
                        let book =
                            Book::compile(&library, *charter, version, since, asked, &mut problems);
                        let place = book.map(|book| {
                            books.push(book);
                            books.len() - 1
                        });
                        (asked, place)
                    })
                    .collect();
                shelves.push(Shelf {
                    charter: *charter,
                    since,
                    books: on_shelf,
                });
            }
        }
        if problems.is_empty() {
            Ok(Charters {
                library,
                books,
                shelves,
                hash,
            })
        } else {
            Err(Problems(problems))
        }
    }

    /// Answers a question.
    ///
    /// # Errors
    /// [`Unreadable`] when the charter has no version yet on that day (field `on`), or has no rules for such a
    /// question (field `charter` or `question`).
    pub fn ask(&self, question: &Question) -> Result<Answer, Unreadable> {
        Ok(self.answer(&self.decide(question)?))
    }

    /// Decides a question without writing out the reasons.
    ///
    /// # Errors
    /// As [`Charters::ask`].
    pub fn decide(&self, question: &Question) -> Result<Decision, Unreadable> {
        let situation = match question {
            Question::Disclosure(q) => Situation::of_disclosure(q),
            Question::Recording(q) => Situation::of_recording(q),
            Question::Access(q) => Situation::of_access(q),
            Question::Consent(q) => Situation::of_consent(q),
            Question::Retention(q) => Situation::of_retention(q),
            Question::Request(q) => Situation::of_request(q),
            Question::Breach(q) => Situation::of_breach(q),
        };
        self.decide_on(&situation)
    }

    /// Answers whether a member of staff may do something besides opening a dossier.
    ///
    /// # Errors
    /// As [`Charters::ask`].
    pub fn act(&self, question: &ActQuestion) -> Result<Answer, Unreadable> {
        let decision = self.decide_on(&Situation::of_act(question))?;
        Ok(self.answer(&decision))
    }

    fn decide_on(&self, it: &Situation) -> Result<Decision, Unreadable> {
        let number = self.book_on(it.charter, it.on, it.asked)?;
        let book = self
            .books
            .get(number)
            .ok_or_else(|| self.unanswered(it.charter, it.asked))?;
        Ok(judge(book, number, it))
    }

    /// Which book answers.
    pub(crate) fn book_on(
        &self,
        charter: Charter,
        on: Date,
        asked: Asked,
    ) -> Result<usize, Unreadable> {
        let Some(shelf) = self
            .shelves
            .iter()
            .rev()
            .find(|shelf| shelf.charter == charter && shelf.since <= on)
        else {
            return Err(match self.first_day(charter) {
                Some(first) => Unreadable::new(
                    "on",
                    format!("{on}, when `{charter}` had no version yet"),
                    format!("{first} or later"),
                ),
                None => self.unanswered(charter, asked),
            });
        };
        shelf
            .books
            .iter()
            .find(|(one, _)| *one == asked)
            .and_then(|(_, book)| *book)
            .ok_or_else(|| self.unanswered(charter, asked))
    }

    /// The first day on which a charter can be asked; `None` when it has no rule files.
    #[must_use]
    pub fn first_day(&self, charter: Charter) -> Option<Date> {
        self.library.first_day(charter)
    }

    /// The days on which anything changes for a charter, from its first day on.
    pub(crate) fn changes(&self, charter: Charter) -> impl Iterator<Item = Date> {
        let of_it = self.shelves.iter().filter(move |it| it.charter == charter);
        of_it.map(|shelf| shelf.since)
    }

    /// The charters that have rule files, in the order of the vocabulary.
    pub fn charters(&self) -> impl Iterator<Item = Charter> {
        self.library.charters.keys().copied()
    }

    /// What a charter is called, and the first day and document of each version.
    #[must_use]
    pub fn about(&self, charter: Charter) -> Option<(&regie_terms::Says, &[(Date, String)])> {
        let facts = self.library.charters.get(&charter)?;
        Some((&facts.name, &facts.versions))
    }

    fn unanswered(&self, charter: Charter, asked: Asked) -> Unreadable {
        if self.first_day(charter).is_none() {
            let known: Vec<&str> = self.charters().map(Charter::as_str).collect();
            return Unreadable::new(
                "charter",
                format!("`{charter}`, which is not answered yet: it has no rule files"),
                known.join(", "),
            );
        }
        let answered: Vec<&str> = self
            .shelves
            .iter()
            .filter(|shelf| shelf.charter == charter)
            .flat_map(|shelf| &shelf.books)
            .filter(|(asked, book)| book.is_some() && *asked != Asked::Act)
            .map(|(asked, _)| asked.as_str())
            .fold(Vec::new(), |mut words, word| {
                if !words.contains(&word) {
                    words.push(word);
                }
                words
            });
        Unreadable::new(
            "question",
            format!(
                "`{}`, which is not answered yet: `{charter}` has no rules for it",
                asked.as_str()
            ),
            answered.join(", "),
        )
    }

    /// SHA-256 over all rule files, each by name and content with their lengths, sorted by name. The ledger
    /// adopts a charter by it, and every permit carries it.
    #[must_use]
    pub const fn hash(&self) -> [u8; 32] {
        self.hash
    }

    /// The figures with dates.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.library.values
    }

    /// One figure by its id (`wet.retention.jeugdwet`).
    #[must_use]
    pub fn value(&self, id: &str) -> Option<&Value> {
        self.library.value(id)
    }

    /// The open norms: what only a person can answer, and signs.
    #[must_use]
    pub fn open_norms(&self) -> &[OpenNorm] {
        &self.library.questions
    }

    /// What stands out although the rules loaded: permissions and terms of a charter that the law takes back, rules
    /// no question reaches, facts no rule uses, days between two rules, rules under no promise, open norms nobody asks. With a day also the
    /// figures that still hold and that nobody checked on that day or later. Rules that did not load have no
    /// `Charters`; their [`Problems`] say why. The cases are for [`Charters::check_with`].
    #[must_use]
    pub fn check(&self, checked_since: Option<Date>) -> Report {
        let mut problems = laxer_than_the_law(&self.library);
        problems.extend(shorter_than_the_law(&self.library));
        problems.extend(slower_than_the_law(&self.library));
        problems.extend(lets_go(&self.library));
        problems.extend(terms_apart(&self.library));
        problems.extend(reach::unreachable(&self.library));
        problems.extend(reach::unused(&self.library));
        problems.extend(reach::unused_values(&self.library));
        problems.extend(unknown_places(&self.library));
        problems.extend(unoffered(self));
        problems.extend(dates::gaps(&self.library));
        problems.extend(unpromised(&self.library));
        if let Some(since) = checked_since {
            problems.extend(dates::not_checked_since(&self.library, since));
        }
        for norm in &self.library.questions {
            let asked = self.library.rules.iter().any(|rule| {
                rule.need.as_ref().and_then(|need| need.question.as_ref()) == Some(&norm.id)
            });
            if !asked {
                let message = format!("no rule asks the open norm `{}`", norm.id);
                problems.push(Problem::warning(&norm.file, norm.line, message));
            }
        }
        let mut report = Report {
            problems: Vec::new(),
            rules: self.library.rules.len(),
            cases: 0,
            values: self.library.values.len() + self.library.questions.len(),
        };
        report.add(problems);
        report
    }
}

fn hash(files: &BTreeMap<String, String>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for text in files.iter().flat_map(|(name, content)| [name, content]) {
        // Lengths first, so that no two sets of files are the same bytes.
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().into()
}
