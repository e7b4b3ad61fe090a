//! Other organisations' formats, and the one in which people take their own data along: what stands in a file, how it is written and how it is
//! read. It knows formats and no dossiers: what may stand in one, and what becomes of it, is decided elsewhere.

pub mod portable;
