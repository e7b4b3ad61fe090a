//! PostgreSQL that is away, or does not let the program in: what the operator is told, and that nothing was made.

use crate::support::{run, stderr};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

const SECRET: &str = "zeer-geheim-wachtwoord";

/// Reads one message after the start of a connection: its length stands in front, and a letter before that when there is one.
fn read(stream: &mut TcpStream, letter: bool) -> Vec<u8> {
    let mut head = vec![0; 4 + usize::from(letter)];
    stream.read_exact(&mut head).unwrap();
    let length: [u8; 4] = head[usize::from(letter)..].try_into().unwrap();
    let mut body = vec![0; usize::try_from(u32::from_be_bytes(length)).unwrap() - 4];
    stream.read_exact(&mut body).unwrap();
    body
}

/// A server that asks for a password and then refuses, as PostgreSQL does, each time it is asked.
fn refusing(code: &'static str, message: &'static str) -> String {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = server.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in server.incoming() {
            let mut stream = stream.unwrap();
            // Whether it speaks TLS: no.
            read(&mut stream, false);
            stream.write_all(b"N").unwrap();
            read(&mut stream, false);
            stream.write_all(b"R\0\0\0\x08\0\0\0\x03").unwrap();
            read(&mut stream, true);
            let fields = format!("SFATAL\0VFATAL\0C{code}\0M{message}\0\0");
            let length = u32::try_from(fields.len() + 4).unwrap().to_be_bytes();
            stream.write_all(b"E").unwrap();
            stream.write_all(&length).unwrap();
            stream.write_all(fields.as_bytes()).unwrap();
        }
    });
    address.to_string()
}

/// Runs `init` and `ledger verify` against an address; gives what each says.
fn told(address: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys").display().to_string();
    let password = folder.path().join("password.txt");
    std::fs::write(&password, "zeven groene fietsen\n").unwrap();
    let password = password.display().to_string();
    let url = format!("postgres://regie:{SECRET}@{address}/regie");
    let at = ["--database", &url, "--keys", &keys];
    let init = ["init", "--admin", "beheer", "--password-file", &password];
    let made = run(&[&init[..], &at[..]].concat(), "");
    assert!(
        !folder.path().join("keys").exists(),
        "no key is made for a database that cannot be had"
    );
    // As if it had worked once.
    std::fs::create_dir(folder.path().join("keys")).unwrap();
    let initialised = crate::support::Place::in_folder();
    assert!(initialised.init().status.success());
    for file in ["controller.key", "keys.db"] {
        let to = folder.path().join("keys").join(file);
        std::fs::copy(initialised.path().join(file), to).unwrap();
    }
    let verified = run(&[&["ledger", "verify"][..], &at[..]].concat(), "");
    let served = run(
        &[&["serve", "--listen", "127.0.0.1:0"][..], &at[..]].concat(),
        "",
    );
    [made, verified, served]
        .iter()
        .map(|output| {
            assert_eq!(output.status.code(), Some(2), "{}", stderr(output));
            let told = stderr(output);
            assert!(!told.contains(SECRET), "{told}");
            assert_eq!(told.lines().count(), 1, "calm: {told}");
            told
        })
        .collect()
}

#[test]
fn a_server_that_is_away_is_named_without_the_password() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    for told in told(&address) {
        assert!(
            told.starts_with(&format!("regie: {address}/regie: ")),
            "{told}"
        );
        assert!(told.contains("Connection refused"), "{told}");
        assert!(told.contains("is PostgreSQL running there?"), "{told}");
    }
}

#[test]
fn a_wrong_password_is_said_without_the_password() {
    let address = refusing("28P01", "password authentication failed for user \"regie\"");
    for told in told(&address) {
        assert!(told.contains("password authentication failed"), "{told}");
        assert!(told.contains("PGPASSWORD"), "{told}");
    }
}

#[test]
fn a_database_that_does_not_exist_is_named() {
    let address = refusing("3D000", "database \"regie\" does not exist");
    for told in told(&address) {
        assert!(told.contains("database \"regie\" does not exist"), "{told}");
        assert!(told.contains("make it first, or name another"), "{told}");
    }
}

#[test]
fn an_address_that_is_none_is_refused_without_what_stands_in_it() {
    for url in [
        format!("mysql://regie:{SECRET}@127.0.0.1/regie"),
        format!("postgres://regie:{SECRET}@127.0.0.1:port/regie"),
    ] {
        let output = run(
            &["ledger", "verify", "--keys", "/nowhere", "--database", &url],
            "",
        );
        assert_eq!(output.status.code(), Some(2));
        assert!(!stderr(&output).contains(SECRET), "{}", stderr(&output));
    }
}

#[test]
fn a_database_of_somebody_else_is_left_as_it_is() {
    let place = crate::support::Place::new();
    let Some(url) = &place.database else {
        eprintln!("skipped: REGIE_TEST_POSTGRES is not set, and this is about PostgreSQL");
        return;
    };
    assert!(place.init().status.success());
    let (server, name) = url.rsplit_once('/').unwrap();
    let other = format!("{name}_other");
    crate::support::as_operator(&format!("CREATE DATABASE {other}")).unwrap();
    let elsewhere = format!("{server}/{other}");
    let keys = place.path().display().to_string();
    for command in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["ledger", "verify"],
    ] {
        let at = ["--database", &elsewhere, "--keys", &keys];
        let output = run(&[command, &at[..]].concat(), "");
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains(&format!("/{other} holds nothing of Regie")),
            "{}",
            stderr(&output)
        );
    }
    let tables = crate::support::wait_for(async {
        let db = regie_ledger::db::Db::postgres(&elsewhere).await.unwrap();
        let sql = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'";
        let tables = db.row(sql, &[]).await.unwrap().unwrap().int(0).unwrap();
        db.close().await;
        tables
    });
    crate::support::as_operator(&format!("DROP DATABASE {other} WITH (FORCE)")).unwrap();
    assert_eq!(tables, 0, "not a table was made");
}
