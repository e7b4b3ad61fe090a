//! Ledger and vault on a real database: SQLite, or PostgreSQL when REGIE_TEST_POSTGRES names a server.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

mod chain;
mod divide;
mod erase;
mod kill;
mod proof;
mod refuse;
mod rotate;
mod seal;
mod support;
mod tamper;
