//! Keeping the table of teams and the list for a crisis: the functional administrator's task.

use super::table::{postcode, read_areas, read_lines, written_areas, written_lines};
use crate::act::{Allowed, again};
use crate::guard::{Caller, LoginRefused, Proof};
use crate::thing::{CrisisLine, Teams, kind};
use crate::{FieldError, House, Refused};
use regie_terms::{DeskAct, Function, Id, Relation, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};
use serde::Deserialize;

const ACT: &str = "set-teams";

/// The table and the list as typed, one a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TeamsInput {
    /// Postcode and team.
    pub areas: String,
    /// Name, telephone, and when.
    pub crisis: String,
    /// What the form was drawn from: [`TeamsView::version`].
    pub version: String,
}

/// The table and the list.
#[derive(Clone, Debug, Default)]
pub struct TeamsView {
    /// As they are.
    pub teams: Teams,
    /// Which version; 0 where nothing was kept yet.
    pub version: i64,
}

impl TeamsView {
    /// The table as it stands in its form.
    #[must_use]
    pub fn areas(&self) -> String {
        written_areas(&self.teams.areas)
    }

    /// The list as it stands in its form.
    #[must_use]
    pub fn crisis(&self) -> String {
        written_lines(&self.teams.crisis)
    }
}

/// Why a file of teams was not taken in.
#[derive(Debug)]
pub enum NotImported {
    /// Who asks could not be let in.
    Who(LoginRefused),
    /// Lines that cannot be read: the number and what is wrong.
    Lines(Vec<(usize, &'static str)>),
    /// The rules do not let them, or it could not be written.
    Refused(Refused),
}

impl House {
    async fn stored_teams(&self) -> Result<Option<Known<Teams>>, Refused> {
        let rows = self
            .vault()
            .routing(Where::NoDossier, &[kind::TEAMS])
            .await?;
        let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
        if ids.is_empty() {
            return Ok(None);
        }
        let mut facts = self.vault().facts_of(ids, &[kind::TEAMS]).await?;
        Ok(facts.take::<Teams>(kind::TEAMS)?.pop())
    }

    /// The table of teams and the list for a crisis, for anybody who works here: nothing in it is about a client.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a client; [`Refused::Unavailable`] when it cannot be read.
    pub async fn teams(&self, caller: &Caller) -> Result<TeamsView, Refused> {
        caller.staff()?;
        Ok(match self.stored_teams().await? {
            Some(known) => TeamsView {
                version: known.version,
                teams: known.value,
            },
            None => TeamsView::default(),
        })
    }

    /// The neighbourhood team that works for a postcode: that of its six signs, or else of its four digits.
    ///
    /// # Errors
    /// As [`House::teams`].
    pub async fn team_of(&self, caller: &Caller, typed: &str) -> Result<Option<String>, Refused> {
        // An address has the place behind it; only the postcode counts.
        let bare: String = typed
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(6)
            .collect();
        let four = bare.get(..4).and_then(postcode);
        let wanted = [postcode(&bare), four];
        let teams = self.teams(caller).await?.teams;
        let of = |code: &String| {
            let found = teams.areas.iter().find(|one| one.postcode == *code);
            found.map(|one| one.team.clone())
        };
        Ok(wanted.iter().flatten().find_map(of))
    }

    /// Whom to call at once in a crisis; the national numbers where the organisation has none of its own yet.
    ///
    /// # Errors
    /// As [`House::teams`].
    pub async fn crisis_lines(&self, caller: &Caller) -> Result<Vec<CrisisLine>, Refused> {
        let mut lines = self.teams(caller).await?.teams.crisis;
        if lines.is_empty() {
            let line = |name: &str, phone: &str, when: &str| CrisisLine {
                name: name.to_owned(),
                phone: phone.to_owned(),
                when: Some(when.to_owned()),
            };
            lines = vec![
                line("Alarmnummer", "112", "Er is nu gevaar"),
                line("Veilig Thuis", "0800 2000", "Geweld thuis, dag en nacht"),
                line(
                    "113 Zelfmoordpreventie",
                    "0800 0113",
                    "Gedachten aan zelfmoord",
                ),
            ];
        }
        Ok(lines)
    }

    /// Keeps the table and the list, whole.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those without the task; [`Refused::Invalid`] at `areas` or `crisis`, each with the number of the line, and at `areas:
    /// moved` when the form was drawn from what stands no more.
    pub async fn set_teams(
        &self,
        caller: &Caller,
        input: &TeamsInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.set_teams_once(caller, input, request))
    }

    async fn set_teams_once(
        &self,
        caller: &Caller,
        input: &TeamsInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let mut scope = self.account_scope(caller, ACT, &[kind::TEAMS], request)?;
        let task = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        // Two who change it at the same moment do not both do: there is one table.
        let one = self.vault().tag("teams", "");
        let one = one.get(..16).and_then(|first| Id::from_slice(first).ok());
        let one = one.ok_or(Refused::Busy)?;
        self.judged_on(&mut scope, one).await?;
        scope.moves.push(one);
        let stored = self.stored_teams().await?;
        let faults = |field: &'static str, wrong: Vec<(usize, &'static str)>| {
            let at = |(line, code): (usize, &'static str)| {
                FieldError::limit(field, code, i64::try_from(line).unwrap_or(i64::MAX))
            };
            wrong.into_iter().take(20).map(at).collect::<Vec<_>>()
        };
        let mut wrong = Vec::new();
        let areas = read_areas(&input.areas).unwrap_or_else(|lines| {
            wrong.extend(faults("areas", lines));
            Vec::new()
        });
        let crisis = read_lines(&input.crisis).unwrap_or_else(|lines| {
            wrong.extend(faults("crisis", lines));
            Vec::new()
        });
        let version = stored.as_ref().map_or(0, |known| known.version);
        if input.version.trim().parse() != Ok(version) {
            wrong.push(FieldError::new("areas", "moved"));
        }
        if !wrong.is_empty() {
            return Err(Refused::Invalid(wrong));
        }
        let value = Teams {
            areas,
            crisis,
            at: scope.at,
            by: caller.name().to_owned(),
        };
        let mut changes = Changes::default();
        match &stored {
            Some(known) => changes
                .replace
                .push(Draft::over(kind::TEAMS, known, &value)?),
            None => changes.add.push(Draft::new(kind::TEAMS, STAFF, &value)?),
        }
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// Takes in a file of postcodes and teams, for a functional administrator who proves who they are at the console. The list for a crisis stays. Gives how
    /// many postcodes there are now.
    ///
    /// # Errors
    /// [`NotImported`]; then nothing changed.
    pub async fn import_teams(&self, proof: &Proof, text: &str) -> Result<usize, NotImported> {
        let areas = read_areas(text).map_err(NotImported::Lines)?;
        let who = self
            .proven(proof, Function::FunctionalAdministrator)
            .await
            .map_err(NotImported::Who)?;
        let before = self.teams(&who).await.map_err(NotImported::Refused)?;
        let input = TeamsInput {
            areas: written_areas(&areas),
            crisis: before.crisis(),
            version: before.version.to_string(),
        };
        self.set_teams(&who, &input, RequestId::fresh())
            .await
            .map_err(NotImported::Refused)?;
        Ok(areas.len())
    }
}
