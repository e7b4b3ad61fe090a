//! Regie: the client registration system in which the privacy charter decides.
//!
//! This crate is the program: command line, configuration, wiring. What decides is in `charter`, what keeps in `ledger` and
//! `vault`, what people do in `casework`, what they see in `desk`. It is a library with a thin `main` so that tests can wire a
//! house as the program does.

pub mod backup;
pub mod command;
pub mod config;
pub mod day;
pub mod files;
pub mod mail;
mod password;
pub mod place;
pub mod population;
pub mod rules;
pub mod wiring;
