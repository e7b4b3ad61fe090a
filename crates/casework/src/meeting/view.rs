//! Case meetings as pages show them: to those who work in the dossier, and to the client.

use crate::thing::{Entry, Meeting, Participant};
use jiff::civil::Date;
use regie_terms::{Id, PersonId};
use regie_vault::Of;
use serde::Serialize;

/// A meeting, for those who work in the dossier.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingView {
    /// The meeting.
    pub id: Id,
    /// About whom; `None` for the family.
    pub person: Option<PersonId>,
    /// Their name; empty for the family.
    pub person_name: String,
    /// The meeting as it was written; without its words where it stands still.
    pub meeting: Meeting,
    /// The names of those of the family whose presence was written down.
    pub names: Vec<(PersonId, String)>,
    /// What was agreed, as far as the reader sees it.
    pub agreed: Vec<(Id, String)>,
    /// Whether it stands still.
    pub still: bool,
}

/// A meeting, as the client reads it: that it was held, who was there, what was brought in and what was agreed. Whose word what was brought in is
/// they ask their professional: somebody who told something is named with their own consent only.
#[derive(Clone, Debug, Serialize)]
pub struct MyMeeting {
    /// The meeting.
    pub id: Id,
    /// Whether it was about the family.
    pub family: bool,
    /// The day.
    pub held_on: Date,
    /// What it was about.
    pub summary: String,
    /// Whether this person was there, and why not.
    pub there: Option<(bool, Option<String>)>,
    /// How they were told of it.
    pub told_how: String,
    /// Who took part; a colleague without a name where staff are shown by function only.
    pub participants: Vec<Participant>,
    /// What was brought in.
    pub brought: Vec<String>,
    /// What was agreed, where the reader reads it.
    pub agreed: Vec<String>,
}

/// The meetings of a dossier, newest first, for somebody who does not see the entries in `apart`.
pub(crate) fn meetings(
    mut stored: Vec<Of<Meeting>>,
    entries: &[Of<Entry>],
    name_of: impl Fn(Option<Id>) -> String,
    apart: &[Id],
) -> Vec<MeetingView> {
    stored.sort_by_key(|m| std::cmp::Reverse((m.value.held_on, m.id)));
    stored
        .into_iter()
        .map(|one| {
            let seen = |id: &Id| {
                let found = entries.iter().find(|e| e.id == *id && !e.still);
                let found = found.filter(|e| !apart.contains(&e.id))?;
                Some((found.id, found.value.text.clone()))
            };
            let names = one.value.talked.iter();
            MeetingView {
                id: one.id,
                person: one.person.map(PersonId),
                person_name: one.person.map(|p| name_of(Some(p))).unwrap_or_default(),
                names: names
                    .map(|p| (p.person, name_of(Some(p.person.0))))
                    .collect(),
                agreed: one.value.agreed.iter().filter_map(seen).collect(),
                still: one.still,
                meeting: one.value,
            }
        })
        .collect()
}

/// The meetings that were opened for a reader of a person's file, newest first.
pub(crate) fn my_meetings(
    mut stored: Vec<Of<Meeting>>,
    entries: &[Of<Entry>],
    person: PersonId,
    named: bool,
) -> Vec<MyMeeting> {
    stored.sort_by_key(|m| std::cmp::Reverse((m.value.held_on, m.id)));
    stored
        .into_iter()
        .map(|one| {
            let value = one.value;
            let there = value.talked.iter().find(|p| p.person == person);
            let text = |id: &Id| {
                let found = entries.iter().find(|e| e.id == *id);
                found.map(|e| e.value.text.clone())
            };
            let brought = value.participants.iter().map(|p| p.brought.clone());
            MyMeeting {
                id: one.id,
                family: one.person.is_none(),
                held_on: value.held_on,
                there: there.map(|p| (p.there, p.because.clone())),
                told_how: value.told_how,
                brought: brought.filter(|text| !text.is_empty()).collect(),
                agreed: value.agreed.iter().filter_map(text).collect(),
                participants: value
                    .participants
                    .into_iter()
                    .map(|p| Participant {
                        name: match p.organisation {
                            None if !named => String::new(),
                            _ => p.name,
                        },
                        brought: String::new(),
                        ground: String::new(),
                        ..p
                    })
                    .collect(),
                summary: value.summary,
            }
        })
        .collect()
}
