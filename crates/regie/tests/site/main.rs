//! The whole program from outside: its commands, and the demo over HTTP. The folders mirror the site.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

mod bad_days;
mod browser;
mod cards;
mod command;
mod disk;
#[path = "../../../../tests/e2e/mod.rs"]
mod e2e;
mod journeys;
mod logs;
mod mail;
mod page;
mod requirements;
mod rooms;
mod routes;
mod seeded;
mod server;
mod support;
mod swept;
mod tables;
mod tls;
