//! Closing a dossier: from which day, why, how the client was told, and until when each file is kept (RET-1 to RET-3).

use super::LONGEST;
use super::term::Asked;
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{ClosedWhy, Closure, Dossier, PersonFile, SetTerm, Term, kind};
use crate::{House, Refused, day_number};
use jiff::ToSpan;
use jiff::civil::Date;
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{
    Act, ActQuestion, DeskAct, DossierId, KeyId, PersonId, Question, RequestId, Set,
};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft, Known};
use serde::Deserialize;

/// What closing is judged by and writes.
pub(super) const KINDS: [&str; 7] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::FILE,
    kind::ENTRY,
    kind::DOCUMENT,
    kind::CLOSURE,
    kind::HOLD,
];

/// The most years that can be set where no document names a term.
const MOST_YEARS: i64 = 30;

/// How a dossier is closed, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CloseInput {
    /// From which day.
    pub on: String,
    /// Why: a word of [`ClosedWhy`].
    pub why: String,
    /// That in words, for the client.
    pub because: String,
    /// How the client was told, or why not.
    pub told: String,
    /// For how many years what no document names a term for is kept.
    pub years: String,
    /// On what that rests.
    pub years_because: String,
}

/// What the acts here stand on.
pub(super) struct Ground {
    pub scope: Scope,
    pub access: Question,
    pub task: ActQuestion,
    pub case: Case,
    pub dossier: Known<Dossier>,
    pub key: KeyId,
}

impl House {
    /// Lets the caller in to an act on how a dossier ends. `None` when the same request was carried out before.
    pub(super) async fn life_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (act, desk): (&'static str, DeskAct),
        request: RequestId,
    ) -> Result<Option<Ground>, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &KINDS,
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let mut case = self.case(&gate, &KINDS).await?;
        let key = standing.key.ok_or(Refused::NotFound)?;
        if self.done_before(caller, act, request).await? {
            return Ok(None);
        }
        let dossier = case.dossier.take().ok_or(Refused::NotFound)?;
        scope.concerns = standing.people.clone();
        let task = ActQuestion {
            closed: dossier.value.closed,
            ..self.task_question(caller, desk, standing.relation)?
        };
        Ok(Some(Ground {
            scope,
            access,
            task,
            case,
            dossier,
            key,
        }))
    }

    /// Writes what an act on how a dossier ends comes to.
    pub(super) async fn life_written(
        &self,
        scope: Scope,
        (task, access): (&ActQuestion, &Question),
        key: KeyId,
        changes: Changes,
    ) -> Result<(), Refused> {
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters()
                    .judge_act(scope, task, std::slice::from_ref(access))
            })
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// Closes a dossier. From then on nothing new is recorded in it, whoever was involved besides coordinator and substitute is not any more, and its terms
    /// run. The client goes on reading it (RET-8).
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::Invalid`] at `on` (`closed` for one that is), `why`, `because`, `told`, `years` (`missing` where no
    /// document names a term, `no-number`, `too-many`) and `years_because`.
    pub async fn close_dossier(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &CloseInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.close_once(caller, dossier, input, request))
    }

    async fn close_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &CloseInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let act = ("close-dossier", DeskAct::CloseDossier);
        let Some(ground) = self.life_ground(caller, dossier, act, request).await? else {
            return Ok(());
        };
        let known = &ground.dossier.value;
        let today = self.today();
        let mut check = Check::default();
        if known.closed.is_some() {
            check.fault("on", "closed");
        }
        let on = check.day("on", &input.on, known.opened, today);
        let why = check.pick::<ClosedWhy>("why", &input.why);
        let because = check.needed("because", &input.because, LONGEST);
        let told = check.needed("told", &input.told, LONGEST);
        let lacking = self.lacking(&ground.case, today)?;
        let terms = if lacking.is_empty() {
            Vec::new()
        } else {
            let years = read_years(&mut check, &input.years);
            let because = check.needed("years_because", &input.years_because, LONGEST);
            let until = years
                .zip(on)
                .map(|(years, on)| on.saturating_add(years.years()));
            let set = |(law, file), until| SetTerm {
                law,
                file,
                until,
                because: because.clone(),
                by: caller.name().to_owned(),
            };
            until.map_or_else(Vec::new, |until| {
                lacking.into_iter().map(|one| set(one, until)).collect()
            })
        };
        check.done()?;
        let (Some(on), Some(why)) = (on, why) else {
            return Err(Refused::field("on", "missing"));
        };
        let closed = Dossier {
            closed: Some(on),
            terms,
            ..known.clone()
        };
        let closure = Closure {
            on,
            why,
            because: because.clone(),
            told,
            at: ground.scope.at,
            by: caller.name().to_owned(),
            reopened: None,
        };
        let mut changes = Changes {
            reason: Some(because),
            line_key: Some(ground.key),
            ..Changes::default()
        };
        changes.add.push(
            Draft::new(kind::CLOSURE, ground.key, &closure)?
                .dossier(dossier.0)
                .account(caller.account().0),
        );
        changes
            .add
            .extend(self.terms_of(dossier, &closed, &ground.case.files)?);
        changes
            .replace
            .push(Draft::over(kind::DOSSIER, &ground.dossier, &closed)?);
        changes.remove = self.leaving(dossier).await?;
        self.life_written(
            ground.scope,
            (&ground.task, &ground.access),
            ground.key,
            changes,
        )
        .await
    }

    /// The files of which no document says how long they are kept: by law and sort, each once.
    pub(super) fn lacking(
        &self,
        case: &Case,
        closed: Date,
    ) -> Result<Vec<(regie_terms::Law, regie_terms::File)>, Refused> {
        let mut out = Vec::new();
        for file in &case.files {
            let one = (file.value.law, file.value.sort);
            let answer = self.kept(Asked {
                law: one.0,
                file: one.1,
                closed,
                last_change: closed,
                set: None,
                holds: Set::EMPTY,
            })?;
            if answer.keep.flatten().is_none() && !out.contains(&one) {
                out.push(one);
            }
        }
        Ok(out)
    }

    /// The terms of the files of a closed dossier, to be written down.
    pub(crate) fn terms_of(
        &self,
        id: DossierId,
        dossier: &Dossier,
        files: &[Known<PersonFile>],
    ) -> Result<Vec<Draft>, Refused> {
        let mut out = Vec::new();
        for file in files {
            let Some(person) = file.person.map(PersonId) else {
                continue;
            };
            out.extend(self.term_draft(id, dossier, (file.id, person, &file.value))?);
        }
        Ok(out)
    }

    /// The term of one file of a closed dossier; `None` for an open one, and where no document names a term and none was set.
    pub(crate) fn term_draft(
        &self,
        id: DossierId,
        dossier: &Dossier,
        (file, person, of): (regie_terms::Id, PersonId, &PersonFile),
    ) -> Result<Option<Draft>, Refused> {
        let Some(closed) = dossier.closed else {
            return Ok(None);
        };
        let term = Term {
            dossier: id,
            person,
            law: of.law,
            file: of.sort,
            closed,
            set: dossier.set_term(of.law, of.sort).map(|set| set.until),
        };
        let answer = self.kept(term.asked(Set::EMPTY, closed))?;
        let Some(keep) = answer.keep.flatten() else {
            return Ok(None);
        };
        let draft = Draft::new(kind::TERM, STAFF, &term)?.of(file);
        Ok(Some(draft.due(day_number(keep.until))))
    }

    /// Who is involved besides coordinator and substitute: they are not any more.
    async fn leaving(&self, dossier: DossierId) -> Result<Vec<regie_terms::Id>, Refused> {
        let at = regie_vault::open::Where::Dossier(dossier.0);
        let rows = self.vault().routing(at, &[kind::INVOLVEMENT]).await?;
        Ok(rows.iter().map(|row| row.id).collect())
    }
}

impl Case {
    /// Whether the dossier is closed: nothing new is recorded in it then.
    pub(crate) fn is_closed(&self) -> bool {
        self.dossier
            .as_ref()
            .is_some_and(|d| d.value.closed.is_some())
    }
}

impl Term {
    /// What the charter is asked about it.
    pub(crate) fn asked(&self, holds: Set<regie_terms::Hold>, last_change: Date) -> Asked {
        Asked {
            law: self.law,
            file: self.file,
            closed: self.closed,
            last_change,
            set: self.set,
            holds,
        }
    }
}

/// A number of years, from none to [`MOST_YEARS`].
fn read_years(check: &mut Check, typed: &str) -> Option<i64> {
    let typed = typed.trim();
    if typed.is_empty() {
        check.fault("years", "missing");
        return None;
    }
    match typed.parse::<i64>() {
        Ok(years) if (0..=MOST_YEARS).contains(&years) => Some(years),
        Ok(_) => {
            check.fault("years", "too-many");
            None
        }
        Err(_) => {
            check.fault("years", "no-number");
            None
        }
    }
}
