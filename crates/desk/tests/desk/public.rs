//! What anyone can read.

use jiff::civil::Date;
use regie_casework::{Kept, RuleView};
use regie_terms::Charter;

use crate::site::Site;

#[tokio::test]
async fn the_public_pages_read_no_session_and_set_no_cookie() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    for address in [
        "/openbaar",
        "/openbaar/charter",
        "/openbaar/charter/utrecht",
        "/openbaar/charter/utrecht?op=2017-12-01",
        "/openbaar/charter/kempen",
        "/openbaar/charter/kempen/regels",
        "/openbaar/autorisaties",
        "/openbaar/klacht",
    ] {
        let answer = browser.get(address).await.is(200).hides("Farida");
        assert_eq!(answer.header("set-cookie"), "", "{address}");
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=60",
            "{address}"
        );
        let mut stranger = site.stranger();
        assert_eq!(stranger.get(address).await.body, answer.body, "{address}");
        stranger
            .cookies
            .insert("regie_lang".to_owned(), "en".to_owned());
        stranger
            .get(address)
            .await
            .is(200)
            .says("<html lang=\"en\"");
    }
    site.done().await;
}

/// A page in both languages, Dutch first.
async fn both(site: &Site, address: &str) -> [String; 2] {
    let mut browser = site.stranger();
    let nl = browser.get(address).await.is(200).body;
    browser
        .cookies
        .insert("regie_lang".to_owned(), "en".to_owned());
    [nl, browser.get(address).await.is(200).body]
}

/// Every version of every charter, with the address of its page: the charter, a day, what stands after the address.
fn versions(site: &Site) -> Vec<(Charter, Date, String)> {
    let today = site.house.today();
    let mut all = Vec::new();
    for charter in Charter::ALL {
        let (_, versions) = site.house.charters().about(*charter).unwrap();
        all.push((*charter, today, String::new()));
        for (first, _) in versions {
            all.push((*charter, *first, format!("?op={first}")));
        }
    }
    all
}

fn decides(rule: &RuleView<'_>, charter: Charter, on: Date) -> bool {
    rule.holds(on) && (rule.charter == charter || (rule.charter == Charter::Wet && !rule.alone))
}

/// As it stands on a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('\'', "&#39;")
}

#[tokio::test]
async fn every_rule_in_force_is_published_in_both_languages() {
    let site = Site::new().await;
    for (charter, on, day) in versions(&site) {
        let pages = both(&site, &format!("/openbaar/charter/{charter}/regels{day}")).await;
        let mut count = 0;
        for rule in site.house.charters().rules() {
            let here = decides(&rule, charter, on);
            for page in &pages {
                let said = page.matches(&format!("<code>{}</code>", rule.id)).count();
                assert_eq!(said, usize::from(here), "{charter} on {on}: {}", rule.id);
            }
            if here {
                assert!(pages[0].contains(&escaped(&rule.says.nl)), "{}", rule.id);
                assert!(pages[1].contains(&escaped(&rule.says.en)), "{}", rule.id);
            }
            count += usize::from(here);
        }
        assert!(count > 50, "{count}");
        assert!(pages[0].contains(&format!("Dit zijn de {count} regels")));
    }
    site.done().await;
}

/// What stands under a heading of the page of all rules, of every subject.
fn under(page: &str, heading: &str) -> String {
    let parts = page.split("<h3>").skip(1);
    let own = parts.filter(|part| part.starts_with(heading));
    own.map(|part| part.split("</details>").next().unwrap())
        .collect()
}

#[tokio::test]
async fn the_headings_of_all_rules_are_true() {
    let site = Site::new().await;
    for (charter, on, day) in versions(&site) {
        let [page, _] = both(&site, &format!("/openbaar/charter/{charter}/regels{day}")).await;
        let document = site.house.charters().document(charter, on).unwrap();
        let own = under(&page, &format!("Uit {}", document.name.nl));
        let law = under(&page, "Uit de wet");
        let system = under(&page, "Afspraken van dit systeem");
        for rule in site.house.charters().rules() {
            if !decides(&rule, charter, on) {
                continue;
            }
            let name = format!("<code>{}</code>", rule.id);
            let found = [&own, &law, &system].map(|part| part.contains(&name));
            assert!(found.contains(&true), "{charter} on {on}: {}", rule.id);
            let places = rule.places(on);
            let in_document = places.iter().any(|place| document.has(place));
            if charter != Charter::Wet && found[0] {
                assert!(in_document, "{charter} on {on}: {}", rule.id);
            }
            if found[1] && charter != Charter::Wet {
                assert!(!in_document, "{charter} on {on}: {}", rule.id);
            }
            if found[1] {
                assert!(!rule.articles(on).is_empty(), "{charter}: {}", rule.id);
            }
            // What this system made up says so, and stands under no other heading.
            if rule.says.nl.contains("Afspraak van dit systeem") {
                assert_eq!(found, [false, false, true], "{charter}: {}", rule.id);
            }
        }
        // What happens before something else stands before it: nothing opens with the emergency.
        let first = page.find("<h2 id=\"recording\">").unwrap();
        assert!(first < page.find("<h2 id=\"access\">").unwrap());
    }
    let [page, _] = both(&site, "/openbaar/charter/utrecht/regels").await;
    let secrecy = page
        .split("<code>wet.access.confidentiality</code>")
        .nth(1)
        .unwrap();
    assert!(
        secrecy.starts_with(" · PV 4 · AVG 32 lid 4<"),
        "{secrecy:.60}"
    );
    let open = page.find("utrecht.access.otherwise").unwrap();
    assert!(open < page.find("utrecht.access.breaking-glass").unwrap());
    site.done().await;
}

#[tokio::test]
async fn each_charter_has_a_page_of_its_promises() {
    let site = Site::new().await;
    let charters = site.house.charters();
    for (charter, on, day) in versions(&site) {
        let address = format!("/openbaar/charter/{charter}{day}");
        let [nl, en] = both(&site, &address).await;
        let mut at = 0;
        let mut held = 0;
        for promise in charters
            .promised(charter)
            .iter()
            .flat_map(|it| &it.promises)
        {
            let mark = format!("<li class=\"promise\" id=\"{}\">", promise.id);
            if !promise.holds(on) {
                assert!(!nl.contains(&mark), "{address}: {}", promise.id);
                continue;
            }
            held += 1;
            // In the order of the document.
            let here = nl.find(&mark).unwrap();
            assert!(here > at, "{address}: {}", promise.id);
            at = here;
            let badge = match promise.kept {
                Kept::Now => "Dat doet het systeem nu",
                Kept::Partly => "Voor een deel",
                Kept::NotYet => "Nog niet",
            };
            let drawn = nl[here..].split("<li class=\"promise\"").nth(1).unwrap();
            for text in [&promise.says.nl, &promise.broken.nl, badge] {
                assert!(
                    drawn.contains(&escaped(text)),
                    "{address}: {}: {text}",
                    promise.id
                );
            }
            if let Some(yet) = &promise.yet {
                assert!(
                    drawn.contains(&escaped(&yet.nl)),
                    "{address}: {}",
                    promise.id
                );
            }
            for id in &promise.rules {
                let rule = charters.rule_named(id).unwrap();
                let said = drawn.contains(&format!("<code>{id}</code>"));
                assert_eq!(
                    said,
                    decides(&rule, charter, on),
                    "{address}: {}: {id}",
                    promise.id
                );
            }
            assert!(
                en.contains(&escaped(&promise.says.en)),
                "{address}: {}",
                promise.id
            );
            assert!(
                en.contains(&escaped(&promise.broken.en)),
                "{address}: {}",
                promise.id
            );
        }
        assert!(
            nl.contains(&format!("Dit zijn {held} beloften")),
            "{address}"
        );
        // Nothing is cited that does not hold that day.
        let other_law = if on < jiff::civil::date(2018, 5, 25) {
            "AVG"
        } else {
            "Wbp"
        };
        let cited = nl
            .split("<main")
            .nth(1)
            .unwrap()
            .split("</main>")
            .next()
            .unwrap();
        assert!(
            !cited.contains(other_law),
            "{address} cites the {other_law}"
        );
        // Only of another charter than the one that decides here it is said so.
        let elsewhere = nl.contains("Dit zijn niet onze regels");
        assert_eq!(elsewhere, charter != Charter::Utrecht, "{address}");
        assert!(!nl.contains("Wat hier staat, is wat het systeem doet"));
    }
    site.done().await;
}

#[tokio::test]
async fn a_past_version_says_that_it_is_past_and_leads_to_the_one_of_now() {
    let site = Site::new().await;
    let [old, en] = both(&site, "/openbaar/charter/utrecht?op=2017-12-01").await;
    for said in [
        "Dit is een oude versie",
        "7 augustus 2017 tot en met 24 mei 2018",
        "het privacy-charter van 2017",
        "PC 4",
        "href=\"/openbaar/charter/utrecht/regels?op=2017-12-01\"",
        "<a href=\"/openbaar/charter/utrecht\">",
        "Dossiers van Jeugdwet en Wmo bewaren wij vijftien jaar.",
    ] {
        assert!(old.contains(said), "{said}");
    }
    assert!(!old.contains("PV ") && en.contains("This is an old version"));
    let mut stranger = site.stranger();
    let now = stranger.get("/openbaar/charter").await.is(200);
    let now = now
        .says("href=\"/openbaar/charter/utrecht?op=2018-05-24\"")
        .says("href=\"/openbaar/charter/utrecht/regels\"")
        .hides("Dit is een oude versie")
        // What the statement does not speak of stays as the charter of 2017 had it; what others agreed is not cited here.
        .says("PC 6.4")
        .hides(" ZO ")
        .hides("KE-X");
    assert!(now.body.contains("PV 2B"));
    // The switch of language keeps the day.
    stranger
        .get("/openbaar/charter/utrecht?op=2017-12-01&lang=en")
        .await
        .is(200)
        .says("lang=\"en\"")
        .says("op=2017-12-01");
    for nowhere in [
        "/openbaar/charter/atlantis",
        "/openbaar/charter/utrecht?op=2017-08-06",
        "/openbaar/charter/utrecht?op=9999-01-01",
        "/openbaar/charter/utrecht?op=gisteren",
        "/openbaar/charter/utrecht/regels?op=2017-08-06",
    ] {
        stranger.get(nowhere).await.is(404);
    }
    site.done().await;
}

#[tokio::test]
async fn the_table_says_what_the_engine_says() {
    let site = Site::new().await;
    let page = site
        .stranger()
        .get("/openbaar/autorisaties")
        .await
        .is(200)
        .body;
    assert!(
        page.contains("Alleen met noodtoegang")
            && page.contains("functionaris gegevensbescherming")
    );
    let table = site
        .house
        .charters()
        .table(regie_terms::Charter::Utrecht, site.house.today())
        .unwrap();
    let (access, acts) = page
        .split_once("Wie wat mag doen, en met welke rol")
        .unwrap();
    let rows = |part: &str| part.matches("<tr role=\"row\">").count() - 1;
    assert!(rows(access) >= 5 && rows(acts) <= table.acts.len());
    // Every cell of the engine's table, or, where all is no, the function among those that open nothing.
    let nl = regie_desk::words::Lang::Nl;
    let said = |part: &str| -> Vec<Vec<String>> {
        let rows = part.split("<tr role=\"row\">").skip(2);
        let cells = |row: &str| -> Vec<String> {
            let cells = row.split("<span dir=\"auto\">").skip(1);
            cells
                .map(|cell| cell.split("</span>").next().unwrap().to_owned())
                .collect()
        };
        rows.map(cells).collect()
    };
    let drawn = said(access);
    for row in &table.access {
        let word = |cell: regie_casework::Cell| {
            nl.word("public-cell", &cell.as_str().replace(' ', "-"))
                .to_owned()
        };
        let (view, edit) = (word(row.view), word(row.edit));
        let found = drawn.iter().find(|cells| {
            cells[0] == nl.of(&row.function)
                && (cells[1] == nl.of(&row.relation) || cells[1] == nl.say("public-any-relation"))
        });
        match found {
            Some(cells) => assert_eq!(cells[2..], [view, edit], "{row:?}"),
            None => assert_eq!(
                (row.view.as_str(), row.edit.as_str()),
                ("no", "no"),
                "{row:?}"
            ),
        }
    }
    for row in &table.acts {
        assert!(
            acts.contains(regie_desk::words::Lang::Nl.of(&row.act)),
            "{:?}",
            row.act
        );
        assert!(
            acts.contains(regie_desk::words::Lang::Nl.of(&row.function)),
            "{:?}",
            row.function
        );
    }
    site.done().await;
}

#[tokio::test]
async fn a_complaint_knows_where_to_go_and_the_portal_knows_the_officer() {
    let site = Site::new().await;
    site.stranger()
        .get("/openbaar/klacht")
        .await
        .is(200)
        .says("Bureau Klachten\nPostbus 1 &#60;Utrecht&#62;")
        .says("fg@buurt.example")
        .hides("Vraag uw buurtteam om het adres");
    let mut client = site.login("sara").await;
    client
        .get("/mijn")
        .await
        .is(200)
        .says("Functionaris gegevensbescherming:")
        .says("fg@buurt.example");
    let mut farida = site.login("farida").await;
    farida.get("/").await.is(200).hides("fg@buurt.example");
    site.done().await;
}
