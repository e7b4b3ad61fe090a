//! Colleagues who can have a place in a dossier: whether the charter makes something of it for them.

use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Account, AccountKind};
use crate::{House, Refused};
use regie_charter::Scope;
use regie_terms::{
    Access, AccountId, Act, Answer, Declaration, NeedWord, Of as NeedOf, Outcome, Question,
    Relation, Set, Who,
};
use serde::Serialize;

use super::Place;

/// A colleague who can have a place in a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct Colleague {
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// The team.
    pub team: Option<String>,
    /// What they have to sign before the place is theirs to take; empty for whoever can be named now.
    pub missing: Vec<Declaration>,
}

/// Whether the charter makes something of a place for an account.
enum Fit {
    /// Not in any of its functions.
    No,
    /// Once these are signed: without them there is no authorisation (ACC-9).
    Unsigned(Vec<Declaration>),
    /// Yes.
    Yes,
}

impl House {
    /// The colleagues for whom the charter makes something of a place: who could keep a dossier, or look into one. By name. Names of colleagues are
    /// no personal data of clients: no line.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the caller is not staff in a function.
    pub async fn colleagues(
        &self,
        caller: &Caller,
        place: Place,
    ) -> Result<Vec<Colleague>, Refused> {
        caller.staff()?;
        let mut out: Vec<Colleague> = Vec::new();
        for found in self.staff().await? {
            let missing = match self.fits(&found.value, place.relation())? {
                Fit::No => continue,
                Fit::Unsigned(missing) => missing,
                Fit::Yes => Vec::new(),
            };
            out.push(Colleague {
                account: AccountId(found.id),
                name: found.value.name,
                team: found.value.team,
                missing,
            });
        }
        out.sort_by_cached_key(|c| (c.name.to_lowercase(), c.account));
        Ok(out)
    }

    /// Whether somebody with these functions can keep a dossier at all, once all is signed.
    pub(crate) fn can_keep(&self, account: &Account) -> Result<bool, Refused> {
        Ok(!matches!(
            self.fits(account, Relation::Coordinator)?,
            Fit::No
        ))
    }

    /// Whether the charter lets somebody with these functions, and with what they signed, do anything by such a place.
    fn fits(&self, account: &Account, relation: Relation) -> Result<Fit, Refused> {
        if account.kind != AccountKind::Staff || account.ended.is_some() {
            return Ok(Fit::No);
        }
        let act = if relation == Relation::Involved {
            Act::View
        } else {
            Act::Edit
        };
        let signed: Set<Declaration> = account.signed.iter().map(|s| s.what).collect();
        let mut fit = Fit::No;
        for function in &account.functions {
            let ask = |declarations| {
                self.charters().ask(&Question::Access(Access {
                    charter: self.settings().charter,
                    on: self.today(),
                    act,
                    who: Who {
                        function: *function,
                        relation,
                        declarations,
                    },
                    coordinator_present: true,
                    substitute_present: true,
                    reason: None,
                }))
            };
            let answer = ask(signed)?;
            if answer.outcome == Outcome::Permitted {
                return Ok(Fit::Yes);
            }
            // Only the declarations may stand in the way: with all of them signed it is a yes.
            if ask(Declaration::ALL.iter().copied().collect())?.outcome == Outcome::Permitted {
                fit = Fit::Unsigned(asked_declarations(&answer));
            }
        }
        Ok(fit)
    }

    /// Reads the account of somebody who is to have a place; it becomes part of what is judged on.
    pub(crate) async fn read_appointed(
        &self,
        check: &mut Check,
        scope: &mut Scope,
        field: &'static str,
        typed: &str,
        relation: Relation,
    ) -> Result<Option<AccountId>, Refused> {
        let Some(account) = check.id(field, typed).map(AccountId) else {
            return Ok(None);
        };
        self.judged_on(scope, account.0).await?;
        let fits = match self.stored_account(account).await? {
            Some(stored) => self.fits(&stored.value, relation)?,
            None => Fit::No,
        };
        match fits {
            Fit::Yes => return Ok(Some(account)),
            Fit::Unsigned(_) => check.fault(field, "unsigned"),
            Fit::No => check.fault(field, "unknown"),
        }
        Ok(None)
    }
}

/// The declarations an answer still asks.
fn asked_declarations(answer: &Answer) -> Vec<Declaration> {
    let asked = answer.needs.iter().filter_map(|need| match need.of {
        Some(NeedOf::Declarations(of)) if need.what == NeedWord::Declaration => Some(of),
        _ => None,
    });
    let asked: Vec<Set<Declaration>> = asked.collect();
    Declaration::ALL
        .iter()
        .copied()
        .filter(|d| asked.iter().any(|of| of.contains(*d)))
        .collect()
}
