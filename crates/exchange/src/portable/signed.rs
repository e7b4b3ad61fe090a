//! Who made a file: a signature over its data, by the key with which an organisation signs the heads of its ledger.

use super::FORMAT;
use data_encoding::HEXLOWER;
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What is signed for these bytes of `data.jsonld`. The data hold the digest of each document, so that one signature covers all.
#[must_use]
pub fn message(data: &[u8]) -> Vec<u8> {
    let mut out = format!("{FORMAT}\n").into_bytes();
    out.extend_from_slice(&Sha256::digest(data));
    out
}

/// `signature.json`: Ed25519 over [`message`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Signature {
    /// `Ed25519`.
    pub algorithm: String,
    /// The key that signed, hexadecimal.
    pub public_key: String,
    /// The signature, hexadecimal.
    pub signature: String,
}

impl Signature {
    /// Of a key and what it signed, as bytes.
    #[must_use]
    pub fn new(public_key: &[u8; 32], signature: &[u8; 64]) -> Self {
        Self {
            algorithm: "Ed25519".to_owned(),
            public_key: HEXLOWER.encode(public_key),
            signature: HEXLOWER.encode(signature),
        }
    }

    /// Whether the key it names signed these data.
    #[must_use]
    pub fn holds(&self, data: &[u8]) -> bool {
        let read = |hex: &str| HEXLOWER.decode(hex.as_bytes()).ok();
        let key = read(&self.public_key).and_then(|bytes| bytes.try_into().ok());
        let signed = read(&self.signature).and_then(|bytes| bytes.try_into().ok());
        let (Some(key), Some(signed)): (Option<[u8; 32]>, Option<[u8; 64]>) = (key, signed) else {
            return false;
        };
        let signed = ed25519_dalek::Signature::from_bytes(&signed);
        self.algorithm == "Ed25519"
            && VerifyingKey::from_bytes(&key)
                .is_ok_and(|key| key.verify_strict(&message(data), &signed).is_ok())
    }
}

/// Who signed what was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// The key that was asked for.
    ByTheKey,
    /// A key of which nobody said whose it is, hexadecimal.
    BySomeKey(String),
}
