//! What goes when something is erased, and what is left of what named it.

use super::Erasing;
use crate::act::Case;
use crate::entry::{document_for_safety, kept_from_family, through_time};
use crate::share::happened;
use crate::thing::{ConsentGiven, ErasedFact, RequestDecision, Share, ShareState, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{Id, KeyId, Law, PersonId};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};

/// What is erased.
#[derive(Default)]
pub(crate) struct Gone {
    /// Facts, each with all its versions.
    pub facts: Vec<Id>,
    /// Documents.
    pub documents: Vec<Id>,
    /// Case meetings.
    pub meetings: Vec<Id>,
    /// Facts among them that the family does not read of.
    pub kept: Vec<Id>,
    /// The keys that any of it lies under.
    pub keys: Vec<KeyId>,
    /// Whom it is about.
    pub people: Vec<Id>,
}

impl Gone {
    /// One fact with all its versions, or one document.
    pub fn thing(case: &Case, id: Id) -> Option<Self> {
        let mut gone = Self::default();
        if case.entries.iter().any(|e| e.id == id) {
            gone.facts = through_time(&case.entries, id);
        } else if case.documents.iter().any(|d| d.id == id) {
            gone.documents.push(id);
        } else {
            return None;
        }
        Some(gone.completed(case))
    }

    /// All that is recorded about somebody under a law, without what the decision keeps and without what is kept from the family: who asks knows nothing
    /// of that, and one person alone does not do away with it. A fact belongs to the law of its last version.
    pub fn file(case: &Case, person: PersonId, law: Law, decision: &RequestDecision) -> Self {
        let last = |id: Id| !case.entries.iter().any(|e| e.of == Some(id));
        let apart = kept_from_family(&case.entries);
        let mut gone = Self::default();
        for entry in case
            .entries
            .iter()
            .filter(|e| e.person == Some(person.0) && e.value.label.law == law && last(e.id))
        {
            let versions = through_time(&case.entries, entry.id);
            let goes = |id: &Id| decision.grants(*id) && !apart.contains(id);
            if versions.iter().all(goes) {
                gone.facts.extend(versions);
            }
        }
        let mine = |d: &&Known<crate::thing::Document>| {
            let kept = d.value.shielded || document_for_safety(&d.value);
            let mine = d.person == Some(person.0) && d.value.label.law == law;
            mine && !kept && decision.grants(d.id)
        };
        gone.documents
            .extend(case.documents.iter().filter(mine).map(|d| d.id));
        let met = case.meetings.iter();
        let met = met.filter(|m| m.person == Some(person.0) && m.value.law == law);
        gone.meetings.extend(met.map(|m| m.id));
        gone.completed(case)
    }

    pub(crate) fn completed(mut self, case: &Case) -> Self {
        let apart = kept_from_family(&case.entries);
        self.kept = self
            .facts
            .iter()
            .copied()
            .filter(|id| apart.contains(id))
            .collect();
        let entries = case.entries.iter().filter(|e| self.facts.contains(&e.id));
        let documents = case
            .documents
            .iter()
            .filter(|d| self.documents.contains(&d.id));
        for d in documents.clone() {
            if d.value.shielded || document_for_safety(&d.value) {
                self.kept.push(d.id);
            }
        }
        let met = case
            .meetings
            .iter()
            .filter(|m| self.meetings.contains(&m.id));
        let all: Vec<(Option<Id>, KeyId)> = entries
            .map(|e| (e.person, e.key))
            .chain(met.map(|m| (m.person, m.key)))
            .chain(documents.map(|d| (d.person, d.key)))
            .collect();
        for (person, key) in all {
            self.people
                .extend(person.filter(|p| !self.people.contains(p)));
            if !self.keys.contains(&key) {
                self.keys.push(key);
            }
        }
        self
    }

    /// All its ids.
    pub fn ids(&self) -> Vec<Id> {
        let things = self.facts.iter().chain(&self.documents);
        things.chain(&self.meetings).copied().collect()
    }

    /// A disclosure without what went. Where nothing else went with it, what was typed about it goes as well: it speaks of that alone.
    fn without(&self, share: &Share, on: Date) -> Option<Share> {
        if !share.facts.iter().any(|f| self.facts.contains(&f.entry)) {
            return None;
        }
        let mut left = share.clone();
        if share.state == ShareState::Preparing {
            left.facts.retain(|f| !self.facts.contains(&f.entry));
            left.asked_at = None;
        } else {
            for fact in &mut left.facts {
                if self.facts.contains(&fact.entry) {
                    fact.text = String::new();
                    fact.erased = Some(ErasedFact {
                        on,
                        kept: self.kept.contains(&fact.entry),
                    });
                }
            }
        }
        if left.facts.iter().all(|f| f.erased.is_some()) {
            left.purpose_text = String::new();
            left.weighing = Default::default();
            left.completion = None;
            if let Some(safety) = &mut left.safety {
                safety.because = String::new();
                safety.postponed_because = None;
            }
            if let Some(unavoidable) = &mut left.unavoidable {
                unavoidable.because = String::new();
            }
        }
        Some(left)
    }

    /// An answer without what was told and said with it, where it was about what went.
    fn unsaid(&self, consent: &ConsentGiven) -> Option<ConsentGiven> {
        let about = consent.about.facts.iter().any(|f| self.facts.contains(f));
        about.then(|| ConsentGiven {
            told: String::new(),
            reason: None,
            ..consent.clone()
        })
    }
}

/// What is written with erasing.
pub(crate) struct Written {
    pub changes: Changes,
    /// All keys that any of the words lie under.
    pub keys: Vec<KeyId>,
    /// The disclosures by which it went to somebody.
    pub went: Vec<Id>,
}

impl House {
    /// Gathers all that is written when this goes.
    pub(crate) async fn gathered(
        &self,
        case: &Case,
        gone: &Gone,
        what: Erasing,
    ) -> Result<Written, Refused> {
        let mut changes = Changes::default();
        let mut keys = gone.keys.clone();
        let mut went = Vec::new();
        let today = self.today();
        for share in &case.shares {
            let Some(left) = gone.without(&share.value, today) else {
                continue;
            };
            if happened(&share.value) {
                went.push(share.id);
            }
            keys.push(share.key);
            changes
                .replace
                .push(Draft::over(kind::DISCLOSURE, share, &left)?);
        }
        for consent in &case.consents {
            if let Some(left) = gone.unsaid(&consent.value) {
                keys.push(consent.key);
                changes
                    .replace
                    .push(Draft::over(kind::CONSENT, consent, &left)?);
            }
        }
        changes.remove = gone.ids();
        self.words_gone(case, gone, what, (&mut changes, &mut keys))
            .await?;
        self.letters_gone(case, gone, (&mut changes, &mut keys))
            .await?;
        for document in &gone.documents {
            changes.remove.extend(self.files_of(*document).await?);
        }
        for id in gone.ids() {
            let at = Where::Of(id);
            let kinds = [kind::TASK, kind::RESTRICTION];
            let rows = self.vault().routing(at, &kinds).await?;
            changes.remove.extend(rows.iter().map(|r| r.id));
        }
        // The file itself stays as long as the person gets help under its law; its key is another from now on.
        if let Erasing::File(person, law) = what
            && let Some(file) = case.file(person, law)
        {
            keys.push(file.key);
        }
        keys.sort_unstable_by_key(|key| key.0);
        keys.dedup();
        changes.remove.sort_unstable();
        changes.remove.dedup();
        Ok(Written {
            changes,
            keys,
            went,
        })
    }

    /// What clients wrote about what goes, and with a whole file all that they wrote in it, with what came along; what was asked about a disclosure of
    /// which nothing is left.
    async fn words_gone(
        &self,
        case: &Case,
        gone: &Gone,
        what: Erasing,
        (changes, keys): (&mut Changes, &mut Vec<KeyId>),
    ) -> Result<(), Refused> {
        let ids = gone.ids();
        let file = match what {
            Erasing::File(person, law) => case.file(person, law).map(|f| f.key),
            Erasing::Thing(_) => None,
        };
        let words = case.contributions.iter().filter(|one| {
            let about = one.of.is_some_and(|of| ids.contains(&of));
            about || (one.of.is_none() && Some(one.key) == file)
        });
        for one in words {
            changes.remove.push(one.id);
            keys.push(one.key);
            let kinds = [kind::TASK, kind::DOCUMENT_FILE];
            let rows = self.vault().routing(Where::Of(one.id), &kinds).await?;
            changes.remove.extend(rows.iter().map(|r| r.id));
        }
        let left = |share: &Share| {
            let all = |fact: &crate::thing::ShareFact| gone.facts.contains(&fact.entry);
            share.facts.iter().all(|f| f.erased.is_some() || all(f))
        };
        for query in &case.queries {
            let share = query.of.and_then(|of| case.share(of));
            let about = share
                .is_some_and(|s| gone.without(&s.value, self.today()).is_some() && left(&s.value));
            if about {
                changes.remove.push(query.id);
                keys.push(query.key);
                let rows = self.vault().routing(Where::Of(query.id), &[kind::TASK]);
                changes.remove.extend(rows.await?.iter().map(|r| r.id));
            }
        }
        Ok(())
    }

    /// The letters that said it, as they went; that they went stays in the log.
    async fn letters_gone(
        &self,
        case: &Case,
        gone: &Gone,
        (changes, keys): (&mut Changes, &mut Vec<KeyId>),
    ) -> Result<(), Refused> {
        let ids = gone.ids();
        for posting in &case.postings {
            let Some(of) = posting.of else { continue };
            let share = case.share(of).is_some_and(|s| {
                let facts = &s.value.facts;
                facts.iter().any(|f| ids.contains(&f.entry))
            });
            let request = case.request(of).is_some_and(|r| {
                let things = &r.value.things;
                let whole = things.is_empty() && r.person.is_some_and(|p| gone.people.contains(&p));
                whole || things.iter().any(|t| ids.contains(&t.id))
            });
            if !share && !request {
                continue;
            }
            let at = Where::Of(posting.id);
            for row in self.vault().routing(at, &[kind::POSTING_FILE]).await? {
                changes.remove.push(row.id);
                keys.push(row.key);
            }
        }
        Ok(())
    }
}
