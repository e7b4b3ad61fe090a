//! Asking: everybody the charter names is asked; those with a portal see it there (POR-2).

use crate::act::{Allowed, Case, again, holder};
use crate::check::Check;
use crate::entry::kept_from_family;
use crate::guard::Caller;
use crate::share::{Marked, Sharing, concerned, preparing, replaced, unseen};
use crate::thing::ShareFact;
use crate::{House, Refused};
use regie_terms::{
    Act, Answer, Consenter, Data, DossierId, Id, NeedWord, Of as NeedOf, Outcome, PersonId,
    Representative, RequestId, Set,
};
use regie_vault::Changes;

impl House {
    /// Asks for consent in the portal of everybody who has one. Those without are asked at the table or on paper.
    ///
    /// Consent is asked only where the charter wants it: it never stands in for a missing basis (FLD-15).
    ///
    /// # Errors
    /// [`Refused::Invalid`] with what the people asked would have to be told and is not there yet, `facts: kept` where one of the facts is kept from the
    /// family, or `consent: not-needed`; [`Refused::Denied`] when nothing could make the disclosure lawful.
    pub async fn ask_consent(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.ask_consent_once(caller, dossier, share, request))
    }

    async fn ask_consent_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        let ground = self
            .share_ground(caller, dossier, "ask-consent", Act::Edit, request)
            .await?;
        if self.done_before(caller, "ask-consent", request).await? {
            return Ok(());
        }
        let Sharing { row, person } = Sharing::of(&ground.case, share)?;
        preparing(row)?;
        let mut check = Check::default();
        if row.value.purpose.is_none() {
            check.fault("purpose", "missing");
        }
        if row.value.purpose_text.is_empty() {
            check.fault("purpose_text", "missing");
        }
        if row.value.facts.is_empty() {
            check.fault("facts", "missing");
        }
        let marked = Marked::of(&ground.case, person, &row.value.facts);
        // A question about what is kept from the family would tell of it. To who does not see what is shielded it is a fact that is not there.
        let apart = unseen(&ground.case, ground.standing.relation);
        let kept = kept_from_family(&ground.case.entries);
        let tells = |f: &ShareFact| kept.contains(&f.entry) && !apart.contains(&f.entry);
        if row.value.facts.iter().any(tells) || row.value.meldcode.is_some() {
            check.fault("facts", "kept");
        } else if let Err(code) = &marked {
            check.fault("facts", code);
        }
        check.done()?;
        let data = marked.map(|m| m.data).unwrap_or_default();
        let today = self.today();
        let key = ground
            .case
            .share_key(person, row.value.law)
            .unwrap_or(ground.own);
        let question = self
            .disclosure(&ground.case, (person, &row.value), data, Vec::new(), today)
            .ok_or(Refused::NotFound)?;
        let answer = self.charters().ask(&question)?;
        if answer.outcome == Outcome::Prohibited {
            self.allow_change_under(
                ground.scope.clone(),
                Some(key),
                &[ground.access.clone(), question],
            )
            .await?;
        }
        if !answer.needs.iter().any(|n| n.what == NeedWord::Consent) {
            return Err(Refused::field("consent", "not-needed"));
        }
        let who = self
            .charters()
            .ask(&self.who_agrees(&ground.case, person, data, today)?)?;
        let portals = self.portals(dossier).await?;
        let mut value = row.value.clone();
        value.asked = self
            .people_to_ask(&ground.case, person, data, &who)?
            .into_iter()
            .filter_map(|(of, person, _)| Some((person?, of)))
            // Who is kept out, or may not act in this, is not asked; whether it can go without them is the charter's to say.
            .filter(|(one, _)| {
                portals.contains(one) && ground.case.can_be_asked(person, *one, data)
            })
            .collect();
        value.asked_at = Some(ground.scope.at);
        let mut scope = ground.scope;
        scope.concerns = concerned(&ground.case, &row.value, person);
        let nobody = scope.concerns.is_empty();
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(key), &[ground.access])
            .await?;
        let mut changes = Changes {
            replace: vec![replaced(row, key, &value)?],
            line_key: Some(key),
            ..Changes::default()
        };
        let of = (dossier, share, person);
        self.touched(caller, &ground.standing, of, &mut changes)
            .await?;
        // What concerns nobody's list gives no notice.
        if !nobody {
            let people: Vec<PersonId> = value.asked.iter().map(|(person, _)| *person).collect();
            self.tell_portal(dossier, &people, &mut changes).await?;
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}

/// Whom an answer of the charter names.
pub(crate) fn named(answer: &Answer) -> Set<Consenter> {
    let mut named = Set::EMPTY;
    for need in answer.needs.iter().filter(|n| n.what == NeedWord::Consent) {
        if let Some(NeedOf::Consenters(of)) = need.of {
            named = named.or(of);
        }
    }
    named
}

/// Somebody who has to agree: the capacity, who, and what stands for them in the form of a consent.
pub(crate) type Candidate = (Consenter, Option<PersonId>, Option<Id>);

impl House {
    /// The people behind the capacities that `answer` names. Of the representatives those whose own appointment covers the matter (CON-4).
    pub(crate) fn people_to_ask(
        &self,
        case: &Case,
        subject: PersonId,
        data: Set<Data>,
        answer: &Answer,
    ) -> Result<Vec<Candidate>, Refused> {
        let today = self.today();
        let mut out: Vec<Candidate> = Vec::new();
        for of in named(answer).iter() {
            if of == Consenter::Subject {
                out.push((of, Some(subject), Some(subject.0)));
                continue;
            }
            let before = out.len();
            for authority in case.authority_over(subject, today) {
                let counts = match of {
                    Consenter::ParentOrGuardian => {
                        authority.value.kind == Representative::ParentOrGuardian
                    }
                    _ => self.represents(case, subject, data, authority.value.kind)?,
                };
                let one = (of, authority.value.by, Some(holder(authority)));
                if counts && !out.contains(&one) {
                    out.push(one);
                }
            }
            if out.len() == before {
                // Somebody has to, and who that is is not known here yet (CON-5).
                out.push((of, None, None));
            }
        }
        Ok(out)
    }

    /// As what somebody who is no person of the dossier could answer in this place, as the charter has it for these data. Nothing where
    /// it is known here who that is.
    pub(crate) fn capacities(
        &self,
        case: &Case,
        subject: PersonId,
        data: Set<Data>,
        (of, person, holder): Candidate,
    ) -> Result<Vec<Representative>, Refused> {
        if person.is_some() {
            return Ok(Vec::new());
        }
        let recorded = holder.and_then(|id| case.authorities.iter().find(|a| a.id == id));
        match (recorded, of) {
            // That somebody has it is recorded, without who.
            (Some(authority), _) => Ok(vec![authority.value.kind]),
            (None, Consenter::Representative) => {
                let mut all = Vec::new();
                for kind in Representative::ALL {
                    if self.represents(case, subject, data, *kind)? {
                        all.push(*kind);
                    }
                }
                Ok(all)
            }
            (None, _) => Ok(vec![Representative::ParentOrGuardian]),
        }
    }

    /// Whether one appointment alone would do in this matter.
    fn represents(
        &self,
        case: &Case,
        subject: PersonId,
        data: Set<Data>,
        kind: Representative,
    ) -> Result<bool, Refused> {
        let today = self.today();
        let mut alone = case.subject(subject, today).ok_or(Refused::NotFound)?;
        alone.represented_by = Set::from([kind]);
        let question = Self::consent_question(self.settings().charter, today, alone, data);
        Ok(named(&self.charters().ask(&question)?).contains(Consenter::Representative))
    }
}
