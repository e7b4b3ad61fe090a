//! The receipts of what a client answered: for each yes, no and withdrawal what was asked, what was said, and how it is taken back (GDPR 7(1),
//! ISO/IEC TS 27560).
//!
//! A receipt holds one answer of the reader's own, as it was given, and never another's. A withdrawal has its own beside that of the yes. Asking for
//! them is a look with its line.
//!
//! While a question is open, and once something went that the reader may read of, the words of the facts are on it, but of those kept from the
//! reader since. Of a question that is over another way the receipt is there too, for who answered it in the portal, with the kinds of data and
//! without their words: whether it was given up, became another matter or is kept from the reader since makes no difference to it, as it makes none
//! to the address of the question ([`super::QuestionOver`]).

use super::file::{visible_entries, visible_shares};
use super::own::{Own, OwnGround, PortalCapacity};
use crate::act::{Allowed, Case, again};
use crate::consent::{open_to, own_answer};
use crate::guard::Caller;
use crate::life::KeepView;
use crate::thing::{ConsentGiven, ConsentWay, Entry, Person, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{
    ConsentAnswer, ConsentForm, Data, Id, Law, Party, PersonId, Purpose, Reason, RequestId, Set,
};
use regie_vault::open::Where;
use regie_vault::{Known, Of};
use serde::Serialize;

/// What the reader answered to one question for consent.
#[derive(Clone, Debug, Serialize)]
pub struct MyReceipts {
    /// About whom it was.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Who answered, as a person of the dossier: the reader.
    pub giver: PersonId,
    /// The reader's name.
    pub giver_name: String,
    /// In what capacity they answered.
    pub capacity: PortalCapacity,
    /// One for each answer, newest first.
    pub receipts: Vec<ConsentReceipt>,
}

/// One answer, and what it was given to.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentReceipt {
    /// The answer.
    pub id: Id,
    /// The question.
    pub share: Id,
    /// Yes, no or withdrawn.
    pub answer: ConsentAnswer,
    /// How it came in.
    pub way: ConsentWay,
    /// Oral or written.
    pub form: ConsentForm,
    /// The day it was given.
    pub on: Date,
    /// When it was kept, milliseconds since 1970 UTC.
    pub at: i64,
    /// The kind of party it would go to.
    pub party: Party,
    /// Its name.
    pub recipient: String,
    /// Purpose.
    pub purpose: Option<Purpose>,
    /// The purpose in words, as the reader was told.
    pub purpose_text: String,
    /// What would be shared: the kind of data, and the words as they were shown while they are the reader's to read here.
    pub facts: Vec<(Data, Option<String>)>,
    /// The law under which the data were recorded, and until when the answer is kept with them; `None` where no data were chosen.
    pub keep: Option<KeepView>,
    /// The version of the question that was shown; `None` where it was answered elsewhere.
    pub shown: Option<i64>,
    /// The reason the reader gave, if any.
    pub reason: Option<String>,
    /// Why the reader was one of those who decide, on the day of the answer.
    pub because: Vec<Reason>,
}

impl House {
    /// The reader's own answers to one question for consent, each with what it was given to. A look with its own line.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for who gave none, for who may no longer act for whom it is about, and for staff.
    pub async fn my_receipts(&self, caller: &Caller, share: Id) -> Result<MyReceipts, Refused> {
        again!(self.my_receipts_once(caller, share))
    }

    async fn my_receipts_once(&self, caller: &Caller, share: Id) -> Result<MyReceipts, Refused> {
        let row = self
            .vault()
            .routing(Where::Id(share), &[kind::DISCLOSURE])
            .await?
            .into_iter()
            .next();
        let person = row.and_then(|r| r.person).map(PersonId);
        let OwnGround {
            own,
            case,
            allowed,
            question,
            mut scope,
        } = self
            .own_ground(caller, person, "portal-view", RequestId::fresh())
            .await?;
        let read = reads(&case, &own, allowed, share);
        let answers: Vec<&Known<ConsentGiven>> = answers(&case, &own, share, read).collect();
        if answers.is_empty() {
            return Err(Refused::NotFound);
        }
        let mut only = vec![own.person.0];
        only.extend(answers.iter().map(|c| c.id));
        if read {
            let about: Vec<Id> = answers
                .iter()
                .flat_map(|c| c.value.about.facts.iter().copied())
                .collect();
            let words = visible_entries(&case, &own, allowed).map(|e| e.id);
            only.extend(words.filter(|id| about.contains(id)));
        }
        scope.parts.kinds = &[kind::PERSON, kind::ENTRY, kind::CONSENT];
        scope.parts.only = Some(only);
        let key = case.any_file(own.person);
        let Allowed { permit, .. } = self
            .allow_under(scope, key, |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let receipt = self.vault().look(permit, key).await?;
        let mut opened = self.vault().open(receipt).await?;
        let name = opened
            .take::<Person>(kind::PERSON)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value
            .name();
        let entries = opened.take::<Entry>(kind::ENTRY)?;
        let mut given = opened.take::<ConsentGiven>(kind::CONSENT)?;
        given.sort_by_key(|c| std::cmp::Reverse((c.value.at, c.id)));
        // The reader's own name, which their account does not have.
        let me = case.people.iter().find(|p| p.id == own.me.0);
        Ok(MyReceipts {
            person: own.person,
            giver: own.me,
            giver_name: me.map(|p| p.value.name()).unwrap_or_default(),
            name,
            capacity: own.capacity,
            receipts: given
                .into_iter()
                .map(|answer| self.receipt(&case, &own, share, &entries, answer))
                .collect::<Result<_, _>>()?,
        })
    }

    fn receipt(
        &self,
        case: &Case,
        own: &Own,
        share: Id,
        entries: &[Of<Entry>],
        answer: Of<ConsentGiven>,
    ) -> Result<ConsentReceipt, Refused> {
        let about = &answer.value.about.facts;
        let mut facts: Vec<(Data, Option<String>)> = about
            .iter()
            .filter_map(|id| entries.iter().find(|e| e.id == *id))
            .map(|e| (e.value.label.category, Some(e.value.text.clone())))
            .collect();
        if facts.is_empty() {
            facts = about
                .iter()
                .filter_map(|id| case.entries.iter().find(|e| e.id == *id))
                .map(|e| (e.value.label.category, None))
                .collect();
        }
        // As it was then: the law of what would be shared now may be another.
        let law: Option<Law> = about
            .iter()
            .find_map(|id| case.entries.iter().find(|e| e.id == *id))
            .map(|e| e.value.label.law);
        let keep = match &case.dossier {
            Some(dossier) => self.keep(law.as_slice(), &dossier.value)?.pop(),
            None => None,
        };
        let data = facts.iter().map(|(data, _)| *data).collect();
        let decides = self.who_agrees(case, own.person, data, answer.value.on)?;
        let because = self.charters().ask(&decides)?.because;
        let purpose_text = answer.value.purpose_told().to_owned();
        let value = answer.value;
        Ok(ConsentReceipt {
            id: answer.id,
            share,
            answer: value.answer,
            way: value.way,
            form: value.form,
            on: value.on,
            at: value.at,
            party: value.about.party,
            recipient: value.about.recipient,
            purpose: value.about.purpose,
            purpose_text,
            facts,
            keep,
            shown: value.shown,
            reason: value.reason,
            because,
        })
    }
}

/// Whether the question is open to the reader, or something went that they may read of.
fn reads(case: &Case, own: &Own, allowed: Set<Data>, share: Id) -> bool {
    case.share(share)
        .is_some_and(|s| open_to(s, own, case, allowed))
        || visible_shares(case, own, allowed).any(|s| s.id == share)
}

/// The reader's own answers to a question that have a receipt. What they answered in the portal they know of, whatever became of the question; of
/// what was written down elsewhere there is one where the reader `read`s of the question here.
fn answers<'a>(
    case: &'a Case,
    own: &'a Own,
    share: Id,
    read: bool,
) -> impl Iterator<Item = &'a Known<ConsentGiven>> {
    case.consents_of(share)
        .filter(move |c| own_answer(c, own) && (read || c.value.way == ConsentWay::Portal))
}

/// Whether the reader answered a question in a way that has a receipt even when it is over.
pub(super) fn answered(case: &Case, own: &Own, share: Id) -> bool {
    answers(case, own, share, false).next().is_some()
}
