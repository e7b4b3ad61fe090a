//! One person, one login: whose account a person of a dossier has, here or by the same citizen service number in another dossier.

use crate::act::Case;
use crate::dossier_index::bsn_born;
use crate::thing::{Account, kind};
use crate::{House, Refused};
use regie_charter::Scope;
use regie_terms::{AccountId, DossierId, Id, PersonId};
use regie_vault::Known;
use regie_vault::open::{Routing, Where};

impl House {
    /// The link between a person of this dossier and their account, ended or not.
    pub(super) async fn portal_link(
        &self,
        dossier: DossierId,
        person: PersonId,
    ) -> Result<Option<Routing>, Refused> {
        let rows = self
            .vault()
            .vouched(Where::Dossier(dossier.0), &[kind::PORTAL])
            .await?;
        let mut mine: Vec<Routing> = rows
            .into_iter()
            .filter(|r| r.person == Some(person.0) && r.account.is_some())
            .collect();
        // One that opens the portal goes before one that no longer does.
        mine.sort_by_key(|r| (self.opens(r), r.id));
        Ok(mine.pop())
    }

    /// The account the same natural person has already, in another dossier. It becomes part of what is judged on, and so does the number itself: two
    /// who invite the same person at the same moment do not both make an account.
    ///
    /// The date of birth has to be the same too. A number that was typed wrong would else open a file to a stranger.
    ///
    /// # Errors
    /// [`Refused::Invalid`] with `person: bsn-elsewhere` when the number belongs to somebody born on another day.
    pub(super) async fn account_elsewhere(
        &self,
        scope: &mut Scope,
        case: &Case,
        person: PersonId,
    ) -> Result<Option<Known<Account>>, Refused> {
        let Some(me) = case.person(person) else {
            return Ok(None);
        };
        let Some(bsn) = me.value.bsn.as_deref() else {
            return Ok(None);
        };
        let tag = self.vault().tag("person-claim", bsn);
        let claim = tag
            .get(..16)
            .and_then(|first| Id::from_slice(first).ok())
            .ok_or(Refused::Busy)?;
        self.judged_on(scope, claim).await?;
        scope.moves.push(claim);
        for id in self.vault().found("bsn", bsn).await? {
            if id == person.0 {
                continue;
            }
            let rows = self.vault().routing(Where::Id(id), &[kind::PERSON]).await?;
            let Some(there) = rows.first().and_then(|r| r.dossier).map(DossierId) else {
                continue;
            };
            let Some(account) = self
                .portal_link(there, PersonId(id))
                .await?
                .and_then(|link| link.account)
                .map(AccountId)
            else {
                continue;
            };
            // Nothing of the other dossier is opened for it: the index says whether number and birth date are the same.
            let same = self
                .vault()
                .found("bsn-born", &bsn_born(bsn, me.value.born))
                .await?;
            if !same.contains(&id) {
                return Err(Refused::field("person", "bsn-elsewhere"));
            }
            self.judged_on(scope, account.0).await?;
            scope.moves.push(account.0);
            return Ok(self.stored_account(account).await?);
        }
        Ok(None)
    }

    /// Whether an account still opens another file than by this link.
    pub(super) async fn opens_more(&self, account: AccountId, link: Id) -> Result<bool, Refused> {
        let rows = self
            .vault()
            .vouched(Where::Account(account.0), &[kind::PORTAL])
            .await?;
        Ok(rows.iter().any(|r| r.id != link && self.opens(r)))
    }
}
