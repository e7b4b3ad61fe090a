//! The charter is asked before anything is unsealed: what cannot be opened any more is refused like what can.

use crate::world::{World, denied, entry, nothing, share};
use jiff::civil::date;
use regie_casework::document::DocumentInput;
use regie_casework::dossier::{AuthorityInput, NewPersonInput};
use regie_casework::entry::Shielding;
use regie_ledger::db::Arg;
use regie_terms::RequestId;

impl World {
    /// Makes what is sealed in these kinds of the dossier unreadable, so that unsealing any of it shows.
    async fn damage(&self, kinds: &str) {
        let damaged = self
            .ledger
            .db()
            .execute(
                &format!("UPDATE record SET sealed = $1 WHERE dossier = $2 AND kind IN ({kinds})"),
                &[Arg::Bytes(&[7; 64]), Arg::Bytes(self.dossier.0.as_bytes())],
            )
            .await
            .unwrap();
        assert!(damaged > 0);
    }
}

#[tokio::test]
async fn who_may_not_edit_is_refused_before_anything_is_unsealed() {
    let world = World::new().await;
    let fact = world
        .fact(world.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let disclosure = world.share(&[fact]).await;
    world
        .damage("'dossier', 'person', 'authority', 'file', 'entry', 'disclosure'")
        .await;
    let olaf = world.caller("olaf").await;
    let (house, dossier, child) = (&world.house, world.dossier, world.child);
    let id = RequestId::fresh;

    denied(
        house
            .record_entry(&olaf, dossier, &entry(child), id())
            .await,
    );
    denied(house.preview_entry(&olaf, dossier, &entry(child)).await);
    denied(
        house
            .correct_entry(&olaf, dossier, fact, &entry(child), "Anders.", id())
            .await,
    );
    for step in [Shielding::Shield, Shielding::Ask, Shielding::Confirm] {
        denied(
            house
                .shield_entry(&olaf, dossier, fact, step, "Veiligheid.", id())
                .await,
        );
        denied(
            house
                .shield_document(&olaf, dossier, fact, step, "Veiligheid.", id())
                .await,
        );
    }
    denied(
        house
            .begin_share(&olaf, dossier, &share(child, &[fact]), id())
            .await,
    );
    denied(house.give_up_share(&olaf, dossier, disclosure, id()).await);
    denied(house.recipient_page(&olaf, dossier, disclosure).await);
    let document = DocumentInput::default();
    denied(house.preview_document(&olaf, dossier, &document).await);
    denied(
        house
            .add_document(&olaf, dossier, &document, None, id())
            .await,
    );
    denied(house.document(&olaf, dossier, fact).await.map(|_| ()));
    denied(
        house
            .add_person(&olaf, dossier, &NewPersonInput::default(), id())
            .await,
    );
    denied(
        house
            .add_authority(&olaf, dossier, (&AuthorityInput::default(), None), id())
            .await,
    );
    denied(house.portal_page(&olaf, dossier).await);
}

#[tokio::test]
async fn a_mother_who_no_longer_decides_is_turned_away_before_anything_is_unsealed() {
    let world = World::born(date(2008, 6, 15)).await;
    world
        .fact(world.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    world.damage("'dossier', 'file', 'entry'").await;
    let mother = world.caller("moeder").await;
    nothing(world.house.my_file(&mother, world.child).await);
    // The same damage shows to whoever is let in.
    let own = world.caller("kind").await;
    let shown = world.house.my_file(&own, world.child).await;
    assert!(matches!(
        shown,
        Err(regie_casework::Refused::Unavailable(_))
    ));
}

#[tokio::test]
async fn the_municipality_stays_out_and_the_administrator_looks_with_a_reason_only() {
    let world = World::new().await;
    world
        .fact(world.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let (house, dossier) = (&world.house, world.dossier);
    let municipal = world.caller("gemeente").await;
    let before = world.count("view-dossier", false).await;
    denied(house.open_dossier(&municipal, dossier).await);
    denied(house.shares(&municipal, dossier).await);
    denied(
        house
            .record_entry(&municipal, dossier, &entry(world.child), RequestId::fresh())
            .await,
    );
    assert!(
        world.count("view-dossier", false).await > before,
        "each is a line"
    );
    // For the working of the system: to look, never to change, and not without saying why.
    let administrator = world.caller("beheer").await;
    let refused = denied(house.open_dossier(&administrator, dossier).await);
    assert_eq!(refused[0].outcome, regie_terms::Outcome::Incomplete);
    assert_eq!(refused[0].needs[0].what, regie_terms::NeedWord::Reason);
    let changing = denied(
        house
            .record_entry(
                &administrator,
                dossier,
                &entry(world.child),
                RequestId::fresh(),
            )
            .await,
    );
    assert_eq!(changing[0].outcome, regie_terms::Outcome::Prohibited);
    world.done().await;
}
