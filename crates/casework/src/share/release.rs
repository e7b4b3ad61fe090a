//! Letting what went for safety be seen by the whole family: one asks, another confirms, each with a line, so that nobody shows it alone.

use super::begin::Ground;
use super::facts::{Sharing, unseen};
use super::prepare::replaced;
use super::print::{happened, withheld};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::dossier::Standing;
use crate::guard::Caller;
use crate::thing::{Confirmed, Release, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use regie_charter::{Parts, Whose};
use regie_terms::{
    AccountId, Act, ActQuestion, Answer, DeskAct, DossierId, Id, Outcome, PersonId, Question,
    Relation, RequestId,
};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};
use serde::Serialize;

/// The longest reason, in characters.
const LONGEST: usize = 1000;

/// Whether something is kept from the family, and what the reader can do about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HeldView {
    /// It is kept from everybody of the family who was not told.
    pub held: bool,
    /// The reader may ask that it be seen.
    pub may_ask: bool,
    /// What waits for a second person.
    pub waits: Option<Waits>,
    /// Who asked and who confirmed, once both did.
    pub released: Option<(String, String)>,
}

/// A request that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waits {
    /// Who asked.
    pub by: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// Why.
    pub because: String,
    /// Whether the reader may confirm it.
    pub may_confirm: bool,
}

impl House {
    /// The question whether the caller may ask, or confirm, that something be seen which is kept from the family.
    pub(crate) fn release_question(
        &self,
        caller: &Caller,
        act: DeskAct,
        relation: Relation,
    ) -> Result<ActQuestion, Refused> {
        let (_, function) = caller.staff()?;
        Ok(ActQuestion {
            charter: self.settings().charter,
            on: self.today(),
            act,
            function,
            relation,
            declarations: caller.declarations(),
            closed: None,
        })
    }

    /// What the charter says to the caller who would ask, or confirm, that something kept be seen. Whether they may edit is asked apart.
    pub(crate) fn may_release(
        &self,
        caller: &Caller,
        act: DeskAct,
        relation: Relation,
    ) -> Result<Answer, Refused> {
        let question = self.release_question(caller, act, relation)?;
        Ok(self.charters().act(&question)?)
    }

    /// What a page says of something that is or was kept from the family.
    pub(crate) fn held(
        &self,
        caller: &Caller,
        standing: &Standing,
        release: Option<&Release>,
        held: bool,
    ) -> Result<HeldView, Refused> {
        let access = self.access_question(caller, standing, Act::Edit, None)?;
        let may = |act| -> Result<bool, Refused> {
            let answer = self.may_release(caller, act, standing.relation)?;
            Ok(answer.outcome == Outcome::Permitted
                && self.charters().ask(&access)?.outcome == Outcome::Permitted)
        };
        let mut view = HeldView {
            held,
            ..HeldView::default()
        };
        match release {
            None if held => view.may_ask = may(DeskAct::AskRelease)?,
            Some(asked) if held => {
                view.waits = Some(Waits {
                    by: asked.asked_name.clone(),
                    at: asked.asked_at,
                    because: asked.because.clone(),
                    may_confirm: asked.asked_by != caller.account() && may(DeskAct::Release)?,
                });
            }
            Some(asked) => {
                view.released = asked
                    .given
                    .as_ref()
                    .map(|given| (asked.asked_name.clone(), given.name.clone()));
            }
            None => {}
        }
        Ok(view)
    }

    /// Asks that a disclosure which went for safety may be seen by the whole family. Nothing shows until somebody else confirms it.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not ask; [`Refused::Invalid`] with `release_because: missing`, or `share: asked` when it waits
    /// already or is seen; [`Refused::NotFound`] for a disclosure of another dossier, or one that did not go.
    pub async fn ask_release(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        because: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.release_share_once(caller, dossier, share, Some(because), request))
    }

    /// Confirms, as the second person, that a disclosure which went for safety may be seen by the whole family. From then on it stands on
    /// their pages, and this line in their list.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not confirm; [`Refused::Invalid`] with `share: same-person` for who asked, `share: not-asked`
    /// when nobody did; [`Refused::NotFound`] as [`House::ask_release`].
    pub async fn release_share(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.release_share_once(caller, dossier, share, None, request))
    }

    async fn release_share_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        because: Option<&str>,
        request: RequestId,
    ) -> Result<(), Refused> {
        let (act, task) = match because {
            Some(_) => ("ask-release", DeskAct::AskRelease),
            None => ("release-share", DeskAct::Release),
        };
        let Ground {
            standing,
            case,
            access,
            mut scope,
            own,
        } = self
            .share_ground(caller, dossier, act, Act::Edit, request)
            .await?;
        if self.done_before(caller, act, request).await? {
            return Ok(());
        }
        let task = self.release_question(caller, task, standing.relation)?;
        let apart = unseen(&case, standing.relation);
        let Sharing { row, person } = Sharing::seen(&case, share, &apart)?;
        if !happened(&row.value) || row.value.safety.is_none() {
            return Err(Refused::NotFound);
        }
        let key = case.share_key(person, row.value.law).unwrap_or(own);
        let questions: [Question; 1] = [access];
        let mut value = row.value.clone();
        value.release = Some(match because {
            Some(because) => {
                let mut check = Check::default();
                if value.release.is_some() {
                    check.fault("share", "asked");
                }
                let because = check.needed("release_because", because, LONGEST);
                check.done()?;
                asked(caller, because, scope.at)
            }
            None => confirmed(caller, value.release.as_ref(), "share", scope.at)?,
        });
        // Asking shows to nobody; what two people let be seen is the first line about it in the family's list.
        scope.concerns = if withheld(&value) {
            Vec::new()
        } else {
            vec![person]
        };
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::DISCLOSURE],
            only: Some(vec![share]),
        };
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge_act(scope, &task, &questions)
            })
            .await?;
        let (add, remove) = match because {
            Some(_) => {
                let of = (TaskKind::ReleaseShare, share);
                let tasks = self.second_asked(caller, &standing, of, (dossier, Some(person)))?;
                (tasks, Vec::new())
            }
            None => (Vec::new(), self.second_done(&[share]).await?),
        };
        let changes = Changes {
            replace: vec![replaced(row, key, &value)?],
            add,
            remove,
            line_key: Some(key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}

/// Days within which the second person looks at what the first asked.
const WITHIN: i64 = 7;

impl House {
    /// The tasks by which whoever can confirm hears that something waits for a second person: of coordinator and substitute those that the caller
    /// is not. `of` is what is to be seen.
    pub(crate) fn second_asked(
        &self,
        caller: &Caller,
        standing: &Standing,
        (what, of): (TaskKind, Id),
        (dossier, person): (DossierId, Option<PersonId>),
    ) -> Result<Vec<Draft>, Refused> {
        let today = self.today();
        let mut others: Vec<AccountId> = Vec::new();
        for one in [standing.coordinator, standing.substitute]
            .into_iter()
            .flatten()
        {
            if one != caller.account() && !others.contains(&one) {
                others.push(one);
            }
        }
        let task = Task {
            what,
            since: today,
            dossier: Some(dossier),
            person,
        };
        let draft = |account: AccountId| -> Result<Draft, Refused> {
            Ok(Draft::new(kind::TASK, STAFF, &task)?
                .account(account.0)
                .of(of)
                .due(day_number(today) + WITHIN))
        };
        others.into_iter().map(draft).collect()
    }

    /// The tasks of [`House::second_asked`] about any of these, once somebody confirmed, or nothing waits any more.
    pub(crate) async fn second_done(&self, of: &[Id]) -> Result<Vec<Id>, Refused> {
        let mut out = Vec::new();
        for one in of {
            let tasks = self.tasks_of(*one, |what| {
                matches!(
                    what,
                    TaskKind::ReleaseFact | TaskKind::ReleaseDocument | TaskKind::ReleaseShare
                )
            });
            out.extend(tasks.await?);
        }
        Ok(out)
    }
}

/// A request of the caller, which waits for a second person.
pub(crate) fn asked(caller: &Caller, because: String, at: i64) -> Release {
    Release {
        asked_by: caller.account(),
        asked_name: caller.name().to_owned(),
        asked_at: at,
        because,
        given: None,
    }
}

/// The request as it stands once the caller has confirmed it. `field` is where what is wrong is said.
pub(crate) fn confirmed(
    caller: &Caller,
    asked: Option<&Release>,
    field: &'static str,
    at: i64,
) -> Result<Release, Refused> {
    let asked = asked
        .filter(|r| !r.given())
        .ok_or_else(|| Refused::field(field, "not-asked"))?;
    if asked.asked_by == caller.account() {
        return Err(Refused::field(field, "same-person"));
    }
    Ok(Release {
        given: Some(Confirmed {
            by: caller.account(),
            name: caller.name().to_owned(),
            at,
        }),
        ..asked.clone()
    })
}
