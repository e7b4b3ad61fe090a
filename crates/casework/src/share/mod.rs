//! Sharing: from the first thought to the page the recipient gets.
//!
//! A disclosure is prepared step by step, the facts that go marked one by one; consent is asked or recorded (see [`crate::consent`]); and only when the
//! charter permits it, it is shared, with its decision (SHA-1). What happened already is recorded with the verdict of that moment (FLD-18).

mod afterwards;
mod attach;
mod begin;
mod facts;
mod idle;
mod input;
mod now;
mod page;
mod prepare;
mod print;
mod release;
mod safety;
mod seen;
mod settle;
mod stage;
mod unavoidable;
mod view;

pub use afterwards::AfterwardsInput;
pub(crate) use begin::{Ground, new_share};
pub(crate) use facts::{Marked, Sharing, concerned, erased_kept, hidden, unseen};
pub(crate) use input::Among;
pub use input::ShareInput;
pub use now::ShareDone;
pub use page::SharePart;
pub use prepare::ShareChecklist;
pub(crate) use prepare::{preparing, replaced};
pub use print::RecipientPage;
pub(crate) use print::{happened, shown_to, withheld};
pub use release::{HeldView, Waits};
pub(crate) use release::{asked, confirmed};
pub use safety::SafetyInput;
pub(crate) use safety::safety_question;
pub use settle::SettleInput;
pub(crate) use stage::Answers;
pub use stage::ShareStage;
pub use unavoidable::UnavoidableInput;
pub use view::{
    AskedView, ConsentView, GoneView, NoticeView, ShareFactView, ShareList, SharePage, ShareRow,
    TellView,
};
