//! Rule files of the organisation's own: read from a folder, adopted by two, and then what is asked, shown and answered goes by them.

use super::adopt::{holding, proof};
use crate::server::{Demo, Options};
use crate::support::{Place, own_rules, run, stderr, stdout};
use std::path::Path;

const ACCESS: &str = r#"{"question":"access","charter":"utrecht","on":"2026-11-21","act":"view","who":{"function":"professional","relation":"coordinator","declarations":["confidentiality"]},"coordinator_present":true,"substitute_present":true,"reason":null}"#;

/// The rules of the repository, but that of the coordinator lets in nobody.
fn closed(folder: &Path) -> String {
    own_rules(folder);
    let file = folder.join("utrecht/access.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let one = "id = \"coordinator\"\neffect = \"permit\"";
    assert!(text.contains(one));
    let closed = text.replace(one, "id = \"coordinator\"\neffect = \"say\"");
    std::fs::write(&file, closed).unwrap();
    folder.display().to_string()
}

#[test]
fn a_question_is_answered_by_the_rules_of_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let rules = closed(folder.path());
    let own = run(&["decide"], ACCESS);
    assert!(stdout(&own).contains(r#""outcome":"permitted""#));
    let asked = run(&["decide", "--rules", &rules], ACCESS);
    assert!(asked.status.success(), "{}", stderr(&asked));
    let answer = stdout(&asked);
    assert!(answer.contains(r#""outcome":"prohibited""#), "{answer}");
    let lines = run(&["decide", "--lines", "--rules", &rules], ACCESS);
    assert_eq!(stdout(&lines), answer);

    let nowhere = run(&["decide", "--rules", "/nowhere"], ACCESS);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(stderr(&nowhere).contains("the rules in /nowhere: "));
    let file = folder.path().join("utrecht/access.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(
        &file,
        text.replacen("effect = \"say\"", "effect = \"sya\"", 1),
    )
    .unwrap();
    let broken = run(&["decide", "--rules", &rules], ACCESS);
    assert_eq!(
        (broken.status.code(), stdout(&broken)),
        (Some(1), String::new())
    );
    assert!(
        stderr(&broken).starts_with("utrecht/access.toml:"),
        "{}",
        stderr(&broken)
    );
}

#[test]
fn an_organisation_goes_by_its_own_rule_files_once_two_people_adopted_them() {
    let mut demo = Demo::start();
    let answered = |demo: &Demo| demo.stranger().post_json("/v1/decisions", ACCESS).body;
    assert!(answered(&demo).contains(r#""outcome":"permitted""#));
    demo.stop();
    let folder = demo.beside().join("rules");
    let rules = closed(&folder);
    let config = demo.beside().join("regie.toml");
    std::fs::write(&config, format!("rules = \"{rules}\"\n")).unwrap();
    let config = config.display().to_string();
    let serve = |more: &[&str]| {
        let output = demo.place.run(&["serve", "--listen", "127.0.0.1:0"], more);
        assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
        stderr(&output)
    };
    let before = demo.verify();
    // Not adopted: nothing is served, whoever names the folder.
    for named in [&["--rules", &rules], &["--config", &config]] {
        let told = serve(named);
        for part in [
            format!("the rule files in {rules}"),
            format!("regie charter table --rules {rules}"),
            format!("regie ledger adopt --rules {rules}"),
        ] {
            assert!(told.contains(&part), "{part} in {told}");
        }
    }
    // Missing, or not sound: said in one line.
    let told = serve(&["--rules", "/nowhere"]);
    assert!(told.starts_with("regie: the rules in /nowhere: "), "{told}");
    let file = folder.join("kempen/access.toml");
    let right = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, right.replacen("subject =", "subjcet =", 1)).unwrap();
    let told = serve(&["--config", &config]);
    let says = format!("regie: the rules in {rules} are not sound: kempen/access.toml:");
    assert!(told.starts_with(&says), "{told}");
    let names = format!("`regie charter check --rules {rules}` names all that is wrong");
    assert!(told.contains(&names), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    std::fs::write(&file, right).unwrap();
    assert_eq!(demo.verify(), before, "not a line was written");

    let (administrator, officer) = (
        holding(&demo, "functional-administrator"),
        holding(&demo, "dpo"),
    );
    let files = [&administrator, &officer].map(|who| proof(&demo, who, 0).display().to_string());
    let adopted = demo.place.run(
        &["ledger", "adopt", "--rules", &rules],
        &[
            "--administrator",
            &administrator,
            "--officer",
            &officer,
            "--administrator-file",
            &files[0],
            "--officer-file",
            &files[1],
        ],
    );
    assert!(adopted.status.success(), "{}", stderr(&adopted));
    assert!(stdout(&adopted).contains("adopted under the charter `utrecht`, in line "));

    // What is asked over HTTP and what is seen on the pages go by the folder.
    demo.serve(&Options {
        rules: Some(folder.clone()),
        ..Options::default()
    });
    assert!(answered(&demo).contains(r#""outcome":"prohibited""#));
    let mut soraya = demo.login("soraya");
    soraya.open("/").is(200);
    let dossier = soraya.link("Aydın");
    soraya.get(&dossier).is(403);
    demo.stop();

    // One more change, and it waits for two people again.
    let file = folder.join("utrecht/charter.toml");
    let mut text = std::fs::read_to_string(&file).unwrap();
    text.push_str("# a word\n");
    std::fs::write(&file, text).unwrap();
    let told = demo.place.run(
        &["serve", "--listen", "127.0.0.1:0"],
        &["--config", &config],
    );
    assert!(stderr(&told).contains("were not adopted here yet"));
}

#[test]
fn what_the_program_does_by_itself_goes_by_the_folder_too() {
    let place = Place::new();
    let folder = tempfile::tempdir().unwrap();
    let rules = closed(folder.path());
    let config = folder.path().join("regie.conf");
    std::fs::write(&config, format!("rules = \"{rules}\"\n")).unwrap();
    let config = config.display().to_string();
    let made = place.init_with(&["--config", &config]);
    assert!(made.status.success(), "{}", stderr(&made));
    for command in [
        &["seed", "--dossiers", "1"][..],
        &["ledger", "checkpoint"],
        &["ledger", "replay"],
    ] {
        let without = place.run(command, &[]);
        assert_eq!(without.status.code(), Some(2), "{command:?}");
        assert!(
            stderr(&without).contains("not adopted here"),
            "{}",
            stderr(&without)
        );
        let with = place.run(command, &["--config", &config]);
        assert!(with.status.success(), "{command:?}: {}", stderr(&with));
    }
    let other = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charters");
    let other = other.display().to_string();
    let asked = place.run(
        &["ledger", "replay", "--rules", &other],
        &["--config", &config],
    );
    assert!(asked.status.success(), "{}", stderr(&asked));
    assert!(place.run(&["ledger", "verify"], &[]).status.success());
}
