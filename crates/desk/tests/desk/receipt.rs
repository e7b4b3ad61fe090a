//! The receipts of answers in the portal: the page, the PDF and the record. Poppler reads the PDF (`apt-get install poppler-utils`).

use crate::browser::{Answer, Browser};
use crate::share::prepared;
use crate::site::Site;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The text of a PDF, on one line.
pub fn text_of(pdf: &[u8]) -> String {
    let text = said(&["pdftotext", "-raw"], pdf, &["-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What one of poppler's tools says.
pub fn said(tool: &[&str], pdf: &[u8], last: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("paper.pdf");
    std::fs::write(&at, pdf).unwrap();
    let out = Command::new(tool[0])
        .args(&tool[1..])
        .arg(&at)
        .args(last)
        .output()
        .unwrap_or_else(|why| panic!("{}: {why}: apt-get install poppler-utils", tool[0]));
    assert!(out.status.success(), "{tool:?}");
    String::from_utf8(out.stdout).unwrap()
}

/// What is handed over to be kept says so, and its name says nothing about anybody.
#[track_caller]
pub fn kept(answer: &Answer, media: &str, name: &str) {
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.body);
    assert_eq!(answer.header("content-type"), media);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(
        answer.header("content-disposition"),
        format!("attachment; filename=\"{name}\"")
    );
}

/// A question that a mother is asked; gives its address in the portal.
async fn asked(site: &Site) -> (String, Browser) {
    let mut farida = site.login("farida").await;
    let share = prepared(site, &mut farida).await;
    farida.get(&format!("{share}/toestemming")).await;
    farida
        .send(&format!("{share}/toestemming/vraag"), &[])
        .await
        .is(303);
    let ask = format!("/mijn/toestemming/{}", share.rsplit('/').next().unwrap());
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&ask)
        .await
        .is(200)
        .hides("Bewijs van uw antwoord");
    (ask, mieke)
}

/// The addresses that a page leads to and that end so.
fn links(page: &str, end: &str) -> Vec<String> {
    page.split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .filter(|address| address.ends_with(end))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn each_answer_has_its_receipt_to_keep() {
    let site = Site::new().await;
    let (ask, mut mieke) = asked(&site).await;
    let list = format!("{ask}/bewijs");
    mieke.get(&list).await.is(404);
    mieke.get(&ask).await;
    let yes = [("answer", "yes"), ("reason", "Dat is fijn voor #Sara.")];
    mieke.send(&ask, &yes).await.is(303);
    mieke.get(&ask).await.says(&list);
    let page = mieke
        .get(&list)
        .await
        .is(200)
        .says("Bewijs van uw antwoord")
        .says("U zei ja, op 21 november 2026")
        .says("De Klimop")
        .says("Het gaat over Sara");
    let [pdf] = links(&page.body, "bewijs.pdf").try_into().unwrap();
    for place in [&pdf, &pdf.replace(".pdf", ".json")] {
        for who in [site.child.to_string(), site.mother.to_string()] {
            assert!(!place.contains(&who), "{place}");
        }
    }
    let answer = mieke.raw(&pdf).await;
    kept(&answer.0, "application/pdf", "bewijs.pdf");
    let text = text_of(&answer.1);
    for there in [
        "Vertrouwelijk",
        "Bewijs van uw antwoord",
        "U zei ja",
        "Mieke van den Proef",
        "Sara van den Proef",
        "De Klimop (school)",
        "School stemt de rooster af.",
        "Wil weer naar <school>",
        "Dat is fijn voor #Sara.",
        "AVG 6 lid 1 onder a",
        "U mag uw ja altijd intrekken.",
        "Wij bewaren het zo lang als het dossier (Jeugdwet).",
        "https://autoriteitpersoonsgegevens.nl",
    ] {
        assert!(text.contains(there), "{there}: {text}");
    }
    for hidden in ["Slaapt", "Farida", "9999"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    let info = said(&["pdfinfo"], &answer.1, &[]);
    assert!(
        info.contains("Tagged:          yes") && info.contains("(A4)"),
        "{info}"
    );
    let tags = said(&["pdfinfo", "-struct-text"], &answer.1, &[]);
    for heading in [
        "H1 \"Bewijs van uw antwoord\"",
        "H2 \"Uw antwoord\"",
        "H2 \"Wat wij vroegen\"",
    ] {
        assert!(tags.contains(heading), "{heading}: {tags}");
    }
    assert_eq!(
        answer.1,
        mieke.raw(&pdf).await.1,
        "the same paper each time"
    );
    let english = text_of(&mieke.raw(&format!("{pdf}?lang=en")).await.1);
    assert!(english.contains("Receipt of your answer") && english.contains("You said yes"));

    // A withdrawal has a receipt beside the first, which stays what it was.
    mieke.get(&format!("{ask}?lang=nl")).await;
    mieke.send(&ask, &[("answer", "withdraw")]).await.is(303);
    let page = mieke.get(&list).await.is(200);
    let both = links(&page.body, "bewijs.pdf");
    assert_eq!(both.len(), 2);
    assert_eq!(both[1], pdf, "newest first");
    assert_eq!(mieke.raw(&pdf).await.1, answer.1);
    assert!(text_of(&mieke.raw(&both[0]).await.1).contains("U trok het in"));
    site.done().await;
}

#[tokio::test]
async fn the_receipts_are_nobody_elses() {
    let site = Site::new().await;
    let (ask, mut mieke) = asked(&site).await;
    mieke.get(&ask).await;
    mieke.send(&ask, &[("answer", "no")]).await.is(303);
    let list = format!("{ask}/bewijs");
    let page = mieke.get(&list).await.is(200);
    let pdf = links(&page.body, "bewijs.pdf").remove(0);
    let json = links(&page.body, "bewijs.json").remove(0);
    for login in ["ann", "sara", "farida"] {
        let mut other = site.login(login).await;
        for address in [&list, &pdf, &json] {
            other.get(address).await.is(404).hides("Klimop");
        }
    }
    let nothing = regie_terms::Id::fresh();
    for odd in [
        format!("{ask}/{nothing}/bewijs.pdf"),
        format!("{ask}/x/bewijs.json"),
    ] {
        mieke.get(&odd).await.is(404);
    }
    site.done().await;
}

/// Where the texts of the standards lie, when they lie beside the project.
fn standards() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/standards/consent");
    beside.is_dir().then_some(beside)
}

/// What stands at a property, however deep; the guide to 27560 in DPV says where each is.
fn at<'a>(record: &'a Value, path: &str) -> Vec<&'a Value> {
    let mut found = vec![record];
    for name in path.split(' ') {
        found = found
            .into_iter()
            .flat_map(|one| match one {
                Value::Array(all) => all.iter().collect::<Vec<_>>(),
                other => vec![other],
            })
            .filter_map(|one| one.get(name))
            .collect();
    }
    found
}

/// Each field that 27560, or its profile for the GDPR, makes mandatory, and the property it is in.
const MANDATORY: [(&str, &str); 29] = [
    ("schema version", "dct:conformsTo"),
    ("record id", "dct:identifier"),
    ("receipt id", "dpv:hasIdentifier"),
    ("pii principal id", "dpv:hasDataSubject dct:identifier"),
    ("privacy notice", "dpv:hasNotice dct:identifier"),
    ("language", "dpv:hasNotice dct:language"),
    ("purpose", "dpv:hasProcess dpv:hasPurpose dct:description"),
    ("lawful basis", "dpv:hasProcess dpv:hasLegalBasis"),
    (
        "pii information",
        "dpv:hasProcess dpv:hasPersonalData dct:description",
    ),
    ("pii controllers", "dpv:hasProcess dpv:hasDataController"),
    ("collection", "dpv:hasProcess dpv:hasDataSource"),
    ("processing method", "dpv:hasProcess dpv:hasProcessing"),
    (
        "storage locations",
        "dpv:hasProcess dpv:hasStorageCondition dpv:hasLocation",
    ),
    (
        "retention period",
        "dpv:hasProcess dpv:hasStorageCondition dpv:hasDuration",
    ),
    ("jurisdiction", "dpv:hasProcess dpv:hasJurisdiction"),
    ("recipient third parties", "dpv:hasProcess dpv:hasRecipient"),
    (
        "withdrawal method",
        "dpv:hasProcess dpv:hasConsentControl dct:description",
    ),
    ("privacy rights", "dpv:hasProcess dpv:hasRight"),
    ("authority party", "dpv:hasProcess dpv:hasAuthority"),
    (
        "pii type",
        "dpv:hasProcess dpv:hasPersonalData dct:identifier",
    ),
    (
        "pii optional",
        "dpv:hasProcess dpv:hasPersonalData dpv:hasNecessity",
    ),
    ("party id", "dpv:hasEntity dpv:hasIdentifier"),
    ("address", "dpv:hasEntity dpv:hasAddress"),
    ("name", "dpv:hasEntity dpv:hasName"),
    ("contact", "dpv:hasEntity dpv:hasContact"),
    ("event time", "dpv:hasConsentStatus dct:date"),
    ("validity duration", "dpv:hasConsentStatus dct:valid"),
    (
        "entity id",
        "dpv:hasConsentStatus dpv:isImplementedByEntity",
    ),
    ("event type", "dpv:hasConsentStatus dpv:hasLegalBasis"),
];

#[tokio::test]
async fn the_record_has_what_27560_asks_in_the_words_of_dpv() {
    let site = Site::new().await;
    let (ask, mut mieke) = asked(&site).await;
    mieke.get(&ask).await;
    mieke.send(&ask, &[("answer", "yes")]).await.is(303);
    mieke.get(&ask).await;
    mieke.send(&ask, &[("answer", "withdraw")]).await.is(303);
    mieke.get(&ask).await;
    let page = mieke.get(&format!("{ask}/bewijs")).await.is(200);
    let mut states = Vec::new();
    for address in links(&page.body, "bewijs.json") {
        let (answer, bytes) = mieke.raw(&address).await;
        kept(&answer, "application/ld+json", "bewijs.json");
        let record: Value = serde_json::from_slice(&bytes).unwrap();
        for (field, path) in MANDATORY {
            let found = at(&record, path);
            let said = |value: &&Value| match value {
                Value::String(text) => !text.is_empty(),
                Value::Array(all) => !all.is_empty(),
                Value::Object(all) => !all.is_empty(),
                _ => false,
            };
            assert!(
                !found.is_empty() && found.iter().all(said),
                "{field}: {record:#}"
            );
        }
        // Who is named is somebody in the record, and every prefix is in the context.
        let ids: Vec<&Value> = at(&record, "dpv:hasEntity @id");
        for role in [
            "dpv:hasDataController",
            "dpv:hasRecipient",
            "dpv:hasAuthority",
        ] {
            let who = at(&record, &format!("dpv:hasProcess {role}"));
            assert!(ids.contains(&who[0]), "{role}");
        }
        let by = at(&record, "dpv:hasConsentStatus dpv:isIndicatedBy");
        assert!(ids.contains(&by[0]), "a mother answers, who is named");
        assert_eq!(
            at(&record, "dpv:hasDataSubject dpv:hasName"),
            ["Sara van den Proef"]
        );
        prefixes(&record, record["@context"].as_object().unwrap());
        states.push(record["dpv:hasConsentStatus"]["@type"][0].clone());
        if let Some(standards) = standards() {
            let read = |name: &str| std::fs::read_to_string(standards.join(name)).unwrap();
            let (shapes, guide) = (read("dpv-27560-shapes.ttl"), read("README.md"));
            for schema in record["dct:conformsTo"].as_array().unwrap() {
                let name = schema.as_str().unwrap().rsplit('#').next().unwrap();
                assert!(shapes.contains(&format!("dpv-27560:{name} a ")), "{schema}");
            }
            for (field, _) in MANDATORY {
                assert!(guide.contains(field), "{field} is not in the guide");
            }
            for (prefix, iri) in record["@context"].as_object().unwrap() {
                if let (Some(iri), true) = (iri.as_str(), ["dpv", "dct"].contains(&prefix.as_str()))
                {
                    assert!(
                        shapes.contains(&format!("@prefix {prefix}: <{iri}> .")),
                        "{prefix}"
                    );
                    assert!(guide.contains(iri), "{prefix}");
                }
            }
            let state = states
                .last()
                .unwrap()
                .as_str()
                .unwrap()
                .trim_start_matches("dpv:");
            assert!(guide.contains(state), "{state}");
        }
    }
    assert_eq!(states, ["dpv:ConsentWithdrawn", "dpv:ConsentGiven"]);
    site.done().await;
}

/// Every property and type has a prefix that the context knows.
fn prefixes(value: &Value, context: &serde_json::Map<String, Value>) {
    match value {
        Value::Object(all) => {
            for (name, inner) in all {
                if name == "@context" {
                    continue;
                }
                if !name.starts_with('@') {
                    let prefix = name.split_once(':').unwrap().0;
                    assert!(context.contains_key(prefix), "{name}");
                }
                prefixes(inner, context);
            }
        }
        Value::Array(all) => all.iter().for_each(|one| prefixes(one, context)),
        _ => {}
    }
}
