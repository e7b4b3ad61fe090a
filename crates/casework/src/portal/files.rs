//! Whose files are mine to look at today, and what the first page says of each: how much is known, with whom it was shared, what waits.

use super::ahead::Ahead;
use super::document::visible_documents;
use super::file::{visible_entries, visible_laws, visible_shares};
use super::own::{OwnGround, PortalCapacity};
use crate::act::{Allowed, again};
use crate::consent::{open_to, own_answer};
use crate::guard::Caller;
use crate::life::KeepView;
use crate::thing::{BrokenGlass, ConsentGiven, Dossier, Person, Portal, Share, ShareState, kind};
use crate::{House, Refused, date_of};
use jiff::ToSpan;
use jiff::civil::Date;
use regie_charter::Capacity;
use regie_terms::{AccountId, DossierId, Id, PersonId};
use regie_vault::Of;
use regie_vault::open::Where;
use serde::Serialize;

/// For how many days a client is told that a way into the portal was closed, or opened again; our own term.
const TOLD_FOR: i32 = 30;

/// A person whose file this client may look at, as the first page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyFileRow {
    /// The person, as this dossier knows them.
    pub person: PersonId,
    /// The dossier.
    pub dossier: DossierId,
    /// Their name.
    pub name: String,
    /// In what capacity.
    pub capacity: PortalCapacity,
    /// The team that keeps the dossier: tells files of one person apart.
    pub team: String,
    /// The name of who coordinates the help; `None` when staff are shown by function only.
    pub coordinator: Option<String>,
    /// How many facts are known, those that were corrected apart.
    pub known: usize,
    /// How many documents there are.
    pub documents: usize,
    /// The days from which others decide, the first one first.
    pub ahead: Vec<Ahead>,
    /// Until when it is kept, law by law.
    pub keep: Vec<KeepView>,
    /// When the last glass was broken to the dossier, milliseconds since 1970 UTC, where that is not long ago.
    pub glass: Option<i64>,
    /// With whom something was shared, each once.
    pub shared_with: Vec<String>,
    /// How many requests for consent wait for the reader's answer.
    pub waiting: usize,
    /// How many requests by which a right is exercised wait for the reader to join.
    pub joins: usize,
    /// The day this way in was opened again, while the reader is to be told.
    pub reopened: Option<Date>,
}

impl House {
    /// The people for whom this client may act today: first themselves, then those they have authority over or represent. One look each, in that
    /// person's own list; what was recorded about them stays closed.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for staff.
    pub async fn my_files(&self, caller: &Caller) -> Result<Vec<MyFileRow>, Refused> {
        again!(self.my_files_once(caller))
    }

    async fn my_files_once(&self, caller: &Caller) -> Result<Vec<MyFileRow>, Refused> {
        caller.client(Capacity::Subject)?;
        let links = self
            .vault()
            .vouched(Where::Account(caller.account().0), &[kind::PORTAL])
            .await?;
        let mut rows = Vec::new();
        for ground in self.own_grounds(caller, "portal-view").await? {
            let OwnGround {
                own,
                case,
                allowed,
                question,
                mut scope,
            } = ground;
            let asked: Vec<Id> = case
                .shares
                .iter()
                .filter(|s| open_to(s, &own, &case, allowed))
                .map(|s| s.id)
                .collect();
            let went: Vec<Id> = visible_shares(&case, &own, allowed).map(|s| s.id).collect();
            // How many there are is in the rows themselves; their words stay sealed.
            let entries: Vec<_> = visible_entries(&case, &own, allowed)
                .map(|e| (e.id, e.of))
                .collect();
            let known = entries
                .iter()
                .filter(|(id, _)| !entries.iter().any(|(_, of)| *of == Some(*id)))
                .count();
            let documents = visible_documents(&case, &own, allowed).count();
            let mut only = vec![own.person.0, own.dossier.0];
            only.extend(
                case.consents
                    .iter()
                    .filter(|c| own_answer(c, &own) && c.of.is_some_and(|s| asked.contains(&s)))
                    .map(|c| c.id),
            );
            only.extend(asked.iter().chain(&went));
            only.extend(
                links
                    .iter()
                    .filter(|l| l.person == Some(own.person.0) && self.opens(l))
                    .map(|l| l.id),
            );
            scope.parts.kinds = &[
                kind::DOSSIER,
                kind::PERSON,
                kind::DISCLOSURE,
                kind::CONSENT,
                kind::PORTAL,
                kind::GLASS,
            ];
            let glasses = Where::Dossier(own.dossier.0);
            let glasses = self.vault().routing(glasses, &[kind::GLASS]).await?;
            only.extend(glasses.iter().map(|g| g.id));
            scope.parts.only = Some(only);
            let Allowed { permit, .. } = self
                .allow_under(scope, case.any_file(own.person), |scope| {
                    self.charters().judge_own(scope, &question)
                })
                .await?;
            let receipt = self.vault().look(permit, case.any_file(own.person)).await?;
            let mut opened = self.vault().open(receipt).await?;
            let person = opened.take::<Person>(kind::PERSON)?.pop();
            let dossier = opened
                .take::<Dossier>(kind::DOSSIER)?
                .pop()
                .ok_or(Refused::NotFound)?
                .value;
            let given = opened.take::<ConsentGiven>(kind::CONSENT)?;
            let shares = opened.take::<Share>(kind::DISCLOSURE)?;
            let link = opened.take::<Portal>(kind::PORTAL)?.pop();
            let glass = opened.take::<BrokenGlass>(kind::GLASS)?;
            let broken = glass.iter().filter(|g| g.value.judged).map(|g| g.value.at);
            rows.push(MyFileRow {
                keep: self.keep(&visible_laws(&case, &own, allowed), &dossier)?,
                glass: broken
                    .max()
                    .filter(|at| self.recent(self.local(*at).date())),
                person: own.person,
                dossier: own.dossier,
                name: person.map(|p| p.value.name()).unwrap_or_default(),
                capacity: own.capacity,
                team: format!("{} {}", dossier.team, dossier.neighbourhood),
                coordinator: if dossier.staff_by_function {
                    None
                } else {
                    self.coordinator_of(own.dossier).await?
                },
                known,
                documents,
                ahead: self.ahead(&case, &own)?,
                shared_with: recipients(&shares),
                joins: self.joins_waiting(&case, &own)?,
                waiting: shares.iter().filter(|s| waits(s, &given)).count(),
                reopened: link
                    .and_then(|l| l.value.reopened)
                    .filter(|day| self.recent(*day)),
            });
        }
        rows.sort_by(|a, b| (a.capacity, &a.name, a.person).cmp(&(b.capacity, &b.name, b.person)));
        Ok(rows)
    }

    /// Since which days a way into the portal is closed to this client, while they are to be told. From the links' terms alone: nothing is
    /// opened.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for staff.
    pub async fn my_endings(&self, caller: &Caller) -> Result<Vec<Date>, Refused> {
        caller.client(Capacity::Subject)?;
        let links = self
            .vault()
            .vouched(Where::Account(caller.account().0), &[kind::PORTAL])
            .await?;
        let mut days: Vec<Date> = links
            .iter()
            .filter(|l| !self.opens(l))
            .filter_map(|l| l.due.map(|last| date_of(last + 1)))
            .filter(|day| self.recent(*day))
            .collect();
        days.sort_unstable();
        Ok(days)
    }

    fn recent(&self, day: Date) -> bool {
        day.checked_add(TOLD_FOR.days())
            .is_ok_and(|last| self.today() <= last)
    }

    /// The name of who coordinates a dossier. Whose account ended is not there for anybody: then there is none.
    pub(super) async fn coordinator_of(
        &self,
        dossier: DossierId,
    ) -> Result<Option<String>, Refused> {
        let rows = self
            .vault()
            .vouched(Where::Dossier(dossier.0), &[kind::COORDINATION])
            .await?;
        match rows.last().and_then(|r| r.account).map(AccountId) {
            Some(account) => {
                let stored = self.stored_account(account).await?;
                Ok(stored
                    .filter(|a| a.value.works_on(self.today()))
                    .map(|a| a.value.name))
            }
            None => Ok(None),
        }
    }
}

/// With whom something went, newest first, each once.
fn recipients(shares: &[Of<Share>]) -> Vec<String> {
    let mut went: Vec<&Of<Share>> = shares
        .iter()
        .filter(|s| crate::share::happened(&s.value))
        .collect();
    went.sort_by_key(|s| std::cmp::Reverse((s.value.shared_at, s.id)));
    let mut names: Vec<String> = Vec::new();
    for share in went {
        if !names.contains(&share.value.recipient) {
            names.push(share.value.recipient.clone());
        }
    }
    names
}

/// Whether a request waits for the reader: no answer of theirs covers what would be shared now.
fn waits(share: &Of<Share>, given: &[Of<ConsentGiven>]) -> bool {
    let last = given
        .iter()
        .filter(|c| c.of == Some(share.id))
        .max_by_key(|c| (c.value.at, c.id));
    share.value.state == ShareState::Preparing
        && !last.is_some_and(|c| c.value.is_for(&share.value.matter()))
}
