//! The two holes that types alone leave open: another ledger, and rule files nobody adopted.

use crate::support::Site;
use regie_charter::{Actor, Capacity, Change, Charters, View};
use regie_ledger::LedgerError;
use regie_terms::{AccountId, ActQuestion, Charter, Declaration, DeskAct, Function, Relation};
use regie_testkit::RuleFiles;
use regie_vault::VaultError;

/// Whether it was refused because of the rule files.
fn not_adopted(error: Option<VaultError>) -> bool {
    matches!(error, Some(VaultError::Ledger(LedgerError::NotAdopted)))
}

#[tokio::test]
async fn a_receipt_opens_only_the_database_it_was_written_in() {
    let one = Site::new().await;
    let other = Site::new().await;
    let laid = one.dossier(1).await;
    let receipt = one
        .vault
        .look(
            one.may_look(one.dossier_scope("view-dossier", &laid, 2)),
            None,
        )
        .await
        .unwrap();
    assert!(matches!(
        other.vault.open(receipt).await,
        Err(VaultError::OtherDatabase)
    ));
}

#[tokio::test]
async fn a_permit_from_rule_files_that_were_not_adopted_writes_nothing() {
    let site = Site::new().await;
    let laid = site.dossier(1).await;
    let folder = tempfile::tempdir().unwrap();
    // One word of a text is another rule file.
    RuleFiles::read()
        .unwrap()
        .adding(Some("utrecht/access.toml"), "\n# laxer\n")
        .write(folder.path())
        .unwrap();
    let lax = Charters::load(folder.path()).unwrap();
    assert_ne!(lax.hash(), site.charters.hash());
    let look = crate::support::coordinator("view", "coordinator");
    let verdict = lax
        .judge::<View>(
            site.dossier_scope("view-dossier", &laid, 2),
            std::slice::from_ref(&look),
        )
        .unwrap();
    let Ok(permit) = verdict.ruling else {
        panic!("the copy permits it")
    };
    let before = site.verify(&[]).await.lines;
    assert!(not_adopted(site.vault.look(permit, None).await.err()));
    assert_eq!(site.verify(&[]).await.lines, before);
    // Nor is anything let through by what an act is called: no look, and no change that writes.
    for act in ["found", "adopt-charter", "login-failed"] {
        let verdict = lax
            .judge::<View>(
                site.dossier_scope(act, &laid, 2),
                std::slice::from_ref(&look),
            )
            .unwrap();
        let Ok(permit) = verdict.ruling else {
            panic!("the copy permits it")
        };
        let said = site.vault.look(permit, None).await.err();
        assert!(not_adopted(said), "{act}");
        let verdict = lax
            .judge::<Change>(
                site.dossier_scope(act, &laid, 2),
                std::slice::from_ref(&look),
            )
            .unwrap();
        let Ok(permit) = verdict.ruling else {
            panic!("the copy permits it")
        };
        let add = regie_vault::Draft::new("note", regie_vault::keys::STAFF, &"x").unwrap();
        let changes = regie_vault::Changes {
            add: vec![add],
            ..regie_vault::Changes::default()
        };
        let said = site.vault.change(permit, changes).await.err();
        assert!(not_adopted(said), "{act}");
    }
    assert_eq!(site.verify(&[]).await.lines, before);
    // Two people adopt them after an upgrade, a line of each under one charter; neither one alone makes them count, nor one person in both functions.
    let (one, other) = (AccountId::fresh(), AccountId::fresh());
    let (administrator, officer) = (Function::FunctionalAdministrator, Function::Dpo);
    let (utrecht, kempen) = (Charter::Utrecht, Charter::Kempen);
    // A second first stone is none, under whatever charter, and says nothing for an adoption either.
    for rules in [&site.charters, &lax] {
        let permit = rules.founding(site.scope("found"), kempen).unwrap();
        let said = site.vault.change(permit, regie_vault::Changes::default());
        assert!(not_adopted(said.await.err()));
    }
    assert_eq!(site.verify(&[]).await.lines, before);
    let steps = [
        (utrecht, one, administrator, false, utrecht),
        (utrecht, one, officer, false, utrecht),
        (kempen, other, officer, false, utrecht),
        (utrecht, other, officer, true, utrecht),
        // What one said before is spent: another charter takes two again.
        (utrecht, other, officer, true, utrecht),
        (kempen, one, administrator, true, kempen),
    ];
    for (charter, account, function, counts, under) in steps {
        let mut scope = site.scope("adopt-charter");
        scope.actor = Actor {
            account,
            capacity: Capacity::Staff(function),
        };
        let task = ActQuestion {
            charter,
            on: "2026-11-21".parse().unwrap(),
            act: DeskAct::AdoptCharter,
            function,
            relation: Relation::None,
            declarations: Declaration::ALL.iter().copied().collect(),
            closed: None,
        };
        let verdict = lax.judge_act::<Change>(scope, &task, &[]).unwrap();
        let Ok(permit) = verdict.ruling else {
            panic!("the copy permits it")
        };
        let _ = site
            .vault
            .change(permit, regie_vault::Changes::default())
            .await
            .unwrap();
        let ledger = site.vault.ledger();
        assert_eq!(ledger.has_adopted(lax.hash()).await.unwrap(), counts);
        let said = ledger.adopted_charter().await.unwrap();
        assert_eq!(said.as_deref(), Some(under.as_str()));
    }
    let question = crate::support::coordinator("view", "coordinator");
    let verdict = lax
        .judge::<View>(site.dossier_scope("view-dossier", &laid, 2), &[question])
        .unwrap();
    let Ok(permit) = verdict.ruling else {
        panic!("the copy permits it")
    };
    let _ = site.vault.look(permit, None).await.unwrap();
    assert_eq!(site.verify(&[]).await.lines, before + 7);
}

#[tokio::test]
async fn before_the_first_stone_nobody_looks() {
    let site = Site::unfounded().await;
    let question = crate::support::coordinator("view", "coordinator");
    let verdict = site
        .charters
        .judge::<View>(site.scope("view-dossier"), &[question])
        .unwrap();
    let Ok(permit) = verdict.ruling else {
        panic!("the charter permits it")
    };
    assert!(matches!(
        site.vault.look(permit, None).await,
        Err(VaultError::Ledger(LedgerError::NotAdopted))
    ));
}

#[tokio::test]
async fn what_lines_sealed_is_read_after_the_line_that_says_so_alone() {
    let site = Site::new().await;
    let laid = site.dossier(1).await;
    let look = site.may_look(site.dossier_scope("view-dossier", &laid, 2));
    let _ = site.vault.look(look, None).await.unwrap();
    let lines = site.vault.ledger().lines_after(0, 100).await.unwrap();
    let sealed = lines.iter().find(|line| line.sealed.is_some()).unwrap();
    let done = async |site: &Site, act| {
        let permit = site.charters.start_up(site.scope(act)).unwrap();
        let changes = regie_vault::Changes::default();
        site.vault.change(permit, changes).await.unwrap()
    };
    let other = Site::new().await;
    for wrong in [
        done(&site, "lay-population").await,
        done(&other, "replay").await,
    ] {
        let said = site.vault.line_secret(sealed, &wrong).await;
        assert!(matches!(said, Err(VaultError::OutOfScope)), "{}", wrong.act);
    }
    let asked = done(&site, "replay").await;
    let secret = site.vault.line_secret(sealed, &asked).await.unwrap();
    assert!(secret.is_some());
    let later = site.may_look(site.dossier_scope("view-dossier", &laid, 2));
    let _ = site.vault.look(later, None).await.unwrap();
    let lines = site.vault.ledger().lines_after(asked.seq, 1).await.unwrap();
    let said = site.vault.line_secret(&lines[0], &asked).await;
    assert!(matches!(said, Err(VaultError::OutOfScope)));
}
