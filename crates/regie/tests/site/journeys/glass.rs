//! Breaking the glass where coordinator and substitute are both away, and what it sets in motion.

use crate::server::Demo;

/// What is judged of it.
pub const JUDGED: &str = "De woningbouw belde niet.";
/// The reason given.
pub const REASON: &str = "De woningbouw belt: morgen wordt er ontruimd.";

pub fn broken_and_judged(demo: &Demo) {
    let born = demo.client("kees").born.strftime("%d-%m-%Y").to_string();
    let mut abdel = demo.login_by_password("abdel");
    abdel.open("/vind").is(200);
    abdel
        .send(
            "/vind",
            &[("surname", "van 't Wout"), ("born", "01-01-1950")],
        )
        .is(200)
        .hides("Meryem");
    let found = abdel
        .send("/vind", &[("surname", "van 't Wout"), ("born", &born)])
        .is(200);
    let found = found.says("Meryem Kaplan").says("Jan-Willem ter Steege");
    assert!(!found.words().contains("huurachterstand"));
    // The way in begins at what was found; by its address the dossier says nothing.
    let way_in = |(href, _): &(String, String)| href.ends_with("/glas");
    let glass = crate::page::links(&abdel.page)
        .into_iter()
        .find(way_in)
        .unwrap()
        .0;
    let dossier = glass.strip_suffix("/glas").unwrap().to_owned();
    abdel
        .get(&dossier)
        .is(403)
        .hides("huurachterstand")
        .hides("Meryem");
    let here = glass.split('?').next().unwrap().to_owned();
    abdel.open(&glass).is(200);
    abdel.fill(&here, &[("reason", "")]).is(422);
    let form = abdel.form(&here);
    let act = form.value("act").unwrap_or("view").to_owned();
    let opened = abdel
        .send(&here, &[("act", &act), ("reason", REASON)])
        .is(200);
    opened.says("huurachterstand").says(REASON);

    let mut meryem = demo.login("meryem");
    meryem.open("/").is(200);
    let judge = meryem.link_to(&format!("{dossier}/glas/"));
    meryem
        .open(&judge)
        .is(200)
        .says(REASON)
        .says("Abdel Haddou");
    meryem.fill(&judge, &[("justified", "no")]).is(422);
    let judged = meryem.send(&judge, &[("justified", "no"), ("because", JUDGED)]);
    judged.is(200);
    let mut jan = demo.login("jan-willem");
    jan.open("/").is(200);
    let judge = jan.link_to(&format!("{dossier}/glas/"));
    jan.open(&judge).is(200).says(JUDGED);

    let mut officer = demo.login("fg");
    let waits = officer.open("/").is(200);
    waits.says("incident").hides("Wout").hides(REASON);

    // The glass is the one who broke it, not anybody's.
    demo.login("ingrid").get(&dossier).is(403);

    let mut kees = demo.login("kees");
    kees.open("/").is(200);
    kees.click("Bekijk wie er keek")
        .is(200)
        .says("Abdel Haddou")
        .says("Noodtoegang")
        .says(REASON);
}
