//! Checkpoints: the head of the chain and the root of the map person -> (count, last hash), signed.
//!
//! A checkpoint handed to an outsider makes a shortened or rewritten chain visible, and lets a person prove that
//! the list of who looked is complete without seeing anybody else's lines.

use crate::db::{Arg, Col, Conn, DbError};
use crate::line::Hash;
use crate::row::{RecordRow, Rows, SealedChange};
use crate::{Ledger, LedgerError};
use data_encoding::HEXLOWER;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use regie_charter::{Change, Permit};
use regie_terms::{ControllerId, Id, KeyId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The kind of record that holds a checkpoint. Its `sealed` column is plain JSON: nothing in it is about a person.
pub const KIND: &str = "checkpoint";

/// What is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Format, 1.
    pub v: u8,
    /// The organisation.
    pub controller: ControllerId,
    /// The database's id, hexadecimal.
    pub database: String,
    /// The last line.
    pub seq: i64,
    /// Its hash, hexadecimal.
    pub hash: String,
    /// How many people have lines.
    pub people: u64,
    /// The root of the map, hexadecimal.
    pub map: String,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
}

/// A signed head, as stored and as exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The JSON text of a [`Head`], exactly as signed.
    pub head: String,
    /// Ed25519 over the bytes of `head`, hexadecimal.
    pub signature: String,
    /// The public key, hexadecimal.
    pub public_key: String,
}

impl Checkpoint {
    /// Reads the head when `key` signed it.
    #[must_use]
    pub fn verified(&self, key: &VerifyingKey) -> Option<Head> {
        let bytes: [u8; 64] = HEXLOWER
            .decode(self.signature.as_bytes())
            .ok()?
            .try_into()
            .ok()?;
        key.verify(self.head.as_bytes(), &Signature::from_bytes(&bytes))
            .ok()?;
        serde_json::from_str(&self.head).ok()
    }
}

/// A Merkle tree over sorted leaves, fed one by one; memory grows with the logarithm only.
/// Leaves and nodes are hashed apart (RFC 6962), an odd node moves up as it is.
#[derive(Default)]
pub struct Tree {
    stack: Vec<(u32, Hash)>,
    leaves: u64,
}

impl Tree {
    /// Adds a person's entry. Entries come in ascending order of person.
    pub fn push(&mut self, person: &[u8], count: i64, last: &[u8]) {
        let leaf = Sha256::new()
            .chain_update([0])
            .chain_update(person)
            .chain_update(count.to_le_bytes())
            .chain_update(last)
            .finalize()
            .into();
        self.leaves += 1;
        let mut node = (0, leaf);
        while let Some((height, left)) = self.stack.last().copied()
            && height == node.0
        {
            self.stack.pop();
            node = (height + 1, Self::node(&left, &node.1));
        }
        self.stack.push(node);
    }

    fn node(left: &Hash, right: &Hash) -> Hash {
        Sha256::new()
            .chain_update([1])
            .chain_update(left)
            .chain_update(right)
            .finalize()
            .into()
    }

    /// The number of leaves and the root; of nothing, zeros.
    #[must_use]
    pub fn root(mut self) -> (u64, Hash) {
        let mut root = self.stack.pop().map_or([0; 32], |(_, h)| h);
        while let Some((_, left)) = self.stack.pop() {
            root = Self::node(&left, &root);
        }
        (self.leaves, root)
    }
}

/// The root of the map as it was after line `upto`.
///
/// # Errors
/// [`DbError`] as the database says.
pub async fn map_root(
    conn: &mut Conn,
    controller: ControllerId,
    upto: i64,
) -> Result<(u64, Hash), DbError> {
    const PAGE: i64 = 4096;
    let mut tree = Tree::default();
    let mut after: Vec<u8> = Vec::new();
    loop {
        // Outer joins keep SQLite from turning them round, as in the writer.
        let page = conn
            .packed(
                &[
                    Col::Bytes("top.person"),
                    Col::Int("top.count"),
                    Col::Bytes("l.hash"),
                ],
                "FROM (SELECT person, MAX(count) AS count FROM concern WHERE controller = $1 AND person > $2 AND seq <= $3 \
                  GROUP BY person ORDER BY person LIMIT $4) AS top \
                 LEFT JOIN concern c ON c.controller = $1 AND c.person = top.person AND c.count = top.count \
                 LEFT JOIN line l ON l.controller = $1 AND l.seq = c.seq ORDER BY top.person",
                &[Arg::Int(controller.0), Arg::Bytes(&after), Arg::Int(upto), Arg::Int(PAGE)],
            )
            .await?;
        let mut last = None;
        for row in page.rows() {
            let row = row?;
            tree.push(row.bytes(0)?, row.int(1)?, row.bytes(2)?);
            last = Some(row.bytes(0)?.to_vec());
        }
        match last {
            Some(person) => after = person,
            None => return Ok(tree.root()),
        }
    }
}

impl Ledger {
    /// Signs the head of the chain and the map, and keeps the checkpoint as a record with a line of its own.
    ///
    /// `permit` is leave for the act `checkpoint`; `at` is in milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// [`LedgerError`] when it cannot be read or written.
    pub async fn checkpoint(
        &self,
        permit: Permit<Change>,
        key: &SigningKey,
        at: i64,
    ) -> Result<Checkpoint, LedgerError> {
        let controller = self.controller();
        let mut conn = self.db().reader().await?;
        conn.snapshot().await?;
        let made = async {
            let row = conn
                .row(
                    "SELECT seq, hash FROM chain WHERE controller = $1",
                    &[Arg::Int(controller.0)],
                )
                .await?
                .ok_or_else(|| DbError::Other("the chain has no beginning".to_owned()))?;
            let seq = row.int(0)?;
            let (people, map) = map_root(&mut conn, controller, seq).await?;
            Ok::<_, DbError>(Head {
                v: 1,
                controller,
                database: HEXLOWER.encode(&self.database()),
                seq,
                hash: HEXLOWER.encode(row.bytes(1)?),
                people,
                map: HEXLOWER.encode(&map),
                at,
            })
        }
        .await;
        conn.plain("COMMIT").await?;
        drop(conn);
        let head = serde_json::to_string(&made?).unwrap_or_default();
        let checkpoint = Checkpoint {
            signature: HEXLOWER.encode(&key.sign(head.as_bytes()).to_bytes()),
            public_key: HEXLOWER.encode(key.verifying_key().as_bytes()),
            head,
        };
        let row = RecordRow {
            id: Id::fresh(),
            kind: KIND.to_owned(),
            version: 1,
            dossier: None,
            person: None,
            account: None,
            of: None,
            due: None,
            key: KeyId(Id::from_bytes([0; 16])),
            sealed: serde_json::to_vec(&checkpoint).unwrap_or_default(),
        };
        let rows = Rows {
            add: vec![row],
            ..Rows::default()
        };
        let _ = self.change(SealedChange::new(permit, rows, None)).await?;
        Ok(checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(people: &[(u8, i64)]) -> Hash {
        let mut tree = Tree::default();
        for (person, count) in people {
            tree.push(&[*person; 16], *count, &[9; 32]);
        }
        tree.root().1
    }

    #[test]
    fn the_root_changes_with_every_leaf_and_their_number() {
        for n in 1..20u8 {
            let people: Vec<_> = (0..n).map(|i| (i, 1)).collect();
            let all = root(&people);
            assert_ne!(all, root(&people[..people.len() - 1]), "{n}");
            for i in 0..people.len() {
                let mut other = people.clone();
                other[i].1 = 2;
                assert_ne!(all, root(&other), "{n} {i}");
            }
        }
    }
}
