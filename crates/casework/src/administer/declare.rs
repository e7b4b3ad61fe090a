//! Declarations: signed on screen by the person themselves, before any function works (ACC-9, KE-X 1, KE-VII).

use super::change::replaced;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::{Caller, Door, NotNow};
use crate::thing::{Account, Signed, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{
    Access, Act, Declaration, DeskAct, NeedWord, Of, Question, Relation, RequestId, Set, Text, Who,
};
use regie_vault::Changes;
use serde::Serialize;

/// Which wording of the declarations the desk shows; it stands in the line of who signed. Raised with the texts.
pub const WORDING: &str = "2026-11";

/// A declaration as its page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DeclarationRow {
    /// Which.
    pub what: Declaration,
    /// When it was signed.
    pub signed: Option<Date>,
    /// Whether the charter asks it before the caller's function works.
    pub needed: bool,
}

impl House {
    /// The declarations there are, and how the caller stands to them.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the caller is not staff in a function.
    pub async fn declarations(&self, caller: &Caller) -> Result<Vec<DeclarationRow>, Refused> {
        let needed = self.needed_declarations(caller)?;
        let stored = self
            .stored_account(caller.account())
            .await?
            .ok_or(Refused::NotFound)?;
        let signed = |what: Declaration| {
            stored
                .value
                .signed
                .iter()
                .find(|s| s.what == what)
                .map(|s| s.on)
        };
        Ok(Declaration::ALL
            .iter()
            .map(|what| DeclarationRow {
                what: *what,
                signed: signed(*what),
                needed: needed.contains(*what),
            })
            .collect())
    }

    /// What the caller still has to sign before their function works. Empty when nothing stands in the way.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the caller is not staff in a function.
    pub fn missing_declarations(&self, caller: &Caller) -> Result<Vec<Declaration>, Refused> {
        let there = caller.declarations();
        // Asked with every request: whoever signed everything is not held up.
        if Declaration::ALL.iter().all(|d| there.contains(*d)) {
            return Ok(Vec::new());
        }
        let needed = self.needed_declarations(caller)?;
        Ok(Declaration::ALL
            .iter()
            .copied()
            .filter(|d| needed.contains(*d) && !there.contains(*d))
            .collect())
    }

    /// What the charter asks of somebody in this function who signed nothing, whatever they would do.
    fn needed_declarations(&self, caller: &Caller) -> Result<Set<Declaration>, Refused> {
        let (_, function) = caller.staff()?;
        let mut needed = Set::default();
        let mut gather = |answer: &regie_terms::Answer| {
            for need in answer
                .needs
                .iter()
                .filter(|n| n.what == NeedWord::Declaration)
            {
                if let Some(Of::Declarations(of)) = need.of {
                    of.iter().for_each(|declaration| needed.insert(declaration));
                }
            }
        };
        for relation in Relation::ALL {
            for act in DeskAct::ALL {
                let mut question = self.task_question(caller, *act, *relation)?;
                question.declarations = Set::default();
                gather(&self.charters().act(&question)?);
            }
            gather(&self.charters().ask(&Question::Access(Access {
                charter: self.settings().charter,
                on: self.today(),
                act: Act::View,
                who: Who {
                    function,
                    relation: *relation,
                    declarations: Set::default(),
                },
                coordinator_present: false,
                substitute_present: false,
                reason: Text::new("-"),
            }))?);
        }
        Ok(needed)
    }

    /// Signs declarations as the caller; the password is asked again. What was signed before stays as it is.
    ///
    /// # Errors
    /// [`Refused::Invalid`] with the fields to be mended: `declarations` (`unpicked`, `unknown`), `password` (`missing`, `wrong`,
    /// `wait` with the minutes).
    pub async fn sign_declarations(
        &self,
        caller: &Caller,
        declarations: &[String],
        password: &str,
        address: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.sign_once(caller, declarations, password, address, request))
    }

    async fn sign_once(
        &self,
        caller: &Caller,
        declarations: &[String],
        password: &str,
        address: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        let mut scope =
            self.account_scope(caller, "sign-declaration", &[kind::ACCOUNT], request)?;
        let task = self.task_question(caller, DeskAct::Sign, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        if self
            .done_before(caller, "sign-declaration", request)
            .await?
        {
            return Ok(());
        }
        let mut check = Check::default();
        let chosen = check.words::<Declaration>("declarations", declarations);
        if check.ok() && Declaration::ALL.iter().all(|d| !chosen.contains(*d)) {
            check.fault("declarations", "unpicked");
        }
        let stored = self
            .stored_account(caller.account())
            .await?
            .ok_or(Refused::NotFound)?;
        if password.is_empty() && !self.settings().demo {
            check.fault("password", "missing");
        }
        check.done()?;
        self.password_again(&stored.value, password, address)
            .await?;
        let today = self.today();
        let mut account = stored.value.clone();
        let fresh = |account: &Account, what: Declaration| {
            chosen.contains(what) && !account.signed.iter().any(|s| s.what == what)
        };
        let signed: Vec<Declaration> = Declaration::ALL
            .iter()
            .copied()
            .filter(|d| fresh(&account, *d))
            .collect();
        if signed.is_empty() {
            return Ok(());
        }
        account.signed.extend(signed.iter().map(|what| Signed {
            what: *what,
            on: today,
        }));
        scope.moves = vec![caller.account().0];
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let words: Vec<&str> = signed.iter().map(|d| d.as_str()).collect();
        let changes = Changes {
            replace: vec![replaced(&stored, &account)?],
            reason: Some(format!("{} ({WORDING})", words.join(", "))),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// Asks the password again; guessing is slowed down as it is at login.
    async fn password_again(
        &self,
        account: &Account,
        password: &str,
        address: &str,
    ) -> Result<(), Refused> {
        // The demonstration logs in by button; nobody there has a password to give.
        if self.settings().demo && password.is_empty() {
            return Ok(());
        }
        let attempt = match self.attempt(Door::Password, &account.login, address).await {
            Ok(attempt) => attempt,
            Err(NotNow::Wait(minutes)) => {
                return Err(Refused::Invalid(vec![crate::FieldError::limit(
                    "password", "wait", minutes,
                )]));
            }
            Err(NotNow::Broken(error)) => return Err(error.into()),
        };
        if self.verified(password, &account.password).await {
            return Ok(self.was_right(attempt).await?);
        }
        Err(Refused::field("password", "wrong"))
    }
}
