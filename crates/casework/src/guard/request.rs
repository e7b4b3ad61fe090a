//! The id under which a request goes: what a form carries, made the sender's own.
//!
//! Things are named by the request that made them. Were the id taken as it came, somebody could name a thing after one that is there, and learn
//! from the answer that it is.

use super::Caller;
use regie_terms::{Id, RequestId};
use sha2::{Digest, Sha256};

/// What `sender` sent as `typed`, under an id that nobody can choose: the same form of the same sender goes by the same one.
#[must_use]
pub fn own_request(sender: &[u8], typed: RequestId) -> RequestId {
    let digest = Sha256::new()
        .chain_update(b"regie-request-1")
        .chain_update((sender.len() as u64).to_le_bytes())
        .chain_update(sender)
        .chain_update(typed.0.as_bytes())
        .finalize();
    // The moment stays in front, so that what was made together lies together.
    let mut bytes = *typed.0.as_bytes();
    for (at, (into, from)) in bytes.iter_mut().zip(digest).enumerate().skip(6) {
        *into = match at {
            6 => 0x70 | (from & 0x0f),
            8 => 0x80 | (from & 0x3f),
            _ => from,
        };
    }
    RequestId(Id::from_bytes(bytes))
}

impl Caller {
    /// The caller's own id for what a form carries as its request.
    #[must_use]
    pub fn request(&self, typed: RequestId) -> RequestId {
        own_request(self.account().0.as_bytes(), typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_there_cannot_be_chosen_and_a_form_sent_twice_goes_by_one() {
        let there = RequestId::fresh();
        let one = own_request(b"one", there);
        assert_ne!(one, there);
        assert_eq!(one, own_request(b"one", there));
        assert_ne!(one, own_request(b"other", there));
        assert!(one.0.is_fresh(), "it has the form of ours");
        assert_eq!(one.0.as_bytes()[..6], there.0.as_bytes()[..6]);
    }
}
