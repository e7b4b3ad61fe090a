//! What a disclosure is judged by: the marked facts, the recorded consents, the question.

use super::print::withheld;
use super::safety::safety_question;
use super::unavoidable::unavoidable_question;
use crate::act::Case;
use crate::thing::{Entry, Share, ShareFact, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{
    Charter, Consent, ConsentAnswer, ConsentQuestion, Data, Disclosure, Giver, KeyId, Law,
    PersonId, Question, Receiver, Set, Subject, Text, Weighing,
};
use regie_vault::Known;

/// What a question about a disclosure is made from.
pub(crate) const SHARE_KINDS: [&str; 8] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::FILE,
    kind::ENTRY,
    kind::DISCLOSURE,
    kind::CONSENT,
    kind::NOTICE,
];

/// The facts marked, as their labels make them.
pub(crate) struct Marked<'a> {
    pub entries: Vec<&'a Known<Entry>>,
    pub data: Set<Data>,
    /// The law of all of them; `None` when none is marked.
    pub law: Option<Law>,
}

impl<'a> Marked<'a> {
    /// Reads the labels of the facts; gives the code of what is wrong. An entry of another dossier is as unknown as none.
    pub fn of(case: &'a Case, person: PersonId, facts: &[ShareFact]) -> Result<Self, &'static str> {
        let mut marked = Self {
            entries: Vec::with_capacity(facts.len()),
            data: Set::EMPTY,
            law: None,
        };
        for fact in facts {
            let entry = case.standing_entry(fact.entry).ok_or_else(|| {
                let known = case
                    .entries
                    .iter()
                    .find(|e| e.id == fact.entry && !e.value.shielded);
                match known {
                    Some(entry) if entry.still => "restricted",
                    Some(_) => "corrected",
                    None => "unknown",
                }
            })?;
            if entry.person != Some(person.0) {
                return Err("several-people");
            }
            let law = entry.value.label.law;
            if marked.law.is_some_and(|l| l != law) {
                return Err("several-laws");
            }
            marked.law = Some(law);
            marked.data.insert(entry.value.label.category);
            marked.entries.push(entry);
        }
        Ok(marked)
    }
}

/// The entries that somebody who stands so to the dossier does not see, also where they went to somebody else.
pub(crate) fn unseen(case: &Case, relation: regie_terms::Relation) -> Vec<regie_terms::Id> {
    if crate::entry::sees_shielded(relation) {
        return Vec::new();
    }
    let mut apart = crate::entry::shielded(&case.entries);
    apart.extend(erased_kept(&case.shares));
    apart
}

/// The facts of disclosures that were erased and had been kept from the family: nothing but the disclosure says so any more.
pub(crate) fn erased_kept<S>(shares: &[regie_vault::Of<Share, S>]) -> Vec<regie_terms::Id> {
    let facts = shares.iter().flat_map(|s| &s.value.facts);
    facts
        .filter(|f| f.erased.is_some_and(|e| e.kept))
        .map(|f| f.entry)
        .collect()
}

/// Whether nothing of a disclosure is left for somebody who does not see the entries in `apart`.
pub(crate) fn hidden(share: &Share, apart: &[regie_terms::Id]) -> bool {
    !share.facts.is_empty() && share.facts.iter().all(|f| apart.contains(&f.entry))
}

/// Whom a line about a disclosure concerns: whom it is about. One about what the family may not be told of concerns nobody, because it went for
/// safety or because a fact in it is kept from the family: a look at it, an answer to it, a form would tell of it.
pub(crate) fn concerned(case: &Case, share: &Share, person: PersonId) -> Vec<PersonId> {
    let mut kept = crate::entry::kept_from_family(&case.entries);
    kept.extend(erased_kept(&case.shares));
    if withheld(share) || share.facts.iter().any(|f| kept.contains(&f.entry)) {
        Vec::new()
    } else {
        vec![person]
    }
}

/// A disclosure of this dossier with whose data it is about.
pub(crate) struct Sharing<'a> {
    pub row: &'a Known<Share>,
    pub person: PersonId,
}

impl<'a> Sharing<'a> {
    /// The disclosure, when it belongs to this dossier.
    pub fn of(case: &'a Case, share: regie_terms::Id) -> Result<Self, Refused> {
        let row = case.share(share).ok_or(Refused::NotFound)?;
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        Ok(Self { row, person })
    }

    /// The disclosure, for somebody who does not see the entries in `apart`: one of which nothing else is left is not there for them.
    pub fn seen(
        case: &'a Case,
        share: regie_terms::Id,
        apart: &[regie_terms::Id],
    ) -> Result<Self, Refused> {
        let found = Self::of(case, share)?;
        if hidden(&found.row.value, apart) {
            return Err(Refused::NotFound);
        }
        Ok(found)
    }
}

impl House {
    /// The disclosure question about `share` on a day, with the consents recorded for it. `None` when the subject is not known on that day.
    pub(crate) fn disclosure(
        &self,
        case: &Case,
        (person, share): (PersonId, &Share),
        data: Set<Data>,
        consents: Vec<Consent>,
        on: Date,
    ) -> Option<Question> {
        let text = |text: &str| Text::new(text);
        Some(Question::Disclosure(Disclosure {
            charter: self.settings().charter,
            on,
            law: share.law,
            subject: case.subject(person, on)?,
            from: Giver {
                party: self.settings().party,
            },
            to: Receiver {
                party: share.party,
                relation: share.relation,
                partner: share.partner,
            },
            purpose: share.purpose,
            data,
            weighing: Weighing {
                necessity: text(&share.weighing.necessity),
                proportionality: text(&share.weighing.proportionality),
                subsidiarity: text(&share.weighing.subsidiarity),
            },
            conversation: share.conversation,
            consents,
            safety: share.safety.as_ref().map(safety_question),
            anonymous: false,
            confronted: share.confronted,
            unavoidable: share.unavoidable.as_ref().map(unavoidable_question),
        }))
    }

    /// The question who has to agree.
    pub(crate) fn consent_question(
        charter: Charter,
        on: Date,
        subject: Subject,
        data: Set<Data>,
    ) -> Question {
        Question::Consent(ConsentQuestion {
            charter,
            on,
            subject,
            data,
        })
    }
}

impl Case {
    /// The recorded answers about a disclosure, as a question takes them: without a yes that another's no in the same place stands against.
    pub fn consents_for(&self, id: regie_terms::Id, share: &Share) -> Vec<Consent> {
        let matter = share.matter();
        self.consents_of(id)
            .filter(|c| c.value.answer != ConsentAnswer::Given || !self.undone(id, &c.value))
            .map(|c| Consent {
                of: c.value.of,
                who: c.value.holder.and_then(|h| Text::new(&h.to_string())),
                answer: c.value.answer,
                form: c.value.form,
                for_this: c.value.is_for(&matter),
                on: c.value.on,
            })
            .collect()
    }

    /// The key that a disclosure of these facts is sealed under: the person's file under that law.
    pub fn share_key(&self, person: PersonId, law: Law) -> Option<KeyId> {
        self.file(person, law)
            .map(|f| f.key)
            .or_else(|| self.any_file(person))
    }
}
