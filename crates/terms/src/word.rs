//! What a word of the vocabulary is, and small sets of them.
//!
//! Every closed list of the vocabulary is an enum made by [`words!`]: it has its words in their published
//! order, reads and writes them, and refuses any other. Which words there are stands in `vocabulary`.

use std::fmt;
use std::marker::PhantomData;

/// One word out of a fixed list.
pub trait Word: Copy + Eq + fmt::Debug + 'static {
    /// All words of the list, in their published order.
    const ALL: &'static [Self];

    /// The word as it is written in questions, answers and rule files.
    fn as_str(self) -> &'static str;

    /// The word written so, or `None` when the list does not hold it. Exact: no case folding, no trimming.
    fn from_word(word: &str) -> Option<Self>;

    /// Its place in [`Word::ALL`], from 0.
    fn index(self) -> usize;
}

/// Makes an enum of words: kebab-case in JSON and TOML, in the order given.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] $variant,)+
        }

        impl $name {
            /// All words of the list, in their published order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The word as it is written.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl $crate::word::Word for $name {
            const ALL: &'static [Self] = $name::ALL;
            fn as_str(self) -> &'static str { $name::as_str(self) }
            fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
            fn index(self) -> usize { self as usize }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::word::UnknownWord;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                <$name as $crate::word::Word>::from_word(word).ok_or($crate::word::UnknownWord)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::word::deserialize(from)
            }
        }
    };
}
pub(crate) use words;

/// A word that is not in its list. It does not repeat the word: that may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown word")]
pub struct UnknownWord;

/// Reads one word; the error lists what is accepted.
pub(crate) fn deserialize<'de, D, W>(from: D) -> Result<W, D::Error>
where
    D: serde::Deserializer<'de>,
    W: Word,
{
    struct Reader<W>(PhantomData<W>);
    impl<W: Word> serde::de::Visitor<'_> for Reader<W> {
        type Value = W;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "one of {}", accepted(W::ALL))
        }
        fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<W, E> {
            W::from_word(word)
                .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(word), &self))
        }
    }
    from.deserialize_str(Reader(PhantomData))
}

/// The words as a list for a message: `a, b, c`.
#[must_use]
pub fn accepted<W: Word>(words: &[W]) -> String {
    let names: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    names.join(", ")
}

/// A set of words of one list, kept as bits. Reading it gives the order of the list, whatever order the words
/// came in, so two sets with the same words are the same bytes. Lists hold at most 64 words.
pub struct Set<W> {
    bits: u64,
    of: PhantomData<W>,
}

impl<W: Word> Set<W> {
    /// The set without words.
    pub const EMPTY: Set<W> = Set {
        bits: 0,
        of: PhantomData,
    };

    /// The set with every word of the list.
    #[must_use]
    pub fn all() -> Set<W> {
        W::ALL.iter().copied().collect()
    }

    /// Adds a word; adding twice changes nothing.
    pub fn insert(&mut self, word: W) {
        self.bits |= 1 << word.index();
    }

    /// Whether the word is in it.
    #[must_use]
    pub fn contains(self, word: W) -> bool {
        self.bits & (1 << word.index()) != 0
    }

    /// Whether no word is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many words are in it.
    #[must_use]
    pub const fn len(self) -> usize {
        self.bits.count_ones() as usize
    }

    /// The words that are in both.
    #[must_use]
    pub const fn and(self, other: Set<W>) -> Set<W> {
        Set {
            bits: self.bits & other.bits,
            of: PhantomData,
        }
    }

    /// The words that are in either.
    #[must_use]
    pub const fn or(self, other: Set<W>) -> Set<W> {
        Set {
            bits: self.bits | other.bits,
            of: PhantomData,
        }
    }

    /// The words that are in this one and not in the other.
    #[must_use]
    pub const fn without(self, other: Set<W>) -> Set<W> {
        Set {
            bits: self.bits & !other.bits,
            of: PhantomData,
        }
    }

    /// Whether every word of this one is in the other. The empty set is within any.
    #[must_use]
    pub const fn within(self, other: Set<W>) -> bool {
        self.bits & !other.bits == 0
    }

    /// The words in the order of the list.
    pub fn iter(self) -> impl Iterator<Item = W> {
        let mut bits = self.bits;
        std::iter::from_fn(move || {
            if bits == 0 {
                return None;
            }
            let next = W::ALL.get(bits.trailing_zeros() as usize).copied();
            bits &= bits - 1;
            next
        })
    }

    /// The bits, one per word by its index. For engines that compare many sets.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.bits
    }
}

impl<W> Clone for Set<W> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<W> Copy for Set<W> {}
impl<W> PartialEq for Set<W> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}
impl<W> Eq for Set<W> {}
impl<W> std::hash::Hash for Set<W> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.bits.hash(state);
    }
}
impl<W: Word> Default for Set<W> {
    fn default() -> Self {
        Set::EMPTY
    }
}
impl<W: Word> fmt::Debug for Set<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.iter().map(Word::as_str))
            .finish()
    }
}
impl<W: Word> FromIterator<W> for Set<W> {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        let mut set = Set::EMPTY;
        for word in words {
            set.insert(word);
        }
        set
    }
}
impl<W: Word, const N: usize> From<[W; N]> for Set<W> {
    fn from(words: [W; N]) -> Self {
        words.into_iter().collect()
    }
}
impl<W: Word> From<Vec<W>> for Set<W> {
    fn from(words: Vec<W>) -> Self {
        words.into_iter().collect()
    }
}
impl<W: Word> serde::Serialize for Set<W> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(Word::as_str))
    }
}
impl<'de, W: Word + serde::Deserialize<'de>> serde::Deserialize<'de> for Set<W> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Vec::<W>::deserialize(from)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Data;

    #[test]
    fn a_set_reads_in_the_order_of_the_list() {
        let set = Set::from([Data::Health, Data::Identity, Data::Health]);
        assert_eq!(
            set.iter().collect::<Vec<_>>(),
            [Data::Identity, Data::Health]
        );
        assert_eq!(set.len(), 2);
    }

    #[test]
    fn within_and_without_agree() {
        let wide = Set::from([Data::Identity, Data::Health]);
        let narrow = Set::from([Data::Health]);
        assert!(narrow.within(wide) && !wide.within(narrow));
        assert_eq!(wide.without(narrow), Set::from([Data::Identity]));
    }
}
