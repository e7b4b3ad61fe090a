//! What is sent just after a session ended: kept in memory until the same account logs in again, so that no typed
//! word is lost where no script saved it before (FLD-20). Never written down, never shown to another account.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::Mutex;

use regie_terms::AccountId;

/// How long it is kept, milliseconds.
const KEPT: i64 = 60 * 60_000;
/// How long a session may have ended for its forms to be recognised, milliseconds.
const KNOWN: i64 = 24 * 60 * 60_000;
/// The most sessions remembered, and the most forms kept.
const MOST: usize = 20_000;
/// The most forms kept for one account.
const MOST_EACH: usize = 5;

/// A form that came too late.
struct Waiting {
    address: String,
    typed: String,
    at: i64,
}

/// Whose session a token was, and what came after it ended.
#[derive(Default)]
pub struct Late {
    hasher: RandomState,
    /// By the hash of the token: the token itself is not kept.
    known: Mutex<HashMap<u64, (AccountId, i64)>>,
    waiting: Mutex<HashMap<AccountId, Vec<Waiting>>>,
}

impl Late {
    /// Notes whose session this is.
    pub fn met(&self, token: &str, account: AccountId, now: i64) {
        let Ok(mut known) = self.known.lock() else {
            return;
        };
        if known.len() >= MOST {
            known.retain(|_, (_, at)| now - *at < KNOWN / 24);
        }
        known.insert(self.hasher.hash_one(token), (account, now));
    }

    /// Forgets a session that was ended on purpose: what comes after it is not its owner's.
    pub fn left(&self, token: &str) {
        if let Ok(mut known) = self.known.lock() {
            known.remove(&self.hasher.hash_one(token));
        }
    }

    /// Keeps what came with the token of a session that has ended.
    pub fn keep(&self, token: &str, address: &str, typed: String, now: i64) {
        let account = self
            .known
            .lock()
            .ok()
            .and_then(|known| known.get(&self.hasher.hash_one(token)).copied())
            .filter(|(_, at)| now - at < KNOWN);
        let (Some((account, _)), Ok(mut waiting)) = (account, self.waiting.lock()) else {
            return;
        };
        if waiting.len() >= MOST {
            waiting.retain(|_, forms| forms.iter().any(|form| now - form.at < KEPT));
        }
        let forms = waiting.entry(account).or_default();
        forms.retain(|form| form.address != address && now - form.at < KEPT);
        if forms.len() < MOST_EACH {
            forms.push(Waiting {
                address: address.to_owned(),
                typed,
                at: now,
            });
        }
    }

    /// What waits for an account, by the address of its form; it waits no longer.
    #[must_use]
    pub fn take(&self, account: AccountId, now: i64) -> Vec<(String, String)> {
        let forms = self
            .waiting
            .lock()
            .ok()
            .and_then(|mut waiting| waiting.remove(&account));
        let fresh = |form: &Waiting| now - form.at < KEPT;
        forms
            .unwrap_or_default()
            .into_iter()
            .filter(fresh)
            .map(|form| (form.address, form.typed))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back_once_to_the_same_account_and_to_nobody_else() {
        let late = Late::default();
        let (one, other) = (AccountId::fresh(), AccountId::fresh());
        late.met("a", one, 0);
        late.met("b", other, 0);
        late.keep("a", "/x", "reason=1".to_owned(), 1);
        late.keep("a", "/x", "reason=2".to_owned(), 2);
        late.keep("unknown", "/x", "reason=3".to_owned(), 2);
        assert_eq!(late.take(other, 3), []);
        assert_eq!(
            late.take(one, 3),
            [("/x".to_owned(), "reason=2".to_owned())]
        );
        assert_eq!(late.take(one, 4), []);
        late.keep("a", "/x", "reason=4".to_owned(), 5);
        assert_eq!(late.take(one, 5 + KEPT), [], "too long ago");
        late.left("a");
        late.keep("a", "/x", "reason=5".to_owned(), 6);
        assert_eq!(late.take(one, 6), []);
    }
}
