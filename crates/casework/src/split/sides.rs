//! Who is on which side of a split, and what tells of the other side.

use crate::act::Case;
use regie_terms::{Id, KeyId, PersonId};
use regie_vault::{Draft, Side};
use serde::Serialize;

/// The two sides.
pub(super) struct Sides {
    /// Who leaves.
    pub leaver: PersonId,
    /// Whom the dossier of those who stay is first of all about.
    pub principal: PersonId,
    /// The dossier that is there.
    pub old: Id,
    /// The new one.
    pub fresh: Id,
    /// Every key of a file, and its side.
    pub keys: Vec<(KeyId, Side)>,
    people: Vec<(Id, Side)>,
    /// The first key of the principal's and of the leaver's file.
    first: [KeyId; 2],
    told: [Told; 2],
}

/// What tells of the people of a side.
#[derive(Default)]
struct Told {
    ids: Vec<Id>,
    words: Vec<String>,
    phrases: Vec<String>,
}

const fn at(side: Side) -> usize {
    match side {
        Side::Stays => 0,
        Side::Leaves => 1,
    }
}

/// The other side.
pub(super) const fn across(side: Side) -> Side {
    match side {
        Side::Stays => Side::Leaves,
        Side::Leaves => Side::Stays,
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
}

/// A text without spaces and signs, as numbers are compared.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl Sides {
    /// Who is where when `leaver` leaves; `Err` with a word for why there cannot be two dossiers.
    pub fn of(case: &Case, leaver: PersonId, (old, fresh): (Id, Id)) -> Result<Self, &'static str> {
        let dossier = case.dossier.as_ref().ok_or("closed")?;
        if dossier.value.closed.is_some() {
            return Err("closed");
        }
        case.person(leaver).ok_or("gone")?;
        if case.people.len() < 2 {
            return Err("alone");
        }
        // Who gets no help has a file here because of somebody else, and no dossier is about them.
        let helped = |person: Id| {
            let mut files = case.files.iter().filter(|f| f.person == Some(person));
            files.find(|f| !f.value.involved && f.value.is_of_help())
        };
        let key = helped(leaver.0).ok_or("involved")?.key;
        let was = dossier.value.principal;
        let principal = if was == leaver {
            let mut rest: Vec<_> = case.people.iter().filter(|p| p.id != leaver.0).collect();
            rest.sort_by_key(|p| (p.value.born, p.id));
            let found = rest.iter().find(|p| helped(p.id).is_some());
            PersonId(found.ok_or("nobody-left")?.id)
        } else {
            was
        };
        let stays = case.any_file(principal).ok_or("nobody-left")?;
        let side = |person: Id| {
            if person == leaver.0 {
                Side::Leaves
            } else {
                Side::Stays
            }
        };
        let mut told = [Told::default(), Told::default()];
        for person in &case.people {
            let Some(told) = told.get_mut(at(side(person.id))) else {
                continue;
            };
            let value = &person.value;
            told.ids.push(person.id);
            told.words
                .extend(words(&value.given).filter(|w| w.chars().count() > 1));
            let shared = case
                .people
                .iter()
                .any(|o| side(o.id) != side(person.id) && o.value.surname == value.surname);
            if !shared {
                told.phrases.push(value.surname.to_lowercase());
            }
            let same_home = |text: &String| {
                case.people.iter().any(|o| {
                    side(o.id) != side(person.id)
                        && (o.value.address.as_ref() == Some(text)
                            || o.value.phone.as_ref() == Some(text)
                            || o.value.email.as_ref() == Some(text))
                })
            };
            let marks = [&value.address, &value.email, &value.phone, &value.bsn];
            let marks = marks.into_iter().flatten().filter(|text| !same_home(text));
            told.phrases.extend(marks.cloned());
        }
        for told in &mut told {
            for phrase in &mut told.phrases {
                *phrase = bare(phrase);
            }
            told.phrases.retain(|p| p.chars().count() > 2);
        }
        Ok(Self {
            leaver,
            principal,
            old,
            fresh,
            keys: case
                .files
                .iter()
                .filter_map(|f| Some((f.key, side(f.person?))))
                .collect(),
            people: case.people.iter().map(|p| (p.id, side(p.id))).collect(),
            first: [stays, key],
            told,
        })
    }

    /// On which side somebody is.
    pub fn side(&self, person: Option<Id>) -> Option<Side> {
        let found = self.people.iter().find(|(id, _)| Some(*id) == person);
        found.map(|(_, side)| *side)
    }

    /// Whether somebody is on the other side than `side`.
    pub fn other(&self, side: Side, person: Id) -> bool {
        self.side(Some(person)) == Some(across(side))
    }

    /// The dossier of a side.
    pub fn dossier(&self, side: Side) -> Id {
        match side {
            Side::Stays => self.old,
            Side::Leaves => self.fresh,
        }
    }

    /// The key that takes the place of `key` on a side.
    pub fn key(&self, side: Side, key: KeyId) -> KeyId {
        if self.keys.contains(&(key, side)) {
            return key;
        }
        let [stays, leaves] = self.first;
        match side {
            Side::Stays => stays,
            Side::Leaves => leaves,
        }
    }

    /// A draft on a side.
    pub fn placed(&self, mut draft: Draft, side: Side) -> Draft {
        draft.key = self.key(side, draft.key);
        draft.dossier(self.dossier(side))
    }

    /// Whether what stands on `side` tells of somebody on the other: by a name, an address, a number or an id.
    pub fn tells(&self, side: Side, value: &impl Serialize) -> bool {
        let Ok(value) = serde_json::to_value(value) else {
            return true;
        };
        let Some(told) = self.told.get(at(across(side))) else {
            return true;
        };
        let mut texts = Vec::new();
        gather(&value, &mut texts);
        texts.iter().any(|text| told.in_text(text))
    }
}

impl Told {
    fn in_text(&self, text: &str) -> bool {
        if let Ok(id) = text.parse::<Id>() {
            return self.ids.contains(&id);
        }
        let bare = bare(text);
        words(text).any(|w| self.words.contains(&w))
            || self.phrases.iter().any(|p| bare.contains(p.as_str()))
    }
}

fn gather<'a>(value: &'a serde_json::Value, out: &mut Vec<&'a str>) {
    use serde_json::Value::{Array, Object, String};
    match value {
        String(text) => out.push(text),
        Array(values) => values.iter().for_each(|v| gather(v, out)),
        Object(fields) => fields.values().for_each(|v| gather(v, out)),
        _ => {}
    }
}
