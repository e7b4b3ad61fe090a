use crate::Refused;
use crate::dossier::Standing;
use crate::world::World;
use regie_terms::{Act, RequestId};
use regie_vault::Changes;

/// Leave to break the glass, as the charter gives it on what was read before.
async fn leave(
    w: &World,
    who: &crate::Caller,
    standing: &Standing,
) -> Result<regie_charter::Permit<regie_charter::Change>, Refused> {
    let scope = w
        .house
        .glass_scope(who, w.dossier, standing, RequestId::fresh())?;
    let question = w
        .house
        .access_question(who, standing, Act::View, Some("Weekenddienst."))?;
    Ok(w.house.allow_change(scope, &[question]).await?.permit)
}

#[tokio::test]
async fn leave_judged_by_a_calendar_that_moved_since_writes_nothing() {
    for who_returns in ["noor", "sam"] {
        let w = World::new().await;
        w.both_away().await;
        let olaf = w.caller("olaf").await;
        let standing = w.house.standing(&olaf, w.dossier).await.unwrap().told();
        assert_eq!(standing.really_present, [false; 2]);

        // While nobody came back, such leave is good.
        let good = leave(&w, &olaf, &standing).await.unwrap();
        let _ = w.house.write(good, Changes::default()).await.unwrap();
        let standing = w.house.standing(&olaf, w.dossier).await.unwrap().told();

        let back = w.caller(who_returns).await;
        let absence = w.house.absences(&back).await.unwrap()[0].id;
        w.house
            .drop_absence(&back, absence, RequestId::fresh())
            .await
            .unwrap();

        let stale = leave(&w, &olaf, &standing).await.unwrap();
        let lines = w.lines().await.len();
        let written = w.house.write(stale, Changes::default()).await;
        assert!(matches!(written, Err(Refused::Busy)), "{who_returns}");
        assert_eq!(w.lines().await.len(), lines, "and no line of it");
        // Judged again it is no.
        let standing = w.house.standing(&olaf, w.dossier).await.unwrap().told();
        assert!(matches!(
            leave(&w, &olaf, &standing).await,
            Err(Refused::Denied(_))
        ));
        w.done().await;
    }
}
