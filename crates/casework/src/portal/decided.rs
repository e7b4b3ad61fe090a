//! What was decided about who acts for the reader: told to them also where, by that decision, somebody else reads their file.

use crate::act::{Allowed, again};
use crate::acting::MyActing;
use crate::guard::Caller;
use crate::thing::{Acting, Dossier, Person, kind};
use crate::{House, Refused};
use regie_charter::{Capacity, Parts, View, Whose};
use regie_terms::{Id, RequestId, Set};

impl House {
    /// The decisions about the reader that stand: that they cannot weigh a matter, that somebody may not act for them, that a parent is kept out.
    ///
    /// The charter is asked as if nothing was decided: somebody about whom it was is told of it, and a child whom the charter asks nothing yet is not.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for staff.
    pub async fn my_decisions(&self, caller: &Caller) -> Result<Vec<MyActing>, Refused> {
        again!(self.my_decisions_once(caller))
    }

    async fn my_decisions_once(&self, caller: &Caller) -> Result<Vec<MyActing>, Refused> {
        let actor = caller.client(Capacity::Subject)?;
        let mut out = Vec::new();
        for link in self.links(caller).await? {
            let (dossier, me) = (link.dossier(), link.person());
            let version = self.vault().facts_version(dossier.0).await?;
            let kin = self.kin(&link).await?;
            let stands: Vec<(Id, Option<Id>)> = kin.decided(me).map(|a| (a.id, a.of)).collect();
            let Some(mut subject) = kin.subject(me, self.today()).filter(|_| !stands.is_empty())
            else {
                continue;
            };
            subject.can_weigh = true;
            let charter = self.settings().charter;
            let question = Self::consent_question(charter, self.today(), subject, Set::EMPTY);
            let asked = crate::consent::named(&self.charters().ask(&question)?);
            if !asked.contains(regie_terms::Consenter::Subject) {
                continue;
            }
            let mut scope = self.scope("portal-view", actor, RequestId::fresh());
            scope.dossier = Some(dossier);
            scope.concerns = vec![me];
            scope.facts = vec![(dossier.0, version), (caller.account().0, caller.version())];
            let mut only = vec![dossier.0];
            only.extend(
                stands
                    .iter()
                    .flat_map(|(id, of)| std::iter::once(*id).chain(*of)),
            );
            scope.parts = Parts {
                about: Whose::Household,
                kinds: &[kind::DOSSIER, kind::ACTING, kind::PERSON],
                only: Some(only),
            };
            let key = kin.key(me);
            let Allowed { permit, .. } = self
                .allow_under::<View>(scope, key, |scope| {
                    self.charters().judge_own(scope, &question)
                })
                .await?;
            let receipt = self.vault().look(permit, key).await?;
            let mut opened = self.vault().open(receipt).await?;
            let named = opened
                .take::<Dossier>(kind::DOSSIER)?
                .pop()
                .is_some_and(|d| !d.value.staff_by_function);
            let people = opened.take::<Person>(kind::PERSON)?;
            for one in opened.take::<Acting>(kind::ACTING)? {
                let against = people.iter().find(|p| Some(p.id) == one.of);
                let name = against.map(|p| p.value.name());
                out.extend(MyActing::of(&one.value, named, name));
            }
        }
        Ok(out)
    }
}
