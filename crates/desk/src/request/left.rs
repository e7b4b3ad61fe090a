//! What was granted, what is done of it, and what can still be written down as done.

use regie_casework::request::{RequestPage, RequestState, ThingView};
use regie_casework::thing::RequestOf;
use regie_terms::{PersonId, Right};

use super::record::short;
use super::{Here, slug};
use crate::form::Choice;
use crate::part::{Action, Badge, Tone};
use crate::words::Lang;

/// Something that was granted: its words, how far it is, and where it is done.
pub(super) struct ToDo {
    pub text: String,
    pub badge: Badge,
    pub about: Option<String>,
    pub action: Option<Action>,
}

/// Where what was granted is done, of a thing or of the whole file; nothing where the system has no page for it.
fn way(here: Here, right: Right, thing: Option<&ThingView>, person: PersonId) -> Option<String> {
    let (dossier, request) = (here.dossier, here.request);
    let page = match right {
        Right::Erasure => Some("wissen"),
        Right::Restriction => Some("beperken"),
        _ => None,
    };
    match (right, thing) {
        (_, Some(thing))
            if matches!(thing.kind, RequestOf::Entry | RequestOf::Document) && page.is_some() =>
        {
            page.map(|page| {
                format!(
                    "/dossier/{dossier}/feit/{}/{page}?verzoek={request}",
                    thing.id
                )
            })
        }
        (Right::Access | Right::Information, None) => {
            Some(format!("/dossier/{dossier}/verzoek/{request}/kopie.pdf"))
        }
        (Right::Portability, None) => Some(format!("/dossier/{dossier}/verzoek/{request}/bestand")),
        (_, None) => {
            page.map(|page| format!("/dossier/{dossier}/persoon/{person}/{page}?verzoek={request}"))
        }
        (Right::Rectification, Some(thing)) if thing.kind == RequestOf::Entry => Some(format!(
            "/dossier/{dossier}/feit/{}/verbeteren?verzoek={request}",
            thing.id
        )),
        _ => None,
    }
}

/// What was granted, and how far it is.
pub(super) fn todo(t: Lang, here: Here, one: &RequestPage) -> Vec<ToDo> {
    if !matches!(
        one.row.state,
        RequestState::CarryingOut | RequestState::Done
    ) || one.row.review
    {
        return Vec::new();
    }
    let right = one.row.right;
    let done = |done: Option<&regie_casework::thing::RequestDone>| match done {
        Some(done) => (
            Badge::new(t.say("request-state-done"), Tone::Good),
            Some(t.with2(
                "request-by-on",
                "name",
                done.by.as_str(),
                "day",
                t.day(done.on),
            )),
        ),
        None => (Badge::new(t.say("request-to-do"), Tone::Care), None),
    };
    let action = |thing: Option<&ThingView>, is_done: bool| {
        way(here, right, thing, one.row.person)
            .filter(|_| !is_done)
            .map(|href| Action::new(href, t.word("request-do", slug(right))))
    };
    if one.whole {
        let (badge, about) = done(one.done.as_ref());
        return vec![ToDo {
            text: t.word("request-do", slug(right)).to_owned(),
            badge,
            about,
            action: action(None, one.done.is_some()),
        }];
    }
    one.things
        .iter()
        .filter(|thing| thing.granted == Some(true))
        .map(|thing| {
            let (badge, about) = done(thing.done.as_ref());
            ToDo {
                text: short(&thing.text),
                badge,
                about,
                action: action(Some(thing), thing.done.is_some()),
            }
        })
        .collect()
}

/// Who else must be told, and who was.
pub(super) fn tell(t: Lang, one: &RequestPage) -> Vec<ToDo> {
    let mut all: Vec<ToDo> = one
        .recipients
        .iter()
        .map(|to| {
            let went = t.with("request-went-on", "day", t.day(to.on));
            let (badge, about) = match &to.told {
                Some((how, done)) => (
                    Badge::new(t.with("request-told-on", "day", t.day(done.on)), Tone::Good),
                    format!("{went} · {how}"),
                ),
                None => (Badge::new(t.say("request-to-tell"), Tone::Care), went),
            };
            ToDo {
                text: to.recipient.clone(),
                badge,
                about: Some(about),
                action: None,
            }
        })
        .collect();
    if let Some(done) = &one.informed {
        all.push(ToDo {
            text: t.say("request-the-asker").to_owned(),
            badge: Badge::new(t.with("request-told-on", "day", t.day(done.on)), Tone::Good),
            about: None,
            action: None,
        });
    } else if one.tell_asker {
        all.push(ToDo {
            text: t.say("request-the-asker").to_owned(),
            badge: Badge::new(t.say("request-to-tell"), Tone::Care),
            about: Some(t.say("request-the-asker-how").to_owned()),
            action: None,
        });
    }
    all
}

/// What can still be written down as done.
pub(super) fn left(t: Lang, one: &RequestPage) -> Vec<Choice> {
    if !matches!(
        one.row.state,
        RequestState::CarryingOut | RequestState::Done
    ) || one.row.review
    {
        return Vec::new();
    }
    let mut all: Vec<Choice> = Vec::new();
    // What is erased or restricted is written down by doing it.
    let by_hand = !matches!(one.row.right, Right::Erasure | Right::Restriction);
    if by_hand && one.whole && one.done.is_none() {
        all.push(Choice::new(
            "whole",
            t.word("request-do", slug(one.row.right)),
        ));
    }
    for thing in &one.things {
        let of_act = matches!(thing.kind, RequestOf::Entry | RequestOf::Document);
        if (by_hand || !of_act) && thing.granted == Some(true) && thing.done.is_none() {
            all.push(Choice::new(thing.named.clone(), short(&thing.text)));
        }
    }
    for to in one.recipients.iter().filter(|to| to.told.is_none()) {
        let label = t.with("request-told", "name", to.recipient.as_str());
        all.push(Choice::new(format!("told:{}", to.share), label));
    }
    if one.tell_asker {
        all.push(Choice::new("informed", t.say("request-told-asker")));
    }
    all
}
