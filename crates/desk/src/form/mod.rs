//! Reading forms so that nothing typed is lost and nothing odd becomes a bare error.
//!
//! [`Form`] is an extractor that never refuses: an empty body, broken escapes, letters in another encoding, a
//! body cut off half-way or far too long all give a form, with a [`Fault`] where the reader of the page should
//! know. The checks in `check` turn fields into values and note a fault at the field; `Fields` draws the form
//! again with what was typed. Who may send a form at all (session, CSRF token) is the guard's.

mod body;
mod check;
mod decode;
mod field;
mod fields;
mod offered;

use axum::extract::{FromRequest, Request};

pub use check::Between;
pub use field::{Choice, Field};
pub use fields::{Fields, Summary};
pub use offered::{offered, offered_and, offered_under, said};

/// How much of a form is read: bytes of text, and bytes with files.
pub const MOST_TEXT: usize = 1024 * 1024;
/// The most a form with files may hold, in bytes; a photo of a signed form fits.
pub const MOST_FILES: usize = 6 * 1024 * 1024;
/// The largest file that is taken, in bytes; `casework` holds to the same. Pages tell it before a larger one is sent.
pub const MOST_FILE: usize = 5 * 1024 * 1024;
/// How much of a form is read where nobody is logged in yet: a name, a password, a code.
pub const MOST_DOOR: usize = 64 * 1024;
/// More fields than any page has.
pub const MOST_FIELDS: usize = 2000;
/// The most files a form holds; a page of ours has one.
const MOST_UPLOADS: usize = 10;
/// The most faults that are kept of a form: more than anybody reads, and few enough to look through for each that comes.
const MOST_FAULTS: usize = 100;

/// Something wrong with a field, or with the form when `field` is empty. The text is the key `form-<what>` (or
/// `<area>-<field>-<what>` where an area says it better), filled with the field's label and `args`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field's name; empty for the form as a whole.
    pub field: String,
    /// What is wrong, the last part of the text's key: `missing`, `too-long`, `unreadable`, …
    pub what: &'static str,
    /// A number the text may name, such as the most letters.
    pub number: Option<i64>,
    /// A day the text may name, such as the last one possible.
    pub day: Option<jiff::civil::Date>,
}

/// A file that came with a form.
#[derive(Clone)]
pub struct Upload {
    /// The field it came in.
    pub field: String,
    /// The name it had on the sender's machine; to show, never to use as a path.
    pub name: String,
    /// What the sender says it is; not to be believed.
    pub kind: String,
    /// Its content.
    pub bytes: axum::body::Bytes,
}

/// A form as it came in: the fields in order, files, and what is wrong so far.
#[derive(Clone, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    files: Vec<Upload>,
    faults: Vec<Fault>,
    /// It came to be drawn again and for nothing else.
    asleep: bool,
}

impl Form {
    /// An empty form, to be filled in for the first time.
    #[must_use]
    pub fn new() -> Self {
        Form::default()
    }

    /// Sets a field, replacing what it held: for a form that opens filled in.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// Adds a value to a field that may hold several.
    #[must_use]
    pub fn add(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// A form from the part of an address after `?`, or from a stored draft.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let mut form = Form::default();
        form.eat_urlencoded(query.as_bytes());
        form
    }

    /// The form as one line of text: what a draft keeps. The CSRF token, passwords, the name of the draft and the
    /// id of the request stay out; the last is made anew when the draft comes back.
    #[must_use]
    pub fn to_query(&self) -> String {
        let secret =
            |name: &str| matches!(name, "csrf" | "password" | "code" | "concept" | "request");
        let pairs: Vec<String> = self
            .values
            .iter()
            .filter(|(name, _)| !secret(name))
            .map(|(name, value)| format!("{}={}", decode::encode(name), decode::encode(value)))
            .collect();
        pairs.join("&")
    }

    /// The form as the part of an address after `?`: everything in it.
    #[must_use]
    pub fn to_query_of_address(&self) -> String {
        let pairs: Vec<String> = self
            .values
            .iter()
            .map(|(name, value)| format!("{}={}", decode::encode(name), decode::encode(value)))
            .collect();
        pairs.join("&")
    }

    /// The form without a field.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.values.retain(|(known, _)| known != name);
        self
    }

    /// All that was sent, files included, in the order it came: two forms give the same bytes only when they say the same. What
    /// stays out of a draft stays out here.
    #[must_use]
    pub fn content(&self) -> Vec<u8> {
        let mut all = self.to_query().into_bytes();
        for file in &self.files {
            for part in [file.field.as_bytes(), file.name.as_bytes(), &file.bytes] {
                all.push(0);
                all.extend_from_slice(&(part.len() as u64).to_le_bytes());
                all.extend_from_slice(part);
            }
        }
        all
    }

    /// What was typed in a field, as it was typed; empty when the field did not come. The first when it came
    /// more than once.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    /// Every value of a field, in order.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a field came with the form at all.
    #[must_use]
    pub fn came(&self, name: &str) -> bool {
        self.values.iter().any(|(known, _)| known == name)
    }

    /// The names of all fields that came, for a form whose fields are numbered.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|(name, _)| name.as_str())
    }

    /// The file that came in a field, if one was chosen.
    #[must_use]
    pub fn file(&self, field: &str) -> Option<&Upload> {
        self.files
            .iter()
            .find(|file| file.field == field && !file.bytes.is_empty())
    }

    /// Notes that a field is wrong. A second fault of the same field is not added: the first is to be solved
    /// first. Nor is any after the hundredth.
    pub fn fault(&mut self, field: &str, what: &'static str) {
        self.note(Fault {
            field: field.to_owned(),
            what,
            number: None,
            day: None,
        });
    }

    /// Notes a fault with a number or a day in its text. Of a form that is only drawn again nothing is noted.
    pub fn note(&mut self, fault: Fault) {
        if !self.asleep {
            self.push(fault);
        }
    }

    /// Notes that a file has to be chosen again: a browser does not send one twice by itself. Of a form that is only drawn again that is told too,
    /// where a file came with it.
    pub fn file_again(&mut self, field: &str) {
        if !self.asleep || self.file(field).is_some() {
            self.push(Fault {
                field: field.to_owned(),
                what: "again",
                number: None,
                day: None,
            });
        }
    }

    fn push(&mut self, fault: Fault) {
        if self.faults.len() < MOST_FAULTS
            && !self.faults.iter().any(|known| known.field == fault.field)
        {
            self.faults.push(fault);
        }
    }

    /// It may be acted upon: nothing is wrong so far, and it was sent for that.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.faults.is_empty() && !self.asleep
    }

    /// From here on it is only to be drawn again, as it came: nothing in it is called wrong, but that a file has to be chosen again.
    pub fn sleep(&mut self) {
        self.faults.clear();
        self.asleep = true;
    }

    /// Whether more was sent than is taken, so that part of it was not looked at.
    #[must_use]
    pub fn too_large(&self) -> bool {
        let whole = |fault: &Fault| fault.field.is_empty() && fault.what == "too-large";
        self.faults.iter().any(whole)
    }

    /// What is wrong, in the order it was noted.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

/// Reads the body whatever it is, as that of somebody unknown; never refuses.
impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = std::convert::Infallible;

    async fn from_request(mut request: Request, _: &S) -> Result<Self, Self::Rejection> {
        // The guard has read it already where it looked for the token.
        match request.extensions_mut().remove::<Form>() {
            Some(form) => Ok(form),
            None => Ok(Form::read_door(request).await),
        }
    }
}
