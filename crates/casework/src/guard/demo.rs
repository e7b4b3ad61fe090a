//! Who the demo offers to be. Works only where the settings say it is the demo: nowhere else is there a list of accounts.

use crate::thing::{Account, AccountKind, kind};
use crate::{House, Refused};
use regie_terms::Function;
use regie_vault::open::Where;

/// Somebody the demo's login page offers a button for.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    /// Staff or client.
    pub kind: AccountKind,
    /// The login name.
    pub login: String,
    /// The name; for a client as the synthetic population laid it.
    pub name: String,
    /// The functions held; empty for a client.
    pub functions: Vec<Function>,
    /// The team, for staff.
    pub team: Option<String>,
    /// What to try, in Dutch and English.
    pub try_this: Option<(String, String)>,
}

impl House {
    /// The people of the demo, staff first, each group in the order in which they came.
    ///
    /// # Errors
    /// [`Refused::NotFound`] everywhere but in the demo; [`Refused::Unavailable`] when they cannot be read.
    pub async fn demo_people(&self) -> Result<Vec<DemoAccount>, Refused> {
        if !self.settings().demo {
            return Err(Refused::NotFound);
        }
        let rows = self
            .vault()
            .routing(Where::NoDossier, &[kind::ACCOUNT])
            .await?;
        let mut people = Vec::new();
        for chunk in rows.chunks(256) {
            let ids = chunk.iter().map(|row| row.id).collect();
            let mut facts = self.vault().facts_of(ids, &[kind::ACCOUNT]).await?;
            let today = self.today();
            people.extend(
                facts
                    .take::<Account>(kind::ACCOUNT)?
                    .into_iter()
                    .map(|found| (found.id, found.value))
                    .filter(|(_, account)| account.works_on(today))
                    .map(|(id, account)| {
                        let person = DemoAccount {
                            kind: account.kind,
                            login: account.login,
                            name: account.name,
                            functions: account.functions,
                            team: account.team,
                            try_this: account.try_this,
                        };
                        (id, person)
                    }),
            );
        }
        // An id begins with the moment it was made.
        people.sort_by_key(|(id, person)| (person.kind == AccountKind::Client, *id));
        let people = people.into_iter().map(|(_, person)| person).collect();
        Ok(people)
    }
}
