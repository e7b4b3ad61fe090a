//! "I have a question first": a third way beside yes and no to a request for consent (POR-2).
//!
//! The request stays open. Question and answer are for who asked: where child and parent both count, neither reads the other's, nor that there is one.

use crate::act::{Allowed, again};
use crate::check::Check;
use crate::consent::open_to;
use crate::guard::Caller;
use crate::portal::OwnGround;
use crate::share::{Ground, Sharing, concerned, unseen};
use crate::thing::{ConsentQuery, QueryAnswer, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use regie_terms::{AccountId, Act, Consenter, DossierId, Id, PersonId, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Of};
use serde::Serialize;

/// Days within which a question is answered; our own term.
const ANSWERED_WITHIN: i64 = 7;

/// A question about a request for consent, as staff read it.
#[derive(Clone, Debug, Serialize)]
pub struct QueryView {
    /// Its id.
    pub id: Id,
    /// Who asks; `None` where the dossier does not know them any more.
    pub name: Option<String>,
    /// In which capacity.
    pub capacity: Consenter,
    /// The question.
    pub text: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The answer, when it was given, milliseconds since 1970 UTC, and by whom.
    pub answer: Option<(String, i64, String)>,
}

impl QueryView {
    /// Of what is stored.
    pub(crate) fn of(query: &Of<ConsentQuery>, name: Option<String>) -> Self {
        let value = &query.value;
        Self {
            id: query.id,
            name,
            capacity: value.capacity,
            text: value.text.clone(),
            at: value.at,
            answer: value
                .answered
                .as_ref()
                .map(|a| (a.text.clone(), a.at, a.by.clone())),
        }
    }
}

impl House {
    /// Asks something before answering a request for consent. It waits for whoever asked for the consent; the request stays open.
    ///
    /// # Errors
    /// [`Refused::NotFound`] where the request is not open to this client; [`Refused::Invalid`] at `query`.
    pub async fn ask_first(
        &self,
        caller: &Caller,
        share: Id,
        query: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.ask_first_once(caller, share, query, request))
    }

    async fn ask_first_once(
        &self,
        caller: &Caller,
        share: Id,
        query: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "ask-first";
        let row = self
            .vault()
            .routing(Where::Id(share), &[kind::DISCLOSURE])
            .await?
            .into_iter()
            .next();
        let person = row.and_then(|r| r.person).map(PersonId);
        let OwnGround {
            own,
            case,
            allowed,
            question,
            mut scope,
        } = self.own_ground(caller, person, ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let found = case
            .share(share)
            .filter(|s| open_to(s, &own, &case, allowed))
            .ok_or(Refused::NotFound)?;
        let mut check = Check::default();
        let text = check.needed("query", query, 2000);
        check.done()?;
        let at = scope.at;
        scope.moves = vec![own.dossier.0];
        scope.concerns = Vec::new();
        scope.parts.kinds = &[kind::CONSENT_QUERY];
        let key = found.key;
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let asked = ConsentQuery {
            text,
            asker: own.me,
            capacity: own.capacity.consenter(),
            at,
            answered: None,
        };
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        changes.add.push(
            Draft::new(kind::CONSENT_QUERY, key, &asked)?
                .id(request.0)
                .dossier(own.dossier.0)
                .person(own.person.0)
                .account(caller.account().0)
                .of(share),
        );
        if let Some(asker) = found.account {
            let task = Task {
                what: TaskKind::AnswerQuery,
                since: self.today(),
                dossier: Some(own.dossier),
                person: Some(own.person),
            };
            changes.add.push(
                Draft::new(kind::TASK, STAFF, &task)?
                    .account(asker)
                    .of(share)
                    .due(day_number(self.today()) + ANSWERED_WITHIN),
            );
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// Answers what somebody asked about a request for consent; they read it beside their question.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::NotFound`] for a question about another disclosure; [`Refused::Invalid`] at
    /// `answer_query`, and with `answer_query: answered` where it was answered before.
    pub async fn answer_query(
        &self,
        caller: &Caller,
        (dossier, share, query): (DossierId, Id, Id),
        answer: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.answer_query_once(caller, (dossier, share, query), answer, request))
    }

    async fn answer_query_once(
        &self,
        caller: &Caller,
        (dossier, share, query): (DossierId, Id, Id),
        answer: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "answer-query";
        let Ground {
            standing,
            case,
            access,
            mut scope,
            ..
        } = self
            .share_ground(caller, dossier, ACT, Act::Edit, request)
            .await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let Sharing { row, person } =
            Sharing::seen(&case, share, &unseen(&case, standing.relation))?;
        let of = |q: &&regie_vault::Known<ConsentQuery>| q.of == Some(share);
        let found = case
            .queries
            .iter()
            .filter(of)
            .find(|q| q.id == query)
            .ok_or(Refused::NotFound)?;
        if found.value.answered.is_some() {
            return Err(Refused::field("answer_query", "answered"));
        }
        let mut check = Check::default();
        let text = check.needed("answer_query", answer, super::LONGEST_ANSWER);
        check.done()?;
        let value = ConsentQuery {
            answered: Some(QueryAnswer {
                text,
                at: scope.at,
                by: caller.name().to_owned(),
                request,
            }),
            ..found.value.clone()
        };
        scope.concerns = Vec::new();
        scope.parts.kinds = &[kind::CONSENT_QUERY];
        scope.parts.only = Some(vec![query]);
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(found.key), &[access])
            .await?;
        let mut changes = Changes {
            line_key: Some(found.key),
            replace: vec![Draft::over(kind::CONSENT_QUERY, found, &value)?],
            ..Changes::default()
        };
        let others =
            (case.queries.iter().filter(of)).any(|q| q.id != query && q.value.answered.is_none());
        if !others {
            let done = self.tasks_of(share, |what| what == TaskKind::AnswerQuery);
            changes.remove = done.await?;
        }
        let tells = !concerned(&case, &row.value, person).is_empty();
        if let (Some(account), true) = (found.account, tells) {
            let of = (dossier, found.value.asker);
            self.tell_account(AccountId(account), of, &mut changes)
                .await?;
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
