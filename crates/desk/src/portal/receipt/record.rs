//! The receipt for programs: a consent record and receipt as ISO/IEC TS 27560 has them, in the words of the Data Privacy Vocabulary (DPV 2), as
//! JSON-LD with its context in it.

use regie_casework::portal::{ConsentReceipt, MyReceipts, PortalCapacity};
use regie_casework::thing::ConsentWay;
use regie_terms::ConsentAnswer;
use serde_json::{Value, json};

use super::paper::AUTHORITY;
use super::{change, how, keep, special, to, told};
use crate::guard::Desk;
use crate::words::Lang;

/// The schemas it keeps to.
const CONFORMS: [&str; 2] = [
    "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr",
    "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr",
];

/// The record of one answer. Who is who in it: `#organisation`, `#recipient`, `#authority`, and for people their random id.
pub(super) fn of(t: Lang, desk: &Desk, mine: &MyReceipts, one: &ConsentReceipt) -> Value {
    let id = format!("urn:uuid:{}", dashed(&one.id.to_string()));
    let part = |name: &str| format!("{id}#{name}");
    let giver = format!("urn:uuid:{}", dashed(&mine.giver.to_string()));
    let subject = format!("urn:uuid:{}", dashed(&mine.person.to_string()));
    let at = desk.house.local(one.at).timestamp().to_string();
    json!({
        "@context": {
            "dct": "http://purl.org/dc/terms/",
            "dpv": "https://w3id.org/dpv#",
            "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
            "loc": "https://w3id.org/dpv/loc#",
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "schema": "https://schema.org/",
            "dct:conformsTo": { "@type": "@id" },
            "dpv:hasDataController": { "@type": "@id" },
            "dpv:hasRecipient": { "@type": "@id" },
            "dpv:hasThirdParty": { "@type": "@id" },
            "dpv:hasAuthority": { "@type": "@id" },
            "dpv:hasDataSource": { "@type": "@id" },
            "dpv:isIndicatedBy": { "@type": "@id" },
            "dpv:isImplementedByEntity": { "@type": "@id" },
            "dpv:hasJurisdiction": { "@type": "@id" },
            "dpv:hasLegalBasis": { "@type": "@id" },
            "dpv:hasApplicableLaw": { "@type": "@id" },
            "dpv:hasNecessity": { "@type": "@id" },
            "dpv:hasRight": { "@type": "@id" }
        },
        "@id": id,
        "@type": ["dpv:ConsentRecord", "dpv:ConsentReceipt"],
        "dct:conformsTo": CONFORMS,
        "dct:identifier": one.id.to_string(),
        "dpv:hasIdentifier": id,
        "dct:language": t.code(),
        "dct:created": at,
        "dct:publisher": { "@id": part("organisation") },
        "dpv:hasDataSubject": {
            "@id": subject,
            "@type": "dpv:DataSubject",
            "dct:identifier": mine.person.to_string(),
            "dpv:hasName": mine.name,
        },
        "dpv:hasNotice": notice(t, one),
        "dpv:hasProcess": process(t, one, &part),
        "dpv:hasEntity": entities(t, desk, mine, one, &part, &giver),
        "dpv:hasConsentStatus": event(t, one, &giver, &at),
    })
}

/// An id with its dashes, as `urn:uuid:` has it.
fn dashed(id: &str) -> String {
    let bare: String = id.chars().filter(|c| *c != '-').collect();
    bare.chars()
        .enumerate()
        .flat_map(|(at, letter)| {
            let dash = matches!(at, 8 | 12 | 16 | 20).then_some('-');
            dash.into_iter().chain([letter])
        })
        .collect()
}

/// What was shown when it was asked: which question, in which version, and what stood there.
fn notice(t: Lang, one: &ConsentReceipt) -> Value {
    let mut notice = json!({
        "@type": "dpv:ConsentNotice",
        "dct:identifier": one.share.to_string(),
        "dct:language": t.code(),
    });
    if let (ConsentWay::Portal, Some(notice)) = (one.way, notice.as_object_mut()) {
        notice.insert("dct:description".to_owned(), json!(told(t)));
    }
    if let (Some(shown), Some(notice)) = (one.shown, notice.as_object_mut()) {
        notice.insert("dct:hasVersion".to_owned(), json!(shown.to_string()));
    }
    notice
}

fn process(t: Lang, one: &ConsentReceipt, part: &dyn Fn(&str) -> String) -> Value {
    let mut grounds = vec!["eu-gdpr:A6-1-a"];
    if special(one) {
        grounds.push("eu-gdpr:A9-2-a");
    }
    let because: Vec<Value> = one
        .because
        .iter()
        .map(|why| json!({ "dct:identifier": why.rule, "dct:source": why.source, "dct:references": why.law }))
        .collect();
    let data: Vec<Value> = one
        .facts
        .iter()
        .map(|(kind, text)| {
            let mut types = vec!["dpv:PersonalData"];
            if crate::share::special(*kind) {
                types.push("dpv:SpecialCategoryPersonalData");
            }
            json!({
                "@type": types,
                "dct:identifier": kind.as_str(),
                "dct:title": t.of(kind),
                "dct:description": text,
                "dpv:hasNecessity": "dpv:Optional",
            })
        })
        .collect();
    let mut purpose = json!({
        "@type": "dpv:Purpose",
        "dct:description": one.purpose_text,
    });
    if let (Some(word), Some(purpose)) = (one.purpose, purpose.as_object_mut()) {
        purpose.insert("dct:identifier".to_owned(), json!(word.as_str()));
        purpose.insert("dct:title".to_owned(), json!(t.of(&word)));
    }
    json!({
        "@type": "dpv:Process",
        "dpv:hasPurpose": purpose,
        "dpv:hasPersonalData": data,
        "dpv:hasDataController": part("organisation"),
        "dpv:hasRecipient": part("recipient"),
        "dpv:hasThirdParty": part("recipient"),
        "dpv:hasAuthority": part("authority"),
        "dpv:hasDataSource": part("organisation"),
        "dpv:hasProcessing": { "@type": "dpv:Disclose" },
        "dpv:hasLegalBasis": grounds,
        "dpv:hasJustification": because,
        "dpv:hasApplicableLaw": "eu-gdpr:law-GDPR",
        "dpv:hasJurisdiction": "loc:NL",
        "dpv:hasStorageCondition": [
            { "@type": "dpv:StorageLocation", "dpv:hasLocation": t.say("receipt-stored") },
            { "@type": "dpv:StorageDuration", "dpv:hasDuration": {
                "@type": "dpv:UntilTimeDuration",
                "rdf:value": one.keep.filter(|keep| !keep.open).and_then(|keep| keep.until).map(|day| day.to_string()),
                "dct:description": keep(t, one),
            } },
        ],
        "dpv:hasConsentControl": {
            "@type": "dpv:WithdrawConsent",
            "schema:url": format!("/mijn/toestemming/{}", one.share),
            "dct:description": change(t, one.answer),
        },
        "dpv:hasRight": [
            "eu-gdpr:A7-3", "eu-gdpr:A13", "eu-gdpr:A14", "eu-gdpr:A15", "eu-gdpr:A16", "eu-gdpr:A17",
            "eu-gdpr:A18", "eu-gdpr:A19", "eu-gdpr:A20", "eu-gdpr:A21", "eu-gdpr:A77",
        ],
    })
}

fn entities(
    t: Lang,
    desk: &Desk,
    mine: &MyReceipts,
    one: &ConsentReceipt,
    part: &dyn Fn(&str) -> String,
    giver: &str,
) -> Vec<Value> {
    let settings = desk.house.settings();
    let contact = [
        &settings.contact,
        &settings.dpo_contact,
        &settings.complaints_contact,
    ]
    .into_iter()
    .find(|contact| !contact.is_empty())
    .map_or(t.say("receipt-contact-none"), String::as_str);
    let entity = |types: &[&str], id: &str, name: &str, contact: &str| {
        json!({
            "@id": id,
            "@type": types,
            "dpv:hasIdentifier": id,
            "dpv:hasName": name,
            "dpv:hasAddress": contact,
            "dpv:hasContact": contact,
        })
    };
    let mut all = vec![
        entity(
            &["dpv:Organisation", "dpv:DataController"],
            &part("organisation"),
            &settings.organisation,
            contact,
        ),
        entity(
            &["dpv:LegalEntity", "dpv:Recipient", "dpv:ThirdParty"],
            &part("recipient"),
            &to(t, one),
            t.say("receipt-contact-recipient"),
        ),
        entity(
            &["dpv:Authority", "dpv:DataProtectionAuthority"],
            &part("authority"),
            "Autoriteit Persoonsgegevens",
            AUTHORITY,
        ),
    ];
    if mine.capacity != PortalCapacity::Subject {
        let role = match mine.capacity {
            PortalCapacity::ParentOrGuardian => "dpv:GuardianOfDataSubject",
            _ => "dpv:Representative",
        };
        all.push(json!({
            "@id": giver,
            "@type": [role],
            "dpv:hasIdentifier": giver,
            "dpv:hasName": mine.giver_name,
        }));
    }
    all
}

/// The answer itself.
fn event(t: Lang, one: &ConsentReceipt, giver: &str, at: &str) -> Value {
    let (state, until) = match one.answer {
        ConsentAnswer::Given => ("dpv:ConsentGiven", "receipt-valid-yes"),
        ConsentAnswer::Refused => ("dpv:ConsentRefused", "receipt-valid-no"),
        ConsentAnswer::Withdrawn => ("dpv:ConsentWithdrawn", "receipt-valid-no"),
    };
    let time = if one.way == ConsentWay::Portal {
        at.to_owned()
    } else {
        one.on.to_string()
    };
    let kind = if special(one) {
        "dpv:ExplicitlyExpressedConsent"
    } else {
        "dpv:ExpressedConsent"
    };
    let mut event = json!({
        "@type": [state],
        "dpv:hasLegalBasis": kind,
        "dpv:isIndicatedAtTime": time,
        "dct:date": time,
        "dct:valid": t.say(until),
        "dpv:hasDuration": { "@type": "dpv:UntilEventDuration", "rdf:value": t.say(until) },
        "dpv:isIndicatedBy": giver,
        "dpv:isImplementedByEntity": giver,
        "dpv:hasIndicationMethod": how(t, one.way),
    });
    if let (Some(reason), Some(event)) = (&one.reason, event.as_object_mut()) {
        event.insert("dct:description".to_owned(), json!(reason));
    }
    event
}
