//! A client's account for the portal: made by whoever keeps the dossier, for a person in it whom the portal has something to show.

use super::account::{came, read_login};
use super::change::replaced;
use super::create::{new_account, unopened};
use super::invite::{Invited, again_for};
use super::portal::PortalGround;
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Account, AccountKind, InvitationFor, Portal, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{
    AccountId, ConsentQuestion, Consenter, DossierId, KeyId, NeedWord, Of, PersonId, Question,
    RequestId, Set,
};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft, VaultError};
use serde::Deserialize;

const ACT: &str = "invite-client";
/// What a login name that was made up consists of: no letter or digit that is mistaken for another.
const LETTERS: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz2";

/// The form of an invitation to the portal, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ClientInput {
    /// The name to log in with, as the client chooses it; blank for one that is made up.
    pub login: String,
}

impl House {
    /// Invites a person of a dossier to the portal: makes the account where there is none, and a code to print. Somebody who was invited before gets
    /// a new code; who has a password already keeps the second factor, and chooses a new password with it.
    ///
    /// Somebody whose citizen service number finds an account in another dossier keeps that one: one person, one login. They log in as before and
    /// find both files, apart; where they have not come yet, they get a new code.
    ///
    /// Only somebody for whom the charter lets the portal open something can be invited: who decides for themselves (from twelve on, where they can
    /// weigh it), or has authority over somebody in this dossier.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit the dossier; [`Refused::NotFound`] when the person is not in it;
    /// [`Refused::Invalid`]: `person` (`nothing-to-see`, `portal-ended`, `bsn-elsewhere` for a number known with another date of birth), `login` (`taken`, `too-short`, `characters`).
    pub async fn invite_client(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        input: &ClientInput,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        again!(self.invite_client_once(caller, dossier, person, input, request))
    }

    async fn invite_client_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        input: &ClientInput,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        let PortalGround {
            case,
            access,
            mut scope,
            ..
        } = self.portal_ground(caller, dossier, ACT, request).await?;
        let key = case
            .any_file(person)
            .filter(|_| case.person(person).is_some())
            .ok_or(Refused::NotFound)?;
        if self.done_before(caller, ACT, request).await? {
            return self
                .invited_again(scope, (dossier, person, key), access, request)
                .await;
        }
        if !self.portal_shows(&case, person)? {
            return Err(Refused::field("person", "nothing-to-see"));
        }
        scope.concerns = vec![person];
        scope.parts.about = Whose::Persons(vec![person]);
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        let link = self.portal_link(dossier, person).await?;
        if link.as_ref().is_some_and(|link| !self.opens(link)) {
            // It was ended on purpose: that is undone on purpose too.
            return Err(Refused::field("person", "portal-ended"));
        }
        let known = match link.and_then(|link| link.account).map(AccountId) {
            Some(account) => {
                self.judged_on(&mut scope, account.0).await?;
                scope.moves.push(account.0);
                self.stored_account(account).await?
            }
            None => {
                let elsewhere = self.account_elsewhere(&mut scope, &case, person).await?;
                if let Some(stored) = &elsewhere {
                    changes
                        .add
                        .push(self.link(dossier, person, AccountId(stored.id))?);
                    if stored.value.ended.is_some() {
                        let again = Account {
                            ended: None,
                            ..stored.value.clone()
                        };
                        changes.replace.push(replaced(stored, &again)?);
                    }
                    if came(&stored.value) {
                        let Allowed { permit, .. } =
                            self.allow_change_under(scope, Some(key), &[access]).await?;
                        let _ = self.write(permit, changes).await?;
                        return self.invited_before(dossier, person, request).await;
                    }
                }
                elsewhere
            }
        };
        let prepared = match known {
            Some(stored) => {
                let account = AccountId(stored.id);
                let stored = stored.value;
                self.prepare_invitation(&scope, account, &stored.login, again_for(&stored))
                    .await?
            }
            None => {
                let mut check = Check::default();
                let login = if input.login.trim().is_empty() {
                    made_up()?
                } else {
                    read_login(&mut check, &input.login)
                };
                if check.ok() && !self.claim_login(&mut scope, &login).await? {
                    check.fault("login", "taken");
                }
                check.done()?;
                let account = AccountId(request.0);
                scope.moves.push(account.0);
                let made = unopened(
                    AccountKind::Client,
                    login.clone(),
                    String::new(),
                    Vec::new(),
                    None,
                );
                let new = new_account(account, made)?;
                changes.add.extend(new.add);
                changes.find.extend(new.find);
                changes.add.push(self.link(dossier, person, account)?);
                self.prepare_invitation(&scope, account, &login, InvitationFor::Begin)
                    .await?
            }
        };
        prepared.add_to(&mut changes);
        let Allowed { permit, .. } = self
            .allow_change_under(scope.clone(), Some(key), std::slice::from_ref(&access))
            .await?;
        let done = self.write(permit, changes).await?;
        if done.repeated {
            return self
                .invited_again(scope, (dossier, person, key), access, request)
                .await;
        }
        self.hand_out(prepared, request).await
    }

    /// The answer to a request that was carried out. Where the code is shown once more, that is a line of its own: with it somebody can come in as
    /// the client, so the client reads of every time.
    async fn invited_again(
        &self,
        mut scope: Scope,
        (dossier, person, key): (DossierId, PersonId, KeyId),
        access: Question,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        let invited = self.invited_before(dossier, person, request).await?;
        if invited.code.is_none() {
            return Ok(invited);
        }
        scope.act = "see-invitation";
        scope.request = RequestId::fresh();
        scope.input = None;
        scope.moves.clear();
        scope.concerns = vec![person];
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::INVITATION],
            only: None,
        };
        let Allowed { permit, .. } = self.allow_look_under(scope, Some(key), &[access]).await?;
        drop(self.vault().look(permit, Some(key)).await?);
        Ok(invited)
    }

    /// That an account belongs to a person of this dossier, from today.
    fn link(
        &self,
        dossier: DossierId,
        person: PersonId,
        account: AccountId,
    ) -> Result<Draft, Refused> {
        let portal = Portal {
            since: self.today(),
            reopened: None,
        };
        Ok(Draft::new(kind::PORTAL, STAFF, &portal)?
            .dossier(dossier.0)
            .person(person.0)
            .account(account.0))
    }

    /// The answer to a request that was carried out.
    async fn invited_before(
        &self,
        dossier: DossierId,
        person: PersonId,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        let linked = self.portal_link(dossier, person).await?;
        let account = match self.answered(request).await? {
            Some(account) => account,
            None => linked
                .and_then(|link| link.account)
                .map(AccountId)
                .ok_or_else(|| Refused::field("request", "used"))?,
        };
        self.handed_out(account, request).await
    }

    /// Whether the portal would show this person anything: the charter says who decides for themselves.
    pub(super) fn portal_shows(&self, case: &Case, person: PersonId) -> Result<bool, Refused> {
        let today = self.today();
        let holds = case
            .authorities
            .iter()
            .any(|a| a.value.by == Some(person) && a.value.holds(today));
        let Some(subject) = case.subject(person, today) else {
            return Ok(holds);
        };
        let question = ConsentQuestion {
            charter: self.settings().charter,
            on: today,
            subject,
            data: Set::default(),
        };
        let answer = self.charters().ask(&Question::Consent(question))?;
        let decides = answer.needs.iter().any(|need| {
            need.what == NeedWord::Consent
                && matches!(need.of, Some(Of::Consenters(of)) if of.contains(Consenter::Subject))
        });
        Ok(holds || decides)
    }
}

/// A login name that says nothing about anybody.
fn made_up() -> Result<String, VaultError> {
    let bytes = regie_vault::keys::random()?;
    let letters: String = bytes
        .iter()
        .take(8)
        .filter_map(|b| LETTERS.get(usize::from(b & 31)))
        .map(|l| char::from(*l))
        .collect();
    let (first, second) = letters.split_at(letters.len() / 2);
    Ok(format!("{first}-{second}"))
}
