//! Writing down a decision of triage (TRI-7, TRI-8).

use super::TriageInput;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::entry::{FAMILY, family, sees_shielded};
use crate::guard::Caller;
use crate::thing::{Triage, Worded, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, Id, Law, PersonId, RequestId};
use regie_vault::{Changes, Draft};

/// What it is judged by.
pub(super) const KINDS: [&str; 7] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::FILE,
    kind::RESTRICTION,
    kind::TRIAGE,
    kind::CONVERSATION,
    kind::REFERRAL,
];

const ACT: &str = "decide-triage";

impl House {
    /// Writes down a decision of triage about one person or the family, at one moment. The same request again answers as the first time. The line of one
    /// that is kept from the family concerns nobody.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::Invalid`] with the fields to be mended: an answer that the charter does not let be
    /// left open is `missing`, `readers: not-yours` for who would not see what they shield, `person: restricted` where all about somebody stands still.
    pub async fn decide_triage(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &TriageInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.decide_triage_once(caller, dossier, input, request))
    }

    async fn decide_triage_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &TriageInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, ACT, actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::TRIAGE],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(request.0);
        }
        let own = standing.key.ok_or(Refused::NotFound)?;
        let mut check = Check::default();
        let person = if input.person.trim() == FAMILY {
            None
        } else {
            let typed = check.id("person", &input.person).map(PersonId);
            if typed.is_some_and(|p| case.person(p).is_none()) {
                check.fault("person", "unknown");
            }
            Some(typed)
        };
        let charted = self
            .charters()
            .triage(self.settings().charter, self.today());
        let moment = charted.moment(input.moment.trim());
        let Some(moment) = moment else {
            let blank = input.moment.trim().is_empty();
            check.fault("moment", if blank { "unpicked" } else { "unknown" });
            check.done()?;
            return Err(Refused::field("moment", "unknown"));
        };
        let read = input.read(
            &mut check,
            &charted,
            moment,
            sees_shielded(standing.relation),
        );
        let law = if moment.crossing {
            let laws = case.dossier.as_ref().map(|d| d.value.laws.as_slice());
            check.word("law", &input.law, laws.unwrap_or(Law::ALL))
        } else {
            None
        };
        if let Some(Some(person)) = person
            && case.closed_to_new(person)
            && !read.shielded
        {
            check.fault("person", "restricted");
        }
        check.done()?;
        let person = person.map(|typed| typed.ok_or_else(|| Refused::field("person", "unknown")));
        let person = person.transpose()?;
        let key = match person {
            Some(one) => case.any_file(one).unwrap_or(own),
            None => own,
        };
        let people = person.map_or_else(|| family(&case), |one| vec![one]);
        // What is kept from the family is in nobody's list.
        scope.still = read.shielded;
        scope.concerns = if read.shielded {
            Vec::new()
        } else {
            people.clone()
        };
        scope.parts.about = Whose::Persons(people);
        let value = Triage {
            charter: self.settings().charter,
            moment: Worded {
                name: moment.item.name.clone(),
                says: moment.says.clone(),
            },
            answered: read.answered,
            outcome: read
                .outcome
                .ok_or_else(|| Refused::field("outcome", "unpicked"))?,
            dimension: read.dimension,
            because: read.because,
            law,
            shielded: read.shielded,
            at: scope.at,
            by: caller.name().to_owned(),
        };
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let mut draft = Draft::new(kind::TRIAGE, key, &value)?
            .id(request.0)
            .dossier(dossier.0)
            .account(caller.account().0);
        draft.person = person.map(|one| one.0);
        let changes = Changes {
            reason: Some(value.because),
            line_key: Some(key),
            add: vec![draft],
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }
}
