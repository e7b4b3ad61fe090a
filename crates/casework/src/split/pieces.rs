//! The list before a split: everything that is not simply about one person, to be decided one by one.

use super::sides::Sides;
use crate::act::Case;
use crate::entry::through_time;
use crate::thing::{
    Acting, Authority, ConsentGiven, Entry, Meeting, Release, Share, ShareState, Split, SplitTo,
};
use jiff::civil::Date;
use regie_terms::{Id, PersonId, Representative, years};
use regie_vault::open::Routing;
use regie_vault::{Known, Side};
use serde::Serialize;

/// What kind of thing a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PieceOf {
    /// Who has authority over or represents somebody on the other side.
    Authority,
    /// A fact, with all its versions.
    Entry,
    /// A document.
    Document,
    /// A disclosure.
    Disclosure,
    /// Why a glass was broken, and what was judged of it.
    Glass,
    /// What a client wrote.
    Words,
    /// A request by which somebody exercises a right.
    Request,
    /// The decision on one.
    Decision,
    /// How somebody can be reached safely.
    Contact,
    /// An objection to one dossier together, in the words of who made it.
    Objection,
    /// A scanned paper: a form of consent, or what authority rests on.
    Paper,
    /// A decision about who acts for somebody.
    Acting,
    /// A case meeting.
    Meeting,
}

/// One thing to be decided about.
pub(super) struct Piece {
    pub id: Id,
    pub what: PieceOf,
    /// On which side it is, where it is about one person.
    pub side: Option<Side>,
    pub person: Option<PersonId>,
    pub ways: &'static [SplitTo],
    pub text: String,
    pub version: i64,
}

const SHARED: &[SplitTo] = &[
    SplitTo::Leaver,
    SplitTo::Stayers,
    SplitTo::Both,
    SplitTo::Anew,
];
const WHOLE: &[SplitTo] = &[SplitTo::Leaver, SplitTo::Stayers, SplitTo::Both];
const NAMES: &[SplitTo] = &[SplitTo::AsItIs, SplitTo::Anew];
const HOLDS: &[SplitTo] = &[SplitTo::Keep, SplitTo::Drop];
const ENDS: &[SplitTo] = &[SplitTo::Drop];

/// Under which age the law needs to know who has authority over somebody who has a dossier of their own.
const DECIDES_ALONE: i16 = 16;

/// The newest version of every fact, with all of them.
pub(super) fn facts(case: &Case) -> Vec<(&Known<Entry>, Vec<Id>)> {
    let last = |e: &&Known<Entry>| !case.entries.iter().any(|o| o.of == Some(e.id));
    let heads = case.entries.iter().filter(last);
    heads
        .map(|e| (e, through_time(&case.entries, e.id)))
        .collect()
}

/// On which side all versions of a fact are; `None` for the family, or for some of each.
pub(super) fn side_of_fact(case: &Case, sides: &Sides, versions: &[Id]) -> Option<Side> {
    let mut found: Option<Side> = None;
    for entry in case.entries.iter().filter(|e| versions.contains(&e.id)) {
        let side = sides.side(entry.person)?;
        if found.is_some_and(|f| f != side) {
            return None;
        }
        found = Some(side);
    }
    found
}

/// Whether a fact is about somebody else than those on `side`.
pub(super) fn apart(case: &Case, sides: &Sides, side: Side, fact: Id) -> bool {
    let versions = through_time(&case.entries, fact);
    side_of_fact(case, sides, &versions) != Some(side)
}

/// Why a dossier cannot be split now.
pub(super) fn blocks(case: &Case, split: Id) -> Vec<&'static str> {
    let mut out = Vec::new();
    if case.restrictions.iter().any(|r| r.due.is_none()) {
        out.push("stands-still");
    }
    if case
        .shares
        .iter()
        .any(|s| s.value.state == ShareState::Preparing)
    {
        out.push("share-open");
    }
    let own = case.splits.iter().find(|s| s.id == split);
    let person = own.and_then(|s| s.person);
    let other = |s: &&Known<Split>| s.person != person && s.value.open();
    if case.splits.iter().find(other).is_some() {
        out.push("other-split");
    }
    let acting = |a: &&Known<Acting>| a.value.waits() || a.value.lifting.is_some();
    if case.acting.iter().find(acting).is_some() {
        out.push("acting-open");
    }
    let waits = |release: Option<&Release>| release.is_some_and(|r| !r.given());
    if case.entries.iter().any(|e| waits(e.value.release.as_ref()))
        || case
            .documents
            .iter()
            .any(|d| waits(d.value.release.as_ref()))
        || case.shares.iter().any(|s| waits(s.value.release.as_ref()))
    {
        out.push("release-open");
    }
    out
}

impl Sides {
    /// Everything to be decided about.
    pub fn pieces(&self, case: &Case, papers: &[Routing], today: Date) -> Vec<Piece> {
        let mut out = self.more(case, papers);
        let person = |id: Option<Id>| id.map(PersonId);
        for one in &case.authorities {
            let Some(by) = one.value.by else { continue };
            let (Some(over), Some(holder)) = (self.side(one.person), self.side(Some(by.0))) else {
                continue;
            };
            if over == holder {
                let words = said(&one.value);
                if self.tells(over, &words) {
                    let text = words.join("\n");
                    out.push(self.named(
                        (one.id, one.version),
                        PieceOf::Authority,
                        over,
                        person(one.person),
                        text,
                    ));
                }
                continue;
            }
            // What is over needs nobody's decision: it goes.
            if one.value.until.is_some_and(|u| u < today) {
                continue;
            }
            let Some(of) = person(one.person).and_then(|p| case.person(p)) else {
                continue;
            };
            let parent = one.value.kind == Representative::ParentOrGuardian;
            let needed =
                !parent || years(of.value.born, today) < DECIDES_ALONE || !of.value.can_weigh;
            out.push(Piece {
                id: one.id,
                what: PieceOf::Authority,
                side: Some(over),
                person: person(one.person),
                ways: if needed { HOLDS } else { ENDS },
                text: case.person(by).map(|p| p.value.name()).unwrap_or_default(),
                version: one.version,
            });
        }
        for (head, versions) in facts(case) {
            let side = side_of_fact(case, self, &versions);
            let texts: Vec<_> = case
                .entries
                .iter()
                .filter(|e| versions.contains(&e.id))
                .collect();
            let ways = match side {
                None => SHARED,
                Some(side) => {
                    let names = |e: &&&Known<Entry>| self.tells(side, &self.entry(side, &e.value));
                    if texts.iter().any(|e| names(&e)) {
                        NAMES
                    } else {
                        continue;
                    }
                }
            };
            out.push(Piece {
                id: head.id,
                what: PieceOf::Entry,
                side,
                person: person(head.person),
                ways,
                text: head.value.text.clone(),
                version: head.version,
            });
        }
        for one in &case.documents {
            let side = self.side(one.person);
            let others = one
                .value
                .others_who
                .iter()
                .any(|p| side.is_none_or(|side| self.other(side, p.0)));
            let names = side.is_some_and(|s| self.tells(s, &self.document(s, &one.value)));
            if side.is_some() && !one.value.others && !others && !names {
                continue;
            }
            out.push(Piece {
                id: one.id,
                what: PieceOf::Document,
                side,
                person: person(one.person),
                ways: WHOLE,
                text: format!("{}\n{}", one.value.title, one.value.excerpt),
                version: one.version,
            });
        }
        for one in &case.shares {
            let Some(side) = self.side(one.person) else {
                continue;
            };
            let same = |id: Id| Some(id);
            let value = self.share(side, &one.value, &same);
            let more = one
                .value
                .facts
                .iter()
                .any(|f| f.erased.is_none() && apart(case, self, side, f.entry));
            let answers = case.consents.iter().filter(|c| c.of == Some(one.id));
            let said = |c: &Known<ConsentGiven>| {
                let value = self.consent(side, &c.value, &same);
                self.tells(side, &(value.reason, value.outsider))
            };
            let answers = answers.into_iter().any(said);
            for query in case.queries.iter().filter(|q| q.of == Some(one.id)) {
                let asker = query.value.asker;
                let mut text = vec![query.value.text.clone()];
                text.extend(query.value.answered.as_ref().map(|a| a.text.clone()));
                if !self.other(side, asker.0) && self.tells(side, &text) {
                    out.push(self.named(
                        (query.id, query.version),
                        PieceOf::Words,
                        side,
                        Some(asker),
                        text.join("\n"),
                    ));
                }
            }
            if !more && !answers && !self.tells(side, &value) {
                continue;
            }
            out.push(Piece {
                id: one.id,
                what: PieceOf::Disclosure,
                side: Some(side),
                person: person(one.person),
                ways: NAMES,
                text: shared(&one.value),
                version: one.version,
            });
        }
        for one in &case.glasses {
            let reviews = case.reviews.iter().filter(|r| r.of == Some(one.id));
            let mut text = vec![one.value.reason.clone()];
            text.extend(reviews.map(|r| r.value.because.clone()));
            out.push(Piece {
                id: one.id,
                what: PieceOf::Glass,
                side: None,
                person: None,
                ways: SHARED,
                text: text.join("\n"),
                version: one.version,
            });
        }
        for one in &case.meetings {
            let side = self.side(one.person);
            let ways = match side {
                None => SHARED,
                Some(side) if self.tells(side, &one.value) => NAMES,
                Some(_) => continue,
            };
            out.push(Piece {
                id: one.id,
                what: PieceOf::Meeting,
                side,
                person: person(one.person),
                ways,
                text: met(&one.value),
                version: one.version,
            });
        }
        // Words are theirs who wrote them, and go with them.
        for one in &case.contributions {
            let side = self.side(Some(one.value.writer.0)).unwrap_or(Side::Stays);
            let mut answer = one.value.text.clone();
            if let Some(said) = one.value.taken.as_ref().and_then(|t| t.answer.as_ref()) {
                answer.push('\n');
                answer.push_str(said);
            }
            if self.tells(side, &answer) {
                out.push(self.named(
                    (one.id, one.version),
                    PieceOf::Words,
                    side,
                    Some(one.value.writer),
                    answer,
                ));
            }
        }
        for one in &case.requests {
            let Some(side) = self.side(one.person) else {
                continue;
            };
            let value = self.request(side, &one.value, &|id| Some(id));
            if self.tells(side, &value) {
                let mut text = vec![value.words.clone()];
                text.extend(value.extended.map(|e| e.because));
                text.extend(value.told.into_iter().map(|t| t.how));
                text.retain(|t| !t.is_empty());
                out.push(self.named(
                    (one.id, one.version),
                    PieceOf::Request,
                    side,
                    person(one.person),
                    text.join("\n"),
                ));
            }
        }
        for one in &case.decisions {
            let Some(side) = self.side(one.person) else {
                continue;
            };
            let mut text = vec![one.value.because.clone()];
            text.extend(one.value.parts.iter().map(|p| p.because.clone()));
            if self.tells(side, &text) {
                out.push(self.named(
                    (one.id, one.version),
                    PieceOf::Decision,
                    side,
                    person(one.person),
                    text.join("\n"),
                ));
            }
        }
        for one in &case.contacts {
            let Some(side) = self.side(one.person) else {
                continue;
            };
            let value = &one.value;
            let words = [&value.hidden_from, &value.address, &value.hours];
            let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
            if self.tells(side, &words) {
                let text = words.join("\n");
                out.push(self.named(
                    (one.id, one.version),
                    PieceOf::Contact,
                    side,
                    person(one.person),
                    text,
                ));
            }
        }
        for one in &case.splits {
            let Some(side) = self.side(one.person) else {
                continue;
            };
            let text = objection(&one.value);
            if self.tells(side, &text) {
                // What is chosen is written into it, so its version says nothing.
                out.push(self.named(
                    (one.id, 0),
                    PieceOf::Objection,
                    side,
                    person(one.person),
                    text.join("\n"),
                ));
            }
        }
        out
    }

    fn named(
        &self,
        (id, version): (Id, i64),
        what: PieceOf,
        side: Side,
        person: Option<PersonId>,
        text: String,
    ) -> Piece {
        Piece {
            id,
            what,
            side: Some(side),
            person,
            ways: NAMES,
            text,
            version,
        }
    }
}

/// The words of a meeting.
fn met(meeting: &Meeting) -> String {
    let mut text = vec![meeting.summary.clone()];
    text.extend(meeting.participants.iter().map(|p| p.brought.clone()));
    text.retain(|t| !t.is_empty());
    text.join("\n")
}

/// The words with which somebody's authority was written down.
fn said(authority: &Authority) -> Vec<String> {
    let mut out: Vec<String> = authority.narrowed.iter().cloned().collect();
    out.extend(authority.higher.as_ref().map(|(_, why)| why.clone()));
    out
}

/// The words of an objection that go along with who made it.
pub(super) fn objection(split: &Split) -> Vec<String> {
    let mut text = vec![split.words.clone()];
    text.extend(split.decision.as_ref().map(|d| d.because.clone()));
    text
}

fn shared(share: &Share) -> String {
    let mut text = vec![share.recipient.clone(), share.purpose_text.clone()];
    text.extend(share.facts.iter().map(|f| f.text.clone()));
    text.retain(|t| !t.is_empty());
    text.join("\n")
}
