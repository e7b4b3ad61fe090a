//! What is known about me: the entries about one person, with their labels, and what was shared (POR-1, SHA-7, RIG-2).

use super::document::visible_documents;
use super::identity::MyIdentity;
use super::own::{Own, OwnGround, PortalCapacity};
use super::view::{Basis, MyDocument, MyEntry, MyFile, MyShare, alone, basis};
use super::weighed::{self, Weighed};
use crate::act::{Allowed, Case, again};
use crate::consent::{last_words, own_answer};
use crate::entry::{family, kept_from, shielded};
use crate::guard::Caller;
use crate::meeting::my_meetings;
use crate::plan::my_plan;
use crate::restrict::{StandsStill, StillView, standing_for};
use crate::share::{NoticeView, erased_kept, happened, hidden, shown_to};
use crate::thing::{
    ConsentGiven, Contribution, Document, Dossier, Entry, Meeting, Notice, Outsider, Person, Plan,
    Restriction, Scan, Share, kind,
};
use crate::words::{MyWords, reads_words};
use crate::{House, Refused, ScanView};
use regie_charter::{Scope, View};
use regie_terms::{AccountId, ConsentAnswer, Data, Id, Law, PersonId, RequestId, Set};
use regie_vault::{Known, Of};

/// Who reads a file, and how much of it.
pub(crate) struct Reader {
    /// As whom.
    pub own: Own,
    /// The matters they may act in.
    pub allowed: Set<Data>,
    /// Whose own words they read as theirs.
    pub account: AccountId,
    /// With the documents that they can open themself.
    pub whole: bool,
}

impl House {
    /// What is known about a person for whom this client may act: the entries about that person only. Shielded ones are left out without a gap.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else, with a line.
    pub async fn my_file(&self, caller: &Caller, person: PersonId) -> Result<MyFile, Refused> {
        again!(self.my_file_once(caller, person))
    }

    async fn my_file_once(&self, caller: &Caller, person: PersonId) -> Result<MyFile, Refused> {
        let (file, _) = self.read_file(caller, person, "portal-view", false).await?;
        Ok(file)
    }

    /// Reads it for the act of this name; with the documents that the reader can open themself, where `whole`.
    pub(super) async fn read_file(
        &self,
        caller: &Caller,
        person: PersonId,
        act: &'static str,
        whole: bool,
    ) -> Result<(MyFile, Vec<(Id, ScanView)>), Refused> {
        let ground = self
            .own_ground(caller, Some(person), act, RequestId::fresh())
            .await?;
        let OwnGround {
            own,
            case,
            allowed,
            question,
            scope,
        } = ground;
        let reader = Reader {
            own,
            allowed,
            account: caller.account(),
            whole,
        };
        let key = case.any_file(person);
        let leave = async |scope: Scope| {
            self.allow_under(scope, key, |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await
        };
        self.file_for(&case, reader, scope, leave).await
    }

    /// What a reader of a file reads of it, once `leave` was given for it.
    pub(crate) async fn file_for(
        &self,
        case: &Case,
        reader: Reader,
        mut scope: Scope,
        leave: impl AsyncFnOnce(Scope) -> Result<Allowed<View>, Refused>,
    ) -> Result<(MyFile, Vec<(Id, ScanView)>), Refused> {
        let Reader {
            own,
            allowed,
            account,
            whole,
        } = reader;
        let person = own.person;
        let mut only = vec![person.0, own.dossier.0];
        let sees: Vec<Id> = visible_entries(case, &own, allowed).map(|e| e.id).collect();
        only.extend(sees.iter().copied());
        let reads = |c: &&Known<Contribution>| reads_words(c, &own, account, &sees);
        only.extend(case.contributions.iter().filter(reads).map(|c| c.id));
        let shares: Vec<Id> = visible_shares(case, &own, allowed).map(|s| s.id).collect();
        let mine = |c: &&Known<ConsentGiven>| {
            own_answer(c, &own) && c.of.is_some_and(|s| shares.contains(&s))
        };
        only.extend(case.consents.iter().filter(mine).map(|c| c.id));
        let for_reader: Vec<Id> = visible_shares(case, &own, allowed)
            .flat_map(|s| for_reader(case, s, &own))
            .collect();
        only.extend(for_reader.iter().copied());
        only.extend(shares.iter().copied());
        only.extend(visible_documents(case, &own, allowed).map(|d| d.id));
        let along = visible_documents(case, &own, allowed).filter(|d| whole && alone(d));
        for document in along {
            only.extend(self.files_of(document.id).await?);
        }
        // Why something stands still is told with what is shown of it, and what a recipient was told with what went.
        let told =
            |n: &&Known<Notice>| !n.value.kept && n.of.is_some_and(|of| shares.contains(&of));
        only.extend(case.notices.iter().filter(told).map(|n| n.id));
        only.extend(weighed::readable(case, &own, allowed));
        let standing = restrictions(case, &own, allowed);
        only.extend(standing.iter().map(|r| r.id));
        only.extend(case.plans.iter().map(|p| p.id));
        // A meeting is of the kind that what was agreed in it is.
        let about = About::of(case, &own);
        let met =
            |m: &&Known<Meeting>| about.reads(m.person) && allowed.contains(Data::SupportPlan);
        only.extend(case.meetings.iter().filter(met).map(|m| m.id));
        scope.parts.kinds = &[
            kind::DOSSIER,
            kind::PERSON,
            kind::ENTRY,
            kind::DISCLOSURE,
            kind::CONSENT,
            kind::DOCUMENT,
            kind::DOCUMENT_FILE,
            kind::CONTRIBUTION,
            kind::RESTRICTION,
            kind::NOTICE,
            kind::TRIAGE,
            kind::CONVERSATION,
            kind::REFERRAL,
            kind::PLAN,
            kind::MEETING,
        ];
        scope.parts.only = Some(only);
        let Allowed { permit, .. } = leave(scope).await?;
        let receipt = self.vault().look(permit, case.any_file(person)).await?;
        let mut opened = self.vault().open(receipt).await?;

        let dossier = opened
            .take::<Dossier>(kind::DOSSIER)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let who = opened
            .take::<Person>(kind::PERSON)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let name = who.name();
        let named = !dossier.staff_by_function;
        let coordinator = if named {
            self.coordinator_of(own.dossier).await?
        } else {
            None
        };
        let stored = opened.take::<Entry>(kind::ENTRY)?;
        let restrictions = opened.take::<Restriction>(kind::RESTRICTION)?;
        let notices = opened.take::<Notice>(kind::NOTICE)?;
        let mut knows: Vec<Id> = Vec::new();
        for row in &case.requests {
            if self.may_see(case, row, &own)? {
                knows.push(row.id);
            }
        }
        let mut entries: Vec<MyEntry> = stored
            .iter()
            .map(|e| MyEntry {
                still: still(&restrictions, &stored, (e, e.still), (named, &knows)),
                ..MyEntry::of(e, &stored, named)
            })
            .collect();
        entries.sort_by_key(|e| std::cmp::Reverse((e.at, e.id)));
        let mut documents: Vec<MyDocument> = opened
            .take::<Document>(kind::DOCUMENT)?
            .iter()
            .map(|d| MyDocument {
                still: still(&restrictions, &stored, (d, d.still), (named, &knows)),
                ..MyDocument::of(d, named)
            })
            .collect();
        documents.sort_by_key(|d| std::cmp::Reverse((d.at, d.id)));
        let mut scans = Vec::new();
        for scan in opened.take::<Scan>(kind::DOCUMENT_FILE)? {
            let of = scan.of.ok_or(Refused::NotFound)?;
            scans.push((of, ScanView::of(scan.value)?));
        }
        let mut words: Vec<MyWords> = opened
            .take::<Contribution>(kind::CONTRIBUTION)?
            .iter()
            .map(|w| MyWords::of(w, account, &sees, named))
            .collect();
        words.sort_by_key(|w| std::cmp::Reverse((w.at, w.id)));
        let apart = Apart::of(case, own.me);
        let mut given = opened.take::<ConsentGiven>(kind::CONSENT)?;
        given.sort_by_key(|c| (c.value.at, c.id));
        let mut shares: Vec<MyShare> = opened
            .take::<Share>(kind::DISCLOSURE)?
            .into_iter()
            .map(|s| {
                let answer = given
                    .iter()
                    .rfind(|c| c.of == Some(s.id) && own_answer(c, &own))
                    .map(|c| c.value.answer);
                let mut agreed = Vec::new();
                for one in given
                    .iter()
                    .filter(|c| c.of == Some(s.id) && for_reader.contains(&c.id))
                {
                    let new = |o: &&Outsider| !agreed.contains(*o);
                    agreed.extend(one.value.outsider.as_ref().filter(new).cloned());
                }
                let apart = apart.in_share(&s.value);
                let mut told: Vec<NoticeView> = notices
                    .iter()
                    .filter(|n| n.of == Some(s.id))
                    .map(NoticeView::of)
                    .collect();
                told.reverse();
                if !named {
                    for told in told.iter_mut().filter_map(|n| n.told.as_mut()) {
                        told.by = String::new();
                    }
                }
                MyShare {
                    notices: told,
                    ..self.my_share(s, answer, (named, agreed), apart)
                }
            })
            .collect();
        shares.sort_by_key(|s| std::cmp::Reverse((s.on, s.id)));
        let weighed = Weighed::of(&mut opened, named)?;
        let laws = visible_laws(case, &own, allowed);
        let plans = opened.take::<Plan>(kind::PLAN)?;
        let plan = my_plan(plans, &stored, person, (named, coordinator.as_deref()));
        let met = opened.take::<Meeting>(kind::MEETING)?;
        let file = MyFile {
            meetings: my_meetings(met, &stored, person, named),
            keep: self.keep(&laws, &dossier)?,
            person,
            dossier: own.dossier,
            name,
            identity: MyIdentity::of(who, own.capacity, allowed),
            ahead: self.ahead(case, &own)?,
            capacity: own.capacity,
            coordinator,
            laws,
            opened: dossier.opened,
            entries,
            words,
            documents,
            triages: weighed.triages,
            conversations: weighed.conversations,
            referrals: weighed.referrals,
            shares,
            plan,
        };
        Ok((file, scans))
    }

    fn my_share(
        &self,
        share: Of<Share>,
        answer: Option<ConsentAnswer>,
        (named, agreed): (bool, Vec<Outsider>),
        apart: &[Id],
    ) -> MyShare {
        let value = share.value;
        let rests = basis(&value);
        let on = value
            .happened_on
            .or(value.shared_at.map(|at| self.local(at).date()))
            .unwrap_or_else(|| self.today());
        MyShare {
            id: share.id,
            party: value.party,
            recipient: value.recipient.clone(),
            purpose: value.purpose,
            purpose_text: value.purpose_text.clone(),
            on,
            by: named.then(|| value.by.clone()),
            basis: rests,
            // Without consent nobody's yes is what it went by.
            agreed_for: if rests == Basis::Consent {
                agreed
            } else {
                Vec::new()
            },
            // A reason that was typed and not needed is not what it went by.
            unavoidable: value
                .unavoidable
                .filter(|_| rests == Basis::Unavoidable)
                .map(|u| u.because),
            because: value.decision.map(|d| d.because).unwrap_or_default(),
            erased: value
                .facts
                .iter()
                .filter(|f| f.erased.is_some() && !apart.contains(&f.entry))
                .count(),
            notices: Vec::new(),
            facts: value
                .facts
                .into_iter()
                .filter(|f| f.erased.is_none() && !apart.contains(&f.entry))
                .map(|f| f.text)
                .collect(),
            answer,
        }
    }
}

/// The answers by which somebody who is not in the dossier said yes for the reader themself to what went: their last word until it did. Who
/// decided for somebody is theirs to know; a parent or representative reads nobody else's answer.
fn for_reader(case: &Case, share: &Known<Share>, own: &Own) -> Vec<Id> {
    if own.capacity != PortalCapacity::Subject {
        return Vec::new();
    }
    let went = share.value.shared_at;
    let before = |c: &&Known<ConsentGiven>| went.is_none_or(|at| c.value.at <= at);
    let matter = share.value.matter();
    last_words(case.consents_of(share.id).filter(before))
        .into_iter()
        .map(|c| (c.id, &c.value))
        .filter(|(_, c)| c.outsider.is_some() && c.answer == ConsentAnswer::Given)
        .filter(|(_, c)| c.is_for(&matter))
        .map(|(id, _)| id)
        .collect()
}

/// The entries about a person that a reader may see, within the matters they may act in. What is about the family is there for who belongs to it,
/// not for who only acts for one of them: it is about the others too.
pub(crate) fn visible_entries<'a>(
    case: &'a Case,
    own: &Own,
    allowed: Set<Data>,
) -> impl Iterator<Item = &'a Known<Entry>> {
    let apart = kept_from(&case.entries, own.me);
    let about = About::of(case, own);
    case.entries.iter().filter(move |e| {
        about.reads(e.person) && !apart.contains(&e.id) && allowed.contains(e.value.label.category)
    })
}

/// About whom a reader reads: the person they act for, and the family where both belong to it. Who gets no help here themself and acts for a child
/// does not read of the others through that child.
#[derive(Clone, Copy)]
pub(super) struct About {
    person: PersonId,
    family: bool,
}

impl About {
    pub(super) fn of(case: &Case, own: &Own) -> Self {
        let family = family(case);
        Self {
            person: own.person,
            family: family.contains(&own.person) && family.contains(&own.me),
        }
    }

    /// Whether the reader reads what is about this person; `None` is the family.
    pub(super) fn reads(self, about: Option<Id>) -> bool {
        match about {
            Some(one) => one == self.person.0,
            None => self.family,
        }
    }
}

/// The laws a person gets help under, as a reader may know of them: those they came with, and those of what the reader sees about them. A law that
/// is there because of what is kept from the reader would tell of it.
pub(crate) fn visible_laws(case: &Case, own: &Own, allowed: Set<Data>) -> Vec<Law> {
    let person = Some(own.person.0);
    let entries = visible_entries(case, own, allowed).map(|e| (e.person, e.value.label.law));
    let documents = visible_documents(case, own, allowed).map(|d| (d.person, d.value.label.law));
    let seen: Vec<Law> = entries
        .chain(documents)
        .filter(|(about, _)| *about == person)
        .map(|(_, law)| law)
        .collect();
    case.files
        .iter()
        .filter(|f| f.person == person && !f.value.involved && f.value.is_of_help())
        .filter(|f| f.value.from_start || seen.contains(&f.value.law))
        .map(|f| f.value.law)
        .collect()
}

/// The disclosures about a person that a reader may see. One of which every fact is shielded is not there; of the others those facts are left
/// out when they are shown.
pub(crate) fn visible_shares<'a>(
    case: &'a Case,
    own: &Own,
    allowed: Set<Data>,
) -> impl Iterator<Item = &'a Known<Share>> {
    let apart = Apart::of(case, own.me);
    let (person, me) = (own.person, own.me);
    case.shares.iter().filter(move |s| {
        let category = |id: Id| {
            case.entries
                .iter()
                .find(|e| e.id == id)
                .map(|e| e.value.label.category)
        };
        s.person == Some(person.0)
            && happened(&s.value)
            && shown_to(s, me)
            && !hidden(&s.value, apart.in_share(&s.value))
            && s.value.facts.iter().all(|f| match f.erased {
                // Of what kind it was, is gone with it: it is there for who may act in every matter.
                Some(_) => Data::ALL.iter().all(|c| allowed.contains(*c)),
                None => category(f.entry).is_some_and(|c| allowed.contains(c)),
            })
    })
}

/// The restrictions by which something stands still that a reader sees.
fn restrictions<'a>(case: &'a Case, own: &Own, allowed: Set<Data>) -> Vec<&'a Known<Restriction>> {
    let entries = visible_entries(case, own, allowed)
        .filter_map(|e| standing_for(&case.restrictions, &case.entries, e));
    let documents = visible_documents(case, own, allowed)
        .filter_map(|d| standing_for(&case.restrictions, &case.entries, d));
    entries.chain(documents).collect()
}

/// That something stands still, as the client reads it.
fn still(
    restrictions: &[Of<Restriction>],
    entries: &[Of<Entry>],
    (thing, still): (&impl StandsStill, bool),
    (named, knows): (bool, &[Id]),
) -> Option<StillView> {
    let row = standing_for(restrictions, entries, thing).filter(|_| still)?;
    // That somebody asked for it is told to who knows of the request; to others it is as it was.
    if row
        .value
        .request
        .is_some_and(|asked| !knows.contains(&asked))
    {
        return None;
    }
    let mut view = StillView::of(row);
    if !named {
        view.by = String::new();
    }
    Some(view)
}

/// The entries that a reader of the family does not see.
struct Apart {
    shielded: Vec<Id>,
    kept: Vec<Id>,
}

impl Apart {
    fn of(case: &Case, reader: PersonId) -> Self {
        let gone = erased_kept(&case.shares);
        let with = |mut apart: Vec<Id>| {
            apart.extend(&gone);
            apart
        };
        Self {
            shielded: with(shielded(&case.entries)),
            kept: with(kept_from(&case.entries, reader)),
        }
    }

    /// As what went with a disclosure: who was told of one that went for safety was told what went.
    fn in_share(&self, share: &Share) -> &[Id] {
        match share.safety {
            Some(_) => &self.shielded,
            None => &self.kept,
        }
    }
}
