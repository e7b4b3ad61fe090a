//! Letters: made from what stands, posted only where nothing else will do, and never to an address that is not safe (POR-5, POR-6).

use crate::requests::{decide, decides, paper};
use crate::world::{Family, TODAY, World, denied, faults, nothing};
use regie_casework::contact::ContactInput;
use regie_casework::letter::{AddressBar, LetterAt, LetterText, SendInput};
use regie_casework::request::{DecideInput, PartInput};
use regie_casework::thing::{AddressKind, LetterKind, LetterWay, TaskKind, Tongue};
use regie_casework::{Caller, Refused};
use regie_terms::{Id, PersonId, RequestId, Right};

/// A family of which the father has an address.
async fn family() -> World {
    World::with(Family {
        known: true,
        ..Family::default()
    })
    .await
}

fn at(w: &World, person: PersonId, letter: LetterKind, about: Id) -> LetterAt {
    LetterAt {
        dossier: w.dossier,
        person,
        letter,
        about,
    }
}

fn posted() -> SendInput {
    SendInput {
        way: "posted".into(),
        language: "nl".into(),
        address: "home".into(),
        no_portal: "Heeft geen telefoon of computer.".into(),
        no_collect: "Ligt in het ziekenhuis.".into(),
        sealed: "yes".into(),
        ..SendInput::default()
    }
}

/// Makes it and sends it.
async fn send(w: &World, who: &Caller, at: &LetterAt, input: &SendInput) -> Result<Id, Refused> {
    let version = w.house.letter(who, at).await?.version;
    w.house
        .send_letter(who, at, input, (b"%PDF-made", version), RequestId::fresh())
        .await
}

/// A letter with these bytes that was handed over.
pub async fn handed(
    w: &World,
    (person, letter, about): (PersonId, LetterKind, Id),
    bytes: &[u8],
) -> Id {
    let noor = w.caller("noor").await;
    let at = at(w, person, letter, about);
    let input = SendInput {
        way: "collected".into(),
        language: "nl".into(),
        identity: "known".into(),
        ..SendInput::default()
    };
    let version = w.house.letter(&noor, &at).await.unwrap().version;
    let sent = w
        .house
        .send_letter(&noor, &at, &input, (bytes, version), RequestId::fresh());
    sent.await.unwrap()
}

/// A request of the father on paper.
async fn asked(w: &World, right: Right) -> Id {
    let noor = w.caller("noor").await;
    let input = paper(w.father, right, "subject");
    let said = w
        .house
        .record_request(&noor, w.dossier, &input, RequestId::fresh());
    said.await.unwrap()
}

async fn otherwise(w: &World) -> usize {
    let noor = w.caller("noor").await;
    let tasks = w.house.caseload(&noor).await.unwrap().tasks;
    let what = |t: &&regie_casework::dossier::TaskRow| t.what == TaskKind::ReachOtherwise;
    tasks.iter().filter(what).count()
}

#[tokio::test]
async fn nothing_is_posted_without_both_reasons_a_sealed_envelope_and_a_safe_address() {
    let w = family().await;
    let noor = w.caller("noor").await;
    let invitation = at(&w, w.father, LetterKind::Invitation, w.father.0);
    for (input, fault) in [
        (
            SendInput {
                no_portal: "  ".into(),
                ..posted()
            },
            ("no_portal", "missing"),
        ),
        (
            SendInput {
                no_collect: String::new(),
                ..posted()
            },
            ("no_collect", "missing"),
        ),
        (
            SendInput {
                sealed: String::new(),
                ..posted()
            },
            ("sealed", "unticked"),
        ),
        (
            SendInput {
                address: String::new(),
                ..posted()
            },
            ("address", "unpicked"),
        ),
        (
            SendInput {
                address: "safe".into(),
                ..posted()
            },
            ("address", "no-address"),
        ),
        (
            SendInput {
                way: "portal".into(),
                ..posted()
            },
            ("way", "no-portal"),
        ),
        (
            SendInput {
                way: "collected".into(),
                identity: "portal".into(),
                ..posted()
            },
            ("identity", "unknown"),
        ),
    ] {
        let said = send(&w, &noor, &invitation, &input).await;
        assert_eq!(faults(said), [fault]);
    }
    // The mother's address is not known.
    let mother = at(&w, w.mother, LetterKind::Invitation, w.mother.0);
    let said = send(&w, &noor, &mother, &posted()).await;
    assert_eq!(faults(said), [("address", "no-address")]);
    assert!(
        w.house
            .letters(&noor, w.dossier)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    assert_eq!(w.count("send-letter", true).await, 0);

    // He can be called, and not written to; then he can, at another address.
    let safe = |ways: &[&str], address: &str| ContactInput {
        ways: ways.iter().map(|way| (*way).to_owned()).collect(),
        address: address.into(),
        language: "en".into(),
        ..ContactInput::default()
    };
    for (contact, home, other) in [
        (safe(&["call"], ""), "unsafe", "no-address"),
        (
            safe(&["call", "letter"], "Postbus 1, 3500 AA Utrecht"),
            "unsafe",
            "",
        ),
    ] {
        w.house
            .set_contact(&noor, w.dossier, w.father, &contact, RequestId::fresh())
            .await
            .unwrap();
        let said = send(&w, &noor, &invitation, &posted()).await;
        assert_eq!(faults(said), [("address", home)]);
        let input = SendInput {
            address: "safe".into(),
            ..posted()
        };
        let said = send(&w, &noor, &invitation, &input).await;
        if other.is_empty() {
            said.unwrap();
        } else {
            assert_eq!(faults(said), [("address", other)]);
        }
    }
    let page = w.house.letter(&noor, &invitation).await.unwrap();
    assert_eq!(page.tongue, Some(Tongue::En));
    assert!(matches!(page.text, LetterText::Invitation));
    // What it was made from moved meanwhile: it is looked at again first.
    let said = w
        .house
        .send_letter(
            &noor,
            &invitation,
            &SendInput {
                address: "safe".into(),
                ..posted()
            },
            (b"%PDF-made", page.version - 1),
            RequestId::fresh(),
        )
        .await;
    assert_eq!(faults(said), [("way", "moved")]);
    w.done().await;
}

#[tokio::test]
async fn a_secret_address_is_there_for_coordinator_and_substitute_alone() {
    let w = World::with(Family {
        secret_address: true,
        born: jiff::civil::date(2009, 6, 15),
        ..Family::default()
    })
    .await;
    let noor = w.caller("noor").await;
    let assign = regie_casework::dossier::AssignInput {
        place: "involved".into(),
        account: w.caller("olaf").await.account().to_string(),
        why: "Helpt mee.".into(),
        ..Default::default()
    };
    w.house
        .assign(&noor, w.dossier, &assign, RequestId::fresh())
        .await
        .unwrap();
    let invitation = at(&w, w.child, LetterKind::Invitation, w.child.0);
    w.both_away().await;
    let olaf = w.caller("olaf").await;
    let reason = "Er moet een brief weg.";
    w.house
        .break_glass(
            &olaf,
            w.dossier,
            regie_terms::Act::Edit,
            reason,
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let page = w.house.letter(&olaf, &invitation).await.unwrap();
    assert_eq!(page.reach[0].lines, Err(AddressBar::Unseen));
    let said = send(&w, &olaf, &invitation, &posted()).await;
    assert_eq!(faults(said), [("address", "unseen")]);
    // She wrote down that she is away, and comes in again.
    let noor = w.caller("noor").await;
    let went = send(&w, &noor, &invitation, &posted()).await.unwrap();
    // The letter has the address on it.
    nothing(
        w.house
            .letter_file(&olaf, w.dossier, went)
            .await
            .map(|_| ()),
    );
    let file = w.house.letter_file(&noor, w.dossier, went).await.unwrap();
    assert_eq!(file.bytes, b"%PDF-made", "as it went");
    let rows = w.house.letters(&olaf, w.dossier).await.unwrap().rows;
    assert!(!rows[0].readable && rows[0].address == Some(AddressKind::Home));
    w.done().await;
}

#[tokio::test]
async fn a_letter_says_what_the_portal_of_whom_it_is_for_would_and_is_nobody_elses() {
    let w = family().await;
    let noor = w.caller("noor").await;
    let id = asked(&w, Right::Access).await;
    let receipt = at(&w, w.father, LetterKind::Receipt, id);
    let decision = at(&w, w.father, LetterKind::Decision, id);
    let made = w.house.letter(&noor, &receipt).await.unwrap();
    let LetterText::Request(one) = &made.text else {
        panic!("{made:?}");
    };
    assert!(one.answer_by.is_some() && one.decisions.is_empty());
    // There is no decision yet; and it is neither the mother's nor the child's.
    nothing(w.house.letter(&noor, &decision).await);
    for other in [w.mother, w.child, w.stranger] {
        nothing(
            w.house
                .letter(&noor, &at(&w, other, LetterKind::Receipt, id))
                .await,
        );
    }
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    nothing(w.house.letter(&noor, &receipt).await);
    let made = w.house.letter(&noor, &decision).await.unwrap();
    let LetterText::Request(on_paper) = made.text else {
        panic!("no request");
    };
    let father = w.caller("vader").await;
    let in_portal = w.house.my_request(&father, id).await.unwrap();
    assert_eq!(format!("{on_paper:?}"), format!("{in_portal:?}"));
    assert!(made.portal && made.name == "Karel Proef");
    // Who does not handle requests makes no letter about one.
    denied(w.house.letter(&w.caller("olaf").await, &decision).await);
    denied(w.house.letter(&w.caller("daan").await, &decision).await);
    nothing(w.house.letter(&father, &decision).await);
    w.done().await;
}

#[tokio::test]
async fn what_would_endanger_somebody_is_not_on_the_letter() {
    let w = family().await;
    let secret = w
        .fact(w.mother, "wmo", "help-request", "Bang voor de buurman.")
        .await;
    let plain = w
        .fact(w.mother, "wmo", "help-request", "Wil anders wonen.")
        .await;
    let input = crate::requests::asks(Right::Erasure, "");
    let id = crate::requests::ask(&w, "moeder", w.mother, &input)
        .await
        .unwrap();
    let part = |thing: Id, endangers: &str| PartInput {
        thing: format!("entry:{thing}"),
        ground: if endangers.is_empty() {
            String::new()
        } else {
            "legal-duty-to-keep".into()
        },
        because: if endangers.is_empty() {
            String::new()
        } else {
            "Dit zou de buurman kwaad maken.".into()
        },
        endangers: endangers.into(),
    };
    let partly = DecideInput {
        parts: vec![part(secret, "yes"), part(plain, "")],
        ..decides("partly", "")
    };
    // What she reads in the portal cannot be left out of what she is told: it is shielded first.
    assert_eq!(
        faults(decide(&w, "noor", id, &partly).await),
        [("parts", "seen")]
    );
    let noor = w.caller("noor").await;
    let shield = regie_casework::entry::Shielding::Shield;
    w.house
        .shield_entry(
            &noor,
            w.dossier,
            secret,
            shield,
            "Gevaar.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    decide(&w, "noor", id, &partly).await.unwrap();
    let made = w
        .house
        .letter(&noor, &at(&w, w.mother, LetterKind::Decision, id))
        .await
        .unwrap();
    let LetterText::Request(one) = made.text else {
        panic!("no request");
    };
    let all = format!("{:?}", one.decisions);
    assert!(!all.contains("buurman"), "{all}");
    w.done().await;
}

#[tokio::test]
async fn what_was_posted_stands_in_three_logs_and_what_comes_back_waits() {
    let w = family().await;
    let noor = w.caller("noor").await;
    let id = asked(&w, Right::Access).await;
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    let decision = at(&w, w.father, LetterKind::Decision, id);
    let went = send(&w, &noor, &decision, &posted()).await.unwrap();

    let rows = w.house.letters(&noor, w.dossier).await.unwrap().rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].letter, rows[0].way, rows[0].on, rows[0].address),
        (
            LetterKind::Decision,
            LetterWay::Posted,
            TODAY,
            Some(AddressKind::Home)
        )
    );
    assert_eq!(rows[0].by, "noor Test");
    assert_eq!(
        rows[0].no_collect.as_deref(),
        Some("Ligt in het ziekenhuis.")
    );
    // In the organisation's log, for the data protection officer alone: without name and address.
    let daan = w.caller("daan").await;
    let log = w.house.posted(&daan).await.unwrap();
    assert_eq!(
        (log[0].dossier, log[0].person, log[0].address),
        (w.dossier, w.father, AddressKind::Home)
    );
    let all = format!("{log:?}");
    assert!(
        !all.contains("Vaderstraat") && !all.contains("Karel"),
        "{all}"
    );
    for login in ["noor", "lena", "beheer"] {
        denied(w.house.posted(&w.caller(login).await).await);
    }
    // The father reads it in his portal; nobody else reads his.
    let father = w.caller("vader").await;
    let mine = w.house.my_letters(&father, w.father).await.unwrap();
    assert_eq!(mine.rows.len(), 1);
    assert_eq!(mine.rows[0].request, Some(id));
    assert_eq!(mine.rows[0].address, Some(AddressKind::Home));
    let mother = w.caller("moeder").await;
    nothing(w.house.my_letters(&mother, w.father).await);
    nothing(w.house.my_letters(&mother, w.child).await);
    assert!(
        w.house
            .my_letters(&mother, w.mother)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    nothing(w.house.my_letters(&noor, w.father).await);

    // It comes back: written down once, in each log, and he is reached in another way.
    assert_eq!(otherwise(&w).await, 0);
    let back = |note: &'static str| {
        w.house
            .letter_returned(&noor, w.dossier, went, note, RequestId::fresh())
    };
    assert_eq!(faults(back(" ").await), [("returned", "missing")]);
    nothing(
        w.house
            .letter_returned(&noor, w.other_dossier, went, "x", RequestId::fresh())
            .await,
    );
    back("Onbekend op dit adres.").await.unwrap();
    nothing(back("Nog eens.").await);
    assert_eq!(otherwise(&w).await, 1);
    assert_eq!(
        w.house.posted(&daan).await.unwrap()[0].returned,
        Some(TODAY)
    );
    let mine = w.house.my_letters(&father, w.father).await.unwrap();
    assert_eq!(mine.rows[0].returned, Some(TODAY));
    // Handing over an invitation reaches him.
    let collected = SendInput {
        way: "collected".into(),
        language: "nl".into(),
        identity: "known".into(),
        ..SendInput::default()
    };
    let invitation = at(&w, w.father, LetterKind::Invitation, w.father.0);
    send(&w, &noor, &invitation, &collected).await.unwrap();
    assert_eq!(otherwise(&w).await, 0);
    // What was handed over is not in the log of what was posted.
    assert_eq!(w.house.posted(&daan).await.unwrap().len(), 1);
    w.done().await;
}

#[tokio::test]
async fn a_form_sent_twice_is_one_letter() {
    let w = family().await;
    let noor = w.caller("noor").await;
    let invitation = at(&w, w.father, LetterKind::Invitation, w.father.0);
    let version = w.house.letter(&noor, &invitation).await.unwrap().version;
    let request = RequestId::fresh();
    for _ in 0..2 {
        let said = w
            .house
            .send_letter(&noor, &invitation, &posted(), (b"%PDF-1", version), request)
            .await;
        assert_eq!(said.unwrap(), request.0);
    }
    assert_eq!(
        w.house.letters(&noor, w.dossier).await.unwrap().rows.len(),
        1
    );
    w.done().await;
}

#[tokio::test]
async fn consent_is_asked_on_paper_of_who_has_to_agree_and_of_nobody_else() {
    let w = family().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.share(&[fact]).await;
    let to = |person| at(&w, person, LetterKind::Consent, share);
    let made = w.house.letter(&noor, &to(w.mother)).await.unwrap();
    let LetterText::Consent(one) = made.text else {
        panic!("no question");
    };
    assert_eq!(one.recipient, "De Regenboog");
    assert_eq!(one.facts[0].1, "Slaapt slecht.");
    // Asked in the portal as well, it is the same question.
    w.house
        .ask_consent(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    let mother = w.caller("moeder").await;
    let in_portal = w
        .house
        .consent_asked(&mother, share)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (in_portal.facts, in_portal.others, in_portal.purpose_text),
        (one.facts, one.others, one.purpose_text)
    );
    // Eleven years old, and without authority: they are not asked.
    for other in [w.child, w.father, w.stranger] {
        nothing(w.house.letter(&noor, &to(other)).await);
    }
    w.done().await;
}

#[tokio::test]
async fn a_decision_tells_the_asker_that_something_waits() {
    let w = World::with(Family {
        born: jiff::civil::date(2009, 5, 1),
        known: true,
        ..Family::default()
    })
    .await;
    let id = crate::requests::ask(
        &w,
        "kind",
        w.child,
        &crate::requests::asks(Right::Access, ""),
    )
    .await
    .unwrap();
    assert!(w.house.take_mail(50).await.unwrap().is_empty());
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    let mails = w.house.take_mail(50).await.unwrap();
    let to: Vec<&str> = mails.iter().map(|m| m.to.as_str()).collect();
    assert_eq!(to, ["sara@voorbeeld.nl"], "who asked, and nobody else");
    w.done().await;
}
