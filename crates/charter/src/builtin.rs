//! The rule files this program carries, and their cases. A test compares the lists with the folder.

use std::collections::BTreeMap;

macro_rules! carried {
    ($list:ident: $($path:literal),+ $(,)?) => {
        /// Path below `charters/`, and content.
        const $list: &[(&str, &str)] = &[
            $(($path, include_str!(concat!("../../../charters/", $path))),)+
        ];
    };
}

carried! {
    RULES:
    "kempen/access.toml",
    "kempen/breach.toml",
    "kempen/charter.toml",
    "kempen/consent.toml",
    "kempen/disclosure.toml",
    "kempen/promises.toml",
    "kempen/recording.toml",
    "kempen/request.toml",
    "kempen/retention.toml",
    "kempen/triage.toml",
    "utrecht-zuidoost/access.toml",
    "utrecht-zuidoost/breach.toml",
    "utrecht-zuidoost/charter.toml",
    "utrecht-zuidoost/consent.toml",
    "utrecht-zuidoost/disclosure.toml",
    "utrecht-zuidoost/promises.toml",
    "utrecht-zuidoost/recording.toml",
    "utrecht-zuidoost/request.toml",
    "utrecht-zuidoost/retention.toml",
    "utrecht-zuidoost/triage.toml",
    "utrecht/access.toml",
    "utrecht/breach.toml",
    "utrecht/charter.toml",
    "utrecht/consent.toml",
    "utrecht/disclosure.toml",
    "utrecht/promises.toml",
    "utrecht/recording.toml",
    "utrecht/request.toml",
    "utrecht/retention.toml",
    "utrecht/triage.toml",
    "wet/access.toml",
    "wet/acts.toml",
    "wet/breach.toml",
    "wet/charter.toml",
    "wet/consent.toml",
    "wet/disclosure-form.toml",
    "wet/disclosure.toml",
    "wet/promises.toml",
    "wet/recording-form.toml",
    "wet/recording-table.toml",
    "wet/recording.toml",
    "wet/request.toml",
    "wet/retention.toml",
    "wet/tables.toml",
    "wet/triage.toml",
}

carried! {
    CASES:
    "bases.toml",
    "kempen/access.cases.toml",
    "kempen/breach.cases.toml",
    "kempen/consent.cases.toml",
    "kempen/disclosure.cases.toml",
    "kempen/recording.cases.toml",
    "kempen/request.cases.toml",
    "kempen/retention.cases.toml",
    "utrecht-zuidoost/access.cases.toml",
    "utrecht-zuidoost/breach.cases.toml",
    "utrecht-zuidoost/consent.cases.toml",
    "utrecht-zuidoost/disclosure.cases.toml",
    "utrecht-zuidoost/recording.cases.toml",
    "utrecht-zuidoost/request.cases.toml",
    "utrecht-zuidoost/retention.cases.toml",
    "utrecht/access.cases.toml",
    "utrecht/breach.cases.toml",
    "utrecht/consent.cases.toml",
    "utrecht/disclosure.cases.toml",
    "utrecht/recording.cases.toml",
    "utrecht/request.cases.toml",
    "utrecht/retention.cases.toml",
    "wet/access.cases.toml",
    "wet/acts.cases.toml",
    "wet/breach.cases.toml",
    "wet/consent.cases.toml",
    "wet/disclosure.cases.toml",
    "wet/recording-table.cases.toml",
    "wet/recording.cases.toml",
    "wet/request.cases.toml",
    "wet/retention.cases.toml",
    "wet/tables.cases.toml",
}

/// All rule files, by path.
pub(crate) fn files() -> BTreeMap<String, String> {
    by_path(RULES)
}

/// All cases and what they start from, by path.
pub(crate) fn case_files() -> BTreeMap<String, String> {
    by_path(CASES)
}

fn by_path(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files
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
    fn the_lists_are_the_folder_and_it_loads() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../charters"));
        let on_disk = crate::load::read_folder(folder).unwrap();
        assert_eq!(
            files().keys().collect::<Vec<_>>(),
            on_disk.keys().collect::<Vec<_>>()
        );
        let cases = crate::load::read_cases(folder).unwrap();
        assert_eq!(
            case_files().keys().collect::<Vec<_>>(),
            cases.keys().collect::<Vec<_>>()
        );
        match (Charters::builtin(), Charters::load(folder)) {
            (Ok(built_in), Ok(loaded)) => assert_eq!(built_in.hash(), loaded.hash()),
            (Err(problems), _) | (_, Err(problems)) => panic!("{problems}"),
        }
    }
}
