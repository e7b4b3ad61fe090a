//! `regie serve` as it is installed: with a certificate of its own, on an address others can reach only then.

use crate::page::forms;
use crate::support::{Place, regie, run, stderr, stdout};
use rustls::pki_types::{CertificateDer, ServerName};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::Arc;

/// A program that serves, ended when dropped.
struct Serving {
    child: Child,
    address: SocketAddr,
    trusted: CertificateDer<'static>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back: status, headers in lower case, body.
struct Answer {
    status: u16,
    headers: String,
    body: String,
}

impl Answer {
    fn cookie(&self, name: &str) -> String {
        let start = format!("set-cookie: {name}=");
        let line = self.headers.lines().find(|line| line.starts_with(&start));
        let line = line.unwrap_or_else(|| panic!("{name} is not set: {}", self.headers));
        for must in ["; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
            assert!(line.contains(must), "{line}");
        }
        assert!(!line.contains("Domain"), "bound to this host: {line}");
        line["set-cookie: ".len()..]
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    }
}

impl Serving {
    fn start(place: &Place) -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let file = |name: &str| place.path().join(name);
        std::fs::write(file("chain.pem"), made.cert.pem()).unwrap();
        std::fs::write(file("key.pem"), made.signing_key.serialize_pem()).unwrap();
        let config = format!(
            "organisation = \"Buurtteams Elders\"\n[tls]\ncertificate = {:?}\nkey = {:?}\n",
            file("chain.pem"),
            file("key.pem")
        );
        std::fs::write(file("regie.toml"), config).unwrap();
        let address = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let mut child = regie()
            .arg("serve")
            .args(place.arguments())
            .arg("--config")
            .arg(file("regie.toml"))
            .args(["--listen", &address.to_string()])
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        while TcpStream::connect(address).is_err() {
            assert!(child.try_wait().unwrap().is_none(), "it stopped");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        Self {
            child,
            address,
            trusted: made.cert.der().clone(),
        }
    }

    fn ask(&self, request: &str) -> Answer {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(self.trusted.clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from("localhost").unwrap();
        let client = rustls::ClientConnection::new(Arc::new(config), name).unwrap();
        let mut stream =
            rustls::StreamOwned::new(client, TcpStream::connect(self.address).unwrap());
        stream.write_all(request.as_bytes()).unwrap();
        let mut all = Vec::new();
        // A connection that is closed without a last word has still said everything.
        let _ = stream.read_to_end(&mut all);
        let all = String::from_utf8(all).unwrap();
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        let status = head.split_whitespace().nth(1).unwrap().parse().unwrap();
        Answer {
            status,
            headers: head.replace('\r', ""),
            body: body.to_owned(),
        }
    }

    fn get(&self, path: &str, cookies: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookies}\r\nconnection: close\r\n\r\n"))
    }

    fn post(&self, path: &str, cookies: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(n, v)| format!("{n}={}", v.replace(' ', "+")))
            .collect();
        let body = body.join("&");
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookies}\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        ))
    }
}

#[test]
fn it_is_served_over_tls_with_cookies_that_stay_there() {
    let place = Place::new();
    let made = place.init();
    assert!(made.status.success(), "{}", stderr(&made));
    let said = stdout(&made);
    let secret = said.split("secret=").nth(1).unwrap();
    let secret: String = secret
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let desk = Serving::start(&place);

    let health = desk.get("/health", "");
    assert_eq!(health.status, 200);
    assert!(
        health
            .headers
            .contains("\nstrict-transport-security: max-age="),
        "{}",
        health.headers
    );

    let door = desk.get("/inloggen", "");
    assert!(
        door.headers
            .contains("\nstrict-transport-security: max-age=")
    );
    assert!(door.body.contains("Buurtteams Elders"));
    assert!(
        !door.body.contains("/inloggen/demo"),
        "no buttons outside the demo"
    );
    let cookie = door.cookie("__Host-regie-deur");
    let token = forms(&door.body, "/inloggen")
        .into_iter()
        .find_map(|f| f.value("csrf").map(str::to_owned))
        .unwrap();
    let fields = [
        ("csrf", token.as_str()),
        ("login", "beheer"),
        ("password", "zeven groene fietsen"),
    ];
    let ticket = desk.post("/inloggen", &cookie, &fields);
    assert_eq!(ticket.status, 303, "{}", ticket.body);
    let cookies = format!("{cookie}; {}", ticket.cookie("__Host-regie-code"));
    let code =
        regie_casework::guard::totp_code(&secret, jiff::Timestamp::now().as_millisecond()).unwrap();
    let inside = desk.post(
        "/inloggen/code",
        &cookies,
        &[("csrf", &token), ("code", &code)],
    );
    assert_eq!(inside.status, 303, "{}", inside.body);
    let session = inside.cookie("__Host-regie");
    // The first thing inside is signing the declarations.
    let inside = desk.get("/", &session);
    assert!(
        inside.headers.contains("\nlocation: /verklaringen"),
        "{}",
        inside.headers
    );
    assert_eq!(desk.get("/verklaringen", &session).status, 200);
    let bare = session.replace("__Host-regie=", "regie=");
    let outside = desk.get("/", &bare);
    assert!(
        outside.headers.contains("\nlocation: /inloggen"),
        "the demo's cookie is nobody's: {}",
        outside.headers
    );
    let button = desk.post(
        "/inloggen/demo",
        &cookie,
        &[("csrf", &token), ("login", "beheer")],
    );
    assert_eq!(button.status, 404, "no way in by a button");

    // Without TLS the port says nothing.
    let mut plain = TcpStream::connect(desk.address).unwrap();
    plain
        .write_all(b"GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .unwrap();
    let mut said = Vec::new();
    let _ = plain.read_to_end(&mut said);
    assert!(!String::from_utf8_lossy(&said).contains("HTTP/1.1 200"));
}

#[test]
fn without_tls_only_this_machine_is_served() {
    let place = Place::new();
    assert!(place.init().status.success());
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8700"] {
        let output = place.run(&["serve"], &["--listen", address]);
        assert_eq!(output.status.code(), Some(2), "{address}");
        assert!(
            stderr(&output).contains("without TLS only a loopback address"),
            "{}",
            stderr(&output)
        );
        let output = run(&["demo", "--listen", address], "");
        assert_eq!(output.status.code(), Some(2), "{address}");
        assert!(stderr(&output).contains("loopback"), "{}", stderr(&output));
    }
}

#[test]
fn a_certificate_that_cannot_be_read_is_told_in_one_line() {
    let place = Place::new();
    assert!(place.init().status.success());
    let config = place.path().join("regie.toml");
    std::fs::write(
        &config,
        "[tls]\ncertificate = \"/nowhere/chain.pem\"\nkey = \"/nowhere/key.pem\"\n",
    )
    .unwrap();
    let output = place.run(
        &["serve"],
        &[
            "--config",
            &config.display().to_string(),
            "--listen",
            "127.0.0.1:0",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("/nowhere/chain.pem"),
        "{}",
        stderr(&output)
    );
}
