//! `regie teams import`: a table of postcodes, whole or not at all.

use super::adopt::{holding, proof};
use crate::server::Demo;
use crate::support::{stderr, stdout};

#[test]
fn a_table_of_teams_is_taken_in_whole_or_not_at_all() {
    let mut demo = Demo::start();
    demo.stop();
    let administrator = holding(&demo, "functional-administrator");
    let officer = holding(&demo, "dpo");
    let table = demo.beside().join("buurtteams.csv");
    let import = |who: &str, text: &str, later: i64| {
        std::fs::write(&table, text).unwrap();
        let login = proof(&demo, who, later).display().to_string();
        let table = table.display().to_string();
        demo.place.run(
            &["teams", "import"],
            &[&table, "--login", who, "--login-file", &login],
        )
    };
    let wrong = import(&administrator, "3561;Overvecht\n35;Zuilen\n3562\n", 0);
    assert_eq!(wrong.status.code(), Some(1), "{}", stdout(&wrong));
    for said in [
        "buurtteams.csv:2: ",
        "buurtteams.csv:3: ",
        "nothing was changed",
    ] {
        assert!(stderr(&wrong).contains(said), "{}", stderr(&wrong));
    }
    let other = import(&officer, "3561;Overvecht\n", 0);
    assert_eq!(other.status.code(), Some(2), "{}", stdout(&other));
    assert!(stderr(&other).contains("functional administrator"));
    let right = import(
        &administrator,
        "postcode,team\n3561,Overvecht\n3526 AB,Kanaleneiland\n",
        0,
    );
    assert!(right.status.success(), "{}", stderr(&right));
    assert!(stdout(&right).contains("2 postcodes"), "{}", stdout(&right));
}
