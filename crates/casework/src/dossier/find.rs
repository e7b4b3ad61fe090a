//! Finding without browsing: an exact BSN, or surname and birth date, and then only that a dossier exists and who coordinates it.
//! The find is a ledger line, found or not (FLD-9).

use super::view::StaffName;
use crate::guard::Caller;
use crate::thing::kind;
use crate::{FieldError, House, Refused};
use jiff::civil::Date;
use regie_charter::{Scope, View};
use regie_terms::{
    Act, ActQuestion, Answer, Bsn, DeskAct, DossierId, Id, Outcome, PersonId, Relation, RequestId,
};
use regie_vault::open::Where;
use serde::Serialize;

/// What was typed: a BSN, or a surname and a date of birth (YYYY-MM-DD or DD-MM-YYYY).
#[derive(Clone, Default)]
pub struct FindInput {
    /// Nine digits; spaces and dots are left out.
    pub bsn: String,
    /// The surname as written, its prefix included or not.
    pub surname: String,
    /// The date of birth.
    pub born: String,
}

/// That a dossier exists, and who coordinates it. No more.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The dossier.
    pub dossier: DossierId,
    /// Who coordinates.
    pub coordinator: Option<StaffName>,
    /// Who stands in.
    pub substitute: Option<StaffName>,
    /// How the finder stands to it.
    pub relation: Relation,
    /// What the charter says to opening it now, without a reason: who is there and who is away counts, and is told here.
    pub view: Answer,
    /// Until when a glass of the finder's own is open, milliseconds since 1970 UTC.
    pub glass_until: Option<i64>,
    /// Whether the finder may name who works in it.
    pub may_assign: bool,
    /// Whether the finder may be involved for a day, where the client stands at the desk.
    pub may_claim: bool,
}

/// One form for a surname in the index: lower case, letters and digits only, without prefix.
#[must_use]
pub(crate) fn surname_form(surname: &str) -> String {
    const PREFIXES: [&str; 18] = [
        "van", "de", "den", "der", "het", "t", "s", "ten", "ter", "te", "la", "el", "al", "el-",
        "in", "op", "aan", "von",
    ];
    // Which apostrophe was typed in `'t`, or none, makes no other name.
    let lower = surname.to_lowercase().replace(['\'', '’', '‘', '`'], "");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let start = words
        .iter()
        .take_while(|w| PREFIXES.contains(w))
        .count()
        .min(words.len().saturating_sub(1));
    words
        .iter()
        .skip(start)
        .flat_map(|w| w.chars())
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The value of the index `name-born`.
#[must_use]
pub(crate) fn name_born(surname: &str, born: Date) -> String {
    format!("{} {born}", surname_form(surname))
}

/// Reads a date as people type it: YYYY-MM-DD, or DD-MM-YYYY with dashes, slashes, dots or spaces.
#[must_use]
pub fn read_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 10 || !text.is_ascii() {
        return None;
    }
    if let Ok(date) = text.parse::<Date>()
        && text.len() == 10
    {
        return Some(date);
    }
    let mut parts = text.split(['-', '/', '.', ' ']);
    let day: i8 = parts.next()?.parse().ok()?;
    let month: i8 = parts.next()?.parse().ok()?;
    let year = parts.next()?;
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month, day).ok()
}

impl House {
    /// Finds dossiers by an exact value.
    ///
    /// # Errors
    /// [`Refused::Invalid`] for what cannot be looked for, [`Refused::Denied`] when the caller's function may not find.
    pub async fn find(&self, caller: &Caller, input: &FindInput) -> Result<Vec<Found>, Refused> {
        let (mut scope, question) = self.find_question(caller)?;
        let (index, value) = self.find_value(input)?;
        // Looked up before the line only to know whom the line concerns; nothing is given out before it is durable.
        let records = self.vault().found(index, &value).await?;
        scope.concerns = records.iter().copied().map(PersonId).collect();
        let verdict = self.charters().judge_act::<View>(scope, &question, &[])?;
        let permit = match verdict.ruling {
            Ok(permit) => permit,
            Err(denial) => {
                self.vault().refuse(denial, None).await?;
                return Err(Refused::Denied(verdict.answers));
            }
        };
        let receipt = self.vault().look(permit, None).await?;
        drop(receipt);
        let mut out: Vec<Found> = Vec::new();
        for record in records {
            if let Some(found) = self.found_dossier(caller, record).await?
                && !out.iter().any(|f| f.dossier == found.dossier)
            {
                out.push(found);
            }
        }
        Ok(out)
    }

    fn find_question(&self, caller: &Caller) -> Result<(Scope, ActQuestion), Refused> {
        let scope = self.account_scope(caller, "find", &[], RequestId::fresh())?;
        Ok((
            scope,
            self.task_question(caller, DeskAct::Find, Relation::None)?,
        ))
    }

    /// Whether the caller may find at all, asked before the form is shown.
    ///
    /// # Errors
    /// [`Refused::Denied`], with its line.
    pub async fn may_find(&self, caller: &Caller) -> Result<(), Refused> {
        let (scope, question) = self.find_question(caller)?;
        self.gate_task(&scope, &question).await
    }

    async fn found_dossier(&self, caller: &Caller, person: Id) -> Result<Option<Found>, Refused> {
        let row = self
            .vault()
            .routing(Where::Id(person), &[kind::PERSON])
            .await?
            .into_iter()
            .next();
        let Some(dossier) = row.and_then(|r| r.dossier).map(DossierId) else {
            return Ok(None);
        };
        self.remember_found(caller, dossier).await?;
        let standing = self.standing(caller, dossier).await?.told();
        let (coordinator, substitute) = self.appointed(&standing).await?;
        let question = self.access_question(caller, &standing, Act::View, None)?;
        let task = self.task_question(caller, DeskAct::Assign, standing.relation)?;
        let may_assign = self.charters().act(&task)?.outcome == Outcome::Permitted;
        Ok(Some(Found {
            may_claim: self.could_claim(caller, &standing)?,
            may_assign,
            dossier,
            coordinator,
            substitute,
            relation: standing.relation,
            glass_until: standing.glass.as_ref().map(|g| g.until),
            view: self.charters().ask(&question)?,
        }))
    }

    /// Who coordinates and who stands in, and whether they are there; for whoever opened or found the dossier.
    pub(super) async fn appointed(
        &self,
        standing: &super::Standing,
    ) -> Result<(Option<StaffName>, Option<StaffName>), Refused> {
        let both = standing.coordinator.into_iter().chain(standing.substitute);
        let names = self.names(both.collect()).await?;
        Ok(StaffName::pair(standing, &names))
    }

    fn find_value(&self, input: &FindInput) -> Result<(&'static str, String), Refused> {
        let typed_bsn: String = input
            .bsn
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '.')
            .collect();
        if !typed_bsn.is_empty() {
            let bsn = Bsn::new(&typed_bsn).map_err(|_| Refused::field("bsn", "not-a-bsn"))?;
            return Ok(("bsn", bsn.digits().to_owned()));
        }
        let mut errors = Vec::new();
        let surname = input.surname.trim();
        if surname.is_empty() && input.born.trim().is_empty() {
            return Err(Refused::Invalid(vec![FieldError::new(
                "bsn",
                "bsn-or-name",
            )]));
        }
        if surname_form(surname).is_empty() {
            errors.push(FieldError::new("surname", "missing"));
        } else if surname.chars().count() > 100 {
            errors.push(FieldError::limit("surname", "too-long", 100));
        }
        let born = read_date(&input.born);
        match born {
            None => errors.push(FieldError::new("born", "not-a-date")),
            Some(day) if day > self.today() => {
                errors.push(FieldError::new("born", "in-the-future"))
            }
            Some(day) if day < Date::constant(1900, 1, 1) => {
                errors.push(FieldError::new("born", "too-long-ago"))
            }
            Some(_) => {}
        }
        match (errors.is_empty(), born) {
            (true, Some(born)) => Ok(("name-born", name_born(surname, born))),
            _ => Err(Refused::Invalid(errors)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_surname_is_found_with_and_without_its_prefix_and_whatever_its_case() {
        assert_eq!(surname_form("van den Berg"), surname_form("BERG"));
        assert_eq!(surname_form("van 't Wout"), surname_form("Wout"));
        assert_eq!(surname_form("van ’t Wout"), surname_form("van t wout"));
        assert_eq!(surname_form("de Vries-Jansen"), "vriesjansen");
        assert_eq!(surname_form("van"), "van", "a prefix alone is a name");
        assert_eq!(surname_form("Yılmaz"), "yılmaz");
        assert_eq!(surname_form("- . -"), "");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2012-05-01",
            "01-05-2012",
            "1-5-2012",
            "1/5/2012",
            " 01.05.2012 ",
        ] {
            assert_eq!(read_date(text), Some(date(2012, 5, 1)), "{text}");
        }
        for text in [
            "",
            "2012",
            "31-02-2012",
            "5-1-12",
            "2012-5-1x",
            "١-٥-٢٠١٢",
            "1-5-2012-3",
        ] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }
}
