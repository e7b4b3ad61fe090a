//! That something waits is told by e-mail, and never what; and what must not show gives no notice.

use crate::world::{Family, World, entry, faults, nothing};
use jiff::civil::date;
use regie_casework::contact::ContactInput;
use regie_casework::entry::{EntryInput, Shielding};
use regie_casework::mail::MailOutcome;
use regie_casework::portal::Looker;
use regie_casework::share::SafetyInput;
use regie_casework::thing::{ContactWay, TaskKind, Tongue};
use regie_terms::{PersonId, RequestId};

/// A child of fourteen with an address, and a mother without.
async fn family() -> World {
    World::with(Family {
        born: date(2012, 5, 1),
        known: true,
        ..Family::default()
    })
    .await
}

/// To whom mails are due.
async fn due(w: &World) -> Vec<String> {
    let mails = w.house.take_mail(50).await.unwrap();
    mails.into_iter().map(|m| m.to).collect()
}

async fn otherwise(w: &World) -> usize {
    let noor = w.caller("noor").await;
    let list = w.house.caseload(&noor).await.unwrap();
    let what = |t: &&regie_casework::dossier::TaskRow| t.what == TaskKind::ReachOtherwise;
    list.tasks.iter().filter(what).count()
}

async fn asked(w: &World) -> regie_terms::Id {
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    w.asked(&[fact]).await
}

fn safe(ways: &[&str]) -> ContactInput {
    ContactInput {
        ways: ways.iter().map(|way| (*way).to_owned()).collect(),
        language: "en".into(),
        ..ContactInput::default()
    }
}

#[tokio::test]
async fn a_mail_a_day_at_most_and_who_has_no_address_is_reached_in_another_way() {
    let w = family().await;
    assert!(due(&w).await.is_empty());
    let share = asked(&w).await;
    // Asked again it is one notice still.
    let noor = w.caller("noor").await;
    w.house
        .ask_consent(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    let mails = w.house.take_mail(50).await.unwrap();
    assert_eq!(mails.len(), 1);
    assert_eq!(
        (mails[0].to.as_str(), mails[0].tongue),
        ("sara@voorbeeld.nl", None)
    );
    // The mother has no address: by letter.
    assert_eq!(otherwise(&w).await, 1);
    // Marked before it goes: it is not taken twice, and after a stop it is held to have gone.
    assert!(due(&w).await.is_empty());
    w.later(11);
    assert!(due(&w).await.is_empty());
    w.house
        .mailed(mails[0].notice, MailOutcome::Sent)
        .await
        .unwrap();
    // She comes, and something new waits: not on the same day.
    let kind = w.caller("kind").await;
    w.house.came_to_portal(&kind).await.unwrap();
    asked(&w).await;
    assert!(due(&w).await.is_empty());
    w.day(date(2026, 11, 22));
    assert_eq!(due(&w).await, ["sara@voorbeeld.nl"]);
    // Reached by letter: it waits no longer.
    let noor = w.caller("noor").await;
    let of = (w.dossier, w.mother);
    let said = w.house.reached(&noor, of, "", RequestId::fresh()).await;
    assert_eq!(faults(said), [("how", "missing")]);
    w.house
        .reached(&noor, of, "Een brief gestuurd.", RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(otherwise(&w).await, 0);
    w.done().await;
}

#[tokio::test]
async fn what_does_not_go_is_tried_again_and_at_last_reached_in_another_way() {
    let w = World::with(Family {
        born: date(2010, 5, 1),
        known: true,
        ..Family::default()
    })
    .await;
    asked(&w).await;
    let first = w.house.take_mail(50).await.unwrap().pop().unwrap();
    w.house
        .mailed(first.notice, MailOutcome::Later)
        .await
        .unwrap();
    w.later(4);
    assert!(due(&w).await.is_empty());
    w.later(2);
    let again = w.house.take_mail(50).await.unwrap().pop().unwrap();
    assert_eq!(again.notice, first.notice);
    w.house
        .mailed(again.notice, MailOutcome::Never)
        .await
        .unwrap();
    assert_eq!(otherwise(&w).await, 1);
    assert!(due(&w).await.is_empty());
    // One that went and brought nobody in two weeks.
    let noor = w.caller("noor").await;
    w.house
        .reached(&noor, (w.dossier, w.child), "Gebeld.", RequestId::fresh())
        .await
        .unwrap();
    asked(&w).await;
    let sent = w.house.take_mail(50).await.unwrap().pop().unwrap();
    w.house
        .mailed(sent.notice, MailOutcome::Sent)
        .await
        .unwrap();
    w.day(date(2026, 12, 5));
    assert!(due(&w).await.is_empty());
    assert_eq!(otherwise(&w).await, 0);
    w.day(date(2026, 12, 6));
    assert!(due(&w).await.is_empty());
    assert_eq!(otherwise(&w).await, 1);
    // Whoever comes after all need not be reached.
    asked(&w).await;
    let kind = w.caller("kind").await;
    w.house.came_to_portal(&kind).await.unwrap();
    assert_eq!(otherwise(&w).await, 0);
    w.done().await;
}

#[tokio::test]
async fn a_safe_channel_is_obeyed_and_read_by_nobody_else_of_the_family() {
    let w = family().await;
    let kind = w.caller("kind").await;
    let said = w
        .house
        .set_my_contact(&kind, w.child, &safe(&[]), RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("ways", "unpicked")]);
    let both = ContactInput {
        never_message: "yes".into(),
        ..safe(&["voicemail"])
    };
    let said = w
        .house
        .set_my_contact(&kind, w.child, &both, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("ways", "voicemail")]);
    let input = ContactInput {
        address: "Bij de buurvrouw".into(),
        ..safe(&["email", "in-person"])
    };
    w.house
        .set_my_contact(&kind, w.child, &input, RequestId::fresh())
        .await
        .unwrap();
    let (_, mine) = w.house.my_contact(&kind, w.child).await.unwrap();
    assert_eq!(
        mine.unwrap().ways,
        [ContactWay::Email, ContactWay::InPerson]
    );
    // Her mother acts for her, and reads neither this nor that it was said.
    let mother = w.caller("moeder").await;
    nothing(w.house.my_contact(&mother, w.child).await);
    nothing(
        w.house
            .set_my_contact(&mother, w.child, &input, RequestId::fresh())
            .await,
    );
    let told = |list: regie_casework::portal::WhoLooked| {
        let set = list.lines.iter().filter(|l| l.act == "set-channel");
        set.map(|l| l.who.clone()).collect::<Vec<_>>()
    };
    let hers = w.house.who_looked(&mother, w.child, None).await.unwrap();
    assert!(told(hers).is_empty());
    let own = w.house.who_looked(&kind, w.child, None).await.unwrap();
    assert_eq!(told(own), [Looker::You]);
    // In the language she said.
    asked(&w).await;
    let mail = w.house.take_mail(50).await.unwrap().pop().unwrap();
    assert_eq!(mail.tongue, Some(Tongue::En));
    w.house
        .mailed(mail.notice, MailOutcome::Sent)
        .await
        .unwrap();
    // Who coordinates reads where, and writes down that e-mail is not safe any more.
    let noor = w.caller("noor").await;
    let seen = |page: regie_casework::dossier::DossierPage| {
        let child = page.people.into_iter().find(|p| p.id == w.child).unwrap();
        child.contact.unwrap()
    };
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert_eq!(seen(page).address.as_deref(), Some("Bij de buurvrouw"));
    nothing(
        w.house
            .set_contact(
                &noor,
                w.dossier,
                PersonId::fresh(),
                &safe(&["call"]),
                RequestId::fresh(),
            )
            .await,
    );
    w.house
        .set_contact(
            &noor,
            w.dossier,
            w.child,
            &safe(&["call"]),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    w.house.came_to_portal(&kind).await.unwrap();
    w.day(date(2026, 11, 23));
    let before = otherwise(&w).await;
    asked(&w).await;
    assert!(due(&w).await.is_empty(), "no e-mail is no e-mail");
    assert_eq!(otherwise(&w).await, before + 1);
    w.done().await;
}

/// What waits to be mailed, with a matter that must not show and without.
async fn queue(hidden: bool) -> (Vec<String>, usize) {
    let w = family().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Spijbelt.")
        .await;
    if hidden {
        let noor = w.caller("noor").await;
        let safety = SafetyInput {
            of: "client".into(),
            because: "Er is gevaar.".into(),
            consulted: vec!["colleague".into()],
            anonymised: "yes".into(),
            client: "postponed".into(),
            postponed_because: "Nu vertellen maakt het gevaarlijker.".into(),
        };
        let input = EntryInput {
            safety: safety.clone(),
            text: "Vader slaat.".into(),
            ..entry(w.child)
        };
        w.house
            .record_entry(&noor, w.dossier, &input, RequestId::fresh())
            .await
            .unwrap();
        let share = w.share(&[fact]).await;
        let input = regie_casework::share::ShareInput {
            safety: Some(safety),
            ..Default::default()
        };
        w.house
            .update_share(&noor, w.dossier, share, &input, RequestId::fresh())
            .await
            .unwrap();
        let secret = w
            .fact(w.child, "jeugdwet", "help-request", "Is bang.")
            .await;
        w.house
            .shield_entry(
                &noor,
                w.dossier,
                secret,
                Shielding::Shield,
                "Veilig.",
                RequestId::fresh(),
            )
            .await
            .unwrap();
    }
    let before = due(&w).await;
    assert!(before.is_empty(), "what must not show gives no notice");
    w.asked(&[fact]).await;
    let told = (due(&w).await, otherwise(&w).await);
    w.done().await;
    told
}

#[tokio::test]
async fn the_queue_and_the_mails_are_the_same_with_and_without_what_must_not_show() {
    let without = queue(false).await;
    assert_eq!(without, (vec!["sara@voorbeeld.nl".to_owned()], 1));
    assert_eq!(queue(true).await, without);
}

#[tokio::test]
async fn the_day_before_others_decide_child_and_parent_are_told_once() {
    let w = World::with(Family {
        born: date(2010, 11, 23),
        known: true,
        ..Family::default()
    })
    .await;
    assert_eq!(w.house.tell_ahead().await.unwrap(), 0);
    w.day(date(2026, 11, 22));
    assert_eq!(w.house.tell_ahead().await.unwrap(), 2);
    assert_eq!(w.house.tell_ahead().await.unwrap(), 0);
    assert_eq!(due(&w).await, ["sara@voorbeeld.nl"]);
    assert_eq!(w.house.tell_ahead().await.unwrap(), 0);
    w.done().await;
}

#[tokio::test]
async fn staff_are_shown_by_function_with_a_reason_and_the_portal_follows() {
    let w = World::new().await;
    let (noor, mother) = (w.caller("noor").await, w.caller("moeder").await);
    let named = || async {
        let file = w.house.my_file(&mother, w.mother).await.unwrap();
        file.coordinator.is_some()
    };
    assert!(named().await);
    let switch = |yes, why| {
        w.house
            .show_staff_by_function(&noor, w.dossier, (yes, why), RequestId::fresh())
    };
    assert_eq!(
        faults(switch("", "").await),
        [("by_function", "unpicked"), ("reason", "missing")]
    );
    switch("yes", "Vader bedreigde een collega.").await.unwrap();
    assert!(!named().await);
    switch("yes", "Nog eens.").await.unwrap();
    assert_eq!(w.count("show-staff", true).await, 1);
    switch("no", "Niet meer nodig.").await.unwrap();
    assert!(named().await);
    let olaf = w.caller("olaf").await;
    let said = w
        .house
        .show_staff_by_function(&olaf, w.dossier, ("yes", "x"), RequestId::fresh())
        .await;
    assert!(matches!(said, Err(regie_casework::Refused::Denied(_))));
    w.done().await;
}
