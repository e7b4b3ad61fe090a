//! `regie backup`: taken beside a program that serves, whole or none, and the key store's no older than 35 days.

use crate::seeded::{needles, nowhere};
use crate::server::Demo;
use crate::support::{Place, regie, run, stderr, stdout};
use regie::backup::{Kept, Manifest};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

/// A folder for backups, with the key that opens them.
pub struct Backups {
    pub folder: tempfile::TempDir,
}

impl Backups {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = Self { folder };
        let output = run(&["keys", "pair", &made.at("key"), &made.at("pub")], "");
        assert!(output.status.success(), "{}", stderr(&output));
        made
    }

    pub fn at(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    pub fn of(&self, kept: Kept) -> PathBuf {
        self.folder.path().join("backup").join(kept.word())
    }

    /// Backs a place up.
    pub fn take(&self, place: &Place) -> Output {
        let command = ["backup", &self.at("backup"), "--recipient", &self.at("pub")];
        place.run(&command, &[])
    }

    /// The same; it has to succeed. Gives both manifests.
    pub fn taken(&self, place: &Place) -> [Manifest; 2] {
        let output = self.take(place);
        assert!(output.status.success(), "{}", stderr(&output));
        [Kept::Content, Kept::Keys].map(|kept| {
            let mut all = Manifest::all(&self.of(kept), kept).unwrap();
            all.pop().unwrap().1
        })
    }

    /// Puts it back somewhere.
    pub fn put_back(&self, to: &Place, more: &[&str]) -> Output {
        let command = ["restore", &self.at("backup"), "--identity", &self.at("key")];
        to.run(&command, more)
    }
}

pub fn files(folder: &Path) -> Vec<String> {
    let all = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = all
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn it_is_taken_while_the_desk_serves_and_put_back_whole() {
    let mut demo = Demo::start();
    let mut desk = demo.login("soraya");
    desk.get("/").is(200);
    let backups = Backups::new();
    let [content, keys] = backups.taken(&demo.place);
    // Whoever works, works on.
    desk.get("/").is(200);
    let head = content.head.clone().unwrap();
    assert!(demo.verify() >= head.line);
    assert_eq!(content.rows["line"], u64::try_from(head.line).unwrap());
    assert!(content.rows["record"] > 100 && keys.rows["data_key"] > 50);
    assert!(!content.rows.contains_key("session"));

    // Nothing of anybody can be read in it without the key, and the controller's key is not in it with the key.
    let mut all = needles(&demo);
    let secret = std::fs::read_to_string(demo.place.path().join("controller.key")).unwrap();
    all.push(crate::seeded::Needle {
        what: "the controller's key",
        text: secret,
    });
    for kept in [Kept::Content, Kept::Keys] {
        for name in files(&backups.of(kept)) {
            let bytes = std::fs::read(backups.of(kept).join(&name)).unwrap();
            nowhere(&all, &bytes, &name, false);
        }
    }

    let elsewhere = Place::new();
    let live = demo.place.path().display().to_string();
    let output = backups.put_back(&elsewhere, &["--live-keys", &live]);
    assert!(
        output.status.success(),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
    let said = stdout(&output);
    assert!(
        said.contains(&format!("up to line {}", head.line)),
        "{said}"
    );
    assert!(said.contains("intact: "), "{said}");
    assert!(!said.contains("destroyed again"), "{said}");
    // One line more than was backed up, which says that it was put back, and the signed head.
    let output = elsewhere.run(&["ledger", "verify"], &["--json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(report["problem"], serde_json::Value::Null);
    assert_eq!(report["lines"], head.line + 2);
    assert!(report["checkpoints"].as_u64().unwrap() >= 1);

    // Not over anything that is there.
    let before = elsewhere.run(&["ledger", "verify"], &["--json"]);
    let output = backups.put_back(&elsewhere, &["--live-keys", &live]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("is not empty"),
        "{}",
        stderr(&output)
    );
    let after = elsewhere.run(&["ledger", "verify"], &["--json"]);
    assert_eq!(stdout(&before), stdout(&after));
    demo.stop();
}

#[test]
fn what_is_not_whole_or_was_changed_is_told_and_not_put_back() {
    let place = Place::new();
    assert!(place.init().status.success());
    let backups = Backups::new();
    let [content, keys] = backups.taken(&place);
    let live = place.path().display().to_string();
    let (content_at, keys_at) = (backups.of(Kept::Content), backups.of(Kept::Keys));
    let sealed = content_at.join(&content.file);
    let whole = std::fs::read(&sealed).unwrap();
    let manifest_at = sealed.with_extension("json");
    let manifest = std::fs::read_to_string(&manifest_at).unwrap();
    let refused = |told: &str, code: i32| {
        let elsewhere = Place::new();
        let output = backups.put_back(&elsewhere, &["--live-keys", &live]);
        assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
        assert!(
            stderr(&output).contains(told),
            "{told}: {}",
            stderr(&output)
        );
        let output = elsewhere.run(&["ledger", "verify"], &[]);
        assert!(!stdout(&output).contains("intact: "), "{told}");
    };
    let mut changed = whole.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    std::fs::write(&sealed, &changed).unwrap();
    refused("its digest is another", 1);
    std::fs::write(&sealed, &whole[..whole.len() - 20]).unwrap();
    refused("another length", 1);
    // A manifest that was made to fit does not help: what is sealed vouches for itself.
    let mut hash = regie::backup::Hashed::of(std::io::sink());
    std::io::Write::write_all(&mut hash, &changed).unwrap();
    std::fs::write(&sealed, &changed).unwrap();
    let fitted = manifest.replace(&content.sealed, &hash.hex());
    std::fs::write(&manifest_at, fitted).unwrap();
    refused("", 2);
    std::fs::write(&sealed, &whole).unwrap();
    std::fs::write(
        &manifest_at,
        manifest.replace(&content.plain, &content.sealed),
    )
    .unwrap();
    refused("not what its manifest says", 1);
    std::fs::remove_file(&manifest_at).unwrap();
    refused("no backup of the content is there", 2);
    std::fs::write(&manifest_at, &manifest).unwrap();

    // With another private key it does not open.
    let other = Backups::new();
    let elsewhere = Place::new();
    let output = elsewhere.run(
        &[
            "restore",
            &backups.at("backup"),
            "--identity",
            &other.at("key"),
        ],
        &["--live-keys", &live],
    );
    assert!(stderr(&output).contains("cannot be opened with this private key"));
    // The key store's backup is not the content's.
    std::fs::copy(keys_at.join(&keys.file), &sealed).unwrap();
    assert!(
        backups
            .put_back(&Place::new(), &["--live-keys", &live])
            .status
            .code()
            == Some(1)
    );
    // Without the controller's key nothing is begun.
    std::fs::write(&sealed, &whole).unwrap();
    let output = backups.put_back(&Place::new(), &[]);
    assert!(
        stderr(&output).contains("regie keys recover"),
        "{}",
        stderr(&output)
    );
    // And no key, no backup.
    let output = place.run(&["backup", &backups.at("none")], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("--recipient"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn killed_at_any_moment_it_is_no_backup_and_the_next_one_is() {
    let place = Place::new();
    let output = place.run(
        &["init"],
        &["--admin", "beheer", "--password-file", &password(&place)],
    );
    assert!(output.status.success(), "{}", stderr(&output));
    let output = place.run(&["seed", "--dossiers", "60"], &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    let backups = Backups::new();
    let started = std::time::Instant::now();
    let _ = backups.taken(&place);
    let whole = started.elapsed();
    let (mut cut, mut parts) = (0, 0);
    for round in 0..24u32 {
        let before = manifests(&backups);
        let mut child = regie()
            .args([
                "backup",
                &backups.at("backup"),
                "--recipient",
                &backups.at("pub"),
            ])
            .args(place.arguments())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * round / 24);
        child.kill().unwrap();
        child.wait().unwrap();
        cut += u32::from(manifests(&backups) < before + 2);
        for kept in [Kept::Content, Kept::Keys] {
            let folder = backups.of(kept);
            parts += files(&folder)
                .iter()
                .filter(|n| n.ends_with(".part"))
                .count();
            // What says that it is a backup is one.
            for (_, manifest) in Manifest::all(&folder, kept).unwrap() {
                let _ = manifest.whole(&folder).unwrap();
            }
        }
        let verified = place.run(&["ledger", "verify"], &[]);
        assert!(verified.status.success(), "{}", stdout(&verified));
    }
    assert!(cut > 0 && parts > 0, "it was never killed in the middle");
    let [content, _] = backups.taken(&place);
    for kept in [Kept::Content, Kept::Keys] {
        let left = files(&backups.of(kept));
        assert!(!left.iter().any(|name| name.ends_with(".part")), "{left:?}");
    }
    let elsewhere = Place::new();
    let live = place.path().display().to_string();
    let output = backups.put_back(&elsewhere, &["--live-keys", &live]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains(&format!("of {}", content.made)));
}

fn password(place: &Place) -> String {
    let file = place.path().join("password.txt");
    std::fs::write(&file, "zeven groene fietsen\n").unwrap();
    file.display().to_string()
}

fn manifests(backups: &Backups) -> usize {
    let of = |kept| Manifest::all(&backups.of(kept), kept).unwrap().len();
    of(Kept::Content) + of(Kept::Keys)
}

#[test]
fn a_backup_of_the_key_store_goes_after_thirty_five_days_and_the_contents_stays() {
    let place = Place::new();
    assert!(place.init().status.success());
    let backups = Backups::new();
    let _ = backups.taken(&place);
    let days_ago = |days: i64| {
        let then = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * days);
        format!("{}000Z", then.strftime("%Y%m%dT%H%M%S"))
    };
    let aged = |kept: Kept, days: i64| {
        let folder = backups.of(kept);
        for name in files(&folder) {
            if let Some((_, end)) = name.split_once("Z.") {
                let aged = format!("{}-{}.{end}", kept.word(), days_ago(days));
                std::fs::copy(folder.join(&name), folder.join(aged)).unwrap();
            }
        }
    };
    for days in [34, 36, 400] {
        aged(Kept::Keys, days);
    }
    aged(Kept::Content, 400);
    // What has no name of a backup is somebody else's.
    let own = ["keys-mine.age", "keys.txt"];
    for name in own {
        std::fs::write(backups.of(Kept::Keys).join(name), "x").unwrap();
    }
    let output = backups.take(&place);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("removed: "), "{}", stdout(&output));
    let keys = files(&backups.of(Kept::Keys));
    let of_keys = |days: i64| {
        keys.iter()
            .filter(|n| n.contains(&days_ago(days)[..8]))
            .count()
    };
    assert_eq!((of_keys(36), of_keys(400)), (0, 0), "{keys:?}");
    assert!(of_keys(34) >= 2 && of_keys(0) >= 4, "{keys:?}");
    assert!(own.iter().all(|own| keys.iter().any(|name| name == own)));
    let content = files(&backups.of(Kept::Content));
    assert!(
        content.iter().any(|n| n.contains(&days_ago(400)[..8])),
        "{content:?}"
    );
}

#[test]
fn two_do_not_make_one_at_once_and_the_configuration_says_where() {
    let place = Place::new();
    assert!(place.init().status.success());
    let backups = Backups::new();
    let apart = backups.at("apart");
    let config = backups.at("regie.toml");
    let text = format!(
        "[backup]\nrecipient = \"{}\"\nkeys = \"{apart}\"\n",
        backups.at("pub")
    );
    std::fs::write(&config, text).unwrap();
    let take = || place.run(&["backup", &backups.at("backup")], &["--config", &config]);
    let output = take();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!backups.of(Kept::Keys).exists());
    assert_eq!(
        Manifest::all(Path::new(&apart), Kept::Keys).unwrap().len(),
        1
    );
    let lock = std::fs::File::create(backups.of(Kept::Content).join("backup.lock")).unwrap();
    lock.lock().unwrap();
    let output = take();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("making a backup"),
        "{}",
        stderr(&output)
    );
    drop(lock);
    std::thread::sleep(Duration::from_millis(5));
    assert!(take().status.success());
}
