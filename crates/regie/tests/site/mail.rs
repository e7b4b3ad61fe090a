//! Notices by e-mail, against a real mail server that the test starts: aiosmtpd, from Debian.

use jiff::Timestamp;
use jiff::civil::date;
use regie::config::Config;
use regie::mail::{MailConfig, Mailer};
use regie::place::Where;
use regie_casework::start::{NewAccount, NewDossier};
use regie_casework::thing::{Account, AccountKind, Authority, Dossier, Person, Signed, TaskKind};
use regie_casework::{Charters, Clock, House};
use regie_terms::{
    AccountId, Charter, Declaration, DossierId, Function, Law, PersonId, Representative,
};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

/// A mail server that keeps what it takes in a folder, a file a mail, and what it is told in `said.txt`.
const SERVER: &str = r#"
import os, ssl, sys, time
from aiosmtpd.controller import Controller
folder, port, mode = sys.argv[1], int(sys.argv[2]), sys.argv[3]
def said(what):
    with open(os.path.join(folder, "said.txt"), "a") as out:
        out.write(what + "\n")
class Handler:
    count = 0
    async def handle_MAIL(self, server, session, envelope, address, options):
        said("MAIL tls=%s" % bool(session.ssl))
        envelope.mail_from = address
        return "250 OK"
    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode == "refuse":
            return "550 no such address"
        envelope.rcpt_tos.append(address)
        return "250 OK"
    async def handle_DATA(self, server, session, envelope):
        Handler.count += 1
        with open(os.path.join(folder, "%d.eml" % Handler.count), "wb") as out:
            out.write(envelope.content)
        return "250 OK"
more = {}
if mode == "tls":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem"))
    more = {"tls_context": context, "require_starttls": True}
controller = Controller(Handler(), hostname="127.0.0.1", port=port, **more)
controller.start()
print("ready", flush=True)
while True:
    time.sleep(3600)
"#;

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts one and waits until it listens.
fn server(folder: &Path, port: u16, mode: &str) -> Server {
    let script = folder.join("server.py");
    std::fs::write(&script, SERVER).unwrap();
    // The one for which Debian installs it, whatever other is in the path.
    let mut child = Command::new("/usr/bin/python3")
        .arg(&script)
        .arg(folder)
        .args([port.to_string().as_str(), mode])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let out = child.stdout.take().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    assert_eq!(line, "ready\n", "apt-get install python3-aiosmtpd");
    Server(child)
}

fn free_port() -> u16 {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    taken.local_addr().unwrap().port()
}

/// What the server took, oldest first.
fn mails(folder: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "eml"))
        .collect();
    files.sort();
    let read = |path: &PathBuf| std::fs::read_to_string(path).unwrap();
    files.iter().map(read).collect()
}

fn config(port: u16, tls: &str, ca: Option<PathBuf>) -> Mailer {
    let config = MailConfig {
        host: "localhost".to_owned(),
        port: Some(port),
        tls: Some(tls.to_owned()),
        ca,
        user: None,
        password_file: None,
        from: "bericht@voorbeeld.nl".to_owned(),
        from_name: None,
        portal: "https://portaal.voorbeeld.nl/".to_owned(),
        every_seconds: None,
    };
    config.mailer().unwrap()
}

fn account(login: &str, function: Option<Function>) -> NewAccount {
    let kind = match function {
        Some(_) => AccountKind::Staff,
        None => AccountKind::Client,
    };
    let signed = |what: &Declaration| Signed {
        what: *what,
        on: date(2026, 1, 1),
    };
    NewAccount {
        id: AccountId::fresh(),
        account: Account {
            kind,
            login: login.to_owned(),
            name: format!("{login} Test"),
            password: String::new(),
            totp: String::new(),
            functions: function.into_iter().collect(),
            team: None,
            signed: Declaration::ALL.iter().map(signed).collect(),
            ended: None,
            reopened: None,
            try_this: None,
        },
        absences: Vec::new(),
    }
}

fn person(given: &str, born: jiff::civil::Date, email: Option<&str>) -> Person {
    Person {
        given: given.to_owned(),
        surname: "Geheim".to_owned(),
        born,
        bsn: None,
        address: None,
        postcode: None,
        secret_address: false,
        email: email.map(str::to_owned),
        phone: None,
        can_weigh: true,
        role: None,
    }
}

/// A house in which tomorrow a girl decides by herself, so that today she is told that something waits.
async fn house(folder: &Path) -> House {
    house_of(folder, &["meisje"]).await
}

/// The same with as many girls as there are logins.
async fn house_of(folder: &Path, girls: &[&str]) -> House {
    let place = Where {
        data: Some(folder.join("place")),
        database: None,
        keys: None,
        key_store: None,
    };
    place.prepare().await.unwrap();
    let (vault, _) = place.open().await.unwrap();
    let config = Config {
        demo: true,
        ..Config::default()
    };
    let noon = date(2026, 11, 22).at(12, 0, 0, 0);
    let clock = Clock::at(noon.in_tz("Europe/Amsterdam").unwrap().timestamp());
    let charters = Arc::new(Charters::builtin().unwrap());
    let house = Where::around(vault, charters, &config, clock)
        .await
        .unwrap();
    let beheer = account("beheer", Some(Function::FunctionalAdministrator));
    house.found(beheer).await.unwrap();
    let noor = account("noor", Some(Function::Professional));
    let noor_id = noor.id;
    house.lay_accounts(vec![noor]).await.unwrap();
    for login in girls {
        lay_girl(&house, login, noor_id).await;
    }
    assert_eq!(house.tell_ahead().await.unwrap(), girls.len());
    house
}

async fn lay_girl(house: &House, login: &str, noor_id: regie_terms::AccountId) {
    let girl = account(login, None);
    let girl_id = girl.id;
    house.lay_accounts(vec![girl]).await.unwrap();
    let (child, mother) = (PersonId::fresh(), PersonId::fresh());
    let born = date(2010, 11, 23);
    let new = NewDossier {
        id: DossierId::fresh(),
        dossier: Dossier {
            title: "Geheim, Sanne".to_owned(),
            laws: vec![Law::Jeugdwet],
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
                person("Sanne", born, Some("s@voorbeeld.nl")),
                vec![Law::Jeugdwet],
            ),
            (mother, person("Mieke", date(1985, 4, 1), None), Vec::new()),
        ],
        authority: vec![(
            child,
            Authority {
                kind: Representative::ParentOrGuardian,
                by: Some(mother),
                since: born,
                until: None,
                evidence: None,
                higher: None,
                narrowed: None,
            },
        )],
        coordinator: Some(noor_id),
        substitute: None,
        involved: Vec::new(),
        entries: Vec::new(),
        portals: vec![(girl_id, child)],
    };
    house.lay_dossiers(vec![new]).await.unwrap();
}

/// How many clients wait to be reached in another way.
async fn otherwise(house: &House) -> usize {
    let token = house.login_demo("noor").await.unwrap();
    let noor = house.caller(&token.0).await.unwrap();
    let tasks = house.caseload(&noor).await.unwrap().tasks;
    let what = |t: &&regie_casework::dossier::TaskRow| t.what == TaskKind::ReachOtherwise;
    tasks.iter().filter(what).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_says_that_something_waits_and_never_what_and_goes_once() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let _server = server(folder.path(), port, "plain");
    let house = house(folder.path()).await;
    let mailer = config(port, "none", None);
    assert_eq!(mailer.deliver(&house).await.unwrap(), 1);
    assert_eq!(mailer.deliver(&house).await.unwrap(), 0);
    let taken = mails(folder.path());
    assert_eq!(taken.len(), 1);
    for says in [
        "To: s@voorbeeld.nl",
        "From: bericht@voorbeeld.nl",
        "Subject: Bericht / Message",
        "Er staat iets voor u klaar.",
        "There is something waiting for you.",
        "https://portaal.voorbeeld.nl/mijn",
    ] {
        assert!(taken[0].contains(says), "{says}: {}", taken[0]);
    }
    for hides in ["Sanne", "Geheim", "noor", "dossier", "buurtteam", "beslis"] {
        assert!(
            !taken[0].to_lowercase().contains(&hides.to_lowercase()),
            "{hides}"
        );
    }
    assert_eq!(otherwise(&house).await, 0);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_refused_is_work_for_who_coordinates() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let _server = server(folder.path(), port, "refuse");
    let house = house(folder.path()).await;
    let mailer = config(port, "none", None);
    assert_eq!(mailer.deliver(&house).await.unwrap(), 0);
    assert!(mails(folder.path()).is_empty());
    assert_eq!(otherwise(&house).await, 1);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_down_and_comes_back_gets_it_then() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let house = house(folder.path()).await;
    let mailer = config(port, "none", None);
    assert_eq!(mailer.deliver(&house).await.unwrap(), 0);
    let _server = server(folder.path(), port, "plain");
    assert_eq!(
        mailer.deliver(&house).await.unwrap(),
        0,
        "not before its time"
    );
    let later = house.now() + 6 * 60_000;
    house
        .clock()
        .set(Timestamp::from_millisecond(later).unwrap());
    assert_eq!(mailer.deliver(&house).await.unwrap(), 1);
    assert_eq!(mails(folder.path()).len(), 1);
    assert_eq!(otherwise(&house).await, 0);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_in_clear_text_to_a_server_without_tls() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let _server = server(folder.path(), port, "plain");
    let house = house(folder.path()).await;
    let mailer = config(port, "required", None);
    assert_eq!(mailer.deliver(&house).await.unwrap(), 0);
    assert!(mails(folder.path()).is_empty());
    assert!(
        !folder.path().join("said.txt").exists(),
        "not even who it is for"
    );
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_tls_it_goes_to_a_server_whose_certificate_holds_and_to_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let cert = folder.path().join("cert.pem");
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(
        folder.path().join("key.pem"),
        made.signing_key.serialize_pem(),
    )
    .unwrap();
    let _server = server(folder.path(), port, "tls");
    let house = house(folder.path()).await;
    let distrusting = config(port, "required", None);
    assert_eq!(distrusting.deliver(&house).await.unwrap(), 0);
    assert!(!folder.path().join("said.txt").exists());
    let later = house.now() + 6 * 60_000;
    house
        .clock()
        .set(Timestamp::from_millisecond(later).unwrap());
    let mailer = config(port, "required", Some(cert));
    assert_eq!(mailer.deliver(&house).await.unwrap(), 1);
    let said = std::fs::read_to_string(folder.path().join("said.txt")).unwrap();
    assert_eq!(said, "MAIL tls=True\n");
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_marked_just_before_it_goes_and_no_other_waits_for_a_slow_server() {
    let folder = tempfile::tempdir().unwrap();
    // It listens and says nothing.
    let slow = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = slow.local_addr().unwrap().port();
    let house = house_of(folder.path(), &["meisje", "zusje"]).await;
    let mailer = config(port, "none", None);
    let other = house.clone();
    let sends = tokio::spawn(async move { mailer.deliver(&other).await });
    let _held = slow.accept().await.unwrap();
    assert_eq!(house.take_mail(50).await.unwrap().len(), 1);
    sends.abort();
    let _ = sends.await;
    house.close().await;
}
