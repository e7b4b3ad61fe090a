//! A house on a database of its own, with the staff of a small organisation and no dossier yet.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use regie_casework::administer::{AcceptInput, AccountInput, InvitationRefused, Invited};
use regie_casework::dossier::{PersonInput, StartInput, Started};
use regie_casework::guard::{Token, fresh_secret, hash_password, totp_code};
use regie_casework::start::NewAccount;
use regie_casework::thing::{Account, AccountKind, Signed};
use regie_casework::{Caller, Clock, House, Refused, Settings};
use regie_charter::Charters;
use regie_ledger::Ledger;
use regie_ledger::db::{Arg, Db};
use regie_terms::{
    AccountId, Answer, Charter, ControllerId, Declaration, DossierId, Function, RequestId,
};
use regie_vault::Vault;
use regie_vault::keys::{FileKey, KeyStore};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;

pub const PASSWORD: &str = "zeven groene fietsen";
pub const TODAY: Date = date(2026, 11, 21);
const CONTROLLER: ControllerId = ControllerId(1);

static HASH: LazyLock<String> = LazyLock::new(|| hash_password(PASSWORD).unwrap());

pub struct World {
    pub house: House,
    pub ledger: Ledger,
    keys: Arc<KeyStore>,
    ids: HashMap<String, AccountId>,
    pub totp: String,
    _folder: TempDir,
}

#[path = "../../../../tests/support/place.rs"]
mod place;
use place::fresh as place;

fn member(login: &str, functions: &[Function], totp: &str) -> NewAccount {
    NewAccount {
        id: AccountId::fresh(),
        account: Account {
            kind: AccountKind::Staff,
            login: login.to_owned(),
            name: format!("{login} Test"),
            password: HASH.clone(),
            totp: totp.to_owned(),
            functions: functions.to_vec(),
            team: None,
            signed: Declaration::ALL
                .iter()
                .map(|what| Signed {
                    what: *what,
                    on: date(2026, 1, 1),
                })
                .collect(),
            ended: None,
            reopened: None,
            try_this: None,
        },
        absences: Vec::new(),
    }
}

impl World {
    pub async fn new() -> Self {
        Self::with(true).await
    }

    /// As [`World::new`]; outside the demo nobody comes in by a button.
    pub async fn with(demo: bool) -> Self {
        let folder = TempDir::new().unwrap();
        let service = FileKey::create(&folder.path().join("controller.key")).unwrap();
        let key_db = Db::sqlite(&folder.path().join("keys.db"), true)
            .await
            .unwrap();
        KeyStore::prepare(&key_db, CONTROLLER, &service)
            .await
            .unwrap();
        let keys = Arc::new(
            KeyStore::open(key_db, CONTROLLER, Box::new(service))
                .await
                .unwrap(),
        );
        let content = Db::open(&place(folder.path()).await, true).await.unwrap();
        Ledger::prepare(&content, CONTROLLER).await.unwrap();
        let ledger = Ledger::start(content, CONTROLLER, keys.digest_key().await.unwrap())
            .await
            .unwrap();
        let vault = Vault::new(ledger.clone(), keys.clone()).await.unwrap();
        let noon = TODAY
            .at(12, 0, 0, 0)
            .in_tz("Europe/Amsterdam")
            .unwrap()
            .timestamp();
        let settings = Settings {
            demo,
            secure: false,
            ..Settings::default()
        };
        let house = House::new(
            vault,
            Arc::new(Charters::builtin().unwrap()),
            Clock::at(noon),
            settings,
        );
        let totp = fresh_secret().unwrap();
        let first = member("beheer", &[Function::FunctionalAdministrator], &totp);
        let staff: Vec<NewAccount> = [
            ("noor", Function::Professional),
            ("sam", Function::Professional),
            ("olaf", Function::Professional),
            ("vera", Function::FrontDoor),
            ("mara", Function::Manager),
            ("bo", Function::Board),
        ]
        .iter()
        .map(|(login, function)| member(login, &[*function], &totp))
        .collect();
        let known = |a: &NewAccount| (a.account.login.clone(), a.id);
        let ids = std::iter::once(known(&first))
            .chain(staff.iter().map(known))
            .collect();
        house.found(first).await.unwrap();
        house.lay_accounts(staff).await.unwrap();
        Self {
            house,
            ledger,
            keys,
            ids,
            totp,
            _folder: folder,
        }
    }

    /// The same house at another desk, or after the program was started anew.
    pub async fn another_desk(&self) -> House {
        self.desk_with(Charters::builtin().unwrap()).await
    }

    /// A desk whose configuration names another charter.
    pub async fn desk_under(&self, charter: Charter) -> House {
        let vault = Vault::new(self.ledger.clone(), self.keys.clone())
            .await
            .unwrap();
        let settings = Settings {
            charter,
            ..self.house.settings().clone()
        };
        let charters = Arc::new(Charters::builtin().unwrap());
        House::new(vault, charters, self.house.clock().clone(), settings)
    }

    /// A desk of a program that carries other rule files.
    pub async fn desk_with(&self, charters: Charters) -> House {
        let vault = Vault::new(self.ledger.clone(), self.keys.clone())
            .await
            .unwrap();
        let charters = Arc::new(charters);
        let (clock, settings) = (self.house.clock().clone(), self.house.settings().clone());
        House::new(vault, charters, clock, settings)
    }

    /// The version an account has now, as its form carries it.
    pub async fn version(&self, admin: &Caller, login: &str) -> String {
        let row = self.house.account_page(admin, self.id(login)).await;
        row.unwrap().version.to_string()
    }

    pub fn id(&self, login: &str) -> AccountId {
        self.ids[login]
    }

    /// Another account, as the program lays it.
    pub async fn lay(&mut self, login: &str, functions: &[Function]) -> AccountId {
        let new = member(login, functions, &self.totp);
        let id = new.id;
        self.ids.insert(login.to_owned(), id);
        self.house.lay_accounts(vec![new]).await.unwrap();
        id
    }

    pub fn later(&self, minutes: i64) {
        let at = self.house.now() + minutes * 60_000;
        self.house
            .clock()
            .set(Timestamp::from_millisecond(at).unwrap());
    }

    pub async fn caller(&self, login: &str) -> Caller {
        let token = self.house.login_demo(login).await.unwrap();
        self.house.caller(&token.0).await.unwrap()
    }

    /// Logs in the whole way; a code works once, so the clock moves on first.
    pub async fn login(&self, login: &str, password: &str, totp: &str) -> Option<Token> {
        self.later(2);
        let ticket = self
            .house
            .login_password(login, password, "here")
            .await
            .ok()?;
        let code = totp_code(totp, self.house.now()).unwrap();
        self.house.login_code(&ticket.0, &code, "here").await.ok()
    }

    /// Takes up an invitation for the first time; gives the secret of the second factor.
    pub async fn accept(
        &self,
        invited: &Invited,
        password: &str,
    ) -> Result<String, InvitationRefused> {
        let code = invited.code.clone().unwrap();
        let welcome = self.house.invitation(&invited.login, &code, "here").await?;
        let secret = welcome.secret.unwrap_or_else(|| self.totp.clone());
        let input = self.chosen(invited, password, &secret);
        self.house
            .accept_invitation(&input, "here", RequestId::fresh())
            .await?;
        Ok(secret)
    }

    /// A form of an invitation, filled.
    pub fn chosen(&self, invited: &Invited, password: &str, secret: &str) -> AcceptInput {
        AcceptInput {
            login: invited.login.clone(),
            code: invited.code.clone().unwrap(),
            password: password.to_owned(),
            again: password.to_owned(),
            totp: totp_code(secret, self.house.now()).unwrap(),
        }
    }

    /// How many lines are about an act, and happened or not.
    pub async fn count(&self, act: &str, happened: bool) -> usize {
        let rows = self
            .ledger
            .db()
            .rows("SELECT body FROM line WHERE act = $1", &[Arg::Text(act)])
            .await
            .unwrap();
        let done = |bytes: &[u8]| {
            serde_json::from_slice::<serde_json::Value>(bytes).unwrap()["done"] == happened
        };
        rows.iter()
            .filter(|row| done(row.bytes(0).unwrap()))
            .count()
    }

    /// Of each line about an act, oldest first, whether it has a sealed part.
    pub async fn sealed(&self, act: &str) -> Vec<bool> {
        let rows = self
            .ledger
            .db()
            .rows(
                "SELECT sealed FROM line WHERE act = $1 ORDER BY seq",
                &[Arg::Text(act)],
            )
            .await
            .unwrap();
        rows.iter()
            .map(|row| row.maybe_bytes(0).unwrap().is_some())
            .collect()
    }

    /// A dossier that noor coordinates and sam stands in for.
    pub async fn dossier(&self) -> DossierId {
        let noor = self.caller("noor").await;
        match self
            .house
            .start_dossier(&noor, &self.start(), RequestId::fresh())
            .await
            .unwrap()
        {
            Started::New { dossier, .. } => dossier,
            Started::Exists { found } => panic!("nothing was there yet, but {found:?}"),
        }
    }

    /// A form of a new dossier, filled.
    pub fn start(&self) -> StartInput {
        StartInput {
            person: person("Puk", "1990-02-03"),
            laws: vec!["wmo".into()],
            team: "sociaal".into(),
            neighbourhood: "Overvecht".into(),
            need: "Vraagt hulp bij het huishouden.".into(),
            agrees_to_help: "yes".into(),
            told_client: "yes".into(),
            coordinator: self.id("noor").to_string(),
            substitute: self.id("sam").to_string(),
            anyway: String::new(),
            referral: regie_casework::triage::ReferralInput {
                from: "oneself".into(),
                ..Default::default()
            },
            door: Vec::new(),
        }
    }

    /// Ends a test: the chain verifies.
    pub async fn done(self) {
        let key = self.keys.signing_key().await.unwrap().verifying_key();
        assert_eq!(self.ledger.verify(&key, &[]).await.unwrap().problem, None);
    }
}

pub fn person(given: &str, born: &str) -> PersonInput {
    PersonInput {
        given: given.into(),
        surname: "de Proef".into(),
        born: born.into(),
        ..PersonInput::default()
    }
}

/// A form of a new account, filled.
pub fn account(login: &str, functions: &[&str]) -> AccountInput {
    AccountInput {
        login: login.into(),
        name: format!("{login} Nieuw"),
        functions: functions.iter().map(|f| (*f).to_owned()).collect(),
        team: "Overvecht".into(),
    }
}

/// The fields of a refusal with their codes.
pub fn faults<T: std::fmt::Debug>(result: Result<T, Refused>) -> Vec<(&'static str, &'static str)> {
    match result {
        Err(Refused::Invalid(errors)) => errors.iter().map(|e| (e.field, e.code)).collect(),
        other => panic!("fields to be mended were expected, not {other:?}"),
    }
}

/// The answers of a denial.
pub fn denied<T: std::fmt::Debug>(result: Result<T, Refused>) -> Vec<Answer> {
    match result {
        Err(Refused::Denied(answers)) => answers,
        other => panic!("a denial was expected, not {other:?}"),
    }
}

/// Asserts that there is no such thing for this caller.
pub fn nothing<T: std::fmt::Debug>(result: Result<T, Refused>) {
    assert!(
        matches!(result, Err(Refused::NotFound)),
        "nothing was expected, not {result:?}"
    );
}

/// Asserts that an invitation does not work.
pub fn wrong<T: std::fmt::Debug>(result: Result<T, InvitationRefused>) {
    assert!(
        matches!(result, Err(InvitationRefused::Wrong)),
        "a code that does not work was expected, not {result:?}"
    );
}

/// The fields of an invitation to be mended.
pub fn to_mend<T: std::fmt::Debug>(
    result: Result<T, InvitationRefused>,
) -> Vec<(&'static str, &'static str)> {
    match result {
        Err(InvitationRefused::Invalid(errors)) => {
            errors.iter().map(|e| (e.field, e.code)).collect()
        }
        other => panic!("fields to be mended were expected, not {other:?}"),
    }
}
