//! The commands.

mod adopt;
mod backup;
mod decide;
mod files;
mod help;
mod import;
mod init;
mod keys;
mod ledger;
mod numbers;
mod postgres;
mod prove;
mod restore;
mod rules;
mod seed;
mod teams;
