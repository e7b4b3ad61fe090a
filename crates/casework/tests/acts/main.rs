//! The acts, the whole way: a real database, the real charters, the chain verified when each test ends.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod acting;
mod authority;
mod caseload;
mod claim;
mod consent;
mod destroyed;
mod documents;
mod ending;
mod erasing;
mod gate;
mod hidden;
mod incident;
mod leaving;
mod letters;
mod looks;
mod mail;
mod meeting;
mod meldcode;
mod notes;
mod outsider;
mod over;
mod own;
mod plan;
mod portal;
mod proof;
mod receipt;
mod recording;
mod request_decided;
mod request_left;
mod requests;
mod sharing;
mod shielding;
mod splitting;
mod splitting_papers;
mod stage;
mod still;
mod triage;
mod words;
mod world;
