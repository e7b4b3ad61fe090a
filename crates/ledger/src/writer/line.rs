//! The lines of a group, made and inserted.

use super::{Job, Writer};
use crate::db::{Arg, Conn, DbError};
use crate::line::{Body, Concerned, Hash, Hashed, Sealed};
use crate::list::{Salt, Told};
use crate::row::{Written, insert};
use regie_terms::PersonId;
use std::collections::HashMap;

/// A line ready to be inserted.
pub(super) struct Ready {
    pub(super) job: usize,
    seq: i64,
    at: i64,
    pub(super) request: [u8; 16],
    act: &'static str,
    dossier: Option<[u8; 16]>,
    account: [u8; 16],
    body: Vec<u8>,
    sealed: Option<Sealed>,
    persons: Vec<u8>,
    pub(super) concerned: Vec<Concerned>,
    /// The link of each person concerned.
    pub(super) links: Vec<Hash>,
    written: Vec<u8>,
    delta: [u8; 32],
    pub(super) hash: Hash,
}

/// As many salts as a line concerns people.
fn salts(people: usize) -> Result<Vec<Salt>, DbError> {
    let mut salts = vec![Salt::default(); people];
    getrandom::fill(salts.as_flattened_mut())
        .map_err(|_| DbError::Other("the system gives no random numbers".to_owned()))?;
    Ok(salts)
}

impl Writer {
    /// The line of a job, chained to the one before it and to those of the people it concerns.
    pub(super) fn line(
        &self,
        index: usize,
        seq: i64,
        job: &mut Job,
        written: Written,
        heads: &HashMap<[u8; 16], (i64, Hash)>,
        previous: &Hash,
    ) -> Result<Ready, DbError> {
        let scope = &job.scope;
        let mut people: Vec<PersonId> = scope.concerns.clone();
        people.sort_unstable();
        people.dedup();
        let salts = salts(people.len())?;
        let concerned: Vec<Concerned> = people
            .into_iter()
            .zip(salts)
            .map(|(person, salt)| {
                let (count, before) = heads.get(person.0.as_bytes()).copied().unwrap_or_default();
                Concerned {
                    person,
                    count: count + 1,
                    previous: before,
                    salt,
                }
            })
            .collect();
        let body = Body::new(scope, job.decided.clone(), job.done);
        let told = Told::of(scope.at, scope.act, &body, !written.packed.is_empty());
        let links = concerned
            .iter()
            .map(|c| c.link(self.controller, &told))
            .collect();
        let mut ready = Ready {
            job: index,
            seq,
            at: scope.at,
            request: *scope.request.0.as_bytes(),
            act: scope.act,
            dossier: scope.dossier.map(|d| *d.0.as_bytes()),
            account: *scope.actor.account.0.as_bytes(),
            // A struct of texts and numbers always serialises.
            body: serde_json::to_vec(&body).unwrap_or_default(),
            sealed: job.sealed.take(),
            persons: Concerned::pack_all(&concerned),
            concerned,
            links,
            written: written.packed,
            delta: written.delta.bytes(),
            hash: Hash::default(),
        };
        ready.hash = Hashed {
            controller: self.controller,
            seq,
            at: ready.at,
            request: &ready.request,
            act: ready.act,
            dossier: ready.dossier.as_ref().map(<[u8; 16]>::as_slice),
            account: Some(&ready.account),
            body: &ready.body,
            key: ready.sealed.as_ref().map(|s| s.key.0.as_bytes().as_slice()),
            sealed: ready.sealed.as_ref().map(|s| s.bytes.as_slice()),
            persons: &ready.persons,
            written: &ready.written,
            delta: &ready.delta,
        }
        .hash(previous);
        Ok(ready)
    }

    /// Inserts the lines of a group, and where they stand in the lists of people.
    pub(super) async fn insert_lines(
        &self,
        conn: &mut Conn,
        ready: &[Ready],
    ) -> Result<(), DbError> {
        let me = self.controller.0;
        let lines: Vec<Vec<Arg<'_>>> = ready
            .iter()
            .map(|l| {
                vec![
                    Arg::Int(me),
                    Arg::Int(l.seq),
                    Arg::Int(l.at),
                    Arg::Bytes(&l.request),
                    Arg::Text(l.act),
                    Arg::MaybeBytes(l.dossier.as_ref().map(<[u8; 16]>::as_slice)),
                    Arg::Bytes(&l.account),
                    Arg::Bytes(&l.body),
                    Arg::MaybeBytes(l.sealed.as_ref().map(|s| s.key.0.as_bytes().as_slice())),
                    Arg::MaybeBytes(l.sealed.as_ref().map(|s| s.bytes.as_slice())),
                    Arg::Bytes(&l.persons),
                    Arg::Bytes(&l.written),
                    Arg::Bytes(&l.delta),
                    Arg::Bytes(&l.hash),
                ]
            })
            .collect();
        insert(
            conn,
            "INSERT INTO line (controller, seq, at, request, act, dossier, account, body, key, sealed, persons, written, delta, \
             hash) VALUES",
            14,
            "",
            &lines,
        )
        .await?;
        let concerns: Vec<Vec<Arg<'_>>> = ready
            .iter()
            .flat_map(|l| l.concerned.iter().zip(&l.links).map(move |c| (l.seq, c)))
            .map(|(seq, (c, link))| {
                vec![
                    Arg::Int(me),
                    Arg::Bytes(c.person.0.as_bytes()),
                    Arg::Int(c.count),
                    Arg::Int(seq),
                    Arg::Bytes(link),
                ]
            })
            .collect();
        insert(
            conn,
            "INSERT INTO concern (controller, person, count, seq, link) VALUES",
            5,
            "",
            &concerns,
        )
        .await
    }
}
