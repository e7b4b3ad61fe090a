//! Destroying files whose term is over: a list that two people approve, what is done by it, and the certificate of that (RET-1 to RET-3, RET-5 to RET-7, FLD-11).
//!
//! Nobody who makes, reads or approves a list sees whose files are on it: they see the law, the sort of file, the day on which the dossier was closed, the last day kept, and
//! whether something stands in the way. What is destroyed is asked of the charter once more, file by file, at the moment that it goes.

mod approve;
mod certificate;
mod list;
mod one;
mod overview;
mod part;
mod run;

pub use approve::{DropInput, LeaveOutInput};
pub use certificate::CertificateView;
pub use list::{EndListPage, EndRow, PrepareInput};
pub use overview::{EndListRow, Overview};
pub use run::Swept;

use crate::thing::{EndList, Term, kind};
use crate::{House, Refused};
use regie_terms::Id;
use regie_vault::Known;

/// How many terms are read at a time.
const PAGE: usize = 256;

/// How many people approve a list.
pub(crate) const APPROVALS: usize = 2;

impl EndList {
    /// The terms on it, but those left out.
    pub(crate) fn ids(&self) -> Vec<Id> {
        let bytes = data_encoding::BASE64.decode(self.terms.as_bytes());
        let bytes = bytes.unwrap_or_default();
        let all = bytes
            .chunks_exact(16)
            .filter_map(|one| Id::from_slice(one).ok());
        all.filter(|id| !self.left_out.iter().any(|left| left.term == *id))
            .collect()
    }

    /// Whether enough people approved it.
    pub(crate) fn is_approved(&self) -> bool {
        self.approved.len() >= APPROVALS && self.dropped.is_none()
    }
}

/// Ids as one text.
fn packed(ids: &[Id]) -> String {
    let bytes: Vec<u8> = ids.iter().flat_map(|id| *id.as_bytes()).collect();
    data_encoding::BASE64.encode(&bytes)
}

impl House {
    /// The terms of these that are still there, in the order of their ids.
    async fn terms(&self, ids: &[Id]) -> Result<Vec<Known<Term>>, Refused> {
        let mut out = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(PAGE) {
            let mut facts = self.vault().facts_of(chunk.to_vec(), &[kind::TERM]).await?;
            out.extend(facts.take::<Term>(kind::TERM)?);
        }
        Ok(out)
    }

    /// A list that is not done with, to judge with.
    async fn end_list(&self, id: Id) -> Result<Known<EndList>, Refused> {
        let mut facts = self.vault().facts_of(vec![id], &[kind::END_LIST]).await?;
        facts
            .take::<EndList>(kind::END_LIST)?
            .pop()
            .ok_or(Refused::NotFound)
    }
}
