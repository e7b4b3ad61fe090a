//! Digests of stored rows, and their sum.
//!
//! Every line says what its change did to the sum of all row digests: plus the digest of each row written, minus
//! the digest of each row replaced or removed. Whoever adds up all lines and all rows must get the same
//! number, so a row changed, removed, swapped or put back is noticed with memory for one number only.
//!
//! Digests are keyed (BLAKE3, key in the key store): with the database alone nobody can look for other rows that
//! happen to add up.

use regie_terms::ControllerId;
use zeroize::Zeroizing;

/// The key of row digests.
pub struct DigestKey(Zeroizing<[u8; 32]>);

impl DigestKey {
    /// The key with these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The id of the database that this key guards: another key, another id.
    #[must_use]
    pub fn database(&self, controller: ControllerId) -> [u8; 32] {
        self.row("database").int(controller.0).done()
    }

    /// What vouches for the head of a chain: hashes of lines need no key, so without this whoever writes the database could
    /// take lines away and hash the rest anew.
    #[must_use]
    pub fn head(&self, controller: ControllerId, seq: i64, hash: &[u8; 32]) -> [u8; 32] {
        self.row("chain")
            .int(controller.0)
            .int(seq)
            .bytes(hash)
            .done()
    }

    /// Starts the digest of a row of `table`.
    #[must_use]
    pub fn row(&self, table: &str) -> RowDigest<'_> {
        RowDigest {
            key: &self.0,
            bytes: Vec::with_capacity(512),
        }
        .text(table)
    }
}

/// A digest under way. Every value goes in with its length or a fixed width, so that no two rows write the same bytes.
///
/// The values are gathered first and hashed in one go, which is a good deal faster than value by value.
pub struct RowDigest<'a> {
    key: &'a [u8; 32],
    bytes: Vec<u8>,
}

impl RowDigest<'_> {
    /// Adds a number.
    #[must_use]
    pub fn int(mut self, value: i64) -> Self {
        self.bytes.extend_from_slice(&value.to_le_bytes());
        self
    }
    /// Adds a number or nothing.
    #[must_use]
    pub fn maybe_int(self, value: Option<i64>) -> Self {
        match value {
            Some(v) => self.int(1).int(v),
            None => self.int(0),
        }
    }
    /// Adds bytes.
    #[must_use]
    pub fn bytes(mut self, value: &[u8]) -> Self {
        self.bytes
            .extend_from_slice(&(value.len() as u64).to_le_bytes());
        self.bytes.extend_from_slice(value);
        self
    }
    /// Adds bytes or nothing.
    #[must_use]
    pub fn maybe_bytes(self, value: Option<&[u8]>) -> Self {
        match value {
            Some(v) => self.int(1).bytes(v),
            None => self.int(0),
        }
    }
    /// Adds a text.
    #[must_use]
    pub fn text(self, value: &str) -> Self {
        self.bytes(value.as_bytes())
    }
    /// The digest.
    #[must_use]
    pub fn done(self) -> [u8; 32] {
        *blake3::keyed_hash(self.key, &self.bytes).as_bytes()
    }
}

/// A sum of digests, modulo 2^256; the order of adding does not matter.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Sum([u64; 4]);

impl Sum {
    /// Reads the 32 bytes that [`Sum::bytes`] gave.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut out = [0; 4];
        for (limb, chunk) in out.iter_mut().zip(bytes.chunks_exact(8)) {
            *limb = u64::from_le_bytes(chunk.try_into().unwrap_or_default());
        }
        Self(out)
    }

    /// The sum as 32 bytes, least significant first.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        let mut out = [0; 32];
        for (chunk, limb) in out.chunks_exact_mut(8).zip(self.0) {
            chunk.copy_from_slice(&limb.to_le_bytes());
        }
        out
    }

    /// Adds a digest.
    pub fn add(&mut self, digest: &[u8; 32]) {
        self.plus(Self::from_bytes(digest));
    }

    /// Takes a digest away.
    pub fn remove(&mut self, digest: &[u8; 32]) {
        self.minus(Self::from_bytes(digest));
    }

    /// Adds another sum.
    pub fn plus(&mut self, other: Self) {
        let mut carry = false;
        for (a, b) in self.0.iter_mut().zip(other.0) {
            let (x, first) = a.overflowing_add(b);
            let (x, second) = x.overflowing_add(u64::from(carry));
            *a = x;
            carry = first | second;
        }
    }

    /// Takes another sum away.
    pub fn minus(&mut self, other: Self) {
        let mut borrow = false;
        for (a, b) in self.0.iter_mut().zip(other.0) {
            let (x, first) = a.overflowing_sub(b);
            let (x, second) = x.overflowing_sub(u64::from(borrow));
            *a = x;
            borrow = first | second;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_do_not_mind_the_order_and_come_back_to_nothing() {
        let key = DigestKey::new([7; 32]);
        let digests: Vec<_> = (0..50).map(|n| key.row("record").int(n).done()).collect();
        let mut forward = Sum::default();
        let mut backward = Sum::default();
        digests.iter().for_each(|d| forward.add(d));
        digests.iter().rev().for_each(|d| backward.add(d));
        assert_eq!(forward, backward);
        assert_ne!(forward, Sum::default());
        assert_eq!(Sum::from_bytes(&forward.bytes()), forward);
        digests.iter().for_each(|d| forward.remove(d));
        assert_eq!(forward, Sum::default());
    }

    #[test]
    fn a_carry_crosses_all_limbs() {
        let mut sum = Sum::from_bytes(&[0xff; 32]);
        let mut one = [0; 32];
        one[0] = 1;
        sum.add(&one);
        assert_eq!(sum, Sum::default());
        sum.remove(&one);
        assert_eq!(sum.bytes(), [0xff; 32]);
    }

    #[test]
    fn moving_a_byte_between_columns_changes_the_digest() {
        let key = DigestKey::new([7; 32]);
        assert_ne!(
            key.row("r").bytes(b"ab").bytes(b"c").done(),
            key.row("r").bytes(b"a").bytes(b"bc").done()
        );
        assert_ne!(
            key.row("r").maybe_bytes(None).done(),
            key.row("r").maybe_bytes(Some(b"")).done()
        );
        assert_ne!(DigestKey::new([8; 32]).row("r").done(), key.row("r").done());
    }
}
