//! A client at the desk: who helps them is involved until midnight, and the client reads why.

use crate::world::{World, denied, faults, nothing};
use regie_casework::dossier::ClaimInput;
use regie_terms::{DossierId, RequestId};

fn claim() -> ClaimInput {
    ClaimInput {
        present: "yes".into(),
        why: "Een brief van de gemeente uitleggen.".into(),
    }
}

#[tokio::test]
async fn a_claim_at_the_desk_opens_until_midnight_and_the_client_reads_why() {
    let w = World::new().await;
    let olaf = w.caller("olaf").await;
    let act = async |input: &ClaimInput, request| {
        w.house
            .claim_at_desk(&olaf, w.dossier, input, request)
            .await
    };
    // Without an exact find a dossier that is there and one that is not are the same.
    nothing(act(&claim(), RequestId::fresh()).await);
    nothing(w.house.may_claim(&olaf, DossierId::fresh()).await);
    w.found(&olaf).await;
    w.house.may_claim(&olaf, w.dossier).await.unwrap();
    denied(w.house.open_dossier(&olaf, w.dossier).await);
    assert_eq!(
        faults(act(&ClaimInput::default(), RequestId::fresh()).await),
        [("present", "missing"), ("why", "missing")]
    );
    let request = RequestId::fresh();
    act(&claim(), request).await.unwrap();
    act(&claim(), request).await.unwrap();
    assert_eq!(
        w.count("claim-at-desk", true).await,
        1,
        "sent twice is once"
    );
    w.house.open_dossier(&olaf, w.dossier).await.unwrap();
    // Who keeps it sees it, and the client reads who and why, of the claim and of the look.
    let noor = w.caller("noor").await;
    let places = w.house.appointments(&noor, w.dossier).await.unwrap();
    let place = places.iter().find(|row| row.name == "olaf Test").unwrap();
    assert_eq!(place.until, Some(w.house.today()));
    let mother = w.caller("moeder").await;
    let looked = w.house.who_looked(&mother, w.child, None).await.unwrap();
    for act in ["claim-at-desk", "view-dossier"] {
        let line = looked.lines.iter().find(|l| l.act == act && l.happened);
        let line = line.unwrap();
        assert_eq!(
            line.reason.as_deref(),
            Some("Een brief van de gemeente uitleggen.")
        );
        assert!(
            line.inspection && line.verdicts.is_none(),
            "no glass was broken"
        );
    }
    // The day after it is over, in the session that goes on too.
    w.later(24 * 60);
    denied(w.house.open_dossier(&olaf, w.dossier).await);
    w.done().await;
}

#[tokio::test]
async fn only_a_professional_without_a_part_in_it_claims() {
    let w = World::new().await;
    let (noor, lena) = (w.caller("noor").await, w.caller("lena").await);
    w.found(&noor).await;
    for who in [&noor, &lena] {
        let input = claim();
        let act = w
            .house
            .claim_at_desk(who, w.dossier, &input, RequestId::fresh());
        denied(act.await);
    }
    assert_eq!(w.count("claim-at-desk", true).await, 0);
    w.done().await;
}
