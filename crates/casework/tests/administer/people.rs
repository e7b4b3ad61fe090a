//! Putting people into a dossier, and who has authority over whom.

use crate::world::{World, denied, faults, nothing, person};
use regie_casework::dossier::{AuthorityInput, NewPersonInput, PersonInput};
use regie_casework::entry::EntryConsentInput;
use regie_terms::{DossierId, Id, PersonId, RequestId};

fn new(given: &str, born: &str, laws: &[&str]) -> NewPersonInput {
    NewPersonInput {
        person: person(given, born),
        laws: laws.iter().map(|l| (*l).to_owned()).collect(),
        need: "Woont in het gezin.".into(),
        ..NewPersonInput::default()
    }
}

fn said(of: &str, answer: &str) -> EntryConsentInput {
    EntryConsentInput {
        of: of.into(),
        answer: answer.into(),
        form: "oral".into(),
        on: "2026-11-20".into(),
        ..EntryConsentInput::default()
    }
}

async fn principal(w: &World, dossier: DossierId) -> PersonId {
    let page = w
        .house
        .open_dossier(&w.caller("noor").await, dossier)
        .await
        .unwrap();
    page.people.iter().find(|p| p.principal).unwrap().id
}

#[tokio::test]
async fn a_household_with_who_has_authority_over_whom() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let noor = w.caller("noor").await;
    let mother = principal(&w, dossier).await;
    let mut form = new("Kind", "2019-05-05", &["wmo"]);
    form.parents = vec![mother.to_string()];
    let request = RequestId::fresh();
    let child = w
        .house
        .add_person(&noor, dossier, &form, request)
        .await
        .unwrap();
    assert_eq!(
        w.house
            .add_person(&noor, dossier, &form, request)
            .await
            .unwrap(),
        child
    );
    let mut form = new("Vader", "1988-08-08", &["wmo"]);
    form.children = vec![child.to_string()];
    form.authority_since = "2020-01-01".into();
    w.house
        .add_person(&noor, dossier, &form, RequestId::fresh())
        .await
        .unwrap();
    let page = w.house.open_dossier(&noor, dossier).await.unwrap();
    assert_eq!(page.people.len(), 3);
    let kid = page.people.iter().find(|p| p.id == child).unwrap();
    let mut names: Vec<String> = kid
        .authority
        .iter()
        .filter_map(|a| a.name.clone())
        .collect();
    names.sort();
    assert_eq!(names, ["Puk de Proef", "Vader de Proef"]);
    // The new ones read who looked at them from their first day on.
    assert!(
        w.ledger
            .lines_about(child, i64::MAX, 10)
            .await
            .unwrap()
            .iter()
            .any(|(_, l)| l.act == "add-person")
    );
    w.done().await;
}

#[tokio::test]
async fn an_involved_person_is_known_only_after_they_agreed() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let noor = w.caller("noor").await;
    let mut form = new("Buurvrouw", "1960-06-06", &[]);
    denied(
        w.house
            .add_person(&noor, dossier, &form, RequestId::fresh())
            .await,
    );
    form.agreement = said("subject", "refused");
    denied(
        w.house
            .add_person(&noor, dossier, &form, RequestId::fresh())
            .await,
    );
    assert_eq!(
        w.house
            .open_dossier(&noor, dossier)
            .await
            .unwrap()
            .people
            .len(),
        1
    );
    form.agreement = said("subject", "given");
    w.house
        .add_person(&noor, dossier, &form, RequestId::fresh())
        .await
        .unwrap();
    // A child under twelve does not decide alone: who has authority does.
    let mut child = new("Buurkind", "2019-05-05", &[]);
    child.agreement = said("subject", "given");
    let mother = principal(&w, dossier).await;
    child.parents = vec![mother.to_string()];
    denied(
        w.house
            .add_person(&noor, dossier, &child, RequestId::fresh())
            .await,
    );
    child.agreement = said("parent-or-guardian", "given");
    let nameless = w
        .house
        .add_person(&noor, dossier, &child, RequestId::fresh())
        .await;
    assert_eq!(faults(nameless), [("consent_name", "unnamed")]);
    child.agreement.name = "Ans de Verre".into();
    w.house
        .add_person(&noor, dossier, &child, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        (
            w.count("add-person", false).await,
            w.count("add-person", true).await
        ),
        (3, 2)
    );
    w.done().await;
}

#[tokio::test]
async fn who_may_not_edit_adds_nobody_and_what_is_typed_is_checked() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    let form = new("Kind", "2019-05-05", &["wmo"]);
    let refused = denied(
        w.house
            .add_person(&olaf, dossier, &form, RequestId::fresh())
            .await,
    );
    let missing = denied(
        w.house
            .add_person(&olaf, DossierId::fresh(), &form, RequestId::fresh())
            .await,
    );
    // Nobody there is nobody present; but neither says whether there is such a dossier by what is found in it.
    assert_eq!(refused.len(), missing.len());
    assert_eq!(w.count("add-person", false).await, 2);
    let with = |change: fn(&mut NewPersonInput)| {
        let mut form = new("Kind", "2019-05-05", &["wmo"]);
        change(&mut form);
        form
    };
    for (form, fault) in [
        (with(|f| f.need = " ".into()), ("need", "missing")),
        (
            with(|f| f.laws = vec!["jeugdwet".into()]),
            ("laws", "unknown"),
        ),
        (
            with(|f| f.parents = vec![Id::fresh().to_string()]),
            ("parents", "unknown"),
        ),
        (
            with(|f| f.children = vec!["x".into()]),
            ("children", "unknown"),
        ),
        (
            with(|f| f.authority_since = "2031-01-01".into()),
            ("authority_since", "too-late"),
        ),
        (
            with(|f| f.agreement = said("subject", "misschien")),
            ("consent_answer", "unknown"),
        ),
        (with(|f| f.person.bsn = "123".into()), ("bsn", "not-a-bsn")),
    ] {
        assert_eq!(
            faults(
                w.house
                    .add_person(&noor, dossier, &form, RequestId::fresh())
                    .await
            ),
            [fault]
        );
    }
    let twice = NewPersonInput {
        person: PersonInput {
            bsn: "999900006".into(),
            ..person("Kind", "2019-05-05")
        },
        ..form
    };
    w.house
        .add_person(&noor, dossier, &twice, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        faults(
            w.house
                .add_person(&noor, dossier, &twice, RequestId::fresh())
                .await
        ),
        [("bsn", "in-dossier")]
    );
    w.done().await;
}

#[tokio::test]
async fn authority_begins_and_ends_on_a_day() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    let mother = principal(&w, dossier).await;
    let child = w
        .house
        .add_person(
            &noor,
            dossier,
            &new("Kind", "2019-05-05", &["wmo"]),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let form = AuthorityInput {
        person: child.to_string(),
        by: mother.to_string(),
        kind: "parent-or-guardian".into(),
        since: "2019-05-05".into(),
        rests: "birth-certificate".into(),
        kept: "seen".into(),
        ..AuthorityInput::default()
    };
    denied(
        w.house
            .add_authority(&olaf, dossier, (&form, None), RequestId::fresh())
            .await,
    );
    assert_eq!(w.count("add-authority", false).await, 1);
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .add_authority(&noor, dossier, (&form, None), request)
            .await
            .unwrap();
    }
    assert_eq!(
        faults(
            w.house
                .add_authority(&noor, dossier, (&form, None), RequestId::fresh())
                .await
        ),
        [("by", "already")]
    );
    for (bad, fault) in [
        (
            AuthorityInput {
                by: child.to_string(),
                ..form.clone()
            },
            ("by", "same-person"),
        ),
        // A child is nobody's parent who was there before it.
        (
            AuthorityInput {
                person: mother.to_string(),
                by: child.to_string(),
                ..form.clone()
            },
            ("by", "younger"),
        ),
        (
            AuthorityInput {
                person: Id::fresh().to_string(),
                ..form.clone()
            },
            ("person", "unknown"),
        ),
        (
            AuthorityInput {
                kind: "buurman".into(),
                ..form.clone()
            },
            ("kind", "unknown"),
        ),
        (
            AuthorityInput {
                by: String::new(),
                since: "2018-01-01".into(),
                ..form.clone()
            },
            ("since", "too-early"),
        ),
        (
            AuthorityInput {
                by: String::new(),
                until: "2019-01-01".into(),
                ..form.clone()
            },
            ("until", "too-early"),
        ),
    ] {
        assert_eq!(
            faults(
                w.house
                    .add_authority(&noor, dossier, (&bad, None), RequestId::fresh())
                    .await
            ),
            [fault]
        );
    }
    let held = w.house.authorities(&noor, dossier).await.unwrap();
    assert_eq!(
        (held.len(), held[0].person, held[0].by),
        (1, child, Some(mother))
    );
    let id = held[0].id;
    assert_eq!(
        faults(
            w.house
                .end_authority(&noor, dossier, id, "2019-01-01", RequestId::fresh())
                .await
        ),
        [("until", "too-early")]
    );
    nothing(
        w.house
            .end_authority(
                &noor,
                dossier,
                Id::fresh(),
                "2026-11-20",
                RequestId::fresh(),
            )
            .await,
    );
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .end_authority(&noor, dossier, id, "2026-11-20", request)
            .await
            .unwrap();
    }
    let page = w.house.open_dossier(&noor, dossier).await.unwrap();
    assert!(
        page.people.iter().all(|p| p.authority.is_empty()),
        "yesterday was the last day"
    );
    assert_eq!(
        (
            w.count("add-authority", true).await,
            w.count("end-authority", true).await
        ),
        (1, 1)
    );
    w.done().await;
}

#[tokio::test]
async fn what_was_agreed_and_since_when_is_no_older_than_whom_it_is_about() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let noor = w.caller("noor").await;
    let mother = principal(&w, dossier).await;
    let mut form = new("Oma", "1950-05-05", &[]);
    for (on, code) in [
        ("1900-01-01", "too-early"),
        ("1950-05-04", "too-early"),
        ("2030-01-01", "too-late"),
    ] {
        form.agreement = EntryConsentInput {
            on: on.into(),
            ..said("subject", "given")
        };
        let put = w
            .house
            .add_person(&noor, dossier, &form, RequestId::fresh());
        assert_eq!(faults(put.await), [("consent_on", code)], "{on}");
    }
    let mut form = new("Kind", "2019-05-05", &["wmo"]);
    form.parents = vec![mother.to_string()];
    form.authority_since = "2019-05-04".into();
    let put = w
        .house
        .add_person(&noor, dossier, &form, RequestId::fresh());
    assert_eq!(faults(put.await), [("authority_since", "too-early")]);
    form.authority_since = "2019-05-05".into();
    w.house
        .add_person(&noor, dossier, &form, RequestId::fresh())
        .await
        .unwrap();
    w.done().await;
}
