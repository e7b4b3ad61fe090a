//! Handing over dossiers, with a form of the old coordinator that lay open; and a client at the desk.

use super::dossier::aydin;
use crate::browser::filled;
use crate::server::Demo;

#[test]
fn who_handed_over_is_out_in_the_form_that_lay_open_and_the_manager_reads_no_title() {
    let demo = Demo::start();
    let (mut soraya, dossier) = aydin(&demo);
    let notes = format!("{dossier}/aantekeningen");
    soraya.open(&notes).is(200);
    let open = filled(&soraya.form(&notes), &[("text", "Bel de school.")]);
    soraya.open("/").is(200);
    soraya.click("Draag dossiers over").is(200).says("Aydın");
    // The value of the option that bears the colleague's name.
    let before = soraya.page.split("Abdel").next().unwrap();
    let option = before.rsplit("value=\"").next().unwrap();
    let abdel = option.split('"').next().unwrap().to_owned();
    let id = dossier.rsplit('/').next().unwrap().to_owned();
    let fields = [
        ("dossiers", id.as_str()),
        ("account", abdel.as_str()),
        ("why", "Ander team."),
    ];
    soraya
        .fill("/caseload/overdragen", &fields)
        .is(200)
        .says("1 dossier is overgedragen");
    assert_eq!(soraya.get(&dossier).status, 403);
    assert_eq!(
        soraya.post(&notes, &open).status,
        403,
        "a form that lay open"
    );
    demo.login("abdel").open(&dossier).is(200);
    // The manager chooses a colleague by number of dossiers, and reads nobody's name in them.
    let mut manager = demo.login("manager");
    let list = manager.open("/caseload/overdragen").is(200);
    assert!(!list.body.contains("Aydın"));
    let one = manager.click("Soraya").is(200);
    assert!(!one.body.contains("van 't Wout") && one.words().contains("Dossier 1"));
}

#[test]
fn a_client_at_the_desk_is_found_exactly_and_helped_that_day() {
    let demo = Demo::start();
    let (_, dossier) = aydin(&demo);
    let mut abdel = demo.login("abdel");
    assert_eq!(abdel.get(&format!("{dossier}/balie")).status, 404);
    let born = demo.client("kees").born.strftime("%d-%m-%Y").to_string();
    abdel.open("/vind").is(200);
    abdel
        .send("/vind", &[("surname", "van 't Wout"), ("born", &born)])
        .is(200);
    let claim = abdel.link("De cliënt staat aan de balie");
    abdel.open(&claim).is(200);
    abdel
        .fill(&claim, &[("why", "Een brief uitleggen.")])
        .is(422);
    let fields = [("present", "yes"), ("why", "Een brief uitleggen.")];
    abdel.send(&claim, &fields).is(200).says("Wout");
}
