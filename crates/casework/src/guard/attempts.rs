//! Slows guessing down: by account and by address, in memory.

use std::collections::HashMap;
use std::sync::Mutex;

/// The window in which failures count, milliseconds.
const WINDOW: i64 = 15 * 60_000;
/// Failures per account in a window before it waits.
const PER_ACCOUNT: usize = 5;
/// Failures per address in a window before it waits.
const PER_ADDRESS: usize = 30;
/// How many keys are kept at the most; beyond, what is old goes first.
const KEPT: usize = 50_000;

/// Failed logins of late.
#[derive(Default)]
pub struct Attempts {
    failures: Mutex<HashMap<String, Vec<i64>>>,
}

impl Attempts {
    fn keys(login: &str, address: &str) -> [(String, usize); 2] {
        [
            (format!("login {login}"), PER_ACCOUNT),
            (format!("address {address}"), PER_ADDRESS),
        ]
    }

    /// How many minutes to wait before trying again, when too much failed; `now` in milliseconds since 1970 UTC.
    #[must_use]
    pub fn wait(&self, login: &str, address: &str, now: i64) -> Option<i64> {
        let Ok(failures) = self.failures.lock() else {
            return Some(1);
        };
        Self::keys(login, address)
            .into_iter()
            .filter_map(|(key, most)| {
                let recent: Vec<i64> = failures
                    .get(&key)?
                    .iter()
                    .copied()
                    .filter(|at| now - at < WINDOW)
                    .collect();
                let first = recent.len().checked_sub(most).and_then(|i| recent.get(i))?;
                Some(((first + WINDOW - now) / 60_000).max(0) + 1)
            })
            .max()
    }

    /// Notes a failure.
    pub fn failed(&self, login: &str, address: &str, now: i64) {
        let Ok(mut failures) = self.failures.lock() else {
            return;
        };
        if failures.len() > KEPT {
            failures.retain(|_, times| times.last().is_some_and(|at| now - at < WINDOW));
        }
        for (key, _) in Self::keys(login, address) {
            let times = failures.entry(key).or_default();
            times.retain(|at| now - at < WINDOW);
            times.push(now);
        }
    }

    /// Forgets an account's failures after it got in. Its address keeps them: one good account must not
    /// give an address new tries at others.
    pub fn succeeded(&self, login: &str) {
        if let Ok(mut failures) = self.failures.lock() {
            failures.remove(&format!("login {login}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_waits_after_five_and_an_address_after_thirty() {
        let attempts = Attempts::default();
        for n in 0..5 {
            assert_eq!(attempts.wait("anna", "a", n), None);
            attempts.failed("anna", "a", n);
        }
        assert_eq!(attempts.wait("anna", "b", 5), Some(15));
        assert_eq!(attempts.wait("bert", "a", 5), None);
        assert_eq!(
            attempts.wait("anna", "b", WINDOW),
            None,
            "the first failure is out of the window"
        );
        attempts.succeeded("anna");
        assert_eq!(attempts.wait("anna", "b", 5), None);
        for n in 0..25 {
            attempts.failed(&format!("guess {n}"), "a", 6);
        }
        assert!(attempts.wait("bert", "a", 7).is_some());
    }
}
