//! Putting a document in: its label and the file, sealed with the line in one go.

use super::input::{DocumentInput, ReadyDocument};
use crate::act::{Allowed, again, responsible};
use crate::check::Check;
use crate::entry::{KINDS, in_order};
use crate::guard::Caller;
use crate::thing::{Document, Task, TaskKind, kind};
use crate::{House, Refused, day_number, scan};
use regie_charter::{Parts, Whose};
use regie_terms::{AccountId, Act, DossierId, Id, PersonId, QuestionKind, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};

impl House {
    /// Puts a document in. `file` is its bytes; what kind it is is read from them, and a name is not kept. The same request again answers as the
    /// first time.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the answers of access and recording, in this order, one of recording for each person it is about;
    /// [`Refused::Invalid`] with all fields to be mended: `file` is `missing`, `too-large` or `not-a-form`.
    pub async fn add_document(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &DocumentInput,
        file: Option<&[u8]>,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.add_document_once(caller, dossier, input, file, request))
    }

    async fn add_document_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &DocumentInput,
        file: Option<&[u8]>,
        request: RequestId,
    ) -> Result<Id, Refused> {
        const ACT: &str = "add-document";
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, ACT, actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DOCUMENT, kind::DOCUMENT_FILE],
            only: None,
        };
        // Before the form is looked at, as for an entry.
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        let own = standing.key.ok_or(Refused::NotFound)?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(request.0);
        }
        let mut check = Check::default();
        let today = self.today();
        let read = input.read(
            &mut check,
            &case,
            today,
            &self.form(QuestionKind::Recording),
        );
        self.weigh(&mut check, &case, read.as_ref().map(|r| &r.ready));
        let scanned = match scan::handed_in(file).await {
            None => {
                check.fault("file", "missing");
                None
            }
            Some(Err(code)) => {
                check.fault("file", code);
                None
            }
            Some(Ok(scanned)) => Some(scanned),
        };
        let ready = read.as_ref().map(|r| &r.ready);
        if let Some(person) = ready
            .filter(|r| r.safety.is_none())
            .and_then(|r| r.whom.person())
            && case.closed_to_new(person)
        {
            check.fault("person", "restricted");
        }
        if case.is_closed() {
            check.fault("person", "closed");
        }
        check.in_order(in_order).done()?;
        let (Some(read), Some(scanned)) = (read, scanned) else {
            return Err(Refused::field("person", "unknown"));
        };
        let questions = read
            .ready
            .questions(&case, self.settings().charter, today)
            .ok_or_else(|| Refused::field("person", "unknown"))?;
        let whom = read.ready.whom;
        let people = whom.people(&case);
        scope.still = read.ready.safety.is_some();
        scope.concerns = if read.shielded || read.ready.safety.is_some() {
            Vec::new()
        } else {
            people.clone()
        };
        scope.parts.about = Whose::Persons(people);
        let law = read.ready.label.law;
        let filed = whom.filed(&case, law, own);
        let mut asked = vec![access];
        asked.extend(questions);
        let at = scope.at;
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(filed.unwrap_or(own)), &asked)
            .await?;

        let mut changes = Changes::default();
        let (key, new_file) = self.file_key(&case, dossier, whom, law, own).await?;
        changes.add.extend(new_file);
        changes.line_key = Some(key);
        let person = whom.person();
        let place = |mut draft: Draft| {
            draft.person = person.map(|p| p.0);
            draft.dossier(dossier.0)
        };
        let review_on = read.review_on;
        let document = document(read, at, caller.name());
        let draft = Draft::new(kind::DOCUMENT, key, &document)?
            .id(request.0)
            .account(caller.account().0);
        changes.add.push(place(draft));
        let draft = Draft::new(kind::DOCUMENT_FILE, key, &scanned)?.of(request.0);
        changes.add.push(place(draft));
        changes.add.push(review_task(
            responsible(&standing, caller),
            (dossier, person),
            request.0,
            review_on,
        )?);
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }
}

fn document(read: ReadyDocument, at: i64, by: &str) -> Document {
    let ready = read.ready;
    Document {
        title: ready.text,
        label: ready.label,
        excerpt: read.excerpt,
        readers: read.readers,
        review_on: read.review_on,
        others: read.others,
        others_who: read.others_who,
        about_day: ready.about_day,
        at,
        by: by.to_owned(),
        shielded: read.shielded,
        release: None,
        consents: ready.consents,
        safety: ready.safety,
        looked_again: Vec::new(),
    }
}

/// That a document waits to be looked at again, from that day on.
pub(super) fn review_task(
    account: AccountId,
    (dossier, person): (DossierId, Option<PersonId>),
    document: Id,
    on: jiff::civil::Date,
) -> Result<Draft, Refused> {
    let task = Task {
        what: TaskKind::ReviewDocument,
        since: on,
        dossier: Some(dossier),
        person,
    };
    Ok(Draft::new(kind::TASK, STAFF, &task)?
        .account(account.0)
        .of(document)
        .due(day_number(on)))
}
