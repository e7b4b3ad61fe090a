//! The file in which somebody takes their own data along to another organisation (GDPR 20; RIG-9): a ZIP with the data as JSON-LD, the schema of
//! those, the documents, a signature of who made it, and a page that says in words what it is.
//!
//! [`Archive::write`] makes one, [`Brought::read`] reads one that anybody may have made.

mod archive;
mod data;
mod read;
mod signed;
mod size;

pub use archive::{Archive, File};
pub use data::{
    Answer, Controller, Disclosure, Document, Fact, OwnWords, Portable, Provenance, SCHEMA,
    Subject, Worded, context, schema,
};
pub use read::{Brought, NotPortable};
pub use signed::{Signature, Signed, message};

/// The name of the format, in every file.
pub const FORMAT: &str = "regie-portable-1";

/// The names of the parts of an archive.
mod part {
    /// The words for people.
    pub const README: &str = "LEESMIJ-README.txt";
    /// The data.
    pub const DATA: &str = "data.jsonld";
    /// The schema of the data.
    pub const SCHEMA: &str = "schema.json";
    /// Who made it.
    pub const SIGNATURE: &str = "signature.json";
    /// Before the name of each document.
    pub const DOCUMENTS: &str = "documents/";
}
