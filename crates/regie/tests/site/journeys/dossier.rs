//! Opening a dossier, being refused, writing something down; and that an address tells nothing.

use crate::browser::Browser;
use crate::server::Demo;

/// The address of the Aydın family's dossier, with its coordinator in front of it.
pub fn aydin(demo: &Demo) -> (Browser, String) {
    let mut soraya = demo.login("soraya");
    soraya.open("/").is(200);
    let dossier = soraya.link("Aydın");
    (soraya, dossier)
}

/// What is written down in the journey; it must be found nowhere but on pages.
pub const WRITTEN: &str = "Zeynep heeft een fietssleutel bij de conciërge gelegd.";

pub fn opened_refused_and_recorded(demo: &Demo) {
    opened_refused_and_recorded_under(demo, "PV 4");
}

/// The same under any charter; a refusal names `place` of its document.
pub fn opened_refused_and_recorded_under(demo: &Demo, place: &str) {
    let mut soraya = demo.login_by_password("soraya");
    soraya.open("/").is(200);
    let dossier = soraya.link("Aydın");
    soraya
        .open(&dossier)
        .is(200)
        .says("Coördinator Soraya Ramautar")
        .says("slaaptraining");

    let mut abdel = demo.login("abdel");
    let refused = abdel.get(&dossier).is(403);
    assert!(!refused.body.contains("Aydın") && !refused.body.contains("slaaptraining"));
    let refused = refused.says("coördinator");
    assert!(
        refused.words().contains(place),
        "the place in the charter: {}",
        refused.words()
    );

    let form = format!("{dossier}/vastleggen");
    soraya.open(&form).is(200);
    let person = soraya.form(&form).choices("person")[0].to_owned();
    soraya
        .fill(&form, &[("text", WRITTEN)])
        .is(422)
        .says("Kies");
    assert_eq!(
        soraya.form(&form).value("text"),
        Some(WRITTEN),
        "what was typed is kept"
    );
    let label = [
        ("person", person.as_str()),
        ("text", WRITTEN),
        ("kind", "what"),
        ("category", "education-or-work"),
        ("motive", "De vraag gaat over school."),
        ("about_day", ""),
        ("purpose", "support"),
        ("law", "jeugdwet"),
        ("basis", "Jeugdwet 7.3.8"),
        ("need", "Zonder sleutel komt ze te laat."),
        ("source", "client"),
        ("statement", "fact"),
        ("together", "yes"),
        ("moment", "later"),
    ];
    soraya
        .send(&form, &label)
        .is(200)
        .says(WRITTEN)
        .says("Zonder sleutel komt ze te laat.");

    let mut zeynep = demo.login("zeynep");
    zeynep.open("/").is(200);
    zeynep.click("Lees wat er staat").is(200).says(WRITTEN);
    zeynep.click("Wie er keek").is(200).says("Soraya Ramautar");
}

pub fn unknown_and_not_yours(demo: &Demo) {
    const NOTHING: &str = "0199aaaabbbb7cccadddeeeeffff0001";
    let (_, dossier) = aydin(demo);
    let yours = dossier.rsplit('/').next().unwrap().to_owned();
    let same = |browser: &mut Browser, way: &str| {
        let ways = [yours.as_str(), NOTHING].map(|id| {
            let answer = browser.get(&way.replace("{}", id));
            let length = answer.header("content-length").to_owned();
            (answer.status, answer.body.replace(id, "{}"), length)
        });
        assert_eq!(ways[0], ways[1], "{way}");
        ways[0].0
    };
    let mut abdel = demo.login("abdel");
    for way in [
        "/dossier/{}",
        "/dossier/{}?person=x",
        "/dossier/{}/glas",
        "/dossier/{}/vastleggen",
        "/dossier/{}/aantekeningen",
        "/dossier/{}/delen",
        "/dossier/{}/delen/achteraf",
        "/dossier/{}/document",
        "/dossier/{}/document/nieuw",
        "/dossier/{}/betrokkenen",
        "/dossier/{}/persoon",
        "/dossier/{}/gezag",
        "/dossier/{}/portaal",
    ] {
        assert_eq!(same(&mut abdel, way), 403, "{way}");
    }
    // What is sent there is answered the same, too.
    abdel.open("/").is(200);
    let csrf = abdel.form("/uitloggen").value("csrf").unwrap().to_owned();
    for way in [
        "/dossier/{}/glas",
        "/dossier/{}/vastleggen",
        "/dossier/{}/aantekeningen",
        "/dossier/{}/delen",
        "/dossier/{}/delen/achteraf",
        "/dossier/{}/document/nieuw",
        "/dossier/{}/betrokkenen",
        "/dossier/{}/persoon",
        "/dossier/{}/gezag",
        "/dossier/{}/portaal",
    ] {
        let fields = [
            ("csrf".to_owned(), csrf.clone()),
            ("request".to_owned(), NOTHING.to_owned()),
            ("text".to_owned(), "Iets.".to_owned()),
        ];
        let pages = [yours.as_str(), NOTHING].map(|id| {
            let answer = abdel.post(&way.replace("{}", id), &fields);
            (
                answer.status,
                answer.body.replace(id, "{}").replace(NOTHING, "{}"),
            )
        });
        assert_eq!(pages[0], pages[1], "{way}");
    }
    // A person, for a client who is somebody else.
    let mut zeynep = demo.login("zeynep");
    zeynep.open("/").is(200);
    let own = zeynep.link("Lees wat er staat");
    let hers = own.rsplit('/').next().unwrap().to_owned();
    let mut kees = demo.login("kees");
    for way in ["/mijn/{}", "/mijn/{}/wie-keek", "/mijn/{}/gedeeld"] {
        let pages = [hers.as_str(), NOTHING].map(|id| {
            let answer = kees.get(&way.replace("{}", id)).is(404);
            answer.body.replace(id, "{}")
        });
        assert_eq!(pages[0], pages[1], "{way}");
    }
    // Each asking is a line, whether or not there is such a dossier.
    let before = demo.verify();
    abdel.get(&dossier).is(403);
    let between = demo.verify();
    abdel.get(&format!("/dossier/{NOTHING}")).is(403);
    assert_eq!((between - before, demo.verify() - between), (1, 1));
}
