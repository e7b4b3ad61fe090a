//! A mother who wants a dossier of her own: what she asks, what the coordinator weighs and decides one by one, and what each reads afterwards.

use crate::receipt::text_of;
use crate::site::Site;
use regie_terms::{DossierId, RequestId};

/// The address of the first link that begins and ends so.
fn link(page: &str, begins: &str, past: &str) -> Option<String> {
    let mut links = page.split("href=\"").skip(1);
    links.find_map(|rest| {
        let address = rest.split('"').next().unwrap_or_default();
        (address.starts_with(begins) && address.len() > past.len()).then(|| address.to_owned())
    })
}

#[tokio::test]
async fn a_mother_asks_a_dossier_of_her_own_and_gets_one_without_a_trace() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    let file = format!("/mijn/{}", site.mother);
    let here = format!("{file}/eigen-dossier");
    mieke
        .get(&file)
        .await
        .is(200)
        .says("Vraag een eigen dossier");
    mieke
        .get(&here)
        .await
        .is(200)
        .says("Niemand anders uit uw gezin leest dat u dit vraagt.");
    mieke
        .send(&here, &[("words", "")])
        .await
        .is(422)
        .says("Schrijf op waarom u een eigen dossier wilt.");
    mieke
        .send(&here, &[("words", "Dit is <b>van mij</b>.")])
        .await
        .is(303);
    mieke
        .get(&here)
        .await
        .is(200)
        .says("Dit is &#60;b&#62;van mij")
        .says("U krijgt antwoord op uiterlijk")
        .hides("<textarea");
    let mut farida = site.login("farida").await;
    let page = farida
        .get("/")
        .await
        .is(200)
        .says("Iemand wil een eigen dossier");
    let begins = format!("/dossier/{}/splitsen/", site.dossier);
    let split = link(&page.body, &begins, &begins).unwrap();
    farida
        .get(&split)
        .await
        .is(200)
        .says("Is één dossier samen nodig?");
    let missing = farida.send(&split, &[("outcome", "split")]).await;
    missing.is(422).says("Waarom? Dit leest wie het vroeg");
    let weighed = [
        ("outcome", "split"),
        ("necessity", "Niet nodig."),
        ("proportionality", "Weegt niet op."),
        ("subsidiarity", "Kan niet met minder."),
        ("safety", "Geen gevaar."),
        ("because", "U krijgt een eigen dossier."),
    ];
    farida.send(&split, &weighed).await.is(303);
    mieke
        .get(&here)
        .await
        .is(200)
        .says("U krijgt een eigen dossier.")
        .says("U kunt bezwaar maken");
    // One by one, until nothing is left.
    let carry = format!("{split}/uitvoeren");
    for _ in 0..20 {
        let page = farida.get(&split).await.is(200);
        let open = page.body.split("class=\"task\"").skip(1);
        let mut open = open.filter(|task| task.contains("Nog te beslissen"));
        let Some(task) = open.next() else {
            break;
        };
        let under = format!("{split}/");
        let piece = link(task, &under, &under).unwrap();
        farida
            .get(&carry)
            .await
            .is(200)
            .hides("Ja, splits dit dossier");
        let page = farida.get(&piece).await.is(200);
        let to = ["anew", "keep", "drop"];
        let to = to
            .into_iter()
            .find(|to| page.body.contains(&format!("value=\"{to}\"")))
            .unwrap();
        let chosen = [
            ("to", to),
            ("leaver", "Nieuwe woorden."),
            ("stayers", "Nieuwe woorden."),
        ];
        if to == "anew" {
            let named = [
                ("to", to),
                ("leaver", "Van Sara."),
                ("stayers", "Van Mieke."),
            ];
            farida
                .send(&piece, &named)
                .await
                .is(422)
                .says("Hierin staat een naam, adres of nummer");
        }
        farida.send(&piece, &chosen).await.is(303);
    }
    let page = farida.get(&carry).await.is(200);
    let page = page.says("Ja, splits dit dossier");
    // Who coordinates now is chosen already.
    let list = page.body.split("name=\"coordinator\"").nth(1).unwrap();
    let chosen = list.split(" selected").next().unwrap();
    let chosen = chosen.rsplit("value=\"").next().unwrap();
    let chosen = chosen.split('"').next().unwrap().to_owned();
    let chosen = ("coordinator", chosen.as_str());
    farida
        .send(&carry, &[chosen, ("sure", "")])
        .await
        .is(422)
        .says("Kruis aan dat u het zeker weet.");
    farida
        .send(&carry, &[chosen, ("sure", "yes")])
        .await
        .is(303);
    let dossier = format!("/dossier/{}", site.dossier);
    farida
        .get(&dossier)
        .await
        .is(200)
        .says("Dit dossier is gesplitst op")
        .hides("Mieke");

    // Every byte of what she reads and keeps.
    let (login, child) = (site.child.to_string(), site.dossier.to_string());
    for at in [
        "",
        "/wie-keek",
        "/gedeeld",
        "/rechten",
        "/meenemen",
        "/eigen-dossier",
    ] {
        let page = mieke.get(&format!("{file}{at}")).await.is(200);
        for word in ["Sara", "Slaapt slecht", &login, &child] {
            assert!(!page.body.contains(word), "{at}: {word}");
        }
    }
    let (answer, pdf) = mieke.raw(&format!("{file}/kopie.pdf")).await;
    let _ = answer.is(200);
    assert!(!text_of(&pdf).contains("Sara"));
    mieke.get(&format!("/mijn/{}", site.child)).await.is(404);
    let (answer, proof) = mieke.raw(&format!("{file}/wie-keek/bewijs")).await;
    let _ = answer.is(200);
    let proof = String::from_utf8(proof).unwrap();
    for word in ["Sara", &login, &child] {
        assert!(!proof.contains(word), "{word}");
    }
    // Of another dossier the pages are not there.
    let elsewhere = DossierId(RequestId::fresh().0);
    let answer = farida.get(&format!("/dossier/{elsewhere}/splitsen")).await;
    assert_ne!(answer.status, 200);
    site.done().await;
}
