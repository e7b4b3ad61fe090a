//! Nothing about anybody in what the program prints, however much it is asked to print.

use crate::bad_days::Held;
use crate::journeys;
use crate::seeded::{needles, nowhere};
use crate::server::{Demo, Options};

#[test]
fn no_name_number_address_password_or_token_is_ever_printed() {
    let mut demo = Demo::with(Options {
        log: Some("trace"),
        ..Options::default()
    });
    journeys::all(&demo);
    journeys::dossier::unknown_and_not_yours(&demo);
    let mut wrong = demo.stranger();
    wrong.get("/inloggen/wachtwoord").is(200);
    wrong
        .fill(
            "/inloggen",
            &[
                ("login", "Zeynep Aydın"),
                ("password", "Regenboogdreef 118"),
            ],
        )
        .is(422);
    wrong.get("/mijn?naam=Zeynep%20Ayd%C4%B1n");
    // Trouble is what the program prints about; some is made.
    let (mut soraya, dossier) = journeys::dossier::aydin(&demo);
    let held = Held::database(&demo);
    soraya.get(&dossier).is(503);
    drop(held);
    demo.stop();
    // The line with everybody's login is what `--json` is asked for.
    let printed: Vec<String> = demo
        .printed()
        .lines()
        .filter(|line| !line.starts_with("{\"url\""))
        .map(str::to_owned)
        .collect();
    assert!(
        printed.iter().any(|line| line.contains("ERROR")),
        "nothing was printed: {printed:?}"
    );
    nowhere(
        &needles(&demo),
        printed.join("\n").as_bytes(),
        "the log",
        true,
    );
}
