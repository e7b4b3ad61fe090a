//! A dossier that has grown: five people, forty facts.

use crate::site::{Site, TODAY, entry};
use jiff::civil::date;
use regie_casework::start::NewDossier;
use regie_casework::thing::{Dossier, Person};
use regie_terms::{Charter, Data, DossierId, Law, PersonId};

/// A dossier of Farida's with so many facts, one a day up to yesterday.
async fn grown(site: &Site, facts: i64) -> DossierId {
    grown_under(site, facts, &[Law::Jeugdwet, Law::Wmo]).await
}

async fn grown_under(site: &Site, facts: i64, laws: &[Law]) -> DossierId {
    let farida = site.login("farida").await;
    let farida = site.house.caller(&farida.session()).await.unwrap();
    let names = ["Amira", "Bilal", "Chadia", "Driss", "Esra"];
    let people: Vec<PersonId> = names.iter().map(|_| PersonId::fresh()).collect();
    let of = |given: &str| Person {
        given: given.to_owned(),
        surname: "van den Oosterhuizen".to_owned(),
        born: date(1990, 1, 1),
        bsn: None,
        address: Some("Kanaalstraat 1".to_owned()),
        postcode: Some("3531 CJ Utrecht".to_owned()),
        secret_address: false,
        email: None,
        phone: None,
        can_weigh: true,
        role: None,
    };
    let topics = [Data::Health, Data::HelpRequest, Data::Debts, Data::Problems];
    let midnight = TODAY.to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    let entries = (0..facts)
        .map(|n| {
            let at = usize::try_from(n).unwrap();
            let text = format!(
                "Gegeven {n}. Komt sinds de zomer elke week een avond laat thuis en wil daar met iemand over praten."
            );
            let mut one = entry(&text, laws[at % laws.len()], topics[at % 4]);
            let ago = jiff::Span::new().hours(24 * (facts - n));
            one.at = midnight.saturating_sub(ago).timestamp().as_millisecond();
            one.label.need = "Zonder dit past de hulp niet bij wat er speelt.".to_owned();
            one.label.proportionality = Some("Minder zegt te weinig.".to_owned());
            one.label.subsidiarity = Some("Niemand anders kan het zeggen.".to_owned());
            (people[at % 5], farida.account(), one)
        })
        .collect();
    let new = NewDossier {
        id: DossierId::fresh(),
        dossier: Dossier {
            title: "van den Oosterhuizen, Wilhelmina".to_owned(),
            laws: laws.to_vec(),
            charter: Charter::Utrecht,
            team: "Jeugd en Gezin".to_owned(),
            neighbourhood: "Overvecht".to_owned(),
            opened: date(2026, 3, 2),
            closed: None,
            terms: Vec::new(),
            principal: people[0],
            told_client: true,
            agrees_to_help: true,
            staff_by_function: false,
            front_door: false,
        },
        people: people
            .iter()
            .zip(names)
            .map(|(id, name)| (*id, of(name), laws.to_vec()))
            .collect(),
        authority: Vec::new(),
        coordinator: Some(farida.account()),
        substitute: None,
        involved: Vec::new(),
        entries,
        portals: Vec::new(),
    };
    let id = new.id;
    site.house.lay_dossiers(vec![new]).await.unwrap();
    id
}

#[tokio::test]
async fn the_newest_fact_stands_first_and_the_page_stays_small() {
    let site = Site::new().await;
    let dossier = grown(&site, 40).await;
    let mut farida = site.login("farida").await;
    let page = farida
        .get(&format!("/dossier/{dossier}"))
        .await
        .is(200)
        .body;
    let at = |n: i64| page.find(&format!("Gegeven {n}.")).unwrap();
    assert!((1..40).all(|n| at(n) < at(n - 1)), "newest first");
    assert!(page.contains("40 van 40"));
    farida
        .get(&format!("/dossier/{dossier}?category=debts"))
        .await
        .is(200)
        .says("10 van 40")
        .says("Gegeven 38.")
        .hides("Gegeven 39.")
        .says("Toon alles (40)");
    let thirty = grown(&site, 30).await;
    let page = farida.get(&format!("/dossier/{thirty}")).await.is(200).body;
    assert!(page.len() < 62_500, "{} bytes for thirty facts", page.len());
    site.done().await;
}

#[tokio::test]
async fn the_purposes_of_youth_help_stand_on_the_form_of_a_dossier_under_the_youth_act_alone() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let advise = "value=\"advise-on-help\"";
    for (laws, offered) in [(&[Law::Wmo][..], false), (&[Law::Jeugdwet, Law::Wmo], true)] {
        let dossier = grown_under(&site, 1, laws).await;
        let here = format!("/dossier/{dossier}/vastleggen");
        let page = farida.get(&here).await.is(200).body;
        assert_eq!(page.contains(advise), offered, "{laws:?}");
        // What the help itself is for is there for everybody.
        assert!(page.contains("value=\"support\""));
    }
    site.done().await;
}
