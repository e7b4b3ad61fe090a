//! A proof for one person that their list of who looked is complete and unaltered.
//!
//! It holds a signed head, the way from that person's place in the map of people to the root the head names, and of each of their lines what the
//! line tells them. Whoever has it makes the links anew, one from the other, and so needs no access to anything: a line that is missing, added,
//! changed or swapped leads to another root. Of other people it holds nothing but hashes.

mod make;
#[cfg(test)]
mod tests;

pub use make::Parts;

use crate::checkpoint::Signed;
use crate::line::Hash;
use crate::list::{self, At, Told, What};
use crate::map::{Side, follow, leaf};
use data_encoding::HEXLOWER;
use ed25519_dalek::VerifyingKey;
use regie_charter::Capacity;
use regie_terms::PersonId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a file of this form says it is.
pub const FORMAT: &str = "regie-proof-1";

/// The most bytes of a file that are read: room for some hundred thousand lines.
pub const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// A proof, as it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// [`FORMAT`].
    pub format: String,
    /// What it is and how it is checked, in Dutch. For who reads the file; nothing rests on it.
    pub uitleg: String,
    /// The same in English.
    pub explanation: String,
    /// The organisation, as it calls itself. Nothing rests on it: whose proof it is, the key says.
    pub organisation: String,
    /// Where the key is published, to hold against the one below. Nothing rests on it.
    pub key_at: String,
    /// Whose list.
    pub person: PersonId,
    /// The signed head.
    pub checkpoint: Signed,
    /// The way from this person's place in the map to its root.
    pub path: Vec<Step>,
    /// Their lines, from the first on.
    pub lines: Vec<ProofLine>,
    /// Lines since the head was signed. Nothing vouches for them yet; the next proof does.
    pub not_yet_covered: Vec<LaterLine>,
}

/// A neighbour on the way up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// On which side it stands.
    pub side: Side,
    /// Its hash, hexadecimal.
    pub hash: String,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofLine {
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// In which function or capacity.
    pub who: Capacity,
    /// What kind of thing.
    pub what: What,
    /// Hexadecimal.
    pub salt: String,
}

/// One line that nothing vouches for yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaterLine {
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// In which function or capacity.
    pub who: Capacity,
    /// What kind of thing.
    pub what: What,
}

/// Why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is of another form.
    #[error("it says to be of another form than `{FORMAT}`")]
    Format,
    /// The key in it is not the one it was held against.
    #[error(
        "it was signed with another key than the one given: it is not of this organisation, or its key was changed"
    )]
    OtherKey,
    /// The signature is not of the key.
    #[error("the signature does not fit: the signed head was changed, or somebody else signed it")]
    Signature,
    /// A hash or salt is not hexadecimal of the right length.
    #[error("a hash, a salt or the key in it is damaged")]
    Damaged,
    /// The lines do not lead to what was signed.
    #[error(
        "the lines do not lead to what was signed: a line is missing, was added, was changed, stands in another place, or is of another person"
    )]
    Lines,
}

/// What a proof that holds proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The key it was signed with.
    pub key: [u8; 32],
    /// When its head was signed, milliseconds since 1970 UTC.
    pub signed: i64,
    /// How many lines there were then; the proof has each.
    pub lines: usize,
}

/// The short form of a key, to compare at a glance: the beginning of its SHA-256 in groups of four.
#[must_use]
pub fn fingerprint(key: &[u8; 32]) -> String {
    let hex = HEXLOWER.encode(&Sha256::digest(key));
    let groups: Vec<&str> = (0..8).filter_map(|i| hex.get(i * 4..i * 4 + 4)).collect();
    groups.join(" ")
}

fn hex<const N: usize>(text: &str) -> Result<[u8; N], Fault> {
    let bytes = HEXLOWER.decode(text.as_bytes());
    bytes
        .ok()
        .and_then(|b| b.try_into().ok())
        .ok_or(Fault::Damaged)
}

impl Proof {
    /// Checks it, with the key of the organisation where that is known from elsewhere. Without it the key in the file is taken, and what is proven
    /// is only that whoever has that key signed the list.
    ///
    /// # Errors
    /// [`Fault`], the first that was found.
    pub fn check(&self, known: Option<&[u8; 32]>) -> Result<Proven, Fault> {
        if self.format != FORMAT {
            return Err(Fault::Format);
        }
        let key: [u8; 32] = hex(&self.checkpoint.public_key)?;
        if known.is_some_and(|known| *known != key) {
            return Err(Fault::OtherKey);
        }
        let signer = VerifyingKey::from_bytes(&key).map_err(|_| Fault::Damaged)?;
        let head = self.checkpoint.verified(&signer).ok_or(Fault::Signature)?;
        let mut last: Hash = list::BEFORE;
        let mut count = 0;
        for line in &self.lines {
            count += 1;
            let at = At {
                controller: head.controller,
                person: self.person,
                count,
            };
            let told = Told {
                at: line.at,
                who: line.who,
                what: line.what,
            };
            last = list::link(at, &last, &hex(&line.salt)?, &told);
        }
        let path = self
            .path
            .iter()
            .map(|step| Ok((step.side, hex(&step.hash)?)))
            .collect::<Result<Vec<_>, Fault>>()?;
        let root = follow(leaf(self.person.0.as_bytes(), count, &last), &path);
        if root != hex(&head.map)? {
            return Err(Fault::Lines);
        }
        Ok(Proven {
            key,
            signed: head.at,
            lines: self.lines.len(),
        })
    }
}
