//! Telling clients by e-mail that something waits for them, never what (FLD-13, FLD-19).
//!
//! A notice is written in the change that makes something wait, one for an account at a time. What concerns nobody's list gives none: the queue and
//! the mails are the same with and without what must not show. The words are the program's, without a name. Who said that e-mail is not safe, who has
//! no address, who cannot be reached at it and who does not come within two weeks is reached in another way: that is work for who coordinates.
//!
//! The program marks a notice before it gives it to the mail server, and again when it was taken. When it stops in between it does not know whether it
//! went, and does not send it again: a mail too few is found when nobody came, and a second one is not taken back.

mod ahead;
mod done;
mod reached;
mod seen;
mod take;
mod tell;

pub use done::MailOutcome;
pub use take::Mail;

/// The act under which the program keeps its own books of mail.
const ACT: &str = "mail-notice";
/// Days without a visit after which somebody is reached in another way; our own term.
const UNREAD_DAYS: i64 = 14;
/// How often a mail is tried before somebody is reached in another way; some three days.
const MOST_TRIES: u32 = 10;
/// Minutes until the second attempt; each pause after is thrice the one before, up to twelve hours.
const FIRST_PAUSE: i64 = 5;
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
