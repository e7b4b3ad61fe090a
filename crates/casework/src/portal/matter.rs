//! In which matters somebody may act for somebody else: the charter's answer to who has to agree (CON-2 to CON-4, RIG-12).

use super::kin::Kin;
use super::own::{Own, PortalCapacity};
use crate::act::holder;
use crate::{House, Refused};
use regie_terms::{
    ConsentQuestion, Data, DossierId, PersonId, Question, Representative, Set, Subject,
};

impl House {
    /// The matters in which a client may act for somebody: those for which the charter names their capacity, also when only their own appointment is
    /// looked at. One representative's appointment does not widen another's (CON-4).
    pub(super) fn matters(&self, kin: &Kin, own: &Own) -> Result<Set<Data>, Refused> {
        let mut allowed = Set::EMPTY;
        let limited = match own.capacity {
            PortalCapacity::Subject => Set::EMPTY,
            _ => kin.limited(own.person, own.me),
        };
        for category in Data::ALL.iter().filter(|c| !limited.contains(**c)) {
            let data = Set::from([*category]);
            let Some(all) = self.question_of_all(kin, own, data) else {
                continue;
            };
            let Some(alone) = self.question_of(kin, own, data) else {
                continue;
            };
            if self.lets_in(&all, own)? && self.lets_in(&alone, own)? {
                allowed.insert(*category);
            }
        }
        Ok(allowed)
    }

    /// Whether the charter names the capacity in which a client would act.
    fn lets_in(&self, question: &Question, own: &Own) -> Result<bool, Refused> {
        Ok(crate::consent::named(&self.charters().ask(question)?)
            .contains(own.capacity.consenter()))
    }

    /// The question as the person is represented.
    fn question_of_all(&self, kin: &Kin, own: &Own, data: Set<Data>) -> Option<Question> {
        let today = self.today();
        Some(Self::consent_question(
            self.settings().charter,
            today,
            kin.subject(own.person, today)?,
            data,
        ))
    }

    /// The same with only the client's own appointment.
    pub(super) fn question_of(&self, kin: &Kin, own: &Own, data: Set<Data>) -> Option<Question> {
        let today = self.today();
        let mut subject = kin.subject(own.person, today)?;
        if own.capacity == PortalCapacity::Representative {
            subject.represented_by = own.kinds;
        }
        Some(Self::consent_question(
            self.settings().charter,
            today,
            subject,
            data,
        ))
    }

    /// The question by which somebody known is turned away.
    pub(super) fn barred(&self, kin: &Kin, own: Own) -> Result<Option<(Own, Question)>, Refused> {
        for question in [
            self.question_of_all(kin, &own, Set::EMPTY),
            self.question_of(kin, &own, Set::EMPTY),
        ] {
            if let Some(question) = question
                && !self.lets_in(&question, &own)?
            {
                return Ok(Some((own, question)));
            }
        }
        Ok(None)
    }

    /// A question about nobody in particular: a parent of somebody of age is not named.
    pub(super) fn nobody(&self) -> Question {
        let born = crate::check::FIRST_DAY;
        let subject = Subject {
            born,
            can_weigh: true,
            represented_by: Set::EMPTY,
            holders: Vec::new(),
        };
        Question::Consent(ConsentQuestion {
            charter: self.settings().charter,
            on: self.today(),
            subject,
            data: Set::EMPTY,
        })
    }
}

/// In which capacities a client could act for a person, apart from what the charter says.
pub(super) fn candidates(
    kin: &Kin,
    dossier: DossierId,
    me: PersonId,
    person: PersonId,
    today: jiff::civil::Date,
) -> Vec<Own> {
    let mut out = Vec::new();
    if person == me && kin.knows(me) {
        let capacity = PortalCapacity::Subject;
        out.push(Own {
            dossier,
            person,
            me,
            capacity,
            kinds: Set::EMPTY,
            holder: None,
        });
    }
    // Who is kept out stands as somebody without authority.
    let out_of_it = kin.shut_out(person, me);
    let mine = || {
        kin.authority_over(person, today)
            .filter(|a| a.value.by == Some(me) && !out_of_it)
    };
    let parental = |a: &&regie_vault::Known<crate::thing::Authority>| {
        a.value.kind == Representative::ParentOrGuardian
    };
    if let Some(first) = mine().find(parental) {
        let capacity = PortalCapacity::ParentOrGuardian;
        out.push(Own {
            dossier,
            person,
            me,
            capacity,
            kinds: Set::EMPTY,
            holder: Some(holder(first)),
        });
    }
    // A guardian of somebody of age who cannot weigh the matter acts as a representative like the others.
    if let Some(first) = mine().next() {
        let kinds = mine().map(|a| a.value.kind).collect();
        let capacity = PortalCapacity::Representative;
        out.push(Own {
            dossier,
            person,
            me,
            capacity,
            kinds,
            holder: Some(holder(first)),
        });
    }
    out
}
