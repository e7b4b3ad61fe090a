//! The client's own portal: what is known about me, who looked, what is shared, and my answers (POR-1 to POR-3).
//!
//! Who may act for whom is the charter's answer of today, by date of birth and representation; nobody touches a switch. Nothing here counts or
//! hints at what is held back.

mod ahead;
mod decided;
mod document;
mod file;
mod files;
mod identity;
mod kin;
mod looked;
mod matter;
mod over;
mod own;
mod period;
mod proof;
mod receipt;
mod take;
mod view;
mod weighed;

pub use ahead::Ahead;
pub use document::MyScan;
pub(crate) use document::visible_documents;
pub(crate) use file::Reader;
pub(crate) use file::{visible_entries, visible_laws, visible_shares};
pub use files::MyFileRow;
pub use identity::MyIdentity;
pub use looked::{LookLine, Looker, Verdict, WhoLooked};
pub use over::QuestionOver;
pub(crate) use own::KINDS as OWN_KINDS;
pub use own::PortalCapacity;
pub(crate) use own::{Own, OwnGround};
pub use period::Period;
pub use proof::KEY_AT;
pub use receipt::{ConsentReceipt, MyReceipts};
pub use regie_ledger::proof::fingerprint;
pub use take::Along;
pub use view::{Basis, MyDocument, MyEntry, MyFile, MyShare};
