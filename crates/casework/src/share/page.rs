//! A disclosure as a page shows it, and the list of them. Each page opens what it shows and no more: one act of work is then few looks in the
//! list of whom it is about.

use super::begin::Ground;
use super::facts::{Marked, Sharing, concerned, hidden, unseen};
use super::prepare::preparing;
use super::print::withheld;
use super::view::{
    AskedView, ConsentView, GoneView, NoticeView, ShareFactView, ShareList, SharePage, ShareRow,
    TellView,
};
use crate::act::{Allowed, Case, again};
use crate::consent::{Candidate, last_words};
use crate::guard::Caller;
use crate::thing::{ConsentGiven, ConsentQuery, Dossier, Entry, Notice, Person, Share, kind};
use crate::words::QueryView;
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, Consenter, Data, DossierId, Id, NeedWord, PersonId, RequestId, Set};
use regie_vault::Known;
use regie_vault::open::Where;

/// Which page of a disclosure is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharePart {
    /// A step in which only what was typed about the disclosure itself stands: for what, the weighing, the conversation, safety. Only while
    /// preparing, for who may edit.
    Words,
    /// The step in which facts are marked: everything about the person that could go. Only while preparing, for who may edit.
    Facts,
    /// Who has to agree, and what was answered. For who may edit.
    Consents,
    /// How far it is, or what went.
    Overview,
}

impl SharePart {
    /// Whether it is a step of preparing.
    const fn step(self) -> bool {
        matches!(self, Self::Words | Self::Facts)
    }

    /// Whether it shows who answered what.
    const fn answers(self) -> bool {
        matches!(self, Self::Consents | Self::Overview)
    }
}

impl House {
    /// The disclosures of a dossier, newest first, with what beginning one needs: the names of its people. Nothing that was recorded about
    /// them is opened.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier.
    pub async fn shares(&self, caller: &Caller, dossier: DossierId) -> Result<ShareList, Refused> {
        again!(self.shares_once(caller, dossier))
    }

    async fn shares_once(&self, caller: &Caller, dossier: DossierId) -> Result<ShareList, Refused> {
        let Ground {
            standing,
            case,
            access,
            mut scope,
            own,
        } = self
            .share_ground(
                caller,
                dossier,
                "view-dossier",
                Act::View,
                RequestId::fresh(),
            )
            .await?;
        let edit =
            self.charters()
                .ask(&self.access_question(caller, &standing, Act::Edit, None)?)?;
        let apart = unseen(&case, standing.relation);
        scope.moves.clear();
        scope.concerns = standing.people;
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DOSSIER, kind::DISCLOSURE, kind::PERSON],
            only: None,
        };
        let Allowed { permit, .. } = self.allow_look_under(scope, Some(own), &[access]).await?;
        let receipt = self.vault().look(permit, Some(own)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let stored = opened
            .take::<Dossier>(kind::DOSSIER)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let mut people = opened.take::<Person>(kind::PERSON)?;
        people.sort_by_key(|p| (p.id != stored.principal.0, p.value.born));
        let name = |id: Id| people.iter().find(|p| p.id == id).map(|p| p.value.name());
        let mut rows: Vec<ShareRow> = opened
            .take::<Share>(kind::DISCLOSURE)?
            .iter()
            .filter(|s| !hidden(&s.value, &apart))
            // What the case does not know is not there for this reader.
            .filter_map(|s| {
                let stage = case.share(s.id).map(|known| self.stage(&case, known))?;
                stage
                    .map(|stage| ShareRow::of(s, stage, name, &apart))
                    .transpose()
            })
            .collect::<Result<_, Refused>>()?;
        rows.sort_by_key(|r| std::cmp::Reverse((r.shared_at.unwrap_or(r.begun), r.id)));
        Ok(ShareList {
            title: stored.title,
            people: people
                .iter()
                .map(|p| (PersonId(p.id), p.value.name()))
                .collect(),
            rows,
            edit,
        })
    }

    /// A disclosure as its own page shows it, with what the charter says now: [`SharePart::Overview`].
    ///
    /// # Errors
    /// As [`House::open_share_part`].
    pub async fn open_share(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
    ) -> Result<SharePage, Refused> {
        self.open_share_part(caller, dossier, share, SharePart::Overview)
            .await
    }

    /// One page of a disclosure; what the others show stays closed and is empty. Whether the page is there for the caller is judged before
    /// anything is opened. Answers that waited for the caller do so no longer once a page that shows them was opened.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier, or not edit it where the part is for who may; [`Refused::Invalid`] with
    /// `share: not-preparing` for a step of a disclosure that is not prepared any more; [`Refused::NotFound`] for a disclosure of another one.
    pub async fn open_share_part(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        part: SharePart,
    ) -> Result<SharePage, Refused> {
        again!(self.open_share_once(caller, dossier, share, part))
    }

    async fn open_share_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        part: SharePart,
    ) -> Result<SharePage, Refused> {
        let may = if part == SharePart::Overview {
            Act::View
        } else {
            Act::Edit
        };
        let Ground {
            standing,
            case,
            access,
            mut scope,
            own,
        } = self
            .share_ground(caller, dossier, "view-dossier", may, RequestId::fresh())
            .await?;
        let apart = unseen(&case, standing.relation);
        let Sharing { row, person } = Sharing::seen(&case, share, &apart)?;
        if part.step() {
            preparing(row)?;
        }
        let edit =
            self.charters()
                .ask(&self.access_question(caller, &standing, Act::Edit, None)?)?;
        let checklist = self.checklist(&case, share, person, &row.value, edit)?;
        let agree = self.who_must(&case, share, person, &row.value)?;
        let parents = Self::parents_of(&case, share, &row.value, &agree);
        let as_marked = Marked::of(&case, person, &row.value.facts);
        let facts_wrong = as_marked.as_ref().err().copied();
        let facts_wrong = facts_wrong.filter(|_| preparing(row).is_ok());
        let data = as_marked.map(|m| m.data).unwrap_or_default();
        let stage = self.stage(&case, row)?;
        let answers: Vec<&Known<ConsentGiven>> = case.consents_of(share).collect();
        // What is kept out of ordinary view stays so where it is marked to go, and where it went.
        let marked: Vec<Id> = row
            .value
            .facts
            .iter()
            .map(|f| f.entry)
            .filter(|e| !apart.contains(e))
            .collect();
        let holders: Vec<PersonId> = case
            .authority_over(person, self.today())
            .filter_map(|a| a.value.by)
            .filter(|by| *by != person)
            .collect();

        let mut only = vec![share];
        if part != SharePart::Words {
            only.push(person.0);
        }
        let mut forms = Vec::new();
        if row.value.safety.is_some() && part == SharePart::Overview {
            only.extend(holders.iter().map(|p| p.0));
        }
        if part.answers() {
            only.extend(answers.iter().map(|c| c.id));
            only.extend(answers.iter().filter_map(|c| c.value.person).map(|p| p.0));
            let queries = || case.queries.iter().filter(|q| q.of == Some(share));
            only.extend(queries().map(|q| q.id));
            only.extend(queries().map(|q| q.value.asker.0));
            only.extend(agree.iter().filter_map(|c| c.1).map(|p| p.0));
            for consent in &answers {
                let found = self
                    .vault()
                    .routing(Where::Of(consent.id), &[kind::CONSENT_FORM])
                    .await?;
                forms.extend(found.first().and_then(|f| f.of));
            }
        }
        match part {
            SharePart::Facts => only.extend(
                case.entries
                    .iter()
                    .filter(|e| e.person == Some(person.0) && case.standing_entry(e.id).is_some())
                    .map(|e| e.id)
                    .chain(marked.iter().copied()),
            ),
            SharePart::Overview => {
                only.extend(marked.iter().copied());
                let about = case.notices.iter().filter(|n| n.of == Some(share));
                only.extend(about.map(|n| n.id));
            }
            SharePart::Words | SharePart::Consents => {}
        }
        only.sort_unstable();
        only.dedup();
        scope.moves.clear();
        // Somebody who reads back their own words about what is not shared yet looks at nobody. Everything else is a look at the person.
        let own_words = part == SharePart::Words
            && row.account == Some(caller.account().0)
            && row.value.others.is_empty();
        if own_words {
            scope.act = "prepare-share";
        } else {
            // Who prepares or reads back what is kept from the family does so in nobody's list: how often somebody looked must not tell of it.
            scope.concerns = concerned(&case, &row.value, person);
        }
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[
                kind::DISCLOSURE,
                kind::CONSENT,
                kind::CONSENT_QUERY,
                kind::ENTRY,
                kind::PERSON,
                kind::NOTICE,
            ],
            only: Some(only),
        };
        let key = case.share_key(person, row.value.law).or(Some(own));
        let Allowed { permit, .. } = self.allow_look_under(scope, key, &[access]).await?;
        let receipt = self.vault().look(permit, key).await?;
        let mut opened = self.vault().open(receipt).await?;

        let people = opened.take::<Person>(kind::PERSON)?;
        let name = |id: Id| people.iter().find(|p| p.id == id).map(|p| p.value.name());
        let value = opened
            .take::<Share>(kind::DISCLOSURE)?
            .pop()
            .ok_or(Refused::NotFound)?;
        let mut given = opened.take::<ConsentGiven>(kind::CONSENT)?;
        given.sort_by_key(|c| (c.value.at, c.id));
        let matter = value.value.matter();
        let possible: Vec<ShareFactView> = opened
            .take::<Entry>(kind::ENTRY)?
            .iter()
            .map(|e| ShareFactView {
                entry: e.id,
                text: e.value.text.clone(),
                category: e.value.label.category,
                law: e.value.label.law,
                at: e.value.at,
                marked: marked.contains(&e.id),
                still: e.still,
            })
            .collect();
        let went = |f: &ShareFactView| {
            value
                .value
                .facts
                .iter()
                .find(|s| s.entry == f.entry && !s.text.is_empty() && !f.still)
        };
        let facts = possible
            .iter()
            .filter(|f| f.marked)
            .map(|f| ShareFactView {
                text: went(f).map_or_else(|| f.text.clone(), |s| s.text.clone()),
                ..f.clone()
            })
            .collect();
        let portals = self.portals(dossier).await?;
        let about = person;
        let one_asked = |person: Option<PersonId>| {
            person.is_some_and(|p| portals.contains(&p) && case.can_be_asked(about, p, data))
        };
        let person_asked =
            |of: Consenter, person: Option<PersonId>, holder: Option<Id>| AskedView {
                of,
                person,
                name: person.and_then(|p| name(p.0)),
                holder,
                capacities: Vec::new(),
                last: None,
                portal: one_asked(person),
                kept_out: person.is_some_and(|p| case.shut_out(about, p)),
                limited: person.is_some_and(|p| !case.can_be_asked(about, p, data)),
                narrowed: None,
                on_paper: false,
            };
        let row = ShareRow::of(&value, stage, name, &apart).ok_or(Refused::NotFound)?;
        let asked = value
            .value
            .asked
            .iter()
            // Of another matter than this one, when nothing is asked now.
            .filter(|_| value.value.asked_at.is_some())
            .map(|(p, of)| person_asked(*of, Some(*p), Some(p.0)))
            .collect();
        let mut must_agree = Vec::new();
        for one in agree {
            must_agree.push(AskedView {
                capacities: self.capacities(&case, person, data, one)?,
                last: case.deciding(share, one, &matter).map(|c| c.id),
                narrowed: case.narrowed(person, one.2),
                on_paper: self.on_paper(&case, (dossier, person), share, one.1)?,
                ..person_asked(one.0, one.1, one.2)
            });
        }
        let last: Vec<Id> = last_words(case.consents_of(share))
            .iter()
            .map(|c| c.id)
            .collect();
        let consents = given
            .iter()
            .map(|c| ConsentView {
                stands: last.contains(&c.id),
                ..ConsentView::of(c, &matter, name, &forms)
            })
            .collect();
        let mut queries = opened.take::<ConsentQuery>(kind::CONSENT_QUERY)?;
        queries.sort_by_key(|q| (q.value.at, q.id));
        let queries = queries
            .iter()
            .map(|q| QueryView::of(q, name(q.value.asker.0)))
            .collect();
        if part.answers() {
            self.seen(caller, dossier, share).await?;
        }
        let mut notices: Vec<NoticeView> = opened
            .take::<Notice>(kind::NOTICE)?
            .iter()
            .map(NoticeView::of)
            .collect();
        notices.reverse();
        let share = value.value;
        let erased = share
            .facts
            .iter()
            .filter(|f| !apart.contains(&f.entry))
            .filter_map(|f| f.erased)
            .map(|e| GoneView { on: e.on })
            .collect();
        let tell = if share.safety.is_some() && part == SharePart::Overview {
            share.family(person, holders)
        } else {
            Vec::new()
        };
        let tell = tell
            .into_iter()
            .map(|(one, on)| TellView {
                person: one,
                name: name(one.0).unwrap_or_default(),
                on,
            })
            .collect();
        let held = self.held(caller, &standing, share.release.as_ref(), withheld(&share))?;
        Ok(SharePage {
            tell,
            held,
            row,
            law: share.law,
            relation: share.relation,
            partner: share.partner,
            purpose_text: share.purpose_text,
            facts,
            facts_wrong,
            erased,
            notices,
            possible: if part == SharePart::Facts {
                possible
            } else {
                Vec::new()
            },
            weighing: share.weighing,
            conversation: share.conversation,
            confronted: share.confronted,
            safety: share.safety,
            unavoidable: share.unavoidable,
            must_agree,
            parents,
            asked,
            asked_at: share.asked_at,
            answered: answers.len(),
            consents,
            queries,
            informed_on: share.informed_on,
            completion: share.completion,
            checklist,
        })
    }

    /// The people of a dossier who can answer in the portal today.
    pub(crate) async fn portals(&self, dossier: DossierId) -> Result<Vec<PersonId>, Refused> {
        let rows = self
            .vault()
            .vouched(Where::Dossier(dossier.0), &[kind::PORTAL])
            .await?;
        Ok(rows
            .iter()
            .filter(|r| self.opens(r))
            .filter_map(|r| r.person.map(PersonId))
            .collect())
    }

    /// Who has to agree, where the charter asks anybody's consent for this, whatever was answered since. Consent never stands in for a missing
    /// basis (FLD-15); where it was given all the same, it can be taken back by the same people.
    pub(crate) fn who_must(
        &self,
        case: &Case,
        id: Id,
        person: PersonId,
        share: &Share,
    ) -> Result<Vec<Candidate>, Refused> {
        if case.consents_of(id).next().is_none() && !self.asks_consent(case, person, share)? {
            return Ok(Vec::new());
        }
        let data: Set<Data> = Marked::of(case, person, &share.facts)
            .map(|m| m.data)
            .unwrap_or_default();
        let who = self
            .charters()
            .ask(&self.who_agrees(case, person, data, self.today())?)?;
        self.people_to_ask(case, person, data, &who)
    }

    /// Whether somebody can be asked on paper.
    fn on_paper(
        &self,
        case: &Case,
        (dossier, about): (DossierId, PersonId),
        share: Id,
        who: Option<PersonId>,
    ) -> Result<bool, Refused> {
        let Some(who) = who else {
            return Ok(false);
        };
        match self.as_client(case, dossier, who, about)? {
            Some((own, allowed)) => self.may_ask_on_paper(case, &own, allowed, share),
            None => Ok(false),
        }
    }

    /// Whether the charter asks anybody's consent for this, whatever was answered since.
    pub(crate) fn asks_consent(
        &self,
        case: &Case,
        person: PersonId,
        share: &Share,
    ) -> Result<bool, Refused> {
        let data = Marked::of(case, person, &share.facts)
            .map(|m| m.data)
            .unwrap_or_default();
        let question = self
            .disclosure(case, (person, share), data, Vec::new(), self.today())
            .ok_or(Refused::NotFound)?;
        let answer = self.charters().ask(&question)?;
        Ok(answer.needs.iter().any(|n| n.what == NeedWord::Consent))
    }
}
