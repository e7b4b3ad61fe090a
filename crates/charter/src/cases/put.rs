//! Cases put to another charter or day than those of their rule.

use jiff::civil::Date;
use regie_terms::Charter;
use serde_json::{Map, Value, json};

use super::Cases;
use super::ask::Asking;

impl Cases {
    /// What the cases of a rule ask, put to a charter on a day, each with where the case stands; what cannot be asked so is left out.
    pub(crate) fn put(&self, rule: &str, charter: Charter, on: Date) -> Vec<(String, Asking)> {
        let mut there = Map::new();
        there.insert("charter".to_owned(), json!(charter.as_str()));
        self.of(rule)
            .filter_map(|case| {
                let base = self.bases.as_ref()?.get(&case.base.it);
                let base = base.and_then(Value::as_object)?;
                let asking = Asking::of(case, base, &[&case.decides.it, &there], on).ok()?;
                Some((format!("{}:{}", case.file, case.line), asking))
            })
            .collect()
    }
}
