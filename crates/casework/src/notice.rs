//! Telling who got data before what became of them since: corrected, erased, standing still (GDPR 19; RIG-7).
//!
//! Each disclosure by which the fact went gets a notice, and a task stands until it is written down when and how its recipient was told. The client
//! reads it with what was shared.

use crate::act::{Allowed, Case, again, responsible};
use crate::check::Check;
use crate::dossier::Standing;
use crate::guard::Caller;
use crate::share::{Ground, Sharing, concerned, happened};
use crate::thing::{Notice, NoticeOf, NoticeTold, Share, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use regie_charter::{Parts, Whose};
use regie_terms::{AccountId, Act, DossierId, Id, Party, PersonId, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};
use serde::Deserialize;

/// Days within which a recipient is told; our own term, the law says "without delay".
const TELL_WITHIN: i64 = 7;

/// Somebody who got a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recipient {
    /// The disclosure by which it went.
    pub share: Id,
    /// The kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: String,
}

/// Who got any of these facts before, each disclosure once.
pub(crate) fn recipients_of(case: &Case, facts: &[Id]) -> Vec<Recipient> {
    case.shares
        .iter()
        .filter(|s| happened(&s.value) && s.value.facts.iter().any(|f| facts.contains(&f.entry)))
        .map(|s| Recipient {
            share: s.id,
            party: s.value.party,
            recipient: s.value.recipient.clone(),
        })
        .collect()
}

/// When and how a recipient was told, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ToldInput {
    /// The day.
    pub on: String,
    /// How.
    pub how: String,
}

impl House {
    /// The notices, and their tasks, for what becomes of `facts` that went by these disclosures. None where a request has its recipients told itself.
    pub(crate) async fn notices(
        &self,
        caller: &Caller,
        standing: &Standing,
        (case, dossier): (&Case, DossierId),
        (what, facts, went): (NoticeOf, &[Id], &[Id]),
        request: Option<Id>,
    ) -> Result<Vec<Draft>, Refused> {
        let mut drafts = Vec::new();
        if let Some(request) = request
            && !self
                .tasks_of(request, |what| what == TaskKind::TellRecipients)
                .await?
                .is_empty()
        {
            return Ok(drafts);
        }
        let apart = crate::entry::kept_from_family(&case.entries);
        for share in case.shares.iter().filter(|s| went.contains(&s.id)) {
            let of: Vec<Id> = facts
                .iter()
                .copied()
                .filter(|f| share.value.facts.iter().any(|s| s.entry == *f))
                .collect();
            let who = responsible(standing, caller);
            drafts.extend(self.notice_for(share, dossier, who, what, (of, &apart))?);
        }
        Ok(drafts)
    }

    fn notice_for(
        &self,
        share: &Known<Share>,
        dossier: DossierId,
        who: AccountId,
        what: NoticeOf,
        (facts, apart): (Vec<Id>, &[Id]),
    ) -> Result<Vec<Draft>, Refused> {
        let notice = Notice {
            what,
            kept: facts.iter().any(|f| apart.contains(f)),
            facts,
            since: self.today(),
            told: None,
        };
        let mut draft = Draft::new(kind::NOTICE, share.key, &notice)?
            .dossier(dossier.0)
            .of(share.id);
        draft.person = share.person;
        let task = Task {
            what: TaskKind::TellRecipient,
            since: self.today(),
            dossier: Some(dossier),
            person: share.person.map(PersonId),
        };
        let task = Draft::new(kind::TASK, STAFF, &task)?
            .account(who.0)
            .of(share.id)
            .due(day_number(self.today()) + TELL_WITHIN);
        Ok(vec![draft, task])
    }

    /// The notice, and its task for `who`, for a consent that was withdrawn after the data went (GDPR 7(3), 19; CON-8). None where nothing went.
    pub(crate) fn notice_of_withdrawal(
        &self,
        (case, dossier): (&Case, DossierId),
        share: &Known<Share>,
        who: AccountId,
    ) -> Result<Vec<Draft>, Refused> {
        if !happened(&share.value) {
            return Ok(Vec::new());
        }
        let left = share.value.facts.iter().filter(|f| f.erased.is_none());
        let facts: Vec<Id> = left.map(|f| f.entry).collect();
        let apart = crate::entry::kept_from_family(&case.entries);
        self.notice_for(share, dossier, who, NoticeOf::Withdrawn, (facts, &apart))
    }

    /// Writes down when and how the recipient of a disclosure was told what became of it. All that waits to be told of it is told with that.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit; [`Refused::NotFound`] for a disclosure of another dossier; [`Refused::Invalid`] with the fields to be
    /// mended: `on` with `nothing-to-tell` where nothing waits.
    pub async fn tell_recipient(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        input: &ToldInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.tell_recipient_once(caller, dossier, share, input, request))
    }

    async fn tell_recipient_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        input: &ToldInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "tell-recipient";
        let Ground {
            case,
            access,
            mut scope,
            ..
        } = self
            .share_ground(caller, dossier, ACT, Act::Edit, request)
            .await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let Sharing { row, person } = Sharing::of(&case, share)?;
        let waits: Vec<_> = case
            .notices
            .iter()
            .filter(|n| n.of == Some(share) && n.value.told.is_none())
            .collect();
        let first = waits.iter().map(|n| n.value.since).max();
        let today = self.today();
        let mut check = Check::default();
        let on = check.day("on", &input.on, first.unwrap_or(today), today);
        let how = check.needed("how", &input.how, 500);
        if waits.is_empty() {
            check.fault("on", "nothing-to-tell");
        }
        check.done()?;
        let told = NoticeTold {
            on: on.unwrap_or(today),
            how,
            by: caller.name().to_owned(),
            at: scope.at,
        };
        let mut changes = Changes {
            line_key: Some(row.key),
            ..Changes::default()
        };
        for notice in waits {
            let value = Notice {
                told: Some(told.clone()),
                ..notice.value.clone()
            };
            changes
                .replace
                .push(Draft::over(kind::NOTICE, notice, &value)?);
        }
        let tasks = self
            .vault()
            .routing(Where::Of(share), &[kind::TASK])
            .await?;
        let tasks: Vec<Id> = tasks.iter().map(|t| t.id).collect();
        let mut known = self.vault().facts_of(tasks, &[kind::TASK]).await?;
        changes.remove = known
            .take::<Task>(kind::TASK)?
            .iter()
            .filter(|t| t.value.what == TaskKind::TellRecipient)
            .map(|t| t.id)
            .collect();
        scope.concerns = concerned(&case, &row.value, person);
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::NOTICE],
            only: None,
        };
        let key = row.key;
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
