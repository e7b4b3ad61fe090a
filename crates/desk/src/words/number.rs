//! Numbers that are read aloud.

/// A citizen service number (BSN) in groups, `9999 12 345`, so that it can be compared with a card. The spaces do
/// not break. A text that is not nine figures comes back as it is.
#[must_use]
pub fn group_bsn(bsn: &str) -> String {
    if bsn.len() != 9 || !bsn.bytes().all(|b| b.is_ascii_digit()) {
        return bsn.to_owned();
    }
    let mut grouped = String::with_capacity(13);
    for (at, figure) in bsn.chars().enumerate() {
        if at == 4 || at == 6 {
            grouped.push('\u{00A0}');
        }
        grouped.push(figure);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_figures_are_grouped_and_nothing_else() {
        assert_eq!(group_bsn("999912345"), "9999\u{a0}12\u{a0}345");
        assert_eq!(group_bsn("12345"), "12345");
        assert_eq!(group_bsn("99991234é"), "99991234é");
    }
}
