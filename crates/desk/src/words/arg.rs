//! What may be put into a text: a word, a name, a count.

use std::borrow::Cow;

use fluent_templates::fluent_bundle::FluentValue;

/// A value for a variable in a text.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    /// Words; kept apart in their own direction when they are written from right to left.
    Text(Cow<'a, str>),
    /// A count; chooses between singular and plural.
    Number(i64),
}

impl<'a> Arg<'a> {
    pub(super) fn value(self) -> FluentValue<'a> {
        match self {
            Arg::Text(text) => FluentValue::String(isolated(text)),
            Arg::Number(number) => FluentValue::from(number),
        }
    }
}

/// The marks that keep a text of another direction from turning the sentence around it. Fluent would put them
/// around everything; plain words do not need them, and they get in the way of searching and copying.
fn isolated(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.chars().any(turns) {
        Cow::Owned(format!("\u{2068}{text}\u{2069}"))
    } else {
        text
    }
}

/// Letters of scripts written from right to left, and the marks that force a direction.
fn turns(letter: char) -> bool {
    matches!(letter,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
        | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// What can be put into a text. Templates hand over references; they are followed.
pub trait IntoArg {
    /// The value, borrowed where it can be.
    fn arg(&self) -> Arg<'_>;
}

impl<T: IntoArg + ?Sized> IntoArg for &T {
    fn arg(&self) -> Arg<'_> {
        (**self).arg()
    }
}

impl IntoArg for str {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(Cow::Borrowed(self))
    }
}

impl IntoArg for String {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(Cow::Borrowed(self))
    }
}

impl IntoArg for Cow<'_, str> {
    fn arg(&self) -> Arg<'_> {
        Arg::Text(Cow::Borrowed(self))
    }
}

macro_rules! counts {
    ($($kind:ty),*) => {$(
        impl IntoArg for $kind {
            fn arg(&self) -> Arg<'_> {
                Arg::Number(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )*};
}
counts!(i64, i32, i16, u8, u16, u32, u64, usize);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop")]
    use super::*;

    fn text(arg: Arg<'_>) -> String {
        match arg.value() {
            FluentValue::String(text) => text.into_owned(),
            other => panic!("not a text: {other:?}"),
        }
    }

    #[test]
    fn only_other_directions_are_set_apart() {
        assert_eq!(text("Noor Bakker".arg()), "Noor Bakker");
        assert_eq!(text("Олена Коваль".arg()), "Олена Коваль");
        assert_eq!(text("نور".arg()), "\u{2068}نور\u{2069}");
        assert_eq!(text("a\u{202E}b".arg()), "\u{2068}a\u{202E}b\u{2069}");
    }
}
