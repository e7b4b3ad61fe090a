//! The rows of the form of the plan: the names of their fields, and who does something.

use super::input::{Colleague, MOST_ROWS, NewPartInput};
use crate::act::Case;
use crate::check::Check;
use crate::thing::{Doer, DoerOf};
use regie_terms::{Id, Party, PersonId};

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// The names of a field in each of its rows, the first row 1.
macro_rules! rows {
    ($name:literal) => {
        [
            concat!($name, "-1"),
            concat!($name, "-2"),
            concat!($name, "-3"),
            concat!($name, "-4"),
            concat!($name, "-5"),
            concat!($name, "-6"),
            concat!($name, "-7"),
            concat!($name, "-8"),
            concat!($name, "-9"),
            concat!($name, "-10"),
            concat!($name, "-11"),
            concat!($name, "-12"),
            concat!($name, "-13"),
            concat!($name, "-14"),
            concat!($name, "-15"),
            concat!($name, "-16"),
            concat!($name, "-17"),
            concat!($name, "-18"),
            concat!($name, "-19"),
            concat!($name, "-20"),
            concat!($name, "-21"),
            concat!($name, "-22"),
            concat!($name, "-23"),
            concat!($name, "-24"),
        ]
    };
}

pub(super) const STATE: [&str; MOST_ROWS] = rows!("state");
pub(super) const STATE_BECAUSE: [&str; MOST_ROWS] = rows!("state_because");
pub(super) const THERE: [&str; MOST_ROWS] = rows!("there");
pub(super) const THERE_BECAUSE: [&str; MOST_ROWS] = rows!("there_because");
pub(super) const PART_KIND: [&str; MOST_ROWS] = rows!("part_kind");
pub(super) const PART_PERSON: [&str; MOST_ROWS] = rows!("part_person");
pub(super) const PART_TEXT: [&str; MOST_ROWS] = rows!("part_text");
pub(super) const PART_LAW: [&str; MOST_ROWS] = rows!("part_law");
pub(super) const PART_WHO: [&str; MOST_ROWS] = rows!("part_who");
pub(super) const PART_WHO_NAME: [&str; MOST_ROWS] = rows!("part_who_name");
pub(super) const PART_PARTY: [&str; MOST_ROWS] = rows!("part_party");

/// The name of a field in a row.
pub(super) fn at(names: &[&'static str; MOST_ROWS], row: usize) -> &'static str {
    names.get(row).copied().unwrap_or("parts")
}

/// Who does what is new on the form.
pub(super) fn doer(
    check: &mut Check,
    case: &Case,
    (row, typed): (usize, &NewPartInput),
    staff: &[Colleague],
) -> Option<Doer> {
    let field = at(&PART_WHO, row);
    let named =
        |check: &mut Check| check.needed(at(&PART_WHO_NAME, row), &typed.who_name, LONGEST_NAME);
    let of_name = |of, name| Doer {
        of,
        person: None,
        name,
        party: None,
    };
    match typed.who.trim().split_once(':') {
        None => match typed.who.trim() {
            "" => None,
            "network" => Some(of_name(DoerOf::Network, named(check))),
            "partner" => {
                let party = check.word(at(&PART_PARTY, row), &typed.party, Party::ALL);
                Some(Doer {
                    party,
                    ..of_name(DoerOf::Partner, named(check))
                })
            }
            _ => {
                check.fault(field, "unknown");
                None
            }
        },
        Some(("person", id)) => {
            let id = id.parse::<Id>().ok().map(PersonId);
            let found = id.and_then(|id| case.person(id));
            if found.is_none() {
                check.fault(field, "unknown");
            }
            found.map(|p| Doer {
                person: Some(PersonId(p.id)),
                ..of_name(DoerOf::Person, p.value.name())
            })
        }
        Some(("staff", id)) => {
            let found = staff.iter().find(|(account, _)| account.to_string() == id);
            if found.is_none() {
                check.fault(field, "unknown");
            }
            found.map(|(_, name)| of_name(DoerOf::Colleague, name.clone()))
        }
        Some(_) => {
            check.fault(field, "unknown");
            None
        }
    }
}

/// A yes or a no that has to be there.
pub(super) fn yes_no(check: &mut Check, field: &'static str, typed: &str) -> Option<bool> {
    match typed.trim() {
        "yes" => Some(true),
        "no" => Some(false),
        "" => {
            check.fault(field, "unpicked");
            None
        }
        _ => {
            check.fault(field, "unknown");
            None
        }
    }
}
