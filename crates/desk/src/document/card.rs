//! A document as a card in the dossier: its label, who may read it, whether others' data are in it, and until when it is kept.

use std::borrow::Cow;

use jiff::Zoned;
use regie_casework::document::DocumentView;
use regie_casework::thing::Readers;
use regie_terms::DossierId;

use super::Here;
use crate::part::{Action, Badge, Fact, Standing, Tone};
use crate::staff::dossier::{agreed, apart, badges, label_rows};
use crate::words::{Arg, Lang};

/// Who may read a document, in words.
fn readers(t: Lang, readers: Readers) -> &'static str {
    t.say(match readers {
        Readers::Coordinator => "document-readers-coordinator",
        Readers::Involved => "document-readers-involved",
    })
}

/// The card; letting it be seen is offered to who may take the next of its two steps alone.
pub(crate) fn card(
    t: Lang,
    dossier: DossierId,
    document: &DocumentView,
    (may_edit, may_release): (bool, bool),
    local: &dyn Fn(i64) -> Zoned,
) -> Fact {
    let at = Here {
        dossier,
        document: document.id,
    };
    let mut marks = badges(t, &document.label);
    if document.others {
        marks.push(Badge::new(t.say("document-others-flag"), Tone::Alarm));
    }
    marks.extend(apart(
        t,
        (document.shielded, document.kept, document.told.as_deref()),
        document.unshield.is_some(),
    ));
    let again = t.with("document-again-on", "day", t.day(document.review_on));
    marks.push(Badge::new(again, Tone::Care));
    let about = match document.person {
        Some(_) => document.person_name.clone(),
        None => t.say("entry-family").to_owned(),
    };
    let text = t.with2(
        "document-about",
        "name",
        about,
        "what",
        t.of(&document.label.category),
    );
    let mut actions = Vec::new();
    if document.still.is_none() {
        actions.push(Action::new(at.page(), t.say("document-open")));
    }
    if may_edit && document.still.as_ref().is_none_or(|s| !s.person) {
        let key = match document.still {
            Some(_) => "lift-title",
            None => "still-do",
        };
        actions.push(Action::new(
            format!("/dossier/{dossier}/feit/{}/beperken", document.id),
            t.say(key),
        ));
    }
    if may_edit && document.still.is_none() {
        actions.push(Action::new(at.at("opnieuw"), t.say("document-again")));
        let key = if document.shielded {
            "dossier-unshield"
        } else {
            "dossier-shield"
        };
        if may_release || !document.shielded {
            actions.push(Action::new(at.at("afschermen"), t.say(key)));
        }
        if may_release && document.kept {
            actions.push(Action::new(at.at("tonen"), t.say("dossier-release")));
        }
    }
    let day = t.day(local(document.at).date());
    Fact {
        t,
        id: format!("document-{}", document.id),
        title: Cow::Owned(if document.still.is_some() {
            t.say("still-document").to_owned()
        } else {
            document.title.clone()
        }),
        text: match &document.still {
            Some(still) => crate::staff::dossier::still_text(t, still),
            None => text,
        },
        badges: marks,
        written: t.with2("document-put-in", "day", day, "name", document.by.as_str()),
        label: if document.still.is_some() {
            Vec::new()
        } else {
            rows(t, document, local)
        },
        reading: None,
        standing: if document.still.is_some() {
            Standing::Restricted
        } else {
            Standing::Current
        },
        actions,
    }
}

fn rows(
    t: Lang,
    document: &DocumentView,
    local: &dyn Fn(i64) -> Zoned,
) -> Vec<(Cow<'static, str>, String)> {
    let mut rows: Vec<(Cow<'static, str>, String)> = Vec::new();
    let mut row = |key: &str, value: String| rows.push((Cow::Borrowed(t.say(key)), value));
    row(
        "document-row-readers",
        readers(t, document.readers).to_owned(),
    );
    row("document-row-excerpt", document.excerpt.clone());
    if document.others {
        let who: Vec<&str> = document.others_who.iter().map(String::as_str).collect();
        let named = if who.is_empty() {
            t.say("document-others-elsewhere").to_owned()
        } else {
            t.list(&who)
        };
        row("document-row-others", named);
    }
    if let Some(day) = document.about_day {
        row("document-row-day", t.day(day));
    }
    for said in &document.consents {
        row("dossier-label-consent", agreed(t, said));
    }
    for look in &document.looked_again {
        let day = t.day(local(look.at).date());
        let text = |text: &str| Arg::Text(Cow::Owned(text.to_owned()));
        let kept = t.tell(
            "document-kept",
            &[
                ("day", text(&day)),
                ("name", text(&look.by)),
                ("because", text(&look.because)),
            ],
        );
        row("document-row-again", kept);
    }
    rows.extend(label_rows(t, &document.label));
    rows
}
