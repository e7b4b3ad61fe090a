//! A document that must be kept itself: put in after the offer of the conclusion, read by the client, and taken out when it is no longer needed.

use super::dossier::aydin;
use crate::browser::Browser;
use crate::server::Demo;
use data_encoding::{BASE64, BASE64_NOPAD};

/// What the document is called, why it is kept, and why another one went; each must be found nowhere but on pages.
pub const TITLE: &str = "Verslag van de schoolarts";
pub const WHY: &str = "De rechter vroeg het hele verslag op.";
pub const AGAIN: &str = "De uitspraak is er en noemt het verslag.";
/// The name the file had where it came from.
const NAME: &str = "zeynep-slaaponderzoek.pdf";
/// What stands in the file.
const CONTENT: &str = "Uit het onderzoek van de schoolarts: Zeynep slaapt vier uur per nacht.";

pub use regie_testkit::paper::PNG as PHOTO;

fn file() -> Vec<u8> {
    regie_testkit::paper::pdf(CONTENT)
}

/// What would be found of the file where it should not be: its name, its words, and its words as they are stored before they are sealed.
pub fn parts() -> Vec<String> {
    let stored = BASE64.encode(&file());
    // Taken out of their place, words have three ways to stand in Base64.
    let shifted = (0..3).map(|skip| BASE64_NOPAD.encode(&CONTENT.as_bytes()[skip..skip + 30]));
    let whole = [NAME.to_owned(), CONTENT.to_owned(), stored];
    whole.into_iter().chain(shifted).collect()
}

/// Puts a document about Zeynep alone in, and gives its address.
pub fn put_in(soraya: &mut Browser, dossier: &str, title: &str, file: &[u8]) -> String {
    soraya.open(&format!("{dossier}/document")).is(200);
    let form = soraya.link_to(&format!("{dossier}/document/nieuw"));
    soraya.open(&form).is(200);
    let person = soraya.form(&form).choices("person")[0].to_owned();
    let label = [
        ("text", title),
        ("person", person.as_str()),
        ("others", "no"),
        ("source", "third-party"),
        ("source_name", "De schoolarts"),
        ("statement", "other-view"),
        ("kind", "what"),
        ("category", "education-or-work"),
        ("motive", "De vraag gaat over school."),
        ("excerpt", WHY),
        ("purpose", "support"),
        ("law", "jeugdwet"),
        ("basis", "Jeugdwet 7.3.8"),
        ("need", "Zonder het verslag gaat de zaak niet door."),
        ("moment", "later"),
        ("readers", "involved"),
        ("review_on", ""),
    ];
    // Something is wrong first: what was typed is kept, and the file is asked once more.
    let wrong = soraya
        .fill_with_file(&form, &label, (NAME, file))
        .is(422)
        .says("Kies het bestand nog een keer");
    drop(wrong);
    assert_eq!(soraya.form(&form).value("excerpt"), Some(WHY));
    let sent = soraya.fill_with_file(&form, &[("review_on", &next_month())], (NAME, file));
    let to = sent.is(303).header("location").to_owned();
    let id = to.split_once("#document-").unwrap().1;
    format!("{dossier}/document/{id}")
}

fn next_month() -> String {
    let day = jiff::Zoned::now()
        .date()
        .saturating_add(jiff::Span::new().days(30));
    day.strftime("%d-%m-%Y").to_string()
}

pub fn kept_read_and_taken_out(demo: &Demo) {
    let (mut soraya, dossier) = aydin(demo);
    let document = put_in(&mut soraya, &dossier, TITLE, &file());
    soraya
        .open(&dossier)
        .is(200)
        .says(TITLE)
        .says(WHY)
        .hides(NAME);
    let shown = soraya.get(&document).is(200);
    assert!(shown.body.contains(CONTENT));
    assert_eq!(shown.header("cache-control"), "no-store");
    let mut abdel = demo.login("abdel");
    let refused = abdel.get(&document).is(403);
    assert!(!refused.body.contains(CONTENT) && !refused.body.contains(TITLE));

    // Zeynep reads it, and sees that it was put in and looked at.
    let mut zeynep = demo.login("zeynep");
    zeynep.open("/").is(200);
    zeynep
        .click("Lees wat er staat")
        .is(200)
        .says(TITLE)
        .hides("De schoolarts");
    let mine = zeynep.link("Bekijk het document");
    assert!(zeynep.get(&mine).is(200).body.contains(CONTENT));
    let own = mine.split("/document/").next().unwrap();
    zeynep
        .open(&format!("{own}/wie-keek"))
        .is(200)
        .says("voegde een document toe")
        .says("bekeek een document");
    // Somebody else's child is somebody else's.
    let mut kees = demo.login("kees");
    kees.get(&mine).is(404);

    // Another one is put in and taken out again.
    let other = put_in(&mut soraya, &dossier, TITLE, &file());
    let again = format!("{other}/opnieuw");
    soraya.open(&again).is(200).says(TITLE);
    soraya.fill(&again, &[("answer", "out")]).is(422);
    soraya
        .send(&again, &[("answer", "out"), ("because", AGAIN)])
        .is(200)
        .says("Het document is weg");
    soraya.get(&other).is(404);
    soraya.get(&document).is(200);
}
