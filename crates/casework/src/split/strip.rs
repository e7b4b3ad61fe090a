//! Taking out of a record what it knows of somebody on the other side: who consented, who was asked, who made a request with them.
//!
//! That somebody in that capacity said yes stays; who it was does not.

use super::sides::Sides;
use crate::thing::{ConsentGiven, Document, Entry, EntryConsent, Request, Share, ShareFact};
use jiff::civil::Date;
use regie_terms::{AccountId, Id};
use regie_vault::Side;

/// Which facts a side has, by the ids they have there.
pub(super) type Facts<'a> = &'a (dyn Fn(Id) -> Option<Id> + Sync);

impl Sides {
    fn gone(&self, side: Side, person: Option<Id>) -> bool {
        person.is_some_and(|p| self.other(side, p))
    }

    fn said(&self, side: Side, said: &mut EntryConsent) {
        if self.gone(side, said.person.map(|p| p.0)) || self.gone(side, said.holder) {
            (said.person, said.holder) = (None, None);
        }
    }

    pub fn agreed(&self, side: Side, said: &EntryConsent) -> EntryConsent {
        let mut said = said.clone();
        self.said(side, &mut said);
        said
    }

    pub fn entry(&self, side: Side, entry: &Entry) -> Entry {
        let mut entry = entry.clone();
        entry.consents.iter_mut().for_each(|c| self.said(side, c));
        // Who of the other side does something in the plan is not known here any more.
        if let Some(part) = &mut entry.plan {
            part.who.retain(|w| !self.gone(side, w.person.map(|p| p.0)));
        }
        entry
    }

    /// A fact in new words, and nothing of the old ones.
    pub fn entry_anew(&self, side: Side, entry: &Entry, text: &str) -> Entry {
        let mut entry = self.entry(side, entry);
        entry.text = text.to_owned();
        (entry.reading, entry.correction, entry.release) = (None, None, None);
        let label = &mut entry.label;
        for words in [&mut label.basis, &mut label.need] {
            if self.tells(side, words) {
                words.clear();
            }
        }
        for words in [
            &mut label.proportionality,
            &mut label.subsidiarity,
            &mut label.legal_ground,
            &mut label.motive,
            &mut label.source.name,
        ] {
            if self.tells(side, words) {
                *words = None;
            }
        }
        if let Some(safety) = &mut entry.safety {
            safety.because.clear();
            safety.postponed_because = None;
        }
        // How it came to stand stays, and not why.
        if let Some(part) = &mut entry.plan {
            part.who.retain(|w| !self.tells(side, w));
            part.states.iter_mut().for_each(|s| s.because.clear());
        }
        entry
    }

    pub fn document(&self, side: Side, document: &Document) -> Document {
        let mut document = document.clone();
        document
            .consents
            .iter_mut()
            .for_each(|c| self.said(side, c));
        document.others_who.retain(|p| !self.other(side, p.0));
        document
    }

    pub fn share(&self, side: Side, share: &Share, facts: Facts) -> Share {
        let mut share = share.clone();
        share.asked.retain(|(p, _)| !self.other(side, p.0));
        share.told.retain(|t| !self.other(side, t.person.0));
        for fact in &mut share.facts {
            // What went stays as it went; the fact itself may be elsewhere now.
            fact.entry = facts(fact.entry).unwrap_or_else(Id::fresh);
        }
        share
    }

    /// What went, with what tells of another taken out of it and why it went in new words.
    pub fn share_anew(
        &self,
        side: Side,
        share: &Share,
        (facts, apart): (Facts, &dyn Fn(Id) -> bool),
        (text, on): (&str, Date),
    ) -> Share {
        let apart: Vec<bool> = share
            .facts
            .iter()
            .map(|f| apart(f.entry) || self.tells(side, &f.text))
            .collect();
        let mut share = self.share(side, share, facts);
        for (fact, apart) in share.facts.iter_mut().zip(apart) {
            if apart {
                *fact = ShareFact {
                    text: String::new(),
                    erased: Some(crate::thing::ErasedFact { on, kept: false }),
                    ..fact.clone()
                };
            }
        }
        share.purpose_text = text.to_owned();
        share.weighing = Default::default();
        share.completion = None;
        share.release = None;
        if let Some(safety) = &mut share.safety {
            safety.because.clear();
            safety.postponed_because = None;
        }
        if let Some(unavoidable) = &mut share.unavoidable {
            unavoidable.because.clear();
        }
        share
    }

    pub fn consent(&self, side: Side, consent: &ConsentGiven, facts: Facts) -> ConsentGiven {
        let mut consent = consent.clone();
        let theirs =
            self.gone(side, consent.person.map(|p| p.0)) || self.gone(side, consent.holder);
        if theirs {
            (consent.person, consent.holder, consent.reason) = (None, None, None);
            consent.by = AccountId(Id::from_bytes([0; 16]));
        }
        if self.tells(side, &consent.told) {
            consent.told.clear();
        }
        consent.about.facts = consent
            .about
            .facts
            .iter()
            .filter_map(|f| facts(*f))
            .collect();
        consent
    }

    pub fn request(&self, side: Side, request: &Request, facts: Facts) -> Request {
        let mut request = request.clone();
        for by in &mut request.by {
            if self.gone(side, by.person.map(|p| p.0)) || self.gone(side, by.holder) {
                (by.person, by.holder) = (None, None);
            }
        }
        request.joining.retain(|j| !self.other(side, j.person.0));
        request.things = request
            .things
            .iter()
            .filter_map(|thing| {
                let mut thing = thing.clone();
                thing.id = facts(thing.id)?;
                Some(thing)
            })
            .collect();
        request
    }
}
