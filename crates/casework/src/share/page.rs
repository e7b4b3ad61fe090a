//! A disclosure as a page shows it, and the list of them.

use super::begin::Ground;
use super::facts::{Marked, Sharing};
use super::view::{AskedView, ConsentView, ShareFactView, SharePage, ShareRow};
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{ConsentGiven, Entry, Person, Share, ShareState, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, Consenter, DossierId, Id, PersonId, RequestId};
use regie_vault::Of;
use regie_vault::open::Where;

impl House {
    /// The disclosures of a dossier, newest first.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier.
    pub async fn shares(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Vec<ShareRow>, Refused> {
        again!(self.shares_once(caller, dossier))
    }

    async fn shares_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Vec<ShareRow>, Refused> {
        let Ground {
            standing,
            access,
            mut scope,
            own,
            ..
        } = self
            .share_ground(
                caller,
                dossier,
                "view-dossier",
                Act::View,
                RequestId::fresh(),
            )
            .await?;
        scope.moves.clear();
        scope.concerns = standing.people;
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DISCLOSURE, kind::PERSON],
            only: None,
        };
        let Allowed { permit, .. } = self.allow_look_under(scope, Some(own), &[access]).await?;
        let receipt = self.vault().look(permit, Some(own)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let people = opened.take::<Person>(kind::PERSON)?;
        let name = |id: Id| people.iter().find(|p| p.id == id).map(|p| p.value.name());
        let mut rows: Vec<ShareRow> = opened
            .take::<Share>(kind::DISCLOSURE)?
            .iter()
            .filter_map(|s| ShareRow::of(s, name))
            .collect();
        rows.sort_by_key(|r| std::cmp::Reverse((r.shared_at.unwrap_or(r.begun), r.id)));
        Ok(rows)
    }

    /// A disclosure with its steps, its facts and what the charter says now.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier, [`Refused::NotFound`] for a disclosure of another one.
    pub async fn open_share(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
    ) -> Result<SharePage, Refused> {
        again!(self.open_share_once(caller, dossier, share))
    }

    async fn open_share_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
    ) -> Result<SharePage, Refused> {
        let ground = self
            .share_ground(
                caller,
                dossier,
                "view-dossier",
                Act::View,
                RequestId::fresh(),
            )
            .await?;
        let Sharing { row, person } = Sharing::of(&ground.case, share)?;
        let edit = self.charters().ask(&self.access_question(
            caller,
            &ground.standing,
            Act::Edit,
            None,
        )?)?;
        let checklist = self.checklist(&ground.case, share, person, &row.value, edit)?;
        let data = Marked::of(&ground.case, person, &row.value.facts)
            .map(|m| m.data)
            .unwrap_or_default();
        let agree = self.people_to_ask(&ground.case, person, data, &checklist.consent)?;
        let mut portals = Vec::new();
        for p in self
            .vault()
            .routing(Where::Dossier(dossier.0), &[kind::PORTAL])
            .await?
        {
            portals.extend(p.person);
        }
        let consents: Vec<Id> = ground.case.consents_of(share).map(|c| c.id).collect();
        let mut forms = Vec::new();
        for consent in &consents {
            let found = self
                .vault()
                .routing(Where::Of(*consent), &[kind::CONSENT_FORM])
                .await?;
            forms.extend(found.first().and_then(|f| f.of));
        }

        let mut only = consents;
        only.push(share);
        only.extend(ground.case.people.iter().map(|p| p.id));
        let mine = |e: &&Of<Entry>| {
            e.person == Some(person.0) && ground.case.standing_entry(e.id).is_some()
        };
        let marked: Vec<Id> = row.value.facts.iter().map(|f| f.entry).collect();
        only.extend(
            ground
                .case
                .entries
                .iter()
                .filter(mine)
                .map(|e| e.id)
                .chain(marked.iter().copied()),
        );
        let mut scope = ground.scope;
        scope.moves.clear();
        scope.concerns = vec![person];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DISCLOSURE, kind::CONSENT, kind::ENTRY, kind::PERSON],
            only: Some(only),
        };
        let key = ground
            .case
            .share_key(person, row.value.law)
            .or(Some(ground.own));
        let Allowed { permit, .. } = self.allow_look_under(scope, key, &[ground.access]).await?;
        let receipt = self.vault().look(permit, key).await?;
        let mut opened = self.vault().open(receipt).await?;

        let people = opened.take::<Person>(kind::PERSON)?;
        let name = |id: Id| people.iter().find(|p| p.id == id).map(|p| p.value.name());
        let value = opened
            .take::<Share>(kind::DISCLOSURE)?
            .pop()
            .ok_or(Refused::NotFound)?;
        let mut given = opened.take::<ConsentGiven>(kind::CONSENT)?;
        given.sort_by_key(|c| (c.value.at, c.id));
        let matter = value.value.matter();
        let possible: Vec<ShareFactView> = opened
            .take::<Entry>(kind::ENTRY)?
            .iter()
            .map(|e| ShareFactView {
                entry: e.id,
                text: e.value.text.clone(),
                category: e.value.label.category,
                law: e.value.label.law,
                at: e.value.at,
                marked: marked.contains(&e.id),
            })
            .collect();
        let went = |f: &ShareFactView| {
            value
                .value
                .facts
                .iter()
                .find(|s| s.entry == f.entry && !s.text.is_empty())
        };
        let facts = possible
            .iter()
            .filter(|f| f.marked)
            .map(|f| ShareFactView {
                text: went(f).map_or_else(|| f.text.clone(), |s| s.text.clone()),
                ..f.clone()
            })
            .collect();
        let person_asked =
            |of: Consenter, person: Option<PersonId>, holder: Option<Id>| AskedView {
                of,
                person,
                name: person.and_then(|p| name(p.0)),
                holder,
                portal: person.is_some_and(|p| portals.contains(&p.0)),
            };
        let row = ShareRow::of(&value, name).ok_or(Refused::NotFound)?;
        let asked = value
            .value
            .asked
            .iter()
            .map(|(p, of)| person_asked(*of, Some(*p), Some(p.0)))
            .collect();
        let must_agree = agree
            .into_iter()
            .map(|(of, p, holder)| person_asked(of, p, holder))
            .collect();
        let consents = given
            .iter()
            .map(|c| ConsentView::of(c, &matter, name, &forms))
            .collect();
        let share = value.value;
        Ok(SharePage {
            row,
            law: share.law,
            relation: share.relation,
            partner: share.partner,
            purpose_text: share.purpose_text,
            facts,
            possible: if share.state == ShareState::Preparing {
                possible
            } else {
                Vec::new()
            },
            weighing: share.weighing,
            conversation: share.conversation,
            confronted: share.confronted,
            safety: share.safety,
            must_agree,
            asked,
            asked_at: share.asked_at,
            consents,
            informed_on: share.informed_on,
            completion: share.completion,
            checklist,
        })
    }
}
