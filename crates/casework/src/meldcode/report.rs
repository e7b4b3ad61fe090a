//! Telling Veilig Thuis: a report, or the answer to a question of theirs, by the ordinary way of a disclosure for safety (PC 3, ZO 8 lid 2).

use super::LONGEST;
use super::ground::record;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::share::{Among, SafetyInput, ShareInput, new_share};
use crate::thing::{MeldcodeRecord, MeldcodeWhat, kind};
use crate::{House, Refused};
use regie_terms::{
    Act, ClientTold, DeskAct, DossierId, Id, Party, PersonId, Purpose, QuestionKind, RequestId,
    SafetyOf,
};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// A report as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReportInput {
    /// `report`, or `answer` to a question of theirs.
    pub kind: String,
    /// About whom: one of those the matter is about.
    pub person: String,
    /// Which Veilig Thuis.
    pub recipient: String,
    /// A note: what is reported, or what they asked.
    pub text: String,
    /// `informed`, `impossible`, `postponed`: what the client knows.
    pub client: String,
    /// Why telling the client is postponed.
    pub postponed_because: String,
}

const ACT: &str = "begin-meldcode-report";

impl House {
    /// Begins a disclosure to Veilig Thuis with what the matter knows: why, who was consulted, what the client knows. From there it goes the way of every
    /// disclosure, with the charter's answer and its duties. It is there for coordinator and substitute alone.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for a matter that is not there for them; [`Refused::Invalid`] with the fields to be
    /// mended.
    pub async fn begin_meldcode_report(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Id,
        input: &ReportInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.report_once(caller, dossier, matter, input, request))
    }

    async fn report_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Id,
        input: &ReportInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let what = (ACT, DeskAct::EndMeldcode, Act::Edit);
        let ground = self.meldcode_ground(caller, dossier, what, request).await?;
        let stored = ground.matter(matter)?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(request.0);
        }
        let mut check = Check::default();
        let answers = match input.kind.trim() {
            "report" => false,
            "answer" => true,
            _ => {
                check.fault("kind", "unpicked");
                false
            }
        };
        let person = check.id("person", &input.person).map(PersonId);
        if person.is_some_and(|p| !stored.value.people.contains(&p)) {
            check.fault("person", "unknown");
        }
        let _ = check.needed("recipient", &input.recipient, 200);
        let text = check.needed("text", &input.text, LONGEST);
        let client = check.word("client", &input.client, ClientTold::ALL);
        let postponed = client == Some(ClientTold::Postponed);
        if postponed {
            check.needed("postponed_because", &input.postponed_because, 1000);
        }
        check.done()?;
        let (Some(person), Some(client)) = (person, client) else {
            return Err(Refused::field("person", "unknown"));
        };
        let records = ground.records(matter);
        let mut consulted: Vec<String> = Vec::new();
        let mut anonymous = true;
        for one in &records {
            if let MeldcodeWhat::Consultation {
                with, anonymous: a, ..
            } = &one.value.what
            {
                anonymous &= *a;
                let words = with.iter().filter_map(|w| w.consulted());
                consulted.extend(words.map(|w| w.as_str().to_owned()));
            }
        }
        let anonymised = anonymous && !consulted.is_empty();
        let purpose = if answers {
            Purpose::AnswerVeiligThuis
        } else {
            Purpose::InvestigateAbuse
        };
        let share = ShareInput {
            person: Some(person.to_string()),
            party: Some(Party::VeiligThuis.as_str().to_owned()),
            recipient: Some(input.recipient.clone()),
            purpose: Some(purpose.as_str().to_owned()),
            safety: Some(SafetyInput {
                of: SafetyOf::Client.as_str().to_owned(),
                because: text.chars().take(2000).collect(),
                consulted,
                anonymised: if anonymised {
                    "yes".into()
                } else {
                    String::new()
                },
                client: client.as_str().to_owned(),
                postponed_because: if postponed {
                    input.postponed_because.clone()
                } else {
                    String::new()
                },
            }),
            ..ShareInput::default()
        };
        let among = Among::offered(&self.form(QuestionKind::Disclosure));
        let written = (ground.scope.at, caller.name());
        let (person, mut share) =
            new_share(&ground.case, &share, (Check::default(), among), written)?;
        share.meldcode = Some(matter);
        let key = ground.case.share_key(person, share.law);
        let key = key.unwrap_or(ground.own);
        let value = MeldcodeRecord {
            on: self.today(),
            what: MeldcodeWhat::Report {
                share: request.0,
                answers,
                client,
                text,
            },
            danger: false,
            at: ground.scope.at,
            by: caller.name().to_owned(),
        };
        let mut changes = Changes {
            add: vec![
                Draft::new(kind::DISCLOSURE, key, &share)?
                    .id(request.0)
                    .dossier(dossier.0)
                    .person(person.0)
                    .account(caller.account().0),
                record(&value, (matter, stored.key), (dossier, caller.account()))?,
            ],
            line_key: Some(stored.key),
            ..Changes::default()
        };
        let of = (dossier, request.0, person);
        self.touched(caller, &ground.standing, of, &mut changes)
            .await?;
        let line = stored.key;
        let Allowed { permit, .. } = self
            .allow_meldcode(ground.scope, line, (&ground.task, &ground.access))
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }
}
