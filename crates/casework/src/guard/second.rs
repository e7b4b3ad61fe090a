//! The second factor: a time-based code (RFC 6238), six digits, thirty seconds, one step of slack.

use data_encoding::BASE32_NOPAD;
use regie_vault::VaultError;
use totp_rs::{Builder, Totp};

fn totp(secret: &str) -> Option<Totp> {
    let bytes = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    Builder::new().with_secret(bytes).with_skew(1).build().ok()
}

/// A fresh secret, base32 without padding, 160 bits.
///
/// # Errors
/// [`VaultError::NoRandomness`] when the system gives none.
pub fn fresh_secret() -> Result<String, VaultError> {
    let bytes = regie_vault::keys::random()?;
    Ok(BASE32_NOPAD.encode(bytes.get(..20).unwrap_or_default()))
}

/// The step a code belongs to, when it is right at `now` (milliseconds since 1970 UTC).
#[must_use]
pub(crate) fn step(secret: &str, code: &str, now: i64) -> Option<u64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    totp(secret)?.check(&code, u64::try_from(now / 1000).ok()?)
}

/// The code of this moment; for the demo and for tests.
#[must_use]
pub fn totp_code(secret: &str, now: i64) -> Option<String> {
    Some(
        totp(secret)?
            .generate(u64::try_from(now / 1000).ok()?)
            .to_string(),
    )
}

/// What an authenticator app scans.
#[must_use]
pub fn totp_uri(secret: &str, login: &str) -> String {
    let login: String = login.chars().filter(char::is_ascii_alphanumeric).collect();
    format!(
        "otpauth://totp/Regie:{login}?secret={secret}&issuer=Regie&algorithm=SHA1&digits=6&period=30"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_code_is_right_for_its_step_and_the_two_beside_it() {
        let secret = fresh_secret().unwrap();
        let now = 1_700_000_000_000;
        let code = totp_code(&secret, now).unwrap();
        assert_eq!(code.len(), 6);
        let at = step(&secret, &code, now).unwrap();
        assert_eq!(
            step(&secret, &format!(" {} {} ", &code[..3], &code[3..]), now),
            Some(at)
        );
        assert_eq!(step(&secret, &code, now + 30_000), Some(at));
        assert_eq!(step(&secret, &code, now + 90_000), None);
        assert_eq!(step(&secret, "nonsense", now), None);
        assert_eq!(step("not base32!", &code, now), None);
        assert_eq!(step("", "", now), None, "no factor, no code");
        assert_eq!(step("", "000000", now), None);
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B, SHA-1, the last six digits; the secret is the ASCII text 12345678901234567890.
        let secret = BASE32_NOPAD.encode(b"12345678901234567890");
        assert_eq!(totp_code(&secret, 59_000).unwrap(), "287082");
        assert_eq!(totp_code(&secret, 1_111_111_109_000).unwrap(), "081804");
    }
}
