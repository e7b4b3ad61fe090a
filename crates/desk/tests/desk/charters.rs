//! The same desk under another charter: its pages follow from the rules.

use crate::browser::Answer;
use crate::entry::{send, whole};
use crate::share::begun;
use crate::site::{Options, Site};
use regie_charter::Charters;
use regie_terms::{Charter, Party};
use regie_testkit::RuleFiles;

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
async fn nobody_reads_of_a_glass_where_the_charter_has_none() {
    for (charter, glass) in [
        (Charter::Utrecht, true),
        (Charter::UtrechtZuidoost, false),
        (Charter::Kempen, false),
        (Charter::Wet, false),
    ] {
        let site = under(charter).await;
        assert_eq!(site.house.has_glass(), glass, "{charter}");
        let mut farida = site.login("farida").await;
        let agenda = farida.get("/agenda").await.is(200).body;
        assert_eq!(agenda.contains("allebei afwezig"), glass, "{charter}");
        assert_eq!(agenda.contains("Zo weten collega"), !glass, "{charter}");
        site.done().await;
    }
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

/// A desk whose organisation has other rules in its folder.
async fn ruled(charter: Charter, files: RuleFiles) -> Site {
    let folder = tempfile::tempdir().unwrap();
    files.write(folder.path()).unwrap();
    Site::with(Options {
        charter: Some(charter),
        rules: Some(Charters::load(folder.path()).unwrap()),
        ..Options::default()
    })
    .await
}

/// What a page offers to choose from under a name.
fn choices(page: &Answer, name: &str) -> Vec<String> {
    let values = |part: &str| -> Vec<String> {
        let parts = part.split("value=\"").skip(1);
        let found = parts.filter_map(|part| part.split_once('"'));
        let found = found.map(|(value, _)| value.to_owned());
        found.filter(|value| !value.is_empty()).collect()
    };
    let select = format!("<select class=\"input\" id=\"f-{name}\"");
    if let Some((_, rest)) = page.body.split_once(&select) {
        return values(rest.split_once("</select>").unwrap().0);
    }
    let inputs = page.body.split("<input ").skip(1);
    let own = format!(" name=\"{name}\" ");
    let inputs = inputs.filter(|input| input.split('>').next().unwrap().contains(&own));
    inputs
        .flat_map(|input| values(input.split('>').next().unwrap()))
        .collect()
}

#[tokio::test]
async fn the_recording_form_follows_the_rule_files() {
    let site = under(Charter::Kempen).await;
    let here = format!("/dossier/{}/vastleggen", site.dossier);
    let mut farida = site.login("farida").await;
    let page = farida.get(&here).await.is(200);
    assert_eq!(choices(&page, "kind"), ["that", "what"]);
    assert_eq!(choices(&page, "moment").len(), 3);
    assert_eq!(choices(&page, "purpose")[0], "support");
    let data = choices(&page, "category");
    assert_eq!(data.len(), 29, "{data:?}");
    assert!(data.contains(&"income".to_owned()) && data.contains(&"religion".to_owned()));
    assert!(!data.contains(&"country-of-origin".to_owned()));
    // What the Kempen's own documents ask before anything is recorded.
    page.says("Is de vraag eenvoudig, enkelvoudig of complex")
        .says("wat is uw relatie tot de cliënt?")
        .says("<optgroup label=\"Van elke dag\">")
        .says("name=\"proportionality\"")
        .says("name=\"legal_ground\"")
        .says("name=\"safety_because\"");
    site.done().await;
    let plain = under(Charter::Utrecht).await;
    let here = format!("/dossier/{}/vastleggen", plain.dossier);
    let mut farida = plain.login("farida").await;
    farida.get(&here).await.hides("eenvoudig, enkelvoudig");
    plain.done().await;

    // Another heading and fewer words for money, no purpose of its own for parenting, and no rule that tells 'that' from 'what',
    // asks a weighing or lets a special category in on a ground.
    let files = RuleFiles::read().unwrap();
    let change =
        |files: RuleFiles, file: &str, from: &str, to: &str| files.with(file, from, to).unwrap();
    let files = change(
        files,
        "wet/recording-form.toml",
        "says.nl = \"Geld\"",
        "says.nl = \"Munten en schuld\"",
    );
    let files = change(
        files,
        "wet/recording-form.toml",
        "\"parenting-skills\",",
        "",
    );
    let files = change(
        files,
        "wet/recording.toml",
        "when = [\"kind-what\", \"moment-front-door\"]",
        "when = [\"about-involved-person\", \"data-genetic\"]",
    );
    let files = change(
        files,
        "wet/recording.toml",
        "unless = [\"safety-stands\", \"legal-ground-given\"]",
        "unless = [\"safety-stands\"]",
    );
    let files = change(
        files,
        "wet/recording.toml",
        "unless = [\"legal-ground-given\", \"safety-stands\"]",
        "unless = [\"safety-stands\"]",
    );
    let files = change(
        files,
        "wet/recording.toml",
        "when = [\"purpose-early-signal\", \"legal-ground-given\"]",
        "when = [\"purpose-early-signal\", \"safety-stands\"]",
    );
    let files = change(
        files,
        "wet/recording.toml",
        "when = [\"legal-ground-given\"]",
        "when = [\"safety-stands\"]",
    );
    let files = change(
        files,
        "kempen/recording.toml",
        "when = [\"moment-front-door\"]",
        "when = [\"about-involved-person\"]",
    );
    let files = change(
        files,
        "kempen/recording.toml",
        "when = [\"legal-ground-given\", \"about-client\"]",
        "when = [\"about-client\"]",
    );
    let files = files.adding(
        Some("kempen/recording.toml"),
        "\n[[offer]]\nid = \"school\"\nsource = \"KE-III\"\nsays = { nl = \"Leren\", en = \"Learning\" }\ndata = []\n",
    );
    let site = ruled(Charter::Kempen, files).await;
    let here = format!("/dossier/{}/vastleggen", site.dossier);
    let mut farida = site.login("farida").await;
    let page = farida.get(&here).await.is(200);
    assert!(choices(&page, "kind").is_empty() && choices(&page, "moment").is_empty());
    assert!(!choices(&page, "purpose").contains(&"parenting-skills".to_owned()));
    assert!(!choices(&page, "category").contains(&"education-or-work".to_owned()));
    page.says("Munten en schuld").hides("name=\"legal_ground\"");
    // What is not offered is not recorded either, whoever sends it.
    let without = |name: &str, value: &str| {
        let mut fields = whole(site.child);
        fields.retain(|(known, _)| *known != name && !["kind", "moment"].contains(known));
        if name == "category" {
            fields.push(("category", value.to_owned()));
        } else {
            fields.push(("purpose", value.to_owned()));
        }
        fields
    };
    let refused = send(
        &mut farida,
        &here,
        &without("category", "education-or-work"),
    )
    .await;
    refused.is(422);
    farida.get(&here).await;
    let refused = send(&mut farida, &here, &without("purpose", "parenting-skills")).await;
    refused.is(422);
    farida.get(&here).await;
    let recorded = send(&mut farida, &here, &without("purpose", "support")).await;
    recorded.is(303);
    // What nobody was asked stands nowhere; what was sent all the same is kept as it was sent.
    let dossier = format!("/dossier/{}", site.dossier);
    let card = |page: &str| {
        let at = page.find("Wil weer naar").unwrap();
        page[at..].split_once("</article>").unwrap().0.to_owned()
    };
    let plain = card(&farida.get(&dossier).await.is(200).body);
    assert!(
        !plain.contains("Wanneer gevraagd") && !plain.contains("Dat of wat"),
        "{plain}"
    );
    farida.get(&here).await;
    let mut said = without("purpose", "support");
    said.push(("kind", "that".to_owned()));
    said.push(("moment", "front-door".to_owned()));
    send(&mut farida, &here, &said).await.is(303);
    let said = card(&farida.get(&dossier).await.is(200).body);
    assert!(
        said.contains("Wanneer gevraagd") && said.contains("Dat of wat"),
        "{said}"
    );
    site.done().await;
}

#[tokio::test]
async fn the_sharing_form_follows_the_rule_files() {
    let site = under(Charter::Utrecht).await;
    let mut farida = site.login("farida").await;
    let begin = format!("/dossier/{}/delen", site.dossier);
    let page = farida.get(&begin).await.is(200);
    assert_eq!(choices(&page, "party").len(), Party::ALL.len());
    let share = begun(&site, &mut farida).await;
    let step = format!("{share}/doel");
    let page = farida.get(&step).await.is(200);
    assert_eq!(choices(&page, "purpose").len(), 25);
    assert_eq!(choices(&page, "relation").len(), 3);
    page.says("name=\"confronted\"")
        .says("<optgroup label=\"Mensen om de cliënt heen\">");
    site.done().await;

    let file = "wet/disclosure-form.toml";
    let files = RuleFiles::read().unwrap();
    let files = files.with(file, "\"learning\", ", "").unwrap();
    let files = files.with(file, "\"benefit-enforcement\", ", "").unwrap();
    let files = files
        .with(
            file,
            "says.en = \"Of every day\"",
            "says.en = \"Most often\"",
        )
        .unwrap();
    // Without the rule about enforcement nobody is asked whether the client was confronted.
    let rules = files.0["wet/disclosure.toml"].replace("\"confronted\"", "\"purpose-given\"");
    let mut files = files;
    files.0.insert("wet/disclosure.toml".to_owned(), rules);
    let site = ruled(Charter::Utrecht, files).await;
    let mut farida = site.login("farida").await;
    let begin = format!("/dossier/{}/delen", site.dossier);
    let page = farida.get(&begin).await.is(200);
    assert!(!choices(&page, "party").contains(&"benefit-enforcement".to_owned()));
    let share = begun(&site, &mut farida).await;
    let step = format!("{share}/doel");
    let page = farida.get(&format!("{step}?lang=en")).await.is(200);
    let purposes = choices(&page, "purpose");
    assert!(!purposes.contains(&"learning".to_owned()) && purposes.len() == 24);
    page.says("<optgroup label=\"Most often\">")
        .hides("name=\"confronted\"");
    let fields = |purpose, party| {
        [
            ("purpose", purpose),
            ("purpose_text", "Een plek op school."),
            ("party", party),
            ("recipient", "De Klimop"),
            ("relation", "other"),
        ]
    };
    for (purpose, party) in [("learning", "school"), ("other", "benefit-enforcement")] {
        farida.get(&step).await;
        farida.send(&step, &fields(purpose, party)).await.is(422);
    }
    farida.get(&step).await;
    farida.send(&step, &fields("other", "school")).await.is(303);
    // What happened already is written down as it was.
    let after = farida
        .get(&format!("{begin}/achteraf?lang=en"))
        .await
        .is(200);
    let after = after.says("<optgroup label=\"Only for what was shared already\">");
    let after = |name| choices(&after, name);
    // It stands in the same order on both forms, with what can be chosen for that alone behind it.
    let all = after("purpose");
    assert_eq!(all[..purposes.len()], purposes);
    assert!(all[purposes.len()..].contains(&"learning".to_owned()));
    let first = choices(&farida.get(&begin).await.is(200), "party");
    assert_eq!(first[..2], ["other-domain", "behavioural-scientist"]);
    assert_eq!(first, choices(&farida.get(&step).await.is(200), "party"));
    let all = after("party");
    assert_eq!(all[..first.len()], first);
    assert_eq!(all[first.len()..], ["benefit-enforcement"]);
    assert_eq!(all.len(), Party::ALL.len());
    site.done().await;
}

/// A share in the Kempen of one fact, by an organisation of a kind: its page once all that was asked is filled in but consent.
async fn kempen_share(
    party: Option<Party>,
    (category, purpose, receiver): (&'static str, &str, &str),
) -> (Site, crate::browser::Browser, String) {
    let site = Site::with(Options {
        charter: Some(Charter::Kempen),
        party,
        ..Options::default()
    })
    .await;
    let mut farida = site.login("farida").await;
    let here = format!("/dossier/{}/vastleggen", site.dossier);
    farida.get(&here).await.is(200);
    let mut fields = whole(site.child);
    fields.retain(|(name, _)| *name != "category");
    fields.push(("category", category.to_owned()));
    send(&mut farida, &here, &fields).await.is(303);
    let share = begun(&site, &mut farida).await;
    let page = farida.get(&format!("{share}/gegevens")).await.is(200);
    let marked = page.body.find("Wil weer naar").unwrap();
    let (_, fact) = page.body[..marked]
        .rsplit_once("name=\"facts\" value=\"")
        .unwrap();
    let fact = fact[..32].to_owned();
    for (step, fields) in [
        (
            "doel",
            vec![
                ("purpose", purpose),
                ("purpose_text", "Waar het voor is."),
                ("party", receiver),
                ("recipient", "Wie het krijgt"),
                ("relation", "other"),
                ("partner", "yes"),
            ],
        ),
        ("gegevens", vec![("facts", fact.as_str())]),
        ("vragen", ANSWERS.to_vec()),
    ] {
        let step = format!("{share}/{step}");
        farida.get(&step).await.is(200);
        farida.send(&step, &fields).await.is(303);
    }
    (site, farida, share)
}

#[tokio::test]
async fn who_gives_is_the_organisation_itself_and_the_table_says_what_asks_consent() {
    const MUNICIPALITY: Option<Party> = Some(Party::Municipality);
    let school = ("provision", "align-provisions", "school");
    let inquiry = (
        "development-threat",
        "investigate-protection-measure",
        "child-protection-board",
    );
    let supervision = (
        "provision",
        "carry-out-supervision-order",
        "certified-institution",
    );
    let parent = ("provision", "carry-out-youth-help", "parent-or-guardian");
    for (party, what, article) in [
        // A neighbourhood team gives to no school in the table; a municipality does.
        (None, school, None),
        (MUNICIPALITY, school, Some("Jeugdwet 2.7 lid 1")),
        // Under compulsion nobody is asked: for the board's inquiry, and to the institution that carries out an order.
        (MUNICIPALITY, inquiry, Some("BW 1:240")),
        (None, supervision, Some("Jeugdwet 7.3.11 lid 4")),
        // A parent with authority over a child of eleven.
        (
            Some(Party::YouthCareProvider),
            parent,
            Some("BW 7:457 lid 3"),
        ),
        // Another domain of the same organisation is somebody else.
        (
            MUNICIPALITY,
            ("provision", "debt-help", "other-domain"),
            None,
        ),
    ] {
        let (site, mut farida, share) = kempen_share(party, what).await;
        let page = farida.get(&share).await.is(200);
        let now = format!("{share}/nu");
        match article {
            Some(article) => {
                page.says("checklist--permitted").says(article);
                farida.send(&now, &[]).await.is(303);
            }
            None => {
                page.hides("checklist--permitted").says("Toestemming");
                farida.send(&now, &[]).await.is(422);
            }
        }
        // Necessity is asked all the same.
        let (site_2, mut farida, share) = kempen_share(party, what).await;
        let weighing = format!("{share}/vragen");
        farida.get(&weighing).await;
        farida
            .send(&weighing, &[("necessity", " "), ANSWERS[1], ANSWERS[2]])
            .await
            .is(303);
        farida
            .get(&share)
            .await
            .is(200)
            .hides("checklist--permitted");
        farida.send(&format!("{share}/nu"), &[]).await.is(422);
        site.done().await;
        site_2.done().await;
    }
}

#[tokio::test]
async fn at_the_front_door_only_that_something_is_there_is_recorded() {
    let site = under(Charter::Utrecht).await;
    let here = format!("/dossier/{}/vastleggen", site.dossier);
    let mut farida = site.login("farida").await;
    let at_the_door = |kind: &str| {
        let mut fields = whole(site.child);
        fields.retain(|(name, _)| !["kind", "moment"].contains(name));
        fields.push(("kind", kind.to_owned()));
        fields.push(("moment", "front-door".to_owned()));
        fields
    };
    farida.get(&here).await.is(200);
    send(&mut farida, &here, &at_the_door("what"))
        .await
        .is(422)
        .says("nog niet wat er speelt");
    farida.get(&here).await;
    send(&mut farida, &here, &at_the_door("that")).await.is(303);
    site.done().await;
}

#[test]
fn the_categories_of_one_heading_open_together() {
    let charters = Charters::builtin().unwrap();
    let today = crate::site::TODAY;
    for charter in Charter::ALL {
        let form = charters.form(*charter, today, regie_terms::QuestionKind::Recording);
        for offer in form.offers().filter(|one| !one.data.is_empty()) {
            let domain = |data| regie_casework::entry::Domain::of(data);
            let first = domain(offer.data[0]);
            assert!(
                offer.data.iter().all(|data| domain(*data) == first),
                "{}: one line opens the whole heading, or none is asked",
                offer.name
            );
        }
    }
}
