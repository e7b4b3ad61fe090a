//! People of a dossier: what is typed about one, and putting another one in (REC-5).
//!
//! Who gets help here has a file under a law. Somebody who gets none is an involved person: known only after they, or who decides for them, agreed.

use crate::act::{Allowed, Case, again};
use crate::check::{Check, FIRST_DAY};
use crate::dossier_index::{name_born, surname_form};
use crate::entry::EntryConsentInput;
use crate::guard::Caller;
use crate::thing::{Agreement, Authority, Person, PersonFile, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Parts, Whose};
use regie_terms::{
    About, Act, Bsn, Charter, Consent, ConsentAnswer, ConsentForm, Consenter, Data, DossierId,
    Kind, Law, Moment, PersonId, Purpose, Question, Recording, Representative, RequestId, Set,
    Subject, Text, Weighing,
};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Find};
use serde::Deserialize;
use zeroize::Zeroizing;

const NAME: usize = 100;
const LINE: usize = 200;
/// The longest reason, in characters.
pub(super) const REASON: usize = 1000;
const CASE: [&str; 4] = [kind::DOSSIER, kind::PERSON, kind::AUTHORITY, kind::FILE];
/// How many people of a household can be named at once.
const MOST: usize = 20;

/// Somebody, as typed. All but names and birth may be blank.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PersonInput {
    /// Given names.
    pub given: String,
    /// Surname with its prefix.
    pub surname: String,
    /// Date of birth.
    pub born: String,
    /// Citizen service number.
    pub bsn: String,
    /// Street and number.
    pub address: String,
    /// Postcode and place.
    pub postcode: String,
    /// `yes` when the address must not be shown outside the circle that needs it.
    pub secret_address: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// `yes` when a professional judged that they cannot weigh the matter (CON-3).
    pub cannot_weigh: String,
    /// What they are in the household.
    pub role: String,
}

/// Somebody who is put into a dossier, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewPersonInput {
    /// Who.
    pub person: PersonInput,
    /// Under which of the dossier's laws they get help themselves; none for an involved person.
    pub laws: Vec<String>,
    /// Why they have to be known here.
    pub need: String,
    /// What an involved person, or who decides for them, answered.
    pub agreement: EntryConsentInput,
    /// The people of this dossier who have parental authority over them.
    pub parents: Vec<String>,
    /// The people of this dossier over whom they have parental authority.
    pub children: Vec<String>,
    /// Since when that authority is there; blank for since the child's birth.
    pub authority_since: String,
}

impl PersonInput {
    pub(super) fn read(&self, check: &mut Check, today: Date) -> Option<Person> {
        let given = check.needed("given", &self.given, NAME);
        let surname = check.needed("surname", &self.surname, NAME);
        let born = check.day("born", &self.born, FIRST_DAY, today);
        let bsn = self.bsn(check);
        let address = check.text("address", &self.address, LINE);
        let postcode = check.text("postcode", &self.postcode, LINE);
        if postcode.as_deref().is_some_and(|p| !is_postcode(p)) {
            check.fault("postcode", "not-a-postcode");
        }
        let email = check.text("email", &self.email, LINE);
        if email
            .as_deref()
            .is_some_and(|e| !e.contains('@') || e.contains(char::is_whitespace))
        {
            check.fault("email", "not-an-address");
        }
        let phone = check.text("phone", &self.phone, 40);
        if phone
            .as_deref()
            .is_some_and(|p| !p.chars().any(|c| c.is_ascii_digit()))
        {
            check.fault("phone", "not-a-number");
        }
        let role = check.text("role", &self.role, NAME);
        Some(Person {
            given,
            surname,
            born: born?,
            bsn,
            address,
            postcode,
            secret_address: Check::yes(&self.secret_address),
            email,
            phone,
            can_weigh: !Check::yes(&self.cannot_weigh),
            role,
        })
    }

    fn bsn(&self, check: &mut Check) -> Option<String> {
        let typed = self.bsn.trim();
        if typed.is_empty() {
            return None;
        }
        let read = Bsn::new(typed).ok();
        if read.is_none() {
            check.fault("bsn", "not-a-bsn");
        }
        read.map(|bsn| bsn.digits().to_owned())
    }
}

/// Whether a line begins with a postcode: a Dutch one (`3511` or `3511 AB`, any place after it), or one of abroad with its country before it
/// (`B-2000`, `DE 52062`). Which place belongs to it is not looked at.
fn is_postcode(line: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-'’.,()/".contains(c);
    if !line.chars().all(plain) {
        return false;
    }
    let letters = line.chars().take_while(char::is_ascii_alphabetic).count();
    let rest = line.get(letters..).unwrap_or_default();
    if letters > 0 {
        let rest = rest.strip_prefix(['-', ' ']).unwrap_or_default();
        let code = rest.split_whitespace().next().unwrap_or_default();
        return letters <= 3 && code.chars().any(|c| c.is_ascii_digit());
    }
    let figures = rest.chars().take_while(char::is_ascii_digit).count();
    let after = rest.get(figures..).unwrap_or_default();
    // Straight after the figures come the two letters or nothing: `3511ABC` is none.
    let two = after.chars().take_while(char::is_ascii_alphabetic).count();
    figures == 4 && !rest.starts_with('0') && matches!(two, 0 | 2)
}

/// The question whether somebody may be known in a dossier under a law: that they are there, who they are, and how to reach them.
pub(super) struct KnownAs<'a> {
    pub person: &'a Person,
    pub represented_by: Set<Representative>,
    pub about: About,
    pub law: Law,
    pub moment: Moment,
    pub need: &'a str,
    pub agreement: Option<&'a Agreement>,
    pub agrees_to_help: bool,
    pub told_client: bool,
}

impl KnownAs<'_> {
    pub fn question(&self, charter: Charter, today: Date) -> Question {
        let person = self.person;
        let mut data = Set::from([Data::Identity, Data::BirthDate]);
        if person.bsn.is_some() {
            data.insert(Data::Bsn);
        }
        if person.address.is_some()
            || person.postcode.is_some()
            || person.email.is_some()
            || person.phone.is_some()
        {
            data.insert(Data::Contact);
        }
        let consent = |a: &Agreement| Consent {
            of: a.of,
            who: None,
            answer: a.answer,
            form: a.form,
            for_this: true,
            on: a.on,
        };
        Question::Recording(Recording {
            charter,
            on: today,
            law: self.law,
            subject: Subject {
                born: person.born,
                can_weigh: person.can_weigh,
                represented_by: self.represented_by,
                holders: Vec::new(),
            },
            about: self.about,
            moment: self.moment,
            kind: Kind::That,
            purpose: Some(Purpose::Support),
            data,
            weighing: Weighing {
                necessity: Text::new(self.need),
                proportionality: None,
                subsidiarity: None,
            },
            consents: self.agreement.map(consent).into_iter().collect(),
            agrees_to_help: self.agrees_to_help,
            told_client: self.told_client,
            safety: None,
            anonymous: false,
            legal_ground: None,
        })
    }
}

/// A form of somebody new, as read.
struct Ready {
    person: Person,
    laws: Vec<Law>,
    need: String,
    agreement: Option<Agreement>,
    parents: Vec<PersonId>,
    children: Vec<PersonId>,
    since: Option<Date>,
}

impl NewPersonInput {
    fn read(&self, case: &Case, caller: &Caller, today: Date, now: i64) -> Result<Ready, Refused> {
        let mut check = Check::default();
        let person = self.person.read(&mut check, today);
        let known = case
            .dossier
            .as_ref()
            .map(|d| d.value.laws.as_slice())
            .unwrap_or_default();
        let chosen: Vec<Law> = self
            .laws
            .iter()
            .filter_map(|typed| check.maybe_word("laws", typed, known))
            .collect();
        let laws = known
            .iter()
            .copied()
            .filter(|law| chosen.contains(law))
            .collect();
        let need = check.needed("need", &self.need, REASON);
        let agreement = read_agreement(&mut check, &self.agreement, caller, today, now);
        let parents = people(&mut check, case, "parents", &self.parents);
        let children = people(&mut check, case, "children", &self.children);
        let since = check.maybe_day("authority_since", &self.authority_since, FIRST_DAY, today);
        if parents.iter().any(|p| children.contains(p)) {
            check.fault("children", "both-ways");
        }
        if let Some(person) = &person {
            // Nobody has authority as a parent over somebody who was there before them.
            let born = |id: &PersonId| case.person(*id).map(|p| p.value.born);
            if parents
                .iter()
                .filter_map(born)
                .any(|day| day >= person.born)
            {
                check.fault("parents", "younger");
            }
            if children
                .iter()
                .filter_map(born)
                .any(|day| day <= person.born)
            {
                check.fault("children", "older");
            }
        }
        check.done()?;
        let person = person.ok_or_else(|| Refused::field("born", "missing"))?;
        Ok(Ready {
            person,
            laws,
            need,
            agreement,
            parents,
            children,
            since,
        })
    }
}

/// People of this dossier; anybody else is unknown.
fn people(check: &mut Check, case: &Case, field: &'static str, typed: &[String]) -> Vec<PersonId> {
    if typed.len() > MOST {
        check.fault(field, "too-many");
    }
    let mut read: Vec<PersonId> = Vec::new();
    for typed in typed.iter().take(MOST).filter(|t| !t.trim().is_empty()) {
        match check.id(field, typed).map(PersonId) {
            Some(id) if case.person(id).is_none() => check.fault(field, "unknown"),
            Some(id) if !read.contains(&id) => read.push(id),
            _ => {}
        }
    }
    read
}

fn read_agreement(
    check: &mut Check,
    typed: &EntryConsentInput,
    caller: &Caller,
    today: Date,
    now: i64,
) -> Option<Agreement> {
    if typed.answer.trim().is_empty() {
        return None;
    }
    let of = check.word("consent_of", &typed.of, Consenter::ALL);
    let answer = check.word("consent_answer", &typed.answer, ConsentAnswer::ALL);
    let form = check.word("consent_form", &typed.form, ConsentForm::ALL);
    let on = check.day("consent_on", &typed.on, FIRST_DAY, today);
    Some(Agreement {
        of: of?,
        answer: answer?,
        form: form?,
        on: on?,
        at: now,
        by: caller.account(),
    })
}

/// The blind index entries of a person.
fn findings(id: PersonId, person: &Person) -> Vec<Find> {
    let bsn = person.bsn.iter().map(|bsn| ("bsn", bsn.clone()));
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
            let file = PersonFile {
                law: *law,
                involved,
            };
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
        let over = |by: PersonId, since: Date| Authority {
            kind: Representative::ParentOrGuardian,
            by: Some(by),
            since: ready.since.unwrap_or(since).max(since),
            until: None,
        };
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
        let _ = self.write(permit, changes).await?;
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::is_postcode;

    #[test]
    fn a_postcode_is_one_of_here_or_says_its_country() {
        for right in [
            "3531 CJ Utrecht",
            "3531CJ",
            "3531",
            "5521 HL Eersel, bij Hapert",
            "B-2000 Antwerpen",
            "DE 52062 Aachen",
            "GB SW1A 1AA London",
        ] {
            assert!(is_postcode(right), "{right}");
        }
        for wrong in [
            "🏠🏠🏠🏠",
            "3531 🏠",
            "Utrecht",
            "0531 CJ",
            "353 CJ",
            "35311 CJ",
            "3531CJX",
            "٣٥٣١ CJ",
            "<b>",
        ] {
            assert_eq!(is_postcode(wrong), wrong == "{wrong}");
        }
    }
}
