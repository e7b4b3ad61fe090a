//! The form of a document: as typed and as read.

use crate::act::Case;
use crate::check::Check;
use crate::entry::{EntryInput, LONGEST_LABEL, Ready};
use crate::thing::Readers;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use regie_charter::FormOf;
use regie_terms::PersonId;
use serde::Deserialize;

/// The longest name of a document, in characters.
const LONGEST_TITLE: usize = 200;
/// How far ahead the day may lie on which a document is looked at again. What nobody looks at for longer is kept out of habit.
const REVIEW_WITHIN: i64 = 2;

/// A document as typed. Everything may be blank; what has to be there is said at the field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DocumentInput {
    /// About whom, a person of this dossier or [`FAMILY`](crate::entry::FAMILY), and the label, as for an entry. `text` says what the document is, `about_day` from which
    /// day; there is no reading of it.
    pub label: EntryInput,
    /// Why an excerpt or the conclusion will not do.
    pub excerpt: String,
    /// `coordinator` or `involved`.
    pub readers: String,
    /// The day it is looked at again: after today, within two years.
    pub review_on: String,
    /// `yes` when there are data of others in it, `no` when not.
    pub others: String,
    /// Who those are, as far as they are people of this dossier.
    pub others_who: Vec<String>,
    /// `yes` to keep it out of ordinary view from the start.
    pub shielded: String,
}

/// A document as read.
pub(super) struct ReadyDocument {
    pub ready: Ready,
    pub excerpt: String,
    pub readers: Readers,
    pub review_on: Date,
    pub others: bool,
    pub others_who: Vec<PersonId>,
    pub shielded: bool,
}

/// The days on which a document may be looked at again, both included.
pub(super) fn review_days(today: Date) -> (Date, Date) {
    let after = |span: Span| today.saturating_add(span);
    (after(1.day()), after(REVIEW_WITHIN.years()))
}

impl DocumentInput {
    /// Reads the whole form, of what the charter's `form` offers.
    pub(super) fn read(
        &self,
        check: &mut Check,
        case: &Case,
        today: Date,
        form: &FormOf<'_>,
    ) -> Option<ReadyDocument> {
        check.text("text", &self.label.text, LONGEST_TITLE);
        let ready = self.label.read(check, case, None, today, form);
        let excerpt = check.needed("excerpt", &self.excerpt, LONGEST_LABEL);
        let readers = check.pick::<Readers>("readers", &self.readers);
        let (first, last) = review_days(today);
        let review_on = check.day("review_on", &self.review_on, first, last);
        let others = match self.others.trim() {
            "yes" => Some(true),
            "no" => Some(false),
            "" => {
                check.fault("others", "unpicked");
                None
            }
            _ => {
                check.fault("others", "unknown");
                None
            }
        };
        let about = ready.as_ref().and_then(|r| r.whom.person());
        let others_who = self.others_who(check, case, about);
        if others == Some(false) && !others_who.is_empty() {
            // Which of the two is meant is not guessed: the client would read a document that is not theirs alone.
            check.fault("others", "named");
        }
        Some(ReadyDocument {
            ready: ready?,
            excerpt,
            readers: readers?,
            review_on: review_on?,
            others: others?,
            others_who,
            shielded: Check::yes(&self.shielded),
        })
    }

    fn others_who(&self, check: &mut Check, case: &Case, about: Option<PersonId>) -> Vec<PersonId> {
        let mut who = Vec::new();
        for typed in self.others_who.iter().filter(|t| !t.trim().is_empty()) {
            let typed = typed.trim().parse().map(PersonId).ok();
            // Somebody of another dossier is as unknown as nobody.
            match typed.filter(|p| case.person(*p).is_some()) {
                None => check.fault("others_who", "unknown"),
                Some(person) if Some(person) == about => check.fault("others_who", "subject"),
                Some(person) if who.contains(&person) => {}
                Some(person) => who.push(person),
            }
        }
        who
    }
}
