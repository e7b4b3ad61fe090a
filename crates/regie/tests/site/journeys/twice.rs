//! A form sent once more after the program was started again.

use crate::browser::Browser;
use crate::server::{Demo, Options};

pub fn after_a_restart(demo: &mut Demo) {
    let (mut soraya, dossier) = super::dossier::aydin(demo);
    let here = format!("{dossier}/aantekeningen");
    soraya.open(&here).is(200);
    let mut sent = soraya.form(&here).fields;
    sent.retain(|(name, _)| name != "text");
    let with = |text: &str| {
        let mut fields = sent.clone();
        fields.push(("text".to_owned(), text.to_owned()));
        fields
    };
    soraya.post(&here, &with("De mentor bellen.")).is(303);
    demo.stop();
    demo.serve(&Options::default());
    let mut again = Browser::new(&demo.url);
    again.cookies.clone_from(&soraya.cookies);
    again.post(&here, &with("De mentor bellen.")).is(303);
    again
        .post(&here, &with("De huisarts bellen."))
        .is(422)
        .says("met andere woorden")
        .says("De huisarts bellen.");
    let page = again.open(&here).is(200).hides("De huisarts bellen.");
    assert_eq!(page.body.matches("De mentor bellen.").count(), 1);
}
