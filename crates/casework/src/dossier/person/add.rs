//! Putting somebody into a dossier.

use super::{KnownAs, NewPersonInput};
use crate::act::{Allowed, again};
use crate::dossier_index::{name_born, surname_form};
use crate::guard::Caller;
use crate::thing::{Authority, Person, PersonFile, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Parts, Whose};
use regie_terms::{About, Act, DossierId, Moment, PersonId, Representative, RequestId, Set};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Find};
use zeroize::Zeroizing;

const CASE: [&str; 4] = [kind::DOSSIER, kind::PERSON, kind::AUTHORITY, kind::FILE];

/// The blind index entries of a person. Number and birth date together tell, without opening either, whether two records are of one person.
pub(crate) fn findings(id: PersonId, person: &Person) -> Vec<Find> {
    let bsn = person.bsn.iter().flat_map(|bsn| {
        [
            ("bsn", bsn.clone()),
            ("bsn-born", bsn_born(bsn, person.born)),
        ]
    });
    let name = Some(("name-born", name_born(&person.surname, person.born)))
        .filter(|_| !surname_form(&person.surname).is_empty());
    bsn.chain(name)
        .map(|(kind, value)| Find {
            kind,
            value: Zeroizing::new(value),
            record: id.0,
        })
        .collect()
}

/// A citizen service number and a birth date as one thing to find by.
pub(crate) fn bsn_born(bsn: &str, born: Date) -> String {
    format!("{bsn} {born}")
}

impl House {
    /// Puts somebody into a dossier. Two questions are asked together: may the caller edit it, and may this person be known in it, under each law.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the answers, access first; [`Refused::Invalid`] with the fields to be mended, `bsn: in-dossier` for somebody
    /// who is in it already.
    pub async fn add_person(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &NewPersonInput,
        request: RequestId,
    ) -> Result<PersonId, Refused> {
        again!(self.add_person_once(caller, dossier, input, request))
    }

    async fn add_person_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &NewPersonInput,
        request: RequestId,
    ) -> Result<PersonId, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, "add-person", actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        let kinds: &'static [&'static str] =
            &[kind::PERSON, kind::FILE, kind::AUTHORITY, kind::AGREEMENT];
        scope.parts = Parts {
            about: Whose::Household,
            kinds,
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &CASE).await?;
        let (Some(own), Some(stored)) = (standing.key, case.dossier.as_ref()) else {
            return Err(Refused::NotFound);
        };
        let id = PersonId(request.0);
        if self.done_before(caller, "add-person", request).await? {
            return Ok(id);
        }
        let today = self.today();
        let ready = input.read(&case, caller, today, scope.at)?;
        if let Some(bsn) = &ready.person.bsn {
            for found in self.vault().found("bsn", bsn).await? {
                let row = self
                    .vault()
                    .routing(Where::Id(found), &[kind::PERSON])
                    .await?
                    .into_iter()
                    .next();
                if row.and_then(|r| r.dossier) == Some(dossier.0) {
                    return Err(Refused::field("bsn", "in-dossier"));
                }
            }
        }
        let involved = ready.laws.is_empty();
        let laws = if involved {
            stored.value.laws.iter().copied().take(1).collect()
        } else {
            ready.laws.clone()
        };
        let parental = !ready.parents.is_empty();
        let represented_by: Set<Representative> = parental
            .then_some(Representative::ParentOrGuardian)
            .into_iter()
            .collect();
        let mut questions = vec![access];
        questions.extend(laws.iter().map(|law| {
            let known = KnownAs {
                person: &ready.person,
                represented_by,
                about: if involved {
                    About::InvolvedPerson
                } else {
                    About::Client
                },
                law: *law,
                moment: Moment::Later,
                need: &ready.need,
                agreement: ready.agreement.as_ref(),
                agrees_to_help: stored.value.agrees_to_help,
                told_client: stored.value.told_client,
            };
            known.question(self.settings().charter, today)
        }));
        scope.concerns.push(id);
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(own), &questions)
            .await?;

        let keys = self.vault().keys().make(laws.len(), self.now()).await?;
        let key = *keys.first().ok_or(Refused::Busy)?;
        let mut changes = Changes {
            line_key: Some(key),
            reason: Some(ready.need.clone()),
            ..Changes::default()
        };
        for (law, key) in laws.iter().zip(&keys) {
            let file = PersonFile::of_help(*law, involved);
            changes.add.push(
                Draft::new(kind::FILE, *key, &file)?
                    .dossier(dossier.0)
                    .person(id.0),
            );
        }
        changes.find = findings(id, &ready.person);
        let born = ready.person.born;
        changes.add.push(
            Draft::new(kind::PERSON, key, &ready.person)?
                .id(id.0)
                .dossier(dossier.0)
                .person(id.0),
        );
        if let Some(agreement) = &ready.agreement {
            changes.add.push(
                Draft::new(kind::AGREEMENT, key, agreement)?
                    .dossier(dossier.0)
                    .person(id.0),
            );
        }
        let over = |by: PersonId, born: Date| {
            let since = ready.since.unwrap_or(born).max(born);
            Authority::of(Representative::ParentOrGuardian, Some(by), since).over(born)
        };
        let about = crate::dossier::Newcomer {
            id,
            person: &ready.person,
            laws: &ready.laws,
            authority: parental,
        };
        changes
            .add
            .extend(self.tasks_about(dossier, &about, standing.coordinator)?);
        for parent in &ready.parents {
            let authority = Draft::new(kind::AUTHORITY, key, &over(*parent, born))?;
            changes
                .add
                .push(authority.dossier(dossier.0).person(id.0).of(parent.0));
        }
        for child in &ready.children {
            let since = case.person(*child).map_or(born, |c| c.value.born);
            let key = case.any_file(*child).ok_or(Refused::NotFound)?;
            let authority = Draft::new(kind::AUTHORITY, key, &over(id, since))?;
            changes
                .add
                .push(authority.dossier(dossier.0).person(child.0).of(id.0));
        }
        for child in &ready.children {
            changes.remove.extend(self.authority_known(*child).await?);
        }
        let _ = self.write(permit, changes).await?;
        Ok(id)
    }
}
