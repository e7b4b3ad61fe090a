//! Taking what is due from the queue, to be given to a mail server.

use super::{ACT, DAY, MINUTE, UNREAD_DAYS};
use crate::act::Gate;
use crate::thing::{ContactWay, MailNotice, Task, TaskKind, Tongue, kind};
use crate::{House, Refused, day_number};
use regie_charter::{Change, Permit};
use regie_terms::{AccountId, DossierId, Id, PersonId, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};

/// Minutes after which a mail of which nothing was heard is held to have gone.
const UNHEARD: i64 = 10;
/// Days within which somebody is reached in another way; our own term.
const REACH_WITHIN: i64 = 3;

/// A mail to be sent: to whom, and in which language. What it says is always the same.
pub struct Mail {
    /// The notice it comes from.
    pub notice: Id,
    /// The address.
    pub to: String,
    /// In which language, where that is known.
    pub tongue: Option<Tongue>,
}

/// What becomes of a notice that is looked at.
enum Next {
    /// Nothing now.
    Wait,
    /// It goes.
    Send,
    /// It is held to have gone.
    Gone(i64),
    /// It is over.
    Drop,
    /// Somebody is reached in another way.
    Otherwise,
}

impl House {
    /// Takes at most `most` mails that are due. Each is marked first, with a line: whoever takes them sends them, and says what came of it
    /// ([`House::mailed`]). Notices that cannot go by e-mail become work for who coordinates.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when the database does not answer.
    pub async fn take_mail(&self, most: usize) -> Result<Vec<Mail>, Refused> {
        let rows = self
            .vault()
            .routing(Where::NoDossier, &[kind::MAIL_NOTICE])
            .await?;
        let mut out = Vec::new();
        let ids: Vec<Id> = rows.iter().map(|r| r.id).collect();
        for chunk in ids.chunks(256) {
            let mut facts = self
                .vault()
                .facts_of(chunk.to_vec(), &[kind::MAIL_NOTICE])
                .await?;
            for notice in facts.take::<MailNotice>(kind::MAIL_NOTICE)? {
                if out.len() >= most {
                    return Ok(out);
                }
                out.extend(self.take_one(&notice).await?);
            }
        }
        Ok(out)
    }

    async fn take_one(&self, notice: &Known<MailNotice>) -> Result<Option<Mail>, Refused> {
        let Some(account) = notice.account.map(AccountId) else {
            return Ok(None);
        };
        let mut changes = Changes::default();
        let value = &notice.value;
        let permit = self.mail_permit(Some(value.dossier))?;
        let mut mail = None;
        match self.next(notice, account).await? {
            Next::Wait => return Ok(None),
            Next::Drop => changes.remove.push(notice.id),
            Next::Gone(at) => {
                let gone = MailNotice {
                    sending: None,
                    sent: Some(at),
                    ..value.clone()
                };
                changes
                    .replace
                    .push(Draft::over(kind::MAIL_NOTICE, notice, &gone)?);
            }
            Next::Otherwise => self.otherwise(notice, &mut changes).await?,
            Next::Send => match self.address(permit, value.person).await? {
                Some((to, tongue)) => {
                    let sending = MailNotice {
                        tries: value.tries.saturating_add(1),
                        sending: Some(self.now()),
                        ..value.clone()
                    };
                    changes
                        .replace
                        .push(Draft::over(kind::MAIL_NOTICE, notice, &sending)?);
                    mail = Some(Mail {
                        notice: notice.id,
                        to,
                        tongue,
                    });
                }
                None => self.otherwise(notice, &mut changes).await?,
            },
        }
        let permit = self.mail_permit(Some(value.dossier))?;
        match self.vault().change(permit, changes).await {
            Ok(_) => Ok(mail),
            // Another desk took it, or the client came meanwhile.
            Err(error) => match Refused::from(error) {
                Refused::Busy => Ok(None),
                other => Err(other),
            },
        }
    }

    /// What becomes of a notice now.
    async fn next(&self, notice: &Known<MailNotice>, account: AccountId) -> Result<Next, Refused> {
        let (value, now) = (&notice.value, self.now());
        let today = |at: i64| self.local(at).date() == self.today();
        if let Some(seen) = value.seen {
            return Ok(if today(seen) { Next::Wait } else { Next::Drop });
        }
        if let Some(sent) = value.sent {
            let unread = now - sent > UNREAD_DAYS * DAY;
            return Ok(if unread { Next::Otherwise } else { Next::Wait });
        }
        if let Some(at) = value.sending {
            return Ok(if now - at > UNHEARD * MINUTE {
                Next::Gone(at)
            } else {
                Next::Wait
            });
        }
        if value.next > now {
            return Ok(Next::Wait);
        }
        let links = self
            .vault()
            .vouched(Where::Account(account.0), &[kind::PORTAL])
            .await?;
        let link = |r: &regie_vault::open::Routing| {
            r.dossier == Some(value.dossier.0) && r.person == Some(value.person.0) && self.opens(r)
        };
        if !links.iter().any(link) {
            return Ok(Next::Drop);
        }
        // One a day for each.
        let others = self.notices_of(account).await?;
        let one_today = others.iter().any(|n| n.value.sent.is_some_and(today));
        Ok(if one_today { Next::Wait } else { Next::Send })
    }

    /// Where somebody is written to, where that is safe.
    async fn address(
        &self,
        permit: Permit<Change>,
        person: PersonId,
    ) -> Result<Option<(String, Option<Tongue>)>, Refused> {
        let case = self
            .case(&Gate::of(permit), &[kind::PERSON, kind::SAFE_CONTACT])
            .await?;
        let contact = case.contact(person).map(|c| &c.value);
        let safe = contact.is_none_or(|c| c.ways.contains(&ContactWay::Email));
        let tongue = contact.and_then(|c| c.language);
        let known = case.person(person).and_then(|p| p.value.email.clone());
        let known = known.map(|to| to.trim().to_owned());
        Ok(known
            .filter(|to| safe && !to.is_empty())
            .map(|to| (to, tongue)))
    }

    /// Adds to a change that a notice is over and somebody is reached in another way, by who coordinates.
    pub(super) async fn otherwise(
        &self,
        notice: &Known<MailNotice>,
        changes: &mut Changes,
    ) -> Result<(), Refused> {
        changes.remove.push(notice.id);
        let MailNotice {
            dossier, person, ..
        } = notice.value;
        let waits = self.tasks_of(person.0, |what| what == TaskKind::ReachOtherwise);
        if !waits.await?.is_empty() {
            return Ok(());
        }
        let Some(coordinator) = self.keeper_of(dossier).await? else {
            return Ok(());
        };
        let task = Task {
            what: TaskKind::ReachOtherwise,
            since: self.today(),
            dossier: Some(dossier),
            person: Some(person),
        };
        changes.add.push(
            Draft::new(kind::TASK, STAFF, &task)?
                .account(coordinator.0)
                .of(person.0)
                .due(day_number(self.today()) + REACH_WITHIN),
        );
        Ok(())
    }

    /// Leave of the program itself to keep its books of mail. Its lines concern nobody.
    pub(super) fn mail_permit(
        &self,
        dossier: Option<DossierId>,
    ) -> Result<Permit<Change>, Refused> {
        let mut scope = self.scope(ACT, Self::system(), RequestId::fresh());
        scope.dossier = dossier;
        self.charters().start_up(scope).ok_or(Refused::NotFound)
    }
}
