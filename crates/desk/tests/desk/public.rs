//! What anyone can read.

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
        "/openbaar/charter/kempen",
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

#[tokio::test]
async fn every_rule_in_force_is_published_in_both_languages() {
    let site = Site::new().await;
    let today = site.house.today();
    let mut browser = site.stranger();
    let nl = browser.get("/openbaar/charter").await.body;
    browser
        .cookies
        .insert("regie_lang".to_owned(), "en".to_owned());
    let en = browser.get("/openbaar/charter").await.body;
    let mut count = 0;
    for rule in site.house.charters().rules() {
        let in_force = rule.from <= today && rule.until.is_none_or(|last| today <= last);
        let here =
            rule.charter == Charter::Utrecht || (rule.charter == Charter::Wet && !rule.alone);
        for page in [&nl, &en] {
            assert_eq!(
                page.contains(&format!("id=\"{}\"", rule.id)),
                in_force && here,
                "{}",
                rule.id
            );
        }
        count += usize::from(in_force && here);
    }
    assert!(count > 50, "{count}");
    assert!(nl.contains(&format!("Dit zijn de {count} regels")));
    site.done().await;
}

/// The words between an element's id and the next element with one.
fn item<'a>(page: &'a str, id: &str) -> &'a str {
    let (_, rest) = page
        .split_once(&format!("<li id=\"{id}\">"))
        .unwrap_or_else(|| panic!("{id} is not there"));
    rest.split("</li>").next().unwrap()
}

#[tokio::test]
async fn each_charter_has_a_page_of_promises_with_what_keeps_them() {
    let site = Site::new().await;
    let today = site.house.today();
    for charter in Charter::ALL {
        let address = format!("/openbaar/charter/{charter}");
        let mut browser = site.stranger();
        let nl = browser.get(&address).await.is(200).body;
        browser
            .cookies
            .insert("regie_lang".to_owned(), "en".to_owned());
        let en = browser.get(&address).await.is(200).body;
        let mut own = 0;
        for rule in site.house.charters().rules() {
            let in_force = rule.from <= today && rule.until.is_none_or(|last| today <= last);
            let under = rule.charter == Charter::Wet && !rule.alone;
            let here = in_force && (rule.charter == *charter || under);
            for page in [&nl, &en] {
                assert_eq!(
                    page.contains(&format!("<li id=\"{}\">", rule.id)),
                    here,
                    "{charter}: {}",
                    rule.id
                );
            }
            if here {
                // A rule that holds somebody to something says what happens otherwise, one that explains does not.
                let explains = rule.keeps == [regie_charter::Keeps::Explains];
                assert_eq!(
                    item(&nl, rule.id).contains("Anders?"),
                    !explains,
                    "{}",
                    rule.id
                );
                own += usize::from(rule.charter == *charter);
            }
        }
        assert!(own > 20, "{charter}: {own}");
        // Only of another charter than the one that decides here it is said so.
        let elsewhere = nl.contains("Dit zijn niet onze regels");
        assert_eq!(elsewhere, *charter != Charter::Utrecht, "{charter}");
    }
    let page = site.stranger().get("/openbaar/charter/kempen").await.body;
    let consent = item(&page, "kempen.disclosure.third-parties");
    assert!(
        consent.contains("gaat het niet door: ‘Toestemming’"),
        "{consent}"
    );
    // The citations of that day, each once.
    let secrecy = item(&page, "wet.access.confidentiality");
    assert!(
        secrecy.contains("KE-X 1 · KE-VII · AVG 32 lid 4"),
        "{secrecy}"
    );
    assert!(!page.contains("Wbp"));
    let nobody = item(&page, "kempen.access.otherwise");
    assert!(nobody.contains("gaat niet open"), "{nobody}");
    let mut stranger = site.stranger();
    stranger.get("/openbaar/charter/atlantis").await.is(404);
    stranger
        .get("/openbaar/charter")
        .await
        .is(200)
        .says("href=\"/openbaar/charter/utrecht\"");
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
