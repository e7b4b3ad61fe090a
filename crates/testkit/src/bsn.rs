//! Test numbers for citizens: they start with 9999, pass the eleven-test and were never issued.
//!
//! Five digits are free and the eleven-test takes one of them, which leaves 9,091 numbers. They are dealt
//! out by number: the families of the demonstration first, then the synthetic households.

use std::sync::OnceLock;

use regie_terms::Bsn;

/// How many numbers the hand-written families have to themselves, counted from 0.
pub(crate) const FOR_THE_DEMO: u64 = 120;

/// The `n`th test number, counted from 0, or nothing past the last.
pub(crate) fn nth(n: u64) -> Option<Bsn> {
    static NUMBERS: OnceLock<Vec<u32>> = OnceLock::new();
    let numbers = NUMBERS.get_or_init(|| (0..10_000).filter_map(with_check_digit).collect());
    let number = numbers.get(usize::try_from(n).ok()?)?;
    Bsn::new(&number.to_string()).ok()
}

/// 9999 followed by four free digits and the ninth that makes the eleven-test come out, if one does.
fn with_check_digit(free: u32) -> Option<u32> {
    let front = 99_990_000 + free;
    let sum: u32 = (2..=9)
        .map(|weight| digit(front, weight - 2) * weight)
        .sum();
    match sum % 11 {
        10 => None,
        last => Some(front * 10 + last),
    }
}

fn digit(number: u32, from_the_right: u32) -> u32 {
    number / 10_u32.pow(from_the_right) % 10
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::nth;

    #[test]
    fn all_are_different_and_pass_the_eleven_test() {
        let numbers: Vec<String> = (0..)
            .map_while(nth)
            .map(|bsn| bsn.digits().to_owned())
            .collect();
        assert_eq!(numbers.len(), 9091);
        for number in &numbers {
            assert!(number.starts_with("9999") && number.len() == 9, "{number}");
            let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
            let digits = number.chars().filter_map(|c| c.to_digit(10)).map(i64::from);
            let sum: i64 = digits
                .zip(weights)
                .map(|(digit, weight)| digit * weight)
                .sum();
            assert_eq!(sum % 11, 0, "{number}");
        }
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
    }
}
