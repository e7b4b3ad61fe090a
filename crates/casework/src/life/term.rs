//! Until when a file is kept, as the charter answers it.

use crate::thing::{Dossier, SetTerm};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{Answer, File, Hold, Keep, Law, Outcome, PersonId, Question, Retention, Set};
use serde::Serialize;

/// Until when what falls under a law is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct KeepView {
    /// The law.
    pub law: Law,
    /// The last day it is kept; `None` where the charter names no term and none was set.
    pub until: Option<Date>,
    /// The last day by which it is destroyed.
    pub destroy_by: Option<Date>,
    /// Whether the dossier is still open: then that is the last day if it would close today.
    pub open: bool,
}

/// Until when one file is kept, and why.
#[derive(Clone, Debug, Serialize)]
pub struct FileTerm {
    /// Whose file.
    pub person: PersonId,
    /// Under which law.
    pub law: Law,
    /// Which sort.
    pub file: File,
    /// The last day kept and the last day by which it is destroyed; `None` where no document names a term and none was set.
    pub keep: Option<Keep>,
    /// On what it rests, where it was set.
    pub set: Option<SetTerm>,
    /// The charter's answer, with the rules and articles.
    pub answer: Answer,
}

/// What the charter is asked about one file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub law: Law,
    pub file: File,
    pub closed: Date,
    pub last_change: Date,
    pub set: Option<Date>,
    pub holds: Set<Hold>,
}

impl House {
    /// The question until when a file is kept, put on a day.
    pub(crate) fn retention(&self, asked: Asked, on: Date) -> Question {
        Question::Retention(Retention {
            charter: self.settings().charter,
            on,
            law: asked.law,
            file: asked.file,
            closed: asked.closed,
            last_change: asked.last_change.max(asked.closed),
            holds: asked.holds,
            set: asked.set,
        })
    }

    /// Its answer today.
    pub(crate) fn kept(&self, asked: Asked) -> Result<Answer, Refused> {
        Ok(self.charters().ask(&self.retention(asked, self.today()))?)
    }

    /// Until when what falls under each of these laws is kept, of a dossier that was closed, or is open.
    pub(crate) fn keep(&self, laws: &[Law], dossier: &Dossier) -> Result<Vec<KeepView>, Refused> {
        let closed = dossier.closed.unwrap_or(self.today());
        let ask = |law: &Law| -> Result<KeepView, Refused> {
            let answer = self.kept(Asked {
                law: *law,
                file: File::Treatment,
                closed,
                last_change: closed,
                set: dossier.set_term(*law, File::Treatment).map(|set| set.until),
                holds: Set::EMPTY,
            })?;
            let keep = answer.keep.flatten();
            Ok(KeepView {
                law: *law,
                until: keep.map(|keep| keep.until),
                destroy_by: keep.map(|keep| keep.destroy_by),
                open: dossier.closed.is_none(),
            })
        };
        laws.iter().map(ask).collect()
    }
}

impl Dossier {
    /// How long a file is kept where that was set, because no document says it.
    #[must_use]
    pub fn set_term(&self, law: Law, file: File) -> Option<&SetTerm> {
        self.terms.iter().find(|t| t.law == law && t.file == file)
    }
}

/// Whether the charter says that a file may be destroyed.
pub(crate) fn may_go(answer: &Answer) -> bool {
    answer.outcome == Outcome::Permitted
}
