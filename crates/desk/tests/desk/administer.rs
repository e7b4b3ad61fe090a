//! How an organisation begins, on the pages: accounts, invitations, declarations, lost factors, new dossiers and who works in them.

use crate::browser::Browser;
use crate::site::{CHILD_BSN, Options, PASSWORD, Site};
use regie_casework::guard::totp_code;

async fn site() -> Site {
    Site::with(Options {
        demo: true,
        ..Options::default()
    })
    .await
}

async fn enter(site: &Site, login: &str) -> Browser {
    let mut browser = site.stranger();
    browser.get("/inloggen").await;
    browser
        .send("/inloggen/demo", &[("login", login)])
        .await
        .is(303);
    browser
}

/// The text of the first element that begins so.
fn inside<'a>(page: &'a str, opening: &str) -> &'a str {
    page.split_once(opening)
        .unwrap()
        .1
        .split('<')
        .next()
        .unwrap()
}

/// Takes up an invitation on the pages; gives the secret of the second factor.
async fn accept(site: &Site, login: &str, code: &str, password: &str) -> String {
    let mut new = site.stranger();
    new.get("/uitnodiging").await.is(200);
    let page = new
        .send("/uitnodiging", &[("login", login), ("code", code)])
        .await
        .is(200);
    assert!(page.body.contains("<svg"), "a picture to scan");
    let secret: String = page
        .body
        .split("<code>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .replace(' ', "");
    let totp = totp_code(&secret, site.house.now()).unwrap();
    let fields = [
        ("password", password),
        ("again", password),
        ("totp", totp.as_str()),
    ];
    new.send("/uitnodiging/kiezen", &fields)
        .await
        .to("/inloggen/wachtwoord");
    secret
}

#[tokio::test]
async fn from_an_account_to_the_first_dossier() {
    let site = site().await;
    let mut admin = enter(&site, "beheer").await;
    admin
        .get("/beheer/accounts")
        .await
        .is(200)
        .says("Farida el Amrani")
        .hides("sara");
    admin.get("/beheer/accounts/nieuw").await.is(200);
    let fields = [
        ("name", "Nieuwe Collega"),
        ("login", "nieuwe"),
        ("functions", "professional"),
        ("team", ""),
    ];
    let page = admin
        .send("/beheer/accounts/nieuw", &fields)
        .await
        .is(200)
        .says("nieuwe");
    let code = inside(&page.body, "<strong><code>").to_owned();
    assert_eq!(code.len(), 19);
    admin
        .get("/beheer/accounts")
        .await
        .says("Uitgenodigd")
        .hides(&code);
    admin.get("/beheer/accounts/nieuw").await;
    admin
        .send("/beheer/accounts/nieuw", &[])
        .await
        .is(422)
        .says("Functies: maak een keuze");

    let secret = accept(&site, "nieuwe", &code, "een lange blauwe trein").await;
    site.later(60);
    let mut new = site.stranger();
    new.get("/inloggen/wachtwoord").await;
    new.send(
        "/inloggen",
        &[("login", "nieuwe"), ("password", "een lange blauwe trein")],
    )
    .await
    .to("/inloggen/code");
    new.get("/inloggen/code").await;
    let totp = totp_code(&secret, site.house.now()).unwrap();
    new.send("/inloggen/code", &[("code", &totp)]).await.to("/");

    // Nothing works before the declarations are there, and the way back is kept.
    new.get("/dossier/nieuw")
        .await
        .to("/verklaringen?naar=%2Fdossier%2Fnieuw");
    new.get("/verklaringen?naar=%2Fdossier%2Fnieuw")
        .await
        .is(200)
        .says("Nodig voordat uw functie werkt");
    new.send(
        "/verklaringen",
        &[
            ("declarations", "confidentiality"),
            ("password", "iets anders"),
        ],
    )
    .await
    .is(422)
    .says("Dit wachtwoord klopt niet");
    new.send(
        "/verklaringen",
        &[
            ("declarations", "confidentiality"),
            ("password", "een lange blauwe trein"),
        ],
    )
    .await
    .to("/dossier/nieuw");

    new.get("/dossier/nieuw").await.is(200);
    let me = inside(
        new.page
            .split_once("Nieuwe Collega</option>")
            .unwrap()
            .0
            .rsplit_once("<option value=\"")
            .unwrap()
            .1,
        "",
    )
    .to_owned();
    let me = me.split('"').next().unwrap().to_owned();
    let mut fields = vec![
        ("given", "Puk"),
        ("surname", "van Aanvang"),
        ("born", "3-2-1990"),
        ("laws", "wmo"),
        ("team", "sociaal"),
        ("neighbourhood", "Overvecht"),
        ("need", "Vraagt hulp bij het huishouden."),
        ("agrees_to_help", "no"),
        ("told_client", "yes"),
        ("referral_from", "oneself"),
        ("coordinator", me.as_str()),
    ];
    new.send("/dossier/nieuw", &fields)
        .await
        .is(403)
        .says("van Aanvang")
        .says("checklist--prohibited");
    fields[7] = ("agrees_to_help", "yes");
    let made = new.send("/dossier/nieuw", &fields).await.is(303);
    let dossier = made.header("location").to_owned();
    new.get(&dossier)
        .await
        .is(200)
        .says("van Aanvang")
        .says("Nieuwe Collega");

    // Somebody who is known is found first.
    new.get("/dossier/nieuw").await;
    let known: Vec<(&str, &str)> = fields.iter().copied().chain([("bsn", CHILD_BSN)]).collect();
    new.send("/dossier/nieuw", &known)
        .await
        .is(409)
        .says("Er is al een dossier")
        .says("Farida el Amrani")
        .hides("Proef");

    // Somebody is put in, named, and the client invited.
    let person = format!("{dossier}/persoon");
    new.get(&person).await.is(200);
    let child = [
        ("given", "Kind"),
        ("surname", "van Aanvang"),
        ("born", "5-5-2019"),
        ("laws", "wmo"),
        ("need", "Woont er."),
    ];
    new.send(&person, &child).await.to(&dossier);
    let places = format!("{dossier}/betrokkenen");
    new.get(&places).await.is(200).says("Nieuwe Collega");
    let other = new
        .page
        .split_once("Sam de Boer")
        .unwrap()
        .0
        .rsplit_once("value=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    new.send(&places, &[("account", &other), ("place", "substitute")])
        .await
        .to(&format!("{places}?klaar=bewaard"));
    new.get(&format!("{places}?klaar=bewaard"))
        .await
        .says("Sam de Boer")
        .says("De betrokkenen zijn bijgewerkt");
    let authority = format!("{dossier}/gezag");
    new.get(&authority)
        .await
        .is(200)
        .says("Er is nog niets vastgelegd");
    let id = |page: &str, name: &str| {
        page.split_once(&format!("{name} van Aanvang</option>"))
            .unwrap()
            .0
            .rsplit_once("value=\"")
            .unwrap()
            .1
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    let (puk, kind) = (id(&new.page, "Puk"), id(&new.page, "Kind"));
    let fields = [
        ("by", puk.as_str()),
        ("kind", "parent-or-guardian"),
        ("person", kind.as_str()),
        ("since", ""),
        ("until", ""),
        ("rests", "birth-certificate"),
        ("kept", "seen"),
    ];
    new.send(&authority, &fields)
        .await
        .to(&format!("{authority}?klaar=bewaard"));
    new.get(&authority)
        .await
        .says("Van 5 mei 2019 tot en met 4 mei 2037");
    // One that ends by itself on a day to come can still end before.
    let one = new.page.split(&format!("action=\"{authority}/")).nth(1);
    let one = format!("{authority}/{}", one.unwrap().split('"').next().unwrap());
    new.send(&one, &[("ends", "4-5-2037")])
        .await
        .to(&format!("{authority}?klaar=bewaard"));
    new.get(&authority)
        .await
        .says("Van 5 mei 2019 tot en met 4 mei 2037")
        .says(&format!("action=\"{one}\""));
    let portal = format!("{dossier}/portaal");
    new.get(&portal).await.is(200);
    new.send(&portal, &[("person", kind.as_str()), ("login", "")])
        .await
        .is(422)
        .says("een kind onder 12");
    new.get(&portal).await;
    let page = new
        .send(
            &portal,
            &[("person", puk.as_str()), ("login", "puk@example.org")],
        )
        .await
        .is(200);
    let code = inside(&page.body, "<strong><code>").to_owned();
    accept(&site, "puk@example.org", &code, "een korte rode tram").await;
    new.get(&dossier)
        .await
        .is(200)
        .says("Wie werkt hierin")
        .says("Sam de Boer");
    // The way in is ended, with a reason, and opened again.
    let (end, reopen) = (
        format!("{portal}/{puk}/einde"),
        format!("{portal}/{puk}/heropenen"),
    );
    new.get(&portal)
        .await
        .says("Kan kijken")
        .says(&format!("href=\"{end}\""));
    new.get(&reopen).await.to(&portal);
    new.get(&end).await.is(200).says("Puk van Aanvang");
    new.send(&end, &[("reason", " ")])
        .await
        .is(422)
        .says("Vul dit in");
    new.get(&end).await;
    new.send(&end, &[("reason", "Op verzoek van Puk.")])
        .await
        .to(&format!("{portal}?klaar=beeindigd"));
    new.get(&format!("{portal}?klaar=beeindigd"))
        .await
        .says("De toegang is beëindigd.")
        .says(&format!("href=\"{reopen}\""));
    new.get(&reopen).await.is(200).says("Puk van Aanvang");
    new.send(&reopen, &[("reason", "Puk wil weer kijken.")])
        .await
        .to(&format!("{portal}?klaar=heropend"));
    new.get(&portal).await.says("Kan kijken");
    site.done().await;
}

#[tokio::test]
async fn an_ended_account_is_out_at_its_next_page() {
    let site = site().await;
    let (mut admin, mut sam) = (enter(&site, "beheer").await, enter(&site, "sam").await);
    sam.get("/agenda").await.is(200);
    let list = admin.get("/beheer/accounts").await.body;
    let address = list
        .split_once("Sam de Boer</a>")
        .unwrap()
        .0
        .rsplit_once("href=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let find = "/beheer/accounts/zoeken";
    admin.send(find, &[("login", "SAM")]).await.to(&address);
    admin.get("/beheer/accounts").await;
    for login in ["mieke", "niemand"] {
        admin
            .send(find, &[("login", login)])
            .await
            .is(422)
            .says("Er is geen account met deze inlognaam.")
            .says("Sam de Boer");
    }
    admin.get(&address).await.is(200).says("Sam de Boer");
    admin
        .send(
            &address,
            &[("name", " "), ("functions", "professional"), ("team", "")],
        )
        .await
        .is(422)
        .says("Vul dit in");
    admin.get(&address).await;
    admin
        .send(
            &address,
            &[
                ("name", "Sam Anders"),
                ("functions", "professional"),
                ("team", ""),
            ],
        )
        .await
        .to(&format!("{address}?klaar=bewaard"));
    sam.get("/agenda").await.is(200).says("Sam Anders");
    let end = format!("{address}/einde");
    admin.get(&end).await.is(200).says("1 dossier");
    admin
        .send(&end, &[])
        .await
        .to("/beheer/accounts?klaar=beeindigd");
    sam.get("/agenda").await.to("/inloggen?naar=%2Fagenda");

    // Sam comes back: asked once, with what does not come back, and then as a new account.
    let again = format!("{address}/heropenen");
    admin
        .get(&address)
        .await
        .is(200)
        .says("Niemand kan er nu mee inloggen")
        .says(&format!("href=\"{again}\""));
    admin
        .get(&format!("{again}?lang=en"))
        .await
        .is(200)
        .says("Places in dossiers do not come back");
    admin
        .get(&format!("{again}?lang=nl"))
        .await
        .is(200)
        .says("Het account van Sam Anders heropenen?")
        .says("De plekken in dossiers komen niet terug")
        .says("buurtteammedewerker");
    let page = admin.send(&again, &[]).await.is(200);
    let code = inside(&page.body, "<strong><code>").to_owned();
    assert_eq!(code.len(), 19, "{code}");
    // Its page says how it stands now, and there is nothing more to open.
    admin.get(&again).await.to(&address);
    admin.get(&address).await.is(200).says("Uitgenodigd");
    sam.get("/agenda").await.to("/inloggen?naar=%2Fagenda");
    accept(&site, "sam", &code, "een lange blauwe trein").await;
    let mut sam = enter(&site, "sam").await;
    sam.get("/dossier/nieuw")
        .await
        .to("/verklaringen?naar=%2Fdossier%2Fnieuw");
    site.done().await;
}

#[tokio::test]
async fn who_has_no_such_task_is_refused_with_the_reason() {
    let site = site().await;
    let mut farida = enter(&site, "farida").await;
    farida.get("/beheer/accounts").await.is(403);
    farida.get("/beheer/code").await.is(403);
    let nowhere = format!("/beheer/accounts/{}", regie_terms::Id::fresh());
    farida.get(&nowhere).await.is(403);
    let mut olaf = enter(&site, "olaf").await;
    for page in ["persoon", "gezag", "betrokkenen", "portaal"] {
        let here = olaf
            .get(&format!("/dossier/{}/{page}", site.dossier))
            .await
            .is(403)
            .body;
        let there = olaf
            .get(&format!(
                "/dossier/{}/{page}",
                regie_terms::DossierId::fresh()
            ))
            .await
            .is(403)
            .body;
        assert_eq!(here.len(), there.len(), "{page}");
    }
    site.done().await;
}

#[tokio::test]
async fn a_lost_factor_takes_two_on_the_pages_too() {
    let site = site().await;
    let mut admin = enter(&site, "beheer").await;
    admin
        .get("/beheer/code")
        .await
        .is(200)
        .says("Er wacht niets");
    admin
        .send("/beheer/code", &[("login", "farida"), ("reason", "")])
        .await
        .is(422);
    admin.get("/beheer/code").await;
    admin
        .send(
            "/beheer/code",
            &[("login", "farida"), ("reason", "Telefoon kwijt.")],
        )
        .await
        .to("/beheer/code?klaar=gevraagd");
    let page = admin
        .get("/beheer/code")
        .await
        .says("Farida el Amrani")
        .says("U kunt hier niet de tweede persoon zijn")
        .body;
    let id = page
        .split_once("/beheer/code/")
        .unwrap()
        .1
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    // The button is not there; who sends the form all the same is told why.
    let token = crate::browser::hidden(&page, "/beheer/code");
    admin
        .post(&format!("/beheer/code/{id}/akkoord"), &token)
        .await
        .is(422)
        .says("U hebt dit zelf aangevraagd");
    site.done().await;
}

#[tokio::test]
async fn a_wrong_invitation_says_nothing_and_is_slowed_down() {
    let site = site().await;
    let mut stranger = site.stranger();
    for (login, code) in [("farida", "ABCD-EFGH-JKLM-NPQR"), ("niemand", "x")] {
        stranger.get("/uitnodiging").await;
        stranger
            .send("/uitnodiging", &[("login", login), ("code", code)])
            .await
            .is(422)
            .says("horen niet bij elkaar");
    }
    stranger.get("/uitnodiging/kiezen").await.to("/uitnodiging");
    for _ in 0..4 {
        stranger.get("/uitnodiging").await;
        stranger
            .send("/uitnodiging", &[("login", "farida"), ("code", "x")])
            .await
            .is(422);
    }
    stranger.get("/uitnodiging").await;
    stranger
        .send("/uitnodiging", &[("login", "farida"), ("code", "x")])
        .await
        .is(429);
    assert!(!PASSWORD.is_empty());
    site.done().await;
}

#[tokio::test]
async fn no_form_here_breaks_on_what_is_typed() {
    let site = site().await;
    let mut admin = enter(&site, "beheer").await;
    let mut farida = enter(&site, "farida").await;
    admin.get("/beheer/accounts/nieuw").await;
    let of = |browser: &Browser, action: &str| -> Vec<(String, String)> {
        crate::browser::hidden(&browser.page, action)
            .into_iter()
            .filter(|(n, _)| n == "csrf")
            .collect()
    };
    let admins = of(&admin, "/beheer/accounts/nieuw");
    farida.get("/agenda").await;
    let faridas = of(&farida, "/agenda");
    let dossier = format!("/dossier/{}", site.dossier);
    let (person, authority, places, portal) = (
        format!("{dossier}/persoon"),
        format!("{dossier}/gezag"),
        format!("{dossier}/betrokkenen"),
        format!("{dossier}/portaal"),
    );
    let forms: [(bool, &str, &[&str]); 8] = [
        (
            true,
            "/beheer/accounts/nieuw",
            &["login", "name", "functions", "team", "request"],
        ),
        (true, "/beheer/code", &["login", "reason"]),
        (true, "/beheer/accounts/x/uitnodigen", &["request"]),
        (
            false,
            "/dossier/nieuw",
            &[
                "given",
                "surname",
                "born",
                "bsn",
                "laws",
                "coordinator",
                "email",
                "anyway",
            ],
        ),
        (
            false,
            &person,
            &[
                "given",
                "born",
                "laws",
                "parents",
                "consent_answer",
                "authority_since",
            ],
        ),
        (
            false,
            &authority,
            &["person", "by", "kind", "since", "until"],
        ),
        (false, &places, &["account", "place", "until"]),
        (false, &portal, &["person", "login"]),
    ];
    let odd = [
        "",
        "\0",
        "\u{202e}txet",
        "שלום",
        "🙂",
        "<script>alert(1)</script>",
        "1-1-1850",
        "31-12-2250",
        "../../x",
    ];
    let long = "é".repeat(20_000);
    for (by_admin, address, names) in forms {
        for value in odd.iter().copied().chain([long.as_str()]) {
            for only in names {
                let mut fields = if by_admin {
                    admins.clone()
                } else {
                    faridas.clone()
                };
                for name in names {
                    let typed = if name == only { value } else { "x" };
                    fields.push(((*name).to_owned(), typed.to_owned()));
                }
                let browser = if by_admin { &mut admin } else { &mut farida };
                let answer = browser.post(address, &fields).await;
                let shown: String = value.chars().take(20).collect();
                assert!(
                    answer.status.as_u16() < 500,
                    "{address} {only} {shown:?}: {}",
                    answer.status
                );
                assert!(!answer.body.contains("<script>alert"), "{address}");
            }
        }
    }
    site.done().await;
}

/// The value of the option that says `name`.
fn option(page: &str, name: &str) -> String {
    let before = page.split_once(name).unwrap().0;
    before
        .rsplit_once("value=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

const BEGIN: [(&str, &str); 10] = [
    ("given", "Puk"),
    ("surname", "van Aanvang"),
    ("born", "3-2-1990"),
    ("laws", "wmo"),
    ("team", "sociaal"),
    ("neighbourhood", "Overvecht"),
    ("need", "Vraagt hulp bij het huishouden."),
    ("agrees_to_help", "yes"),
    ("told_client", "yes"),
    ("referral_from", "oneself"),
];

#[tokio::test]
async fn who_only_starts_a_dossier_reads_who_has_it_now() {
    let site = site().await;
    let mut twee = enter(&site, "twee").await;
    twee.get("/functie").await;
    twee.send("/functie", &[("function", "front-door")])
        .await
        .is(303);
    twee.get("/dossier/nieuw").await.is(200);
    let sam = option(&twee.page, "Sam de Boer</option>");
    let mut fields = crate::browser::hidden(&twee.page, "/dossier/nieuw");
    fields.extend(
        BEGIN
            .iter()
            .chain(&[("coordinator", sam.as_str())])
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    for _ in 0..2 {
        // Sent twice it is answered as the first time.
        twee.post("/dossier/nieuw", &fields)
            .await
            .is(200)
            .says("Het dossier is gestart")
            .says("Sam de Boer houdt het nu bij")
            .says("U kunt dit dossier zelf niet openen")
            .hides("van Aanvang");
    }
    twee.get("/").await.is(200);
    enter(&site, "sam")
        .await
        .get("/")
        .await
        .is(200)
        .says("van Aanvang");
    site.done().await;
}

#[tokio::test]
async fn who_signed_nothing_is_not_given_a_place() {
    let site = site().await;
    let mut admin = enter(&site, "beheer").await;
    admin.get("/beheer/accounts/nieuw").await;
    admin
        .send(
            "/beheer/accounts/nieuw",
            &[
                ("name", "Nog Niets"),
                ("login", "nogniets"),
                ("functions", "professional"),
                ("team", ""),
            ],
        )
        .await
        .is(200);
    let mut sam = enter(&site, "sam").await;
    sam.get("/dossier/nieuw")
        .await
        .says("Nog Niets – nog te ondertekenen: geheimhouding")
        .says("Sam de Boer</option>");
    let (new, me) = (
        option(&sam.page, "Nog Niets"),
        option(&sam.page, "Sam de Boer</option>"),
    );
    for (field, coordinator, substitute) in [
        ("f-coordinator-error", new.as_str(), ""),
        ("f-substitute-error", me.as_str(), new.as_str()),
    ] {
        let fields: Vec<_> = BEGIN
            .into_iter()
            .chain([("coordinator", coordinator), ("substitute", substitute)])
            .collect();
        sam.get("/dossier/nieuw").await;
        sam.send("/dossier/nieuw", &fields)
            .await
            .is(422)
            .says("nog niet alle verklaringen ondertekend")
            .says(field)
            .says("van Aanvang");
    }
    let mut farida = enter(&site, "farida").await;
    let places = format!("/dossier/{}/betrokkenen", site.dossier);
    farida.get(&places).await.is(200);
    for place in ["coordinator", "substitute", "involved"] {
        farida
            .send(
                &places,
                &[("account", &new), ("place", place), ("why", "Helpt mee.")],
            )
            .await
            .is(422)
            .says("f-account-error")
            .says("nog niet alle verklaringen ondertekend");
    }
    // Whoever is taken out is asked about once.
    farida
        .get(&places)
        .await
        .says("Ja, haal eruit")
        .says("niemand vervangt dan de coördinator");
    site.done().await;
}

#[tokio::test]
async fn a_name_that_reads_another_way_than_it_is_written_is_refused() {
    let site = site().await;
    let mut sam = enter(&site, "sam").await;
    sam.get("/dossier/nieuw").await;
    let me = option(&sam.page, "Sam de Boer</option>");
    let mut fields: Vec<_> = BEGIN
        .into_iter()
        .chain([("coordinator", me.as_str())])
        .collect();
    fields[1] = ("surname", "van \u{202e}gnavnaA");
    sam.send("/dossier/nieuw", &fields)
        .await
        .is(422)
        .says("een onzichtbaar teken")
        .says("f-surname-error")
        .says("value=\"van gnavnaA\"");
    sam.get("/").await.hides("gnavnaA");
    site.done().await;
}

#[tokio::test]
async fn another_language_keeps_what_was_typed_without_a_script() {
    let site = site().await;
    let mut sam = enter(&site, "sam").await;
    let page = sam.get("/dossier/nieuw").await.body;
    // The switch is a button of the form.
    let switch = page.split_once("name=\"lang\"").unwrap().1;
    let switch = switch.split_once('>').unwrap().0;
    assert!(switch.contains("form=\"typed\""), "{switch}");
    let to = switch.split_once("formaction=\"").unwrap().1;
    let to = to.split('"').next().unwrap().replace("&#38;", "&");
    let mut fields = crate::browser::hidden(&page, "/dossier/nieuw");
    for (name, value) in [("surname", "van <Aanvang>"), ("laws", "wmo")] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    // Words of somebody else's page are not taken in.
    sam.post(&to, &[("surname".to_owned(), "Vals".to_owned())])
        .await
        .is(403);
    // It is the form itself that comes back, in the other language and with nothing called wrong.
    sam.post(&to, &fields)
        .await
        .is(422)
        .says("<html lang=\"en\"")
        .says("value=\"van &#60;Aanvang&#62;\"")
        .says("value=\"wmo\" checked")
        .hides("class=\"summary")
        .hides("-error\"");
    // The choice stays, and nothing of what was typed is kept anywhere.
    sam.get("/dossier/nieuw")
        .await
        .is(200)
        .says("<html lang=\"en\"")
        .hides("Aanvang");
    sam.get("/dossier/nieuw?lang=nl").await;
    // A page without a form has the plain switch.
    sam.get("/")
        .await
        .says("action=\"/taal\"")
        .hides("formaction");
    site.done().await;
}

#[tokio::test]
async fn a_draft_of_an_account_gives_nothing_back_that_was_taken_away_since() {
    let site = site().await;
    let both = [
        regie_terms::Function::Professional,
        regie_terms::Function::Support,
    ];
    let made = crate::site::account("dubbel", "Twee Taken", &both);
    let here = format!("/beheer/accounts/{}", made.id);
    site.house.lay_accounts(vec![made]).await.unwrap();
    let mut one = enter(&site, "beheer").await;
    let page = one.get(&here).await.body;
    let mut typed = crate::browser::hidden(&page, &here);
    typed.extend(
        [
            ("name", "Twee Namen"),
            ("functions", "professional"),
            ("functions", "support"),
            ("concept", here.as_str()),
        ]
        .map(|(n, v)| (n.to_owned(), v.to_owned())),
    );
    one.post("/concept", &typed).await.is(204);
    let mut other = enter(&site, "beheer").await;
    other.get(&here).await;
    other
        .send(&here, &[("name", "Twee Taken"), ("functions", "support")])
        .await
        .is(303);
    // Sent as it was typed, it is refused at the functions, which stand as they are now.
    one.post(&here, &typed)
        .await
        .is(422)
        .says("f-functions-error")
        .says("value=\"Twee Namen\"")
        .says("value=\"support\" checked")
        .hides("value=\"professional\" checked");
    // And so does the draft when it comes back.
    one.post("/concept", &typed).await.is(204);
    one.get(&here)
        .await
        .says("f-functions-error")
        .says("value=\"Twee Namen\"")
        .hides("value=\"professional\" checked");
    one.send(&here, &[("name", "Twee Namen"), ("functions", "support")])
        .await
        .is(303);
    site.done().await;
}

#[tokio::test]
async fn the_menu_leads_nowhere_that_only_refuses() {
    let site = site().await;
    let staff: Vec<_> = regie_terms::Function::ALL
        .iter()
        .map(|f| crate::site::account(&format!("menu-{}", f.as_str()), f.as_str(), &[*f]))
        .collect();
    let logins: Vec<String> = staff.iter().map(|a| a.account.login.clone()).collect();
    site.house.lay_accounts(staff).await.unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for login in &logins {
        let mut browser = enter(&site, login).await;
        let page = browser.get("/").await.is(200).body;
        let menu = page.split_once("<nav class=\"ways\"").unwrap().1;
        let menu = menu.split_once("</nav>").unwrap().0;
        for part in menu.split("href=\"").skip(1) {
            let href = part.split('"').next().unwrap();
            let answer = browser.get(href).await;
            assert_eq!(answer.status, 200, "{login} at {href}");
            seen.insert(href.to_owned());
        }
    }
    // And what somebody may do is in it.
    assert_eq!(seen.len(), 11, "{seen:?}");
    site.done().await;
}

#[tokio::test]
async fn who_does_not_work_here_any_more_is_not_called_away() {
    let site = site().await;
    let mut admin = enter(&site, "beheer").await;
    let mut end = async |name: &str| {
        let list = admin.get("/beheer/accounts").await.body;
        let before = list.split_once(&format!("{name}</a>")).unwrap().0;
        let address = before.rsplit_once("href=\"").unwrap().1;
        let end = format!("{}/einde", address.split('"').next().unwrap());
        admin.get(&end).await.is(200);
        admin.send(&end, &[]).await.is(303);
    };
    let here = format!("/dossier/{}", site.dossier);
    end("Farida el Amrani").await;
    let mut sam = enter(&site, "sam").await;
    sam.get(&here)
        .await
        .is(200)
        .says("Farida el Amrani (werkt hier niet meer)")
        .says("Sam de Boer neemt het over, tot de manager een nieuwe coördinator aanwijst.")
        .hides("vandaag afwezig");
    end("Sam de Boer").await;
    let mut ravi = enter(&site, "ravi").await;
    ravi.get(&here)
        .await
        .is(200)
        .says("Sam de Boer (werkt hier niet meer)")
        .says("Nu neemt niemand het over. De manager moet een nieuwe coördinator aanwijzen.");
    // Somebody who is only away stays that.
    ravi.find("van den Verlaten")
        .await
        .says("Ann Afwezig (vandaag afwezig)")
        .hides("Hoe het verdergaat");
    site.done().await;
}
