//! A small source of numbers that gives the same row of numbers on every machine, for ever.
//!
//! A library's generator may change its numbers from one release to the next, and then every household
//! would move. This is splitmix64: a counter and three multiplications, fixed by its own definition. It
//! is for making up people and for nothing else: keys and tokens never come from here.

/// A row of numbers that depends on a seed and a stream only.
#[derive(Clone)]
pub(crate) struct Random {
    state: u64,
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Random {
    /// The row of `stream` under `seed`. Rows of neighbouring streams have nothing in common: both
    /// numbers are mixed before they meet.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let state =
            mix(seed.wrapping_add(GOLDEN)) ^ mix(stream.wrapping_mul(GOLDEN).wrapping_add(1));
        Self { state }
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// A number from 0 up to but not including `n`; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(n);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `low` up to and including `high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.abs_diff(low).saturating_add(1);
        low.saturating_add_unsigned(self.below(span))
    }

    /// True `percent` times in a hundred.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `items`; the default of the type when there are none.
    pub(crate) fn pick<T: Copy + Default>(&mut self, items: &[T]) -> T {
        self.one_of(items).copied().unwrap_or_default()
    }

    /// One of `items`, or nothing when there are none.
    pub(crate) fn one_of<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let at = self.below(items.len() as u64);
        items.get(usize::try_from(at).unwrap_or(0))
    }

    /// One of `items`, each as likely as its weight is of the sum of weights.
    pub(crate) fn weighted<'a, T>(&mut self, items: &'a [(u64, T)]) -> Option<&'a T> {
        let total = items.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, item) in items {
            if left < *weight {
                return Some(item);
            }
            left -= weight;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    /// The published first outputs of splitmix64 for state 1234567.
    #[test]
    fn is_splitmix64() {
        let mut random = Random { state: 1_234_567 };
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
        assert_eq!(random.next(), 9_817_491_932_198_370_423);
    }

    #[test]
    fn stays_within_its_bounds() {
        let mut random = Random::new(1, 2);
        let mut seen = [false; 7];
        for _ in 0..500 {
            let number = random.between(-3, 3);
            assert!((-3..=3).contains(&number));
            if let Some(slot) = usize::try_from(number + 3)
                .ok()
                .and_then(|at| seen.get_mut(at))
            {
                *slot = true;
            }
        }
        assert_eq!(seen, [true; 7], "every number in the range comes up");
        assert_eq!(random.below(0), 0);
        assert_eq!(random.one_of::<u8>(&[]), None);
    }
}
