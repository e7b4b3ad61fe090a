//! One field as it stands on a page: label, hint, error, and what was typed.

use std::borrow::Cow;

use askama::Template;

use crate::words::Lang;

/// One of the answers a select, radios or checkboxes offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: Cow<'static, str>,
    /// A line under it.
    pub hint: Option<Cow<'static, str>>,
    /// The heading it stands under in a select; those of one heading stand together.
    pub under: Option<Cow<'static, str>>,
}

impl Choice {
    /// An answer with its own words.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<Cow<'static, str>>) -> Self {
        Choice {
            value: value.into(),
            label: label.into(),
            hint: None,
            under: None,
        }
    }

    /// The same with a line under it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Answers from the vocabulary: the text of `<group>-<word>`, with `<group>-<word>-hint` under it where that
    /// exists.
    pub fn words<W: AsRef<str>>(
        t: Lang,
        group: &str,
        words: impl IntoIterator<Item = W>,
    ) -> Vec<Choice> {
        words
            .into_iter()
            .map(|word| {
                let word = word.as_ref();
                let hint = t
                    .may_say(&format!("{group}-{word}-hint"))
                    .map(Cow::Borrowed);
                Choice {
                    value: word.to_owned(),
                    label: Cow::Borrowed(t.word(group, word)),
                    hint,
                    under: None,
                }
            })
            .collect()
    }
}

/// How a field is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One line; the text is the `type` of the input.
    Line(&'static str),
    Long,
    Select,
    Radios,
    Checks,
    Tick,
    File,
}

/// A field, ready to stand on a page: `{{ f.text("need").optional() }}`.
///
/// Made by [`super::Fields`]; the methods here change how it is drawn.
#[derive(Template)]
#[template(path = "part/field.html")]
pub struct Field<'a> {
    pub(super) t: Lang,
    pub(super) kind: Kind,
    pub(super) name: &'a str,
    pub(super) label: Cow<'a, str>,
    pub(super) hint: Option<Cow<'a, str>>,
    pub(super) more: Option<Cow<'a, str>>,
    pub(super) error: Option<String>,
    pub(super) value: &'a str,
    pub(super) chosen: Vec<&'a str>,
    pub(super) choices: Cow<'a, [Choice]>,
    pub(super) autocomplete: Option<&'static str>,
    pub(super) inputmode: Option<&'static str>,
    pub(super) accept: Option<&'static str>,
    pub(super) rows: u8,
    pub(super) optional: bool,
    pub(super) narrow: bool,
    pub(super) inline: bool,
    pub(super) none: Option<Cow<'a, str>>,
    /// What the page says of a file that is too large, and of an empty one, before it is sent.
    pub(super) file_says: [Cow<'a, str>; 2],
}

impl askama::filters::HtmlSafe for Field<'_> {}

impl<'a> Field<'a> {
    /// The field may be left empty, and its label says so.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// What a select says when nothing is chosen, instead of "Choose…".
    #[must_use]
    pub fn none(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.none = Some(text.into());
        self
    }

    /// Another label than the text of `<area>-<name>`.
    #[must_use]
    pub fn called(mut self, label: impl Into<Cow<'a, str>>) -> Self {
        self.label = label.into();
        self
    }

    /// Another hint than the text of `<area>-<name>-hint`.
    #[must_use]
    pub fn hinted(mut self, hint: impl Into<Cow<'a, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The `autocomplete` of the field (WCAG 1.3.5), such as `username`.
    #[must_use]
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// The keyboard a phone shows, such as `numeric`.
    #[must_use]
    pub fn keyboard(mut self, mode: &'static str) -> Self {
        self.inputmode = Some(mode);
        self
    }

    /// How many lines a long text shows at first.
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// A field for a few letters, drawn as wide as they are.
    #[must_use]
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }

    /// Radios beside each other, for two or three short answers.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// The kinds of file offered, as in the `accept` of an input.
    #[must_use]
    pub fn accept(mut self, kinds: &'static str) -> Self {
        self.accept = Some(kinds);
        self
    }

    fn is_group(&self) -> bool {
        matches!(self.kind, Kind::Radios | Kind::Checks)
    }

    fn input_type(&self) -> &'static str {
        match self.kind {
            Kind::Line(kind) => kind,
            Kind::Radios => "radio",
            Kind::File => "file",
            _ => "checkbox",
        }
    }

    /// The choices of a select by their heading.
    fn headed(&self) -> impl Iterator<Item = (Option<&str>, &[Choice])> {
        let parts = self.choices.chunk_by(|a, b| a.under == b.under);
        parts.map(|part| (part.first().and_then(|one| one.under.as_deref()), part))
    }

    fn is_chosen(&self, value: &str) -> bool {
        self.chosen.contains(&value)
    }

    /// The ids of hint and error, for `aria-describedby`; empty when there is neither.
    fn described(&self) -> String {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("f-{}-hint", self.name));
        }
        if self.error.is_some() {
            ids.push(format!("f-{}-error", self.name));
        }
        ids.join(" ")
    }
}
