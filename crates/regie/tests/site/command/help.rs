//! Every command shows an example, and every example works when it is pasted.

use crate::support::{Place, regie, run, stderr, stdout};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

/// Every command with its subcommands, as its help lists them; the program itself first.
fn commands() -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut waiting = vec![Vec::new()];
    while let Some(command) = waiting.pop() {
        let lines = help(&command);
        let listed = lines
            .lines()
            .skip_while(|line| *line != "Commands:")
            .skip(1)
            .take_while(|line| !line.is_empty());
        for line in listed {
            let name = line.split_whitespace().next().unwrap();
            if name != "help" {
                waiting.push([command.clone(), vec![name.to_owned()]].concat());
            }
        }
        all.push(command);
    }
    all
}

fn help(command: &[String]) -> String {
    let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
    arguments.push("--help");
    let output = run(&arguments, "");
    assert!(output.status.success(), "{command:?}");
    stdout(&output)
}

/// The lines of a help text that can be pasted.
fn examples(text: &str) -> Vec<String> {
    text.lines()
        .skip_while(|line| !line.starts_with("Example"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .map(|line| line.trim().to_owned())
        .collect()
}

#[test]
fn the_help_of_every_command_shows_an_example_of_it() {
    let all = commands();
    assert!(all.len() >= 21, "{all:?}");
    for command in all {
        let text = help(&command);
        let name = [vec!["regie".to_owned()], command].concat().join(" ");
        let shown = examples(&text);
        assert!(
            shown.iter().any(|line| line.starts_with(&name)),
            "{name}: {text}"
        );
    }
}

#[test]
fn the_exit_codes_are_told_and_wrong_arguments_are_2() {
    let text = help(&[]);
    for line in [
        "  0  done",
        "  1  looked at, and it is not as it should be",
        "  2  not done",
    ] {
        assert!(text.contains(line), "{text}");
    }
    for (arguments, told) in [
        (&["ledger", "verify"][..], "<--data <DIR>|--database <URL>>"),
        (
            &["ledger", "verify", "--data", "a", "--database", "b"],
            "cannot be used with",
        ),
        (
            &["serve", "--data", "/nowhere", "--listen", "8700"],
            "--listen",
        ),
        (&["serv"], "serve"),
        (&["charter", "diff", "utrecht"], "<B>"),
        (
            &["charter", "diff", "utrecht", "amsterdam"],
            "utrecht-zuidoost, kempen",
        ),
        (&["charter", "table", "--on", "gisteren"], "YYYY-MM-DD"),
        (
            &["charter", "table", "--charter", "amsterdam"],
            "utrecht-zuidoost, kempen",
        ),
        (
            &["charter", "check", "--rules", "/nowhere"],
            "the rules in /nowhere",
        ),
        (
            &["charter", "explain", "disclosure.consent"],
            "\n  utrecht.disclosure.consent\n",
        ),
        (&["charter", "explain", "onzin"], "regie decide"),
        (
            &["demo", "--charter", "amsterdam"],
            "utrecht-zuidoost, kempen",
        ),
        (&["demo", "--listen", "0.0.0.0:0"], "loopback"),
    ] {
        let output = run(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            stderr(&output).contains(told),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert_eq!(stdout(&output), "", "{arguments:?}");
    }
}

/// What stands in the examples, and where this test has it.
fn moved(line: &str, place: &Place, here: &Path) -> String {
    let free = || {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        free.local_addr().unwrap().to_string()
    };
    // First the folder that this test may be in itself.
    let mut line = line.replace("/tmp/", &format!("{}/", here.display()));
    line = line.replace("/var/lib/regie", &here.join("regie").display().to_string());
    if let Some(url) = &place.database {
        line = line.replace("postgres://regie@db.internal/regie", url);
    }
    for folder in ["/root", "/etc", "/media/dpo", "/srv"] {
        line = line.replace(&format!("{folder}/"), &format!("{}/", here.display()));
    }
    for fixed in ["127.0.0.1:8700", "127.0.0.1:8701"] {
        line = line.replace(fixed, &free());
    }
    if line.starts_with("regie demo") && !line.contains("--listen") {
        line.push_str(&format!(" --listen {}", free()));
    }
    line
}

#[test]
fn every_example_works_when_it_is_pasted() {
    let place = Place::new();
    let beside = tempfile::tempdir().unwrap();
    let here = beside.path();
    let question = r#"{"question":"consent","charter":"utrecht","on":"2026-11-21","subject":{"born":"2012-05-01","can_weigh":true,"represented_by":[]},"data":["health"]}"#;
    for (file, text) in [
        ("beheer.txt", "zeven groene fietsen\n"),
        ("regie.toml", "glass_hours = 8\n"),
        ("question.json", question),
        ("questions.jsonl", question),
    ] {
        std::fs::write(here.join(file), text).unwrap();
    }
    std::fs::write(here.join("mijn-gegevens.zip"), super::import::archive()).unwrap();
    let proof = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/proof-example.json");
    std::fs::copy(proof, here.join("proof-who-looked.json")).unwrap();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charters");
    std::os::unix::fs::symlink(rules.canonicalize().unwrap(), here.join("charters")).unwrap();
    let mut lines: Vec<String> = commands().iter().flat_map(|c| examples(&help(c))).collect();
    lines.sort();
    lines.dedup();
    // What makes comes before what looks; a checkpoint before it is verified against, a backup before it is put back.
    let first = |line: &String| match line {
        line if line.starts_with("regie init") => 0,
        line if line.starts_with("regie ledger checkpoint") => 1,
        line if line.starts_with("regie keys pair") => 2,
        line if line.starts_with("regie keys split") => 3,
        // Both stores in one folder first, which is where they are put back from.
        line if line.starts_with("regie backup") => 4,
        line if line.starts_with("regie keys recover") => 5,
        line if line.starts_with("regie restore") => 6,
        _ => 7,
    };
    lines.sort_by_key(first);
    let mut ran = 0;
    for line in lines {
        // Two people with a code each: see `adopt`. Measuring a million lines takes long, and is what `bench` is tested for by hand.
        let long = line.starts_with("regie ledger adopt")
            || ((line.starts_with("regie import") || line.starts_with("regie teams"))
                && line.contains("--login"))
            || (line.starts_with("regie bench") && !line.contains("decide"));
        if long || (line.contains("postgres://") && place.database.is_none()) {
            continue;
        }
        let line = if line.contains("--dossiers 10000 ") {
            line.replace("10000", "20")
        } else {
            line
        };
        let pasted = moved(&line, &place, here);
        let program = Path::new(env!("CARGO_BIN_EXE_regie")).parent().unwrap();
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
        let mut shell = Command::new("sh");
        shell.env_remove("REGIE_KEYS").env("REGIE_LOG", "info");
        // The shell becomes the program, so that ending it ends the program.
        shell
            .args(["-c", &format!("exec {pasted}")])
            .current_dir(here)
            .env("PATH", path);
        if line.starts_with("regie demo") || line.starts_with("regie serve") {
            serves(shell, &pasted, here);
        } else {
            let output = shell.output().unwrap();
            assert!(
                output.status.success(),
                "{pasted}: {}{}",
                stdout(&output),
                stderr(&output)
            );
        }
        ran += 1;
    }
    assert!(ran >= 20, "{ran}");
}

/// Starts what goes on until it is stopped; it has to say where it is.
fn serves(mut shell: Command, pasted: &str, here: &Path) {
    let said = here.join("said.txt");
    let out = std::fs::File::create(&said).unwrap();
    let mut child = shell
        .stdout(out.try_clone().unwrap())
        .stderr(out)
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    loop {
        let text = std::fs::read_to_string(&said).unwrap();
        if text.contains("http://127.0.0.1") || text.contains("serving") {
            break;
        }
        assert!(child.try_wait().unwrap().is_none(), "{pasted}: {text}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let kill = format!("kill -TERM {}", child.id());
    let told = Command::new("sh").args(["-c", &kill]).status();
    assert!(told.unwrap().success());
    assert!(child.wait().unwrap().success(), "{pasted}");
}

#[test]
fn the_version_is_told() {
    let output = regie().arg("--version").output().unwrap();
    assert!(stdout(&output).starts_with("regie "));
}
