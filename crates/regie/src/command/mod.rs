//! One file a command.

pub mod backup;
pub mod bench;
pub mod charter;
pub mod connections;
pub mod decide;
pub mod demo;
pub mod import;
pub mod init;
pub mod keys;
pub mod ledger;
mod prove;
pub mod replay;
pub mod restore;
pub mod seed;
pub mod serve;
pub mod sweep;
pub mod teams;
