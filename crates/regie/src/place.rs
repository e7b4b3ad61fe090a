//! Where everything of one installation is: making it, opening it, and putting the house together.

use crate::config::Config;
use crate::files::{self, Use};
use crate::rules::Rules;
use crate::wiring::{Trouble, private_folder};
use regie_casework::{Clock, House};
use regie_charter::Charters;
use regie_ledger::Ledger;
use regie_ledger::db::{Db, DbError, Place, SCHEMA, Store};
use regie_terms::ControllerId;
use regie_vault::keys::{FIXED, FileKey, KeyStore};
use regie_vault::{Vault, VaultError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where everything of one installation is.
#[derive(clap::Args, Clone, Debug)]
#[command(group(clap::ArgGroup::new("place").required(true).args(["data", "database"])))]
pub struct Where {
    /// Folder with the SQLite database and the keys
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// PostgreSQL database, postgres://user@host/name
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Folder with the controller's key and the key store; by default the data folder, or one of its own per
    /// PostgreSQL database under $XDG_DATA_HOME/regie
    #[arg(long, value_name = "DIR", env = "REGIE_KEYS")]
    pub keys: Option<PathBuf>,
    /// PostgreSQL database for the key store, another than that of the content; by default a file in the key folder. Needed
    /// when more than one machine serves: each has the controller's key in its own key folder
    #[arg(
        long,
        value_name = "URL",
        env = "REGIE_KEY_STORE",
        requires = "database"
    )]
    pub key_store: Option<String>,
}

/// The organisation a database is for, until one holds several.
pub const CONTROLLER: ControllerId = ControllerId(1);

impl Where {
    fn key_store(&self, folder: &Path) -> Result<Place, Trouble> {
        match &self.key_store {
            None => Ok(Place::File(folder.join("keys.db"))),
            Some(url) if Some(url) == self.database.as_ref() => Err(Trouble::new(
                "--key-store is the database of the content; keys are kept apart from it",
            )),
            Some(url) => match url.parse()? {
                place @ Place::Postgres(_) => Ok(place),
                Place::File(_) => Err(Trouble::new("--key-store takes postgres://…")),
            },
        }
    }

    fn content(&self) -> Result<Place, Trouble> {
        match (&self.data, &self.database) {
            (Some(folder), _) => Ok(Place::File(folder.join("content.db"))),
            (None, Some(url)) => match url.parse()? {
                place @ Place::Postgres(_) => Ok(place),
                Place::File(_) => Err(Trouble::new(
                    "--database takes postgres://…; use --data for a folder",
                )),
            },
            (None, None) => Err(Trouble::new("--data DIR or --database URL is expected")),
        }
    }

    /// The folder with the controller's key.
    pub fn key_folder(&self) -> Result<PathBuf, Trouble> {
        if let Some(folder) = self.keys.as_ref().or(self.data.as_ref()) {
            return Ok(folder.clone());
        }
        let base = std::env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| {
                std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"))
            })
            .ok_or_else(|| Trouble::new("say where the keys are kept with --keys DIR"))?;
        // Host and name, without user and password, in a form a folder can have.
        let place = self.content()?.shown();
        let name: String = place
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || c == '.' {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        Ok(base.join("regie").join(name))
    }

    /// The file with the last checkpoint, beside the key store and so apart from the content.
    pub fn checkpoint_file(&self) -> Result<PathBuf, Trouble> {
        Ok(self.key_folder()?.join("checkpoint.json"))
    }

    /// Makes keys and tables, where they are not there. Makes no part of an installation whose other parts are there: a new key opens nothing of what
    /// was sealed under the old one, and an empty database beside old keys says that nobody was ever here.
    pub async fn prepare(&self) -> Result<(), Trouble> {
        let folder = self.key_folder()?;
        let (keys_at, content_at) = (self.key_store(&folder)?, self.content()?);
        let key_file = folder.join("controller.key");
        let has_key = files::there(&key_file)?;
        let has_keys = is_made(&keys_at, Store::Keys).await?;
        let has_content = is_made(&content_at, Store::Content).await?;
        let beside = |there: &str, missing: &str| {
            Trouble::new(format!(
                "{there} is there and {missing} is not: nothing was made. Put back {missing} from its backup, or choose another place"
            ))
        };
        let (key_shown, keys_shown, content_shown) = (
            key_file.display().to_string(),
            keys_at.shown(),
            content_at.shown(),
        );
        if has_content && !has_keys {
            return Err(beside(&content_shown, &keys_shown));
        }
        if (has_content || has_keys) && !has_key {
            return Err(beside(&keys_shown, &key_shown));
        }
        if has_keys && !has_content && self.was_used(&key_file, &keys_at).await? {
            return Err(beside(&keys_shown, &content_shown));
        }
        private_folder(&folder)?;
        if let Some(data) = &self.data {
            private_folder(data)?;
        }
        let service = match has_key {
            true => FileKey::read(&key_file)?,
            false => FileKey::create(&key_file)?,
        };
        let keys = open_at(&keys_at, true).await?;
        KeyStore::prepare(&keys, CONTROLLER, &service).await?;
        keys.close().await;
        let content = open_at(&content_at, true).await?;
        Ledger::prepare(&content, CONTROLLER).await?;
        content.close().await;
        Ok(())
    }

    /// Whether a key store was ever in use: keys of dossiers stand in it, or the head of a chain was signed.
    async fn was_used(&self, key_file: &Path, keys_at: &Place) -> Result<bool, Trouble> {
        if files::there(&self.checkpoint_file()?)? {
            return Ok(true);
        }
        let service = FileKey::read(key_file)?;
        let keys = KeyStore::open(
            open_at(keys_at, false).await?,
            CONTROLLER,
            Box::new(service),
        );
        let keys = keys.await?;
        let count = keys.verify().await?;
        keys.close().await;
        Ok(count > FIXED)
    }

    /// Refuses a place of which something is missing, by name; nothing is made in its stead.
    fn whole(&self, key_file: &Path, keys_at: &Place, content_at: &Place) -> Result<(), Trouble> {
        let mut parts = vec![(key_file, "the controller's key")];
        for (at, holds) in [(keys_at, "the key store"), (content_at, "the content")] {
            if let Place::File(file) = at {
                parts.push((file, holds));
            }
        }
        let mut missing = Vec::new();
        for (file, holds) in &parts {
            if !files::there(file)? {
                missing.push((file, holds));
            }
        }
        let Some((file, holds)) = missing.first() else {
            return Ok(());
        };
        let what = if missing.len() == parts.len() {
            let or = match self.database {
                None => "name another folder with --data",
                Some(_) => "say where the keys are with --keys DIR",
            };
            format!("run `regie init` first, or {or}")
        } else {
            "put it back from its backup; nothing was made in its stead".to_owned()
        };
        Err(Trouble::new(format!(
            "there is no {}, {holds}: {what}",
            file.display()
        )))
    }

    /// Sees to it that no other desk serves the same SQLite database; several may serve one of PostgreSQL, and then there is nothing to hold.
    pub fn alone(&self) -> Result<Option<files::Alone>, Trouble> {
        match self.content()? {
            Place::File(file) => match file.parent() {
                Some(folder) => files::alone(folder).map(Some),
                None => Ok(None),
            },
            Place::Postgres(_) => Ok(None),
        }
    }

    /// Opens what [`Where::prepare`] made.
    pub async fn open(&self) -> Result<(Vault, Arc<KeyStore>), Trouble> {
        self.open_to(Use::Write).await
    }

    /// The same, to look at only: files that cannot be written are opened as they are.
    pub async fn open_to_read(&self) -> Result<(Vault, Arc<KeyStore>), Trouble> {
        self.open_to(Use::Read).await
    }

    async fn open_to(&self, to: Use) -> Result<(Vault, Arc<KeyStore>), Trouble> {
        let folder = self.key_folder()?;
        let file = folder.join("controller.key");
        let (keys_at, content_at) = (self.key_store(&folder)?, self.content()?);
        self.whole(&file, &keys_at, &content_at)?;
        // Other machines have the key in a folder of their own.
        let service = FileKey::read(&file)?.shared(self.key_store.is_some());
        let keys = prepared(&keys_at, Store::Keys, to).await?;
        let keys = Arc::new(KeyStore::open(keys, CONTROLLER, Box::new(service)).await?);
        if to == Use::Write {
            settled(&keys).await?;
        }
        let content = prepared(&content_at, Store::Content, to).await?;
        let ledger = Ledger::start(content, CONTROLLER, keys.digest_key().await?).await?;
        let vault = Vault::new(ledger, keys.clone()).await?;
        Ok((vault, keys))
    }

    /// The file with the controller's key.
    pub fn key_file(&self) -> Result<PathBuf, Trouble> {
        Ok(self.key_folder()?.join("controller.key"))
    }

    /// The key store and, when it is put back too, the content: made where they are not there, and refused when anything stands in them. The content
    /// that is not put back has to be there.
    pub async fn empty(&self, content: bool) -> Result<(Option<Db>, Db), Trouble> {
        let folder = self.key_folder()?;
        let (keys_at, content_at) = (self.key_store(&folder)?, self.content()?);
        let has_content = is_made(&content_at, Store::Content).await?;
        if !content && !has_content {
            return Err(Trouble::new(format!(
                "{} is not there: with --key-store-only the content stays as it is, and there is none",
                content_at.shown()
            )));
        }
        private_folder(&folder)?;
        if let Some(data) = &self.data {
            private_folder(data)?;
        }
        let made = async |at: &Place, store: Store| {
            let db = open_at(at, true).await?;
            db.migrate(store).await.map_err(|e| named(at, &e))?;
            if db.holds_nothing(store).await.map_err(|e| named(at, &e))? {
                return Ok(db);
            }
            db.close().await;
            Err(Trouble::new(format!(
                "{} is not empty: a backup is put back in an empty place only, and nothing was changed",
                at.shown()
            )))
        };
        // Refused before anything is made beside it.
        let content = match content {
            true => Some(made(&content_at, Store::Content).await?),
            false => None,
        };
        Ok((content, made(&keys_at, Store::Keys).await?))
    }

    /// The content as it stands, to look at only.
    pub async fn content_to_read(&self) -> Result<Db, Trouble> {
        prepared(&self.content()?, Store::Content, Use::Read).await
    }

    /// Opens it and puts the house together, by the rules that the configuration names. Where it names no charter, it is the one adopted here last.
    pub async fn house(&self, config: &Config, clock: Clock) -> Result<House, Trouble> {
        // Rules that cannot be read are said before anything is opened.
        let charters = Arc::new(Rules::of(config.rules.clone()).sound()?);
        let (vault, _) = self.open().await?;
        Self::around(vault, charters, config, clock).await
    }

    /// Puts the house together around an open vault and rules that are loaded; as [`Where::house`].
    pub async fn around(
        vault: Vault,
        charters: Arc<Charters>,
        config: &Config,
        clock: Clock,
    ) -> Result<House, Trouble> {
        let mut config = config.clone();
        if config.charter.is_none() {
            config.charter = vault.ledger().adopted_charter().await?;
        }
        Ok(House::new(vault, charters, clock, config.settings()?))
    }
}

/// What went wrong with a database, with which one it is and what to look at.
fn named(at: &Place, error: &DbError) -> Trouble {
    let said = error.to_string();
    let look = match (at, error) {
        (Place::File(_), _) => "",
        (_, _) if said.contains("28P01") || said.contains("28000") => {
            "; look at the user and the password, in the address or in PGPASSWORD or ~/.pgpass"
        }
        (_, _) if said.contains("3D000") => "; make it first, or name another",
        (_, DbError::Unreachable(_)) => "; is PostgreSQL running there?",
        _ => "",
    };
    Trouble::new(format!("{}: {said}{look}", at.shown()))
}

/// Goes on with replacing the controller's key where that was cut short.
async fn settled(keys: &KeyStore) -> Result<(), Trouble> {
    match keys.settle().await {
        Ok(true) => {
            tracing::warn!("replacing the controller's key had been cut short, and is done now")
        }
        // Another program is at it, and both keys are there.
        Ok(false) | Err(VaultError::Turning) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

async fn open_at(at: &Place, create: bool) -> Result<Db, Trouble> {
    Db::open(at, create).await.map_err(|e| named(at, &e))
}

/// Whether a store was made here: its file is there, or its tables are.
async fn is_made(at: &Place, store: Store) -> Result<bool, Trouble> {
    match at {
        // A file that was made and never filled is no store yet.
        Place::File(file) => Ok(files::there(file)?
            && std::fs::metadata(file).is_ok_and(|found| !found.is_file() || found.len() > 0)),
        Place::Postgres(_) => {
            let db = open_at(at, false).await?;
            let made = db.schema(store).await.map_err(|e| named(at, &e));
            db.close().await;
            Ok(made?.is_some())
        }
    }
}

/// Opens a store that was made before, and brings its tables up to date. Makes none.
async fn prepared(at: &Place, store: Store, to: Use) -> Result<Db, Trouble> {
    let db = match at {
        Place::Postgres(_) => open_at(at, false).await?,
        Place::File(file) => {
            files::readable(file)?;
            match (files::writable(file), to) {
                (Ok(()), _) => open_at(at, false).await?,
                (Err(trouble), Use::Write) => return Err(trouble),
                (Err(_), Use::Read) => Db::sqlite_read_only(file)
                    .await
                    .map_err(|e| named(at, &e))?,
            }
        }
    };
    match db.schema(store).await.map_err(|e| named(at, &e))? {
        None => Err(Trouble::new(format!(
            "{} holds nothing of Regie: run `regie init` first, or name another place",
            at.shown()
        ))),
        // Tables without a version are damage; whoever only looks is told so by the ledger.
        Some(version) if version < SCHEMA && (version > 0 || to == Use::Write) => {
            db.migrate(store).await.map_err(|e| named(at, &e))?;
            Ok(db)
        }
        Some(_) => Ok(db),
    }
}
