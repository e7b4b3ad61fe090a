//! Starting a dossier: empty, for one person, with who coordinates it (REC-1, REC-4, TRI-1). The people of the household are put in later.

use super::find::{FindInput, Found};
use super::person::{KnownAs, PersonInput, REASON};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::start::{NewDossier, dossier_changes};
use crate::thing::{Answered, Dossier, Person, Triage, TriageOutcome, Worded, kind};
use crate::triage::{Gathered, ReferralInput, read_answers};
use crate::{House, Refused};
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{
    About, AccountId, DeskAct, DossierId, Id, Law, Moment, PersonId, Relation, RequestId, Set,
};
use regie_vault::Draft;
use serde::{Deserialize, Serialize};

/// The longest name of a neighbourhood team, in characters.
const NEIGHBOURHOOD: usize = 100;

/// Which team takes a dossier on (PC 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Team {
    Sociaal,
    JeugdEnGezin,
}

impl Team {
    const fn name(self) -> &'static str {
        match self {
            Self::Sociaal => "Sociaal",
            Self::JeugdEnGezin => "Jeugd en Gezin",
        }
    }
}

/// A dossier to be started, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct StartInput {
    /// The person it is first of all about.
    pub person: PersonInput,
    /// The laws the help falls under.
    pub laws: Vec<String>,
    /// `sociaal` or `jeugd-en-gezin`.
    pub team: String,
    /// The neighbourhood team.
    pub neighbourhood: String,
    /// Why a dossier is needed.
    pub need: String,
    /// `yes` or `no`: whether the client agrees to the help.
    pub agrees_to_help: String,
    /// `yes` when the client was told how the team works, what is recorded and with whom it may be shared (TRI-11).
    pub told_client: String,
    /// The account of who coordinates.
    pub coordinator: String,
    /// The account of who stands in; may be blank.
    pub substitute: String,
    /// Through whom they came.
    pub referral: ReferralInput,
    /// The answers given at the front door, in the order of its questions; none where it did not begin there.
    pub door: Vec<String>,
    /// `yes` to start one although one was found: this person is known in somebody else's dossier.
    pub anyway: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "started")]
pub enum Started {
    /// A new dossier.
    New {
        /// Which.
        dossier: DossierId,
        /// Whether whoever started it has a part in it and may open it. Who only started it may not: it is the coordinator's from here on.
        yours: bool,
        /// Who coordinates it now.
        coordinator: String,
    },
    /// Nothing: this person is known already. That a dossier exists and who coordinates it, no more.
    Exists {
        /// What was found.
        found: Vec<Found>,
    },
}

struct Ready {
    person: Person,
    laws: Vec<Law>,
    team: Team,
    neighbourhood: String,
    need: String,
    agrees_to_help: bool,
    told_client: bool,
    coordinator: Option<AccountId>,
    substitute: Option<AccountId>,
    referral: Option<Gathered>,
    door: Option<(Worded, Vec<Answered>)>,
}

impl House {
    /// Starts a dossier. Before that the same exact find is made as on its own page, with its own line: when it finds something, nothing is started unless
    /// the form says so.
    ///
    /// For each law the charter is asked whether it may be recorded: under the Jeugdwet a dossier is a duty, elsewhere there is none without
    /// agreement to the help.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the answers, the task's first and then one for each law; [`Refused::Invalid`] with the fields to be mended.
    pub async fn start_dossier(
        &self,
        caller: &Caller,
        input: &StartInput,
        request: RequestId,
    ) -> Result<Started, Refused> {
        again!(self.start_once(caller, input, request))
    }

    /// Whether the caller may start a dossier at all, asked before the form is shown.
    ///
    /// # Errors
    /// [`Refused::Denied`], with its line.
    pub async fn may_start(&self, caller: &Caller) -> Result<(), Refused> {
        let scope = self.account_scope(caller, "start-dossier", &[], RequestId::fresh())?;
        let task = self.task_question(caller, DeskAct::StartDossier, Relation::None)?;
        self.gate_task(&scope, &task).await
    }

    async fn start_once(
        &self,
        caller: &Caller,
        input: &StartInput,
        request: RequestId,
    ) -> Result<Started, Refused> {
        let kinds: &'static [&'static str] = &[
            kind::DOSSIER,
            kind::PERSON,
            kind::FILE,
            kind::COORDINATION,
            kind::SUBSTITUTION,
            kind::REFERRAL,
            kind::TRIAGE,
        ];
        let mut scope = self.account_scope(caller, "start-dossier", kinds, request)?;
        let task = self.task_question(caller, DeskAct::StartDossier, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        let dossier = DossierId(request.0);
        if self.done_before(caller, "start-dossier", request).await? {
            return self.started(caller, dossier).await;
        }
        let ready = self.read_start(input, &mut scope).await?;
        self.claim_person(&mut scope, &ready.person).await?;
        if !Check::yes(&input.anyway) {
            let found = self.find(caller, &find_input(&ready.person)).await?;
            if !found.is_empty() {
                return Ok(Started::Exists { found });
            }
        }
        let today = self.today();
        let charter = self.settings().charter;
        let questions: Vec<_> = ready
            .laws
            .iter()
            .map(|law| {
                let known = KnownAs {
                    person: &ready.person,
                    represented_by: Set::default(),
                    about: About::Client,
                    law: *law,
                    // Only that somebody is here is recorded now, whoever records it.
                    moment: Moment::FrontDoor,
                    need: &ready.need,
                    agreement: None,
                    agrees_to_help: ready.agrees_to_help,
                    told_client: ready.told_client,
                };
                known.question(charter, today)
            })
            .collect();
        let principal = PersonId::fresh();
        scope.dossier = Some(dossier);
        scope.concerns = vec![principal];
        scope.moves.push(dossier.0);
        scope.parts = Parts {
            about: Whose::Household,
            kinds,
            only: None,
        };
        let Allowed { permit, .. } = self
            .allow_unfiled(scope, |scope| {
                self.charters().judge_act(scope, &task, &questions)
            })
            .await?;
        let mut keys = self
            .vault()
            .keys()
            .make(ready.laws.len(), self.now())
            .await?
            .into_iter();
        let new = NewDossier {
            id: dossier,
            dossier: Dossier {
                title: ready.person.listed(),
                laws: ready.laws.clone(),
                charter,
                team: ready.team.name().to_owned(),
                neighbourhood: ready.neighbourhood,
                opened: today,
                closed: None,
                terms: Vec::new(),
                principal,
                told_client: ready.told_client,
                agrees_to_help: ready.agrees_to_help,
                staff_by_function: false,
                front_door: true,
            },
            people: vec![(principal, ready.person, ready.laws)],
            authority: Vec::new(),
            coordinator: ready.coordinator,
            substitute: ready.substitute,
            involved: Vec::new(),
            entries: Vec::new(),
            portals: Vec::new(),
        };
        let tasks = self.first_tasks(&new)?;
        let (mut changes, _) = dossier_changes(new, &mut keys)?;
        changes.add.extend(tasks);
        let first = changes.line_key.ok_or(Refused::Busy)?;
        let about = |draft: Draft| {
            draft
                .dossier(dossier.0)
                .person(principal.0)
                .account(caller.account().0)
        };
        if let Some(gathered) = ready.referral {
            let value = gathered.stored(self.now(), caller.name());
            changes
                .add
                .push(about(Draft::new(kind::REFERRAL, first, &value)?));
        }
        if let Some((moment, answered)) = ready.door {
            let value = Triage {
                charter,
                moment,
                answered,
                outcome: TriageOutcome::GoOn,
                dimension: None,
                because: ready.need.clone(),
                law: None,
                shielded: false,
                at: self.now(),
                by: caller.name().to_owned(),
            };
            changes
                .add
                .push(about(Draft::new(kind::TRIAGE, first, &value)?));
        }
        changes.reason = Some(ready.need);
        let _ = self.write(permit, changes).await?;
        self.started(caller, dossier).await
    }

    /// What whoever started a dossier is told about it.
    async fn started(&self, caller: &Caller, dossier: DossierId) -> Result<Started, Refused> {
        let standing = self.standing(caller, dossier).await?;
        let (coordinator, _) = self.appointed(&standing).await?;
        Ok(Started::New {
            dossier,
            yours: standing.has_part(),
            coordinator: coordinator.map(|c| c.name).unwrap_or_default(),
        })
    }

    async fn read_start(&self, input: &StartInput, scope: &mut Scope) -> Result<Ready, Refused> {
        let today = self.today();
        let mut check = Check::default();
        let person = input.person.read(&mut check, today);
        let chosen = check.words::<Law>("laws", &input.laws);
        let laws: Vec<Law> = Law::ALL
            .iter()
            .copied()
            .filter(|law| chosen.contains(*law))
            .collect();
        if laws.is_empty() && input.laws.is_empty() {
            check.fault("laws", "unpicked");
        }
        let team = check.pick::<Team>("team", &input.team);
        let neighbourhood = check.needed("neighbourhood", &input.neighbourhood, NEIGHBOURHOOD);
        let need = check.needed("need", &input.need, REASON);
        if input.agrees_to_help.trim().is_empty() {
            check.fault("agrees_to_help", "unpicked");
        }
        let coordinator = self
            .read_appointed(
                &mut check,
                scope,
                "coordinator",
                &input.coordinator,
                Relation::Coordinator,
            )
            .await?;
        let substitute = if input.substitute.trim().is_empty() {
            None
        } else {
            self.read_appointed(
                &mut check,
                scope,
                "substitute",
                &input.substitute,
                Relation::Substitute,
            )
            .await?
        };
        if coordinator.is_some() && coordinator == substitute {
            check.fault("substitute", "is-coordinator");
        }
        let referral = input.referral.read(&mut check);
        let charted = self.charters().triage(self.settings().charter, today);
        let moment = charted
            .moment_at(Moment::FrontDoor)
            .filter(|_| input.door.iter().any(|typed| !typed.trim().is_empty()));
        let door = moment.map(|moment| {
            let worded = Worded {
                name: moment.item.name.clone(),
                says: moment.says.clone(),
            };
            let answered = read_answers(&mut check, &charted, moment, &input.door);
            (worded, answered)
        });
        check.done()?;
        let (Some(person), Some(team)) = (person, team) else {
            return Err(Refused::field("born", "missing"));
        };
        Ok(Ready {
            person,
            laws,
            team,
            neighbourhood,
            need,
            agrees_to_help: Check::yes(&input.agrees_to_help),
            told_client: Check::yes(&input.told_client),
            coordinator,
            substitute,
            referral,
            door,
        })
    }

    /// Two who start a dossier for the same person at the same moment do not both succeed: the second finds what the first started.
    async fn claim_person(&self, scope: &mut Scope, person: &Person) -> Result<(), Refused> {
        let value = match &person.bsn {
            Some(bsn) => bsn.clone(),
            None => super::name_born(&person.surname, person.born),
        };
        let tag = self.vault().tag("dossier-claim", &value);
        let claim = tag
            .get(..16)
            .and_then(|first| Id::from_slice(first).ok())
            .ok_or(Refused::Busy)?;
        self.judged_on(scope, claim).await?;
        scope.moves.push(claim);
        Ok(())
    }
}

fn find_input(person: &Person) -> FindInput {
    match &person.bsn {
        Some(bsn) => FindInput {
            bsn: bsn.clone(),
            ..FindInput::default()
        },
        None => FindInput {
            bsn: String::new(),
            surname: person.surname.clone(),
            born: person.born.to_string(),
        },
    }
}
