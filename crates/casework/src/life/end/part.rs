//! Files that are over in a dossier of which others are kept longer: each fact follows its own law's file, and what serves a file that stays, stays with it.

use super::one::{Due, KINDS};
use crate::act::{Case, Gate};
use crate::entry::through_time;
use crate::erase::{Erasing, Gone, Written};
use crate::thing::{Dossier, Entry, PersonFile, Term, kind};
use crate::{House, Refused};
use regie_terms::{Data, File, Id, Law, PersonId, Question, Set};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};

/// What went of a dossier that stays.
#[derive(Default)]
pub(super) struct Part {
    /// The terms of the files that went, with the rules they went by.
    pub files: Vec<(Id, Vec<String>)>,
    pub kept: usize,
    pub keys: usize,
    pub records: usize,
    pub data: Set<Data>,
}

impl House {
    /// Destroys these files one after the other, and lets the others stand under keys of their own.
    pub(super) async fn parts(&self, due: &Due, questions: &[Question]) -> Result<Part, Refused> {
        let mut part = Part::default();
        for (term, question) in due.terms.iter().zip(questions) {
            match self.part(due, term, question).await? {
                Some((keys, records, data)) => {
                    let rules = self.rules(std::slice::from_ref(question))?;
                    let rules = rules.into_iter().next().unwrap_or_default();
                    part.files.push((term.id, rules));
                    part.keys += keys;
                    part.records += records;
                    part.data = part.data.iter().chain(data.iter()).collect();
                }
                None => part.kept += 1,
            }
        }
        Ok(part)
    }

    async fn part(
        &self,
        due: &Due,
        term: &Known<Term>,
        question: &Question,
    ) -> Result<Option<(usize, usize, Set<Data>)>, Refused> {
        let mut scope = self.end_scope("destroy-file", due.dossier).await?;
        let asked = std::slice::from_ref(question);
        let Some(leave) = self.leave(scope.clone(), asked)? else {
            return Ok(None);
        };
        let case = self.case(&Gate::of(leave), &KINDS).await?;
        let value = term.value;
        let found = case.files.iter().find(|file| Some(file.id) == term.of);
        let (Some(file), Some(dossier)) = (found, &case.dossier) else {
            return Ok(None);
        };
        let gone = match value.file {
            File::Treatment => Gone::over(&case, value.person, value.law),
            // What coordinates and what signals lies under a key of its own.
            File::Coordination | File::Signal => Gone::default(),
        };
        let data = gone.kinds_of_data(&case);
        let what = Erasing::File(value.person, value.law);
        let Written {
            mut changes,
            mut keys,
            ..
        } = match value.file {
            File::Treatment => self.gathered(&case, &gone, what).await?,
            File::Coordination | File::Signal => self.all_under(file).await?,
        };
        keys.push(file.key);
        keys.sort_unstable_by_key(|key| key.0);
        keys.dedup();
        changes.remove.push(file.id);
        changes.remove.push(term.id);
        changes.remove.sort_unstable();
        changes.remove.dedup();
        changes.replace.extend(without(&case, dossier, file)?);
        changes.line_key = Some(dossier.key);
        scope.request = regie_terms::RequestId::fresh();
        scope.concerns = vec![value.person];
        let Some(permit) = self.leave(scope, asked)? else {
            return Ok(None);
        };
        let records = changes.remove.len();
        let _ = self
            .vault()
            .erase(permit, changes, &keys, self.now())
            .await?;
        self.destroy_retired().await?;
        Ok(Some((keys.len(), records, data)))
    }

    /// All that lies under the key of a file that is kept apart.
    async fn all_under(&self, file: &Known<PersonFile>) -> Result<Written, Refused> {
        let dossier = file.dossier.ok_or(Refused::NotFound)?;
        let rows = self.vault().routing(Where::Dossier(dossier), &[]).await?;
        let under = rows.iter().filter(|row| row.key == file.key);
        Ok(Written {
            changes: Changes {
                remove: under.map(|row| row.id).collect(),
                ..Changes::default()
            },
            keys: vec![file.key],
            went: Vec::new(),
        })
    }
}

/// The dossier without a law that nobody has a file under any more.
fn without(
    case: &Case,
    dossier: &Known<Dossier>,
    file: &Known<PersonFile>,
) -> Result<Option<Draft>, Refused> {
    let law = file.value.law;
    let others = case.files.iter().filter(|other| other.id != file.id);
    if others.clone().any(|other| other.value.law == law) || others.count() == 0 {
        return Ok(None);
    }
    let mut value = dossier.value.clone();
    value.laws.retain(|one| *one != law);
    if value.laws.is_empty() {
        return Ok(None);
    }
    Ok(Some(Draft::over(kind::DOSSIER, dossier, &value)?))
}

impl Gone {
    /// All that is recorded about somebody under a law, and with the last file under it what is about the family: what is kept from the family among it. What serves a file
    /// that stays is not.
    pub(crate) fn over(case: &Case, person: PersonId, law: Law) -> Self {
        let others = |other: &&Known<PersonFile>| {
            !(other.person == Some(person.0) && other.value.law == law) && other.value.is_of_help()
        };
        let last_file = !case.files.iter().filter(others).any(|f| f.value.law == law);
        let stays = |about: Option<Id>, also: &[Law]| {
            case.files.iter().filter(others).any(|file| {
                also.contains(&file.value.law) && about.is_none_or(|one| file.person == Some(one))
            })
        };
        let mine = |about: Option<Id>| match about {
            Some(one) => one == person.0,
            None => last_file,
        };
        let newest = |id: Id| !case.entries.iter().any(|e| e.of == Some(id));
        let goes = |entry: &Known<Entry>| {
            let label = &entry.value.label;
            mine(entry.person) && label.law == law && !stays(entry.person, &label.also)
        };
        let mut gone = Self::default();
        for entry in case.entries.iter().filter(|e| newest(e.id) && goes(e)) {
            gone.facts.extend(through_time(&case.entries, entry.id));
        }
        let documents = case
            .documents
            .iter()
            .filter(|d| mine(d.person) && d.value.label.law == law);
        gone.documents.extend(documents.map(|d| d.id));
        gone.completed(case)
    }

    fn kinds_of_data(&self, case: &Case) -> Set<Data> {
        let entries = case.entries.iter().filter(|e| self.facts.contains(&e.id));
        let documents = case
            .documents
            .iter()
            .filter(|d| self.documents.contains(&d.id));
        entries
            .map(|e| e.value.label.category)
            .chain(documents.map(|d| d.value.label.category))
            .collect()
    }
}
