//! Checkpoints: the head of the chain and the root of the map person -> (count, last link), signed.
//!
//! A checkpoint handed to an outsider makes a shortened or rewritten chain visible, and lets a person prove that
//! the list of who looked is complete without seeing anybody else's lines.

use crate::db::{Arg, Conn, DbError};
use crate::map::{Map, each_person};
use crate::row::{RecordRow, Rows, SealedChange};
use crate::{Ledger, LedgerError};
use data_encoding::HEXLOWER;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use regie_charter::{Change, Permit};
use regie_terms::{ControllerId, Id, KeyId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The kind of record that holds a checkpoint. Its `sealed` column is plain JSON: nothing in it is about a person.
pub const KIND: &str = "checkpoint";

/// What is signed. It says nothing of how many lines or people there are: a person's proof shows it, and who compares two proofs would read
/// from them how busy the organisation was in between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Format, 2.
    pub v: u8,
    /// The organisation.
    pub controller: ControllerId,
    /// The database's id, hexadecimal.
    pub database: String,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The root of the map of people, hexadecimal.
    pub map: String,
    /// The digest of the [`Tip`], hexadecimal.
    pub tip: String,
}

/// Where the chain stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tip {
    /// The last line.
    pub seq: i64,
    /// Its hash, hexadecimal.
    pub hash: String,
    /// How many people have lines.
    pub people: u64,
}

impl Tip {
    /// What the head says of it. Nobody who does not have the line's hash can guess the rest by it.
    #[must_use]
    pub fn digest(&self) -> String {
        let hash = Sha256::new()
            .chain_update(b"regie-tip-2")
            .chain_update(self.seq.to_le_bytes())
            .chain_update(self.people.to_le_bytes())
            .chain_update(self.hash.as_bytes())
            .finalize();
        HEXLOWER.encode(&hash)
    }
}

/// A signed head, as a proof shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The JSON text of a [`Head`], exactly as signed.
    pub head: String,
    /// Ed25519 over the bytes of `head`, hexadecimal.
    pub signature: String,
    /// The public key, hexadecimal.
    pub public_key: String,
}

impl Signed {
    /// Reads the head when `key` signed it.
    #[must_use]
    pub fn verified(&self, key: &VerifyingKey) -> Option<Head> {
        let bytes: [u8; 64] = HEXLOWER
            .decode(self.signature.as_bytes())
            .ok()?
            .try_into()
            .ok()?;
        key.verify_strict(self.head.as_bytes(), &Signature::from_bytes(&bytes))
            .ok()?;
        let head: Head = serde_json::from_str(&self.head).ok()?;
        (head.v == 2).then_some(head)
    }
}

/// A signed head with where the chain stood, as stored and as exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// What was signed.
    #[serde(flatten)]
    pub signed: Signed,
    /// Where the chain stood.
    pub tip: Tip,
}

impl Checkpoint {
    /// Reads the head when `key` signed it and it is about this tip.
    #[must_use]
    pub fn verified(&self, key: &VerifyingKey) -> Option<Head> {
        let head = self.signed.verified(key)?;
        (head.tip == self.tip.digest()).then_some(head)
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
            let map = self.map(&mut conn, seq).await?;
            let tip = Tip {
                seq,
                hash: HEXLOWER.encode(row.bytes(1)?),
                people: map.people(),
            };
            Ok::<_, DbError>((tip, map))
        }
        .await;
        conn.plain("COMMIT").await?;
        drop(conn);
        let (tip, map) = made?;
        let head = Head {
            v: 2,
            controller,
            database: HEXLOWER.encode(&self.database()),
            at,
            map: HEXLOWER.encode(&map.root()),
            tip: tip.digest(),
        };
        let head = serde_json::to_string(&head).unwrap_or_default();
        let signed = Signed {
            signature: HEXLOWER.encode(&key.sign(head.as_bytes()).to_bytes()),
            public_key: HEXLOWER.encode(key.verifying_key().as_bytes()),
            head,
        };
        let checkpoint = Checkpoint { signed, tip };
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

    /// The map of people as it was after line `seq`. That of the newest checkpoint is kept, since every proof needs it.
    pub(crate) async fn map(&self, conn: &mut Conn, seq: i64) -> Result<Arc<Map>, DbError> {
        let known = self.kept_map();
        if let Some((at, map)) = known.as_ref()
            && *at == seq
        {
            return Ok(map.clone());
        }
        let mut people = Vec::new();
        each_person(conn, self.controller(), seq, |person, count, link| {
            people.push((person, count, link));
        })
        .await?;
        let map = Arc::new(Map::of(&people));
        if known.is_none_or(|(at, _)| at < seq) {
            self.keep_map(seq, map.clone());
        }
        Ok(map)
    }

    /// The newest checkpoint in the database, of those that `key` signed; `None` before the first.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when they cannot be read.
    pub async fn newest_checkpoint(
        &self,
        key: &VerifyingKey,
    ) -> Result<Option<(Checkpoint, Head)>, LedgerError> {
        // Ids of records grow with time; the few last are enough to meet one that stands.
        let sql = "SELECT sealed FROM record WHERE controller = $1 AND kind = 'checkpoint' AND dossier IS NULL ORDER BY id DESC LIMIT 3";
        let rows = self
            .db()
            .rows(sql, &[Arg::Int(self.controller().0)])
            .await?;
        let database = HEXLOWER.encode(&self.database());
        for row in rows {
            let Ok(checkpoint) = serde_json::from_slice::<Checkpoint>(row.bytes(0)?) else {
                continue;
            };
            let head = checkpoint.verified(key);
            let ours = head.filter(|h| h.database == database && h.controller == self.controller());
            if let Some(head) = ours {
                return Ok(Some((checkpoint, head)));
            }
        }
        Ok(None)
    }
}
