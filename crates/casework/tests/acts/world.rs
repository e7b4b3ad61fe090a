//! A house on a temporary database with one family and the team around it.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use regie_casework::entry::EntryInput;
use regie_casework::share::ShareInput;
use regie_casework::start::{NewAccount, NewDossier};
use regie_casework::thing::{Absence, Account, AccountKind, Authority, Dossier, Person, Signed};
use regie_casework::triage::TriageInput;
use regie_casework::{Caller, Clock, FieldError, House, Refused, Settings};
use regie_charter::Charters;
use regie_ledger::Ledger;
use regie_ledger::db::{Arg, Db};
use regie_ledger::line::Line;
use regie_terms::{
    AccountId, Act, Charter, ControllerId, Declaration, DossierId, Function, Id, Law, PersonId,
    Representative, RequestId,
};
use regie_vault::Vault;
use regie_vault::keys::{FileKey, KeyStore};
use std::sync::Arc;
use tempfile::TempDir;

#[path = "../../../../tests/support/place.rs"]
mod place;

const CONTROLLER: ControllerId = ControllerId(1);

/// The day the tests begin on.
pub const TODAY: Date = date(2026, 11, 21);

pub struct World {
    pub house: House,
    pub ledger: Ledger,
    keys: Arc<KeyStore>,
    pub dossier: DossierId,
    /// The child it is first of all about.
    pub child: PersonId,
    pub mother: PersonId,
    pub father: PersonId,
    /// Another family's dossier, with the same coordinator.
    pub other_dossier: DossierId,
    pub stranger: PersonId,
    _folder: TempDir,
}

fn account(login: &str, function: Option<Function>) -> NewAccount {
    let kind = if function.is_some() {
        AccountKind::Staff
    } else {
        AccountKind::Client
    };
    NewAccount {
        id: AccountId::fresh(),
        account: Account {
            kind,
            login: login.to_owned(),
            name: if function.is_some() {
                format!("{login} Test")
            } else {
                String::new()
            },
            // Nobody logs in with a password here.
            password: String::new(),
            totp: String::new(),
            functions: function.into_iter().collect(),
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

fn person(given: &str, born: Date) -> Person {
    Person {
        given: given.to_owned(),
        surname: "Proef".to_owned(),
        born,
        bsn: None,
        address: None,
        postcode: None,
        secret_address: false,
        email: None,
        phone: None,
        can_weigh: true,
        role: None,
    }
}

fn dossier(principal: PersonId, laws: &[Law]) -> Dossier {
    Dossier {
        title: "Proef".to_owned(),
        laws: laws.to_vec(),
        charter: Charter::Utrecht,
        team: "Jeugd en Gezin".to_owned(),
        neighbourhood: "Overvecht".to_owned(),
        opened: date(2026, 3, 2),
        closed: None,
        terms: Vec::new(),
        principal,
        told_client: true,
        agrees_to_help: true,
        staff_by_function: false,
        front_door: false,
    }
}

/// What a family is like, where it matters.
pub struct Family {
    /// Under which charter the team works.
    pub charter: Charter,
    pub born: Date,
    /// Whether the mother has authority.
    pub mother: bool,
    /// Whether the father has authority too.
    pub both: bool,
    pub child_can_weigh: bool,
    /// Whether staff are shown by function only.
    pub by_function: bool,
    /// Whether the child lives at a secret address.
    pub secret_address: bool,
    /// Whether the father gets no help here himself.
    pub father_outside: bool,
    /// Whether what can be known of who the child is was written down, and how to reach the father.
    pub known: bool,
    /// Further representatives of the child: of which kind; the mother has them.
    pub mother_as: Vec<Representative>,
    /// Under which law the other family gets help.
    pub other_law: Law,
}

impl Default for Family {
    fn default() -> Self {
        Self {
            charter: Charter::Utrecht,
            born: date(2015, 6, 15),
            mother: true,
            both: false,
            child_can_weigh: true,
            by_function: false,
            secret_address: false,
            father_outside: false,
            known: false,
            mother_as: Vec::new(),
            other_law: Law::Wmo,
        }
    }
}

impl World {
    /// A family with a child of eleven, whose mother has authority.
    pub async fn new() -> Self {
        Self::with(Family::default()).await
    }

    /// A family with a child born on a day.
    pub async fn born(born: Date) -> Self {
        Self::with(Family {
            born,
            ..Family::default()
        })
        .await
    }

    pub async fn with(family: Family) -> Self {
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
        let ledger = Ledger::start(content, CONTROLLER, keys.digest_key().await.unwrap())
            .await
            .unwrap();
        let vault = Vault::new(ledger.clone(), keys.clone()).await.unwrap();
        let clock = Clock::at(noon(TODAY));
        let settings = Settings {
            demo: true,
            secure: false,
            charter: family.charter,
            ..Settings::default()
        };
        let house = House::new(
            vault,
            Arc::new(Charters::builtin().unwrap()),
            clock,
            settings,
        );

        let first = account("beheer", Some(Function::FunctionalAdministrator));
        house.found(first).await.unwrap();
        let staff: Vec<NewAccount> = [
            ("noor", Function::Professional),
            ("sam", Function::Professional),
            ("olaf", Function::Professional),
            ("daan", Function::Dpo),
            ("gemeente", Function::Municipal),
            ("lena", Function::Manager),
            ("lies", Function::Manager),
        ]
        .into_iter()
        .map(|(login, function)| account(login, Some(function)))
        .collect();
        let clients: Vec<NewAccount> = ["kind", "moeder", "vader", "vreemde"]
            .into_iter()
            .map(|l| account(l, None))
            .collect();
        let id = |list: &[NewAccount], n: usize| list[n].id;
        let (noor, sam) = (id(&staff, 0), id(&staff, 1));
        let portals: Vec<AccountId> = clients.iter().map(|c| c.id).collect();
        house
            .lay_accounts(staff.into_iter().chain(clients).collect())
            .await
            .unwrap();

        let (child, mother, father, stranger) = (
            PersonId::fresh(),
            PersonId::fresh(),
            PersonId::fresh(),
            PersonId::fresh(),
        );
        let since = family.born;
        let held =
            |kind: Representative, by: PersonId| (child, Authority::of(kind, Some(by), since));
        let mut authority = Vec::new();
        if family.mother {
            authority.push(held(Representative::ParentOrGuardian, mother));
        }
        if family.both {
            authority.push(held(Representative::ParentOrGuardian, father));
        }
        authority.extend(family.mother_as.iter().map(|kind| held(*kind, mother)));
        let mut kid = person("Sara", family.born);
        kid.can_weigh = family.child_can_weigh;
        if family.known {
            kid.bsn = Some("999900018".to_owned());
            kid.address = Some("Lindelaan 5".to_owned());
            kid.postcode = Some("3561 AB Utrecht".to_owned());
            kid.phone = Some("06 12345678".to_owned());
            kid.email = Some("sara@voorbeeld.nl".to_owned());
        }
        if family.secret_address {
            kid.secret_address = true;
            kid.address = Some("Geheimstraat 1".to_owned());
            kid.postcode = Some("3500 AA".to_owned());
        }
        let mut dad = person("Karel", date(1983, 9, 9));
        if family.known {
            dad.address = Some("Vaderstraat 9".to_owned());
            dad.phone = Some("06 87654321".to_owned());
        }
        let helped = if family.father_outside {
            Vec::new()
        } else {
            vec![Law::Wmo]
        };
        let new = NewDossier {
            id: DossierId::fresh(),
            dossier: Dossier {
                staff_by_function: family.by_function,
                front_door: false,
                ..dossier(child, &[Law::Jeugdwet, Law::Wmo])
            },
            people: vec![
                (child, kid, vec![Law::Jeugdwet]),
                (mother, person("Mieke", date(1985, 4, 1)), vec![Law::Wmo]),
                (father, dad, helped),
            ],
            authority,
            coordinator: Some(noor),
            substitute: Some(sam),
            involved: Vec::new(),
            entries: Vec::new(),
            portals: vec![
                (portals[0], child),
                (portals[1], mother),
                (portals[2], father),
            ],
        };
        let other = NewDossier {
            id: DossierId::fresh(),
            dossier: dossier(stranger, &[family.other_law]),
            people: vec![(
                stranger,
                person("Vreemde", date(1970, 1, 1)),
                vec![family.other_law],
            )],
            authority: Vec::new(),
            coordinator: Some(noor),
            substitute: None,
            involved: Vec::new(),
            entries: Vec::new(),
            portals: vec![(portals[3], stranger)],
        };
        let (dossier, other_dossier) = (new.id, other.id);
        house.lay_dossiers(vec![new, other]).await.unwrap();
        Self {
            house,
            ledger,
            keys,
            dossier,
            child,
            mother,
            father,
            other_dossier,
            stranger,
            _folder: folder,
        }
    }

    /// Moves the clock to noon of a day.
    pub fn day(&self, day: Date) {
        self.house.clock().set(noon(day));
    }

    /// Moves the clock on by minutes.
    pub fn later(&self, minutes: i64) {
        let at = self.house.now() + minutes * 60_000;
        self.house
            .clock()
            .set(Timestamp::from_millisecond(at).unwrap());
    }

    /// Coordinator and substitute are both away.
    pub async fn both_away(&self) {
        let (from, until) = (away().from.to_string(), away().until.to_string());
        for login in ["noor", "sam"] {
            let who = self.caller(login).await;
            self.house
                .add_absence(&who, &from, &until, RequestId::fresh())
                .await
                .unwrap();
        }
    }

    /// Olaf, who has no part in it, breaks the glass to look while both are away.
    pub async fn broken(&self) {
        self.both_away().await;
        let olaf = self.caller("olaf").await;
        self.found(&olaf).await;
        let reason = "Even kijken.";
        self.house
            .break_glass(&olaf, self.dossier, Act::View, reason, RequestId::fresh())
            .await
            .unwrap();
    }

    /// Somebody who is logged in, now.
    pub async fn caller(&self, login: &str) -> Caller {
        let token = self.house.login_demo(login).await.unwrap();
        self.house.caller(&token.0).await.unwrap()
    }

    /// Finds a family of the usual age exactly, as whoever breaks the glass does first.
    pub async fn found(&self, who: &Caller) {
        let input = regie_casework::dossier::FindInput {
            surname: "Proef".to_owned(),
            born: Family::default().born.to_string(),
            ..Default::default()
        };
        let found = self.house.find(who, &input).await.unwrap();
        assert_eq!(found[0].dossier, self.dossier);
    }

    /// The lines of the family's dossier, newest first.
    pub async fn lines(&self) -> Vec<Line> {
        self.ledger
            .lines_of(self.dossier, i64::MAX, 1000)
            .await
            .unwrap()
    }

    /// How many lines of the dossier are about an act, and happened or not.
    pub async fn count(&self, act: &str, happened: bool) -> usize {
        self.lines()
            .await
            .iter()
            .filter(|l| l.act == act && l.body.done == happened)
            .count()
    }

    /// Records a fact as the coordinator; gives its id.
    pub async fn fact(&self, person: PersonId, law: &str, category: &str, text: &str) -> Id {
        let input = EntryInput {
            law: law.into(),
            category: category.into(),
            text: text.into(),
            ..entry(person)
        };
        let noor = self.caller("noor").await;
        let first = self
            .house
            .record_entry(&noor, self.dossier, &input, RequestId::fresh())
            .await;
        let recorded = match first {
            Err(Refused::Invalid(faults)) if faults == [FieldError::new("law", "crossing")] => {
                self.cross(person, law).await;
                let again =
                    self.house
                        .record_entry(&noor, self.dossier, &input, RequestId::fresh());
                again.await
            }
            other => other,
        };
        recorded.unwrap().entry
    }

    /// Decides, as the coordinator, that somebody's question falls under another law too.
    pub async fn cross(&self, person: PersonId, law: &str) {
        let noor = self.caller("noor").await;
        let input = TriageInput {
            law: law.into(),
            // The family need not read of it for what is recorded to be theirs to read.
            readers: "nobody".into(),
            dimension: match self.house.triage_page().dimension_asked {
                true => "3d".into(),
                false => String::new(),
            },
            ..triage(person, "other-law", 3)
        };
        self.house
            .decide_triage(&noor, self.dossier, &input, RequestId::fresh())
            .await
            .unwrap();
    }

    /// A disclosure about the child to a school with these facts, ready but for consent.
    pub async fn share(&self, facts: &[Id]) -> Id {
        let noor = self.caller("noor").await;
        self.house
            .begin_share(
                &noor,
                self.dossier,
                &share(self.child, facts),
                RequestId::fresh(),
            )
            .await
            .unwrap()
    }

    /// The same, and consent asked in the portal.
    pub async fn asked(&self, facts: &[Id]) -> Id {
        let share = self.share(facts).await;
        let noor = self.caller("noor").await;
        self.house
            .ask_consent(&noor, self.dossier, share, RequestId::fresh())
            .await
            .unwrap();
        share
    }

    /// Answers as a client sees it: with the version that is shown.
    pub async fn answer(&self, login: &str, share: Id, answer: &str) -> Result<(), Refused> {
        let client = self.caller(login).await;
        let shown = self.house.consents_asked(&client).await?;
        let version = shown
            .iter()
            .find(|a| a.share == share)
            .map(|a| a.version.to_string())
            .unwrap_or_default();
        let reply = regie_casework::consent::Reply {
            answer: answer.into(),
            version,
            reason: String::new(),
        };
        self.house
            .answer_consent(&client, share, &reply, RequestId::fresh())
            .await
    }

    /// A scope of the program itself, about nothing yet.
    pub fn scope(&self, act: &'static str) -> regie_charter::Scope {
        regie_charter::Scope {
            act,
            actor: House::system(),
            request: RequestId::fresh(),
            at: 0,
            dossier: None,
            concerns: Vec::new(),
            parts: regie_charter::Parts {
                about: regie_charter::Whose::Household,
                kinds: &[],
                only: None,
            },
            facts: Vec::new(),
            moves: Vec::new(),
            input: None,
            still: false,
        }
    }

    /// The vault, behind the back of the acts: for what no act can do yet, and to look at what lies there.
    pub async fn vault(&self) -> Vault {
        Vault::new(self.ledger.clone(), self.keys.clone())
            .await
            .unwrap()
    }

    /// Somebody becomes involved whom no act would involve.
    pub async fn involve(&self, dossier: DossierId, of: PersonId, account: AccountId) {
        use regie_vault::{Changes, Draft};
        let since = serde_json::json!({"since": "2026-11-21"});
        let draft = Draft::new("involvement", self.file_key(of).await, &since).unwrap();
        let scope = regie_charter::Scope {
            at: self.house.now(),
            dossier: Some(dossier),
            moves: vec![dossier.0],
            ..self.scope("lay-population")
        };
        let permit = Charters::builtin().unwrap().start_up(scope).unwrap();
        let changes = Changes {
            add: vec![draft.dossier(dossier.0).account(account.0)],
            ..Changes::default()
        };
        let _ = self.vault().await.change(permit, changes).await.unwrap();
    }

    /// The key of somebody's file under any law.
    pub async fn file_key(&self, person: PersonId) -> regie_terms::KeyId {
        let file = self
            .ledger
            .db()
            .row(
                "SELECT key FROM record WHERE person = $1 AND kind = 'file' ORDER BY id LIMIT 1",
                &[Arg::Bytes(person.0.as_bytes())],
            )
            .await
            .unwrap()
            .unwrap();
        regie_terms::KeyId(Id::from_bytes(file.array(0).unwrap()))
    }

    /// The key under which a record lies.
    pub async fn key_of(&self, id: Id) -> regie_terms::KeyId {
        let row = self
            .ledger
            .db()
            .row(
                "SELECT key FROM record WHERE id = $1",
                &[Arg::Bytes(id.as_bytes())],
            )
            .await
            .unwrap()
            .unwrap();
        regie_terms::KeyId(Id::from_bytes(row.array(0).unwrap()))
    }

    /// A request of a person about these things (entries; none for the whole file) that was decided on, with this outcome.
    pub async fn requested(
        &self,
        person: PersonId,
        right: &str,
        things: &[Id],
        outcome: &str,
    ) -> Id {
        use regie_vault::{Changes, Draft};
        let key = self.file_key(person).await;
        let at = self.house.now();
        let things: Vec<_> = things
            .iter()
            .map(|id| serde_json::json!({"kind": "entry", "id": id}))
            .collect();
        let request = serde_json::json!({
            "right": right, "about": "own", "things": things, "received": "2026-11-20", "at": at, "way": "portal",
            "signed": true, "identity": {"how": "portal", "on": "2026-11-20"},
            "by": [{"of": "parent-or-guardian", "person": self.mother, "holder": self.mother, "on": "2026-11-20"}], "language": "nl",
        });
        let request = Draft::new("request", key, &request)
            .unwrap()
            .dossier(self.dossier.0)
            .person(person.0);
        let id = request.id;
        let mut add = vec![request];
        if outcome != "none" {
            let decision = serde_json::json!({
                "outcome": outcome, "because": "Toegewezen.", "by": "noor Test", "on": "2026-11-21", "at": at,
                "account": AccountId::fresh(),
                "answer": {"charter": "utrecht", "version": "2018-05-25", "outcome": "permitted", "needs": [], "duties": [],
                    "because": []},
            });
            add.push(
                Draft::new("request-decision", key, &decision)
                    .unwrap()
                    .dossier(self.dossier.0)
                    .person(person.0)
                    .of(id),
            );
        }
        let scope = regie_charter::Scope {
            at,
            dossier: Some(self.dossier),
            moves: vec![self.dossier.0],
            ..self.scope("lay-population")
        };
        let permit = Charters::builtin().unwrap().start_up(scope).unwrap();
        let changes = Changes {
            add,
            line_key: Some(key),
            ..Changes::default()
        };
        let _ = self.vault().await.change(permit, changes).await.unwrap();
        id
    }

    /// Destroys the keys of every file of the family's dossier; gives the vault as it is after a restart, with nothing at hand.
    pub async fn destroy_files(&self) -> Vault {
        let folder = self._folder.path();
        let db = Db::sqlite(&folder.join("keys.db"), false).await.unwrap();
        let files = "SELECT key FROM record WHERE dossier = $1 AND kind = 'file'";
        let files = self
            .ledger
            .db()
            .rows(files, &[Arg::Bytes(self.dossier.0.as_bytes())])
            .await
            .unwrap();
        assert_eq!(files.len(), 3);
        for file in files {
            let gone = db
                .execute(
                    "DELETE FROM data_key WHERE id = $1",
                    &[Arg::Bytes(file.bytes(0).unwrap())],
                )
                .await
                .unwrap();
            assert_eq!(gone, 1);
        }
        let service = FileKey::read(&folder.join("controller.key")).unwrap();
        let keys = KeyStore::open(db, CONTROLLER, Box::new(service))
            .await
            .unwrap();
        Vault::new(self.ledger.clone(), Arc::new(keys))
            .await
            .unwrap()
    }

    /// Ends a test: the chain verifies.
    pub async fn done(self) {
        let key = self.keys.signing_key().await.unwrap().verifying_key();
        let report = self.ledger.verify(&key, &[]).await.unwrap();
        assert_eq!(report.problem, None);
    }
}

/// Away for a week around the tests' day.
#[must_use]
pub fn away() -> Absence {
    Absence {
        from: date(2026, 11, 16),
        until: date(2026, 11, 29),
    }
}

fn noon(day: Date) -> Timestamp {
    day.at(12, 0, 0, 0)
        .in_tz("Europe/Amsterdam")
        .unwrap()
        .timestamp()
}

/// A form of an entry with everything filled in.
pub fn entry(person: PersonId) -> EntryInput {
    let text = |t: &str| t.to_owned();
    EntryInput {
        person: person.to_string(),
        law: text("jeugdwet"),
        kind: text("what"),
        category: text("help-request"),
        motive: text("Speelt mee in de vraag."),
        purpose: text("support"),
        text: text("Slaapt slecht sinds de verhuizing."),
        basis: text("Jeugdwet 7.3.8"),
        need: text("Zonder dit past de hulp niet."),
        proportionality: text("Minder zegt te weinig."),
        subsidiarity: text("Niemand anders kan het zeggen."),
        source: text("client"),
        statement: text("client-view"),
        together: text("yes"),
        moment: text("later"),
        ..EntryInput::default()
    }
}

/// A form of a decision of triage with everything filled in, at a moment with this many questions.
pub fn triage(person: PersonId, moment: &str, asks: usize) -> TriageInput {
    TriageInput {
        person: person.to_string(),
        moment: moment.into(),
        answers: (1..=asks).map(|n| format!("Antwoord {n}.")).collect(),
        outcome: "go-on".into(),
        because: "Dit past bij de vraag.".into(),
        ..TriageInput::default()
    }
}

/// A form of a disclosure with everything filled in.
pub fn share(person: PersonId, facts: &[Id]) -> ShareInput {
    let some = |t: &str| Some(t.to_owned());
    ShareInput {
        person: Some(person.to_string()),
        party: some("school"),
        recipient: some("De Regenboog"),
        relation: some("other"),
        partner: some("yes"),
        purpose: some("supplementary-care"),
        purpose_text: some("Zodat de juf weet waarom Sara moe is."),
        facts: Some(facts.iter().map(ToString::to_string).collect()),
        necessity: some("De school moet weten waarom."),
        proportionality: some("Alleen dit ene feit."),
        subsidiarity: some("Er is geen andere weg."),
        conversation: some("held"),
        ..ShareInput::default()
    }
}

/// The fields of a refusal with their codes.
pub fn faults<T: std::fmt::Debug>(result: Result<T, Refused>) -> Vec<(&'static str, &'static str)> {
    match result {
        Err(Refused::Invalid(errors)) => errors
            .iter()
            .map(|FieldError { field, code, .. }| (*field, *code))
            .collect(),
        other => panic!("fields to be mended were expected, not {other:?}"),
    }
}

/// The answers of a denial.
pub fn denied<T: std::fmt::Debug>(result: Result<T, Refused>) -> Vec<regie_terms::Answer> {
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
