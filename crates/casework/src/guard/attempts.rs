//! Slows guessing down. An attempt is counted before it is looked at, and taken back when it was right: however many come at once, no more are
//! looked at than may be.
//!
//! Counted are account and address together, strictly; the account alone, which then waits a little longer each time and is never shut, since
//! anybody can fail in somebody else's name; and the address alone, far higher, since a whole office has one. The counts stand beside the
//! sessions, sealed and found by a hash, so that every desk counts the same and starting anew forgets nothing.

use crate::House;
use regie_terms::AccountId;
use regie_vault::{Scratch, VaultError};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv6Addr};

const TALLY: &str = "attempts";
const KNOWN: &str = "login-known";
/// How long an account is known at an address where it got in, milliseconds: thirty days.
const KNOWN_FOR: i64 = 30 * 24 * 3_600_000;
const MINUTE: i64 = 60_000;

/// What is guessed at; each is counted apart, so that guesses at one door keep nobody out at another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// A password, at login or asked again.
    Password,
    /// A code of the second factor.
    Code,
    /// An invitation.
    Invitation,
}

impl Door {
    const fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::Invitation => "invitation",
        }
    }
}

/// How much may fail.
struct Rule {
    /// In which time, milliseconds.
    window: i64,
    /// Failures in it that cost nothing.
    free: usize,
    /// `None`: beyond them nothing is looked at until the window lets go. Otherwise how long the first one beyond waits, in
    /// milliseconds; each after it twice as long, up to [`LONGEST`].
    delay: Option<i64>,
}

/// The longest an account alone waits, milliseconds.
const LONGEST: i64 = 5 * MINUTE;
const TOGETHER: Rule = Rule {
    window: 15 * MINUTE,
    free: 5,
    delay: None,
};
const ACCOUNT: Rule = Rule {
    window: 24 * 60 * MINUTE,
    free: 10,
    delay: Some(MINUTE / 2),
};
const ADDRESS: Rule = Rule {
    window: 15 * MINUTE,
    free: 300,
    delay: None,
};

impl Rule {
    /// How many milliseconds an attempt at `now` has to wait, after those at `times`, oldest first.
    fn wait(&self, times: &[i64], now: i64) -> Option<i64> {
        let over = times.len().checked_sub(self.free)?;
        let until = match self.delay {
            None => times.get(over)? + self.window,
            Some(first) => {
                let doubled = first << over.min(8);
                times.last()? + doubled.min(LONGEST)
            }
        };
        (now < until).then_some(until - now)
    }
}

/// Attempts of late that failed or are still looked at.
#[derive(Default, Serialize, Deserialize)]
struct Tally {
    times: Vec<i64>,
}

/// One attempt, counted. Dropped, it stays counted: a failure.
#[must_use = "an attempt that was right is taken back"]
pub(crate) struct Attempt {
    login: String,
    network: String,
    at: i64,
    /// Where it was counted.
    counted: Vec<String>,
}

/// Why something is not looked at.
pub(crate) enum NotNow {
    /// Wait this many minutes.
    Wait(i64),
    /// It could not be counted.
    Broken(VaultError),
}

impl From<VaultError> for NotNow {
    fn from(error: VaultError) -> Self {
        Self::Broken(error)
    }
}

/// Lets one attempt of this program be counted at a time, so that a burst does not make the counts contend.
#[derive(Default)]
pub(crate) struct Attempts {
    turn: tokio::sync::Mutex<()>,
}

fn together(door: Door, login: &str, network: &str) -> String {
    format!("{} together {network} {login}", door.word())
}

fn account(door: Door, login: &str) -> String {
    format!("{} account {login}", door.word())
}

/// What counts as one address: for IPv6 a network of 64 bits, since whoever has one address there has them all.
fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
        Ok(ip) => ip.to_string(),
        Err(_) => address.to_owned(),
    }
}

impl House {
    /// Counts an attempt at a login name from an address, before it is looked at.
    ///
    /// # Errors
    /// [`NotNow::Wait`] when it may not be looked at now; then it is not counted either.
    pub(crate) async fn attempt(
        &self,
        door: Door,
        login: &str,
        address: &str,
    ) -> Result<Attempt, NotNow> {
        let network = network(address);
        let _turn = self.attempts().turn.lock().await;
        let now = self.now();
        let mut attempt = Attempt {
            login: login.to_owned(),
            at: now,
            counted: Vec::new(),
            network,
        };
        // The address first: invented names from one place are not counted without end.
        let mut rules = vec![
            (format!("address {}", attempt.network), &ADDRESS),
            (together(door, login, &attempt.network), &TOGETHER),
        ];
        // Where somebody got in before, others' guesses elsewhere do not keep them out.
        let known = self
            .vault()
            .scratch::<()>(KNOWN, &format!("{} {login}", attempt.network), now)
            .await?;
        if known.is_none() {
            rules.push((account(door, login), &ACCOUNT));
        }
        for (place, rule) in rules {
            match self.count(&place, rule, now).await? {
                None => attempt.counted.push(place),
                Some(wait) => {
                    self.take_back(&attempt).await?;
                    return Err(NotNow::Wait((wait - 1) / MINUTE + 1));
                }
            }
        }
        Ok(attempt)
    }

    /// The attempt was right.
    pub(crate) async fn was_right(&self, attempt: Attempt) -> Result<(), VaultError> {
        self.take_back(&attempt).await
    }

    /// The attempt was right, and with it somebody is in: what failed before at this login is forgotten, and the address is known.
    pub(crate) async fn is_in(&self, attempt: Attempt, id: AccountId) -> Result<(), VaultError> {
        self.take_back(&attempt).await?;
        let (login, network) = (&attempt.login, &attempt.network);
        self.forgive(login, network).await?;
        let known = Scratch {
            account: Some(id),
            at: attempt.at,
            until: attempt.at + KNOWN_FOR,
            value: (),
        };
        let place = format!("{network} {login}");
        self.vault().keep_scratch(KNOWN, &place, &known).await
    }

    /// Forgets what failed at a login, elsewhere and from this address. The address keeps what failed there: one good account must not
    /// give it new tries at others.
    pub(crate) async fn forgive(&self, login: &str, address: &str) -> Result<(), VaultError> {
        let network = network(address);
        for door in [Door::Password, Door::Code, Door::Invitation] {
            for place in [together(door, login, &network), account(door, login)] {
                self.vault().drop_scratch(TALLY, &place).await?;
            }
        }
        Ok(())
    }

    /// Counts one at a place, or says how many milliseconds to wait.
    async fn count(&self, place: &str, rule: &Rule, now: i64) -> Result<Option<i64>, VaultError> {
        self.vault()
            .change_scratch(TALLY, place, now, |found: Option<Scratch<Tally>>| {
                let mut tally = found.map(|found| found.value).unwrap_or_default();
                tally.times.retain(|at| now - at < rule.window);
                if let Some(wait) = rule.wait(&tally.times, now) {
                    return (None, Some(wait));
                }
                tally.times.push(now);
                let counted = Scratch {
                    account: None,
                    at: now,
                    until: now + rule.window,
                    value: tally,
                };
                (Some(counted), None)
            })
            .await
    }

    async fn take_back(&self, attempt: &Attempt) -> Result<(), VaultError> {
        let now = self.now();
        for place in &attempt.counted {
            self.vault()
                .change_scratch(TALLY, place, now, |found: Option<Scratch<Tally>>| {
                    let Some(mut found) = found else {
                        return (None, ());
                    };
                    if let Some(one) = found.value.times.iter().rposition(|at| *at == attempt.at) {
                        found.value.times.remove(one);
                    }
                    (Some(found), ())
                })
                .await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn together_it_is_shut_and_an_account_alone_waits_longer_each_time() {
        let at = |n: i64| (0..n).collect::<Vec<i64>>();
        assert_eq!(TOGETHER.wait(&at(4), 4), None);
        assert_eq!(TOGETHER.wait(&at(5), 5), Some(15 * MINUTE - 5));
        assert_eq!(TOGETHER.wait(&at(5), 15 * MINUTE), None);
        assert_eq!(ADDRESS.wait(&at(299), 300), None);
        assert!(ADDRESS.wait(&at(300), 300).is_some());
        assert_eq!(ACCOUNT.wait(&at(9), 9), None);
        let waits: Vec<i64> = (10..17)
            .map(|n| ACCOUNT.wait(&at(n), n - 1).unwrap_or_default() / (MINUTE / 2))
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 10, 10, 10]);
        assert_eq!(ACCOUNT.wait(&at(1000), 999 + LONGEST), None, "never shut");
    }

    #[test]
    fn an_address_is_a_network() {
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("2001:db8:1:2::9"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::9"), network("2001:db8:1:3::9"));
        assert_eq!(network("unknown"), "unknown");
    }
}
