//! What a client reads of themselves: who they are, who decides from when, what was judged of those who came in, and who else is asked.

use crate::world::{Family, TODAY, World};
use jiff::civil::date;
use regie_casework::Refused;
use regie_casework::portal::{Looker, Verdict};
use regie_terms::{Act, Consenter, Function, Law, Outcome, Relation, RequestId};

/// Olaf broke the glass and looked.
async fn broken(w: &World) {
    w.broken().await;
    let olaf = w.caller("olaf").await;
    w.house.open_dossier(&olaf, w.dossier).await.unwrap();
}

async fn judge(w: &World, login: &str, justified: bool, because: &str) {
    let judge = w.caller(login).await;
    let glass = w
        .house
        .open_dossier(&judge, w.dossier)
        .await
        .unwrap()
        .glasses[0]
        .id;
    w.house
        .judge_glass(
            &judge,
            w.dossier,
            glass,
            Some(justified),
            because,
            RequestId::fresh(),
        )
        .await
        .unwrap();
}

/// The verdicts at every line that has them.
async fn verdicts(w: &World) -> Vec<Vec<Verdict>> {
    let mother = w.caller("moeder").await;
    let list = w.house.who_looked(&mother, w.child, None).await.unwrap();
    list.lines.into_iter().filter_map(|l| l.verdicts).collect()
}

#[tokio::test]
async fn the_family_reads_what_was_judged_of_a_broken_glass() {
    let w = World::new().await;
    broken(&w).await;
    assert_eq!(
        verdicts(&w).await,
        [Vec::new()],
        "at the opening alone, and not judged yet"
    );
    judge(&w, "sam", true, "Er was dienst.").await;
    w.later(1);
    judge(&w, "noor", false, "Er was geen dienst.").await;
    let told = verdicts(&w).await;
    let plain: Vec<_> = told[0]
        .iter()
        .map(|v| (v.justified, v.place, v.name.as_deref(), v.because.as_str()))
        .collect();
    assert_eq!(
        plain,
        [
            (
                true,
                Some(Relation::Substitute),
                Some("sam Test"),
                "Er was dienst."
            ),
            (
                false,
                Some(Relation::Coordinator),
                Some("noor Test"),
                "Er was geen dienst."
            ),
        ]
    );
    assert_eq!(told[0][1].at - told[0][0].at, 60_000);
    w.done().await;
}

#[tokio::test]
async fn where_a_name_endangers_a_judge_is_a_function_too() {
    let w = World::with(Family {
        by_function: true,
        ..Family::default()
    })
    .await;
    broken(&w).await;
    judge(&w, "noor", true, "Er was dienst.").await;
    let told = verdicts(&w).await;
    assert_eq!(
        (told[0][0].place, told[0][0].name.clone()),
        (Some(Relation::Coordinator), None)
    );
    w.done().await;
}

#[tokio::test]
async fn an_officer_who_looks_with_a_reason_is_no_emergency() {
    let w = World::new().await;
    let daan = w.caller("daan").await;
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .break_glass(&daan, w.dossier, Act::View, "Een klacht.", request)
            .await
            .unwrap();
    }
    w.house.open_dossier(&daan, w.dossier).await.unwrap();
    // Supervision is not judged by who is supervised.
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert!(!page.glasses[0].judged);
    let glass = page.glasses[0].id;
    let said = w.house.glass_to_judge(&noor, w.dossier, glass).await;
    assert!(matches!(said, Err(Refused::NotFound)));
    let said = w
        .house
        .judge_glass(
            &noor,
            w.dossier,
            glass,
            Some(false),
            "Nee.",
            RequestId::fresh(),
        )
        .await;
    assert!(matches!(said, Err(Refused::NotFound)));
    let mother = w.caller("moeder").await;
    let list = w.house.who_looked(&mother, w.child, None).await.unwrap();
    let officer = Looker::Staff {
        function: Function::Dpo,
        name: Some("daan Test".to_owned()),
    };
    let told: Vec<_> = list
        .lines
        .iter()
        .filter(|l| l.who == officer)
        .map(|l| {
            (
                l.act.as_str(),
                l.inspection,
                l.reason.as_deref(),
                l.verdicts.is_some(),
            )
        })
        .collect();
    let reason = Some("Een klacht.");
    assert_eq!(
        told,
        [
            ("view-dossier", true, reason, false),
            ("enter-with-reason", true, reason, false)
        ]
    );
    assert_eq!(w.count("break-glass", true).await, 0);
    w.done().await;
}

#[tokio::test]
async fn the_days_on_which_others_decide_are_told_beforehand() {
    // Twelve in 2027 and sixteen in 2031: neither day stands anywhere but in the charter.
    let w = World::new().await;
    let mother = w.caller("moeder").await;
    let told = |ahead: &[regie_casework::portal::Ahead]| {
        ahead
            .iter()
            .map(|a| (a.on, a.subject, a.parent, a.reader))
            .collect::<Vec<_>>()
    };
    let expected = [
        (date(2027, 6, 15), true, true, true),
        (date(2031, 6, 15), true, false, false),
    ];
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(told(&file.ahead), expected);
    let rows = w.house.my_files(&mother).await.unwrap();
    let row = |person| rows.iter().find(|r| r.person == person).unwrap();
    assert_eq!(told(&row(w.child).ahead), expected);
    assert_eq!(told(&row(w.mother).ahead), []);
    w.done().await;

    // The child of fourteen reads it too.
    let w = World::born(date(2012, 2, 29)).await;
    let child = w.caller("kind").await;
    let file = w.house.my_file(&child, w.child).await.unwrap();
    assert_eq!(told(&file.ahead), [(date(2028, 2, 29), true, false, true)]);
    w.done().await;
}

#[tokio::test]
async fn who_cannot_weigh_it_is_told_of_no_day_on_which_they_decide() {
    let w = World::with(Family {
        child_can_weigh: false,
        ..Family::default()
    })
    .await;
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    let told: Vec<_> = file
        .ahead
        .iter()
        .map(|a| (a.on, a.subject, a.parent, a.reader))
        .collect();
    // Then she decides as who represents her child, and goes on reading.
    let expected = [
        (date(2031, 6, 15), false, false, true),
        // At eighteen the authority ends, and with it what she could do by it.
        (date(2033, 6, 15), false, false, false),
    ];
    assert_eq!(told, expected);
    w.done().await;
}

#[tokio::test]
async fn who_somebody_is_stands_on_their_page() {
    let known = |secret_address| Family {
        born: date(2012, 1, 1),
        known: true,
        secret_address,
        ..Family::default()
    };
    let w = World::with(known(false)).await;
    let shown = async |login: &str| {
        let who = w.caller(login).await;
        w.house.my_file(&who, w.child).await.unwrap().identity
    };
    for login in ["kind", "moeder"] {
        let one = shown(login).await;
        assert_eq!(one.born, Some(date(2012, 1, 1)));
        assert_eq!(one.bsn.as_deref(), Some("9999 00 018"));
    }
    let one = shown("kind").await;
    assert_eq!(one.address.as_deref(), Some("Lindelaan 5, 3561 AB Utrecht"));
    assert_eq!(one.phone.as_deref(), Some("06 12345678"));
    assert_eq!(one.email.as_deref(), Some("sara@voorbeeld.nl"));
    // How to reach somebody is on nobody else's page, a parent's neither: where it was not, it would be because it is secret.
    let one = shown("moeder").await;
    assert_eq!((one.address, one.phone, one.email), (None, None, None));
    w.done().await;

    // A secret address is on no page of the family, their own neither.
    let w = World::with(known(true)).await;
    let (child, mother) = (w.caller("kind").await, w.caller("moeder").await);
    let own = w.house.my_file(&child, w.child).await.unwrap().identity;
    assert_eq!((own.address, own.phone.is_some()), (None, true));
    let hers = w.house.my_file(&mother, w.child).await.unwrap().identity;
    assert_eq!((hers.address, hers.phone, hers.email), (None, None, None));
    assert_eq!(hers.bsn.as_deref(), Some("9999 00 018"));
    w.done().await;
}

#[tokio::test]
async fn who_else_has_to_agree_is_said_by_what_they_are() {
    let family = Family {
        born: date(2012, 1, 1),
        both: true,
        ..Family::default()
    };
    let w = World::with(family).await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    w.asked(&[fact]).await;
    for (login, others) in [
        (
            "kind",
            vec![Consenter::ParentOrGuardian, Consenter::ParentOrGuardian],
        ),
        (
            "moeder",
            vec![Consenter::Subject, Consenter::ParentOrGuardian],
        ),
    ] {
        let who = w.caller(login).await;
        let asked = w.house.consents_asked(&who).await.unwrap();
        assert_eq!(asked[0].others, others, "{login}");
    }
    w.done().await;

    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    w.asked(&[fact]).await;
    let mother = w.caller("moeder").await;
    let asked = w.house.consents_asked(&mother).await.unwrap();
    assert_eq!(asked[0].others, [], "of an eleven year old she decides");
    w.done().await;
}

#[tokio::test]
async fn the_sheet_for_the_recipient_says_that_consent_was_taken_back() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    let noor = w.caller("noor").await;
    // Taken back and given anew before it went: consent stands.
    for answer in ["yes", "withdraw", "yes"] {
        w.answer("moeder", share, answer).await.unwrap();
        w.later(1);
    }
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    let sheet = w.house.recipient_page(&noor, w.dossier, share);
    assert_eq!(sheet.await.unwrap().withdrawn, None);
    let gone = regie_casework::consent::Reply {
        answer: "withdraw".into(),
        ..Default::default()
    };
    let mother = w.caller("moeder").await;
    w.house
        .answer_consent(&mother, share, &gone, RequestId::fresh())
        .await
        .unwrap();
    let sheet = w.house.recipient_page(&noor, w.dossier, share);
    assert_eq!(sheet.await.unwrap().withdrawn, Some(TODAY));
    w.done().await;
}

#[tokio::test]
async fn who_broke_the_glass_finds_the_way_back_and_the_family_is_told_on_their_first_page() {
    let w = World::new().await;
    let mother = w.caller("moeder").await;
    let glass = async || {
        let files = w.house.my_files(&mother).await.unwrap();
        files.iter().map(|f| f.glass.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(glass().await, [false, false]);
    w.broken().await;
    let olaf = w.caller("olaf").await;
    let find = async || {
        let input = regie_casework::dossier::FindInput {
            surname: "Proef".to_owned(),
            born: Family::default().born.to_string(),
            ..Default::default()
        };
        w.house.find(&olaf, &input).await.unwrap().remove(0)
    };
    let found = find().await;
    assert_eq!(found.view.outcome, Outcome::Permitted);
    assert!(found.glass_until.is_some());
    // What waits for them has the way back too; it is no dossier of theirs.
    let entered = async || {
        let load = w.house.caseload(&olaf).await.unwrap();
        let into: Vec<_> = load.entered.iter().map(|e| e.dossier).collect();
        (into, load.dossiers.iter().any(|d| d.id == w.dossier))
    };
    assert_eq!(entered().await, (vec![w.dossier], false));
    assert_eq!(glass().await, [true, true], "of her and of her child");
    w.later(8 * 60 + 1);
    assert!(find().await.glass_until.is_none());
    assert_eq!(entered().await, (vec![], false));
    // A month later it is in the list of who looked, and no more on the first page.
    w.day(date(2026, 12, 31));
    let mother = w.caller("moeder").await;
    let files = w.house.my_files(&mother).await.unwrap();
    assert!(files.iter().all(|f| f.glass.is_none()));
    w.done().await;
}

#[tokio::test]
async fn until_when_it_is_kept_and_who_decides_soon_stand_on_top_for_both() {
    // Sixteen in nine days.
    let w = World::born(date(2010, 11, 30)).await;
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let keep: Vec<_> = page.keep.iter().map(|k| (k.law, k.until, k.open)).collect();
    let kept = [
        (Law::Jeugdwet, Some(date(2046, 11, 21)), true),
        (Law::Wmo, Some(date(2041, 11, 21)), true),
    ];
    assert_eq!(keep, kept);
    let child = page.people.iter().find(|p| p.id == w.child).unwrap();
    let soon = child.decides.unwrap();
    assert_eq!(
        (soon.on, soon.subject, soon.parent),
        (date(2026, 11, 30), true, false)
    );
    let others = page.people.iter().filter(|p| p.id != w.child);
    assert_eq!(others.filter_map(|p| p.decides).count(), 0);
    // The child is helped under one of these laws.
    let mine = w.house.my_file(&w.caller("kind").await, w.child).await;
    let mine: Vec<_> = mine.unwrap().keep.iter().map(|k| k.until).collect();
    assert_eq!(mine, [Some(date(2046, 11, 21))]);
    w.done().await;
}
