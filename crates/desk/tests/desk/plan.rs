//! The support plan on its pages: written as one form that keeps what was typed, read by the family, looked at again, and a partner's part shared.

use crate::site::Site;

fn form(site: &Site) -> Vec<(String, String)> {
    let of = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![
        of("talked_on", "20-11-2026"),
        of("family-1", &site.child.to_string()),
        of("there-1", "no"),
        of("there_because-1", "Sara was op school."),
        of("family-2", &site.mother.to_string()),
        of("there-2", "yes"),
        of("part_kind-1", "goal"),
        of("part_person-1", &site.child.to_string()),
        of("part_text-1", "Weer naar <b>school</b>."),
        of("part_kind-2", "agreement"),
        of("part_person-2", &site.child.to_string()),
        of("part_text-2", "De mentor belt."),
        of("part_who-2", "partner"),
        of("part_who_name-2", "De Regenboog"),
        of("part_party-2", "school"),
        of("law", "jeugdwet"),
        of("basis", "Jeugdwet 4.1.3"),
        of("need", "Zonder plan weet niemand wie wat doet."),
        of("source", "client"),
        of("moment", "later"),
        of("evaluate_on", "1-2-2027"),
    ]
}

fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

#[tokio::test]
async fn the_plan_is_written_read_and_looked_at_again() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let here = format!("/dossier/{}/plan", site.dossier);
    farida
        .get(&here)
        .await
        .is(200)
        .says("Er is nog geen plan.")
        .says("Schrijf het plan");
    let write = format!("{here}/schrijven");
    farida.get(&write).await.is(200).says("Was Sara");
    let mut typed = form(&site);
    let day = typed.iter_mut().find(|(n, _)| n == "evaluate_on").unwrap();
    day.1 = "1-2-2020".to_owned();
    let state = typed.iter_mut().find(|(n, _)| n == "part_party-2").unwrap();
    state.1 = String::new();
    farida
        .send(&write, &pairs(&typed))
        .await
        .is(422)
        .says("Kies wat voor organisatie het is.")
        // What was typed is kept.
        .says("Weer naar &#60;b&#62;school")
        .says("De Regenboog")
        .says("Sara was op school.");
    farida.send(&write, &pairs(&form(&site))).await.is(303);
    let page = farida
        .get(&here)
        .await
        .is(200)
        .says("Weer naar &#60;b&#62;school")
        .says("De Regenboog (school)")
        .says("was er niet bij: Sara was op school.")
        .says("1 februari 2027");
    // The partner's part leads to sharing, with who gets it and what goes filled in.
    let share = page
        .body
        .split("href=\"")
        .find(|a| a.contains("/delen?plan="));
    let share = share.unwrap().split('"').next().unwrap().to_owned();
    let begun = farida
        .get(&share)
        .await
        .is(200)
        .says("value=\"De Regenboog\"")
        .says("Eén deel van het plan is alvast gekozen");
    let fact = begun.body.split("name=\"facts\" value=\"").nth(1).unwrap();
    let fact = fact.split('"').next().unwrap().to_owned();
    let sent = [
        ("person", site.child.to_string()),
        ("party", "school".to_owned()),
        ("recipient", "De Regenboog".to_owned()),
        ("facts", fact),
    ];
    let sent: Vec<(&str, &str)> = sent.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let shares = format!("/dossier/{}/delen", site.dossier);
    let begun = farida.send(&shares, &sent).await.is(303);
    let share = begun.header("location").rsplit_once('/').unwrap().0;
    farida
        .get(share)
        .await
        .is(200)
        .says("De mentor belt.")
        .hides("Weer naar");

    // The family reads it and says something about a part.
    let mut mieke = site.login("mieke").await;
    let mine = format!("/mijn/{}/plan", site.child);
    let page = mieke
        .get(&mine)
        .await
        .is(200)
        .says("Weer naar &#60;b&#62;school")
        .says("Zeg hier iets over");
    let say = page
        .body
        .split("href=\"")
        .find(|a| a.contains("/mijn-kant"));
    let say = say.unwrap().split('?').next().unwrap().to_owned();
    let words = [("what", "own-side"), ("text", "Te snel voor haar.")];
    mieke.get(&say).await.is(200);
    mieke.send(&say, &words).await.is(303);
    mieke.get(&mine).await.is(200).says("Te snel voor haar.");
    mieke
        .get(&format!("/mijn/{}/kopie.pdf", site.child))
        .await
        .is(200);

    // Looked at again: the first version stays.
    let again = format!("{here}/evalueren");
    let page = farida.get(&again).await.is(200).says("Past het plan nog?");
    let hidden = |name: &str| {
        let after = page.body.split(&format!("name=\"{name}\" value=\"")).nth(1);
        after.unwrap().split('"').next().unwrap().to_owned()
    };
    let (version, part) = (hidden("version"), hidden("part-1"));
    let mut typed = form(&site);
    typed.retain(|(name, _)| !name.starts_with("part_"));
    typed.extend([
        ("version".to_owned(), version),
        ("part-1".to_owned(), part),
        ("state-1".to_owned(), "reached".to_owned()),
        (
            "state_because-1".to_owned(),
            "Vier weken op tijd.".to_owned(),
        ),
        ("fits".to_owned(), "yes".to_owned()),
        ("concluded".to_owned(), String::new()),
        ("concluded_about".to_owned(), site.child.to_string()),
    ]);
    farida
        .send(&again, &pairs(&typed))
        .await
        .is(422)
        .says("Schrijf op wat de conclusie is.")
        .says("Vier weken op tijd.");
    let said = typed.iter_mut().find(|(n, _)| n == "concluded").unwrap();
    said.1 = "Het gaat goed.".to_owned();
    farida.send(&again, &pairs(&typed)).await.is(303);
    farida
        .get(&here)
        .await
        .is(200)
        .says("Het plan past nog.")
        .says("Het gaat goed.")
        .says("Bereikt of gedaan")
        .says("Eerdere versies");
    mieke
        .get(&mine)
        .await
        .is(200)
        .says("Vier weken op tijd.")
        .says("Het gaat goed.");
    site.done().await;
}

#[tokio::test]
async fn a_meeting_is_written_down_read_by_the_family_and_leads_to_what_was_told() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let list = format!("/dossier/{}/overleg", site.dossier);
    let here = format!("{list}/nieuw");
    farida
        .get(&list)
        .await
        .is(200)
        .says("Er is nog geen overleg opgeschreven.");
    farida.get(&here).await.is(200).says("Hoe weet de cliënt");
    let child = site.child.to_string();
    let typed = |told: &'static str| {
        vec![
            ("held_on", "18-11-2026"),
            ("person", child.as_str()),
            ("summary", "Hoe het op school gaat."),
            ("family-1", child.as_str()),
            ("there-1", "no"),
            ("there_because-1", "Dat wilde zij niet."),
            ("told_how", told),
            ("who_name-1", "Juf Anna"),
            ("organisation-1", "De Regenboog"),
            ("who_party-1", "school"),
            ("brought-1", "Zij komt <i>elke</i> dag."),
            ("ground-1", "Toestemming voor dit overleg."),
            ("agreed-1", "De mentor belt wekelijks."),
            ("law", "jeugdwet"),
            ("basis", "Jeugdwet 4.1.3"),
            ("need", "Zonder dit weet niemand wie wat doet."),
            ("source", "own-observation"),
            ("moment", "later"),
        ]
    };
    farida
        .send(&here, &typed(""))
        .await
        .is(422)
        .says("Schrijf op hoe de cliënt van dit overleg weet.")
        .says("Juf Anna");
    farida
        .send(&here, &typed("Op 10 november verteld."))
        .await
        .is(303);
    let page = farida
        .get(&list)
        .await
        .is(200)
        .says("Juf Anna, De Regenboog (school)")
        .says("Zij komt &#60;i&#62;elke")
        .says("De mentor belt wekelijks.");
    // What we told that participant is a disclosure of its own, with the purpose filled in.
    let tell = page
        .body
        .split("href=\"")
        .find(|a| a.contains("achteraf?overleg="));
    let tell = tell.unwrap().split('"').next().unwrap().to_owned();
    farida
        .get(&tell)
        .await
        .is(200)
        .says("value=\"De Regenboog\"")
        .says("value=\"case-discussion\" selected");
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&format!("/mijn/{}/plan", site.child))
        .await
        .is(200)
        .says("Op 10 november verteld.")
        .says("Juf Anna, De Regenboog (school)")
        .says("De mentor belt wekelijks.");
    site.done().await;
}
