//! The rule files of this repository, to be changed by a test that wants other rules.

use std::collections::BTreeMap;
use std::io::{Error, Result};
use std::path::Path;

/// Rule files by their path below `charters/`, such as `wet/access.toml`; their cases are not among them.
#[derive(Clone, Debug)]
pub struct RuleFiles(pub BTreeMap<String, String>);

impl RuleFiles {
    /// Those of the repository.
    ///
    /// # Errors
    /// What could not be read.
    pub fn read() -> Result<Self> {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../charters"));
        let mut files = BTreeMap::new();
        for charter in std::fs::read_dir(folder)? {
            let charter = charter?;
            if !charter.file_type()?.is_dir() {
                continue;
            }
            for file in std::fs::read_dir(charter.path())? {
                let file = file?;
                let (of, name) = (charter.file_name(), file.file_name());
                let path = format!("{}/{}", of.to_string_lossy(), name.to_string_lossy());
                if path.ends_with(".toml") && !path.ends_with(".cases.toml") {
                    files.insert(path, std::fs::read_to_string(file.path())?);
                }
            }
        }
        Ok(Self(files))
    }

    /// The same with one text in the place of another, which stands in the file exactly once.
    ///
    /// # Errors
    /// Where it does not.
    pub fn with(mut self, file: &str, instead_of: &str, text: &str) -> Result<Self> {
        let known = self.0.get_mut(file);
        let known = known.filter(|known| known.matches(instead_of).count() == 1);
        let known = known.ok_or_else(|| {
            Error::other(format!("{file} does not say it exactly once: {instead_of}"))
        })?;
        *known = known.replace(instead_of, text);
        Ok(self)
    }

    /// The same without what the charters promise, which names rules: for who takes rules away or gives them other names.
    #[must_use]
    pub fn without_promises(mut self) -> Self {
        self.0.retain(|path, _| !path.ends_with("/promises.toml"));
        self
    }

    /// The same with a text after what stands in a file; without a name, in every file.
    #[must_use]
    pub fn adding(mut self, file: Option<&str>, text: &str) -> Self {
        for (path, known) in &mut self.0 {
            if file.is_none_or(|file| file == path) {
                known.push_str(text);
            }
        }
        self
    }

    /// Writes them below a folder, as a charters folder is.
    ///
    /// # Errors
    /// What could not be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        for (path, text) in &self.0 {
            let file = folder.join(path);
            if let Some(charter) = file.parent() {
                std::fs::create_dir_all(charter)?;
            }
            std::fs::write(file, text)?;
        }
        Ok(())
    }
}
