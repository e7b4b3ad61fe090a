//! Proving who one is for one act, without a session: for what is done at the console before the desk can open.

use super::attempts::Door;
use super::login::{LoginRefused, login_form};
use super::{Caller, second};
use crate::House;
use crate::thing::Account;
use jiff::civil::Date;
use regie_terms::{Declaration, Function, Set};

/// How somebody proves who they are.
pub struct Proof {
    /// Login name.
    pub login: String,
    /// Password.
    pub password: String,
    /// A code of the second factor; it works once.
    pub code: String,
}

/// What was signed up to a day, that day included.
pub(super) fn signed_by(account: &Account, day: Date) -> Set<Declaration> {
    let mut declarations = Set::default();
    let signed = account.signed.iter().filter(|s| s.on <= day);
    signed.for_each(|s| declarations.insert(s.what));
    declarations
}

/// What stands for the address of somebody at the console, where attempts are counted.
const CONSOLE: &str = "console";

impl House {
    /// Who proves themselves so, acting in `function`. Nothing is opened by it: it lasts for the act it is used in.
    ///
    /// # Errors
    /// [`LoginRefused::Wrong`] for anybody else, one who does not hold the function, or an account that ended.
    pub(crate) async fn proven(
        &self,
        proof: &Proof,
        function: Function,
    ) -> Result<Caller, LoginRefused> {
        let login = login_form(&proof.login);
        let now = self.now();
        let attempt = self.attempt(Door::Password, &login, CONSOLE).await?;
        let found = self.find_account(&login).await?;
        let hash = found.as_ref().map_or("", |(_, a)| a.password.as_str());
        let right = self.verified(&proof.password, hash).await;
        let (id, account) = found.ok_or(LoginRefused::Wrong)?;
        // Read again behind its version: what is taken away after this makes the judgement stale, never wrong.
        let version = self.vault().facts_version(id.0).await?;
        let same = account.password;
        let account = self.account(id.0).await?.ok_or(LoginRefused::Wrong)?;
        let right = right && same == account.password && account.works_on(self.today());
        let step = second::step(&account.totp, &proof.code, now).filter(|_| right);
        let fresh = match step {
            Some(step) => self.use_code(id, step).await?,
            None => false,
        };
        if !fresh || !account.functions.contains(&function) {
            self.login_line(id, "login-failed").await?;
            return Err(LoginRefused::Wrong);
        }
        self.was_right(attempt).await?;
        Ok(Caller {
            account: id,
            kind: account.kind,
            name: account.name.clone(),
            function: Some(function),
            functions: account.functions.clone(),
            declarations: signed_by(&account, self.today()),
            reopened: account.reopened,
            version,
            csrf: String::new(),
            token: String::new(),
            idle_until: now,
            ends: now,
            input: None,
        })
    }
}
