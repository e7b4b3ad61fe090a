//! For whom this client may act today, and in what matter.

use super::kin::Kin;
use super::matter::candidates;
use crate::act::{Allowed, Case, Gate};
use crate::guard::Caller;
use crate::thing::kind;
use crate::{House, Refused, day_number};
use regie_charter::{Capacity, Parts, Scope, View, Whose};
use regie_terms::{
    Consenter, Data, DossierId, Id, PersonId, Question, Representative, RequestId, Set,
};
use regie_vault::around::Linked;
use regie_vault::open::Routing;
use serde::Serialize;
use std::sync::Arc;

/// In what capacity somebody looks at a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PortalCapacity {
    /// It is their own.
    Subject,
    /// Their child's, or their ward's.
    ParentOrGuardian,
    /// Somebody's whom they represent.
    Representative,
}

impl PortalCapacity {
    /// As an actor's capacity.
    pub(crate) fn capacity(self) -> Capacity {
        match self {
            Self::Subject => Capacity::Subject,
            Self::ParentOrGuardian => Capacity::ParentOrGuardian,
            Self::Representative => Capacity::Representative,
        }
    }

    /// As one who consents.
    pub(crate) fn consenter(self) -> Consenter {
        match self {
            Self::Subject => Consenter::Subject,
            Self::ParentOrGuardian => Consenter::ParentOrGuardian,
            Self::Representative => Consenter::Representative,
        }
    }
}

/// Somebody for whom a client might act.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    pub dossier: DossierId,
    pub person: PersonId,
    /// The client, as a person of that dossier.
    pub me: PersonId,
    pub capacity: PortalCapacity,
    /// As what they represent.
    pub(crate) kinds: Set<Representative>,
    /// What stands for their authority in a consent.
    pub holder: Option<Id>,
}

/// What the acts on a file of one's own are judged by.
pub(crate) struct OwnGround {
    pub own: Own,
    pub case: Arc<Case>,
    /// The matters they may act in; not empty.
    pub allowed: Set<Data>,
    pub question: Question,
    pub scope: Scope,
}

/// What a question about one's own file is made from.
pub(crate) const KINDS: [&str; 22] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::ACTING,
    kind::FILE,
    kind::ENTRY,
    kind::DISCLOSURE,
    kind::CONSENT,
    kind::DOCUMENT,
    kind::CONTRIBUTION,
    kind::CONSENT_QUERY,
    kind::SAFE_CONTACT,
    kind::REQUEST,
    kind::REQUEST_DECISION,
    kind::RESTRICTION,
    kind::NOTICE,
    kind::SPLIT,
    kind::TRIAGE,
    kind::CONVERSATION,
    kind::REFERRAL,
    kind::PLAN,
    kind::MEETING,
];

impl House {
    /// Whether a link between an account and a person still opens the portal. Its term is the last day on which it did.
    pub(crate) fn opens(&self, link: &Routing) -> bool {
        link.due.is_none_or(|last| day_number(self.today()) <= last)
    }

    /// As whom somebody of a dossier would look at a file in the portal, and in which matters, whether or not they have one: what is told them on
    /// paper is what they would read there. `None` for somebody who may not act for that person.
    pub(crate) fn as_client(
        &self,
        case: &Case,
        dossier: DossierId,
        me: PersonId,
        person: PersonId,
    ) -> Result<Option<(Own, Set<Data>)>, Refused> {
        let kin = Kin::of_case(case);
        for own in candidates(&kin, dossier, me, person, self.today()) {
            let allowed = self.matters(&kin, &own)?;
            if !allowed.is_empty() {
                return Ok(Some((own, allowed)));
            }
        }
        Ok(None)
    }

    /// The dossiers in which this client is known, and as whom.
    pub(super) async fn links(&self, caller: &Caller) -> Result<Vec<Linked>, Refused> {
        let mut links = self
            .vault()
            .linked(caller.account().0, kind::PORTAL)
            .await?;
        links.retain(|l| self.opens(l.routing()));
        links.sort_unstable_by_key(|l| (l.dossier(), l.person()));
        links.dedup_by_key(|l| (l.dossier(), l.person()));
        Ok(links)
    }

    /// Everybody for whom this client may act today.
    pub(crate) async fn own_grounds(
        &self,
        caller: &Caller,
        act: &'static str,
    ) -> Result<Vec<OwnGround>, Refused> {
        let mut grounds = Vec::new();
        for link in self.links(caller).await? {
            let (dossier, me) = (link.dossier(), link.person());
            let version = self.vault().facts_version(dossier.0).await?;
            let kin = self.kin(&link).await?;
            // Read once for everybody in the dossier, behind the first leave that is given.
            let mut known: Option<Arc<Case>> = None;
            for person in kin.people() {
                for own in candidates(&kin, dossier, me, person, self.today()) {
                    let allowed = self.matters(&kin, &own)?;
                    if allowed.is_empty() {
                        continue;
                    }
                    let request = RequestId::fresh();
                    let own = self
                        .own_leave(caller, act, version, &kin, own, allowed, request)
                        .await?;
                    let case = match &known {
                        Some(case) => case.clone(),
                        None => Arc::new(self.case(&own.gate, &KINDS).await?),
                    };
                    known = Some(case.clone());
                    grounds.push(own.ground(case));
                    break;
                }
            }
        }
        Ok(grounds)
    }

    /// The ground for one person, for looking or for a change under `request`. Nobody, somebody unknown and somebody for whom one may no longer act are
    /// the same answer after a line of the same kind.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the client may not act for them.
    pub(crate) async fn own_ground(
        &self,
        caller: &Caller,
        person: Option<PersonId>,
        act: &'static str,
        request: RequestId,
    ) -> Result<OwnGround, Refused> {
        caller.client(Capacity::Subject)?;
        let mut barred = None;
        for link in self.links(caller).await? {
            let (dossier, me) = (link.dossier(), link.person());
            let version = self.vault().facts_version(dossier.0).await?;
            let kin = self.kin(&link).await?;
            let found: Vec<Own> = person
                .iter()
                .flat_map(|p| candidates(&kin, dossier, me, *p, self.today()))
                .collect();
            for own in found {
                let allowed = self.matters(&kin, &own)?;
                if !allowed.is_empty() {
                    let own = self
                        .own_leave(caller, act, version, &kin, own, allowed, request)
                        .await?;
                    let case = Arc::new(self.case(&own.gate, &KINDS).await?);
                    return Ok(own.ground(case));
                }
                if barred.is_none() {
                    let key = kin.key(own.person);
                    barred = self.barred(&kin, own)?.map(|barred| (barred, key));
                }
            }
        }
        // A question that nobody is let in by, where there is nothing to ask about.
        let (own, question, key) = match barred {
            Some(((own, question), key)) => (Some(own), question, key),
            None => (None, self.nobody(), None),
        };
        let capacity = own
            .as_ref()
            .map_or(Capacity::ParentOrGuardian, |o| o.capacity.capacity());
        let mut scope = self.scope(act, caller.client(capacity)?, RequestId::fresh());
        scope.dossier = own.as_ref().map(|o| o.dossier);
        scope.concerns = own.iter().map(|o| o.person).collect();
        scope.parts = Parts {
            about: Whose::Persons(scope.concerns.clone()),
            kinds: &[],
            only: None,
        };
        match self
            .allow_under::<View>(scope, key, |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await
        {
            Ok(_) | Err(Refused::Denied(_)) => Err(Refused::NotFound),
            Err(other) => Err(other),
        }
    }

    /// Asks whether a client may act for somebody, before anything that was recorded is unsealed.
    #[expect(
        clippy::too_many_arguments,
        reason = "one place asks, with what was just read"
    )]
    async fn own_leave(
        &self,
        caller: &Caller,
        act: &'static str,
        version: i64,
        kin: &Kin,
        own: Own,
        allowed: Set<Data>,
        request: RequestId,
    ) -> Result<OwnLeave, Refused> {
        let mut scope = self.asked(
            caller,
            act,
            caller.client(own.capacity.capacity())?,
            request,
        );
        scope.dossier = Some(own.dossier);
        scope.concerns = vec![own.person];
        scope.facts = vec![
            (own.dossier.0, version),
            (caller.account().0, caller.version()),
        ];
        scope.parts = Parts {
            about: Whose::Persons(vec![own.person]),
            kinds: &[],
            only: None,
        };
        let question = self
            .question_of(kin, &own, allowed)
            .ok_or(Refused::NotFound)?;
        let Allowed { permit, .. } = self
            .allow_under::<View>(scope.clone(), kin.key(own.person), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        Ok(OwnLeave {
            gate: Gate::of(permit),
            own,
            allowed,
            question,
            scope,
        })
    }
}

/// That the charter lets a client act for somebody; nothing of the dossier was unsealed yet.
struct OwnLeave {
    gate: Gate<View>,
    own: Own,
    allowed: Set<Data>,
    question: Question,
    scope: Scope,
}

impl OwnLeave {
    fn ground(self, case: Arc<Case>) -> OwnGround {
        OwnGround {
            own: self.own,
            case,
            allowed: self.allowed,
            question: self.question,
            scope: self.scope,
        }
    }
}
