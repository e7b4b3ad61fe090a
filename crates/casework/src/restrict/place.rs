//! Letting something stand still.

use super::{KINDS, LONGEST, standing_for};
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::document::readable;
use crate::dossier::Standing;
use crate::entry::{document_for_safety, kept_from_family, sees_shielded, through_time};
use crate::erase::granted;
use crate::guard::Caller;
use crate::notice::recipients_of;
use crate::thing::{NoticeOf, RequestDone, Restriction, RestrictionGround, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{Act, DeskAct, DossierId, Id, KeyId, PersonId, Question, RequestId, Right};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// What is to stand still, or no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restricting {
    /// A fact with all its versions, or a document.
    Thing(Id),
    /// All that is recorded about somebody.
    Person(PersonId),
}

/// Why something stands still, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RestrictInput {
    /// On which of the four grounds.
    pub ground: String,
    /// Why, in words that the client reads.
    pub because: String,
    /// The client's request; blank where it was asked without one.
    pub verzoek: String,
}

/// What an act on a restriction starts from.
pub(super) struct Found {
    pub standing: Standing,
    pub access: Question,
    pub scope: Scope,
    pub case: Case,
    /// The versions of the fact, or the document; of somebody's whole file all facts and documents in it.
    pub ids: Vec<Id>,
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// The key that the restriction goes under.
    pub key: KeyId,
}

impl Restricting {
    /// The draft of a restriction of it.
    pub(super) fn draft(
        self,
        key: KeyId,
        (dossier, person): (DossierId, Option<PersonId>),
        value: &Restriction,
    ) -> Result<Draft, Refused> {
        let mut draft = Draft::new(kind::RESTRICTION, key, value)?.dossier(dossier.0);
        draft.person = person.map(|p| p.0);
        if let Self::Thing(id) = self {
            draft.of = Some(id);
        }
        Ok(draft)
    }
}

impl Case {
    /// What of this dossier a restriction is about: its ids, whom it is about, a key, and whether it is kept from the family.
    pub(super) fn restrictable(
        &self,
        what: Restricting,
        own: KeyId,
    ) -> Option<(Vec<Id>, Option<PersonId>, KeyId, bool)> {
        let apart = kept_from_family(&self.entries);
        match what {
            Restricting::Thing(id) => {
                if let Some(entry) = self.entries.iter().find(|e| e.id == id) {
                    let ids = through_time(&self.entries, id);
                    let kept = apart.contains(&id);
                    return Some((ids, entry.person.map(PersonId), entry.key, kept));
                }
                let document = self.documents.iter().find(|d| d.id == id)?;
                let kept = document.value.shielded || document_for_safety(&document.value);
                Some((vec![id], document.person.map(PersonId), document.key, kept))
            }
            Restricting::Person(person) => {
                self.person(person)?;
                let mine = |about: Option<Id>| about == Some(person.0);
                let entries = self.entries.iter().filter(|e| mine(e.person)).map(|e| e.id);
                let documents = self.documents.iter().filter(|d| mine(d.person));
                let ids = entries.chain(documents.map(|d| d.id)).collect();
                let key = self.any_file(person).unwrap_or(own);
                Some((ids, Some(person), key, false))
            }
        }
    }
}

impl House {
    /// Turns away who may not, and finds what it is about. To who does not see what is shielded, that is not there.
    pub(super) async fn restrict_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        what: Restricting,
        act: &'static str,
        request: RequestId,
    ) -> Result<Option<Found>, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::RESTRICTION],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        let own = standing.key.ok_or(Refused::NotFound)?;
        if self.done_before(caller, act, request).await? {
            return Ok(None);
        }
        let found = case.restrictable(what, own);
        let (ids, person, key, kept) = found.ok_or(Refused::NotFound)?;
        if let Restricting::Thing(id) = what {
            let document = case.documents.iter().find(|d| d.id == id);
            let unread = document.is_some_and(|d| !readable(&d.value, standing.relation));
            let shielded = crate::entry::shielded(&case.entries).contains(&id);
            if unread || (shielded && !sees_shielded(standing.relation)) {
                return Err(Refused::NotFound);
            }
        }
        scope.concerns = if kept {
            Vec::new()
        } else {
            person.into_iter().collect()
        };
        Ok(Some(Found {
            standing,
            access,
            scope,
            case,
            ids,
            person,
            key,
        }))
    }

    /// Lets a fact, a document or all that is recorded about somebody stand still.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not do this; [`Refused::NotFound`] for what is not there for this caller; [`Refused::Invalid`] at `ground`,
    /// `because` and `verzoek` (`unknown`, `other-right`, `other-thing`, `not-granted`), and at `ground` with `restricted` where it stands still already.
    pub async fn restrict(
        &self,
        caller: &Caller,
        dossier: DossierId,
        what: Restricting,
        input: &RestrictInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.restrict_once(caller, dossier, what, input, request))
    }

    async fn restrict_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        what: Restricting,
        input: &RestrictInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let found = self
            .restrict_ground(caller, dossier, what, "restrict", request)
            .await?;
        let Some(Found {
            standing,
            access,
            mut scope,
            case,
            ids,
            person,
            key,
            ..
        }) = found
        else {
            return Ok(());
        };
        let mut check = Check::default();
        let ground = check.pick::<RestrictionGround>("ground", &input.ground);
        let because = check.needed("because", &input.because, LONGEST);
        if case.stands_already(what) {
            check.fault("ground", "restricted");
        }
        let asked = match input.verzoek.trim() {
            "" => None,
            typed => check.id("verzoek", typed),
        };
        if let Some(id) = asked
            && let Err(code) = asked_for(&case, id, what, &ids, person)
        {
            check.fault("verzoek", code);
        }
        check.done()?;
        let Some(ground) = ground else {
            return Err(Refused::field("ground", "unpicked"));
        };
        let value = Restriction {
            ground,
            because: because.clone(),
            since: self.today(),
            at: scope.at,
            by: caller.name().to_owned(),
            request: asked,
            lifted: None,
        };
        let went: Vec<Id> = recipients_of(&case, &ids)
            .into_iter()
            .map(|r| r.share)
            .collect();
        let mut add = vec![what.draft(key, (dossier, person), &value)?];
        let told = (NoticeOf::Restricted, ids.as_slice(), went.as_slice());
        add.extend(
            self.notices(caller, &standing, (&case, dossier), told, asked)
                .await?,
        );
        let mut changes = Changes {
            add,
            reason: Some(because),
            line_key: Some(key),
            ..Changes::default()
        };
        let whole: &[Id] = match what {
            Restricting::Thing(_) => &ids,
            Restricting::Person(_) => &[],
        };
        if let Some(id) = asked
            && let Ok((row, decision)) = granted(&case, id, Right::Restriction, whole, person)
            && let Some(asker) = row.person.map(PersonId)
        {
            let mut done = row.value.clone();
            let by = RequestDone {
                on: self.today(),
                by: caller.name().to_owned(),
                at: scope.at,
            };
            let named = row.value.things.iter().map(|t| t.id);
            let named: Vec<Id> = named.filter(|t| whole.contains(t)).collect();
            if named.is_empty() && row.value.things.is_empty() && whole.is_empty() {
                done.carried_out(decision, None, &by);
            }
            for thing in named {
                done.carried_out(decision, Some(thing), &by);
            }
            changes
                .replace
                .push(Draft::over(kind::REQUEST, row, &done)?);
            let over = self.request_tasks_over(row.id, &case, &done, decision, asker);
            changes.remove = over.await?;
        }
        scope.parts.only = Some(ids);
        let task = self.release_question(caller, DeskAct::DecideRequest, standing.relation)?;
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters()
                    .judge_act(scope, &task, std::slice::from_ref(&access))
            })
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}

impl Case {
    /// Whether nothing new is recorded about somebody, but for safety: all about them stands still, or is objected to.
    pub(crate) fn closed_to_new(&self, person: PersonId) -> bool {
        let about = |of: Option<Id>| of.is_none() || of == Some(person.0);
        self.restrictions
            .iter()
            .any(|r| r.due.is_none() && r.person == Some(person.0) && about(r.of))
    }

    /// Whether it stands still already, by a restriction of its own kind.
    pub(crate) fn stands_already(&self, what: Restricting) -> bool {
        match what {
            Restricting::Thing(id) => {
                let entry = self.entries.iter().find(|e| e.id == id);
                let document = self.documents.iter().find(|d| d.id == id);
                let by = match (entry, document) {
                    (Some(entry), _) => standing_for(&self.restrictions, &self.entries, entry),
                    (_, Some(one)) => standing_for(&self.restrictions, &self.entries, one),
                    (None, None) => None,
                };
                by.is_some()
            }
            Restricting::Person(person) => self
                .restrictions
                .iter()
                .any(|r| r.due.is_none() && r.of.is_none() && r.person == Some(person.0)),
        }
    }
}

/// Whether a request is one that this can follow from: a restriction that was granted, or a contested fact or an objection that still is to be judged.
fn asked_for(
    case: &Case,
    request: Id,
    what: Restricting,
    ids: &[Id],
    person: Option<PersonId>,
) -> Result<(), &'static str> {
    let row = case.requests.iter().find(|r| r.id == request);
    let row = row.ok_or("unknown")?;
    if row.value.withdrawn.is_some() {
        return Err("not-granted");
    }
    match row.value.right {
        Right::Restriction => {
            let whole: &[Id] = match what {
                Restricting::Thing(_) => ids,
                Restricting::Person(_) => &[],
            };
            granted(case, request, Right::Restriction, whole, person).map(|_| ())
        }
        Right::Objection | Right::Rectification | Right::Erasure => {
            let named = &row.value.things;
            let about = named.is_empty() || named.iter().any(|t| ids.contains(&t.id));
            let same = person.is_none_or(|p| row.person == Some(p.0));
            (about && same).then_some(()).ok_or("other-thing")
        }
        _ => Err("other-right"),
    }
}
