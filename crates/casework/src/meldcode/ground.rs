//! What every act on a matter begins with: who may be here at all, and whether this matter is there for them.

use super::KINDS;
use crate::act::{Allowed, Case};
use crate::dossier::Standing;
use crate::entry::sees_shielded;
use crate::guard::Caller;
use crate::thing::{Meldcode, MeldcodeRecord, MeldcodeWhat, kind};
use crate::{House, Refused};
use regie_charter::{Change, Parts, Scope, View, Whose};
use regie_terms::{
    AccountId, Act, ActQuestion, DeskAct, DossierId, Id, KeyId, Question, RequestId,
};
use regie_vault::open::Where;
use regie_vault::{Draft, Known};

/// What an act on a matter stands on.
pub(super) struct Ground {
    pub standing: Standing,
    pub case: Case,
    pub access: Question,
    pub task: ActQuestion,
    /// Concerns nobody: no line of a matter stands in anybody's list.
    pub scope: Scope,
    /// The key of the dossier's own records.
    pub own: KeyId,
    me: AccountId,
}

impl Ground {
    /// A matter, for somebody of its circle; to everybody else it is not there.
    pub fn matter(&self, id: Id) -> Result<&Known<Meldcode>, Refused> {
        let found = self.case.meldcodes.iter().find(|m| m.id == id);
        found.filter(|m| self.reads(m.id)).ok_or(Refused::NotFound)
    }

    /// Whether the caller is of the circle of a matter.
    pub fn reads(&self, matter: Id) -> bool {
        let named = |r: &crate::thing::MeldcodeReader, of, account| {
            let _ = r;
            of == Some(matter) && account == Some(self.me.0)
        };
        sees_shielded(self.standing.relation)
            || (self.standing.relation == regie_terms::Relation::Involved
                && self
                    .case
                    .meldcode_readers
                    .iter()
                    .any(|r| named(&r.value, r.of, r.account)))
    }

    /// What was done in a matter, in the order in which it was written down.
    pub fn records(&self, matter: Id) -> Vec<&Known<MeldcodeRecord>> {
        let mut found: Vec<_> = self
            .case
            .meldcode_steps
            .iter()
            .filter(|r| r.of == Some(matter))
            .collect();
        found.sort_by_key(|r| (r.value.at, r.id));
        found
    }

    /// That it was closed, where it was.
    pub fn closed(&self, matter: Id) -> Option<&Known<MeldcodeRecord>> {
        let mut all = self.records(matter).into_iter();
        all.find(|r| matches!(r.value.what, MeldcodeWhat::Closed { .. }))
    }

    /// A matter in which something is still done.
    pub fn open(&self, id: Id, field: &'static str) -> Result<&Known<Meldcode>, Refused> {
        let matter = self.matter(id)?;
        match self.closed(id) {
            Some(_) => Err(Refused::field(field, "closed")),
            None => Ok(matter),
        }
    }
}

impl House {
    /// Lets the caller in. Looking asks leave to look at the dossier, everything else to edit it; and the charter says who takes part in the Meldcode.
    ///
    /// # Errors
    /// [`Refused::Denied`] for everybody else, with a line that concerns nobody.
    pub(super) async fn meldcode_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (act, desk, may): (&'static str, DeskAct, Act),
        request: RequestId,
    ) -> Result<Ground, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, may, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.still = true;
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &KINDS,
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let task = self.task_question(caller, desk, standing.relation)?;
        let asked = std::slice::from_ref(&access);
        let _ = self
            .allow_under::<Change>(scope.clone(), standing.refusal_key(), |scope| {
                self.charters().judge_act(scope, &task, asked)
            })
            .await?;
        let case = self.case(&gate, &KINDS).await?;
        let own = standing.key.ok_or(Refused::NotFound)?;
        Ok(Ground {
            standing,
            case,
            access,
            task,
            scope,
            own,
            me: caller.account(),
        })
    }

    /// Leave for what `scope` says, by both questions.
    pub(super) async fn allow_meldcode(
        &self,
        scope: Scope,
        key: KeyId,
        (task, access): (&ActQuestion, &Question),
    ) -> Result<Allowed<Change>, Refused> {
        self.allow_under(scope, Some(key), |scope| {
            self.charters()
                .judge_act(scope, task, std::slice::from_ref(access))
        })
        .await
    }

    /// The same to look.
    pub(super) async fn allow_meldcode_look(
        &self,
        scope: Scope,
        key: KeyId,
        (task, access): (&ActQuestion, &Question),
    ) -> Result<Allowed<View>, Refused> {
        self.allow_under(scope, Some(key), |scope| {
            self.charters()
                .judge_act(scope, task, std::slice::from_ref(access))
        })
        .await
    }

    /// Whether somebody was named in a matter of this dossier; nothing is unsealed for it.
    pub(crate) async fn reads_meldcode(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<bool, Refused> {
        let at = Where::Account(caller.account().0);
        let rows = self.vault().vouched(at, &[kind::MELDCODE_READER]).await?;
        Ok(rows.iter().any(|r| r.dossier == Some(dossier.0)))
    }
}

/// A record of something done in a matter.
pub(super) fn record(
    value: &MeldcodeRecord,
    (matter, key): (Id, KeyId),
    (dossier, account): (DossierId, AccountId),
) -> Result<Draft, Refused> {
    Ok(Draft::new(kind::MELDCODE_STEP, key, value)?
        .dossier(dossier.0)
        .account(account.0)
        .of(matter))
}
