//! The copy of one's data: all that the pages say of somebody, on a paper that can be read out, and nothing about anybody else.

use crate::receipt::{kept, said, text_of};
use crate::share::prepared;
use crate::site::Site;
use regie_casework::Caller;

/// Every text that the acts give of somebody's file, apart from words of the vocabulary and ids.
async fn texts(site: &Site, caller: &Caller, person: regie_terms::PersonId) -> Vec<String> {
    let file = site.house.my_file(caller, person).await.unwrap();
    let mut all = vec![file.name.clone()];
    for entry in &file.entries {
        let label = &entry.label;
        all.extend([entry.text.clone(), label.need.clone()]);
        all.extend(entry.reading.clone());
        all.extend(entry.by.clone());
        all.extend(entry.correction.clone());
        all.extend(label.source.name.clone());
        all.extend(label.motive.clone());
        all.extend(label.proportionality.clone());
        all.extend(label.subsidiarity.clone());
    }
    for document in &file.documents {
        all.extend([document.title.clone(), document.excerpt.clone()]);
    }
    for share in &file.shares {
        all.extend([share.recipient.clone(), share.purpose_text.clone()]);
        all.extend(share.facts.clone());
    }
    all.extend(file.identity.bsn.clone());
    all.extend(file.identity.address.clone());
    all.extend(file.identity.role.clone());
    all.retain(|text| !text.is_empty());
    all
}

/// On one line, however it was broken, and without the marks of direction that reading a PDF adds. No font here has emoji: the paper has the
/// mark for an unknown letter, and says so.
fn bare(text: &str) -> String {
    let words: String = text.split_whitespace().collect();
    let turns = |letter: char| ('\u{202A}'..='\u{202E}').contains(&letter);
    words.replace(turns, "").replace('🙂', "\u{FFFD}")
}

#[tokio::test]
async fn the_copy_says_all_that_the_pages_say_and_nothing_of_anybody_else() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    farida.get(&format!("{share}/toestemming")).await;
    farida
        .send(&format!("{share}/toestemming/vraag"), &[])
        .await
        .is(303);
    let ask = format!("/mijn/toestemming/{}", share.rsplit('/').next().unwrap());
    let mut mieke = site.login("mieke").await;
    mieke.get(&ask).await;
    mieke.send(&ask, &[("answer", "yes")]).await.is(303);
    farida.get(&share).await;
    farida.send(&format!("{share}/nu"), &[]).await.is(303);
    for (person, other) in [(site.child, site.mother), (site.mother, site.child)] {
        let here = format!("/mijn/{person}");
        let address = format!("{here}/kopie.pdf");
        mieke.get(&here).await.is(200).says(&address);
        let before = site.lines(person).await;
        let (answer, pdf) = mieke.raw(&address).await;
        kept(&answer, "application/pdf", "kopie.pdf");
        assert_eq!(site.lines(person).await, before + 1, "one look");
        let text = bare(&text_of(&pdf));
        let caller = site.house.caller(&mieke.session()).await.unwrap();
        let (mine, theirs) = (
            texts(&site, &caller, person).await,
            texts(&site, &caller, other).await,
        );
        assert!(mine.len() > 3, "{mine:?}");
        for one in &mine {
            assert!(text.contains(&bare(one)), "{one} is not in {text}");
        }
        for one in theirs.iter().filter(|one| !mine.contains(one)) {
            // A name by which they are known to each other is no more than the page says.
            assert!(!text.contains(&bare(one)), "{one} is in {text}");
        }
        for always in [
            "Soms moeten we van de wet een deel van een dossier achterhouden.",
            "AVG 15 lid 3",
            "Uw rechten",
            "Autoriteit Persoonsgegevens",
            "Als dit dossier vandaag sluit, bewaren wij het tot en met",
            "Opgeschreven op",
            "Van wie we dit weten",
            "Waarvoor we het gebruiken",
        ] {
            assert!(text.contains(&bare(always)), "{always}: {text}");
        }
        assert_eq!(
            text.contains(&bare("School stemt de rooster af.")),
            person == site.child
        );
        let info = said(&["pdfinfo"], &pdf, &[]);
        assert!(info.contains("Tagged:          yes"), "{info}");
        let tags = said(&["pdfinfo", "-struct-text"], &pdf, &[]);
        for part in [
            "Het dossier",
            "Wat we opschreven over de hulp",
            "Met wie is het gedeeld?",
            "Wie keek er?",
            "Goed om te weten",
            "Uw rechten",
        ] {
            assert!(tags.contains(&format!("H2 \"{part}\"")), "{part}: {tags}");
        }
        let english = text_of(&mieke.raw(&format!("{address}?lang=en")).await.1);
        assert!(
            english.contains("Copy of") && english.contains("Your rights"),
            "{english}"
        );
        mieke.get(&format!("{here}?lang=nl")).await;
    }
    for (login, person) in [
        ("sara", site.child),
        ("farida", site.child),
        ("mieke", site.stranger),
    ] {
        let mut other = site.login(login).await;
        other
            .get(&format!("/mijn/{person}/kopie.pdf"))
            .await
            .is(404);
    }
    site.done().await;
}
