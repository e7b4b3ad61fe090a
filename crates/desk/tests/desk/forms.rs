//! No form is shown to who may never send it: whatever a page offers to fill in, the charter leaves a way to send.

use crate::browser::{Browser, hidden};
use crate::sameness::{TYPED, addresses, filled};
use crate::site::{Options, Site, account, family};
use regie_terms::{DossierId, Function};
use std::collections::BTreeSet;

impl Site {
    /// Somebody new for each function there is, by login.
    async fn everybody(&self) -> Vec<(String, regie_terms::AccountId)> {
        let accounts: Vec<_> = Function::ALL
            .iter()
            .map(|function| account(function.as_str(), "Iemand Anders", &[*function]))
            .collect();
        let ids = accounts
            .iter()
            .map(|a| (a.account.login.clone(), a.id))
            .collect();
        self.house.lay_accounts(accounts).await.unwrap();
        ids
    }

    async fn button(&self, login: &str) -> Browser {
        let token = self.house.login_demo(login).await.unwrap();
        let mut browser = self.stranger();
        browser.set_session(&token.0);
        browser
    }
}

/// The switch of the language on a page with a form: the form comes back as it was filled in, and nothing is done or kept of it.
async fn only_drawn_again(site: &Site, browser: &mut Browser, path: &str) {
    let page = browser.page.clone();
    let mut fields = hidden(&page, path);
    fields.retain(|(name, _)| !TYPED.iter().any(|(known, _)| known == name));
    fields.extend(TYPED.map(|(n, v)| (n.to_owned(), v.to_owned())));
    let before = site.last_line().await;
    let answer = browser.post(&format!("{path}?lang=en"), &fields).await;
    answer
        .is(422)
        .says("<html lang=\"en\"")
        .hides("class=\"summary")
        .hides("-error\"");
    for (act, ..) in site.lines_since(before).await {
        assert!(
            act.starts_with("view") || act.starts_with("read"),
            "{path}: {act}"
        );
    }
    // A draft of it is kept when its script asks that, and nothing keeps one otherwise.
    let named = format!("data-draft=\"{path}\"");
    if page.contains(&named) {
        browser.get(path).await.hides("data-drop");
        fields.push(("concept".to_owned(), path.to_owned()));
        browser.post("/concept", &fields).await.is(204);
        browser.post("/concept/weg", &fields).await;
    } else {
        assert!(!page.contains("data-draft=\""), "{path}");
    }
}

#[tokio::test]
async fn a_button_that_is_no_form_does_nothing_when_a_language_comes_along() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    farida.get("/").await.is(200);
    let fields = hidden(&farida.page, "/uitloggen");
    let before = site.last_line().await;
    farida.post("/uitloggen?lang=en", &fields).await.to("/");
    assert_eq!(site.last_line().await, before);
    farida.get("/").await.is(200).says("<html lang=\"en\"");
    site.done().await;
}

#[tokio::test]
async fn no_form_is_shown_to_who_may_never_send_it() {
    let site = Site::with(Options {
        demo: true,
        ..Options::default()
    })
    .await;
    let everybody = site.everybody().await;
    let ids: Vec<_> = everybody.iter().map(|(_, id)| *id).collect();
    let someone = ids[0];
    // A dossier everybody is involved in, and one nobody of them is.
    let near = family("Nabij", Some(someone), None, ids, "999900055");
    let near_id = near.id;
    site.house.lay_dossiers(vec![near]).await.unwrap();
    let mut shown = BTreeSet::new();
    let mut switched = BTreeSet::new();
    let mut refused = Vec::new();
    for (login, _) in &everybody {
        for dossier in [near_id, site.dossier, DossierId::fresh()] {
            let things = site.things_of(dossier).await;
            for (method, address) in addresses("/") {
                if method != "POST" || address.contains("uitloggen") || address == "/taal" {
                    continue;
                }
                let mut browser = site.button(login).await;
                let path = filled(address, dossier, &things);
                let page = browser.get(&path).await;
                if page.status != 200 || !page.body.contains(&format!("action=\"{path}\"")) {
                    continue;
                }
                shown.insert(format!("{login} {address}"));
                if page.body.contains(&format!("formaction=\"{path}?lang=")) {
                    only_drawn_again(&site, &mut browser, &path).await;
                    switched.insert(address);
                    browser.get(&format!("{path}?lang=nl")).await;
                }
                let mut fields = hidden(&page.body, &path);
                fields.retain(|(name, _)| !TYPED.iter().any(|(known, _)| known == name));
                fields.extend(TYPED.map(|(n, v)| (n.to_owned(), v.to_owned())));
                let answer = browser.post(&path, &fields).await;
                // What was typed may lack something, and the page says what; "never" is what is meant here.
                if answer.status == 403 && !answer.body.contains("step--needed") {
                    refused.push(format!("{login} {address}"));
                }
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(switched.len() >= 18, "{switched:#?}");
    for known in [
        "professional /vind",
        "front-door /vind",
        "professional /dossier/nieuw",
        "professional /dossier/{dossier}/vastleggen",
        "functional-administrator /beheer/accounts/nieuw",
        "dpo /dossier/{dossier}/glas",
    ] {
        assert!(shown.contains(known), "{known} is not shown: {shown:#?}");
    }
    for never in ["functional-administrator /dossier/nieuw", "dpo /vind"] {
        assert!(!shown.contains(never), "{never}");
    }
    site.done().await;
}
