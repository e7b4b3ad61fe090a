//! A worry about somebody who did not ask for help (SHA-11, KE-X 2): the charter says whether it may be recorded. Nothing is written.

use crate::guard::Caller;
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{
    About, Answer, ClientTold, Consulted, Data, DeskAct, Kind, Law, Moment, Purpose, Question,
    Recording, Relation, RequestId, Safety, SafetyOf, Set, Subject, Text, Weighing,
};
use serde::Deserialize;

/// What there is to go by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SignalInput {
    /// `yes` where somebody is in danger.
    pub danger: String,
    /// `yes` where it was talked over with a colleague, without a name.
    pub consulted: String,
    /// The article of law that provides for it, such as that of the Verwijsindex.
    pub article: String,
}

/// A grown-up of whom nothing is known: nobody is named at this point.
const SOMEBODY: Date = Date::constant(1980, 1, 1);

impl House {
    /// What the charter says to recording a worry about somebody who did not ask for help. Nobody is named and nothing is written.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not start a dossier, with its line.
    pub async fn early_signal(
        &self,
        caller: &Caller,
        input: &SignalInput,
    ) -> Result<Answer, Refused> {
        let scope = self.account_scope(caller, "start-dossier", &[], RequestId::fresh())?;
        let task = self.task_question(caller, DeskAct::StartDossier, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        let consulted = crate::check::Check::yes(&input.consulted);
        let safety = crate::check::Check::yes(&input.danger).then(|| Safety {
            of: SafetyOf::Client,
            consulted: consulted
                .then_some(Consulted::Colleague)
                .into_iter()
                .collect(),
            anonymised: consulted,
            client: ClientTold::Impossible,
            postponed_because: None,
        });
        let question = Question::Recording(Recording {
            charter: self.settings().charter,
            on: self.today(),
            law: Law::Wmo,
            subject: Subject {
                born: SOMEBODY,
                can_weigh: true,
                represented_by: Set::default(),
                holders: Vec::new(),
            },
            about: About::Client,
            moment: Moment::FrontDoor,
            kind: Kind::That,
            purpose: Some(Purpose::EarlySignal),
            data: [Data::HelpRequest].into_iter().collect(),
            weighing: Weighing {
                necessity: Text::new("-"),
                proportionality: Text::new("-"),
                subsidiarity: Text::new("-"),
            },
            consents: Vec::new(),
            agrees_to_help: false,
            told_client: true,
            safety,
            anonymous: false,
            legal_ground: Text::new(&input.article),
        });
        Ok(self.charters().ask(&question)?)
    }
}
