//! What a split does with what holds words that no list can take apart: scanned papers, letters as they went, and decisions about who acts.

use super::pieces::{Piece, PieceOf};
use super::plan::Plan;
use super::sides::Sides;
use crate::act::Case;
use crate::thing::{Acting, Posting, SplitTo, kind};
use crate::{House, Refused};
use regie_terms::{DossierId, Id, PersonId};
use regie_vault::open::{Routing, Where};
use regie_vault::{Draft, Known, Side};

/// Kinds that are a paper of another record.
const PAPERS: [&str; 3] = [
    kind::CONSENT_FORM,
    kind::AUTHORITY_EVIDENCE,
    kind::POSTING_FILE,
];

/// A paper stays as it is, with whatever names stand on it, or goes.
const PAPER: &[SplitTo] = &[SplitTo::AsItIs, SplitTo::Drop];
/// What was decided about somebody on the other side goes on in words without them, or goes.
const CROSS: &[SplitTo] = &[SplitTo::Anew, SplitTo::Drop];
/// What names somebody is written anew, or stays as it is.
const NAMES: &[SplitTo] = &[SplitTo::AsItIs, SplitTo::Anew];

impl House {
    /// The scanned papers of a dossier, and the letters as they went.
    pub(super) async fn papers(&self, dossier: DossierId) -> Result<Vec<Routing>, Refused> {
        let at = Where::Dossier(dossier.0);
        Ok(self.vault().routing(at, &PAPERS).await?)
    }
}

/// The words of a decision about who acts.
fn words(acting: &Acting) -> Vec<&str> {
    let mut out = vec![acting.because.as_str(), &acting.found, &acting.matter];
    out.extend(acting.decisions.iter().map(|d| d.because.as_str()));
    out.extend(acting.lifting.iter().map(|l| l.because.as_str()));
    out.retain(|text| !text.is_empty());
    out
}

impl Sides {
    /// Whether what a letter is about is on the other side than the one it went to.
    fn crossed(&self, case: &Case, one: &Known<Posting>) -> bool {
        let Some(of) = one.of else { return false };
        let about = (case.requests.iter().find(|r| r.id == of))
            .map(|r| r.person)
            .or_else(|| case.share(of).map(|s| s.person))
            .flatten();
        self.side(about).is_some() && self.side(about) != self.side(one.person)
    }

    /// Whose side a paper is on, where somebody has to look at it; `None` where it goes or stays without.
    fn paper(&self, case: &Case, paper: &Routing) -> Option<(Side, Option<Id>, String)> {
        let of = paper.of?;
        match paper.kind.as_str() {
            kind::CONSENT_FORM => {
                let consent = case.consents.iter().find(|c| c.id == of)?;
                let share = case.share(consent.of?)?;
                let side = self.side(share.person)?;
                let theirs = |id: Option<Id>| id.is_some_and(|id| self.other(side, id));
                let gone =
                    theirs(consent.value.person.map(|p| p.0)) || theirs(consent.value.holder);
                (!gone).then(|| (side, share.person, share.value.recipient.clone()))
            }
            kind::AUTHORITY_EVIDENCE => {
                let one = case.authorities.iter().find(|a| a.id == of)?;
                let side = self.side(one.person)?;
                let by = one.value.by?;
                let name = case.person(by).map(|p| p.value.name()).unwrap_or_default();
                (!self.other(side, by.0)).then_some((side, one.person, name))
            }
            _ => None,
        }
    }

    /// What has to be decided about papers and about who acts.
    pub(super) fn more(&self, case: &Case, papers: &[Routing]) -> Vec<Piece> {
        let mut out = Vec::new();
        for paper in papers {
            let Some((side, person, text)) = self.paper(case, paper) else {
                continue;
            };
            out.push(Piece {
                id: paper.id,
                what: PieceOf::Paper,
                side: Some(side),
                person: person.map(PersonId),
                ways: PAPER,
                text,
                version: paper.version,
            });
        }
        for one in &case.acting {
            let Some(side) = self.side(one.person) else {
                continue;
            };
            let cross = one.of.is_some_and(|of| self.other(side, of));
            let words = words(&one.value);
            if !cross && !self.tells(side, &words) {
                continue;
            }
            out.push(Piece {
                id: one.id,
                what: PieceOf::Acting,
                side: Some(side),
                person: one.person.map(PersonId),
                ways: if cross { CROSS } else { NAMES },
                text: words.join("\n"),
                version: one.version,
            });
        }
        out
    }
}

impl Plan<'_> {
    /// Scanned papers: one that somebody of the other side signed, or that shows what authority they have, goes.
    pub fn papers(&mut self, papers: &[Routing]) {
        for paper in papers.iter().filter(|p| p.kind != kind::POSTING_FILE) {
            let stays = self.sides.paper(self.case, paper).is_some()
                && !matches!(self.choice(paper.id), Some((SplitTo::Drop, _)));
            if !stays {
                self.remove(paper.id);
            }
        }
    }

    /// Letters: each is with the one it went to. What told somebody of one side about one of the other goes, with its paper; so does the paper of a
    /// letter whose words were written anew.
    pub fn postings(&mut self, papers: &[Routing]) -> Result<(), Refused> {
        for one in &self.case.postings {
            let side = self.sides.side(one.person).unwrap_or(Side::Stays);
            let crossed = self.sides.crossed(self.case, one);
            let of = one.of.and_then(|of| self.choice(of));
            let anew = matches!(of, Some((SplitTo::Anew, _)));
            if crossed {
                self.remove(one.id);
            } else {
                let mut value = one.value.clone();
                for reason in [&mut value.no_portal, &mut value.no_collect] {
                    // The line of the posting has it, sealed.
                    *reason = reason.take().filter(|text| !self.sides.tells(side, text));
                }
                if let Some(back) = &mut value.returned
                    && self.sides.tells(side, &back.note)
                {
                    back.note.clear();
                }
                self.over(Draft::over(kind::POSTING, one, &value)?, side);
            }
            if crossed || anew {
                let files = papers.iter().filter(|p| p.of == Some(one.id));
                files.for_each(|p| self.remove(p.id));
            }
        }
        Ok(())
    }

    /// Decisions about who acts: each is with the one it is about.
    pub fn acting(&mut self) -> Result<(), Refused> {
        for one in &self.case.acting {
            let side = self.sides.side(one.person).unwrap_or(Side::Stays);
            match self.choice(one.id) {
                Some((SplitTo::Anew, texts)) => {
                    let mut value = one.value.clone();
                    value.because = self.text(side, texts).to_owned();
                    value.found.clear();
                    value.matter.clear();
                    value.lifting = None;
                    value.decisions.iter_mut().for_each(|d| d.because.clear());
                    let mut draft = Draft::over(kind::ACTING, one, &value)?;
                    draft.of = one.of.filter(|of| !self.sides.other(side, *of));
                    self.over(draft, side);
                }
                Some((SplitTo::Drop, _)) => self.remove(one.id),
                _ => self.whole(one.id, side),
            }
        }
        Ok(())
    }
}
