//! The map of people: for each person whom lines concern, how many and the link of the last. Its root is signed in every checkpoint.
//!
//! A Merkle tree over the people in the order of their ids. Leaves and nodes are hashed apart (RFC 6962), an odd node moves up as it is. A path says on
//! which side each neighbour stands, and not how many people there are: how many somebody's organisation helps is nobody's proof.

use crate::db::{Arg, Col, Conn, DbError};
use crate::line::Hash;
use regie_terms::ControllerId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where in the tree a neighbour stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Before the way up.
    Left,
    /// After it.
    Right,
}

/// The hash of a person's place in the map.
#[must_use]
pub fn leaf(person: &[u8], count: i64, link: &[u8]) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(person)
        .chain_update(count.to_le_bytes())
        .chain_update(link)
        .finalize()
        .into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// The root that a leaf and its path lead to.
#[must_use]
pub fn follow(leaf: Hash, path: &[(Side, Hash)]) -> Hash {
    path.iter().fold(leaf, |at, (side, other)| match side {
        Side::Left => node(other, &at),
        Side::Right => node(&at, other),
    })
}

/// The tree fed one leaf at a time, for its root alone; memory grows with the logarithm only.
#[derive(Default)]
pub struct Tree {
    stack: Vec<(u32, Hash)>,
    leaves: u64,
}

impl Tree {
    /// Adds a leaf. Leaves come in ascending order of person.
    pub fn push(&mut self, leaf: Hash) {
        self.leaves += 1;
        let mut top = (0, leaf);
        while let Some((height, left)) = self.stack.last().copied()
            && height == top.0
        {
            self.stack.pop();
            top = (height + 1, node(&left, &top.1));
        }
        self.stack.push(top);
    }

    /// The number of leaves and the root; of nothing, zeros.
    #[must_use]
    pub fn root(mut self) -> (u64, Hash) {
        let mut root = self.stack.pop().map_or([0; 32], |(_, h)| h);
        while let Some((_, left)) = self.stack.pop() {
            root = node(&left, &root);
        }
        (self.leaves, root)
    }
}

/// The whole map in memory, for paths: some 90 bytes a person.
#[derive(Default)]
pub struct Map {
    people: Vec<([u8; 16], i64)>,
    /// The leaves, then each level above them.
    levels: Vec<Vec<Hash>>,
}

impl Map {
    /// Of people in ascending order, each with the count and link of their last line.
    #[must_use]
    pub fn of(people: &[([u8; 16], i64, Hash)]) -> Self {
        let mut levels: Vec<Vec<Hash>> = vec![
            people
                .iter()
                .map(|(person, count, link)| leaf(person, *count, link))
                .collect(),
        ];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below.chunks(2).filter_map(|pair| match pair {
                [left, right] => Some(node(left, right)),
                [odd] => Some(*odd),
                _ => None,
            });
            let above = above.collect();
            levels.push(above);
        }
        let people = people.iter().map(|(p, count, _)| (*p, *count)).collect();
        Self { people, levels }
    }

    /// The root; of nothing, zeros.
    #[must_use]
    pub fn root(&self) -> Hash {
        let top = self.levels.last().and_then(|level| level.first());
        top.copied().unwrap_or([0; 32])
    }

    /// How many people are in it.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.people.len() as u64
    }

    /// How many lines a person has in it, and the way from their leaf to the root; `None` for who is not in it.
    #[must_use]
    pub fn path(&self, person: &[u8; 16]) -> Option<(i64, Vec<(Side, Hash)>)> {
        let mut index = self.people.binary_search_by(|(p, _)| p.cmp(person)).ok()?;
        let (_, count) = self.people.get(index)?;
        let mut path = Vec::new();
        for level in &self.levels {
            let side = if index.is_multiple_of(2) {
                Side::Right
            } else {
                Side::Left
            };
            if let Some(other) = level.get(index ^ 1) {
                path.push((side, *other));
            }
            index /= 2;
        }
        Some((*count, path))
    }
}

/// Reads the map as it was after line `upto`, person by person in ascending order.
///
/// # Errors
/// [`DbError`] as the database says.
pub async fn each_person(
    conn: &mut Conn,
    controller: ControllerId,
    upto: i64,
    mut f: impl FnMut([u8; 16], i64, Hash) + Send,
) -> Result<(), DbError> {
    const PAGE: i64 = 4096;
    let mut after: Vec<u8> = Vec::new();
    loop {
        // An outer join keeps SQLite from turning it round, as in the writer.
        let page = conn
            .packed(
                &[
                    Col::Bytes("top.person"),
                    Col::Int("top.count"),
                    Col::Bytes("c.link"),
                ],
                "FROM (SELECT person, MAX(count) AS count FROM concern WHERE controller = $1 AND person > $2 AND seq <= $3 \
                  GROUP BY person ORDER BY person LIMIT $4) AS top \
                 LEFT JOIN concern c ON c.controller = $1 AND c.person = top.person AND c.count = top.count \
                 ORDER BY top.person",
                &[Arg::Int(controller.0), Arg::Bytes(&after), Arg::Int(upto), Arg::Int(PAGE)],
            )
            .await?;
        let mut last = None;
        for row in page.rows() {
            let row = row?;
            let person = row.array(0)?;
            f(person, row.int(1)?, row.array(2)?);
            last = Some(person);
        }
        match last {
            Some(person) => after = person.to_vec(),
            None => return Ok(()),
        }
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
    let mut tree = Tree::default();
    each_person(conn, controller, upto, |person, count, link| {
        tree.push(leaf(&person, count, &link));
    })
    .await?;
    Ok(tree.root())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(n: u8) -> Vec<([u8; 16], i64, Hash)> {
        (0..n).map(|i| ([i; 16], 1, [9; 32])).collect()
    }

    fn root(people: &[([u8; 16], i64, Hash)]) -> Hash {
        let mut tree = Tree::default();
        for (person, count, link) in people {
            tree.push(leaf(person, *count, link));
        }
        tree.root().1
    }

    #[test]
    fn the_root_changes_with_every_leaf_and_their_number() {
        for n in 1..20u8 {
            let people = people(n);
            let all = root(&people);
            assert_eq!(all, Map::of(&people).root(), "{n}: both make one root");
            assert_ne!(all, root(&people[..people.len() - 1]), "{n}");
            for i in 0..people.len() {
                let mut other = people.clone();
                other[i].1 = 2;
                assert_ne!(all, root(&other), "{n} {i}");
            }
        }
    }

    #[test]
    fn the_path_of_each_person_leads_to_the_root_and_nobody_elses_does() {
        for n in 1..40u8 {
            let people = people(n);
            let map = Map::of(&people);
            let paths: Vec<_> = people.iter().map(|p| map.path(&p.0).unwrap().1).collect();
            for (i, (person, count, link)) in people.iter().enumerate() {
                let mine = leaf(person, *count, link);
                for (j, path) in paths.iter().enumerate() {
                    assert_eq!(follow(mine, path) == map.root(), i == j, "{n} {i} {j}");
                }
                let more = leaf(person, count + 1, link);
                assert_ne!(follow(more, &paths[i]), map.root());
            }
            assert!(map.path(&[200; 16]).is_none());
        }
    }
}
