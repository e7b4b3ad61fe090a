//! The form of a safe channel, for whoever fills it in, and what staff are told of one.

use regie_casework::contact::{ContactInput, ContactView};
use regie_casework::thing::{ContactWay, Tongue};

use crate::form::{Choice, Form};
use crate::part::{Banner, Mood};
use crate::words::Lang;

/// The ways, in the order of the form.
#[must_use]
pub fn ways(t: Lang) -> Vec<Choice> {
    Choice::words(t, "contact-way", ContactWay::ALL.map(ContactWay::as_str))
}

/// The languages in which somebody can be written to.
#[must_use]
pub fn tongues(t: Lang) -> Vec<Choice> {
    Choice::words(t, "contact-tongue", ["nl", "en"])
}

/// What was typed.
#[must_use]
pub fn read(form: &Form) -> ContactInput {
    let value = |name: &str| form.value(name).to_owned();
    ContactInput {
        ways: form.values("ways").map(str::to_owned).collect(),
        never_home: value("never_home"),
        never_message: value("never_message"),
        hours: value("hours"),
        address: value("address"),
        hidden_from: value("hidden_from"),
        language: value("language"),
    }
}

/// A form that comes for the first time, as it was said before.
#[must_use]
pub fn filled(contact: Option<&ContactView>, form: Form) -> Form {
    let came = [
        "ways",
        "hours",
        "address",
        "hidden_from",
        "never_home",
        "never_message",
    ];
    let Some(known) = contact.filter(|_| !came.iter().any(|name| form.came(name))) else {
        return form;
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let tick = |yes: bool| if yes { "yes" } else { "" };
    let form = known
        .ways
        .iter()
        .fold(form, |form, way| form.add("ways", way.as_str()));
    form.set("never_home", tick(known.never_home))
        .set("never_message", tick(known.never_message))
        .set("hours", text(&known.hours))
        .set("address", text(&known.address))
        .set("hidden_from", text(&known.hidden_from))
        .set(
            "language",
            match known.language {
                Some(Tongue::Nl) => "nl",
                Some(Tongue::En) => "en",
                None => "",
            },
        )
}

/// What staff are told who would call or write.
#[must_use]
pub fn warning(t: Lang, contact: &ContactView, local: &dyn Fn(i64) -> jiff::Zoned) -> Banner {
    let said: Vec<&str> = contact
        .ways
        .iter()
        .map(|way| t.word("contact-way", way.as_str()))
        .collect();
    let narrow = contact.never_home
        || contact.never_message
        || contact.hidden_from.is_some()
        || contact.ways.len() < 3;
    let mood = if narrow { Mood::Alarm } else { Mood::Info };
    let mut banner = Banner::new(mood, t.with("contact-only", "ways", t.list(&said)));
    for (true_, key) in [
        (contact.never_message, "contact-no-message"),
        (contact.never_home, "contact-no-home"),
        (contact.address_held, "contact-address-held"),
    ] {
        if true_ {
            banner = banner.line(t.say(key));
        }
    }
    for (key, value) in [
        ("contact-when", &contact.hours),
        ("contact-at", &contact.address),
        ("contact-not-before", &contact.hidden_from),
    ] {
        if let Some(value) = value {
            banner = banner.line(t.with(key, "text", value.as_str()));
        }
    }
    let day = t.day(local(contact.at).date());
    banner.line(match &contact.by {
        Some(name) => t.with2("contact-by", "name", name.as_str(), "day", day),
        None => t.with("contact-by-self", "day", day),
    })
}

/// Whether a way is not safe.
#[must_use]
pub fn unsafe_by(contact: Option<&ContactView>, ways: &[ContactWay]) -> bool {
    contact.is_some_and(|known| !ways.iter().any(|way| known.ways.contains(way)))
}
