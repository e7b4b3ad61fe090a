//! A letter before it goes: what it says and how it can reach whom it is for.

use super::address::reach;
use super::ground::{LetterGround, Matter};
use super::view::{LetterPage, LetterText};
use super::{LetterAt, PostingRow};
use crate::act::{Allowed, again};
use crate::contact::ContactView;
use crate::entry::sees_shielded;
use crate::guard::Caller;
use crate::thing::{
    Dossier, Entry, LetterKind, Person, Posting, SafeContact, Scan, Share, Tongue, kind,
};
use crate::{House, Refused, ScanView};
use regie_charter::{Parts, View, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_vault::Of;
use regie_vault::open::Where;

/// What a letter is made from.
const SHOWN: [&str; 8] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::SAFE_CONTACT,
    kind::REQUEST,
    kind::REQUEST_DECISION,
    kind::ENTRY,
    kind::DOCUMENT,
    kind::DISCLOSURE,
];

impl House {
    /// A letter: what it says, to which addresses it could go, and whether the portal will do. A look with its line.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier, or handle its requests where it is about one; [`Refused::NotFound`] where there is no such
    /// letter for that person.
    pub async fn letter(&self, caller: &Caller, at: &LetterAt) -> Result<LetterPage, Refused> {
        again!(self.letter_once(caller, at))
    }

    async fn letter_once(&self, caller: &Caller, at: &LetterAt) -> Result<LetterPage, Refused> {
        let ground = self
            .letter_ground(
                caller,
                at.dossier,
                at.letter.of_request(),
                ("view-letter", Act::Edit),
                RequestId::fresh(),
            )
            .await?;
        let matter = self.letter_matter(&ground, at)?;
        let sees = sees_shielded(ground.standing.relation);
        let version = version_of(&ground, at.dossier);
        let LetterGround {
            case,
            mut scope,
            access,
            task,
            own,
            ..
        } = ground;
        let Matter {
            reader,
            person,
            key: _,
            concerns,
            mut only,
            ..
        } = matter;
        only.extend([at.dossier.0, at.person.0, person.0]);
        only.extend(case.contact(at.person).map(|c| c.id));
        only.sort_unstable();
        only.dedup();
        scope.concerns = concerns;
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &SHOWN,
            only: Some(only),
        };
        let Allowed { permit, .. } = self
            .allow_letter::<View>(&scope, Some(own), (&access, task.as_ref()))
            .await?;
        let receipt = self.vault().look(permit, Some(own)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let dossier = opened
            .take::<Dossier>(kind::DOSSIER)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let people = opened.take::<Person>(kind::PERSON)?;
        let contact = opened.take::<SafeContact>(kind::SAFE_CONTACT)?.pop();
        let contact = contact.map(|c| c.value);
        let to = named(&people, at.person).ok_or(Refused::NotFound)?.clone();
        let about = named(&people, person).map(Person::name).unwrap_or_default();
        let mut asked_in = None;
        let text = match (at.letter, &reader) {
            (LetterKind::Decision | LetterKind::Receipt, Some((own, _))) => {
                let asked = case.request(at.about).map(|r| r.value.language.clone());
                asked_in = asked.and_then(|language| tongue(&language));
                let by_function = dossier.staff_by_function;
                let read = self.request_read((&case, own), people, &mut opened, by_function)?;
                LetterText::Request(Box::new(read))
            }
            (LetterKind::Consent, Some((own, allowed))) => {
                let entries = opened.take::<Entry>(kind::ENTRY)?;
                let share = opened
                    .take::<Share>(kind::DISCLOSURE)?
                    .pop()
                    .ok_or(Refused::NotFound)?;
                let asked = self.asked_on_paper((&case, *allowed), own, share, &about, &entries)?;
                LetterText::Consent(Box::new(asked.ok_or(Refused::NotFound)?))
            }
            _ => LetterText::Invitation,
        };
        let portal = at.letter.of_request() && self.portals(at.dossier).await?.contains(&at.person);
        let reach = reach(&to, contact.as_ref(), sees);
        let tongue = contact.as_ref().and_then(|c| c.language).or(asked_in);
        let contact = contact.map(|c| {
            let mut view = ContactView::of(&c);
            if !sees {
                view.without_address();
            }
            view
        });
        Ok(LetterPage {
            title: dossier.title,
            name: to.name(),
            letter: at.letter,
            text,
            tongue,
            reach,
            contact,
            portal,
            version,
        })
    }

    /// A letter as it went. A look with its line.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not look at the dossier; [`Refused::NotFound`] for one of another dossier, and for one that the reader may not
    /// see: about a request where they do not handle those, or to an address that is kept from them.
    pub async fn letter_file(
        &self,
        caller: &Caller,
        dossier: DossierId,
        posting: Id,
    ) -> Result<ScanView, Refused> {
        again!(self.letter_file_once(caller, dossier, posting))
    }

    async fn letter_file_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        posting: Id,
    ) -> Result<ScanView, Refused> {
        let ground = self
            .letter_ground(
                caller,
                dossier,
                false,
                ("view-letter", Act::View),
                RequestId::fresh(),
            )
            .await?;
        let row = ground.case.postings.iter().find(|p| p.id == posting);
        let row = row.ok_or(Refused::NotFound)?;
        if !self.reads_letter(caller, &ground, row)? {
            return Err(Refused::NotFound);
        }
        let file = self
            .vault()
            .routing(Where::Of(posting), &[kind::POSTING_FILE])
            .await?
            .pop()
            .ok_or(Refused::NotFound)?;
        let concerns = self.posting_concerns(&ground, row)?;
        let mut scope = ground.scope.clone();
        scope.concerns = concerns;
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::POSTING_FILE],
            only: Some(vec![file.id]),
        };
        let Allowed { permit, .. } = self
            .allow_letter::<View>(&scope, Some(ground.own), (&ground.access, None))
            .await?;
        let receipt = self.vault().look(permit, Some(ground.own)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let scan = opened
            .take::<Scan>(kind::POSTING_FILE)?
            .pop()
            .ok_or(Refused::NotFound)?;
        ScanView::of(scan.value)
    }
}

/// The version of the facts of a dossier, as they were read.
pub(super) fn version_of(ground: &LetterGround, dossier: DossierId) -> i64 {
    let facts = &ground.standing.facts;
    let found = facts.iter().find(|(id, _)| *id == dossier.0);
    found.map_or(0, |(_, version)| *version)
}

fn named(people: &[Of<Person>], id: PersonId) -> Option<&Person> {
    people.iter().find(|p| p.id == id.0).map(|p| &p.value)
}

fn tongue(word: &str) -> Option<Tongue> {
    match word {
        "nl" => Some(Tongue::Nl),
        "en" => Some(Tongue::En),
        _ => None,
    }
}

impl PostingRow {
    /// Of what was opened.
    pub(super) fn of(posting: &Of<Posting>, name: String, readable: bool) -> Option<Self> {
        let value = &posting.value;
        Some(Self {
            id: posting.id,
            letter: value.letter,
            person: PersonId(posting.person?),
            name,
            way: value.way,
            on: value.on,
            by: value.by.clone(),
            identity: value.identity,
            address: value.address,
            no_portal: value.no_portal.clone(),
            no_collect: value.no_collect.clone(),
            returned: value.returned.clone(),
            readable,
        })
    }
}
