//! Facts, documents, disclosures, broken glasses and words, each on the side that was decided.

use super::pieces::{apart, facts, side_of_fact};
use super::plan::Plan;
use super::sides::across;
use crate::Refused;
use crate::thing::{Entry, Scan, SplitTo, kind};
use regie_terms::Id;
use regie_vault::{Draft, Known, Side};

impl Plan<'_> {
    /// The facts, each with all its versions.
    pub fn facts(&mut self) -> Result<(), Refused> {
        for (head, versions) in facts(self.case) {
            let entries = self
                .case
                .entries
                .iter()
                .filter(|e| versions.contains(&e.id));
            let mut entries: Vec<&Known<Entry>> = entries.collect();
            // A version is written after the one it corrects.
            entries.sort_by_key(|e| (e.value.at, e.id));
            let side = side_of_fact(self.case, self.sides, &versions);
            let choice = self.choice(head.id);
            match (side, choice) {
                (Some(side), Some((SplitTo::Anew, texts))) => {
                    self.fact_anew(head, &entries, side, self.text(side, texts))?;
                }
                (Some(side), _) => self.fact_whole(&entries, side)?,
                (None, Some((SplitTo::Leaver, _))) => self.fact_whole(&entries, Side::Leaves)?,
                (None, Some((SplitTo::Stayers, _))) => self.fact_whole(&entries, Side::Stays)?,
                (None, Some((SplitTo::Both, _))) => {
                    self.fact_whole(&entries, Side::Stays)?;
                    for entry in &entries {
                        let value = self.sides.entry(Side::Leaves, &entry.value);
                        self.fact_copy(entry, &value)?;
                    }
                }
                (None, Some((SplitTo::Anew, texts))) => {
                    let text = self.text(Side::Leaves, texts);
                    let value = self.sides.entry_anew(Side::Leaves, &head.value, text);
                    self.fact_anew(head, &entries, Side::Stays, self.text(Side::Stays, texts))?;
                    self.fact_copy(head, &value)?;
                }
                (None, _) => return Err(Refused::field("split", "undecided")),
            }
        }
        Ok(())
    }

    /// Whom something is about on a side, where it was about the family or somebody else: the one who leaves has a dossier about themself alone.
    fn person_on(&self, side: Side, person: Option<Id>) -> Option<Id> {
        match side {
            Side::Leaves => Some(self.sides.leaver.0),
            Side::Stays => person.filter(|p| *p != self.sides.leaver.0),
        }
    }

    fn fact_whole(&mut self, entries: &[&Known<Entry>], side: Side) -> Result<(), Refused> {
        for entry in entries {
            let value = self.sides.entry(side, &entry.value);
            let person = self.person_on(side, entry.person);
            if value.consents == entry.value.consents && person == entry.person {
                self.whole(entry.id, side);
                continue;
            }
            let mut draft = Draft::over(kind::ENTRY, entry, &value)?;
            draft.person = person;
            self.over(draft, side);
        }
        Ok(())
    }

    /// The newest version in new words; the ones before it go, with their words.
    fn fact_anew(
        &mut self,
        head: &Known<Entry>,
        entries: &[&Known<Entry>],
        side: Side,
        text: &str,
    ) -> Result<(), Refused> {
        for entry in entries.iter().filter(|e| e.id != head.id) {
            self.remove(entry.id);
        }
        let value = self.sides.entry_anew(side, &head.value, text);
        let mut draft = Draft::over(kind::ENTRY, head, &value)?;
        draft.of = None;
        draft.person = self.person_on(side, head.person);
        self.over(draft, side);
        Ok(())
    }

    fn fact_copy(&mut self, entry: &Known<Entry>, value: &Entry) -> Result<(), Refused> {
        let draft = Draft::new(kind::ENTRY, entry.key, value)?;
        let id = draft.id;
        let mut draft = self.sides.placed(draft, Side::Leaves);
        draft.person = Some(self.sides.leaver.0);
        draft.account = entry.account;
        draft.of = entry.of.and_then(|of| self.copies.get(&of).copied());
        self.copies.insert(entry.id, id);
        self.changes.add.push(draft);
        Ok(())
    }

    /// The documents, with their files.
    pub fn documents(&mut self, scans: &[Known<Scan>]) -> Result<(), Refused> {
        for one in &self.case.documents {
            let mine = self.sides.side(one.person);
            let side = match (self.choice(one.id).map(|(to, _)| to), mine) {
                (Some(SplitTo::Leaver), _) => Side::Leaves,
                (Some(SplitTo::Stayers), _) => Side::Stays,
                (Some(SplitTo::Both), _) => Side::Stays,
                (_, Some(side)) => side,
                (_, None) => return Err(Refused::field("split", "undecided")),
            };
            let person = self.person_on(side, one.person);
            let mut draft =
                Draft::over(kind::DOCUMENT, one, &self.sides.document(side, &one.value))?;
            draft.person = person;
            self.over(draft, side);
            let both = matches!(self.choice(one.id), Some((SplitTo::Both, _)));
            let copy = both.then(Id::fresh);
            for scan in scans.iter().filter(|s| s.of == Some(one.id)) {
                if person == scan.person {
                    self.whole(scan.id, side);
                } else {
                    let mut draft = Draft::over(kind::DOCUMENT_FILE, scan, &scan.value)?;
                    draft.person = person;
                    self.over(draft, side);
                }
                if let Some(copy) = copy {
                    let draft = Draft::new(kind::DOCUMENT_FILE, scan.key, &scan.value)?.of(copy);
                    let mut draft = self.sides.placed(draft, Side::Leaves);
                    draft.person = Some(self.sides.leaver.0);
                    self.changes.add.push(draft);
                }
            }
            if let Some(copy) = copy {
                let value = self.sides.document(Side::Leaves, &one.value);
                let draft = Draft::new(kind::DOCUMENT, one.key, &value)?.id(copy);
                let mut draft = self.sides.placed(draft, Side::Leaves);
                draft.person = Some(self.sides.leaver.0);
                draft.account = one.account;
                self.copies.insert(one.id, copy);
                self.changes.add.push(draft);
            }
        }
        Ok(())
    }

    /// The disclosures, with the answers given for them, what was asked first, and who is to be told.
    pub fn shares(&mut self) -> Result<(), Refused> {
        for share in &self.case.shares {
            let side = self.sides.side(share.person).unwrap_or(Side::Stays);
            let known = |id: Id| self.known(side, id);
            let anew = matches!(self.choice(share.id), Some((SplitTo::Anew, _)));
            let value = match self.choice(share.id) {
                Some((SplitTo::Anew, texts)) => {
                    let text = self.text(side, texts);
                    let elsewhere = |id: Id| apart(self.case, self.sides, side, id);
                    self.sides.share_anew(
                        side,
                        &share.value,
                        (&known, &elsewhere),
                        (text, self.today),
                    )
                }
                _ => self.sides.share(side, &share.value, &known),
            };
            let mut drafts = vec![Draft::over(kind::DISCLOSURE, share, &value)?];
            for one in self.case.consents.iter().filter(|c| c.of == Some(share.id)) {
                let mut value = self.sides.consent(side, &one.value, &known);
                let theirs = value.by != one.value.by;
                if anew {
                    value.reason = value.reason.filter(|r| !self.sides.tells(side, r));
                    value.outsider = value.outsider.filter(|o| !self.sides.tells(side, o));
                }
                let mut draft = Draft::over(kind::CONSENT, one, &value)?;
                draft.account = draft.account.filter(|_| !theirs);
                drafts.push(draft);
            }
            for one in self.case.notices.iter().filter(|n| n.of == Some(share.id)) {
                let mut value = one.value.clone();
                value.facts = value.facts.iter().filter_map(|f| known(*f)).collect();
                if let Some(told) = &mut value.told
                    && self.sides.tells(side, &told.how)
                {
                    told.how.clear();
                }
                drafts.push(Draft::over(kind::NOTICE, one, &value)?);
            }
            for draft in drafts {
                self.over(draft, side);
            }
            for one in self.case.queries.iter().filter(|q| q.of == Some(share.id)) {
                if self.sides.other(side, one.value.asker.0) {
                    self.remove(one.id);
                    continue;
                }
                let mut value = one.value.clone();
                if let Some((SplitTo::Anew, texts)) = self.choice(one.id) {
                    value.text = self.text(side, texts).to_owned();
                    if let Some(answered) = &mut value.answered {
                        answered.text.clear();
                    }
                }
                self.over(Draft::over(kind::CONSENT_QUERY, one, &value)?, side);
            }
        }
        Ok(())
    }

    /// What broke the glass, with what was judged of it.
    pub fn glasses(&mut self) -> Result<(), Refused> {
        for glass in &self.case.glasses {
            let reviews = self.case.reviews.iter().filter(|r| r.of == Some(glass.id));
            let (to, texts) = self
                .choice(glass.id)
                .ok_or_else(|| Refused::field("split", "undecided"))?;
            let side = match to {
                SplitTo::Leaver => Side::Leaves,
                _ => Side::Stays,
            };
            let worded = |side: Side| {
                let mut value = glass.value.clone();
                if to == SplitTo::Anew {
                    value.reason = self.text(side, texts).to_owned();
                }
                value
            };
            let (here, there) = (worded(side), worded(across(side)));
            self.over(Draft::over(kind::GLASS, glass, &here)?, side);
            let copy = matches!(to, SplitTo::Both | SplitTo::Anew);
            let id = Id::fresh();
            if copy {
                let draft = Draft::new(kind::GLASS, glass.key, &there)?.id(id);
                let mut draft = self.sides.placed(draft, Side::Leaves);
                draft.account = glass.account;
                self.changes.add.push(draft);
                self.copies.insert(glass.id, id);
            }
            for review in reviews {
                let mut value = review.value.clone();
                if to == SplitTo::Anew {
                    value.because.clear();
                }
                self.over(Draft::over(kind::REVIEW, review, &value)?, side);
                if copy {
                    let draft = Draft::new(kind::REVIEW, review.key, &value)?.of(id);
                    let mut draft = self.sides.placed(draft, Side::Leaves);
                    draft.account = review.account;
                    self.changes.add.push(draft);
                }
            }
        }
        Ok(())
    }

    /// What clients wrote: it goes with who wrote it.
    pub fn words(&mut self) -> Result<(), Refused> {
        for one in &self.case.contributions {
            let side = self
                .sides
                .side(Some(one.value.writer.0))
                .unwrap_or(Side::Stays);
            let mut value = one.value.clone();
            if let Some((SplitTo::Anew, texts)) = self.choice(one.id) {
                value.text = self.text(side, texts).to_owned();
                if let Some(taken) = &mut value.taken {
                    taken.answer = None;
                }
            }
            if let Some(taken) = &mut value.taken {
                taken.entry = taken.entry.and_then(|e| self.known(side, e));
            }
            let mut draft = Draft::over(kind::CONTRIBUTION, one, &value)?;
            draft.of = one.of.and_then(|of| self.known(side, of));
            if draft.of.is_none() && one.of.is_some() {
                // What it was about is not here any more: it stands by itself.
                let what = crate::thing::WordsAbout::Addition;
                let value = crate::thing::Contribution { what, ..value };
                draft = Draft::over(kind::CONTRIBUTION, one, &value)?;
                draft.of = None;
            }
            if one.person.is_none_or(|p| self.sides.other(side, p)) {
                draft.person = Some(one.value.writer.0);
            }
            self.over(draft, side);
        }
        Ok(())
    }
}
