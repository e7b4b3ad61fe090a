//! Lists of ids in a statement.

use super::Arg;
use std::fmt::Write as _;

/// `IN ($from, …)` for a list of ids: the list is padded to a power of two by repeating its last member, so that few
/// statements are prepared.
#[must_use]
pub fn in_list<'a>(from: usize, ids: &'a [[u8; 16]], args: &mut Vec<Arg<'a>>) -> String {
    format!("IN ({})", padded(from, ids, args, "", ""))
}

/// `($from), …`, the rows of a VALUES list, padded likewise.
#[must_use]
pub fn value_list<'a>(from: usize, ids: &'a [[u8; 16]], args: &mut Vec<Arg<'a>>) -> String {
    padded(from, ids, args, "(", ")")
}

fn padded<'a>(
    from: usize,
    ids: &'a [[u8; 16]],
    args: &mut Vec<Arg<'a>>,
    open: &str,
    close: &str,
) -> String {
    let size = ids.len().next_power_of_two();
    let mut sql = String::with_capacity(size * 7);
    for i in 0..size {
        let comma = if i > 0 { "," } else { "" };
        // Writing to a String does not fail.
        let _ = write!(sql, "{comma}{open}${}{close}", from + i);
        let id = ids.get(i).or_else(|| ids.last());
        args.push(Arg::Bytes(id.map_or(&[], <[u8; 16]>::as_slice)));
    }
    sql
}
