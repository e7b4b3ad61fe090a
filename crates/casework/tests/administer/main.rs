//! How an organisation begins: accounts, invitations, declarations, lost factors, dossiers and who works in them. On a real database: SQLite, or
//! PostgreSQL when REGIE_TEST_POSTGRES names a server; the chain is verified when each test ends.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod access;
mod accounts;
mod adopting;
mod assigning;
mod clients;
mod declarations;
mod door;
mod doors;
mod factor;
mod handover;
mod invitations;
mod people;
mod reopening;
mod starting;
mod world;
