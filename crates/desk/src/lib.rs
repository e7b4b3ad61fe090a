//! What people see: the pages of the staff, the portal and the public, and everything a page is made of.
//!
//! For: the look (style, fonts, headers), the languages, forms that lose nothing, the parts pages are drawn
//! from, and the pages themselves. Leaves to others: who somebody is and what they may do (`casework` and the
//! charter), and every touch of stored data. No database and no cipher is named in this crate, so a page cannot
//! write SQL and cannot unseal.
//!
//! A room (staff, portal, public) is a [`axum::Router`]; [`look::ground`] puts it on the ground all rooms share.

mod acting;
mod administer;
pub mod api;
mod app;
pub mod document;
mod door;
pub mod entry;
pub mod form;
pub mod gallery;
pub mod guard;
mod letter;
mod life;
pub mod login;
pub mod look;
mod meeting;
mod meldcode;
pub mod page;
pub mod part;
mod plan;
pub mod portal;
pub mod public;
pub mod refuse;
mod request;
pub mod share;
mod split;
pub mod staff;
mod triage;
pub mod words;

pub use app::{Front, app};
