//! What stands in a folder of charters and is none of what belongs there: passed over when rules are loaded, so that it has to be said.

use std::path::Path;

use regie_terms::Charter;

use crate::Charters;
use crate::cases::BASES;
use crate::problem::Problem;
use crate::promise::PROMISES;

/// The published tables, beside the folders of the charters.
const TABLES: &str = "who-may-what.txt";

impl Charters {
    /// What [`Charters::load`] and [`crate::Cases::load`] pass over in a folder, what is missing in it that the public pages are drawn from, and whether the tables that are kept in it are those of these
    /// rules. All are warnings; hidden files are left alone.
    #[must_use]
    pub fn beside(&self, folder: &Path) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (name, is_folder) in entries(folder) {
            let belongs = match is_folder {
                true => name.parse::<Charter>().is_ok(),
                false => name == BASES || name == TABLES,
            };
            if !belongs {
                problems.push(passed_over(&name, is_folder));
            } else if is_folder {
                for (inner, is_folder) in entries(&folder.join(&name)) {
                    // Rules and cases both.
                    if is_folder || !inner.ends_with(".toml") {
                        problems.push(passed_over(&format!("{name}/{inner}"), is_folder));
                    }
                }
            }
        }
        let promised = &self.library.promises;
        for charter in self.library.charters.keys() {
            if !promised.contains_key(charter) {
                let path = format!("{charter}/{PROMISES}");
                let message = "is not there: the public pages of this charter are then none";
                problems.push(Problem::warning(&path, 0, message));
            }
        }
        let kept = std::fs::read_to_string(folder.join(TABLES)).ok();
        let tables = self.tables().ok();
        if let (Some(kept), Some(tables)) = (kept, tables)
            && kept != tables
        {
            let same = kept.lines().zip(tables.lines()).take_while(|(a, b)| a == b);
            let line = same.count() + 1;
            let message =
                "is not what these rules decide from here on: see `regie charter table --all`";
            problems.push(Problem::warning(TABLES, line, message));
        }
        problems
    }
}

fn passed_over(path: &str, is_folder: bool) -> Problem {
    let message = match is_folder {
        true => "this folder is passed over: a charter has one folder, and no folders in it",
        false => {
            "this file is passed over: rules stand in `.toml` files in the folder of a charter, cases in `.cases.toml`"
        }
    };
    Problem::warning(path, 0, message)
}

/// The names in a folder, in order, with whether each is a folder.
fn entries(folder: &Path) -> Vec<(String, bool)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<(String, bool)> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path().is_dir())))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}
