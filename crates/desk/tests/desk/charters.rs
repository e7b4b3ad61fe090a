//! The same desk under another charter: its pages follow from the rules.

use crate::share::begun;
use crate::site::{Options, Site};
use regie_terms::Charter;

async fn under(charter: Charter) -> Site {
    Site::with(Options {
        charter: Some(charter),
        ..Options::default()
    })
    .await
}

const ANSWERS: [(&str, &str); 3] = [
    ("necessity", "Anders valt ze uit."),
    ("proportionality", "Een zin."),
    ("subsidiarity", "Ze vertelt het zelf niet."),
];

#[tokio::test]
async fn the_questions_of_a_charter_stand_at_the_weighing() {
    let site = under(Charter::Kempen).await;
    let mut farida = site.login("farida").await;
    let share = begun(&site, &mut farida).await;
    let weighing = format!("{share}/vragen");
    farida
        .get(&weighing)
        .await
        .is(200)
        .says("Hoe minder ernstig, hoe minder gegevens.")
        .says("Loop de vier stappen na")
        .says("KE-X.I; KE-X.II");
    site.done().await;

    let site = under(Charter::Utrecht).await;
    let mut farida = site.login("farida").await;
    let share = begun(&site, &mut farida).await;
    farida
        .get(&format!("{share}/vragen"))
        .await
        .is(200)
        .hides("Hoe minder ernstig")
        .hides("wat onze afspraken vragen");
    site.done().await;
}

#[tokio::test]
async fn a_step_that_no_rule_asks_is_on_no_page() {
    for (charter, talks) in [
        (Charter::Utrecht, true),
        (Charter::UtrechtZuidoost, false),
        (Charter::Kempen, false),
    ] {
        let site = under(charter).await;
        let mut farida = site.login("farida").await;
        let share = begun(&site, &mut farida).await;
        let conversation = format!("{share}/gesprek");
        for page in ["", "/doel", "/vragen", "/toestemming"] {
            let page = farida.get(&format!("{share}{page}")).await.is(200);
            assert_eq!(
                page.body.contains(&format!("href=\"{conversation}\"")),
                talks,
                "{charter}"
            );
        }
        let weighing = format!("{share}/vragen");
        farida.get(&weighing).await.is(200);
        let next = if talks {
            conversation.clone()
        } else {
            format!("{share}/toestemming")
        };
        farida.send(&weighing, &ANSWERS).await.to(&next);
        let asked = farida.get(&conversation).await;
        if talks {
            asked.is(200);
        } else {
            asked.to(&share);
        }
        site.done().await;
    }
}

#[tokio::test]
async fn where_a_charter_knows_no_emergency_access_the_page_says_so() {
    for (charter, says) in [
        (Charter::UtrechtZuidoost, "Noodtoegang is er hier niet"),
        (Charter::Kempen, "Noodtoegang is er hier niet"),
        (Charter::Utrecht, "Noodtoegang: waarom moet u nu"),
    ] {
        let site = under(charter).await;
        let mut olaf = site.login("olaf").await;
        olaf.get("/vind").await.is(200);
        olaf.send("/vind", &[("bsn", "999900018")]).await.is(200);
        let page = olaf
            .get(&format!("/dossier/{}/glas", site.deserted))
            .await
            .says(says);
        let status = if charter == Charter::Utrecht {
            200
        } else {
            403
        };
        page.is(status);
        site.done().await;
    }
}

#[tokio::test]
async fn what_is_unavoidable_goes_without_consent_where_the_charter_knows_it() {
    for (charter, known, goes) in [
        (Charter::Utrecht, false, false),
        (Charter::UtrechtZuidoost, true, true),
        // The Kempen ask to talk it over first.
        (Charter::Kempen, true, false),
    ] {
        let site = under(charter).await;
        let mut farida = site.login("farida").await;
        let share = begun(&site, &mut farida).await;
        let way = format!("{share}/onvermijdelijk");
        let page = farida.get(&format!("{share}/doel")).await.is(200);
        assert_eq!(page.body.contains(&way), known, "{charter}");
        let asked = farida.get(&way).await;
        if !known {
            asked.to(&share);
            site.done().await;
            continue;
        }
        asked.is(200);
        farida
            .send(&way, &[("unavoidable_consulted", "colleague")])
            .await
            .is(422)
            .says("Schrijf op waarom de hulp niet zonder kan.");
        let because = ("unavoidable_because", "Zonder dit komt er geen plek.");
        farida.get(&way).await;
        farida.send(&way, &[because]).await.to(&share);
        let page = farida.get(&format!("{share}/gegevens")).await;
        let (_, fact) = page.body.split_once("name=\"facts\" value=\"").unwrap();
        let fact = fact[..32].to_owned();
        for (step, fields) in [
            (
                "doel",
                vec![
                    ("purpose", "supplementary-care"),
                    ("purpose_text", "Een plek op school."),
                    ("party", "school"),
                    ("recipient", "De Klimop"),
                    ("relation", "other"),
                    ("partner", "yes"),
                ],
            ),
            ("gegevens", vec![("facts", fact.as_str())]),
            ("vragen", ANSWERS.to_vec()),
        ] {
            let step = format!("{share}/{step}");
            farida.get(&step).await;
            farida.send(&step, &fields).await.is(303);
        }
        let now = farida.get(&share).await.is(200);
        assert_eq!(
            now.body.contains("checklist--permitted"),
            goes,
            "{charter}: {}",
            now.body
        );
        if !goes {
            farida.get(&way).await;
            farida
                .send(
                    &way,
                    &[
                        because,
                        ("unavoidable_consulted", "colleague"),
                        ("unavoidable_consulted", "manager"),
                    ],
                )
                .await
                .to(&share);
            farida.get(&share).await.says("checklist--permitted");
        }
        farida.send(&format!("{share}/nu"), &[]).await.is(303);
        farida
            .get(&share)
            .await
            .is(200)
            .says("Zonder dit komt er geen plek.");
        site.done().await;
    }
}
