//! From which day others decide, in a sentence.

use regie_casework::portal::{Ahead, PortalCapacity};

use crate::words::Lang;

/// The sentences, the first day first.
pub(super) fn sentences(
    t: Lang,
    capacity: PortalCapacity,
    name: &str,
    ahead: &[Ahead],
) -> Vec<String> {
    ahead
        .iter()
        .filter_map(|one| key(capacity, one).map(|key| (one, key)))
        .map(|(one, key)| t.with2(key, "day", t.day(one.on), "name", name))
        .collect()
}

fn key(capacity: PortalCapacity, one: &Ahead) -> Option<&'static str> {
    let own = capacity == PortalCapacity::Subject;
    if own && one.of_age && one.subject {
        return Some("portal-ahead-of-age");
    }
    match (one.subject, one.parent, one.reader) {
        (true, true, _) if own => Some("portal-ahead-you-together"),
        (true, false, _) if own => Some("portal-ahead-you-alone"),
        (true, true, true) => Some("portal-ahead-together"),
        (true, _, false) => Some("portal-ahead-alone"),
        (false, _, false) => Some("portal-ahead-ends"),
        (false, false, true) if !own => Some("portal-ahead-representing"),
        _ => None,
    }
}
