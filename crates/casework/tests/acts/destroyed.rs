//! Once the keys of a file are destroyed, nothing that was written about the client can be read: no record, no line, no refused one.

use crate::world::{World, denied, entry};
use regie_casework::dossier::NewPersonInput;
use regie_ledger::db::Arg;
use regie_terms::{Act, Id, RequestId};
use regie_vault::VaultError;

/// What was written down, and must be gone. Each word stands in one text only.
const WORDS: [&str; 4] = ["zeepaardje", "kruiwagen", "lantaarn", "vuurtoren"];

#[tokio::test]
async fn nothing_written_about_a_client_outlives_the_keys_of_the_file() {
    let w = World::new().await;
    let id = RequestId::fresh;
    w.both_away().await;
    // A glass broken to look, and refused while writing: the reason goes with the question.
    let olaf = w.caller("olaf").await;
    w.found(&olaf).await;
    w.house
        .break_glass(&olaf, w.dossier, Act::View, "Om het zeepaardje.", id())
        .await
        .unwrap();
    denied(
        w.house
            .record_entry(&olaf, w.dossier, &entry(w.child), id())
            .await,
    );
    denied(
        w.house
            .add_person(&olaf, w.dossier, &NewPersonInput::default(), id())
            .await,
    );
    // The coordinator is here again: the glass is refused, with its reason.
    let noor = w.caller("noor").await;
    let absence = w.house.absences(&noor).await.unwrap()[0].id;
    w.house.drop_absence(&noor, absence, id()).await.unwrap();
    denied(
        w.house
            .break_glass(&olaf, w.dossier, Act::Edit, "Vanwege de kruiwagen.", id())
            .await,
    );
    // An incident, and what was said about it.
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let glass = page.glasses[0].id;
    w.house
        .judge_glass(&noor, w.dossier, glass, Some(false), "De lantaarn.", id())
        .await
        .unwrap();
    let daan = w.caller("daan").await;
    let incident = w.house.caseload(&daan).await.unwrap().tasks[0].of.unwrap();
    w.house
        .judge_incident(&daan, incident, "breach", "De vuurtoren.", id())
        .await
        .unwrap();
    let shown = w.house.incident(&daan, incident).await.unwrap();
    assert_eq!(shown.text, "De lantaarn.");
    let now = format!("{shown:?}");
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let seen = now + &format!("{:?}", page.glasses);
    for word in ["zeepaardje", "lantaarn", "vuurtoren"] {
        assert!(seen.contains(word), "{word} can be read before");
    }

    let vault = w.destroy_files().await;
    for line in w.lines().await {
        let Some(sealed) = &line.sealed else { continue };
        let readable = vault.keys().secret(sealed.key).await.is_ok();
        assert!(!readable, "{} outlives the file", line.act);
    }
    // Every record that can still be read, whatever it is.
    let rows = w
        .ledger
        .db()
        .rows(
            "SELECT id, kind, dossier FROM record WHERE controller = $1",
            &[Arg::Int(1)],
        )
        .await
        .unwrap();
    let mut read = 0;
    for row in &rows {
        let id = Id::from_bytes(row.array(0).unwrap());
        let kind: &'static str = row.text(1).unwrap().to_owned().leak();
        let kinds: &'static [&'static str] = vec![kind].leak();
        let mut facts = match vault.facts_of(vec![id], kinds).await {
            Ok(facts) => facts,
            // Of this dossier, because its key is gone, and for no other reason.
            Err(error) => {
                let of_it = row.bytes(2).is_ok_and(|d| d == w.dossier.0.as_bytes());
                assert!(
                    !of_it || matches!(error, VaultError::Destroyed),
                    "a {kind}: {error}"
                );
                continue;
            }
        };
        for one in facts.take::<serde_json::Value>(kind).unwrap() {
            read += 1;
            let text = one.value.to_string();
            assert!(
                !WORDS.iter().any(|word| text.contains(word)),
                "a {kind} still holds {text}"
            );
        }
    }
    assert!(
        read > 10,
        "accounts, calendars, tasks and the incident stay"
    );
}
