//! A client's way into the portal: who of a dossier has one, ending it, and opening it again. Whoever may invite may do these.
//!
//! What ends is the way to this dossier. Somebody who is known in another dossier keeps the account for that one; else it ends with it.

use super::change::replaced;
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::dossier::Standing;
use crate::guard::Caller;
use crate::thing::{Account, Dossier, Person, Portal, kind};
use crate::{House, Refused, date_of, day_number};
use jiff::civil::Date;
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{AccountId, Act, DossierId, Id, KeyId, PersonId, Question, RequestId};
use regie_vault::open::{Routing, Where};
use regie_vault::{Changes, Draft, Known};
use serde::{Deserialize, Serialize};

pub(super) const CASE: [&str; 4] = [kind::DOSSIER, kind::PERSON, kind::AUTHORITY, kind::FILE];
const KINDS: &[&str] = &[kind::ACCOUNT, kind::PORTAL, kind::INVITATION];
/// The longest reason, in characters.
const LONGEST: usize = 2000;

/// Why a way into the portal is ended or opened again, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PortalInput {
    /// Why.
    pub reason: String,
}

/// How somebody's way into the portal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum PortalState {
    /// There is none.
    None,
    /// It is open.
    Open {
        /// Whether an invitation still waits to be taken up.
        invited: bool,
    },
    /// It was ended.
    Ended {
        /// The first day on which it did not work.
        on: Date,
    },
}

/// A person of a dossier, and their way into the portal.
#[derive(Clone, Debug, Serialize)]
pub struct PortalRow {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How it stands.
    pub state: PortalState,
}

/// Who of a dossier can look in the portal.
#[derive(Clone, Debug, Serialize)]
pub struct PortalPage {
    /// What colleagues call the dossier.
    pub title: String,
    /// Its people, the principal first.
    pub people: Vec<PortalRow>,
}

/// What the acts on ways into the portal are judged by.
pub(super) struct PortalGround {
    pub standing: Standing,
    pub case: Case,
    pub access: Question,
    pub scope: Scope,
    /// The key of the dossier's own records.
    pub own: KeyId,
}

impl House {
    /// Reads what the acts on ways into the portal are judged by, and turns away who may not edit the dossier, with a line.
    pub(super) async fn portal_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: &'static str,
        request: RequestId,
    ) -> Result<PortalGround, Refused> {
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
            kinds: KINDS,
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &CASE).await?;
        let own = standing.key.ok_or(Refused::NotFound)?;
        Ok(PortalGround {
            standing,
            case,
            access,
            scope,
            own,
        })
    }

    /// Who of a dossier can look in the portal. Names are opened, and nothing that was recorded.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit the dossier.
    pub async fn portal_page(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<PortalPage, Refused> {
        again!(self.portal_page_once(caller, dossier))
    }

    async fn portal_page_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<PortalPage, Refused> {
        let PortalGround {
            standing,
            access,
            mut scope,
            own,
            ..
        } = self
            .portal_ground(caller, dossier, "view-portal-access", RequestId::fresh())
            .await?;
        scope.moves.clear();
        scope.concerns = standing.people;
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DOSSIER, kind::PERSON],
            only: None,
        };
        let Allowed { permit, .. } = self.allow_look_under(scope, Some(own), &[access]).await?;
        let receipt = self.vault().look(permit, Some(own)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let stored = opened
            .take::<Dossier>(kind::DOSSIER)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let mut known = opened.take::<Person>(kind::PERSON)?;
        known.sort_by_key(|p| (p.id != stored.principal.0, p.value.born));
        let mut people = Vec::with_capacity(known.len());
        for one in known {
            let person = PersonId(one.id);
            people.push(PortalRow {
                person,
                name: one.value.name(),
                state: self.portal_state(dossier, person).await?,
            });
        }
        Ok(PortalPage {
            title: stored.title,
            people,
        })
    }

    /// From plain columns alone.
    async fn portal_state(
        &self,
        dossier: DossierId,
        person: PersonId,
    ) -> Result<PortalState, Refused> {
        let Some(link) = self.portal_link(dossier, person).await? else {
            return Ok(PortalState::None);
        };
        if let Some(last) = link.due
            && !self.opens(&link)
        {
            return Ok(PortalState::Ended {
                on: date_of(last + 1),
            });
        }
        let account = link.account.ok_or(Refused::NotFound)?;
        let invited = self
            .vault()
            .routing(Where::Account(account), &[kind::INVITATION])
            .await?;
        Ok(PortalState::Open {
            invited: !invited.is_empty(),
        })
    }

    /// Ends somebody's way into the portal for this dossier, from now on; every session of the account ends at once. Nobody loses the right to their
    /// data by it: they are given another way.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit the dossier; [`Refused::NotFound`] when the person has no way in that is open;
    /// [`Refused::Invalid`]: `reason` (`missing`, `too-long`).
    pub async fn end_portal(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        input: &PortalInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.move_portal(caller, dossier, person, input, Way::End, request))
    }

    /// Opens a way into the portal again that was ended: with the same login, password and second factor. The client is told when they come.
    ///
    /// # Errors
    /// As [`House::end_portal`], with [`Refused::NotFound`] when nothing was ended, and `person: nothing-to-see` when the portal has nothing
    /// for them any more.
    pub async fn reopen_portal(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        input: &PortalInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.move_portal(caller, dossier, person, input, Way::Reopen, request))
    }

    async fn move_portal(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        input: &PortalInput,
        way: Way,
        request: RequestId,
    ) -> Result<(), Refused> {
        let PortalGround {
            case,
            access,
            mut scope,
            ..
        } = self
            .portal_ground(caller, dossier, way.act(), request)
            .await?;
        let key = case
            .any_file(person)
            .filter(|_| case.person(person).is_some())
            .ok_or(Refused::NotFound)?;
        let link = self
            .portal_link(dossier, person)
            .await?
            .ok_or(Refused::NotFound)?;
        let account = link.account.map(AccountId).ok_or(Refused::NotFound)?;
        if self.done_before(caller, way.act(), request).await? {
            return self.after(way, account).await;
        }
        if self.opens(&link) != (way == Way::End) {
            return Err(Refused::NotFound);
        }
        if way == Way::Reopen && !self.portal_shows(&case, person)? {
            return Err(Refused::field("person", "nothing-to-see"));
        }
        let mut check = Check::default();
        let reason = check.needed("reason", &input.reason, LONGEST);
        check.done()?;
        scope.concerns = vec![person];
        scope.parts.about = Whose::Persons(vec![person]);
        self.judged_on(&mut scope, account.0).await?;
        scope.moves.push(account.0);
        let stored = self
            .stored_account(account)
            .await?
            .ok_or(Refused::NotFound)?;
        let mut changes = Changes {
            reason: Some(reason),
            line_key: Some(key),
            replace: vec![self.moved_link(&link, way).await?],
            ..Changes::default()
        };
        changes.replace.extend(
            self.moved_account(&stored, link.id, way)
                .await?
                .map(|account| replaced(&stored, &account))
                .transpose()?,
        );
        if way == Way::End && changes.replace.len() > 1 {
            let waiting = self
                .vault()
                .routing(Where::Account(account.0), &[kind::INVITATION])
                .await?;
            changes.remove = waiting.iter().map(|r| r.id).collect();
        }
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let _ = self.write(permit, changes).await?;
        self.after(way, account).await
    }

    /// The link as it is written over the one that was read.
    async fn moved_link(&self, link: &Routing, way: Way) -> Result<Draft, Refused> {
        let mut value = self
            .vault()
            .facts_of(vec![link.id], &[kind::PORTAL])
            .await?
            .take::<Portal>(kind::PORTAL)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let today = self.today();
        value.reopened = (way == Way::Reopen).then_some(today);
        let mut draft = Draft::new(kind::PORTAL, link.key, &value)?
            .id(link.id)
            .version(link.version + 1);
        draft.dossier = link.dossier;
        draft.person = link.person;
        draft.account = link.account;
        draft.of = link.of;
        // The last day on which it opened: it is closed today already.
        draft.due = (way == Way::End).then(|| day_number(today) - 1);
        Ok(draft)
    }

    /// The account as it becomes; `None` when it stays as it is.
    async fn moved_account(
        &self,
        stored: &Known<Account>,
        link: Id,
        way: Way,
    ) -> Result<Option<Account>, Refused> {
        let ended = match way {
            Way::End if self.opens_more(AccountId(stored.id), link).await? => return Ok(None),
            Way::End => Some(self.today()),
            Way::Reopen => None,
        };
        Ok((stored.value.ended != ended).then(|| Account {
            ended,
            ..stored.value.clone()
        }))
    }

    async fn after(&self, way: Way, account: AccountId) -> Result<(), Refused> {
        if way == Way::End {
            // Also where the account stays for another dossier: no page that was open goes on.
            self.end_sessions(account).await?;
        }
        Ok(())
    }
}

/// Which way a way in goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    End,
    Reopen,
}

impl Way {
    const fn act(self) -> &'static str {
        match self {
            Self::End => "end-portal",
            Self::Reopen => "reopen-portal",
        }
    }
}
