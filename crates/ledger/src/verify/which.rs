//! Which row is it? Asked only when the sums differ: rows and lines are compared one by one.

use super::Problem;
use super::readers::Reader;
use super::walk::{ON, Walk};
use crate::db::DbError;
use crate::line::{Concerned, Hash};
use crate::list::Told;
use crate::row::{REMOVED, Written};
use regie_terms::Id;
use std::collections::HashMap;

/// How many passes keep a comparison of so many rows within some tens of megabytes.
fn passes(rows: i64) -> u8 {
    u8::try_from((rows / 500_000 + 1).min(255)).unwrap_or(255)
}

impl Reader {
    /// The first of all `rows` that is not what the lines say.
    pub(super) async fn which_row(&mut self, rows: i64) -> Result<Problem, DbError> {
        let passes = passes(rows);
        let (controller, digests) = (self.controller, self.digest.clone());
        let mut first: Option<Problem> = None;
        for pass in 0..passes {
            let mine = |key: &[u8; 16]| key.last().is_some_and(|b| b % passes == pass);
            let mut expected: HashMap<[u8; 16], ([u8; 32], i64)> = HashMap::new();
            self.each(Walk::written(), |row| {
                let seq = row.int(0)?;
                for entry in row.bytes(1)?.chunks_exact(Written::SIZE) {
                    let (key, digest) = entry.split_at(16);
                    let key: [u8; 16] = key.try_into().map_err(|_| DbError::Column(1))?;
                    if mine(&key) {
                        let digest = digest.try_into().map_err(|_| DbError::Column(1))?;
                        expected.insert(key, (digest, seq));
                    }
                }
                ON
            })
            .await?;
            let mut found: Vec<Problem> = Vec::new();
            self.each_row(|row| {
                let (key, table) = (row.key(), row.table());
                if !mine(&key) {
                    return;
                }
                let digest = row.digest(&digests, controller);
                match expected.remove(&key) {
                    None => found.push(Problem {
                        line: None,
                        table,
                        what: "a row that no line wrote".to_owned(),
                    }),
                    Some((REMOVED, seq)) => found.push(Problem::at(
                        seq,
                        table,
                        "a row that this line removed is back",
                    )),
                    Some((d, seq)) if d != digest => {
                        found.push(Problem::at(
                            seq,
                            table,
                            "the row this line wrote says something else now",
                        ));
                    }
                    Some(_) => {}
                }
            })
            .await?;
            found.extend(
                expected
                    .iter()
                    .filter(|(_, (digest, _))| *digest != REMOVED)
                    .map(|(key, (_, seq))| {
                        Problem::at(
                            *seq,
                            Written::table_of(key),
                            "a row this line wrote is gone",
                        )
                    }),
            );
            first = found
                .into_iter()
                .chain(first)
                .min_by_key(|p| p.line.unwrap_or(i64::MAX));
        }
        Ok(first.unwrap_or(Problem {
            line: None,
            table: "record",
            what: "the rows do not add up to what the lines say".to_owned(),
        }))
    }

    /// The first place in the list of a person that is not what the lines say; there are `rows` in all tables.
    pub(super) async fn which_concern(&mut self, rows: i64) -> Result<Problem, DbError> {
        let passes = passes(rows);
        let controller = self.controller;
        let mut first: Option<Problem> = None;
        for pass in 0..passes {
            let mine = |id: &Id| id.as_bytes().last().is_some_and(|b| b % passes == pass);
            let mut expected: HashMap<(Id, i64), (i64, Hash)> = HashMap::new();
            self.each(Walk::persons(), |row| {
                let seq = row.int(0)?;
                let wrote = !row.bytes(4)?.is_empty();
                let told = Told::read(row.int(2)?, row.text(5)?, row.bytes(3)?, wrote);
                let concerned = Concerned::unpack_all(row.bytes(1)?).unwrap_or_default();
                for (c, told) in concerned.iter().zip(told.iter().cycle()) {
                    if mine(&c.person.0) {
                        let link = c.link(controller, told);
                        expected.insert((c.person.0, c.count), (seq, link));
                    }
                }
                ON
            })
            .await?;
            let mut found: Vec<Problem> = Vec::new();
            self.each_concern(|_, (person, count, seq), link| {
                if !mine(&person) {
                    return;
                }
                match expected.remove(&(person, count)) {
                    Some((s, l)) if s == seq && l == link => {}
                    Some((s, _)) if s == seq => found.push(Problem::at(
                        s,
                        "concern",
                        "the link of this line in somebody's list says something else",
                    )),
                    Some((s, _)) => found.push(Problem::at(
                        s,
                        "concern",
                        "somebody's list points to another line",
                    )),
                    None => found.push(Problem {
                        line: None,
                        table: "concern",
                        what: "a row that no line wrote".to_owned(),
                    }),
                }
            })
            .await?;
            found.extend(expected.values().map(|(s, _)| {
                Problem::at(*s, "concern", "this line is gone from somebody's list")
            }));
            first = found
                .into_iter()
                .chain(first)
                .min_by_key(|p| p.line.unwrap_or(i64::MAX));
        }
        Ok(first.unwrap_or(Problem {
            line: None,
            table: "concern",
            what: "the lists of people do not add up to what the lines say".to_owned(),
        }))
    }
}
