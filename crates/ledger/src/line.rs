//! One line of the ledger: what it says, how it is chained, how it is hashed.

use crate::list::{At, Salt, Told, link};
use regie_charter::{Actor, Capacity, Decided, InputDigest, Scope};
use regie_terms::Outcome;
use regie_terms::{ControllerId, DossierId, Id, KeyId, PersonId, RequestId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash before the first line.
pub const BEFORE_THE_FIRST: Hash = [0; 32];

/// What a line says in the open: nothing about a person but random ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Format of the line, 2.
    pub v: u8,
    /// Who did it, or tried to.
    pub actor: Actor,
    /// What the charter decided and by which rules.
    pub decided: Decided,
    /// Whether it happened. A refusal is a line with `false`.
    pub done: bool,
    /// Which kinds of parts were touched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Whether only some people's parts were touched.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub narrowed: bool,
    /// A keyed digest of what was sent, where something was: a request that comes again with other words is told from one that
    /// was only sent twice. Absent in lines about acts without input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<InputDigest>,
}

impl Body {
    /// The open part of a line about `scope`.
    #[must_use]
    pub fn new(scope: &Scope, decided: Decided, done: bool) -> Self {
        Self {
            v: 2,
            actor: scope.actor,
            decided,
            done,
            kinds: scope.parts.kinds.iter().map(|k| (*k).to_owned()).collect(),
            narrowed: matches!(scope.parts.about, regie_charter::Whose::Persons(_))
                || scope.parts.only.is_some(),
            input: scope.input,
        }
    }

    /// Whether the charter permitted it, or it is the record of something that happened all the same (FLD-18).
    #[must_use]
    pub fn permitted(&self) -> bool {
        self.decided.outcome == Outcome::Permitted
    }

    /// The capacity in which it was done.
    #[must_use]
    pub fn capacity(&self) -> Capacity {
        self.actor.capacity
    }
}

/// Whether a request that comes again came with another input than it had. Where either has no digest, its id decides.
#[must_use]
pub fn reworded(then: Option<InputDigest>, now: Option<InputDigest>) -> bool {
    matches!((then, now), (Some(then), Some(now)) if then != now)
}

/// The part of a line that is sealed: the question with its facts, a reason given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The data key it is sealed under.
    pub key: KeyId,
    /// Nonce and ciphertext.
    pub bytes: Vec<u8>,
}

/// A person whom a line concerns, with the number of the line in that person's own list and what chains it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concerned {
    /// Who.
    pub person: PersonId,
    /// The first line that concerns somebody is 1.
    pub count: i64,
    /// The link before it in that person's list; zeros for the first.
    pub previous: Hash,
    /// What keeps the link from being guessed; each person of a line has another.
    pub salt: Salt,
}

impl Concerned {
    /// Bytes in the column `persons`, each.
    pub const SIZE: usize = 16 + 8 + 32 + 16;

    fn pack(&self, into: &mut Vec<u8>) {
        into.extend_from_slice(self.person.0.as_bytes());
        into.extend_from_slice(&self.count.to_le_bytes());
        into.extend_from_slice(&self.previous);
        into.extend_from_slice(&self.salt);
    }

    /// Packs a list into a column.
    #[must_use]
    pub fn pack_all(list: &[Self]) -> Vec<u8> {
        let mut out = Vec::with_capacity(list.len() * Self::SIZE);
        list.iter().for_each(|c| c.pack(&mut out));
        out
    }

    /// Reads the column; `None` when it is damaged.
    #[must_use]
    pub fn unpack_all(bytes: &[u8]) -> Option<Vec<Self>> {
        if !bytes.len().is_multiple_of(Self::SIZE) {
            return None;
        }
        bytes
            .chunks_exact(Self::SIZE)
            .map(|chunk| {
                let (person, rest) = chunk.split_at(16);
                let (count, rest) = rest.split_at(8);
                let (previous, salt) = rest.split_at(32);
                Some(Self {
                    person: PersonId(Id::from_slice(person).ok()?),
                    count: i64::from_le_bytes(count.try_into().ok()?),
                    previous: previous.try_into().ok()?,
                    salt: salt.try_into().ok()?,
                })
            })
            .collect()
    }

    /// The link of a line that tells this, in the list of this person.
    #[must_use]
    pub fn link(&self, controller: ControllerId, told: &Told) -> Hash {
        let at = At {
            controller,
            person: self.person,
            count: self.count,
        };
        link(at, &self.previous, &self.salt, told)
    }
}

/// Everything that goes into a line's hash. Borrowed, so that verifying copies nothing.
#[derive(Clone, Copy, Debug)]
pub struct Hashed<'a> {
    /// The organisation.
    pub controller: ControllerId,
    /// Place in the chain, from 1 without gaps.
    pub seq: i64,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The request.
    pub request: &'a [u8],
    /// The act's name.
    pub act: &'a str,
    /// The dossier, when there is one.
    pub dossier: Option<&'a [u8]>,
    /// The account that acted.
    pub account: Option<&'a [u8]>,
    /// The open part, as stored.
    pub body: &'a [u8],
    /// The key of the sealed part.
    pub key: Option<&'a [u8]>,
    /// The sealed part, as stored.
    pub sealed: Option<&'a [u8]>,
    /// Packed [`Concerned`].
    pub persons: &'a [u8],
    /// Packed [`crate::row::Written`].
    pub written: &'a [u8],
    /// What the change did to the sum of row digests.
    pub delta: &'a [u8],
}

impl Hashed<'_> {
    /// The line's hash: over the hash before it and all its columns. Sealed bytes are hashed as sealed, so the
    /// chain verifies when nobody can read them any more.
    #[must_use]
    pub fn hash(&self, previous: &Hash) -> Hash {
        fn part(hash: &mut Sha256, bytes: Option<&[u8]>) {
            match bytes {
                None => hash.update([0]),
                Some(bytes) => {
                    hash.update([1]);
                    hash.update((bytes.len() as u64).to_le_bytes());
                    hash.update(bytes);
                }
            }
        }
        let digest = |bytes: &[u8]| -> Hash { Sha256::digest(bytes).into() };
        let mut hash = Sha256::new();
        hash.update(b"regie-line-2");
        hash.update(previous);
        hash.update(self.controller.0.to_le_bytes());
        hash.update(self.seq.to_le_bytes());
        hash.update(self.at.to_le_bytes());
        part(&mut hash, Some(self.request));
        part(&mut hash, Some(self.act.as_bytes()));
        part(&mut hash, self.dossier);
        part(&mut hash, self.account);
        hash.update(digest(self.body));
        part(&mut hash, self.key);
        match self.sealed {
            None => hash.update([0]),
            Some(sealed) => {
                hash.update([1]);
                hash.update(digest(sealed));
            }
        }
        hash.update(digest(self.persons));
        hash.update(digest(self.written));
        part(&mut hash, Some(self.delta));
        hash.finalize().into()
    }
}

/// A line read back.
#[derive(Clone, Debug)]
pub struct Line {
    /// Place in the chain.
    pub seq: i64,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The request it was written for.
    pub request: RequestId,
    /// The act's name.
    pub act: String,
    /// The dossier, when there is one.
    pub dossier: Option<DossierId>,
    /// The open part.
    pub body: Body,
    /// Whether it wrote any row.
    pub wrote: bool,
    /// The sealed part.
    pub sealed: Option<Sealed>,
    /// Its hash.
    pub hash: Hash,
}

impl Line {
    /// What it tells whom it concerns.
    #[must_use]
    pub fn told(&self) -> Told {
        Told::of(self.at, &self.act, &self.body, self.wrote)
    }
}
