//! No form is shown to who may never send it: whatever a page offers to fill in, the charter leaves a way to send.

use crate::browser::{Browser, hidden};
use crate::sameness::{TYPED, addresses, filled};
use crate::site::{Options, Site, account, family, for_safety};
use regie_terms::{Charter, DossierId, Function};
use std::collections::BTreeSet;

impl Site {
    /// Somebody new for each function there is, by login.
    async fn everybody(&self) -> Vec<(String, regie_terms::AccountId)> {
        let mut accounts: Vec<_> = Function::ALL
            .iter()
            .map(|function| account(function.as_str(), "Iemand Anders", &[*function]))
            .collect();
        accounts.push(account(
            "collega",
            "Iemand Erbij",
            &[Function::Professional],
        ));
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
    assert_eq!(answer.status, 422, "{path}");
    answer
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

/// Walks over the forms whose address has one of these endings: which are shown to whom, which come in the other language, and which of them
/// somebody sees who may never send them.
async fn walked(
    charter: Charter,
    endings: &[&str],
) -> (BTreeSet<String>, BTreeSet<&'static str>, Vec<String>) {
    let site = Site::with(Options {
        demo: true,
        charter: Some(charter),
        ..Options::default()
    })
    .await;
    let everybody = site.everybody().await;
    let ids: Vec<_> = everybody.iter().map(|(_, id)| *id).collect();
    let professional = everybody.iter().find(|(login, _)| login == "professional");
    let someone = professional.unwrap().1;
    // A dossier everybody is involved in, and one nobody of them is. What was recorded in the first is kept from the family.
    let mut near = family("Nabij", Some(someone), None, ids, "999900055");
    for (_, _, entry) in &mut near.entries {
        entry.safety = Some(for_safety());
    }
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
                if !endings.iter().any(|ending| address.ends_with(ending)) {
                    continue;
                }
                let mut browser = site.button(login).await;
                let path = filled(address, dossier, &things);
                let page = browser.get(&path).await;
                // A form that only asks what to draw next sends nothing.
                let sends = format!("method=\"post\" action=\"{path}\"");
                if page.status != 200 || !page.body.contains(&sends) {
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
    site.done().await;
    (shown, switched, refused)
}

#[tokio::test]
async fn no_form_is_shown_to_who_may_never_send_it() {
    let (shown, switched, refused) = walked(Charter::Utrecht, &[""]).await;
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
}

#[tokio::test]
async fn who_is_involved_and_may_edit_is_not_offered_what_two_others_decide() {
    // In the Kempen who is involved may edit.
    let (shown, _, refused) = walked(Charter::Kempen, &["/tonen", "/verbeteren"]).await;
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    let offered = |who: &str, way: &str| {
        shown.contains(&format!("{who} /dossier/{{dossier}}/feit/{{entry}}/{way}"))
    };
    assert!(offered("professional", "tonen") && offered("professional", "verbeteren"));
    assert!(offered("collega", "verbeteren") && !offered("collega", "tonen"));
}
