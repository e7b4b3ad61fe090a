//! Reading fields strictly: every one named, none twice, none missing, none unknown.
//!
//! Which fields there are stands with the questions; here is only how a field is read and what is said when it
//! cannot be.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::node::Node;
use crate::text::Text;
use crate::unreadable::{Unreadable, shown};
use crate::word::{Set, Word, accepted};

/// Where in a question a field stands; written out only when something is wrong there.
#[derive(Clone, Copy)]
pub(crate) struct Path<'p> {
    up: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Top,
    Field(&'p str),
    Item(usize),
}

impl<'p> Path<'p> {
    pub(crate) const TOP: Path<'static> = Path {
        up: None,
        step: Step::Top,
    };

    const fn field(&'p self, name: &'p str) -> Path<'p> {
        Path {
            up: Some(self),
            step: Step::Field(name),
        }
    }

    const fn item(&'p self, index: usize) -> Path<'p> {
        Path {
            up: Some(self),
            step: Step::Item(index),
        }
    }

    fn written(&self) -> String {
        let mut path = self.up.map(Path::written).unwrap_or_default();
        match self.step {
            Step::Top => {}
            Step::Field(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Item(index) => path.push_str(&format!("[{index}]")),
        }
        path
    }

    fn wrong(&self, found: impl Into<String>, accepted: impl Into<String>) -> Unreadable {
        let path = self.written();
        let field = if path.is_empty() {
            "question".to_owned()
        } else {
            path
        };
        Unreadable::new(field, found, accepted)
    }
}

/// The fields of one object, checked against the list of those it may have.
pub(crate) struct Fields<'n> {
    path: Path<'n>,
    fields: &'n [(Cow<'n, str>, Node<'n>)],
}

impl<'n> Fields<'n> {
    /// The fields of `node`, when it is an object that has only `known` ones, each at most once.
    pub(crate) fn of(
        node: &'n Node<'n>,
        path: Path<'n>,
        known: &[&str],
    ) -> Result<Fields<'n>, Unreadable> {
        let Node::Fields(fields) = node else {
            return Err(path.wrong(node.shape(), format!("an object with {}", known.join(", "))));
        };
        for (at, (name, _)) in fields.iter().enumerate() {
            if !known.contains(&&**name) {
                return Err(unknown_field(&path, name, known));
            }
            if fields.iter().take(at).any(|(earlier, _)| earlier == name) {
                return Err(path.field(name).wrong("the field twice", "each field once"));
            }
        }
        Ok(Fields { path, fields })
    }

    /// The value of a field, `None` when it is absent.
    fn get(&self, name: &str) -> Option<&'n Node<'n>> {
        self.fields
            .iter()
            .find_map(|(field, node)| (field == name).then_some(node))
    }

    fn required(
        &self,
        name: &str,
        accepted: impl FnOnce() -> String,
    ) -> Result<&'n Node<'n>, Unreadable> {
        self.get(name)
            .ok_or_else(|| self.path.field(name).wrong("no such field", accepted()))
    }

    /// The value of a field that may be absent or null.
    fn optional(&self, name: &str) -> Option<&'n Node<'n>> {
        self.get(name).filter(|node| !matches!(node, Node::Null))
    }

    pub(crate) fn word<W: Word>(&self, name: &str) -> Result<W, Unreadable> {
        let node = self.required(name, || accepted(W::ALL))?;
        word(node, &self.path.field(name), W::ALL)
    }

    /// One of `words`, or null; the field itself must be there.
    pub(crate) fn word_or_null<W: Word>(
        &self,
        name: &str,
        words: &[W],
    ) -> Result<Option<W>, Unreadable> {
        let or_null = || format!("{}, or null", accepted(words));
        match self.required(name, or_null)? {
            Node::Null => Ok(None),
            node => word(node, &self.path.field(name), words)
                .map(Some)
                .map_err(|unreadable| Unreadable {
                    accepted: or_null(),
                    ..unreadable
                }),
        }
    }

    pub(crate) fn optional_word<W: Word>(&self, name: &str) -> Result<Option<W>, Unreadable> {
        self.optional(name)
            .map(|node| word(node, &self.path.field(name), W::ALL))
            .transpose()
    }

    pub(crate) fn words<W: Word>(&self, name: &str) -> Result<Set<W>, Unreadable> {
        let node = self.required(name, || format!("a list of {}", accepted(W::ALL)))?;
        let path = self.path.field(name);
        let Node::List(items) = node else {
            return Err(path.wrong(node.shape(), format!("a list of {}", accepted(W::ALL))));
        };
        let mut set = Set::EMPTY;
        for (at, item) in items.iter().enumerate() {
            set.insert(word(item, &path.item(at), W::ALL)?);
        }
        Ok(set)
    }

    pub(crate) fn bool(&self, name: &str) -> Result<bool, Unreadable> {
        let node = self.required(name, || "true, false".to_owned())?;
        boolean(node, &self.path.field(name))
    }

    /// A field that means `false` when it is absent or null.
    pub(crate) fn optional_bool(&self, name: &str) -> Result<bool, Unreadable> {
        self.optional(name)
            .map_or(Ok(false), |node| boolean(node, &self.path.field(name)))
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<Text>, Unreadable> {
        let node = self.required(name, || "a text".to_owned())?;
        text(node, &self.path.field(name))
    }

    pub(crate) fn optional_text(&self, name: &str) -> Result<Option<Text>, Unreadable> {
        self.optional(name)
            .map_or(Ok(None), |node| text(node, &self.path.field(name)))
    }

    /// The texts of a list that may be absent; blank ones are left out.
    pub(crate) fn optional_texts(&self, name: &str) -> Result<Vec<Text>, Unreadable> {
        let Some(node) = self.optional(name) else {
            return Ok(Vec::new());
        };
        let path = self.path.field(name);
        let Node::List(items) = node else {
            return Err(path.wrong(node.shape(), "a list of texts"));
        };
        let mut texts = Vec::new();
        for (at, item) in items.iter().enumerate() {
            if let Some(text) = text(item, &path.item(at))?
                && !texts.contains(&text)
            {
                texts.push(text);
            }
        }
        Ok(texts)
    }

    pub(crate) fn date(&self, name: &str) -> Result<Date, Unreadable> {
        let node = self.required(name, || DATE.to_owned())?;
        date(node, &self.path.field(name))
    }

    pub(crate) fn optional_date(&self, name: &str) -> Result<Option<Date>, Unreadable> {
        self.optional(name)
            .map(|node| date(node, &self.path.field(name)))
            .transpose()
    }

    /// A field that holds an object.
    pub(crate) fn object<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Node<'_>, Path<'_>) -> Result<T, Unreadable>,
    ) -> Result<T, Unreadable> {
        let node = self.required(name, || "an object".to_owned())?;
        read(node, self.path.field(name))
    }

    pub(crate) fn optional_object<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Node<'_>, Path<'_>) -> Result<T, Unreadable>,
    ) -> Result<Option<T>, Unreadable> {
        self.optional(name)
            .map(|node| read(node, self.path.field(name)))
            .transpose()
    }

    /// A list of objects.
    pub(crate) fn objects<T>(
        &self,
        name: &str,
        read: impl Fn(&Node<'_>, Path<'_>) -> Result<T, Unreadable>,
    ) -> Result<Vec<T>, Unreadable> {
        let node = self.required(name, || "a list of objects".to_owned())?;
        let path = self.path.field(name);
        let Node::List(items) = node else {
            return Err(path.wrong(node.shape(), "a list of objects"));
        };
        items
            .iter()
            .enumerate()
            .map(|(at, item)| read(item, path.item(at)))
            .collect()
    }

    /// The field cannot be so, although it could be read.
    pub(crate) fn refuse(&self, name: &str, found: &str, accepted: &str) -> Unreadable {
        self.path.field(name).wrong(found, accepted)
    }
}

const DATE: &str = "a date that exists, written YYYY-MM-DD";

/// An unknown field is named only when it looks like a field name.
fn unknown_field(path: &Path<'_>, name: &str, known: &[&str]) -> Unreadable {
    let named = shown(name);
    let accepted = known.join(", ");
    if named.starts_with('`') {
        path.field(name).wrong("an unknown field", accepted)
    } else {
        path.wrong(format!("an unknown field, {named}"), accepted)
    }
}

fn word<W: Word>(node: &Node<'_>, path: &Path<'_>, words: &[W]) -> Result<W, Unreadable> {
    match node {
        Node::Text(found) => W::from_word(found)
            .filter(|word| words.len() == W::ALL.len() || words.contains(word))
            .ok_or_else(|| path.wrong(shown(found), accepted(words))),
        other => Err(path.wrong(other.shape(), accepted(words))),
    }
}

fn boolean(node: &Node<'_>, path: &Path<'_>) -> Result<bool, Unreadable> {
    match node {
        Node::Bool(value) => Ok(*value),
        other => Err(path.wrong(other.shape(), "true, false")),
    }
}

/// A text; a blank one, or null where the caller allows it, is none.
fn text(node: &Node<'_>, path: &Path<'_>) -> Result<Option<Text>, Unreadable> {
    match node {
        Node::Text(text) => Ok(Text::new(text)),
        other => Err(path.wrong(other.shape(), "a text")),
    }
}

fn date(node: &Node<'_>, path: &Path<'_>) -> Result<Date, Unreadable> {
    match node {
        Node::Text(text) => {
            calendar_date(text).ok_or_else(|| path.wrong("a text that is no such date", DATE))
        }
        other => Err(path.wrong(other.shape(), DATE)),
    }
}

/// A day of the calendar written `YYYY-MM-DD`, and in no other way.
pub(crate) fn calendar_date(text: &str) -> Option<Date> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0i16, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + i16::from(digit - b'0'))
        })
    };
    let year = number(&[y1, y2, y3, y4])?;
    let month = i8::try_from(number(&[m1, m2])?).ok()?;
    let day = i8::try_from(number(&[d1, d2])?).ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_strict_and_real() {
        assert_eq!(calendar_date("2024-02-29"), Some(date(2024, 2, 29)));
        for wrong in [
            "2023-02-29",
            "2024-2-9",
            "2024-13-01",
            "24-01-01",
            "2024/01/01",
            "2024-01-01T00:00:00",
            " 2024-01-01",
            "+024-01-01",
            "２０２４-01-01",
            "",
        ] {
            assert_eq!(calendar_date(wrong), None, "{wrong}");
        }
    }
}
