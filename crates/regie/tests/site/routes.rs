//! The walk over every address, as everybody who could come there, against the table in `routes.txt`.
//!
//! The addresses are read from the sources of the desk, so a new one without a row fails. What a row says was thought
//! about once; when it is not what is seen, either the program or the table is wrong.

use crate::browser::{Answer, Browser};
use crate::server::Demo;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const TABLE: &str = include_str!("routes.txt");

/// Folders of the desk whose addresses the program does not serve. This list may only become shorter.
const EXEMPT: [&str; 1] = ["gallery"];

/// Who walks: nobody, a colleague with no task there, the coordinator, the substitute, the girl the dossier is about, her
/// mother, a functional administrator.
const WALKERS: [(&str, &str); 7] = [
    ("stranger", ""),
    ("colleague", "abdel"),
    ("coordinator", "soraya"),
    ("substitute", "pieter"),
    ("client", "zeynep"),
    ("parent", "elif"),
    ("administrator", "beheer1"),
];

/// An id that belongs to nothing.
const NOTHING: &str = "0199aaaabbbb7cccadddeeeeffff0001";

/// `GET /address` and `POST /address` of every route in the sources.
fn served() -> BTreeSet<String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../desk/src");
    let mut found = BTreeSet::new();
    let mut folders = vec![sources.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let exempt = EXEMPT
                .iter()
                .any(|name| path.strip_prefix(&sources).unwrap().starts_with(name));
            if path.is_dir() && !exempt {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.extend(routes(&std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The routes that a source file lays.
fn routes(source: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, _) in source.match_indices(".route(") {
        let rest = &source[at + ".route(".len()..];
        let mut depth = 1;
        let end = rest
            .char_indices()
            .find(|(_, c)| {
                depth += match c {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
                depth == 0
            })
            .map_or(rest.len(), |(end, _)| end);
        let call = &rest[..end];
        let address = call.split('"').nth(1).unwrap_or_default();
        // The one address whose first half is computed: the folder of fixed files.
        let address = if address == "{}{{name}}" {
            "/vast/{version}/{name}"
        } else {
            address
        };
        for method in ["get", "post", "put", "delete", "patch", "any"] {
            let laid = call.match_indices(&format!("{method}(")).any(|(at, _)| {
                let before = call[..at].chars().next_back().unwrap_or(' ');
                !before.is_alphanumeric() && before != '_' && before != ':'
            });
            if laid {
                all.push(format!("{} {address}", method.to_uppercase()));
            }
        }
    }
    all
}

/// The rows: address -> what each walker gets.
fn table() -> BTreeMap<String, Vec<String>> {
    let rows = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let mut cells = row.split_whitespace().map(str::to_owned);
        let address = format!("{} {}", cells.next().unwrap(), cells.next().unwrap());
        (address, cells.collect())
    })
    .collect()
}

#[test]
fn every_address_has_a_row_and_every_row_an_address() {
    let (served, table) = (served(), table());
    assert!(served.len() > 40, "the sources were not read: {served:?}");
    let rows: BTreeSet<String> = table.keys().cloned().collect();
    let without: Vec<&String> = served.difference(&rows).collect();
    assert!(
        without.is_empty(),
        "addresses without a row in routes.txt: {without:#?}"
    );
    let gone: Vec<&String> = rows.difference(&served).collect();
    assert!(
        gone.is_empty(),
        "rows of addresses that are gone: {gone:#?}"
    );
    for (address, cells) in table {
        assert_eq!(cells.len(), WALKERS.len(), "{address}");
    }
}

#[test]
fn an_address_is_found_however_it_is_written() {
    let source = "r.route(\n \"/a/{b}\",\n get(open::get).post(open::post_get),\n).route(\"/c\", axum::routing::get(x))";
    assert_eq!(routes(source), ["GET /a/{b}", "POST /a/{b}"]);
    assert_eq!(
        routes(".route(\"/d\", get(a).merge(post(b)))"),
        ["GET /d", "POST /d"]
    );
}

/// Ids of real things, by the name they have in addresses.
pub fn things(demo: &Demo) -> BTreeMap<&'static str, String> {
    let mut things = BTreeMap::new();
    let mut soraya = demo.login("soraya");
    soraya.open("/").is(200);
    let dossier = soraya.link("Aydın").rsplit('/').next().unwrap().to_owned();
    soraya.open(&format!("/dossier/{dossier}")).is(200);
    let filter = soraya.form(&format!("/dossier/{dossier}"));
    things.insert("person", filter.choices("person")[0].to_owned());
    let fact = soraya.link("Verbeteren");
    things.insert(
        "entry",
        fact.split(['/', '='])
            .find(|part| part.len() == 32 && *part != dossier)
            .unwrap()
            .to_owned(),
    );
    soraya.open(&format!("/dossier/{dossier}/delen")).is(200);
    let share = [
        ("person", things["person"].as_str()),
        ("party", "school"),
        ("recipient", "De school"),
    ];
    let begun = soraya
        .fill(&format!("/dossier/{dossier}/delen"), &share)
        .is(303);
    let share = begun
        .header("location")
        .split('/')
        .nth(4)
        .unwrap()
        .to_owned();
    things.insert("share", share);
    things.insert("step", "vragen".to_owned());
    things.insert("charter", "kempen".to_owned());
    let document = crate::journeys::document::put_in(
        &mut soraya,
        &format!("/dossier/{dossier}"),
        "Een foto",
        crate::journeys::document::PHOTO,
    );
    things.insert("document", document.rsplit('/').next().unwrap().to_owned());
    // What the girl asked on paper waits for her mother to join.
    let paper = format!("/dossier/{dossier}/verzoek/nieuw");
    let asked = format!("{paper}?person={}&right=access", things["person"]);
    soraya.open(&asked).is(200);
    let asked = [
        ("by", "subject"),
        ("received", "today"),
        ("way", "paper"),
        ("language", "nl"),
    ];
    let day = soraya.form(&paper).value("received").unwrap().to_owned();
    let asked = asked.map(|(name, value)| (name, if value == "today" { &*day } else { value }));
    let written = soraya.fill(&paper, &asked).is(303);
    let request = written.header("location").split(['/', '?']).nth(4).unwrap();
    things.insert("request", request.to_owned());
    things.insert("right", "verbeteren".to_owned());
    things.insert("letter", "uitnodiging".to_owned());
    let mut administrator = demo.login("beheer1");
    administrator.open("/beheer/accounts").is(200);
    let account = administrator.link("Gea Hofstra");
    things.insert("account", account.rsplit('/').next().unwrap().to_owned());
    things.insert("dossier", dossier);
    let fixed = administrator.page.split("href=\"/vast/").nth(1).unwrap();
    let mut fixed = fixed.split('"').next().unwrap().split('/');
    things.insert("version", fixed.next().unwrap().to_owned());
    things.insert("name", fixed.next().unwrap().to_owned());
    things
}

/// The address with ids in the place of names; what is not there gets an id of nothing.
fn with_ids(address: &str, things: &BTreeMap<&str, String>) -> String {
    let parts = address.split('/').map(|part| {
        match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            Some(name) => things.get(name).map_or(NOTHING, String::as_str),
            None => part,
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The addresses of all pages there are, each with the login of somebody who may see it; and the pages of who may not.
pub fn pages(things: &BTreeMap<&str, String>) -> Vec<(&'static str, Vec<String>)> {
    let table = table();
    let mut left: BTreeSet<&String> = table.keys().filter(|a| a.starts_with("GET /")).collect();
    for none in [
        "/health",
        "/robots.txt",
        "/favicon.ico",
        "/.well-known/security.txt",
        "/vast/{version}/{name}",
        "/.well-known/regie-key",
        "/dossier/{dossier}/brieven/{posting}/brief.pdf",
        "/dossier/{dossier}/persoon/{person}/brief/{letter}/{about}/voorbeeld.pdf",
        "/mijn/{person}/kopie.pdf",
        "/mijn/{person}/meenemen/bestand",
        "/mijn/{person}/wie-keek/bewijs",
        "/mijn/verzoek/{request}/besluit.pdf",
    ] {
        left.retain(|address| !address.ends_with(none));
    }
    let mut all: Vec<(&str, Vec<String>)> = Vec::new();
    for (place, (who, login)) in WALKERS.iter().enumerate() {
        if ["colleague", "substitute", "parent"].contains(who) {
            continue;
        }
        let open: Vec<&String> = left
            .iter()
            .copied()
            .filter(|address| table[*address][place] == "200")
            .collect();
        left.retain(|address| !open.contains(address));
        let path = |address: &&String| with_ids(address.split_once(' ').unwrap().1, things);
        all.push((login, open.iter().map(path).collect()));
    }
    let dossier = format!("/dossier/{}", things["dossier"]);
    all.push(("abdel", vec![dossier, "/nergens".to_owned()]));
    all
}

/// What came back, in one word: the status, or where it leads. `in` is to the login page, `up` to a page above this one.
fn told(path: &str, answer: &Answer, things: &BTreeMap<&str, String>) -> String {
    if answer.status != 303 {
        return answer.status.to_string();
    }
    let to = answer.header("location");
    if to.starts_with("/inloggen?") || to == "/inloggen" {
        return "in".to_owned();
    }
    if to.starts_with("https://") {
        return "outside".to_owned();
    }
    let place = to.split('?').next().unwrap_or_default();
    if to != "/"
        && path
            .strip_prefix(place)
            .is_some_and(|rest| rest.starts_with('/'))
    {
        return "up".to_owned();
    }
    let mut to = to.replace(NOTHING, "{nothing}");
    for (name, id) in things {
        to = to.replace(id, &format!("{{{name}}}"));
    }
    to
}

#[test]
fn everybody_sees_what_the_table_says() {
    let demo = Demo::start();
    let things = things(&demo);
    let (mut served, table) = (Vec::from_iter(served()), table());
    // What ends something comes after what needs it.
    served.sort_by_key(|address| {
        ["/nu", "/stop", "/einde"]
            .iter()
            .any(|end| address.ends_with(end))
    });
    let mut seen: BTreeMap<&String, Vec<String>> = BTreeMap::new();
    let enter = |login: &str| {
        if login.is_empty() {
            demo.stranger()
        } else {
            demo.login(login)
        }
    };
    let mut browsers = WALKERS.map(|(_, login)| enter(login));
    for method in ["GET", "POST"] {
        for address in served.iter().filter(|a| a.starts_with(method)) {
            let path = with_ids(address.split_once(' ').unwrap().1, &things);
            for ((_, login), browser) in WALKERS.iter().zip(&mut browsers) {
                if !login.is_empty() && !browser.has_session() {
                    *browser = enter(login);
                }
                let answer = match method {
                    "GET" => browser.get(&path),
                    _ => {
                        let fields = token(browser, &path);
                        browser.post(&path, &fields)
                    }
                };
                seen.entry(address)
                    .or_default()
                    .push(told(&path, &answer, &things));
            }
        }
    }
    let wrong: Vec<String> = seen
        .iter()
        .filter(|(address, cells)| table.get(**address) != Some(*cells))
        .map(|(address, cells)| format!("{address} {}", cells.join(" ")))
        .collect();
    assert!(
        wrong.is_empty(),
        "not as the table says; seen was:\n{}\n",
        wrong.join("\n")
    );
}

/// The token a form at this address would carry.
fn token(browser: &mut Browser, path: &str) -> Vec<(String, String)> {
    let door = path.starts_with("/inloggen") || path.starts_with("/uitnodiging");
    if door || !browser.has_session() {
        browser.get("/inloggen/wachtwoord");
        let token = browser.cookies["regie-deur"].clone();
        // Guesses at one name are slowed down; a name for each walker keeps them out of each other's way.
        let name = format!(
            "niemand {}",
            browser
                .cookies
                .get("regie")
                .map_or("", |session| &session[..8])
        );
        return vec![("csrf".to_owned(), token), ("login".to_owned(), name)];
    }
    browser.open("/");
    let token = browser.form("/uitloggen").value("csrf").unwrap().to_owned();
    vec![("csrf".to_owned(), token)]
}
