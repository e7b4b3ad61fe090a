//! For whom this client may act today, and in what matter.

use super::matter::candidates;
use crate::act::Case;
use crate::guard::Caller;
use crate::thing::kind;
use crate::{House, Refused, day_number};
use regie_charter::{Capacity, Parts, Scope, View, Whose};
use regie_terms::{
    Consenter, Data, DossierId, Id, PersonId, Question, Representative, RequestId, Set,
};
use regie_vault::open::{Routing, Where};
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
    pub(super) kinds: Set<Representative>,
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
const KINDS: [&str; 8] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::FILE,
    kind::ENTRY,
    kind::DISCLOSURE,
    kind::CONSENT,
    kind::DOCUMENT,
];

impl House {
    /// Whether a link between an account and a person still opens the portal. Its term is the last day on which it did.
    pub(crate) fn opens(&self, link: &Routing) -> bool {
        link.due.is_none_or(|last| day_number(self.today()) <= last)
    }

    /// The dossiers in which this client is known, and as whom.
    async fn links(&self, caller: &Caller) -> Result<Vec<(DossierId, PersonId)>, Refused> {
        let rows = self
            .vault()
            .vouched(Where::Account(caller.account().0), &[kind::PORTAL])
            .await?;
        let mut links: Vec<(DossierId, PersonId)> = rows
            .iter()
            .filter(|r| self.opens(r))
            .filter_map(|r| Some((DossierId(r.dossier?), PersonId(r.person?))))
            .collect();
        links.sort_unstable();
        links.dedup();
        Ok(links)
    }

    /// Everybody for whom this client may act today.
    pub(crate) async fn own_grounds(
        &self,
        caller: &Caller,
        act: &'static str,
    ) -> Result<Vec<OwnGround>, Refused> {
        let mut grounds = Vec::new();
        for (dossier, me) in self.links(caller).await? {
            let version = self.vault().facts_version(dossier.0).await?;
            let case = Arc::new(self.case(dossier, &KINDS).await?);
            for person in case.people.iter().map(|p| PersonId(p.id)) {
                for own in candidates(&case, dossier, me, person, self.today()) {
                    let allowed = self.matters(&case, &own)?;
                    if !allowed.is_empty() {
                        grounds.push(self.own_ground_of(
                            caller,
                            act,
                            (dossier, version),
                            case.clone(),
                            own,
                            allowed,
                            RequestId::fresh(),
                        )?);
                        break;
                    }
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
        for (dossier, me) in self.links(caller).await? {
            let version = self.vault().facts_version(dossier.0).await?;
            let case = Arc::new(self.case(dossier, &KINDS).await?);
            let found: Vec<Own> = person
                .iter()
                .flat_map(|p| candidates(&case, dossier, me, *p, self.today()))
                .collect();
            for own in found {
                let allowed = self.matters(&case, &own)?;
                if !allowed.is_empty() {
                    return self.own_ground_of(
                        caller,
                        act,
                        (dossier, version),
                        case,
                        own,
                        allowed,
                        request,
                    );
                }
                if barred.is_none() {
                    barred = self.barred(&case, own)?;
                }
            }
        }
        // A question that nobody is let in by, where there is nothing to ask about.
        let (own, question) = match barred {
            Some((own, question)) => (Some(own), question),
            None => (None, self.nobody()),
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
            .allow::<View>(scope, |scope| self.charters().judge_own(scope, &question))
            .await
        {
            Ok(_) | Err(Refused::Denied(_)) => Err(Refused::NotFound),
            Err(other) => Err(other),
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one place puts the ground together, from what was just read"
    )]
    fn own_ground_of(
        &self,
        caller: &Caller,
        act: &'static str,
        (dossier, version): (DossierId, i64),
        case: Arc<Case>,
        own: Own,
        allowed: Set<Data>,
        request: RequestId,
    ) -> Result<OwnGround, Refused> {
        let mut scope = self.asked(
            caller,
            act,
            caller.client(own.capacity.capacity())?,
            request,
        );
        scope.dossier = Some(dossier);
        scope.concerns = vec![own.person];
        scope.facts = vec![(dossier.0, version), (caller.account().0, caller.version())];
        scope.parts = Parts {
            about: Whose::Persons(vec![own.person]),
            kinds: &[],
            only: None,
        };
        let question = self
            .question_of(&case, &own, allowed)
            .ok_or(Refused::NotFound)?;
        Ok(OwnGround {
            own,
            case,
            allowed,
            question,
            scope,
        })
    }
}
