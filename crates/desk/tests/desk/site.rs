//! A house on a temporary database: two families, the team, and the desk in front.

use axum::Router;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use regie_casework::guard::{fresh_secret, hash_password, totp_code};
use regie_casework::start::{NewAccount, NewDossier};
use regie_casework::thing::{
    Absence, Account, AccountKind, Authority, Dossier, Entry, Label, Person, ShareSafety, Signed,
    Source, SourceKind, Statement,
};
use regie_casework::{Clock, House, Settings};
use regie_charter::Charters;
use regie_desk::words::Lang;
use regie_desk::{Front, app};
use regie_ledger::Ledger;
use regie_ledger::db::Db;
use regie_terms::{
    AccountId, Charter, ClientTold, ControllerId, Data, Declaration, DossierId, Function, Kind,
    Law, Moment, Party, PersonId, Purpose, Representative, SafetyOf,
};
use regie_vault::Vault;
use regie_vault::keys::{FileKey, KeyStore};
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;

use crate::browser::Browser;

#[path = "../../../../tests/support/place.rs"]
mod place;

const CONTROLLER: ControllerId = ControllerId(1);
pub const TODAY: Date = date(2026, 11, 21);
pub const PASSWORD: &str = "zeven groene fietsen";
/// A name of forty letters, so that pages are seen with one.
pub const LONG_NAME: &str = "Wilhelmina van den Oosterhuizen-Verhoeve";
pub const CHILD_BSN: &str = "999900006";

/// Hashing is slow on purpose; once is enough.
static HASH: LazyLock<String> = LazyLock::new(|| hash_password(PASSWORD).unwrap());

pub struct Site {
    pub house: House,
    pub app: Router,
    /// The content database, to take away.
    pub content: Db,
    ledger: Ledger,
    keys: Arc<KeyStore>,
    /// Farida coordinates, Sam stands in, Ravi is involved.
    pub dossier: DossierId,
    /// Both its coordinator and its substitute are away.
    pub deserted: DossierId,
    /// The child of the first dossier, Sara, eleven years old; logs in as `sara`.
    pub child: PersonId,
    /// Her mother, who has authority over her; logs in as `mieke`.
    pub mother: PersonId,
    /// The child of the other family.
    pub stranger: PersonId,
    secrets: Vec<(&'static str, String)>,
    _folder: TempDir,
}

#[derive(Default)]
pub struct Options {
    pub demo: bool,
    pub behind_proxy: bool,
    /// How the organisation is reached.
    pub contact: &'static str,
    /// Utrecht's by default.
    pub charter: Option<Charter>,
    /// The program's own by default.
    pub rules: Option<Charters>,
    /// What kind of party the organisation is; a neighbourhood team by default.
    pub party: Option<Party>,
}

impl Site {
    pub async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub async fn with(options: Options) -> Self {
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
        let content = Db::open(&place::fresh(folder.path()).await, true)
            .await
            .unwrap();
        Ledger::prepare(&content, CONTROLLER).await.unwrap();
        let ledger = Ledger::start(
            content.clone(),
            CONTROLLER,
            keys.digest_key().await.unwrap(),
        )
        .await
        .unwrap();
        let vault = Vault::new(ledger.clone(), keys.clone()).await.unwrap();
        let settings = Settings {
            demo: options.demo,
            secure: !options.demo,
            charter: options.charter.unwrap_or(Charter::Utrecht),
            party: options.party.unwrap_or(Party::NeighbourhoodTeam),
            complaints_contact: "Bureau Klachten\nPostbus 1 <Utrecht>".to_owned(),
            dpo_contact: "fg@buurt.example".to_owned(),
            contact: options.contact.to_owned(),
            ..Settings::default()
        };
        let own = || Charters::builtin().unwrap();
        let charters = Arc::new(options.rules.unwrap_or_else(own));
        let house = House::new(vault, charters, Clock::at(noon(TODAY)), settings);

        house
            .found(account(
                "beheer",
                "Bea Beheer",
                &[Function::FunctionalAdministrator],
            ))
            .await
            .unwrap();
        let staff = [
            account("farida", "Farida el Amrani", &[Function::Professional]),
            account("sam", "Sam de Boer", &[Function::Professional]),
            account("ravi", "Ravi Soekhoe", &[Function::Professional]),
            account("olaf", LONG_NAME, &[Function::Professional]),
            account(
                "twee",
                "Twan Tweebaan",
                &[Function::Professional, Function::FrontDoor],
            ),
            account("daan", "Daan Toezicht", &[Function::Dpo]),
            account("lies", "Lies Leiding", &[Function::Manager]),
            account("ann", "Ann Afwezig", &[Function::Professional]),
            account("bob", "Bob Afwezig", &[Function::Professional]),
            account("sara", "Sara van den Proef", &[]),
            account("mieke", "Mieke van den Proef", &[]),
        ];
        let mut staff = Vec::from(staff);
        let mut secrets = Vec::new();
        for one in &mut staff {
            if one.account.login.starts_with(['a', 'b']) {
                one.absences.push(Absence {
                    from: date(2026, 11, 16),
                    until: date(2026, 11, 29),
                });
            }
            let secret = fresh_secret().unwrap();
            one.account.totp.clone_from(&secret);
            secrets.push((login_of(&one.account.login), secret));
        }
        let of = |login: &str| staff.iter().find(|a| a.account.login == login).unwrap().id;
        let mut dossiers = vec![
            family(
                "Proef",
                Some(of("farida")),
                Some(of("sam")),
                vec![of("ravi")],
                CHILD_BSN,
            ),
            family(
                "Verlaten",
                Some(of("ann")),
                Some(of("bob")),
                Vec::new(),
                "999900018",
            ),
        ];
        let (dossier, deserted) = (dossiers[0].id, dossiers[1].id);
        let (child, mother) = (dossiers[0].people[0].0, dossiers[0].people[1].0);
        let stranger = dossiers[1].people[0].0;
        dossiers[0].portals = vec![(of("sara"), child), (of("mieke"), mother)];
        house.lay_accounts(staff).await.unwrap();
        house.lay_dossiers(dossiers).await.unwrap();
        let app = app(Front {
            house: house.clone(),
            behind_proxy: options.behind_proxy,
        });
        Self {
            house,
            app,
            content,
            ledger,
            keys,
            dossier,
            deserted,
            child,
            mother,
            stranger,
            secrets,
            _folder: folder,
        }
    }

    /// Lays a dossier for each of these surnames; Farida coordinates the first half of them and stands in for the rest.
    pub async fn many(&self, surnames: &[&str]) {
        let mut ids = Vec::new();
        for login in ["farida", "sam"] {
            let session = self.login(login).await.session();
            ids.push(self.house.caller(&session).await.unwrap().account());
        }
        let (farida, sam) = (ids[0], ids[1]);
        let half = surnames.len() / 2;
        let dossiers = surnames.iter().zip(0..).map(|(surname, n)| {
            let (first, second) = if n < half {
                (farida, sam)
            } else {
                (sam, farida)
            };
            let mut one = family(surname, Some(first), Some(second), Vec::new(), "999900031");
            one.people
                .iter_mut()
                .for_each(|(_, person, _)| person.bsn = None);
            one
        });
        self.house.lay_dossiers(dossiers.collect()).await.unwrap();
    }

    /// Somebody in front of a fresh browser, not logged in.
    pub fn stranger(&self) -> Browser {
        Browser::new(self.app.clone(), self.house.settings().secure)
    }

    /// Somebody in front of another desk on the same database, as a second program would be, or this one started again.
    pub async fn another_desk(&self) -> Browser {
        let digest = self.keys.digest_key().await.unwrap();
        let ledger = Ledger::start(self.content.clone(), CONTROLLER, digest)
            .await
            .unwrap();
        let vault = Vault::new(ledger, self.keys.clone()).await.unwrap();
        let house = House::new(
            vault,
            Arc::new(Charters::builtin().unwrap()),
            self.house.clock().clone(),
            self.house.settings().clone(),
        );
        let secure = house.settings().secure;
        let behind_proxy = false;
        Browser::new(
            app(Front {
                house,
                behind_proxy,
            }),
            secure,
        )
    }

    /// The digests of what was sent, by act, in the order of the lines.
    pub async fn inputs(&self) -> Vec<(String, Option<String>)> {
        let sql = "SELECT act, body FROM line WHERE controller = $1 ORDER BY seq";
        let rows = self
            .content
            .rows(sql, &[regie_ledger::db::Arg::Int(CONTROLLER.0)])
            .await
            .unwrap();
        let read = |row: &regie_ledger::db::Row| {
            let body: serde_json::Value = serde_json::from_slice(row.bytes(1).unwrap()).unwrap();
            let input = body.get("input").and_then(|i| i.as_str());
            (row.text(0).unwrap().to_owned(), input.map(str::to_owned))
        };
        rows.iter().map(read).collect()
    }

    /// Somebody who logged in with password and code.
    pub async fn login(&self, login: &str) -> Browser {
        let mut browser = self.stranger();
        browser.get("/inloggen/wachtwoord").await;
        browser
            .send("/inloggen", &[("login", login), ("password", PASSWORD)])
            .await
            .to("/inloggen/code");
        browser.get("/inloggen/code").await;
        let code = self.code(login);
        browser.send("/inloggen/code", &[("code", &code)]).await;
        assert!(browser.has_session(), "{login} is not logged in");
        // A code works once: the next login of the same person is in another half minute.
        self.later(60);
        browser
    }

    /// The code of this moment.
    pub fn code(&self, login: &str) -> String {
        let secret = &self
            .secrets
            .iter()
            .find(|(known, _)| *known == login)
            .unwrap()
            .1;
        totp_code(secret, self.house.now()).unwrap()
    }

    /// Moves the clock on by seconds.
    pub fn later(&self, seconds: i64) {
        let at = self.house.now() + seconds * 1000;
        self.house
            .clock()
            .set(Timestamp::from_millisecond(at).unwrap());
    }

    /// Moves the clock to noon of a day.
    pub fn on(&self, day: Date) {
        self.house.clock().set(noon(day));
    }

    /// How many lines stand in somebody's own list.
    pub async fn lines(&self, person: PersonId) -> usize {
        self.ledger
            .lines_about(person, i64::MAX, 10_000)
            .await
            .unwrap()
            .len()
    }

    /// When somebody was born who was laid here; for finding them.
    pub const BORN: &'static str = "15-6-2015";

    /// Ends a test: the chain verifies, and every act of it that somebody reads in their own list has its words.
    pub async fn done(self) {
        let sql = "SELECT DISTINCT l.act FROM line l JOIN concern c ON c.controller = l.controller AND c.seq = l.seq \
                   WHERE l.controller = $1";
        let acts = self
            .content
            .rows(sql, &[regie_ledger::db::Arg::Int(CONTROLLER.0)])
            .await
            .unwrap();
        for act in &acts {
            let key = format!("did-{}", act.text(0).unwrap());
            for lang in [Lang::Nl, Lang::En] {
                assert!(
                    lang.may_say(&key).is_some(),
                    "{key} has no words in {lang:?}"
                );
            }
        }
        let key = self.keys.signing_key().await.unwrap().verifying_key();
        assert_eq!(self.ledger.verify(&key, &[]).await.unwrap().problem, None);
    }
}

fn login_of(login: &str) -> &'static str {
    [
        "farida", "sam", "ravi", "olaf", "twee", "daan", "lies", "ann", "bob", "sara", "mieke",
    ]
    .into_iter()
    .find(|l| *l == login)
    .unwrap()
}

pub fn account(login: &str, name: &str, functions: &[Function]) -> NewAccount {
    NewAccount {
        id: AccountId::fresh(),
        account: Account {
            kind: if functions.is_empty() {
                AccountKind::Client
            } else {
                AccountKind::Staff
            },
            login: login.to_owned(),
            name: name.to_owned(),
            password: HASH.clone(),
            totp: String::new(),
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

pub fn family(
    surname: &str,
    coordinator: Option<AccountId>,
    substitute: Option<AccountId>,
    involved: Vec<AccountId>,
    bsn: &str,
) -> NewDossier {
    let (child, mother) = (PersonId::fresh(), PersonId::fresh());
    let person = |given: &str, born: Date, bsn: Option<&str>| Person {
        given: given.to_owned(),
        surname: format!("van den {surname}"),
        born,
        bsn: bsn.map(str::to_owned),
        address: Some("Kanaalstraat 1".to_owned()),
        postcode: Some("3531 CJ Utrecht".to_owned()),
        secret_address: false,
        email: None,
        phone: None,
        can_weigh: true,
        role: None,
    };
    let recorder = coordinator.unwrap();
    NewDossier {
        id: DossierId::fresh(),
        dossier: Dossier {
            title: format!("van den {surname}, Sara"),
            laws: vec![Law::Jeugdwet, Law::Wmo],
            charter: Charter::Utrecht,
            team: "Jeugd en Gezin".to_owned(),
            neighbourhood: "Overvecht".to_owned(),
            opened: date(2026, 3, 2),
            closed: None,
            terms: Vec::new(),
            principal: child,
            told_client: true,
            agrees_to_help: true,
            staff_by_function: false,
            front_door: false,
        },
        people: vec![
            (
                child,
                person("Sara", date(2015, 6, 15), Some(bsn)),
                vec![Law::Jeugdwet],
            ),
            (
                mother,
                person("Mieke", date(1985, 4, 1), None),
                vec![Law::Wmo],
            ),
        ],
        authority: vec![(
            child,
            Authority::of(
                Representative::ParentOrGuardian,
                Some(mother),
                date(2015, 6, 15),
            ),
        )],
        coordinator,
        substitute,
        involved,
        entries: vec![
            (
                child,
                recorder,
                entry(
                    "Slaapt slecht <b>sinds</b> de verhuizing.",
                    Law::Jeugdwet,
                    Data::Health,
                ),
            ),
            (
                mother,
                recorder,
                entry(
                    "Zoekt hulp bij de administratie.",
                    Law::Wmo,
                    Data::HelpRequest,
                ),
            ),
        ],
        portals: Vec::new(),
    }
}

/// That something was recorded for safety, and that nobody of the family was told.
pub fn for_safety() -> ShareSafety {
    ShareSafety {
        of: SafetyOf::Client,
        because: "Er is gevaar.".to_owned(),
        consulted: Vec::new(),
        anonymised: false,
        client: ClientTold::Impossible,
        postponed_because: None,
    }
}

pub fn entry(text: &str, law: Law, category: Data) -> Entry {
    Entry {
        text: text.to_owned(),
        label: Label {
            motive: None,
            kind: Some(Kind::What),
            category,
            purpose: Purpose::Support,
            law,
            also: Vec::new(),
            basis: "Jeugdwet 7.3.8".to_owned(),
            need: "Zonder dit past de hulp niet.".to_owned(),
            proportionality: None,
            subsidiarity: None,
            legal_ground: None,
            source: Source {
                kind: SourceKind::Client,
                name: None,
            },
            statement: Statement::ClientView,
            together: true,
            moment: Some(Moment::Later),
            beyond: None,
        },
        reading: None,
        about_day: None,
        at: noon(date(2026, 4, 1)).as_millisecond(),
        by: "Farida el Amrani".to_owned(),
        correction: None,
        shielded: false,
        release: None,
        consents: Vec::new(),
        safety: None,
        plan: None,
    }
}

fn noon(day: Date) -> Timestamp {
    day.at(12, 0, 0, 0)
        .in_tz("Europe/Amsterdam")
        .unwrap()
        .timestamp()
}
