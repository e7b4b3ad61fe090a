//! The front door, triage and the first conversation on their pages.

use regie_terms::Charter;

use crate::site::{Options, Site};

/// What was said at the front door of Utrecht, for somebody who can be helped.
const SAID: [(&str, &str); 9] = [
    ("crisis", "no"),
    ("who", "oneself"),
    ("eligible", "yes"),
    ("answer-1", "Ja, woont hier."),
    ("answer-2", "Er is een vraag over de post."),
    ("answer-3", "Team Sociaal."),
    ("answer-4", "Nee."),
    ("team", "sociaal"),
    ("postcode", "3561 AB"),
];

#[tokio::test]
async fn a_crisis_goes_before_everything_and_nothing_is_stored() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    farida
        .get("/voordeur")
        .await
        .is(200)
        .says("href=\"/voordeur/crisis\"")
        .says("PC 6.1");
    farida
        .get("/voordeur/crisis")
        .await
        .is(200)
        .says("href=\"tel:112\"")
        .says("href=\"tel:08002000\"");
    farida.get("/voordeur").await;
    let before = site.inputs().await.len();
    // Nothing else has to be filled in.
    farida
        .send("/voordeur", &[("crisis", "yes")])
        .await
        .is(200)
        .says("href=\"tel:112\"");
    farida.get("/voordeur").await;
    farida
        .send("/voordeur", &[("who", "oneself")])
        .await
        .is(422)
        .says("id=\"f-crisis\"");
    farida
        .get("/voordeur")
        .await
        .is(200)
        .hides("Er is een vraag over de post.");
    assert_eq!(site.inputs().await.len(), before, "no line and no draft");
    site.done().await;
}

#[tokio::test]
async fn who_cannot_be_helped_here_is_not_registered() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    farida.get("/voordeur").await;
    let mut fields = SAID.to_vec();
    fields[2] = ("eligible", "no");
    farida
        .send("/voordeur", &fields)
        .await
        .is(200)
        .says("Er wordt niets vastgelegd")
        .hides("name=\"surname\"");
    // A worry about somebody who did not ask for help: the charter says why not, and what is possible.
    farida.get("/voordeur").await;
    farida
        .send("/voordeur", &[("crisis", "no"), ("who", "worried")])
        .await
        .is(200)
        .says("checklist--prohibited")
        .says("leggen wij niet vast")
        .says("0800 2000")
        .says("Verwijsindex");
    site.done().await;
}

#[tokio::test]
async fn what_was_said_at_the_front_door_goes_on_to_the_dossier() {
    let site = Site::with(Options {
        demo: true,
        ..Options::default()
    })
    .await;
    let mut beheer = site.stranger();
    beheer.get("/inloggen").await;
    beheer
        .send("/inloggen/demo", &[("login", "beheer")])
        .await
        .is(303);
    beheer.get("/beheer/teams").await.is(200);
    let wrong = [("areas", "3561;Overvecht\nabc;Zuilen"), ("crisis", "")];
    beheer
        .send("/beheer/teams", &wrong)
        .await
        .is(422)
        .says("Regel 2:")
        .says("abc;Zuilen");
    beheer.get("/beheer/teams").await;
    let right = [
        ("areas", "3561;Overvecht"),
        ("crisis", "Crisisdienst;030 1234567"),
    ];
    beheer.send("/beheer/teams", &right).await.is(303);
    beheer
        .get("/beheer/teams")
        .await
        .is(200)
        .says("3561;Overvecht");

    let mut farida = site.login("farida").await;
    farida
        .get("/voordeur/crisis")
        .await
        .is(200)
        .says("href=\"tel:0301234567\"");
    farida.get("/voordeur").await;
    let started = farida.send("/voordeur", &SAID).await.is(200);
    for kept in [
        "value=\"Overvecht\"",
        "value=\"3561 AB\"",
        "Er is een vraag over de post.",
        "action=\"/dossier/nieuw\"",
    ] {
        assert!(started.body.contains(kept), "{kept}");
    }
    site.done().await;
}

#[tokio::test]
async fn the_questions_of_the_charter_are_a_form_and_the_decision_is_read() {
    let site = Site::with(Options {
        charter: Some(Charter::Kempen),
        ..Options::default()
    })
    .await;
    let dossier = format!("/dossier/{}", site.dossier);
    let mut farida = site.login("farida").await;
    farida
        .get(&format!("{dossier}/vastleggen"))
        .await
        .is(200)
        .says("Er is nog niet afgewogen");
    farida
        .get(&format!("{dossier}/triage"))
        .await
        .is(200)
        .says(&format!("{dossier}/triage/complex"));
    let here = format!("{dossier}/triage/complex");
    farida
        .get(&here)
        .await
        .is(200)
        .says("1. Komen tot aanpak")
        .says("KE-X.II 3b");
    let child = site.child.to_string();
    let names: Vec<String> = (1..=14).map(|n| format!("answer-{n}")).collect();
    let mut fields: Vec<(&str, &str)> = names
        .iter()
        .filter(|name| !["answer-11", "answer-13", "answer-14"].contains(&name.as_str()))
        .map(|name| (name.as_str(), "Daar is over nagedacht."))
        .collect();
    fields.extend([
        ("person", child.as_str()),
        ("outcome", "go-on"),
        ("dimension", "1d"),
    ]);
    farida
        .send(&here, &fields)
        .await
        .is(422)
        .says("Daar is over nagedacht.")
        .says("f-because-error");
    fields.push(("because", "Eén vraag, binnen de jeugdhulp."));
    farida.get(&here).await;
    let done = farida.send(&here, &fields).await.is(303);
    let shown = done.header("location").to_owned();
    assert!(
        shown.starts_with(&format!("{dossier}?klaar=triage")),
        "{shown}"
    );
    farida
        .get(&dossier)
        .await
        .is(200)
        .says("Eén vraag, binnen de jeugdhulp.")
        .says("(open gelaten)");
    farida
        .get(&format!("{dossier}/vastleggen"))
        .await
        .is(200)
        .says("Laatste afweging: 1D")
        .says("name=\"beyond\"");
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&format!("/mijn/{}", site.child))
        .await
        .is(200)
        .says("Wat wij hebben afgewogen")
        .says("Eén vraag, binnen de jeugdhulp.");
    site.done().await;
}

#[tokio::test]
async fn the_first_conversation_is_a_form_and_the_client_reads_what_was_told() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let here = format!("{dossier}/gesprek");
    let mut farida = site.login("farida").await;
    farida
        .get(&here)
        .await
        .is(200)
        .says("hoe het buurtteam werkt");
    let child = site.child.to_string();
    let mut fields = vec![
        ("person", child.as_str()),
        ("on", "20-11-2026"),
        ("told", "recorded"),
        ("in_words", "no"),
        ("support", "wanted"),
    ];
    farida
        .send(&here, &fields)
        .await
        .is(422)
        .says("Vertel ook de rest");
    fields.extend([
        ("told", "way-of-working"),
        ("told", "shared-with"),
        ("told", "rights"),
    ]);
    farida.get(&here).await;
    farida.send(&here, &fields).await.is(303);
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&format!("/mijn/{}", site.child))
        .await
        .is(200)
        .says("hoe het buurtteam werkt")
        .says("Cliëntondersteuning aangeboden");
    site.done().await;
}
