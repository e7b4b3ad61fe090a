//! Who works here: staff alone, found by an index of their own. There are fifty clients to one member of staff, and no list of staff may read them all.

use crate::act::again;
use crate::thing::{Account, AccountKind, kind};
use crate::{House, Refused};
use regie_terms::{AccountId, DeskAct, Function, Id, Outcome, RequestId};
use regie_vault::open::Where;
use regie_vault::{Changes, Find, Known, VaultError};
use zeroize::Zeroizing;

/// The index that finds every account of staff, those that ended included.
const WORKS_HERE: &str = "works-here";
/// Its one value.
const STAFF: &str = "staff";
/// The thing whose facts move when the index is made.
const INDEX_OF_STAFF: Id = Id::from_bytes(*b"index of staff  ");
/// How many accounts are read at a time.
const CHUNK: usize = 256;

/// What a new account is found by: its login, and staff by working here.
pub(crate) fn findings(id: Id, account: &Account) -> Vec<Find> {
    let find = |kind, value: String| Find {
        kind,
        value: Zeroizing::new(value),
        record: id,
    };
    let mut out = vec![find("login", account.login.clone())];
    if account.kind == AccountKind::Staff {
        out.push(find(WORKS_HERE, STAFF.to_owned()));
    }
    out
}

impl House {
    /// Every account of staff, for judging and for the names of colleagues; no account of a client is read.
    ///
    /// # Errors
    /// [`VaultError`] when they cannot be read or unsealed.
    pub(crate) async fn staff(&self) -> Result<Vec<Known<Account>>, VaultError> {
        let ids = self.vault().found(WORKS_HERE, STAFF).await?;
        let mut out = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(CHUNK) {
            let mut facts = self
                .vault()
                .facts_of(chunk.to_vec(), &[kind::ACCOUNT])
                .await?;
            out.extend(facts.take::<Account>(kind::ACCOUNT)?);
        }
        Ok(out)
    }

    /// The accounts that hold a function; for tasks that go to a function rather than a person.
    pub(crate) async fn holders(&self, function: Function) -> Result<Vec<AccountId>, Refused> {
        Ok(self
            .staff()
            .await?
            .iter()
            .filter(|a| a.value.functions.contains(&function) && a.value.ended.is_none())
            .map(|a| AccountId(a.id))
            .collect())
    }

    /// The accounts to which the charter gives a task without a part in a dossier, in one of their functions; for tasks that wait for whoever may do
    /// them. What they still have to sign does not count: the task waits for them meanwhile.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when accounts cannot be read.
    pub(crate) async fn who_may(&self, act: DeskAct) -> Result<Vec<AccountId>, Refused> {
        let mut out = Vec::new();
        for account in self.staff().await? {
            if account.value.ended.is_some() {
                continue;
            }
            for function in &account.value.functions {
                let question = self.task_of(*function, act);
                if self.charters().act(&question)?.outcome == Outcome::Permitted {
                    out.push(AccountId(account.id));
                    break;
                }
            }
        }
        Ok(out)
    }

    /// Makes the index of staff where it lacks somebody: a database from before there was one has no finding for anybody, and nobody would be a
    /// colleague there. One line, with the findings; nothing where all are found. Every account is read, so it is only for the start of the program.
    /// Gives how many were added.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when accounts cannot be read or the line cannot be written.
    pub async fn index_staff(&self) -> Result<usize, Refused> {
        again!(self.index_staff_once())
    }

    async fn index_staff_once(&self) -> Result<usize, Refused> {
        // Two desks that start at once do not both make it.
        let mut scope = self.scope("index-staff", Self::system(), RequestId::fresh());
        self.judged_on(&mut scope, INDEX_OF_STAFF).await?;
        scope.moves.push(INDEX_OF_STAFF);
        let found = self.vault().found(WORKS_HERE, STAFF).await?;
        if !found.is_empty() {
            // Whoever was made since the index is there was put into it with their account.
            return Ok(0);
        }
        let rows = self
            .vault()
            .routing(Where::NoDossier, &[kind::ACCOUNT])
            .await?;
        let ids: Vec<Id> = rows.iter().map(|r| r.id).collect();
        let mut changes = Changes::default();
        for chunk in ids.chunks(CHUNK) {
            let mut facts = self
                .vault()
                .facts_of(chunk.to_vec(), &[kind::ACCOUNT])
                .await?;
            let accounts = facts.take::<Account>(kind::ACCOUNT)?;
            changes.find.extend(
                accounts
                    .iter()
                    .flat_map(|a| findings(a.id, &a.value))
                    .filter(|find| find.kind == WORKS_HERE),
            );
        }
        let added = changes.find.len();
        if added > 0 {
            let permit = self.charters().start_up(scope).ok_or(Refused::NotFound)?;
            let _ = self.write(permit, changes).await?;
        }
        Ok(added)
    }
}
