//! The commands.

mod adopt;
mod decide;
mod files;
mod help;
mod import;
mod init;
mod ledger;
mod numbers;
mod postgres;
mod prove;
mod rules;
mod seed;
mod teams;
