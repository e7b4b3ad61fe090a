//! What somebody brings along from another organisation, in the file they got there (GDPR 20): each fact waits as their own words, to be taken in or not.
//!
//! Nothing of it becomes a fact by itself: what another organisation needed to know, this one has to need too.

use crate::act::{Allowed, again};
use crate::guard::{Caller, LoginRefused, Proof};
use crate::thing::{BroughtFrom, Contribution, Scan, Task, TaskKind, WordsAbout, kind};
use crate::{House, Refused, ScanView, day_number, scan};
use regie_charter::{Parts, Whose};
use regie_exchange::portable::{Brought, Signed};
use regie_terms::{Act, Consenter, DossierId, Function, Id, PersonId, RequestId, Word};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};

/// Days within which what was brought is looked at; our own term.
const LOOKED_AT_WITHIN: i64 = 14;
/// The most facts, own words and documents that are taken in from one file.
const MOST: usize = 500;
/// What bringing it in is judged by.
const KINDS: [&str; 3] = [kind::DOSSIER, kind::PERSON, kind::FILE];
const ACT: &str = "bring-along";

/// Why nothing was taken in.
#[derive(Debug)]
pub enum NotBrought {
    /// Who does it could not be let in.
    Who(LoginRefused),
    /// It may not be, or does not fit: [`Refused::Invalid`] at `person` (`another`) for a file about somebody else, at `file` (`too-many`,
    /// `not-a-form`, `too-large`, `locked`), and at `request` (`used`).
    Refused(Refused),
}

impl House {
    /// Takes in a file that was brought along, by a professional who proves who they are: into a dossier they may edit, for a person of it whose name
    /// and date of birth are those in the file. Gives how many facts and documents wait now. `request` makes a file taken in twice one.
    ///
    /// # Errors
    /// [`NotBrought`]; then nothing was taken in.
    pub async fn bring_in(
        &self,
        proof: &Proof,
        (dossier, person): (DossierId, PersonId),
        brought: &Brought,
        request: RequestId,
    ) -> Result<usize, NotBrought> {
        let who = self.proven(proof, Function::Professional).await;
        let who = who.map_err(NotBrought::Who)?;
        self.bring_along(&who, (dossier, person), brought, request)
            .await
            .map_err(NotBrought::Refused)
    }

    /// The same for a professional who is let in already.
    ///
    /// # Errors
    /// As [`NotBrought::Refused`]; [`Refused::Denied`] for who may not edit the dossier, [`Refused::NotFound`] for somebody who is not in it.
    pub async fn bring_along(
        &self,
        caller: &Caller,
        whom: (DossierId, PersonId),
        brought: &Brought,
        request: RequestId,
    ) -> Result<usize, Refused> {
        again!(self.bring_along_once(caller, whom, brought, request))
    }

    async fn bring_along_once(
        &self,
        caller: &Caller,
        (dossier, person): (DossierId, PersonId),
        brought: &Brought,
        request: RequestId,
    ) -> Result<usize, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, ACT, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::CONTRIBUTION, kind::DOCUMENT_FILE],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        let waiting = brought.data.facts.len() + brought.data.own_words.len() + brought.files.len();
        if self.done_before(caller, ACT, request).await? {
            return Ok(waiting);
        }
        let found = &case.person(person).ok_or(Refused::NotFound)?.value;
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        let subject = &brought.data.subject;
        let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
        if !same(&found.name(), &subject.name) || subject.birth_date != Some(found.born) {
            return Err(Refused::field("person", "another"));
        }
        if waiting > MOST {
            return Err(Refused::field("file", "too-many"));
        }
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        let at = scope.at;
        let from = &brought.data.controller.name;
        let checked = brought.signed == Signed::ByTheKey;
        let mut add = |text: &str,
                       recorded: &str,
                       (writer, document): (Option<Consenter>, bool)|
         -> Result<Id, Refused> {
            let words = Contribution {
                what: WordsAbout::Addition,
                text: text.to_owned(),
                brought: Some(BroughtFrom {
                    organisation: from.clone(),
                    checked,
                    own_words: writer.is_some(),
                    recorded: recorded.get(..10).and_then(|day| day.parse().ok()),
                    document,
                    request,
                }),
                writer: person,
                capacity: writer.unwrap_or(Consenter::Subject),
                at,
                taken: None,
            };
            let draft = Draft::new(kind::CONTRIBUTION, key, &words)?
                .dossier(dossier.0)
                .person(person.0)
                .account(caller.account().0);
            let id = draft.id;
            changes.add.push(draft);
            Ok(id)
        };
        for fact in &brought.data.facts {
            add(&fact.text, &fact.provenance.recorded, (None, false))?;
        }
        for words in &brought.data.own_words {
            let writer = words.writer.as_deref().and_then(Consenter::from_word);
            add(&words.text, &words.recorded, (writer, false))?;
        }
        let mut papers = Vec::new();
        for file in &brought.files {
            let named = |d: &&regie_exchange::portable::Document| {
                d.file.as_deref() == Some(file.name.as_str())
            };
            let found = brought.data.documents.iter().find(named);
            let found = found.ok_or_else(|| Refused::field("file", "not-a-form"))?;
            let paper = scan::read(&file.bytes).await;
            let paper = paper.map_err(|code| Refused::field("file", code))?;
            let words = add(&found.title, &found.provenance.recorded, (None, true))?;
            papers.push((words, paper));
        }
        for (words, paper) in &papers {
            let draft = Draft::new(kind::DOCUMENT_FILE, key, paper)?;
            let draft = draft.dossier(dossier.0).person(person.0).of(*words);
            changes.add.push(draft);
        }
        let ids = changes.add.iter().filter(|d| d.kind == kind::CONTRIBUTION);
        let ids: Vec<Id> = ids.map(|d| d.id).collect();
        if let (Some(coordinator), Some(first)) = (self.keeper_of(dossier).await?, ids.first()) {
            let task = Task {
                what: TaskKind::TakeWords,
                since: self.today(),
                dossier: Some(dossier),
                person: Some(person),
            };
            let due = day_number(self.today()) + LOOKED_AT_WITHIN;
            let draft = Draft::new(kind::TASK, STAFF, &task)?;
            changes
                .add
                .push(draft.account(coordinator.0).of(*first).due(due));
        }
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let _ = self.write(permit, changes).await?;
        Ok(waiting)
    }

    /// The document that was brought along with these words, to be shown to who may look at the dossier. A look of its own, with its own line.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier; [`Refused::NotFound`] when no document came with them.
    pub async fn brought_document(
        &self,
        caller: &Caller,
        dossier: DossierId,
        words: Id,
    ) -> Result<ScanView, Refused> {
        again!(self.brought_document_once(caller, dossier, words))
    }

    async fn brought_document_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        words: Id,
    ) -> Result<ScanView, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::View, None)?;
        let mut scope = self.asked(caller, "view-document", actor, RequestId::fresh());
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::CONTRIBUTION, kind::DOCUMENT_FILE],
            only: Some(Vec::new()),
        };
        // Asked before it is looked for, so that who may not look learns nothing of what is there.
        let _gate = self.gate(&scope, &standing, &access).await?;
        let rows = self
            .vault()
            .routing(Where::Of(words), &[kind::DOCUMENT_FILE])
            .await?;
        let row = rows.iter().find(|r| r.dossier == Some(dossier.0));
        let row = row.ok_or(Refused::NotFound)?;
        scope.concerns = row.person.map(PersonId).into_iter().collect();
        scope.parts.only = Some(vec![row.id, words]);
        let key = Some(row.key);
        let Allowed { permit, .. } = self.allow_look_under(scope, key, &[access]).await?;
        let receipt = self.vault().look(permit, key).await?;
        let mut opened = self.vault().open(receipt).await?;
        // Only what came with words of this dossier: another document has its own readers.
        let words = opened.take::<Contribution>(kind::CONTRIBUTION)?.pop();
        let scan = opened.take::<Scan>(kind::DOCUMENT_FILE)?.pop();
        match (words, scan) {
            (Some(_), Some(scan)) => ScanView::of(scan.value),
            _ => Err(Refused::NotFound),
        }
    }
}
