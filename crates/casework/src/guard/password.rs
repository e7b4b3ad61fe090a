//! Passwords: argon2id, a least length, and a list of those everybody uses.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use regie_vault::VaultError;
use std::sync::OnceLock;

/// The shortest password, in characters (NIST SP 800-63B asks 8 or more; staff open files of families).
pub const SHORTEST: usize = 12;
/// The longest, in characters; long enough for a sentence.
pub const LONGEST: usize = 200;

/// Common words that make a password guessable whatever is put around them; compared without digits and signs at the ends.
const COMMON: &str = include_str!("common.txt");

/// What is wrong with a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Shorter than [`SHORTEST`].
    #[error("a password has at least 12 characters")]
    TooShort,
    /// Longer than [`LONGEST`].
    #[error("a password has at most 200 characters")]
    TooLong,
    /// On the list of common ones, one character over and over, or with the login name in it.
    #[error("this password is one of the common ones, or has the login name in it")]
    Common,
}

/// Checks a new password against length, the list, and the login name it is for.
///
/// # Errors
/// [`PasswordProblem`] says what to change.
pub fn check(password: &str, login: &str) -> Result<(), PasswordProblem> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(PasswordProblem::TooShort);
    }
    if length > LONGEST {
        return Err(PasswordProblem::TooLong);
    }
    let lower = password.to_lowercase();
    if !login.is_empty() && lower.contains(&login.to_lowercase()) {
        return Err(PasswordProblem::Common);
    }
    let core: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let mut distinct: Vec<char> = lower.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let halves = core.len() / 2;
    let doubled = core.len().is_multiple_of(2)
        && core
            .get(..halves)
            .is_some_and(|h| Some(h) == core.get(halves..));
    let listed = |word: &str| COMMON.lines().any(|line| !line.is_empty() && line == word);
    if distinct.len() < 5
        || listed(&lower)
        || listed(&core)
        || (doubled && core.get(..halves).is_some_and(listed))
    {
        return Err(PasswordProblem::Common);
    }
    Ok(())
}

/// Hashes a password with argon2id and a fresh salt. Takes some tens of milliseconds on purpose.
///
/// # Errors
/// [`VaultError::NoRandomness`] when the system gives no salt.
pub fn hash_password(password: &str) -> Result<String, VaultError> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|_| VaultError::NoRandomness)
}

/// What a password is held against where there is nothing to hold it against.
fn nobody() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| hash_password("a password that nobody has").unwrap_or_default())
}

/// The hash a password is held against, and whether it is somebody's: one that cannot be read, or is empty, is nobody's.
fn held_against(hash: &str) -> (&str, bool) {
    if PasswordHash::new(hash).is_ok() {
        (hash, true)
    } else {
        (nobody(), false)
    }
}

/// Whether the password belongs to the hash. A hash that cannot be read, or is empty, belongs to none, after the same work: how long it
/// takes says nothing about whether there is such an account, or whether its person came yet.
#[must_use]
pub fn verify(password: &str, hash: &str) -> bool {
    let (hash, somebodys) = held_against(hash);
    let fits = PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    });
    fits && somebodys
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn short_long_and_common_ones_are_refused() {
        assert_eq!(check("kort", "noor"), Err(PasswordProblem::TooShort));
        assert_eq!(
            check(&"a b c d e ".repeat(21), "noor"),
            Err(PasswordProblem::TooLong)
        );
        for common in [
            "Wachtwoord123!",
            "aaaaaaaaaaaa",
            "welkomwelkom",
            "Welkom2026!!",
            "passwordpassword1",
        ] {
            assert_eq!(
                check(common, "noor"),
                Err(PasswordProblem::Common),
                "{common}"
            );
        }
        assert_eq!(check("zeven groene fietsen", "noor"), Ok(()));
        assert_eq!(
            check("zeven groene NOORderlingen", "noor"),
            Err(PasswordProblem::Common)
        );
        assert_eq!(check("пароль из слов моих", "noor"), Ok(()));
    }

    #[test]
    fn a_hash_knows_its_own_password_only() {
        let hash = hash_password("zeven groene fietsen").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify("zeven groene fietsen", &hash));
        assert!(!verify("zeven groene fiets", &hash));
        assert!(!verify("zeven groene fietsen", "nonsense"));
    }

    #[test]
    fn nobodys_password_takes_the_same_work_and_never_fits() {
        let real = hash_password("zeven groene fietsen").unwrap();
        let cost = |hash: &str| {
            let parts: Vec<&str> = hash.split('$').take(4).collect();
            parts.join("$")
        };
        for none in ["", "nonsense"] {
            let (held, somebodys) = held_against(none);
            assert_eq!(cost(held), cost(&real), "the same work");
            assert!(!somebodys);
            assert!(!verify("a password that nobody has", none));
        }
        assert_eq!(held_against(&real), (real.as_str(), true));
    }
}
