//! Reading lines back: who looked at a person, what happened to a dossier.

use crate::db::{Arg, DbError, Row};
use crate::line::{Line, Sealed};
use crate::list::{Told, What};
use crate::{Ledger, LedgerError};
use regie_terms::{DossierId, Id, KeyId, PersonId, RequestId};
use std::ops::Range;

/// Every line, whenever it was written.
const EVER: Range<i64> = i64::MIN..i64::MAX;

const COLUMNS: &str = "l.seq, l.at, l.act, l.dossier, l.body, l.key, l.sealed, l.hash, l.request, \
     CAST(OCTET_LENGTH(l.written) AS BIGINT)";

fn read(row: &Row) -> Result<Line, DbError> {
    let key = row
        .maybe_bytes(5)?
        .map(|b| Id::from_slice(b).map(KeyId))
        .transpose()
        .map_err(|_| DbError::Column(5))?;
    let sealed = match (key, row.maybe_bytes(6)?) {
        (Some(key), Some(bytes)) => Some(Sealed {
            key,
            bytes: bytes.to_vec(),
        }),
        _ => None,
    };
    Ok(Line {
        seq: row.int(0)?,
        at: row.int(1)?,
        request: Id::from_slice(row.bytes(8)?)
            .map(RequestId)
            .map_err(|_| DbError::Column(8))?,
        act: row.text(2)?.to_owned(),
        dossier: row
            .maybe_bytes(3)?
            .map(|b| Id::from_slice(b).map(DossierId))
            .transpose()
            .map_err(|_| DbError::Column(3))?,
        body: serde_json::from_slice(row.bytes(4)?).map_err(|_| DbError::Column(4))?,
        wrote: row.int(9)? > 0,
        sealed,
        hash: row.array(7)?,
    })
}

impl Ledger {
    /// The lines that concern a person, newest first: at most `limit`, of those with a number below `below` in that person's own
    /// list (`i64::MAX` for the newest).
    ///
    /// # Errors
    /// [`LedgerError::Database`] when they cannot be read.
    pub async fn lines_about(
        &self,
        person: PersonId,
        below: i64,
        limit: i64,
    ) -> Result<Vec<(i64, Line)>, LedgerError> {
        self.lines_about_in(person, &EVER, below, limit).await
    }

    /// The same of those within a time: from its start, in milliseconds since 1970 UTC, until just before its end.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when they cannot be read.
    pub async fn lines_about_in(
        &self,
        person: PersonId,
        within: &Range<i64>,
        below: i64,
        limit: i64,
    ) -> Result<Vec<(i64, Line)>, LedgerError> {
        let sql = format!(
            "SELECT {COLUMNS}, c.count FROM concern c JOIN line l ON l.controller = c.controller AND l.seq = c.seq \
             WHERE c.controller = $1 AND c.person = $2 AND c.count < $3 AND l.at >= $5 AND l.at < $6 ORDER BY c.count DESC LIMIT $4"
        );
        let args = [
            Arg::Int(self.controller().0),
            Arg::Bytes(person.0.as_bytes()),
            Arg::Int(below),
            Arg::Int(limit),
            Arg::Int(within.start),
            Arg::Int(within.end),
        ];
        let rows = self.db().rows(&sql, &args).await?;
        rows.iter()
            .map(|row| Ok((row.int(10)?, read(row)?)))
            .collect::<Result<_, DbError>>()
            .map_err(Into::into)
    }

    /// How often somebody was turned away within a time, by the lines that concern a person.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when it cannot be read.
    pub async fn refused_about(
        &self,
        person: PersonId,
        within: &Range<i64>,
    ) -> Result<usize, LedgerError> {
        const PAGE: i64 = 1024;
        // Only a line that wrote nothing can be of somebody who was turned away.
        let sql = "SELECT c.count, l.at, l.act, l.body FROM concern c JOIN line l ON l.controller = c.controller AND l.seq = c.seq \
             WHERE c.controller = $1 AND c.person = $2 AND c.count > $3 AND l.at >= $5 AND l.at < $6 AND OCTET_LENGTH(l.written) = 0 \
             ORDER BY c.count LIMIT $4";
        let (mut refused, mut after) = (0, 0);
        loop {
            let args = [
                Arg::Int(self.controller().0),
                Arg::Bytes(person.0.as_bytes()),
                Arg::Int(after),
                Arg::Int(PAGE),
                Arg::Int(within.start),
                Arg::Int(within.end),
            ];
            let rows = self.db().rows(sql, &args).await?;
            for row in &rows {
                after = row.int(0)?;
                let told = Told::read(row.int(1)?, row.text(2)?, row.bytes(3)?, false);
                let told = told.ok_or(DbError::Column(3))?;
                refused += usize::from(told.what == What::Refused);
            }
            if rows.is_empty() {
                return Ok(refused);
            }
        }
    }

    /// The number that a request's line has in a person's own list; `None` when it does not concern them.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when it cannot be read.
    pub async fn place_of(
        &self,
        person: PersonId,
        request: RequestId,
    ) -> Result<Option<i64>, LedgerError> {
        let sql = "SELECT c.count FROM line l JOIN concern c ON c.controller = l.controller AND c.seq = l.seq \
             WHERE l.controller = $1 AND l.request = $2 AND c.person = $3";
        let args = [
            Arg::Int(self.controller().0),
            Arg::Bytes(request.0.as_bytes()),
            Arg::Bytes(person.0.as_bytes()),
        ];
        let row = self.db().row(sql, &args).await?;
        Ok(row.as_ref().map(|row| row.int(0)).transpose()?)
    }

    /// The lines of a dossier, newest first: at most `limit`, before line `below`.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when they cannot be read.
    pub async fn lines_of(
        &self,
        dossier: DossierId,
        below: i64,
        limit: i64,
    ) -> Result<Vec<Line>, LedgerError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM line l WHERE l.controller = $1 AND l.dossier = $2 AND l.seq < $3 ORDER BY l.seq DESC LIMIT $4"
        );
        let args = [
            Arg::Int(self.controller().0),
            Arg::Bytes(dossier.0.as_bytes()),
            Arg::Int(below),
            Arg::Int(limit),
        ];
        let rows = self.db().rows(&sql, &args).await?;
        rows.iter()
            .map(read)
            .collect::<Result<_, DbError>>()
            .map_err(Into::into)
    }

    /// All lines in order: at most `limit`, after line `after` (0 for the first).
    ///
    /// # Errors
    /// [`LedgerError::Database`] when they cannot be read.
    pub async fn lines_after(&self, after: i64, limit: i64) -> Result<Vec<Line>, LedgerError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM line l WHERE l.controller = $1 AND l.seq > $2 ORDER BY l.seq LIMIT $3"
        );
        let args = [
            Arg::Int(self.controller().0),
            Arg::Int(after),
            Arg::Int(limit),
        ];
        let rows = self.db().rows(&sql, &args).await?;
        rows.iter()
            .map(read)
            .collect::<Result<_, DbError>>()
            .map_err(Into::into)
    }

    /// The line written for a request, when there is one; so that a form sent twice is answered as the first time.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when it cannot be read.
    pub async fn line_of_request(&self, request: RequestId) -> Result<Option<Line>, LedgerError> {
        let sql =
            format!("SELECT {COLUMNS} FROM line l WHERE l.controller = $1 AND l.request = $2");
        let args = [
            Arg::Int(self.controller().0),
            Arg::Bytes(request.0.as_bytes()),
        ];
        let row = self.db().row(&sql, &args).await?;
        Ok(row.as_ref().map(read).transpose()?)
    }

    /// Verifies this chain; see [`crate::verify::verify`].
    ///
    /// # Errors
    /// [`DbError`] when the database cannot be read.
    pub async fn verify(
        &self,
        key: &ed25519_dalek::VerifyingKey,
        outside: &[crate::checkpoint::Checkpoint],
    ) -> Result<crate::verify::Report, DbError> {
        crate::verify::verify(
            self.db(),
            self.controller(),
            self.digest_key(),
            key,
            outside,
        )
        .await
    }
}
