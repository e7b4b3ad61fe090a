//! Recording one fact with its whole label (REC-2 to REC-8).

use super::input::EntryInput;
use super::question::about;
use super::whom::Whom;
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::notice::recipients_of;
use crate::thing::{Contribution, Entry, NoticeOf, PersonFile, TakenIn, TakenWay, kind};
use crate::words::waiting_words;
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{About, Act, DossierId, Id, KeyId, Law, QuestionKind, Relation, RequestId};
use regie_vault::{Changes, Draft, Known};
use serde::Serialize;

/// What a question about recording is made from.
pub(crate) const KINDS: [&str; 10] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::FILE,
    kind::ENTRY,
    kind::DOCUMENT,
    kind::CONTRIBUTION,
    kind::RESTRICTION,
    kind::TRIAGE,
    kind::CONVERSATION,
];

/// That a fact was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// The new entry.
    pub entry: Id,
}

/// What an entry comes from, besides its form.
#[derive(Clone, Copy)]
pub(super) enum From<'a> {
    /// Nothing.
    New,
    /// It corrects this entry, for this reason.
    Correcting(Id, &'a str),
    /// It puts this working note into the dossier.
    Note(Id),
}

impl House {
    /// Records an entry. The same request again answers as the first time.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the answers of access and recording, in this order, one of recording for each person it is about;
    /// [`Refused::Invalid`] with all fields to be mended.
    pub async fn record_entry(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &EntryInput,
        request: RequestId,
    ) -> Result<Recorded, Refused> {
        again!(self.record_once(caller, dossier, input, From::New, request))
    }

    pub(super) async fn record_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &EntryInput,
        from: From<'_>,
        request: RequestId,
    ) -> Result<Recorded, Refused> {
        let act = if matches!(from, From::Correcting(..)) {
            "correct-entry"
        } else {
            "record-entry"
        };
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::ENTRY],
            only: None,
        };
        // Before the form is looked at: to those who may not edit it says nothing, not even whether an id exists.
        let gate = self.gate(&scope, &standing, &access).await?;
        let mut case = self.case(&gate, &KINDS).await?;
        if let From::Correcting(..) = from {
            // Whom it went to before.
            case.shares = self.case(&gate, &[kind::DISCLOSURE]).await?.shares;
        }
        let Some(own) = standing.key else {
            return Err(Refused::NotFound);
        };
        let recorded = Recorded { entry: request.0 };
        if self.done_before(caller, act, request).await? {
            return Ok(recorded);
        }

        let mut check = Check::default();
        let (fixed, reason) = match from {
            From::Correcting(of, because) => (
                Some(super::correct::correctable(&case, of, standing.relation)?),
                Some(check.needed("correction", because, 1000)),
            ),
            From::Note(note) => {
                self.own_note(caller, dossier, note).await?;
                (None, None)
            }
            From::New => (None, None),
        };
        if input.wants_shield() && !super::sees_shielded(standing.relation) {
            check.fault("shielded", "not-yours");
        }
        let words = words_for(&mut check, &case, &input.words, (&from, standing.relation));
        let today = self.today();
        let ready = input.read(
            &mut check,
            &case,
            fixed,
            today,
            &self.form(QuestionKind::Recording),
        );
        if !matches!(from, From::Correcting(..)) {
            self.weigh(&mut check, &case, ready.as_ref());
        }
        if let Some(one) = ready.as_ref().filter(|r| r.safety.is_none())
            && let Whom::One(person) = one.whom
            && case.closed_to_new(person)
        {
            check.fault("person", "restricted");
        }
        if case.is_closed() && !matches!(from, From::Correcting(..)) {
            check.fault("person", "closed");
        }
        check.in_order(super::in_order).done()?;
        let (Some(ready), now) = (ready, scope.at) else {
            return Err(Refused::field("person", "unknown"));
        };
        let questions = ready
            .questions(&case, self.settings().charter, today)
            .ok_or_else(|| Refused::field("person", "unknown"))?;
        let people = ready.whom.people(&case);
        let filed = ready.whom.filed(&case, ready.label.law, own);
        let corrects =
            |among: &[Id]| matches!(from, From::Correcting(of, _) if among.contains(&of));
        // What corrects something shielded is shielded too, and its line says so to nobody.
        let shield = input.wants_shield() || corrects(&super::shielded(&case.entries));
        // What is recorded for safety is in nobody's list of who did what, whatever was told to whom; nor is what corrects it.
        let kept =
            shield || ready.safety.is_some() || corrects(&super::kept_from_family(&case.entries));
        // What is recorded for safety is recorded also where nothing else is (GDPR 18(2)).
        scope.still = ready.safety.is_some();
        scope.concerns = if kept { Vec::new() } else { people.clone() };
        scope.parts = Parts {
            about: Whose::Persons(people),
            kinds: &[kind::ENTRY],
            only: None,
        };
        let mut asked = vec![access];
        asked.extend(questions);
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(filed.unwrap_or(own)), &asked)
            .await?;

        let mut changes = Changes {
            reason: reason.clone(),
            ..Changes::default()
        };
        let (key, file) = self
            .file_key(&case, dossier, ready.whom, ready.label.law, own)
            .await?;
        changes.add.extend(file);
        changes.line_key = Some(key);
        let entry = Entry {
            text: ready.text,
            label: ready.label,
            reading: ready.reading,
            about_day: ready.about_day,
            at: now,
            by: caller.name().to_owned(),
            correction: reason,
            shielded: shield,
            release: None,
            consents: ready.consents,
            safety: ready.safety,
            // What mends a part of the plan is that part.
            plan: match from {
                From::Correcting(of, _) => case
                    .entries
                    .iter()
                    .find(|e| e.id == of)
                    .and_then(|e| e.value.plan.clone()),
                From::New | From::Note(_) => None,
            },
        };
        let mut draft = Draft::new(kind::ENTRY, key, &entry)?
            .id(recorded.entry)
            .dossier(dossier.0)
            .account(caller.account().0);
        draft.person = ready.whom.person().map(|p| p.0);
        match from {
            From::Correcting(of, _) => {
                draft = draft.of(of);
                let facts = super::through_time(&case.entries, of);
                let went: Vec<Id> = recipients_of(&case, &facts)
                    .into_iter()
                    .map(|r| r.share)
                    .collect();
                let told = (NoticeOf::Rectified, facts.as_slice(), went.as_slice());
                changes.add.extend(
                    self.notices(caller, &standing, (&case, dossier), told, None)
                        .await?,
                );
            }
            From::Note(note) => changes.remove.push(note),
            From::New => {}
        }
        changes.add.push(draft);
        if let Some(words) = words {
            let taken = TakenIn {
                way: match from {
                    From::Correcting(..) => TakenWay::Correction,
                    _ => TakenWay::Entry,
                },
                entry: Some(recorded.entry),
                answer: None,
                at: now,
                by: caller.name().to_owned(),
                request,
            };
            self.words_done(&case, words, (taken, kept), &mut changes)
                .await?;
        }
        let _ = self.write(permit, changes).await?;
        Ok(recorded)
    }

    /// The key of what is recorded about somebody under a law, and their file where there was none yet.
    pub(crate) async fn file_key(
        &self,
        case: &Case,
        dossier: DossierId,
        whom: Whom,
        law: Law,
        own: KeyId,
    ) -> Result<(KeyId, Option<Draft>), Refused> {
        let person = match (whom.filed(case, law, own), whom.person()) {
            (Some(key), _) => return Ok((key, None)),
            (None, None) => return Ok((own, None)),
            (None, Some(person)) => person,
        };
        let fresh = self.vault().keys().make(1, self.now()).await?.pop();
        let key = fresh.unwrap_or(own);
        let file = PersonFile {
            from_start: false,
            ..PersonFile::of_help(law, about(case, person) == About::InvolvedPerson)
        };
        let draft = Draft::new(kind::FILE, key, &file)?
            .dossier(dossier.0)
            .person(person.0);
        Ok((key, Some(draft)))
    }
}

/// The client's words that an entry takes in. What does not wait any more is a fault: somebody else took it in, or its writer took it back.
fn words_for<'a>(
    check: &mut Check,
    case: &'a Case,
    typed: &str,
    (from, relation): (&From<'_>, Relation),
) -> Option<&'a Known<Contribution>> {
    if typed.trim().is_empty() {
        return None;
    }
    let id = check.id("words", typed)?;
    let found = waiting_words(case, id, relation);
    // Words about one fact do not correct another.
    let fits = |c: &&Known<Contribution>| match (from, c.of) {
        (From::Correcting(of, _), Some(about)) => {
            super::shield::through_time(&case.entries, about).contains(of)
        }
        (From::Correcting(..), None) => false,
        _ => true,
    };
    let found = found.filter(fits);
    if found.is_none() {
        check.fault("words", "gone");
    }
    found
}
