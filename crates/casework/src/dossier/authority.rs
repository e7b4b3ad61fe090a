//! Who has authority over, or represents, somebody in a dossier, since when and until when (CON-2 to CON-4).

use super::evidence::handed_in;
use crate::act::{Allowed, Gate, again};
use crate::check::{Check, FIRST_DAY};
use crate::guard::Caller;
use crate::thing::{Authority, Evidence, Higher, kind, of_age};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Change, Parts, Scope, Whose};
use regie_terms::{Act, DossierId, Id, KeyId, PersonId, Question, Representative, RequestId};
use regie_vault::{Changes, Draft};
use serde::{Deserialize, Serialize};

pub(super) const CASE: [&str; 4] = [kind::DOSSIER, kind::PERSON, kind::AUTHORITY, kind::FILE];

/// An authority, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AuthorityInput {
    /// Over whom: a person of this dossier.
    pub person: String,
    /// Who has it: a person of this dossier, or blank for somebody who is not known here.
    pub by: String,
    /// In which capacity.
    pub kind: String,
    /// The first day; blank for since birth.
    pub since: String,
    /// The last day, when it is known.
    pub until: String,
    /// `yes` to record what is possible and seldom: a parent who is less than twelve years older than the child.
    pub sure: String,
    /// On what it rests: a word of [`Rests`].
    pub rests: String,
    /// `seen`, or `kept` for a paper that is kept here.
    pub kept: String,
    /// To what a court narrowed it, in words; blank where it did not.
    pub narrowed: String,
    /// Why nobody acts who comes before in the order: `absent`, `unwilling`, `unsuited`; for who comes later.
    pub higher: String,
    /// That in a few words.
    pub higher_because: String,
}

/// A parent who is fewer years older than this is asked about once.
const SELDOM: i32 = 12;

/// An authority as its page lists it, those that ended included.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorityRow {
    /// The authority.
    pub id: Id,
    /// Over whom.
    pub person: PersonId,
    /// Who has it, when known here.
    pub by: Option<PersonId>,
    /// In which capacity.
    pub kind: Representative,
    /// The first day.
    pub since: Date,
    /// The last day.
    pub until: Option<Date>,
    /// On what it rests; `None` where that was not written down yet.
    pub evidence: Option<Evidence>,
    /// Whether the reader may read the paper that is kept.
    pub paper: bool,
    /// To what a court narrowed it.
    pub narrowed: Option<String>,
    /// Why nobody acts who comes before in the order.
    pub higher: Option<(Higher, String)>,
}

impl House {
    /// Who has authority over, or represents, whom in this dossier; for who may change it.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit, [`Refused::NotFound`] when there is no such dossier.
    pub async fn authorities(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Vec<AuthorityRow>, Refused> {
        again!(self.authorities_once(caller, dossier))
    }

    async fn authorities_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Vec<AuthorityRow>, Refused> {
        let (mut scope, access, (key, _)) = self
            .authority_scope(caller, dossier, "view-authority", RequestId::fresh())
            .await?;
        scope.moves.clear();
        let Allowed { permit, .. } = self.allow_look_under(scope, Some(key), &[access]).await?;
        let receipt = self.vault().look(permit, Some(key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let reads = crate::entry::sees_shielded(self.standing(caller, dossier).await?.relation);
        let mut rows: Vec<AuthorityRow> = opened
            .take::<Authority>(kind::AUTHORITY)?
            .into_iter()
            .filter_map(|a| {
                Some(AuthorityRow {
                    id: a.id,
                    person: PersonId(a.person?),
                    by: a.value.by,
                    kind: a.value.kind,
                    since: a.value.since,
                    until: a.value.until,
                    paper: reads && a.value.evidence.as_ref().is_some_and(|e| e.kept),
                    evidence: a.value.evidence,
                    narrowed: a.value.narrowed,
                    higher: a.value.higher,
                })
            })
            .collect();
        rows.sort_by_key(|a| (a.person, a.since, a.id));
        Ok(rows)
    }

    /// Records that somebody has authority over, or represents, a person of the dossier, and on what that rests. `file` is the paper, where it is kept.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit; [`Refused::Invalid`] with the fields to be mended, `by: same-person`, `by: younger`,
    /// `by: already`, `by: minor`, `kind: of-age`, `rests: needs-court`, `higher: recorded` and `sure: seldom` among them.
    pub async fn add_authority(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (input, file): (&AuthorityInput, Option<&[u8]>),
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.add_authority_once(caller, dossier, (input, file), request))
    }

    async fn add_authority_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (input, file): (&AuthorityInput, Option<&[u8]>),
        request: RequestId,
    ) -> Result<(), Refused> {
        let (mut scope, access, (_, gate)) = self
            .authority_scope(caller, dossier, "add-authority", request)
            .await?;
        if self.done_before(caller, "add-authority", request).await? {
            return Ok(());
        }
        let case = self.case(&gate, &CASE).await?;
        let today = self.today();
        let mut check = Check::default();
        let person = check.id("person", &input.person).map(PersonId);
        let known = person.and_then(|p| case.person(p));
        if person.is_some() && known.is_none() {
            check.fault("person", "unknown");
        }
        let by = if input.by.trim().is_empty() {
            None
        } else {
            check.id("by", &input.by).map(PersonId)
        };
        if by.is_some_and(|by| case.person(by).is_none()) {
            check.fault("by", "unknown");
        } else if by.is_some() && by == person {
            check.fault("by", "same-person");
        }
        let kind = check.word("kind", &input.kind, Representative::ALL);
        let born = known.map_or(FIRST_DAY, |k| k.value.born);
        let since = check
            .maybe_day("since", &input.since, born, today)
            .unwrap_or(born);
        let until = check.maybe_day("until", &input.until, since, Date::MAX);
        let same = |a: &Authority| Some(a.kind) == kind && a.by == by && a.holds(today);
        if person
            .is_some_and(|p| by.is_some() && case.authority_over(p, today).any(|a| same(&a.value)))
        {
            check.fault("by", "already");
        }
        let mut higher = None;
        let holder = by.and_then(|by| case.person(by));
        if kind == Some(Representative::ParentOrGuardian)
            && let (Some(child), Some(holder)) = (known, holder)
            && child.id != holder.id
        {
            let (child, holder) = (child.value.born, holder.value.born);
            if child <= holder {
                check.fault("by", "younger");
            } else if child < holder.saturating_add(jiff::Span::new().years(SELDOM))
                && !Check::yes(&input.sure)
            {
                check.fault("sure", "seldom");
            }
        }
        // A parent's or guardian's ends by itself; it does not begin once somebody is of age.
        let grown = kind == Some(Representative::ParentOrGuardian)
            && of_age(born).is_some_and(|day| day <= today);
        if known.is_some() && grown && check.ok() {
            check.fault("kind", "of-age");
        }
        if let (Some(person), Some(kind)) = (person, kind) {
            higher = input.higher(&mut check, &case, (person, kind), today);
        }
        if let Some(holder) = holder
            && kind.is_some_and(|k| {
                matches!(
                    k,
                    Representative::BrotherOrSister | Representative::ChildOfAge
                )
            })
            && of_age(holder.value.born).is_none_or(|day| today < day)
        {
            check.fault("by", "minor");
        }
        let scanned = handed_in(&mut check, file).await;
        let evidence = input.evidence(
            &mut check,
            kind,
            scanned.is_some(),
            (caller.name(), scope.at),
        );
        let narrowed = check.text("narrowed", &input.narrowed, 500);
        check.done()?;
        let (Some(person), Some(kind)) = (person, kind) else {
            return Err(Refused::field("person", "unknown"));
        };
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        scope.concerns = std::iter::once(person).chain(by).collect();
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let authority = Authority {
            until,
            evidence,
            narrowed,
            higher,
            ..Authority::of(kind, by, since)
        }
        .over(born);
        let mut draft = Draft::new(kind::AUTHORITY, key, &authority)?
            .dossier(dossier.0)
            .person(person.0);
        if let Some(by) = by {
            draft = draft.of(by.0);
        }
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        if let Some(scanned) = scanned {
            changes.add.push(
                Draft::new(kind::AUTHORITY_EVIDENCE, key, &scanned)?
                    .dossier(dossier.0)
                    .person(person.0)
                    .of(draft.id),
            );
        }
        changes.add.push(draft);
        if kind == Representative::ParentOrGuardian {
            changes.remove = self.authority_known(person).await?;
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// Records the last day of an authority.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is no such authority in this dossier; [`Refused::Invalid`] (`until`) for a day before it began.
    pub async fn end_authority(
        &self,
        caller: &Caller,
        dossier: DossierId,
        authority: Id,
        until: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.end_authority_once(caller, dossier, authority, until, request))
    }

    async fn end_authority_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        authority: Id,
        until: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        let (mut scope, access, (_, gate)) = self
            .authority_scope(caller, dossier, "end-authority", request)
            .await?;
        let case = self.case(&gate, &CASE).await?;
        let found = case
            .authorities
            .iter()
            .find(|a| a.id == authority)
            .ok_or(Refused::NotFound)?;
        if self.done_before(caller, "end-authority", request).await? {
            return Ok(());
        }
        let mut check = Check::default();
        let until = check.day("until", until, found.value.since, Date::MAX);
        check.done()?;
        scope.concerns = found
            .person
            .into_iter()
            .chain(found.of)
            .map(PersonId)
            .collect();
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(found.key), &[access])
            .await?;
        let mut ended = Authority {
            until,
            ..found.value.clone()
        };
        if let Some(person) = found.person.and_then(|p| case.person(PersonId(p))) {
            ended = ended.over(person.value.born);
        }
        let mut draft = Draft::new(kind::AUTHORITY, found.key, &ended)?
            .id(found.id)
            .version(found.version + 1)
            .dossier(dossier.0);
        draft.person = found.person;
        draft.of = found.of;
        let changes = Changes {
            replace: vec![draft],
            line_key: Some(found.key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    pub(super) async fn authority_scope(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: &'static str,
        request: RequestId,
    ) -> Result<(Scope, Question, (KeyId, Gate<Change>)), Refused> {
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
            kinds: &[kind::AUTHORITY],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let key = standing.key.ok_or(Refused::NotFound)?;
        Ok((scope, access, (key, gate)))
    }
}
