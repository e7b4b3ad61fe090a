//! A letter goes: it is shown in the portal, handed over at the desk, or posted (POR-6).

use super::LetterAt;
use super::address::reach;
use super::ground::{LetterGround, Matter};
use super::input::{Going, SendInput};
use super::page::version_of;
use crate::act::{Allowed, again};
use crate::entry::sees_shielded;
use crate::guard::Caller;
use crate::thing::{LetterKind, LetterWay, Posted, Posting, Scan, TaskKind, kind};
use crate::{House, Refused};
use data_encoding::BASE64;
use regie_charter::{Change, Parts, Whose};
use regie_terms::{Act, Id, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};

const ACT: &str = "send-letter";

impl House {
    /// Writes down how a letter goes, and keeps it as it goes: `made` is the paper, made from a [`super::LetterPage`] of this version of the facts.
    /// Gives its posting.
    ///
    /// Posting takes the reasons why the portal and collecting are impossible, both in words, and an address that is safe.
    ///
    /// # Errors
    /// As [`House::letter`]; [`Refused::Invalid`] with the fields to be mended: `way` (`unpicked`, `no-portal`), `identity`, `no_portal: missing`,
    /// `no_collect: missing`, `sealed: unticked`, `address` (`unpicked`, `unsafe`, `unseen`, `no-address`), and `way: moved` where something changed
    /// since the paper was made.
    pub async fn send_letter(
        &self,
        caller: &Caller,
        at: &LetterAt,
        input: &SendInput,
        made: (&[u8], i64),
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.send_letter_once(caller, at, input, made, request))
    }

    async fn send_letter_once(
        &self,
        caller: &Caller,
        at: &LetterAt,
        input: &SendInput,
        (paper, version): (&[u8], i64),
        request: RequestId,
    ) -> Result<Id, Refused> {
        let ground = self
            .letter_ground(
                caller,
                at.dossier,
                at.letter.of_request(),
                (ACT, Act::Edit),
                request,
            )
            .await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(request.0);
        }
        let matter = self.letter_matter(&ground, at)?;
        let to = ground.case.person(at.person).ok_or(Refused::NotFound)?;
        let contact = ground.case.contact(at.person).map(|c| &c.value);
        let sees = sees_shielded(ground.standing.relation);
        let reach = reach(&to.value, contact, sees);
        let portal = at.letter.of_request() && self.portals(at.dossier).await?.contains(&at.person);
        let going = input.read(portal, &reach)?;
        if version_of(&ground, at.dossier) != version {
            return Err(Refused::field("way", "moved"));
        }
        let LetterGround {
            mut scope,
            access,
            task,
            ..
        } = ground;
        let Matter {
            key, concerns, of, ..
        } = matter;
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        let posting = self.posting(caller, at, &going);
        let mut draft = Draft::new(kind::POSTING, key, &posting)?
            .id(request.0)
            .dossier(at.dossier.0)
            .person(at.person.0)
            .account(caller.account().0);
        if let Some(of) = of {
            draft = draft.of(of);
        }
        changes.add.push(draft);
        let scan = Scan {
            media: "application/pdf".to_owned(),
            content: BASE64.encode(paper),
        };
        changes.add.push(
            Draft::new(kind::POSTING_FILE, key, &scan)?
                .dossier(at.dossier.0)
                .person(at.person.0)
                .of(request.0),
        );
        if let Some((address, _)) = going.address {
            let posted = Posted {
                dossier: at.dossier,
                person: at.person,
                posting: request.0,
                letter: at.letter,
                address,
                on: posting.on,
                at: posting.at,
                account: caller.account(),
                by: posting.by.clone(),
                no_portal: going.no_portal.unwrap_or_default(),
                no_collect: going.no_collect.unwrap_or_default(),
                returned: None,
            };
            changes
                .add
                .push(Draft::new(kind::POSTED, STAFF, &posted)?.of(request.0));
        }
        if at.letter == LetterKind::Invitation {
            // They were reached; it waits no longer.
            let waits = self.tasks_of(at.person.0, |what| what == TaskKind::ReachOtherwise);
            changes.remove = waits.await?;
        }
        if posting.way == LetterWay::Portal {
            self.tell_portal(at.dossier, &[at.person], &mut changes)
                .await?;
        }
        scope.concerns = concerns;
        scope.parts = Parts {
            about: Whose::Persons(vec![at.person]),
            kinds: &[kind::POSTING],
            only: None,
        };
        let Allowed { permit, .. } = self
            .allow_letter::<Change>(&scope, Some(key), (&access, task.as_ref()))
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }

    fn posting(&self, caller: &Caller, at: &LetterAt, going: &Going) -> Posting {
        Posting {
            letter: at.letter,
            way: going.way,
            on: self.today(),
            at: self.now(),
            by: caller.name().to_owned(),
            language: going.language,
            identity: going.identity,
            address: going.address.map(|(kind, _)| kind),
            secret: going.address.is_some_and(|(_, secret)| secret),
            no_portal: going.no_portal.clone(),
            no_collect: going.no_collect.clone(),
            returned: None,
        }
    }
}
