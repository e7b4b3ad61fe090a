//! Asking the decisions of the ledger again after people worked.

use crate::server::Demo;
use crate::support::{own_rules, stdout};

pub fn as_it_was_and_under_changed_rules(demo: &mut Demo) {
    super::dossier::opened_refused_and_recorded(demo);
    demo.stop();
    let same = demo.place.run(&["ledger", "replay"], &["--json"]);
    assert!(same.status.success(), "{}", stdout(&same));
    let report: serde_json::Value = serde_json::from_str(stdout(&same).trim()).unwrap();
    // Looks and changes of staff, a client's visit, the refusal of a colleague.
    assert!(report["asked"].as_u64().unwrap() > 5, "{report}");
    assert!(report["nothing_asked"].as_u64().unwrap() > 5, "{report}");
    assert_eq!(report["other_files"], 0, "{report}");
    for none in ["otherwise", "by_other_rules"] {
        assert_eq!(report[none], serde_json::json!([]), "{report}");
    }

    // The same rules, but that of the coordinator let in nobody.
    let rules = demo.beside().join("rules");
    own_rules(&rules);
    let file = rules.join("utrecht/access.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let one = "id = \"coordinator\"\neffect = \"permit\"";
    assert!(text.contains(one));
    std::fs::write(
        &file,
        text.replace(one, "id = \"coordinator\"\neffect = \"say\""),
    )
    .unwrap();
    let rules = rules.display().to_string();
    let changed = demo.place.run(&["ledger", "replay"], &["--rules", &rules]);
    assert_eq!(changed.status.code(), Some(1), "{}", stdout(&changed));
    let text = stdout(&changed);
    assert!(
        text.contains("view-dossier under utrecht: permitted then, prohibited now"),
        "{text}"
    );
    // What was asked, and about whom, is in no report.
    assert!(!text.contains("Aydın") && !text.contains("born"), "{text}");
}
