//! By its address, "no such dossier" and "not yours" are the same page, with the same kind of line: at every address below a
//! dossier, in every state a dossier can be in, for everybody who has no part in it.

use crate::browser::{Answer, Browser, hidden};
use crate::site::{Site, TODAY, family};
use regie_casework::start::NewDossier;
use regie_ledger::db::Arg;
use regie_terms::{DossierId, Function, Id};
use std::collections::BTreeMap;

/// Every address there is; the walk over the whole site keeps this list complete.
const TABLE: &str = include_str!("../../../regie/tests/site/routes.txt");

/// What people could type there, all of it well-formed, so that no fault of a field hides what the act itself would say.
pub const TYPED: [(&str, &str); 21] = [
    ("act", "view"),
    ("reason", "Moeder belt."),
    ("justified", "yes"),
    ("because", "Het kon niet wachten."),
    ("text", "Iets."),
    ("given", "Kim"),
    ("surname", "Proef"),
    ("born", "15-6-2015"),
    ("party", "school"),
    ("recipient", "De Klimop"),
    ("purpose", "support"),
    ("kind", "what"),
    ("category", "health"),
    ("motive", "Speelt mee."),
    ("law", "jeugdwet"),
    ("need", "Anders past de hulp niet."),
    ("place", "coordinator"),
    ("since", "2026-11-01"),
    ("means", "table"),
    ("answer", "yes"),
    ("stop", "Toch niet."),
];

/// Method and address of every row below a place.
pub fn addresses(below: &str) -> Vec<(&'static str, &'static str)> {
    let rows = TABLE.lines().filter_map(|row| {
        let mut cells = row.split_whitespace();
        Some((cells.next()?, cells.next()?))
    });
    rows.filter(|(_, address)| address.starts_with(below))
        .collect()
}

/// The address in one dossier, with ids of real things of the other one where there are any.
pub fn filled(address: &str, dossier: DossierId, things: &BTreeMap<String, String>) -> String {
    let parts = address.split('/').map(|part| {
        match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            None => part.to_owned(),
            Some("dossier") => dossier.to_string(),
            Some("step") => "vragen".to_owned(),
            Some(name) => things
                .get(name)
                .cloned()
                .unwrap_or_else(|| Id::from_bytes([7; 16]).to_string()),
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// What somebody sees of an answer: status, where it leads, and the page, without what is random in every page.
fn seen(answer: &Answer, dossier: DossierId) -> (u16, String, String) {
    let mut page = answer.body.replace(&dossier.to_string(), "{dossier}");
    let mark = "name=\"request\" value=\"";
    let found: Vec<usize> = page.match_indices(mark).map(|(at, _)| at).collect();
    for at in found {
        let from = at + mark.len();
        page.replace_range(from..from + 32, &"0".repeat(32));
    }
    let to = answer.header("location");
    let to = to.replace(&dossier.to_string(), "{dossier}");
    (answer.status.as_u16(), to, page)
}

impl Site {
    /// The last line there is.
    pub async fn last_line(&self) -> i64 {
        let row = self
            .content
            .row(
                "SELECT MAX(seq) FROM line WHERE controller = $1",
                &[Arg::Int(1)],
            )
            .await
            .unwrap();
        row.unwrap().int(0).unwrap()
    }

    /// The kinds of the lines since then: the act, all that stands in the open, under which key something is sealed and how long it is.
    pub async fn lines_since(&self, seq: i64) -> Vec<(String, String, String, usize)> {
        let sql = "SELECT act, body, key, sealed FROM line WHERE controller = $1 AND seq > $2 ORDER BY seq";
        let rows = self
            .content
            .rows(sql, &[Arg::Int(1), Arg::Int(seq)])
            .await
            .unwrap();
        rows.iter()
            .map(|row| {
                (
                    row.text(0).unwrap().to_owned(),
                    String::from_utf8(row.bytes(1).unwrap().to_vec()).unwrap(),
                    format!("{:?}", row.maybe_bytes(2).unwrap()),
                    row.maybe_bytes(3).unwrap().map_or(0, <[u8]>::len),
                )
            })
            .collect()
    }

    /// The things of a dossier, by the name they have in addresses.
    pub async fn things_of(&self, dossier: DossierId) -> BTreeMap<String, String> {
        let sql = "SELECT kind, id FROM record WHERE controller = $1 AND dossier = $2";
        let rows = self
            .content
            .rows(sql, &[Arg::Int(1), Arg::Bytes(dossier.0.as_bytes())])
            .await
            .unwrap();
        let named = |kind: &str| match kind {
            "disclosure" => "share".to_owned(),
            "coordination" => "place".to_owned(),
            "meldcode" => "matter".to_owned(),
            other => other.to_owned(),
        };
        rows.iter()
            .map(|row| {
                let id = Id::from_slice(row.bytes(1).unwrap()).unwrap();
                (named(row.text(0).unwrap()), id.to_string())
            })
            .collect()
    }
}

/// A dossier in each state there is.
async fn states(site: &Site) -> Vec<(&'static str, DossierId)> {
    let somebody = site
        .house
        .administrator("x", "zeven groene fietsen", "JBSWY3DPEHPK3PXP")
        .unwrap()
        .id;
    let mut closed = family("Dicht", Some(somebody), None, Vec::new(), "999900031");
    closed.dossier.closed = Some(TODAY);
    let mut shielded = family("Afgeschermd", Some(somebody), None, Vec::new(), "999900043");
    for (_, _, entry) in &mut shielded.entries {
        entry.shielded = true;
    }
    let (closed_id, shielded_id) = (closed.id, shielded.id);
    let both: Vec<NewDossier> = vec![closed, shielded];
    site.house.lay_dossiers(both).await.unwrap();

    let mut farida = site.login("farida").await;
    crate::share::begun(site, &mut farida).await;
    let notes = format!("/dossier/{}/aantekeningen", site.dossier);
    farida.get(&notes).await.is(200);
    farida.send(&notes, &[("text", "Bellen.")]).await.is(303);
    let matters = format!("/dossier/{}/meldcode", site.dossier);
    farida.get(&matters).await.is(200);
    let about = &site.things_of(site.dossier).await["person"];
    let signs = [
        ("people", about.as_str()),
        ("signals", "Blauwe plekken."),
        ("on", "1-11-2026"),
    ];
    farida.send(&matters, &signs).await.is(303);
    // Somebody else broke the glass of the one whose people are away.
    let mut sam = site.login("sam").await;
    let glass = sam.find_glass("Verlaten", site.deserted).await;
    sam.send(&glass, &[("act", "view"), ("reason", "Er is iets.")])
        .await
        .is(303);
    vec![
        ("looked after", site.dossier),
        ("both away", site.deserted),
        ("closed", closed_id),
        ("shielded", shielded_id),
    ]
}

/// Walks every address twice: once in a dossier that is there, once in one that is not.
async fn walk(site: &Site, who: &mut Browser, filled_in: bool, client: bool) {
    who.get(if client { "/mijn" } else { "/" }).await;
    let token = hidden(&who.page, "/uitloggen");
    for (state, dossier) in states(site).await {
        let things = site.things_of(dossier).await;
        let nothing = DossierId::fresh();
        for (method, address) in addresses("/dossier/{dossier}") {
            let mut both = Vec::new();
            for id in [dossier, nothing] {
                let before = site.last_line().await;
                let path = filled(address, id, &things);
                let answer = if method == "GET" {
                    who.get(&path).await
                } else {
                    let mut fields = token.clone();
                    if filled_in {
                        fields.extend(TYPED.map(|(n, v)| (n.to_owned(), v.to_owned())));
                        fields.push(("request".to_owned(), Id::fresh().to_string()));
                    }
                    who.post(&path, &fields).await
                };
                both.push((
                    answer.header("content-length").to_owned(),
                    seen(&answer, id),
                    site.lines_since(before).await,
                ));
            }
            if both[0] != both[1] {
                let lines = |page: &str| page.lines().map(str::to_owned).collect::<Vec<_>>();
                let (one, other) = (lines(&both[0].1.2), lines(&both[1].1.2));
                let only: Vec<_> = one.iter().filter(|l| !other.contains(l)).collect();
                let more: Vec<_> = other.iter().filter(|l| !one.contains(l)).collect();
                panic!(
                    "{state}: {method} {address} tells that it is there: {:?} {:?}; {:?} {:?}; {only:#?} {more:#?}; {:?} {:?}",
                    both[0].1.0, both[1].1.0, both[0].1.1, both[1].1.1, both[0].2, both[1].2
                );
            }
            let status = both[0].1.0;
            assert!(
                [303, 403, 404].contains(&status) || (!filled_in && [200, 422].contains(&status)),
                "{state}: {method} {address}: {status}"
            );
        }
    }
}

#[tokio::test]
async fn to_a_colleague_without_a_part_every_address_is_that_of_nothing() {
    let site = Site::new().await;
    let mut olaf = site.login("olaf").await;
    walk(&site, &mut olaf, true, false).await;
    site.done().await;
}

#[tokio::test]
async fn so_it_is_when_nothing_is_filled_in() {
    let site = Site::new().await;
    let mut olaf = site.login("olaf").await;
    walk(&site, &mut olaf, false, false).await;
    site.done().await;
}

/// The front door may find, the data protection officer may look with a reason: neither learns by an address what is there.
#[tokio::test]
async fn so_it_is_for_other_functions_and_for_clients() {
    let site = Site::new().await;
    let mut twee = site.login("twee").await;
    twee.get("/functie").await;
    twee.send("/functie", &[("function", Function::FrontDoor.as_str())])
        .await
        .is(303);
    walk(&site, &mut twee, true, false).await;
    let site = Site::new().await;
    let mut daan = site.login("daan").await;
    walk(&site, &mut daan, false, false).await;
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    walk(&site, &mut mieke, true, true).await;
    site.done().await;
}
