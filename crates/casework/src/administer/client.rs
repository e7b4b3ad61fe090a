//! A client's account for the portal: made by whoever keeps the dossier, for a person in it whom the portal has something to show.

use super::account::read_login;
use super::create::{new_account, unopened};
use super::invite::{Invited, again_for};
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{AccountKind, InvitationFor, Portal, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{
    AccountId, Act, ConsentQuestion, Consenter, DossierId, NeedWord, Of, PersonId, Question,
    RequestId, Set,
};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, VaultError};
use serde::Deserialize;

const CASE: [&str; 4] = [kind::DOSSIER, kind::PERSON, kind::AUTHORITY, kind::FILE];
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
    /// Only somebody for whom the charter lets the portal open something can be invited: who decides for themselves (from twelve on, where they can
    /// weigh it), or has authority over somebody in this dossier.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit the dossier; [`Refused::NotFound`] when the person is not in it;
    /// [`Refused::Invalid`]: `person: nothing-to-see`, `login` (`taken`, `too-short`, `characters`).
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
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let case = self.case(dossier, &CASE).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.scope("invite-client", actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        let kinds: &'static [&'static str] = &[kind::ACCOUNT, kind::PORTAL, kind::INVITATION];
        scope.parts = Parts {
            about: Whose::Household,
            kinds,
            only: None,
        };
        self.gate(&scope, std::slice::from_ref(&access)).await?;
        let key = case
            .any_file(person)
            .filter(|_| case.person(person).is_some())
            .ok_or(Refused::NotFound)?;
        if self.done_before(caller, "invite-client", request).await? {
            let account = self
                .answered(request)
                .await?
                .ok_or_else(|| Refused::field("request", "used"))?;
            return self.handed_out(account, request).await;
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
        let known = self.portal_account(dossier, person).await?;
        let prepared = match known {
            Some(account) => {
                self.judged_on(&mut scope, account.0).await?;
                let stored = self
                    .stored_account(account)
                    .await?
                    .ok_or(Refused::NotFound)?
                    .value;
                scope.moves.push(account.0);
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
                let link = Draft::new(
                    kind::PORTAL,
                    STAFF,
                    &Portal {
                        since: self.today(),
                        reopened: None,
                    },
                )?;
                changes
                    .add
                    .push(link.dossier(dossier.0).person(person.0).account(account.0));
                self.prepare_invitation(&scope, account, &login, InvitationFor::Begin)
                    .await?
            }
        };
        prepared.add_to(&mut changes);
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let done = self.write(permit, changes).await?;
        if done.repeated {
            let account = self
                .answered(request)
                .await?
                .ok_or_else(|| Refused::field("request", "used"))?;
            return self.handed_out(account, request).await;
        }
        self.hand_out(prepared, request).await
    }

    /// The account that belongs to a person of this dossier and has not ended.
    async fn portal_account(
        &self,
        dossier: DossierId,
        person: PersonId,
    ) -> Result<Option<AccountId>, Refused> {
        let rows = self
            .vault()
            .routing(Where::Dossier(dossier.0), &[kind::PORTAL])
            .await?;
        for row in rows.iter().filter(|r| r.person == Some(person.0)) {
            let Some(account) = row.account.map(AccountId) else {
                continue;
            };
            if self
                .stored_account(account)
                .await?
                .is_some_and(|a| a.value.ended.is_none())
            {
                return Ok(Some(account));
            }
        }
        Ok(None)
    }

    /// Whether the portal would show this person anything: the charter says who decides for themselves.
    fn portal_shows(&self, case: &Case, person: PersonId) -> Result<bool, Refused> {
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
