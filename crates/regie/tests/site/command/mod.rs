//! The commands.

mod decide;
mod help;
mod init;
mod ledger;
