//! Drawing a form: its fields and the summary of what is wrong.

use std::borrow::Cow;

use askama::Template;

use super::field::Kind;
use super::{Choice, Fault, Field, Form};
use crate::words::{Arg, Lang};

/// The fields of a form in one language.
///
/// `area` is the first part of the texts' keys: the label of the field `need` in the area `entry` is the text
/// `entry-need`; `entry-need-hint` stands under it and `entry-need-more` opens, where they exist.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    t: Lang,
    area: &'static str,
    also: Option<&'static str>,
    form: &'a Form,
}

/// What is wrong with a form, on top of the page, each line leading to its field.
#[derive(Template)]
#[template(path = "part/summary.html")]
pub struct Summary {
    t: Lang,
    /// The field to go to (empty: none) and the message.
    lines: Vec<(String, String)>,
}

impl askama::filters::HtmlSafe for Summary {}

impl<'a> Fields<'a> {
    /// The fields of `form`, with labels from `area`.
    #[must_use]
    pub fn new(t: Lang, area: &'static str, form: &'a Form) -> Self {
        Fields {
            t,
            area,
            also: None,
            form,
        }
    }

    /// The same for a form that has fields of another area too: a text that this area does not have is looked for there.
    #[must_use]
    pub fn or(mut self, area: &'static str) -> Self {
        self.also = Some(area);
        self
    }

    /// A text of this area, or of the other.
    fn may_say(&self, rest: &str) -> Option<&'static str> {
        let of = |area: &str| self.t.may_say(&format!("{area}-{rest}"));
        of(self.area).or_else(|| of(self.also?))
    }

    /// The summary of what is wrong; nothing when nothing is.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let lines = self
            .form
            .faults()
            .iter()
            .map(|fault| {
                // A field that is on no page, such as an id that travels along, has nowhere to lead to.
                let seen = self.may_label(&fault.field).is_some();
                let field = if seen {
                    fault.field.clone()
                } else {
                    String::new()
                };
                (field, self.message(fault, seen))
            })
            .collect();
        Summary { t: self.t, lines }
    }

    /// `Fout: ` before the title of the page when something is wrong, or nothing.
    #[must_use]
    pub fn mark(&self) -> &'static str {
        if self.form.faults().is_empty() {
            ""
        } else {
            self.t.say("form-mark")
        }
    }

    /// Whether a box was ticked, a radio or option chosen.
    #[must_use]
    pub fn chosen(&self, name: &str, value: &str) -> bool {
        self.form.values(name).any(|known| known == value)
    }

    /// What is wrong with a field, for one that a page draws by itself.
    #[must_use]
    pub fn wrong(&self, name: &str) -> Option<String> {
        let fault = self.form.faults().iter().find(|fault| fault.field == name);
        fault.map(|fault| self.message(fault, false))
    }

    /// A line of text.
    #[must_use]
    pub fn text(&self, name: &'a str) -> Field<'a> {
        self.field(name, Kind::Line("text"))
    }

    /// An e-mail address.
    #[must_use]
    pub fn email(&self, name: &'a str) -> Field<'a> {
        self.field(name, Kind::Line("email")).autocomplete("email")
    }

    /// A password; what was typed is not shown again.
    #[must_use]
    pub fn password(&self, name: &'a str) -> Field<'a> {
        let mut field = self
            .field(name, Kind::Line("password"))
            .autocomplete("current-password");
        field.value = "";
        field
    }

    /// A one-time code; what was typed is not shown again.
    #[must_use]
    pub fn code(&self, name: &'a str) -> Field<'a> {
        let field = self
            .field(name, Kind::Line("text"))
            .autocomplete("one-time-code");
        let mut field = field.keyboard("numeric").narrow();
        field.value = "";
        field
    }

    /// A text of several lines.
    #[must_use]
    pub fn long(&self, name: &'a str) -> Field<'a> {
        self.field(name, Kind::Long)
    }

    /// A day, typed as people type it; see [`crate::words::read_date`].
    #[must_use]
    pub fn date(&self, name: &'a str) -> Field<'a> {
        let mut field = self.field(name, Kind::Line("text")).narrow();
        if field.hint.is_none() {
            field.hint = Some(Cow::Borrowed(self.t.say("form-date-hint")));
        }
        field
    }

    /// One out of a list that opens.
    #[must_use]
    pub fn select(&self, name: &'a str, choices: &'a [Choice]) -> Field<'a> {
        self.choosing(name, Kind::Select, Cow::Borrowed(choices))
    }

    /// One out of a few, all in sight.
    #[must_use]
    pub fn radios(&self, name: &'a str, choices: &'a [Choice]) -> Field<'a> {
        self.choosing(name, Kind::Radios, Cow::Borrowed(choices))
    }

    /// Any number out of a few.
    #[must_use]
    pub fn checks(&self, name: &'a str, choices: &'a [Choice]) -> Field<'a> {
        self.choosing(name, Kind::Checks, Cow::Borrowed(choices))
    }

    /// Yes or no, neither chosen beforehand; read with [`Form::yes_no`].
    #[must_use]
    pub fn yes_no(&self, name: &'a str) -> Field<'a> {
        let choices = vec![
            Choice::new("yes", self.t.say("yes")),
            Choice::new("no", self.t.say("no")),
        ];
        self.choosing(name, Kind::Radios, Cow::Owned(choices))
            .inline()
    }

    /// A single box to tick; read with [`Form::yes`].
    #[must_use]
    pub fn tick(&self, name: &'a str) -> Field<'a> {
        self.field(name, Kind::Tick)
    }

    /// A file; the form needs `enctype="multipart/form-data"`.
    #[must_use]
    pub fn file(&self, name: &'a str) -> Field<'a> {
        let says = |what: &'static str| {
            Cow::Owned(self.message(
                &Fault {
                    field: name.to_owned(),
                    what,
                    number: None,
                    day: None,
                },
                false,
            ))
        };
        Field {
            file_says: ["too-large", "empty"].map(says),
            ..self.field(name, Kind::File)
        }
    }

    /// A line of text that travels along unseen, such as an id.
    #[must_use]
    pub fn kept(&self, name: &str) -> &'a str {
        self.form.value(name)
    }

    fn choosing(&self, name: &'a str, kind: Kind, choices: Cow<'a, [Choice]>) -> Field<'a> {
        Field {
            choices,
            ..self.field(name, kind)
        }
    }

    fn field(&self, name: &'a str, kind: Kind) -> Field<'a> {
        // What stands with a label is of the area that the label is of.
        let here = self.t.may_say(&format!("{}-{name}", self.area)).is_some();
        let of = |name: &str, what: &str| match here {
            true => self.t.may_say(&format!("{}-{name}-{what}", self.area)),
            false => self.may_say(&format!("{name}-{what}")),
        };
        let may = |what: &str| {
            let own = of(name, what).or_else(|| of(unnumbered(name), what));
            own.map(Cow::Borrowed)
        };
        let fault = self.form.faults().iter().find(|fault| fault.field == name);
        Field {
            t: self.t,
            kind,
            name,
            label: Cow::Borrowed(self.label(name)),
            hint: may("hint"),
            more: may("more"),
            error: fault.map(|fault| self.message(fault, false)),
            value: self.form.value(name),
            chosen: self
                .form
                .values
                .iter()
                .filter(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
                .collect(),
            choices: Cow::Borrowed(&[]),
            autocomplete: None,
            inputmode: None,
            accept: None,
            rows: 4,
            optional: false,
            narrow: false,
            inline: false,
            none: None,
            file_says: [Cow::Borrowed(""), Cow::Borrowed("")],
        }
    }

    fn label(&self, name: &str) -> &'static str {
        self.may_label(name)
            .unwrap_or_else(|| self.t.say(&format!("{}-{name}", self.area)))
    }

    /// What a field is called; `None` where it has no name.
    #[must_use]
    pub fn called(&self, name: &str) -> Option<&'static str> {
        self.may_label(name)
    }

    fn may_label(&self, name: &str) -> Option<&'static str> {
        self.may_say(name)
            .or_else(|| self.may_say(unnumbered(name)))
    }

    /// What a fault says. In the summary, away from its field, a general message names the field.
    fn message(&self, fault: &Fault, named: bool) -> String {
        let own = |field: &str| self.may_say(&format!("{field}-{}", fault.what));
        if let Some(own) = own(&fault.field).or_else(|| own(unnumbered(&fault.field))) {
            return own.to_owned();
        }
        let mut args = Vec::new();
        if let Some(number) = fault.number {
            args.push(("number", Arg::Number(number)));
        }
        if let Some(day) = fault.day {
            args.push(("day", Arg::Text(Cow::Owned(self.t.day(day)))));
        }
        let key = format!("form-{}", fault.what);
        // A text that names a border it was not told is left for the one that does without.
        let plain = format!("{key}-plain");
        let general = match self.t.may_say(&plain) {
            Some(text) if args.is_empty() => text.to_owned(),
            _ => self.t.tell(&key, &args),
        };
        if !named || fault.field.is_empty() {
            return general;
        }
        let label = self.label(&fault.field);
        if label.ends_with('?') {
            format!("{label} {general}")
        } else {
            format!("{label}: {}", lower_first(&general))
        }
    }
}

/// The name of a field without the number of its row: `consent_on` for `consent_on-2`.
fn unnumbered(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-')
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
