//! The desk without a socket: `app()` on a real house, the folders of the site as modules. Every page fetched is checked for what holds of all
//! pages, and each test ends with the chain verified.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod acting;
mod administer;
mod agenda;
mod api;
mod browser;
mod charters;
mod copy;
mod document;
mod door;
mod dossier;
mod entry;
mod find;
mod forms;
mod glass;
mod incident;
mod letters;
mod long;
mod odd;
mod odd_work;
mod own;
mod plan;
mod portal;
mod public;
mod receipt;
mod requests;
mod sameness;
mod share;
mod shield;
mod site;
mod splitting;
mod still;
mod twice;
mod voordeur;
