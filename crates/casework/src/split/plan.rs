//! What a split writes: which rows go, which are written anew, and which are copied.

use super::sides::Sides;
use crate::Refused;
use crate::act::Case;
use crate::thing::{Dossier, Split, SplitTo, kind};
use jiff::civil::Date;
use regie_terms::Id;
use regie_vault::keys::STAFF;
use regie_vault::open::Routing;
use regie_vault::{Changes, Dividing, Draft, Known, Side};
use std::collections::{HashMap, HashSet};

/// What is being put together.
pub(super) struct Plan<'a> {
    pub case: &'a Case,
    pub sides: &'a Sides,
    pub split: &'a Known<Split>,
    pub today: Date,
    pub changes: Changes,
    /// Rows of which it was decided on which side they are.
    goes: HashMap<Id, Side>,
    /// Rows that are written or removed here.
    touched: HashSet<Id>,
    /// What was copied to the one who leaves: by which id it is known there.
    pub copies: HashMap<Id, Id>,
}

/// What a split writes, and what follows from it.
pub(super) struct Written {
    pub changes: Changes,
    pub dividing: Dividing,
    /// Rows that are with the one who leaves now.
    pub left: Vec<Id>,
}

impl<'a> Plan<'a> {
    pub fn new(case: &'a Case, sides: &'a Sides, split: &'a Known<Split>, today: Date) -> Self {
        Self {
            case,
            sides,
            split,
            today,
            changes: Changes::default(),
            goes: HashMap::new(),
            touched: HashSet::new(),
            copies: HashMap::new(),
        }
    }

    pub(super) fn choice(&self, thing: Id) -> Option<(SplitTo, [&'a str; 2])> {
        let found = self.split.value.choice(thing)?;
        Some((found.to, [&found.stayers, &found.leaver]))
    }

    pub(super) fn text(&self, side: Side, texts: [&'a str; 2]) -> &'a str {
        let [stayers, leaver] = texts;
        match side {
            Side::Stays => stayers,
            Side::Leaves => leaver,
        }
    }

    /// Writes a row over, on a side.
    pub fn over(&mut self, draft: Draft, side: Side) {
        self.touched.insert(draft.id);
        self.goes.insert(draft.id, side);
        self.changes.replace.push(self.sides.placed(draft, side));
    }

    /// Leaves the words of a row as they are, on a side.
    pub(super) fn whole(&mut self, id: Id, side: Side) {
        self.goes.insert(id, side);
    }

    pub fn remove(&mut self, id: Id) {
        if self.touched.insert(id) {
            self.changes.remove.push(id);
        }
    }

    /// By which id a fact or document is known on a side; `None` where it is not there.
    pub(super) fn known(&self, side: Side, id: Id) -> Option<Id> {
        if side == Side::Leaves
            && let Some(copy) = self.copies.get(&id)
        {
            return Some(*copy);
        }
        (self.goes.get(&id) == Some(&side)).then_some(id)
    }

    /// What is about one person and may know of another: requests, decisions, how to reach them, who has authority, what was agreed, who they are.
    pub fn people(&mut self) -> Result<(), Refused> {
        for one in &self.case.requests {
            let side = self.sides.side(one.person).unwrap_or(Side::Stays);
            let mut value = self.sides.request(side, &one.value, &|id| {
                self.known(side, id).or(decided(self.case, id))
            });
            if let Some((SplitTo::Anew, texts)) = self.choice(one.id) {
                value.words = self.text(side, texts).to_owned();
                if let Some(extended) = &mut value.extended {
                    extended.because.clear();
                }
                value.told.iter_mut().for_each(|t| t.how.clear());
                value.joining.iter_mut().for_each(|j| j.because = None);
            }
            let mut draft = Draft::over(kind::REQUEST, one, &value)?;
            // Who asked it for somebody on the other side is not known here any more.
            if value.by.iter().all(|b| b.person.is_none()) {
                draft.account = None;
            }
            self.over(draft, side);
        }
        for one in &self.case.decisions {
            let side = self.sides.side(one.person).unwrap_or(Side::Stays);
            let mut value = one.value.clone();
            value
                .parts
                .retain_mut(|part| match self.known(side, part.thing) {
                    Some(id) => {
                        part.thing = id;
                        true
                    }
                    None => part.kind == crate::thing::RequestOf::Disclosure,
                });
            if let Some((SplitTo::Anew, texts)) = self.choice(one.id) {
                value.because = self.text(side, texts).to_owned();
                value.parts.iter_mut().for_each(|p| p.because.clear());
            }
            self.over(Draft::over(kind::REQUEST_DECISION, one, &value)?, side);
        }
        for one in &self.case.contacts {
            if let Some((SplitTo::Anew, texts)) = self.choice(one.id) {
                let side = self.sides.side(one.person).unwrap_or(Side::Stays);
                let mut value = one.value.clone();
                value.hidden_from = Some(self.text(side, texts).to_owned());
                for words in [&mut value.address, &mut value.hours] {
                    *words = words.take().filter(|w| !self.sides.tells(side, w));
                }
                self.over(Draft::over(kind::SAFE_CONTACT, one, &value)?, side);
            }
        }
        for one in &self.case.restrictions {
            // What stood still does so no longer; the words of it are sealed in its lines.
            let of = one.of.and_then(|of| self.goes.get(&of).copied());
            let side = of.or(self.sides.side(one.person)).unwrap_or(Side::Stays);
            let mut value = one.value.clone();
            let told = self.sides.tells(side, &value);
            if told {
                value.because.clear();
                if let Some(lifted) = &mut value.lifted {
                    lifted.because.clear();
                }
                self.over(Draft::over(kind::RESTRICTION, one, &value)?, side);
            }
        }
        self.weighed()?;
        self.meldcodes()?;
        for one in &self.case.agreements {
            let side = self.sides.side(one.person).unwrap_or(Side::Stays);
            let mut value = one.value.clone();
            value.said = self.sides.agreed(side, &one.value.said);
            if value.said != one.value.said {
                self.over(Draft::over(kind::AGREEMENT, one, &value)?, side);
            }
        }
        for one in &self.case.authorities {
            let (Some(over), Some(by)) = (self.sides.side(one.person), one.value.by) else {
                continue;
            };
            if self.sides.side(Some(by.0)) == Some(over) {
                if let Some((SplitTo::Anew, texts)) = self.choice(one.id) {
                    let mut value = one.value.clone();
                    let text = self.text(over, texts).to_owned();
                    match (&mut value.higher, &mut value.narrowed) {
                        (Some((_, why)), narrowed) => {
                            *why = text;
                            *narrowed = narrowed.take().filter(|n| !self.sides.tells(over, n));
                        }
                        (None, narrowed) => *narrowed = Some(text),
                    }
                    self.over(Draft::over(kind::AUTHORITY, one, &value)?, over);
                }
                continue;
            }
            if matches!(self.choice(one.id), Some((SplitTo::Keep, _))) {
                let mut value = one.value.clone();
                value.by = None;
                value.narrowed = value.narrowed.filter(|n| !self.sides.tells(over, n));
                value.higher = value.higher.filter(|(_, why)| !self.sides.tells(over, why));
                // The paper names who it is; that it was seen stays.
                if let Some(evidence) = &mut value.evidence {
                    evidence.kept = false;
                }
                let mut draft = Draft::over(kind::AUTHORITY, one, &value)?;
                draft.of = None;
                self.over(draft, over);
            } else {
                self.remove(one.id);
            }
        }
        for one in self
            .case
            .people
            .iter()
            .filter(|p| p.id == self.sides.leaver.0)
        {
            // What somebody is in a family says that there is one.
            let mut value = one.value.clone();
            value.role = None;
            self.over(Draft::over(kind::PERSON, one, &value)?, Side::Leaves);
        }
        Ok(())
    }

    /// What was decided at triage and through whom somebody came: with whom it is about, and without what tells of the other side. That it was decided
    /// and when stays.
    fn weighed(&mut self) -> Result<(), Refused> {
        for one in &self.case.triages {
            let side = self.sides.side(one.person).unwrap_or(Side::Stays);
            if self.sides.tells(side, &one.value) {
                let mut value = one.value.clone();
                value.because.clear();
                value.answered.iter_mut().for_each(|a| a.answer = None);
                self.over(Draft::over(kind::TRIAGE, one, &value)?, side);
            }
        }
        for one in &self.case.referrals {
            let side = self.sides.side(one.person).unwrap_or(Side::Stays);
            if self.sides.tells(side, &one.value) {
                let mut value = one.value.clone();
                (value.name, value.role, value.gave) = (None, None, None);
                value.danger = value.danger.map(|_| String::new());
                self.over(Draft::over(kind::REFERRAL, one, &value)?, side);
            }
        }
        Ok(())
    }

    /// Meldcode matters go whole with whom they are about. One about people on both sides is never written over, and so it stops the split; what is said
    /// of that tells nobody that it is one.
    fn meldcodes(&mut self) -> Result<(), Refused> {
        for one in &self.case.meldcodes {
            let mut sides = one.value.people.iter().map(|p| self.sides.side(Some(p.0)));
            let side = sides.next().flatten().unwrap_or(Side::Stays);
            if sides.any(|other| other.is_some_and(|other| other != side)) {
                return Err(Refused::field("split", "kept"));
            }
            self.whole(one.id, side);
        }
        Ok(())
    }

    /// The dossier itself: that of those who stay, and the new one.
    pub fn dossiers(&mut self) -> Result<(), Refused> {
        let stored = self.case.dossier.as_ref().ok_or(Refused::NotFound)?;
        let laws = |side: Side| {
            let of = |law: &&regie_terms::Law| {
                self.case.files.iter().any(|f| {
                    self.sides.side(f.person) == Some(side)
                        && f.value.law == **law
                        && !f.value.involved
                        && f.value.is_of_help()
                })
            };
            stored
                .value
                .laws
                .iter()
                .filter(of)
                .copied()
                .collect::<Vec<_>>()
        };
        let listed = |person: Id| {
            let found = self.case.people.iter().find(|p| p.id == person);
            found.map(|p| p.value.listed()).unwrap_or_default()
        };
        let (principal, leaver) = (self.sides.principal, self.sides.leaver);
        let mut stays = stored.value.clone();
        let renamed = stays.principal != principal || self.sides.tells(Side::Stays, &stays.title);
        if renamed {
            stays.title = listed(principal.0);
        }
        stays.principal = principal;
        stays.laws = laws(Side::Stays);
        let new = Dossier {
            title: listed(leaver.0),
            laws: laws(Side::Leaves),
            principal: leaver,
            ..stored.value.clone()
        };
        self.over(Draft::over(kind::DOSSIER, stored, &stays)?, Side::Stays);
        let draft = Draft::new(kind::DOSSIER, stored.key, &new)?.id(self.sides.fresh);
        self.changes
            .add
            .push(self.sides.placed(draft, Side::Leaves));
        Ok(())
    }

    /// The objections: each goes with who made it, and this one leaves a mark without words in the dossier that stays.
    pub fn objections(&mut self) -> Result<(), Refused> {
        for one in &self.case.splits {
            let Some(side) = self.sides.side(one.person) else {
                continue;
            };
            let mut value = one.value.clone();
            value.choices.clear();
            if let Some(by) = &mut value.asked_by
                && by.person.is_some_and(|p| self.sides.other(side, p.0))
            {
                (by.person, by.holder) = (None, None);
            }
            for by in &mut value.joined {
                if by.person.is_some_and(|p| self.sides.other(side, p.0)) {
                    (by.person, by.holder) = (None, None);
                }
            }
            let anew = match self.choice(one.id) {
                Some((SplitTo::Anew, texts)) => Some(self.text(side, texts).to_owned()),
                _ => None,
            };
            if let Some(decision) = &mut value.decision {
                // What was weighed is about both; it stands sealed in the line of the split.
                decision.necessity.clear();
                decision.proportionality.clear();
                decision.subsidiarity.clear();
                decision.safety.clear();
                if anew.is_some() {
                    decision.because.clear();
                }
            }
            if let Some(words) = anew {
                value.words = words;
            }
            // What somebody else asked for the same person is done with it.
            if one.person == self.split.person && value.open() {
                value.done = Some(self.today);
            }
            if one.id == self.split.id {
                let mark = Split {
                    words: String::new(),
                    received: self.today,
                    asked_by: None,
                    joined: Vec::new(),
                    identity: None,
                    signed: false,
                    by: None,
                    decision: None,
                    at: 0,
                    ..value.clone()
                };
                let draft = Draft::new(kind::SPLIT, one.key, &mark)?;
                self.changes.add.push(self.sides.placed(draft, Side::Stays));
            }
            let mut draft = Draft::over(kind::SPLIT, one, &value)?;
            if value.asked_by.as_ref().is_some_and(|b| b.person.is_none()) {
                draft.account = None;
            }
            self.over(draft, side);
        }
        Ok(())
    }

    /// Where every other row goes: with what it is of, with whom it is about, or it stays.
    ///
    /// # Errors
    /// [`Refused::Busy`] for what was recorded since; [`Refused::Invalid`] at `split`: `undecided`, for a kind of row of which nobody said where it goes.
    pub fn finished(mut self, rows: &[Routing]) -> Result<Written, Refused> {
        self.follow(rows)?;
        let mut dividing = Dividing {
            fresh: self.sides.fresh,
            keys: self.sides.keys.clone(),
            rows: Vec::new(),
            along: Vec::new(),
        };
        let mut left = vec![self.sides.leaver.0];
        for row in rows {
            let side = self.goes.get(&row.id).copied().unwrap_or(Side::Stays);
            if side == Side::Leaves {
                left.push(row.id);
            }
            if self.touched.contains(&row.id) {
                continue;
            }
            if row.key != STAFF {
                dividing.rows.push((row.id, self.sides.key(side, row.key)));
            } else if side == Side::Leaves {
                dividing.along.push(row.id);
            }
        }
        // The leaver is a row too; what waits because of somebody is written once.
        left.sort_unstable();
        left.dedup();
        Ok(Written {
            changes: self.changes,
            dividing,
            left,
        })
    }

    /// Gives every row that nothing was decided about its side.
    fn follow(&mut self, rows: &[Routing]) -> Result<(), Refused> {
        let mut rest = Vec::new();
        for row in rows {
            if self.goes.contains_key(&row.id) {
                continue;
            }
            match lies(&row.kind) {
                Some(Lies::WithPerson) => {
                    let side = self.sides.side(row.person).unwrap_or(Side::Stays);
                    self.goes.insert(row.id, side);
                }
                Some(Lies::Stays) => drop(self.goes.insert(row.id, Side::Stays)),
                Some(Lies::WithParent) => rest.push(row),
                None if self.touched.contains(&row.id) => {}
                // It came since the dossier was read: it is read anew.
                None if super::KINDS.contains(&row.kind.as_str()) => return Err(Refused::Busy),
                None => {
                    tracing::error!(kind = row.kind, "a split does not know where this goes");
                    return Err(Refused::field("split", "undecided"));
                }
            }
        }
        // What is of something goes with it, and so does what is of that.
        loop {
            let before = rest.len();
            rest.retain(|row| {
                let side = row.of.and_then(|of| self.goes.get(&of).copied());
                if let Some(side) = side {
                    self.goes.insert(row.id, side);
                }
                side.is_none()
            });
            if rest.len() == before {
                break;
            }
        }
        // What it is of is not a thing of this dossier: it is with whom it is about.
        for row in rest {
            let side = self.sides.side(row.person).unwrap_or(Side::Stays);
            self.goes.insert(row.id, side);
        }
        Ok(())
    }
}

/// Where a row lies after a split that nothing was decided about.
enum Lies {
    /// With what it is of.
    WithParent,
    /// With whom it is about.
    WithPerson,
    /// With those who stay.
    Stays,
}

/// Of every kind that is not decided about as a whole; `None` for those that are, and for kinds that nobody thought of.
fn lies(of: &str) -> Option<Lies> {
    Some(match of {
        kind::CONSENT_FORM
        | kind::AUTHORITY_EVIDENCE
        | kind::DOCUMENT_FILE
        | kind::POSTING_FILE
        | kind::POSTED
        | kind::REVIEW
        | kind::CONSENT
        | kind::CONSENT_QUERY
        | kind::NOTICE
        | kind::RESTRICTION
        | kind::TASK
        | kind::MELDCODE_STEP
        | kind::MELDCODE_READER
        | kind::INCIDENT => Lies::WithParent,
        kind::PERSON
        | kind::FILE
        | kind::PORTAL
        | kind::INVITATION
        | kind::MAIL_NOTICE
        | kind::AGREEMENT
        | kind::SAFE_CONTACT
        | kind::TRIAGE
        | kind::CONVERSATION
        | kind::REFERRAL
        | kind::AUTHORITY => Lies::WithPerson,
        kind::COORDINATION | kind::SUBSTITUTION | kind::INVOLVEMENT | kind::NOTE => Lies::Stays,
        _ => return None,
    })
}

/// A decision or a disclosure that a request is about keeps its id.
fn decided(case: &Case, id: Id) -> Option<Id> {
    let here = case.decisions.iter().any(|d| d.id == id) || case.shares.iter().any(|s| s.id == id);
    here.then_some(id)
}
