//! Reading what a request is about from a form.

use crate::act::Case;
use crate::check::Check;
use crate::thing::{RequestOf, RequestThing};
use regie_terms::{Id, Law, PersonId};

/// The most things one request names.
const MOST: usize = 500;

/// A thing as a form names it: `entry:<id>`.
pub(super) fn named(kind: RequestOf, id: Id) -> String {
    format!("{}:{id}", word(kind))
}

/// The word for a kind of thing in a form.
pub(super) const fn word(kind: RequestOf) -> &'static str {
    match kind {
        RequestOf::Entry => "entry",
        RequestOf::Document => "document",
        RequestOf::Disclosure => "disclosure",
        RequestOf::Decision => "decision",
    }
}

/// What a form names, when it reads as one.
pub(super) fn read(typed: &str) -> Option<(RequestOf, Id)> {
    let (kind, id) = typed.trim().split_once(':')?;
    let kind = [
        RequestOf::Entry,
        RequestOf::Document,
        RequestOf::Disclosure,
        RequestOf::Decision,
    ]
    .into_iter()
    .find(|k| word(*k) == kind)?;
    Some((kind, id.parse().ok()?))
}

/// The things named, each once, when all of them are among those that `known` has; a fault at `field` where one is not. Blank is none.
pub(super) fn things(
    check: &mut Check,
    field: &'static str,
    typed: &[String],
    known: impl Fn(RequestOf, Id) -> bool,
) -> Vec<RequestThing> {
    let mut out: Vec<RequestThing> = Vec::new();
    for one in typed.iter().filter(|t| !t.trim().is_empty()) {
        match read(one).filter(|(kind, id)| known(*kind, *id)) {
            Some((kind, id)) if !out.iter().any(|t| t.id == id) => out.push(RequestThing {
                kind,
                id,
                done: None,
            }),
            Some(_) => {}
            None => {
                check.fault(field, "unknown");
                return Vec::new();
            }
        }
    }
    if out.len() > MOST {
        check.fault(field, "too-many");
    }
    out
}

impl Case {
    /// Whether the dossier has this thing, and it is about that person or about the family.
    pub(super) fn has_thing(&self, person: PersonId, kind: RequestOf, id: Id) -> bool {
        let about = |whose: Option<Id>| whose.is_none_or(|one| one == person.0);
        match kind {
            RequestOf::Entry => self.entries.iter().any(|e| e.id == id && about(e.person)),
            RequestOf::Document => self.documents.iter().any(|d| d.id == id && about(d.person)),
            RequestOf::Disclosure => self
                .share(id)
                .is_some_and(|s| s.person == Some(person.0) && crate::share::happened(&s.value)),
            RequestOf::Decision => false,
        }
    }

    /// The law that all these things fall under, or that the person's file is under where none are named; `None` where there are several.
    pub(super) fn law_of(&self, person: PersonId, things: &[RequestThing]) -> Option<Law> {
        let mut laws: Vec<Law> = if things.is_empty() {
            self.files
                .iter()
                .filter(|f| f.person == Some(person.0))
                .map(|f| f.value.law)
                .collect()
        } else {
            things
                .iter()
                .filter_map(|t| match t.kind {
                    RequestOf::Entry => {
                        let found = self.entries.iter().find(|e| e.id == t.id);
                        found.map(|e| e.value.label.law)
                    }
                    RequestOf::Document => {
                        let found = self.documents.iter().find(|d| d.id == t.id);
                        found.map(|d| d.value.label.law)
                    }
                    RequestOf::Disclosure => self.share(t.id).map(|s| s.value.law),
                    RequestOf::Decision => None,
                })
                .collect()
        };
        laws.sort_unstable();
        laws.dedup();
        match laws.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}
