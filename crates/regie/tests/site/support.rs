//! Running the program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program, with nothing of the caller's environment that could change what it does.
pub fn regie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_regie"));
    command.env_remove("REGIE_KEYS").env("REGIE_LOG", "warn");
    command
}

/// Runs it with these arguments and this input.
pub fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = regie()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may stop before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// The program, run by a user to whom permissions apply. Root becomes nobody for it; where that cannot be, it says so and gives `None`.
pub fn as_nobody() -> Option<impl Fn() -> Command> {
    let id = Command::new("id").arg("-u").output().unwrap();
    let root = stdout(&id).trim() == "0";
    let own = tempfile::Builder::new()
        .prefix("regie-nobody-")
        .tempdir()
        .unwrap();
    let program = own.path().join("regie");
    if root {
        use std::os::unix::fs::PermissionsExt;
        // The folder it was built in may be closed to others.
        std::fs::set_permissions(own.path(), PermissionsExt::from_mode(0o755)).unwrap();
        let built = env!("CARGO_BIN_EXE_regie");
        if std::fs::hard_link(built, &program).is_err() {
            std::fs::copy(built, &program).unwrap();
        }
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    }
    let command = move || {
        let mut command = match root {
            false => return regie(),
            true => Command::new("setpriv"),
        };
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
            .arg(own.path().join("regie"))
            .env_remove("REGIE_KEYS")
            .env("REGIE_LOG", "warn");
        command
    };
    let works = command().arg("--version").output();
    if works.is_ok_and(|output| output.status.success()) {
        return Some(command);
    }
    eprintln!("skipped: run as root, and setpriv (util-linux) cannot make it nobody");
    None
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A place of this test's own: `--data DIR`, or with REGIE_TEST_POSTGRES a fresh database and a folder for its keys.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub database: Option<String>,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = std::env::var("REGIE_TEST_POSTGRES").ok().map(|base| {
            let name = format!(
                "site_{}_{}",
                std::process::id(),
                folder
                    .path()
                    .file_name()
                    .unwrap()
                    .to_string_lossy()
                    .to_lowercase()
            );
            let name: String = name
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
                .collect();
            as_operator(&format!("CREATE DATABASE {name}")).unwrap();
            format!("{}/{name}", base.rsplit_once('/').unwrap().0)
        });
        Self { folder, database }
    }

    /// A place with everything in its folder, on SQLite, whatever the others are on.
    pub fn in_folder() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            database: None,
        }
    }

    /// Where its content is.
    pub fn content(&self) -> regie_ledger::db::Place {
        match &self.database {
            Some(url) => url.parse().unwrap(),
            None => regie_ledger::db::Place::File(self.path().join("content.db")),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The arguments that name it.
    pub fn arguments(&self) -> Vec<String> {
        let folder = self.path().display().to_string();
        match &self.database {
            None => vec!["--data".to_owned(), folder],
            Some(url) => vec![
                "--database".to_owned(),
                url.clone(),
                "--keys".to_owned(),
                folder,
            ],
        }
    }

    /// Runs a command on it.
    pub fn run(&self, command: &[&str], more: &[&str]) -> Output {
        let place = self.arguments();
        let arguments: Vec<&str> = command
            .iter()
            .copied()
            .chain(place.iter().map(String::as_str))
            .chain(more.iter().copied())
            .collect();
        run(&arguments, "")
    }

    /// Initialises it.
    pub fn init(&self) -> Output {
        self.init_with(&[])
    }

    /// The same, with more arguments.
    pub fn init_with(&self, more: &[&str]) -> Output {
        let file = self.path().join("password.txt");
        std::fs::write(&file, "zeven groene fietsen\n").unwrap();
        let file = file.display().to_string();
        let own = ["--admin", "beheer", "--password-file", &file];
        self.run(&["init"], &[&own[..], more].concat())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((_, name)) = self
            .database
            .as_deref()
            .and_then(|url| url.rsplit_once('/'))
        {
            // What is left behind goes with the cluster of the run.
            let _ = as_operator(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// Runs a statement on the server that REGIE_TEST_POSTGRES names, in the database it names.
pub fn as_operator(sql: &str) -> Result<u64, regie_ledger::db::DbError> {
    let base = std::env::var("REGIE_TEST_POSTGRES").unwrap();
    wait_for(async {
        let server = regie_ledger::db::Db::postgres(&base).await?;
        let done = server.execute(sql, &[]).await;
        server.close().await;
        done
    })
}

/// Waits for something asynchronous.
pub fn wait_for<T>(what: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(what)
}

/// Copies the rule files of the repository into a folder, without their cases.
pub fn own_rules(to: &Path) {
    let charters = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charters");
    copied(&charters, to);
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            copied(&path, &to.join(name));
        } else if name.ends_with(".toml") && !name.ends_with(".cases.toml") && name != "bases.toml"
        {
            std::fs::copy(&path, to.join(name)).unwrap();
        }
    }
}
