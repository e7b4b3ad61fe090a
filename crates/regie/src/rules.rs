//! Which rule files a command goes by: those the program carries, or those in a folder of the organisation's own. From a folder nothing is opened
//! either until two people adopted what stands in it.

use crate::config::Config;
use crate::wiring::Trouble;
use regie_charter::{Cases, Charters, Problems};
use std::path::{Path, PathBuf};

/// The folder that a command reads its rules from.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Rules {
    /// Read the rules from this folder instead of those the program carries
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
}

impl Rules {
    /// Those in a folder; without one those the program carries.
    #[must_use]
    pub fn of(folder: Option<PathBuf>) -> Self {
        Self { rules: folder }
    }

    /// Why the folder cannot be read; what stands in it is another matter.
    #[must_use]
    pub fn unreadable(&self) -> Option<String> {
        let folder = self.rules.as_ref()?;
        let error = std::fs::read_dir(folder).err()?;
        Some(format!("the rules in {}: {error}", folder.display()))
    }

    /// Loads them.
    ///
    /// # Errors
    /// [`Problems`] with file and line.
    pub fn load(&self) -> Result<Charters, Problems> {
        match &self.rules {
            Some(folder) => Charters::load(folder),
            None => Charters::builtin(),
        }
    }

    /// Loads them for a command that is about something else.
    ///
    /// # Errors
    /// [`Trouble`] in one line: the folder cannot be read, or the first of what is wrong in it and the command that names the rest.
    pub fn sound(&self) -> Result<Charters, Trouble> {
        if let Some(why) = self.unreadable() {
            return Err(Trouble::new(why));
        }
        self.load().map_err(|problems| match &self.rules {
            None => Trouble::from(problems),
            Some(folder) => {
                let first = problems.0.first().map(ToString::to_string);
                Trouble::new(format!(
                    "the rules in {folder} are not sound: {} (`regie charter check --rules {folder}` names all that is wrong)",
                    first.unwrap_or_default(),
                    folder = folder.display()
                ))
            }
        })
    }

    /// The cases beside them.
    #[must_use]
    pub fn cases(&self) -> Cases {
        match &self.rules {
            Some(folder) => Cases::load(folder),
            None => Cases::builtin(),
        }
    }

    /// The folder, when there is one.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.rules.as_deref()
    }

    /// Puts the folder in the place of the one that a configuration names.
    pub fn over(self, config: &mut Config) {
        if self.rules.is_some() {
            config.rules = self.rules;
        }
    }
}
