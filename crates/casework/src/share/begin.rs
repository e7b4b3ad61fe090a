//! Beginning a disclosure: about whom, to whom. Everything else may come later.

use super::facts::SHARE_KINDS;
use super::input::{Among, ShareInput};
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::dossier::Standing;
use crate::entry::sees_shielded;
use crate::guard::Caller;
use crate::thing::{Share, ShareState, ShareWeighing, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{
    Act, Conversation, DossierId, Id, KeyId, Law, Party, PersonId, Question, QuestionKind,
    ReceiverRelation, RequestId,
};
use regie_vault::{Changes, Draft};

/// What every act on a disclosure begins with.
pub(crate) struct Ground {
    pub standing: Standing,
    pub case: Case,
    pub access: Question,
    pub scope: Scope,
    /// The key of the dossier's own records.
    pub own: KeyId,
}

impl House {
    /// Reads what the acts on disclosures are judged by, and turns away who may not edit (or look), with a line. Preparing concerns nobody yet: what
    /// concerns the subject is the disclosure itself, and a look at the dossier has its own line.
    pub(crate) async fn share_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: &'static str,
        may: Act,
        request: RequestId,
    ) -> Result<Ground, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, may, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DISCLOSURE],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let mut case = self.case(&gate, &SHARE_KINDS).await?;
        // What was begun from a Meldcode matter is not there for anybody else, the involved colleagues among them.
        if !sees_shielded(standing.relation) {
            case.shares.retain(|s| s.value.meldcode.is_none());
        }
        let own = standing.key.ok_or(Refused::NotFound)?;
        Ok(Ground {
            standing,
            case,
            access,
            scope,
            own,
        })
    }

    /// Begins a disclosure. Person, party and recipient have to be there; the rest may be.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit; [`Refused::Invalid`] with the fields to be mended.
    pub async fn begin_share(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &ShareInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.begin_share_once(caller, dossier, input, request))
    }

    async fn begin_share_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &ShareInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let Ground {
            standing,
            case,
            access,
            scope,
            own,
        } = self
            .share_ground(caller, dossier, "begin-share", Act::Edit, request)
            .await?;
        if self.done_before(caller, "begin-share", request).await? {
            return Ok(request.0);
        }
        let among = Among::offered(&self.form(QuestionKind::Disclosure));
        let check = (Check::default(), among);
        let (person, share) = new_share(&case, input, check, (scope.at, caller.name()))?;
        let key = case.share_key(person, share.law).unwrap_or(own);
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let draft = Draft::new(kind::DISCLOSURE, key, &share)?
            .id(request.0)
            .dossier(dossier.0)
            .person(person.0)
            .account(caller.account().0);
        let mut changes = Changes {
            add: vec![draft],
            line_key: Some(key),
            ..Changes::default()
        };
        let of = (dossier, request.0, person);
        self.touched(caller, &standing, of, &mut changes).await?;
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }
}

/// Reads a disclosure that is not there yet.
pub(crate) fn new_share(
    case: &Case,
    input: &ShareInput,
    (mut check, among): (Check, Among),
    (now, by): (i64, &str),
) -> Result<(PersonId, Share), Refused> {
    let typed = check
        .id("person", input.person.as_deref().unwrap_or_default())
        .map(PersonId);
    let person = typed.filter(|p| case.person(*p).is_some());
    if typed.is_some() && person.is_none() {
        check.fault("person", "unknown");
    }
    let mut share = blank_share(case, person, now, by);
    let whole = ShareInput {
        party: Some(input.party.clone().unwrap_or_default()),
        recipient: Some(input.recipient.clone().unwrap_or_default()),
        ..input.clone()
    };
    // Without a person nothing marked can belong to them; what is wrong with the rest is said all the same.
    let marked = ShareInput {
        facts: whole.facts.clone().filter(|_| person.is_some()),
        ..whole
    };
    marked.apply(
        &mut check,
        case,
        person.unwrap_or(PersonId(Id::from_bytes([0; 16]))),
        &mut share,
        &among,
    );
    check.done()?;
    Ok((
        person.ok_or_else(|| Refused::field("person", "unknown"))?,
        share,
    ))
}

/// A disclosure of which nothing is known yet but whom it is about.
pub(super) fn blank_share(case: &Case, person: Option<PersonId>, now: i64, by: &str) -> Share {
    let about = |e: &&regie_vault::Known<crate::thing::Entry>| {
        !e.still && person.is_some_and(|p| e.person == Some(p.0))
    };
    let first = case
        .dossier
        .as_ref()
        .and_then(|d| d.value.laws.first().copied());
    // Until facts are marked, the law of what is known about the person stands in.
    let law = case
        .entries
        .iter()
        .find(about)
        .map(|e| e.value.label.law)
        .or(first)
        .unwrap_or(Law::Welzijn);
    Share {
        state: ShareState::Preparing,
        law,
        party: Party::Other,
        recipient: String::new(),
        relation: ReceiverRelation::Other,
        partner: false,
        purpose: None,
        purpose_text: String::new(),
        facts: Vec::new(),
        weighing: ShareWeighing::default(),
        conversation: Conversation::NotTried,
        safety: None,
        unavoidable: None,
        confronted: false,
        begun: now,
        shared_at: None,
        happened_on: None,
        by: by.to_owned(),
        decision: None,
        asked: Vec::new(),
        asked_at: None,
        informed_on: None,
        completion: None,
        others: Vec::new(),
        told: Vec::new(),
        release: None,
        request: None,
        meldcode: None,
    }
}
