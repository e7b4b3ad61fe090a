//! The rows: do they add up to what the lines say?

use super::lines::Sums;
use super::readers::{Piece, Read, Reader};
use super::walk::{ON, Walk};
use super::{Check, Problem};
use crate::db::DbError;
use crate::digest::{DigestKey, Sum};
use crate::row::{FindingRow, RecordRow, facts_digest, facts_key, finding_key, record_key};
use regie_terms::{ControllerId, Id};

/// A row as it is stored.
pub(super) enum Stored {
    Record(RecordRow),
    Facts(Id, i64),
    Finding(FindingRow),
}

impl Stored {
    pub(super) fn table(&self) -> &'static str {
        match self {
            Self::Record(_) => "record",
            Self::Facts(..) => "facts",
            Self::Finding(_) => "finding",
        }
    }

    pub(super) fn key(&self) -> [u8; 16] {
        match self {
            Self::Record(row) => record_key(row.id),
            Self::Facts(thing, _) => facts_key(*thing),
            Self::Finding(row) => finding_key(row),
        }
    }

    pub(super) fn digest(&self, key: &DigestKey, controller: ControllerId) -> [u8; 32] {
        match self {
            Self::Record(row) => row.digest(key, controller),
            Self::Facts(thing, version) => facts_digest(key, controller, *thing, *version),
            Self::Finding(row) => row.digest(key, controller),
        }
    }
}

/// The digest of one place in the list of a person.
pub(super) fn concern_digest(
    key: &DigestKey,
    controller: ControllerId,
    (person, count, seq): (&[u8], i64, i64),
    link: &[u8],
) -> [u8; 32] {
    key.row("concern")
        .int(controller.0)
        .bytes(person)
        .int(count)
        .int(seq)
        .bytes(link)
        .done()
}

impl Check {
    /// Holds what the rows add up to against what the lines say.
    pub(super) async fn rows(
        &mut self,
        sums: &Sums,
        read: &[Read],
    ) -> Result<Option<Problem>, DbError> {
        let (mut concern, mut records, mut count) = (Sum::default(), Sum::default(), 0);
        for part in read {
            if matches!(part.piece, Piece::Lines(..)) {
                continue;
            }
            if part.found.is_some() {
                return Ok(part.found.clone());
            }
            concern.plus(part.concern);
            records.plus(part.records);
            count += part.count;
        }
        self.report.rows = count;
        if concern != sums.concern {
            return self.reader.which_concern(count).await.map(Some);
        }
        if records != sums.records {
            return self.reader.which_row(count).await.map(Some);
        }
        Ok(None)
    }
}

impl Reader {
    /// Adds up the lists of people.
    pub(super) async fn concern(&mut self) -> Result<Read, DbError> {
        let mut read = Read::new(Piece::Concern);
        let found = self
            .each_concern(|digest, _, _| {
                read.count += 1;
                read.concern.add(&digest);
            })
            .await?;
        Ok(Read { found, ..read })
    }

    /// Adds up all other rows.
    pub(super) async fn rows(&mut self) -> Result<Read, DbError> {
        let mut read = Read::new(Piece::Rows);
        let (controller, digest) = (self.controller, self.digest.clone());
        let found = self
            .each_row(|row| {
                read.count += 1;
                read.records.add(&row.digest(&digest, controller));
            })
            .await?;
        Ok(Read { found, ..read })
    }

    /// Calls `f` with the digest of every place in the lists of people, and with whose it is, which, the line it names and its link.
    pub(super) async fn each_concern(
        &mut self,
        mut f: impl FnMut([u8; 32], (Id, i64, i64), &[u8]) + Send,
    ) -> Result<Option<Problem>, DbError> {
        let (controller, digest) = (self.controller, self.digest.clone());
        self.each(Walk::concern(), |row| {
            let person: [u8; 16] = row.array(0)?;
            let (count, seq, link) = (row.int(1)?, row.int(2)?, row.bytes(3)?);
            f(
                concern_digest(&digest, controller, (&person, count, seq), link),
                (Id::from_bytes(person), count, seq),
                link,
            );
            ON
        })
        .await
    }

    /// Calls `f` with every row that lines carry digests of.
    pub(super) async fn each_row(
        &mut self,
        mut f: impl FnMut(Stored) + Send,
    ) -> Result<Option<Problem>, DbError> {
        for walk in [Walk::records(), Walk::large_records()] {
            let found = self
                .each(walk, |row| {
                    f(Stored::Record(RecordRow::read(row)?));
                    ON
                })
                .await?;
            if found.is_some() {
                return Ok(found);
            }
        }
        let found = self
            .each(Walk::facts(), |row| {
                f(Stored::Facts(Id::from_bytes(row.array(0)?), row.int(1)?));
                ON
            })
            .await?;
        if found.is_some() {
            return Ok(found);
        }
        self.each(Walk::findings(), |row| {
            f(Stored::Finding(FindingRow {
                kind: row.text(0)?.to_owned(),
                tag: row.bytes(1)?.to_vec(),
                record: Id::from_bytes(row.array(2)?),
            }));
            ON
        })
        .await
    }
}
