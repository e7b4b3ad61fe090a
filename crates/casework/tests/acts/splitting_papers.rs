//! Splitting: papers, letters and decisions about who acts, which no list can take apart word by word.

use crate::letters::handed;
use crate::splitting::{
    agreed, all, carry, choose_rest, ids, known, open, sealed, wants, weighing, without,
};
use crate::world::{Family, World, faults, nothing};
use jiff::civil::date;
use regie_casework::acting::{ActingInput, DecideInput};
use regie_casework::split::PieceOf;
use regie_casework::thing::LetterKind;
use regie_terms::{Consenter, Id, RequestId};

/// The father of a child of thirteen is kept out of the child's file.
async fn kept_out(w: &World, decided: bool) -> Id {
    let (noor, sam) = (w.caller("noor").await, w.caller("sam").await);
    let input = ActingInput {
        what: "shut-out".into(),
        person: w.child.to_string(),
        against: w.father.to_string(),
        because: "Het kind is niet veilig.".into(),
        found: "Karel slaat Sara, met een stoofpeer.".into(),
        found_by: "School".into(),
        ..ActingInput::default()
    };
    let id = w
        .house
        .ask_acting(&noor, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap();
    let yes = DecideInput {
        answer: "yes".into(),
        because: "Om de stoofpeer.".into(),
        review_on: "2027-05-01".into(),
    };
    if decided {
        w.house
            .decide_acting(&sam, w.dossier, id, &yes, RequestId::fresh())
            .await
            .unwrap();
    }
    id
}

async fn thirteen() -> World {
    World::with(Family {
        both: true,
        born: date(2013, 6, 15),
        known: true,
        ..Family::default()
    })
    .await
}

#[tokio::test]
async fn who_is_kept_out_of_a_file_takes_nothing_of_that_along() {
    let w = thirteen().await;
    let acting = kept_out(&w, true).await;
    let split = agreed(&w, "vader", w.father, "Ik wil een eigen dossier.").await;
    let page = open(&w, split).await;
    let about = |what: PieceOf| page.pieces.iter().filter(|p| p.what == what).count();
    assert_eq!(about(PieceOf::Acting), 1);
    choose_rest(&w, split).await;
    let fresh = carry(&w, split).await;
    let noor = w.caller("noor").await;
    nothing(w.house.acting_page(&noor, fresh, acting).await.map(|_| ()));
    // It stays with the child, in words without him.
    let stays = w.house.acting_page(&noor, w.dossier, acting).await.unwrap();
    assert_eq!((stays.against, stays.found.as_str()), (None, ""));
    assert_eq!(stays.because, "Nieuwe woorden voor wie blijft.");
    let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    for text in [
        all(&w, fresh, &[("vader", w.father)]).await,
        sealed(&w, fresh).await,
    ] {
        without(&text, &ids(&[w.child.0, w.mother.0, w.dossier.0, acting]));
        without(&text, &words(&["Sara", "Mieke", "stoofpeer"]));
    }
    let text = sealed(&w, w.dossier).await;
    assert!(ids(&[w.child.0]).iter().any(|id| text.contains(id)));
    without(&text, &ids(&[w.father.0, fresh.0]));
    without(&text, &words(&["Karel", "stoofpeer"]));
    w.done().await;
}

#[tokio::test]
async fn nothing_is_split_while_it_waits_who_acts() {
    let w = thirteen().await;
    kept_out(&w, false).await;
    let split = agreed(&w, "vader", w.father, "Ik wil een eigen dossier.").await;
    assert_eq!(open(&w, split).await.blocks, ["acting-open"]);
    choose_rest(&w, split).await;
    let noor = w.caller("noor").await;
    let refused = w
        .house
        .split_dossier(
            &noor,
            w.dossier,
            split,
            &crate::splitting::sure(&noor),
            RequestId::fresh(),
        )
        .await;
    assert_eq!(faults(refused), [("split", "acting-open")]);
    w.done().await;
}

#[tokio::test]
async fn a_letter_to_one_about_another_goes_and_ones_own_goes_along_whole() {
    let w = known().await;
    let noor = w.caller("noor").await;
    w.fact(w.father, "wmo", "help-request", "Heeft een gokschuld.")
        .await;
    let asked = crate::requests::paper(w.father, regie_terms::Right::Access, "subject");
    let asked = w
        .house
        .record_request(&noor, w.dossier, &asked, RequestId::fresh())
        .await
        .unwrap();
    let about = (w.father, LetterKind::Receipt, asked);
    let own = handed(&w, about, b"%PDF-van-hem").await;
    let sara = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.share(&[sara]).await;
    let about = (w.mother, LetterKind::Consent, share);
    let mothers = handed(&w, about, b"%PDF-van-haar").await;
    w.house
        .ask_consent(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    w.answer("moeder", share, "yes").await.unwrap();
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    let split = agreed(&w, "vader", w.father, "Ik wil een eigen dossier.").await;
    choose_rest(&w, split).await;
    let fresh = carry(&w, split).await;
    let read = async |dossier, letter| {
        let file = w.house.letter_file(&noor, dossier, letter).await;
        file.map(|scan| scan.bytes)
    };
    assert_eq!(read(fresh, own).await.unwrap(), b"%PDF-van-hem");
    assert_eq!(read(w.dossier, mothers).await.unwrap(), b"%PDF-van-haar");
    nothing(read(w.dossier, own).await);
    nothing(read(fresh, mothers).await);
    w.done().await;
}

#[tokio::test]
async fn a_girl_of_thirteen_and_her_mother_ask_it_both_and_neither_reads_the_words_of_the_other() {
    let w = World::with(Family {
        born: date(2013, 6, 15),
        known: true,
        ..Family::default()
    })
    .await;
    let (noor, kid, mother) = (
        w.caller("noor").await,
        w.caller("kind").await,
        w.caller("moeder").await,
    );
    let sara = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.share(&[sara]).await;
    let about = (w.mother, LetterKind::Consent, share);
    let letter = handed(&w, about, b"%PDF-Slaapt slecht").await;
    w.house
        .give_up_share(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();

    let split = wants(&w, "kind", w.child, "Ik wil een eigen dossier.").await;
    let weigh = async || {
        w.house
            .weigh_split(
                &noor,
                w.dossier,
                split,
                &weighing("split"),
                RequestId::fresh(),
            )
            .await
    };
    assert_eq!(faults(weigh().await), [("outcome", "needs")]);
    let hers = w.house.my_split(&kid, w.child).await.unwrap();
    assert_eq!(hers.others, [Consenter::ParentOrGuardian]);
    let other = wants(&w, "moeder", w.child, "Zij wil een eigen dossier.").await;
    assert_ne!(other, split);
    let hers = w.house.my_split(&mother, w.child).await.unwrap();
    assert!(hers.others.is_empty());
    weigh().await.unwrap();
    choose_rest(&w, split).await;
    let fresh = carry(&w, split).await;
    assert_eq!(
        w.house.my_split(&kid, w.child).await.unwrap().done,
        Some(w.house.today())
    );
    // What told the mother about the child is with neither of them.
    for dossier in [w.dossier, fresh] {
        nothing(
            w.house
                .letter_file(&noor, dossier, letter)
                .await
                .map(|_| ()),
        );
        without(&sealed(&w, dossier).await, &["%PDF".into()]);
    }
    w.done().await;
}
