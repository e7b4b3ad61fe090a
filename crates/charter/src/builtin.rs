//! The rule files this program carries. A test compares the list with the folder.

use std::collections::BTreeMap;

macro_rules! carried {
    ($($path:literal),+ $(,)?) => {
        /// Path below `charters/`, and content.
        const FILES: &[(&str, &str)] = &[
            $(($path, include_str!(concat!("../../../charters/", $path))),)+
        ];
    };
}

carried! {
    "kempen/access.toml",
    "kempen/breach.toml",
    "kempen/charter.toml",
    "kempen/consent.toml",
    "kempen/disclosure.toml",
    "kempen/recording.toml",
    "kempen/request.toml",
    "kempen/retention.toml",
    "utrecht-zuidoost/access.toml",
    "utrecht-zuidoost/breach.toml",
    "utrecht-zuidoost/charter.toml",
    "utrecht-zuidoost/consent.toml",
    "utrecht-zuidoost/disclosure.toml",
    "utrecht-zuidoost/recording.toml",
    "utrecht-zuidoost/request.toml",
    "utrecht-zuidoost/retention.toml",
    "utrecht/access.toml",
    "utrecht/breach.toml",
    "utrecht/charter.toml",
    "utrecht/consent.toml",
    "utrecht/disclosure.toml",
    "utrecht/recording.toml",
    "utrecht/request.toml",
    "utrecht/retention.toml",
    "wet/access.toml",
    "wet/acts.toml",
    "wet/breach.toml",
    "wet/charter.toml",
    "wet/consent.toml",
    "wet/disclosure-form.toml",
    "wet/disclosure.toml",
    "wet/recording-form.toml",
    "wet/recording-table.toml",
    "wet/recording.toml",
    "wet/request.toml",
    "wet/retention.toml",
    "wet/tables.toml",
}

/// All files, by path.
pub(crate) fn files() -> BTreeMap<String, String> {
    FILES
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
    use std::path::Path;

    use super::*;
    use crate::Charters;

    #[test]
    fn the_list_is_the_folder_and_it_loads() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../charters"));
        let on_disk = crate::load::read_folder(folder).unwrap();
        assert_eq!(
            files().keys().collect::<Vec<_>>(),
            on_disk.keys().collect::<Vec<_>>()
        );
        match (Charters::builtin(), Charters::load(folder)) {
            (Ok(built_in), Ok(loaded)) => assert_eq!(built_in.hash(), loaded.hash()),
            (Err(problems), _) | (_, Err(problems)) => panic!("{problems}"),
        }
    }
}
