//! Answering in the portal: yes, no, or no longer (POR-2, CON-8).
//!
//! A capacity that no longer counts sees neither the request nor a form for the answer. Nobody sees anybody else's answer.

use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::portal::{Own, OwnGround, PortalCapacity};
use crate::share::{Marked, happened};
use crate::thing::{ConsentGiven, ConsentWay, Entry, Person, Share, ShareState, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use regie_charter::Capacity;
use regie_terms::{
    ConsentAnswer, ConsentForm, Data, DossierId, Id, Party, PersonId, Purpose, RequestId, Set,
};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Of};
use serde::{Deserialize, Serialize};

/// Days within which an answer is looked at.
const LOOK_WITHIN: i64 = 7;

/// A request for consent, as the one asked reads it.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentAsked {
    /// The disclosure.
    pub share: Id,
    /// Its version as shown; the answer carries it, so that nobody agrees to what they did not see.
    pub version: i64,
    /// The dossier.
    pub dossier: DossierId,
    /// About whom.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// In what capacity the reader is asked.
    pub capacity: PortalCapacity,
    /// The kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: String,
    /// Purpose.
    pub purpose: Option<Purpose>,
    /// The purpose in words.
    pub purpose_text: String,
    /// What would be shared: category and words.
    pub facts: Vec<(Data, String)>,
    /// Who asks; `None` when staff are shown by function only.
    pub by: Option<String>,
    /// When it was asked, milliseconds since 1970 UTC.
    pub asked_at: i64,
    /// The reader's own last answer to this; `None` when they have not answered, or what would be shared has become more since their yes.
    pub answer: Option<ConsentAnswer>,
}

/// An answer as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Reply {
    /// `yes`, `no`, `withdraw`.
    pub answer: String,
    /// [`ConsentAsked::version`]; for a yes.
    pub version: String,
    /// A reason; nobody has to give one.
    pub reason: String,
}

impl House {
    /// What this client is asked today, oldest first: about themselves, and about those for whom they may act.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for staff.
    pub async fn consents_asked(&self, caller: &Caller) -> Result<Vec<ConsentAsked>, Refused> {
        again!(self.consents_asked_once(caller))
    }

    async fn consents_asked_once(&self, caller: &Caller) -> Result<Vec<ConsentAsked>, Refused> {
        caller.client(Capacity::Subject)?;
        let mut out = Vec::new();
        for ground in self.own_grounds(caller, "portal-view").await? {
            let OwnGround { own, case, allowed, question, mut scope } = ground;
            let asked: Vec<&Of<Share>> = case.shares.iter().filter(|s| open_to(s, &own, &case, allowed)).collect();
            if asked.is_empty() {
                continue;
            }
            let mut only = vec![own.person.0];
            for share in &asked {
                only.push(share.id);
                only.extend(share.value.facts.iter().map(|f| f.entry));
                only.extend(case.consents_of(share.id).filter(|c| own_answer(c, &own)).map(|c| c.id));
            }
            let named = case.dossier.as_ref().is_some_and(|d| !d.value.staff_by_function);
            scope.parts.kinds = &[kind::PERSON, kind::ENTRY, kind::DISCLOSURE, kind::CONSENT];
            scope.parts.only = Some(only);
            let Allowed { permit, .. } = self.allow(scope, |scope| self.charters().judge_own(scope, &question)).await?;
            let receipt = self.vault().look(permit, case.any_file(own.person)).await?;
            let mut opened = self.vault().open(receipt).await?;
            let name = opened.take::<Person>(kind::PERSON)?.pop().map(|p| p.value.name()).unwrap_or_default();
            let entries = opened.take::<Entry>(kind::ENTRY)?;
            let mut given = opened.take::<ConsentGiven>(kind::CONSENT)?;
            given.sort_by_key(|c| (c.value.at, c.id));
            for share in opened.take::<Share>(kind::DISCLOSURE)? {
                out.push(asked_view(share, &own, &name, &entries, &given, named));
            }
        }
        out.sort_by_key(|a| (a.asked_at, a.share));
        Ok(out)
    }

    /// Answers a request, or withdraws what was agreed to.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when this client is not, or no longer, one of those who decide, with a line; [`Refused::Invalid`] with `answer: changed` when
    /// something else would be shared than was shown, or `answer: nothing-to-withdraw`.
    pub async fn answer_consent(&self, caller: &Caller, share: Id, reply: &Reply, request: RequestId) -> Result<(), Refused> {
        again!(self.answer_consent_once(caller, share, reply, request))
    }

    async fn answer_consent_once(&self, caller: &Caller, share: Id, reply: &Reply, request: RequestId) -> Result<(), Refused> {
        const ACT: &str = "answer-consent";
        let row = self.vault().routing(Where::Id(share), &[kind::DISCLOSURE]).await?.into_iter().next();
        let person = row.and_then(|r| r.person).map(PersonId);
        let OwnGround { own, case, allowed, question, mut scope } = self.own_ground(caller, person, ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let found = case.share(share).ok_or(Refused::NotFound)?;
        let before = case.consents_of(share).filter(|c| own_answer(c, &own)).last().map(|c| c.value.answer);
        let given = before == Some(ConsentAnswer::Given);
        let mut check = Check::default();
        let answer = match reply.answer.trim() {
            "yes" => Some(ConsentAnswer::Given),
            "no" => Some(ConsentAnswer::Refused),
            "withdraw" => Some(ConsentAnswer::Withdrawn),
            "" => {
                check.fault("answer", "unpicked");
                None
            }
            _ => {
                check.fault("answer", "unknown");
                None
            }
        };
        let reason = check.text("reason", &reply.reason, 2000);
        let asked = open_to(found, &own, &case, allowed);
        // What was agreed to can be withdrawn at any moment, also after it went.
        let after = happened(&found.value) && given;
        if !asked && !after {
            return Err(Refused::NotFound);
        }
        match answer {
            Some(ConsentAnswer::Withdrawn) if !given => check.fault("answer", "nothing-to-withdraw"),
            Some(ConsentAnswer::Given | ConsentAnswer::Refused) if !asked => check.fault("answer", "too-late"),
            Some(ConsentAnswer::Given) if reply.version.trim().parse() != Ok(found.version) => check.fault("answer", "changed"),
            _ => {}
        }
        check.done()?;
        let answer = answer.ok_or_else(|| Refused::field("answer", "unpicked"))?;
        let at = scope.at;
        scope.moves = vec![own.dossier.0];
        scope.parts.kinds = &[kind::CONSENT];
        let Allowed { permit, .. } = self.allow(scope, |scope| self.charters().judge_own(scope, &question)).await?;
        let key = found.key;
        let consent = ConsentGiven {
            of: own.capacity.consenter(),
            person: Some(own.me),
            answer,
            form: ConsentForm::Written,
            way: ConsentWay::Portal,
            on: self.today(),
            at,
            by: caller.account(),
            told: super::told(&found.value),
            about: found.value.matter(),
            holder: own.holder,
            reason,
        };
        let mut changes = Changes { line_key: Some(key), ..Changes::default() };
        changes.add.push(
            Draft::new(kind::CONSENT, key, &consent)?
                .dossier(own.dossier.0)
                .person(own.person.0)
                .account(caller.account().0)
                .of(share),
        );
        if let Some(asker) = found.account {
            let what =
                if answer == ConsentAnswer::Withdrawn { TaskKind::ConsentWithdrawn } else { TaskKind::ConsentAnswered };
            let task = Task { what, since: self.today(), dossier: Some(own.dossier), person: Some(own.person) };
            let due = day_number(self.today()) + LOOK_WITHIN;
            changes.add.push(Draft::new(kind::TASK, STAFF, &task)?.account(asker).of(share).due(due));
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}

/// Whether a request is open to somebody: asked, not taken another way since, and about matters they may act in.
fn open_to(share: &Of<Share>, own: &Own, case: &crate::act::Case, allowed: Set<Data>) -> bool {
    share.person == Some(own.person.0)
        && share.value.state == ShareState::Preparing
        && share.value.asked_at.is_some()
        && share.value.safety.is_none()
        && Marked::of(case, own.person, &share.value.facts).is_ok_and(|m| !m.data.is_empty() && m.data.within(allowed))
}

/// Whether an answer is the reader's own, in the capacity in which they act today.
fn own_answer(consent: &Of<ConsentGiven>, own: &Own) -> bool {
    consent.value.of == own.capacity.consenter() && consent.value.person == Some(own.me)
}

fn asked_view(
    share: Of<Share>,
    own: &Own,
    name: &str,
    entries: &[Of<Entry>],
    given: &[Of<ConsentGiven>],
    named: bool,
) -> ConsentAsked {
    let matter = share.value.matter();
    let answer = given
        .iter()
        .rfind(|c| c.of == Some(share.id))
        .filter(|c| c.value.is_for(&matter))
        .map(|c| c.value.answer);
    let value = share.value;
    let facts = value
        .facts
        .iter()
        .filter_map(|f| entries.iter().find(|e| e.id == f.entry))
        .map(|e| (e.value.label.category, e.value.text.clone()))
        .collect();
    ConsentAsked {
        share: share.id,
        version: share.version,
        dossier: own.dossier,
        person: own.person,
        person_name: name.to_owned(),
        capacity: own.capacity,
        party: value.party,
        recipient: value.recipient,
        purpose: value.purpose,
        purpose_text: value.purpose_text,
        facts,
        by: named.then_some(value.by),
        asked_at: value.asked_at.unwrap_or(value.begun),
        answer,
    }
}
