//! The program, serving: started on a place of its own, ended when dropped, and verified then.

use crate::browser::Browser;
use crate::support::{Place, regie, stderr, stdout};
use jiff::civil::Date;
use regie_testkit::{Household, Neighbourhood, Person as Someone};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::Duration;

/// Somebody the demo printed.
#[derive(Clone, Debug)]
pub struct Person {
    pub password: String,
    pub totp: String,
    /// The page its card leads to, and how the heading there begins.
    pub page: String,
    pub heading: String,
}

/// How the demo is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What REGIE_LOG is set to; `warn` by default.
    pub log: Option<&'static str>,
    /// Blocks of 512 bytes no file may grow beyond.
    pub file_blocks: Option<u64>,
    /// The charter, by its word; when left out that of the place, or `utrecht`.
    pub charter: Option<&'static str>,
    /// A folder of rules in the place of those of the program.
    pub rules: Option<PathBuf>,
}

/// The demo's neighbourhood, served.
pub struct Demo {
    pub place: Place,
    pub url: String,
    pub people: BTreeMap<String, Person>,
    /// The day it was filled, in the Netherlands.
    pub today: Date,
    child: Option<Child>,
    out: PathBuf,
    outside: tempfile::TempDir,
    /// Whether the ledger is verified when it is dropped.
    pub verified: bool,
}

impl Demo {
    /// Fills a place and serves it.
    pub fn start() -> Self {
        Self::with(Options::default())
    }

    /// The same, started in another way.
    pub fn with(options: Options) -> Self {
        let outside = tempfile::tempdir().unwrap();
        let mut demo = Self {
            place: Place::new(),
            url: String::new(),
            people: BTreeMap::new(),
            today: jiff::Timestamp::now()
                .in_tz("Europe/Amsterdam")
                .unwrap()
                .date(),
            child: None,
            out: outside.path().join("printed.txt"),
            outside,
            verified: true,
        };
        demo.serve(&options);
        demo
    }

    /// A folder beside the demo's, for what a test keeps.
    pub fn beside(&self) -> &std::path::Path {
        self.outside.path()
    }

    /// Everybody it was filled with, household by household; the same that `regie demo` lays.
    pub fn households(&self) -> Vec<Household> {
        let neighbourhood = Neighbourhood::new(2026, self.today);
        let more = (0..40).map(|i| neighbourhood.household(10_000 + i));
        neighbourhood.demo().into_iter().chain(more).collect()
    }

    /// The client who logs in so.
    pub fn client(&self, login: &str) -> Someone {
        let all = self.households().into_iter().flat_map(|h| h.members);
        all.into_iter()
            .find(|m| m.login.as_deref() == Some(login))
            .unwrap()
    }

    fn arguments(&self, options: &Options) -> Vec<String> {
        let mut arguments = vec![
            "demo".to_owned(),
            "--data".to_owned(),
            self.place.path().display().to_string(),
        ];
        if let Some(url) = &self.place.database {
            arguments.extend(["--database".to_owned(), url.clone()]);
        }
        if let Some(charter) = options.charter {
            arguments.extend(["--charter", charter].map(str::to_owned));
        }
        if let Some(rules) = &options.rules {
            arguments.extend(["--rules".to_owned(), rules.display().to_string()]);
        }
        arguments.extend(["--listen", "127.0.0.1:0", "--json"].map(str::to_owned));
        arguments
    }

    /// Starts the program on this place, filled or not, and waits until it says where it is.
    pub fn serve(&mut self, options: &Options) {
        assert!(self.child.is_none(), "it is served already");
        let printed = File::options()
            .create(true)
            .append(true)
            .open(&self.out)
            .unwrap();
        let before = std::fs::read_to_string(&self.out).unwrap().len();
        let mut command = match options.file_blocks {
            None => {
                let mut command = regie();
                command.args(self.arguments(options));
                command
            }
            // Without the signal, writing beyond the limit is an ordinary error, as on a full disk.
            Some(blocks) => {
                let mut command = Command::new("sh");
                let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
                command
                    .args(["-c", &script, env!("CARGO_BIN_EXE_regie")])
                    .args(self.arguments(options));
                command.env_remove("REGIE_KEYS");
                command
            }
        };
        command
            .env("REGIE_LOG", options.log.unwrap_or("warn"))
            .env("RUST_BACKTRACE", "1");
        let mut child = command
            .stdout(printed.try_clone().unwrap())
            .stderr(printed)
            .spawn()
            .unwrap();
        let line = loop {
            let all = std::fs::read_to_string(&self.out).unwrap();
            let new = all.get(before..).unwrap_or_default();
            if let Some(line) = new
                .split_inclusive('\n')
                .find(|l| l.starts_with("{\"url\"") && l.ends_with('\n'))
            {
                break line.to_owned();
            }
            if let Some(status) = child.try_wait().unwrap() {
                panic!("the demo stopped with {status}: {new}");
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        let said: serde_json::Value = serde_json::from_str(&line).unwrap();
        self.url = said["url"].as_str().unwrap().to_owned();
        let text = |person: &serde_json::Value, key: &str| person[key].as_str().unwrap().to_owned();
        self.people = said["people"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| {
                (
                    text(p, "login"),
                    Person {
                        password: text(p, "password"),
                        totp: text(p, "totp"),
                        page: text(p, "page"),
                        heading: text(p, "heading"),
                    },
                )
            })
            .collect();
        self.child = Some(child);
    }

    /// Everything it printed so far, over all its starts.
    pub fn printed(&self) -> String {
        std::fs::read_to_string(&self.out).unwrap()
    }

    /// Ends it as a service manager would, and waits until it has.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let told = Command::new("sh")
                .args(["-c", &format!("kill -TERM {}", child.id())])
                .status();
            assert!(told.unwrap().success());
            let status = child.wait().unwrap();
            assert!(
                status.success(),
                "it ended with {status}: {}",
                self.printed()
            );
        }
    }

    /// Ends it as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Somebody in front of a fresh browser.
    pub fn stranger(&self) -> Browser {
        Browser::new(&self.url)
    }

    /// Somebody who pressed a button of the demo's login page.
    pub fn login(&self, login: &str) -> Browser {
        let mut browser = self.stranger();
        browser.get("/inloggen").is(200);
        let form = browser
            .forms()
            .into_iter()
            .find(|f| f.buttons.iter().any(|b| b.value == login));
        let mut fields = form
            .unwrap_or_else(|| panic!("no button for {login}"))
            .fields;
        fields.push(("login".to_owned(), login.to_owned()));
        browser.post("/inloggen/demo", &fields).is(303);
        assert!(browser.has_session(), "{login} is not logged in");
        browser
    }

    /// Somebody who logged in with password and code.
    pub fn login_by_password(&self, login: &str) -> Browser {
        let person = &self.people[login];
        let mut browser = self.stranger();
        browser.get("/inloggen/wachtwoord").is(200);
        browser
            .fill(
                "/inloggen",
                &[("login", login), ("password", &person.password)],
            )
            .to("/inloggen/code");
        browser.get("/inloggen/code").is(200);
        assert!(!browser.has_session(), "a password alone opens nothing");
        let code =
            regie_casework::guard::totp_code(&person.totp, jiff::Timestamp::now().as_millisecond())
                .unwrap();
        browser.fill("/inloggen/code", &[("code", &code)]).to("/");
        assert!(browser.has_session(), "{login} is not logged in");
        browser
    }

    /// Verifies the ledger; it must be intact. Gives the number of lines.
    pub fn verify(&self) -> i64 {
        let output = self.place.run(&["ledger", "verify"], &["--json"]);
        assert!(
            output.status.success(),
            "{} {}",
            stdout(&output),
            stderr(&output)
        );
        let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        assert_eq!(report["problem"], serde_json::Value::Null);
        report["lines"].as_i64().unwrap()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.kill();
            let printed = self.printed();
            let people = printed.lines().filter(|l| !l.starts_with("{\"url\""));
            let last: Vec<&str> = people.collect();
            eprintln!(
                "the program said:\n{}",
                last[last.len().saturating_sub(40)..].join("\n")
            );
            return;
        }
        self.stop();
        if self.verified {
            self.verify();
        }
    }
}
