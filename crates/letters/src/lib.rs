//! Papers: letters, receipts and copies, as PDF that a screen reader reads too (PDF/UA-1) and that can be kept (PDF/A-2a).
//!
//! A [`Paper`] is plain text in blocks. It is laid out by one fixed template that reads it as data, so that nothing typed by anybody is ever
//! read as markup. There is no file, network or clock within reach of it, and after a paper is made nothing of it stays in memory.
//!
//! What a paper says, and whether somebody may have it, is for others.

mod fit;
mod paper;
mod press;

pub use paper::{Block, Language, Level, Paper};

/// Why a paper could not be made. What stands on it is not in the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// It could not be laid out.
    #[error("the paper could not be laid out")]
    Layout,
    /// It could not be written as a PDF that keeps to the standards.
    #[error("the paper could not be written as PDF/UA and PDF/A")]
    Standard,
}

/// Makes the PDF of a paper. The same paper gives the same bytes.
///
/// A letter that no font here has becomes the mark for an unknown letter, and the paper says so at its end; it is not refused for it. The fonts have Latin, Greek and Cyrillic (regular and bold),
/// Arabic and Hebrew (regular).
///
/// Takes a moment of the processor: call it where that holds up nobody else.
///
/// # Errors
/// [`PaperError`], of which none is known for any text.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    press::pdf(&fit::to(paper, fit::Letters::Every))
        // Letters and marks of several scripts in one word may find no font that has them together: then those are left out, not the paper.
        .or_else(|_| press::pdf(&fit::to(paper, fit::Letters::Plain)))
}
