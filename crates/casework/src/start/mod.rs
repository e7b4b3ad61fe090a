//! Start-up: laying the first stone, and laying synthetic people for the demo and for measurements.
//!
//! These are the program's own acts. Each is a ledger line; none of them is reachable from a page.

use crate::dossier_index::findings;
use crate::guard::hash_password;
use crate::thing::{
    Absence, Account, AccountKind, Authority, ClosedWhy, Closure, Dossier, Entry, Involvement,
    Person, PersonFile, Portal, kind,
};
use crate::{House, Refused, day_number};
use regie_terms::{AccountId, DossierId, Function, Id, KeyId, Law, PersonId, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};

/// An account to be made.
pub struct NewAccount {
    /// Its id; made by the caller so that dossiers can refer to it.
    pub id: AccountId,
    /// Its content, the password hash and the second factor's secret included.
    pub account: Account,
    /// Its absences.
    pub absences: Vec<Absence>,
}

/// A dossier to be laid, whole.
pub struct NewDossier {
    /// Its id.
    pub id: DossierId,
    /// Its content.
    pub dossier: Dossier,
    /// The people, each with the laws under which they get help; somebody with none is an involved person.
    pub people: Vec<(PersonId, Person, Vec<Law>)>,
    /// Who has authority over or represents whom: the one represented first.
    pub authority: Vec<(PersonId, Authority)>,
    /// Who coordinates.
    pub coordinator: Option<AccountId>,
    /// Who stands in.
    pub substitute: Option<AccountId>,
    /// Who else is involved.
    pub involved: Vec<AccountId>,
    /// The entries, each with the person it is about and the account that recorded it.
    pub entries: Vec<(PersonId, AccountId, Entry)>,
    /// Which accounts belong to which people.
    pub portals: Vec<(AccountId, PersonId)>,
}

impl House {
    /// Lays the first stone: adopts the rule files and makes the first administrator. Does it once.
    ///
    /// # Errors
    /// [`Refused::Invalid`] when the database was founded before.
    pub async fn found(&self, administrator: NewAccount) -> Result<(), Refused> {
        if self.vault().ledger().is_founded().await? {
            return Err(Refused::field("data", "founded-before"));
        }
        let scope = self.scope("found", Self::system(), RequestId::fresh());
        let permit = self
            .charters()
            .founding(scope, self.settings().charter)
            .ok_or(Refused::NotFound)?;
        let mut changes = Changes::default();
        add_account(&mut changes, administrator)?;
        let _ = self.vault().change(permit, changes).await?;
        Ok(())
    }

    /// The first administrator's account: functional administrator, with the declarations still to be signed.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when the system gives no randomness.
    pub fn administrator(
        &self,
        login: &str,
        password: &str,
        totp: &str,
    ) -> Result<NewAccount, Refused> {
        Ok(NewAccount {
            id: AccountId::fresh(),
            account: Account {
                kind: AccountKind::Staff,
                login: crate::guard::login_form(login),
                name: login.to_owned(),
                password: hash_password(password)?,
                totp: totp.to_owned(),
                functions: vec![Function::FunctionalAdministrator],
                team: None,
                signed: Vec::new(),
                ended: None,
                reopened: None,
                try_this: None,
            },
            absences: Vec::new(),
        })
    }

    /// Makes accounts, many in one line; the program's own act.
    ///
    /// # Errors
    /// [`Refused::Invalid`] when a login name is taken; [`Refused::Unavailable`] when nothing could be written.
    pub async fn lay_accounts(&self, accounts: Vec<NewAccount>) -> Result<(), Refused> {
        for new in &accounts {
            if !self
                .vault()
                .found("login", &new.account.login)
                .await?
                .is_empty()
            {
                return Err(Refused::field("login", "taken"));
            }
        }
        let scope = self.scope("lay-population", Self::system(), RequestId::fresh());
        let permit = self.charters().start_up(scope).ok_or(Refused::NotFound)?;
        let mut changes = Changes::default();
        for account in accounts {
            add_account(&mut changes, account)?;
        }
        let _ = self.vault().change(permit, changes).await?;
        Ok(())
    }

    /// Lays dossiers, a line each, their keys in one go.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when nothing could be written; what stands before stands.
    pub async fn lay_dossiers(&self, dossiers: Vec<NewDossier>) -> Result<(), Refused> {
        let files: usize = dossiers
            .iter()
            .flat_map(|d| &d.people)
            .map(|(_, _, laws)| laws.len().max(1))
            .sum();
        let mut keys = self
            .vault()
            .keys()
            .make(files, self.now())
            .await?
            .into_iter();
        let mut writes = Vec::with_capacity(dossiers.len());
        for new in dossiers {
            let scope = self.scope("lay-population", Self::system(), RequestId::fresh());
            let mut scope = self.dossier_scope(
                scope,
                new.id,
                new.people.iter().map(|(id, _, _)| *id).collect(),
            );
            scope.moves = vec![new.id.0];
            let permit = self.charters().start_up(scope).ok_or(Refused::NotFound)?;
            let tasks = self.first_tasks(&new)?;
            let (id, dossier) = (new.id, new.dossier.clone());
            let (mut changes, files) = dossier_changes(new, &mut keys)?;
            changes.add.extend(tasks);
            changes
                .add
                .extend(self.laid_closed(id, &dossier, (&files, changes.line_key))?);
            let vault = self.vault().clone();
            writes.push(tokio::spawn(async move {
                vault.change(permit, changes).await.map(|_| ())
            }));
        }
        for write in writes {
            write.await.map_err(|_| Refused::Busy)??;
        }
        Ok(())
    }
}

impl House {
    /// What waits for the coordinator of a new dossier because of who is in it.
    pub(crate) fn first_tasks(&self, new: &NewDossier) -> Result<Vec<Draft>, Refused> {
        let mut out = Vec::new();
        if new.dossier.closed.is_some() {
            return Ok(out);
        }
        for (id, person, laws) in &new.people {
            let about = crate::dossier::Newcomer {
                id: *id,
                person,
                laws,
                authority: new.authority.iter().any(|(over, _)| over == id),
            };
            out.extend(self.tasks_about(new.id, &about, new.coordinator)?);
        }
        Ok(out)
    }
}

fn add_account(changes: &mut Changes, new: NewAccount) -> Result<(), Refused> {
    changes
        .find
        .extend(crate::administer::findings(new.id.0, &new.account));
    changes
        .add
        .push(Draft::new(kind::ACCOUNT, STAFF, &new.account)?.id(new.id.0));
    for absence in new.absences {
        changes.add.push(
            Draft::new(kind::ABSENCE, STAFF, &absence)?
                .account(new.id.0)
                .due(day_number(absence.until)),
        );
    }
    Ok(())
}

/// A file of a new dossier: its id, whose it is, and what stands in it.
pub(crate) type NewFile = (Id, PersonId, PersonFile);

impl House {
    /// What is written down of a dossier that is laid closed: that it was closed, and the terms of its files.
    fn laid_closed(
        &self,
        id: DossierId,
        dossier: &Dossier,
        (files, key): (&[NewFile], Option<KeyId>),
    ) -> Result<Vec<Draft>, Refused> {
        let (Some(on), Some(key)) = (dossier.closed, key) else {
            return Ok(Vec::new());
        };
        let closure = Closure {
            on,
            why: ClosedWhy::Reached,
            because: "De doelen zijn bereikt.".to_owned(),
            told: "In het laatste gesprek.".to_owned(),
            at: self.now(),
            by: String::new(),
            reopened: None,
        };
        let mut out = vec![Draft::new(kind::CLOSURE, key, &closure)?.dossier(id.0)];
        for (file, person, of) in files {
            out.extend(self.term_draft(id, dossier, (*file, *person, of))?);
        }
        Ok(out)
    }
}

/// What writing a whole new dossier takes; `keys` gives one for each person and law.
pub(crate) fn dossier_changes(
    new: NewDossier,
    keys: &mut impl Iterator<Item = KeyId>,
) -> Result<(Changes, Vec<NewFile>), Refused> {
    let dossier = new.id.0;
    let mut files: Vec<(PersonId, Law, KeyId)> = Vec::new();
    for (person, _, laws) in &new.people {
        // Somebody who gets no help has a file too, under the dossier's first law.
        let of = match laws.is_empty() {
            true => new.dossier.laws.get(..1).unwrap_or_default(),
            false => laws,
        };
        for law in of {
            files.push((*person, *law, keys.next().ok_or(Refused::Busy)?));
        }
    }
    let involved = |person: PersonId| {
        let found = new.people.iter().find(|(id, _, _)| *id == person);
        found.is_some_and(|(_, _, laws)| laws.is_empty())
    };
    let key_of = |person: PersonId, law: Option<Law>| {
        files
            .iter()
            .find(|(p, l, _)| *p == person && law.is_none_or(|law| *l == law))
            .map(|(_, _, k)| *k)
            .ok_or(Refused::NotFound)
    };
    let own = key_of(new.dossier.principal, None)?;
    let since = Involvement {
        since: new.dossier.opened,
        why: None,
        claimed: None,
    };
    let mut changes = Changes {
        line_key: Some(own),
        ..Changes::default()
    };
    let opened = new.dossier.opened;
    changes.add.push(
        Draft::new(kind::DOSSIER, own, &new.dossier)?
            .id(dossier)
            .dossier(dossier),
    );
    let mut made = Vec::new();
    for (person, law, key) in &files {
        let file = PersonFile::of_help(*law, involved(*person));
        let draft = Draft::new(kind::FILE, *key, &file)?
            .dossier(dossier)
            .person(person.0);
        made.push((draft.id, *person, file));
        changes.add.push(draft);
    }
    let born: Vec<(PersonId, jiff::civil::Date)> =
        (new.people.iter().map(|(id, person, _)| (*id, person.born))).collect();
    for (id, person, _) in new.people {
        changes.find.extend(findings(id, &person));
        changes.add.push(
            Draft::new(kind::PERSON, key_of(id, None)?, &person)?
                .id(id.0)
                .dossier(dossier)
                .person(id.0),
        );
    }
    for (person, authority) in new.authority {
        let born = born.iter().find(|(id, _)| *id == person);
        let authority = born.map_or(authority.clone(), |(_, born)| authority.over(*born));
        let mut draft = Draft::new(kind::AUTHORITY, key_of(person, None)?, &authority)?
            .dossier(dossier)
            .person(person.0);
        if let Some(by) = authority.by {
            draft = draft.of(by.0);
        }
        changes.add.push(draft);
    }
    let appointed = [
        (kind::COORDINATION, new.coordinator),
        (kind::SUBSTITUTION, new.substitute),
    ]
    .into_iter()
    .filter_map(|(kind, account)| Some((kind, account?)))
    .chain(
        new.involved
            .into_iter()
            .map(|account| (kind::INVOLVEMENT, account)),
    );
    for (kind, account) in appointed {
        changes.add.push(
            Draft::new(kind, own, &since)?
                .dossier(dossier)
                .account(account.0),
        );
    }
    for (person, account, entry) in new.entries {
        let key = key_of(person, Some(entry.label.law)).or_else(|_| key_of(person, None))?;
        changes.add.push(
            Draft::new(kind::ENTRY, key, &entry)?
                .dossier(dossier)
                .person(person.0)
                .account(account.0),
        );
    }
    for (account, person) in new.portals {
        changes.add.push(
            Draft::new(
                kind::PORTAL,
                STAFF,
                &Portal {
                    since: opened,
                    reopened: None,
                },
            )?
            .dossier(dossier)
            .person(person.0)
            .account(account.0),
        );
    }
    Ok((changes, made))
}
