//! What the writer knows of people, facts and keys since it wrote last.
//!
//! Everything a line depends on changes only together with the head of the chain. So what was read or written under its lock is
//! still so while the head is the one this writer left, and need not be read again; after anybody else wrote, it is.

use super::Job;
use crate::line::Hash;
use regie_terms::{Id, KeyId};
use std::collections::HashMap;

/// How many people and how many facts are remembered.
const MOST: usize = 20_000;

/// People and facts as they are at a head of the chain.
#[derive(Default)]
pub(super) struct Known {
    head: (i64, Hash),
    /// The last count and line hash of a person; zeros for somebody whom no line concerns.
    pub(super) heads: HashMap<[u8; 16], (i64, Hash)>,
    /// The version of a fact; `None` for one that has none.
    pub(super) facts: HashMap<Id, Option<i64>>,
    /// Whether a key is retired.
    pub(super) keys: HashMap<KeyId, bool>,
}

impl Known {
    /// Forgets everything unless it is known at this head.
    pub(super) fn at(&mut self, seq: i64, hash: &Hash) {
        let sizes = [self.heads.len(), self.facts.len(), self.keys.len()];
        if self.head != (seq, *hash) || sizes.into_iter().any(|size| size > MOST) {
            *self = Self::default();
        }
    }

    /// What is known now is so at this head, which is durable.
    pub(super) fn left(&mut self, seq: i64, hash: &Hash) {
        self.head = (seq, *hash);
    }

    /// The facts that a group is judged on or moves, and that are not known; each once.
    pub(super) fn unknown_facts(&self, group: &[Job]) -> Vec<[u8; 16]> {
        let things = group
            .iter()
            .flat_map(|j| j.scope.facts.iter().map(|(id, _)| id).chain(&j.scope.moves))
            .filter(|id| !self.facts.contains_key(id))
            .map(|id| *id.as_bytes());
        once(things.collect())
    }

    /// The people whom a group concerns and who are not known; each once.
    pub(super) fn unknown_people(&self, group: &[Job]) -> Vec<[u8; 16]> {
        let people = group
            .iter()
            .flat_map(|j| &j.scope.concerns)
            .map(|p| *p.0.as_bytes())
            .filter(|id| !self.heads.contains_key(id));
        once(people.collect())
    }
}

fn once(mut ids: Vec<[u8; 16]>) -> Vec<[u8; 16]> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
