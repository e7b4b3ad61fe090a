//! The first conversation: what somebody was told, and that independent client support was offered (TRI-2, TRI-9, TRI-11).

use super::decide::KINDS;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Conversation, SupportAnswer, Worded, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, PersonId, RequestId};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

const ACT: &str = "first-conversation";

/// A first conversation as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TalkInput {
    /// With whom.
    pub person: String,
    /// The day: not before the dossier was opened, not after today.
    pub on: String,
    /// What was told, by its name in the rule file.
    pub told: Vec<String>,
    /// `yes` or `no`: whether they could put their question into words themselves.
    pub in_words: String,
    /// `wanted`, `not-wanted`, `later`.
    pub support: String,
}

/// What the form is drawn from.
#[derive(Clone, Debug)]
pub struct TalkPage {
    /// What is told at the start, in the words of the charter, each with its place.
    pub tells: Vec<(Worded, String)>,
}

impl House {
    /// What a client is told at the start here.
    #[must_use]
    pub fn talk_page(&self) -> TalkPage {
        let (charter, today) = (self.settings().charter, self.today());
        let tells = self.charters().triage(charter, today).tells();
        TalkPage {
            tells: tells
                .into_iter()
                .map(|one| {
                    let worded = Worded {
                        name: one.item.name.clone(),
                        says: one.says.clone(),
                    };
                    (worded, one.item.places(today).join("; "))
                })
                .collect(),
        }
    }

    /// Writes down a first conversation with somebody. From then on it may be recorded what is going on with them, and not only that something is. There
    /// may be more than one: what was told again stands beside what was told before.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::Invalid`] with the fields to be mended, `told: not-all` where something of what the
    /// charter has told at the start was not.
    pub async fn first_conversation(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &TalkInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.first_conversation_once(caller, dossier, input, request))
    }

    async fn first_conversation_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &TalkInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, ACT, actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::CONVERSATION],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let mut check = Check::default();
        let person = check.id("person", &input.person).map(PersonId);
        match person {
            Some(one) if case.person(one).is_none() => check.fault("person", "unknown"),
            Some(one) if case.closed_to_new(one) => check.fault("person", "restricted"),
            _ => {}
        }
        let opened = case.opened().unwrap_or(crate::check::FIRST_DAY);
        let on = check.day("on", &input.on, opened, self.today());
        let tells = self.talk_page().tells;
        let told: Vec<Worded> = tells
            .iter()
            .map(|(worded, _)| worded)
            .filter(|worded| input.told.iter().any(|typed| typed.trim() == worded.name))
            .cloned()
            .collect();
        if told.len() < tells.len() {
            check.fault("told", "not-all");
        }
        if input.in_words.trim().is_empty() {
            check.fault("in_words", "unpicked");
        }
        let support = check.pick::<SupportAnswer>("support", &input.support);
        check.done()?;
        let (Some(person), Some(on), Some(support)) = (person, on, support) else {
            return Err(Refused::field("person", "unknown"));
        };
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        scope.concerns = vec![person];
        scope.parts.about = Whose::Persons(vec![person]);
        let value = Conversation {
            on,
            told,
            in_words: Check::yes(&input.in_words),
            support,
            at: scope.at,
            by: caller.name().to_owned(),
        };
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let draft = Draft::new(kind::CONVERSATION, key, &value)?
            .id(request.0)
            .dossier(dossier.0)
            .person(person.0)
            .account(caller.account().0);
        let changes = Changes {
            line_key: Some(key),
            add: vec![draft],
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
