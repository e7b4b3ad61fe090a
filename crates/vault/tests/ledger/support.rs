//! A prepared database with a ledger and a vault on it.

use regie_charter::{Actor, Capacity, Change, Charters, Parts, Permit, Scope, View, Whose};
use regie_ledger::Ledger;
use regie_ledger::checkpoint::Checkpoint;
use regie_ledger::db::{Arg, Db, Place};
use regie_ledger::verify::Report;
use regie_terms::{AccountId, ControllerId, DossierId, Id, KeyId, PersonId, Question, RequestId};
use regie_vault::keys::{FileKey, KeyStore};
use regie_vault::{Changes, Draft, Find, Vault};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub const CONTROLLER: ControllerId = ControllerId(1);

/// A database of one test's own.
pub struct Site {
    pub folder: PathBuf,
    pub place: Place,
    pub charters: Arc<Charters>,
    pub vault: Vault,
    pub keys: Arc<KeyStore>,
    _dir: Option<tempfile::TempDir>,
}

#[path = "../../../../tests/support/place.rs"]
mod place;
pub use place::fresh as fresh_place;

pub async fn prepare(folder: &Path, place: &Place) {
    let service = FileKey::create(&folder.join("controller.key")).unwrap();
    let keys = Db::open(&Place::File(folder.join("keys.db")), true)
        .await
        .unwrap();
    KeyStore::prepare(&keys, CONTROLLER, &service)
        .await
        .unwrap();
    keys.close().await;
    let content = Db::open(place, true).await.unwrap();
    Ledger::prepare(&content, CONTROLLER).await.unwrap();
    content.close().await;
}

pub async fn open(folder: &Path, place: &Place) -> (Vault, Arc<KeyStore>) {
    let service = FileKey::read(&folder.join("controller.key")).unwrap();
    let keys = Db::open(&Place::File(folder.join("keys.db")), false)
        .await
        .unwrap();
    let keys = Arc::new(
        KeyStore::open(keys, CONTROLLER, Box::new(service))
            .await
            .unwrap(),
    );
    let content = Db::open(place, false).await.unwrap();
    let ledger = Ledger::start(content, CONTROLLER, keys.digest_key().await.unwrap())
        .await
        .unwrap();
    (Vault::new(ledger, keys.clone()).await.unwrap(), keys)
}

impl Site {
    /// A founded database.
    pub async fn new() -> Self {
        let site = Self::unfounded().await;
        let permit = site
            .charters
            .founding(site.scope("found"), regie_terms::Charter::Utrecht)
            .unwrap();
        let _ = site.vault.change(permit, Changes::default()).await.unwrap();
        site
    }

    pub async fn unfounded() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().to_owned();
        let place = fresh_place(&folder).await;
        prepare(&folder, &place).await;
        let (vault, keys) = open(&folder, &place).await;
        Self {
            folder,
            place,
            charters: Arc::new(Charters::builtin().unwrap()),
            vault,
            keys,
            _dir: Some(dir),
        }
    }

    /// Around a vault that is open already.
    pub fn around(vault: Vault, keys: Arc<KeyStore>, charters: Arc<Charters>) -> Self {
        Self {
            folder: PathBuf::new(),
            place: Place::File(PathBuf::new()),
            charters,
            vault,
            keys,
            _dir: None,
        }
    }

    pub fn scope(&self, act: &'static str) -> Scope {
        scope(act)
    }

    /// Leave to look at a dossier as its coordinator.
    pub fn may_look(&self, scope: Scope) -> Permit<View> {
        match self
            .charters
            .judge::<View>(scope, &[coordinator("view", "coordinator")])
            .unwrap()
            .ruling
        {
            Ok(permit) => permit,
            Err(_) => panic!("the coordinator may look"),
        }
    }

    /// Leave to change a dossier as its coordinator.
    pub fn may_change(&self, scope: Scope) -> Permit<Change> {
        match self
            .charters
            .judge::<Change>(scope, &[coordinator("edit", "coordinator")])
            .unwrap()
            .ruling
        {
            Ok(permit) => permit,
            Err(_) => panic!("the coordinator may edit"),
        }
    }

    /// A dossier with one person and `entries` entries, each a line of its own.
    pub async fn dossier(&self, entries: usize) -> Laid {
        let key = self.keys.make(1, 0).await.unwrap()[0];
        let laid = Laid {
            dossier: DossierId::fresh(),
            person: PersonId::fresh(),
            key,
            entries: Vec::new(),
        };
        let mut scope = self.dossier_scope("record-entry", &laid, 0);
        scope.facts.clear();
        let person = Draft::new("person", key, &"Puk de Wit").unwrap();
        let person = person
            .id(laid.person.0)
            .dossier(laid.dossier.0)
            .person(laid.person.0);
        let find = Find {
            kind: "bsn",
            value: zeroize::Zeroizing::new("999900006".to_owned()),
            record: laid.person.0,
        };
        let changes = Changes {
            add: vec![person],
            find: vec![find],
            line_key: Some(key),
            ..Changes::default()
        };
        let _ = self
            .vault
            .change(self.may_change(scope), changes)
            .await
            .unwrap();
        let mut laid = laid;
        for n in 0..entries {
            let scope = self.dossier_scope("record-entry", &laid, 1 + n as i64);
            let draft = Draft::new("entry", key, &format!("feit {n}")).unwrap();
            let draft = draft.dossier(laid.dossier.0).person(laid.person.0);
            laid.entries.push(draft.id);
            let changes = Changes {
                add: vec![draft],
                line_key: Some(key),
                ..Changes::default()
            };
            let _ = self
                .vault
                .change(self.may_change(scope), changes)
                .await
                .unwrap();
        }
        laid
    }

    pub fn dossier_scope(&self, act: &'static str, laid: &Laid, version: i64) -> Scope {
        Scope {
            dossier: Some(laid.dossier),
            concerns: vec![laid.person],
            parts: Parts {
                about: Whose::Household,
                kinds: &["person", "entry"],
                only: None,
            },
            facts: vec![(laid.dossier.0, version)],
            moves: vec![laid.dossier.0],
            input: None,
            ..scope(act)
        }
    }

    pub async fn verify(&self, outside: &[Checkpoint]) -> Report {
        let key = self.keys.signing_key().await.unwrap().verifying_key();
        self.vault.ledger().verify(&key, outside).await.unwrap()
    }

    pub async fn checkpoint(&self) -> Checkpoint {
        let permit = self.charters.start_up(self.scope("checkpoint")).unwrap();
        self.vault
            .ledger()
            .checkpoint(permit, &self.keys.signing_key().await.unwrap(), 1)
            .await
            .unwrap()
    }

    /// Reaches behind the ledger's back.
    pub async fn sql(&self, sql: &str, args: &[Arg<'_>]) -> u64 {
        self.vault.ledger().db().execute(sql, args).await.unwrap()
    }

    pub async fn number(&self, sql: &str) -> i64 {
        self.vault
            .ledger()
            .db()
            .row(sql, &[])
            .await
            .unwrap()
            .unwrap()
            .int(0)
            .unwrap()
    }
}

pub struct Laid {
    pub dossier: DossierId,
    pub person: PersonId,
    pub key: KeyId,
    pub entries: Vec<Id>,
}

pub fn scope(act: &'static str) -> Scope {
    Scope {
        act,
        actor: Actor {
            account: AccountId(Id::from_bytes([0; 16])),
            capacity: Capacity::System,
        },
        request: RequestId::fresh(),
        at: 1_790_000_000_000,
        dossier: None,
        concerns: Vec::new(),
        parts: Parts {
            about: Whose::Household,
            kinds: &[],
            only: None,
        },
        facts: Vec::new(),
        moves: Vec::new(),
        input: None,
        still: false,
    }
}

pub fn coordinator(act: &str, relation: &str) -> Question {
    let json = format!(
        r#"{{"question":"access","charter":"utrecht","on":"2026-11-21","act":"{act}","who":{{"function":"professional",
        "relation":"{relation}","declarations":["confidentiality"]}},"coordinator_present":true,"substitute_present":true,"reason":null}}"#
    );
    Question::read(&json).unwrap()
}
