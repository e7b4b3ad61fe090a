//! What a session rests on: the password and the second factor by which somebody came in. When one of them is another, or the account
//! ends, everything that began with the old ones is over, also what was still being written at that moment.

use crate::thing::Account;
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

/// The mark of an account's present password, second factor and end. It says nothing about them, and stands in sealed rows only.
pub(super) fn epoch(account: &Account) -> String {
    let mut hash = Sha256::new().chain_update(b"regie-epoch-1");
    let ended = account.ended.map(|day| day.to_string()).unwrap_or_default();
    for part in [&account.password, &account.totp, &ended] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    BASE64URL_NOPAD.encode(&hash.finalize())
}
