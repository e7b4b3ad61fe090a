//! A disclosure as a page shows it, and the list of them.

use super::begin::Ground;
use super::facts::Sharing;
use super::prepare::ShareChecklist;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{
    ConsentGiven, ConsentWay, Entry, Person, Share, ShareMatter, ShareSafety, ShareState, ShareWeighing, kind,
};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Parts, Whose};
use regie_terms::{
    Act, Answer, ConsentAnswer, ConsentForm, Consenter, Conversation, Data, DossierId, Id, Law, Party, PersonId, Purpose,
    ReceiverRelation, RequestId,
};
use regie_vault::Of;
use regie_vault::open::Where;
use serde::Serialize;

/// A disclosure, in one line.
#[derive(Clone, Debug, Serialize)]
pub struct ShareRow {
    /// Its id.
    pub id: Id,
    /// Whose data.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// How far it is.
    pub state: ShareState,
    /// To what kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: String,
    /// Purpose.
    pub purpose: Option<Purpose>,
    /// How many facts.
    pub facts: usize,
    /// Begun, milliseconds since 1970 UTC.
    pub begun: i64,
    /// Shared, or written down afterwards, milliseconds since 1970 UTC.
    pub shared_at: Option<i64>,
    /// The day it happened, when written down afterwards.
    pub happened_on: Option<Date>,
    /// By whom.
    pub by: String,
    /// The decision at the moment of sharing.
    pub decision: Option<Answer>,
}

/// A disclosure with all its steps.
#[derive(Clone, Debug, Serialize)]
pub struct SharePage {
    /// In one line.
    pub row: ShareRow,
    /// The law it falls under.
    pub law: Law,
    /// How the recipient stands to the help.
    pub relation: ReceiverRelation,
    /// Whether the recipient committed itself to the protocol.
    pub partner: bool,
    /// The purpose in words that the client reads.
    pub purpose_text: String,
    /// The facts that go or went.
    pub facts: Vec<ShareFactView>,
    /// The facts that could go: everything about this person that stands.
    pub possible: Vec<ShareFactView>,
    /// The weighing.
    pub weighing: ShareWeighing,
    /// The three-way conversation.
    pub conversation: Conversation,
    /// Whether the client was confronted first.
    pub confronted: bool,
    /// The safety route.
    pub safety: Option<ShareSafety>,
    /// Who was asked for consent, and when (milliseconds since 1970 UTC).
    pub asked: Vec<AskedView>,
    /// When.
    pub asked_at: Option<i64>,
    /// The answers so far, in the order they were written down.
    pub consents: Vec<ConsentView>,
    /// The day the client was told afterwards.
    pub informed_on: Option<Date>,
    /// What was done about what was missing.
    pub completion: Option<String>,
    /// What the charter says now; after sharing the decision of that moment stands in [`ShareRow::decision`].
    pub checklist: ShareChecklist,
}

/// A fact of a disclosure.
#[derive(Clone, Debug, Serialize)]
pub struct ShareFactView {
    /// The entry.
    pub entry: Id,
    /// Its words: as they went, or as they stand while preparing.
    pub text: String,
    /// Category.
    pub category: Data,
    /// Law.
    pub law: Law,
    /// Recorded, milliseconds since 1970 UTC.
    pub at: i64,
    /// Whether it is marked.
    pub marked: bool,
}

/// Somebody who was asked, or who has to agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AskedView {
    /// In which capacity.
    pub of: Consenter,
    /// Who, when known in the dossier.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: Option<String>,
    /// What stands for a holder of authority in the form of a consent (`who`).
    pub holder: Option<Id>,
    /// Whether they can answer in the portal.
    pub portal: bool,
}

/// An answer to a request for consent.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentView {
    /// Its id.
    pub id: Id,
    /// In which capacity.
    pub of: Consenter,
    /// The name of who gave it, when known.
    pub name: Option<String>,
    /// Yes, no or withdrawn.
    pub answer: ConsentAnswer,
    /// Oral or written.
    pub form: ConsentForm,
    /// How it came in.
    pub way: ConsentWay,
    /// The day.
    pub on: Date,
    /// A reason given with it.
    pub reason: Option<String>,
    /// Whether it is about what would be shared now; a yes to something narrower counts no more.
    pub counts: bool,
    /// Whether a form is attached.
    pub has_form: bool,
}

impl ShareRow {
    fn of(share: &Of<Share>, name: impl Fn(Id) -> Option<String>) -> Option<Self> {
        let value = &share.value;
        let person = share.person?;
        Some(Self {
            id: share.id,
            person: PersonId(person),
            person_name: name(person).unwrap_or_default(),
            state: value.state,
            party: value.party,
            recipient: value.recipient.clone(),
            purpose: value.purpose,
            facts: value.facts.len(),
            begun: value.begun,
            shared_at: value.shared_at,
            happened_on: value.happened_on,
            by: value.by.clone(),
            decision: value.decision.clone(),
        })
    }
}

impl ConsentView {
    fn of(consent: &Of<ConsentGiven>, matter: &ShareMatter, name: impl Fn(Id) -> Option<String>, forms: &[Id]) -> Self {
        let value = &consent.value;
        Self {
            id: consent.id,
            of: value.of,
            name: value.person.and_then(|p| name(p.0)),
            answer: value.answer,
            form: value.form,
            way: value.way,
            on: value.on,
            reason: value.reason.clone(),
            counts: value.is_for(matter),
            has_form: forms.contains(&consent.id),
        }
    }
}

impl House {
    /// The disclosures of a dossier, newest first.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier.
    pub async fn shares(&self, caller: &Caller, dossier: DossierId) -> Result<Vec<ShareRow>, Refused> {
        again!(self.shares_once(caller, dossier))
    }

    async fn shares_once(&self, caller: &Caller, dossier: DossierId) -> Result<Vec<ShareRow>, Refused> {
        let Ground { standing, access, mut scope, own, .. } =
            self.share_ground(caller, dossier, "view-dossier", Act::View, RequestId::fresh()).await?;
        scope.moves.clear();
        scope.concerns = standing.people;
        scope.parts = Parts { about: Whose::Household, kinds: &[kind::DISCLOSURE, kind::PERSON], only: None };
        let Allowed { permit, .. } = self.allow_look(scope, &[access]).await?;
        let receipt = self.vault().look(permit, Some(own)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let people = opened.take::<Person>(kind::PERSON)?;
        let name = |id: Id| people.iter().find(|p| p.id == id).map(|p| p.value.name());
        let mut rows: Vec<ShareRow> =
            opened.take::<Share>(kind::DISCLOSURE)?.iter().filter_map(|s| ShareRow::of(s, name)).collect();
        rows.sort_by_key(|r| std::cmp::Reverse((r.shared_at.unwrap_or(r.begun), r.id)));
        Ok(rows)
    }

    /// A disclosure with its steps, its facts and what the charter says now.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier, [`Refused::NotFound`] for a disclosure of another one.
    pub async fn open_share(&self, caller: &Caller, dossier: DossierId, share: Id) -> Result<SharePage, Refused> {
        again!(self.open_share_once(caller, dossier, share))
    }

    async fn open_share_once(&self, caller: &Caller, dossier: DossierId, share: Id) -> Result<SharePage, Refused> {
        let ground = self.share_ground(caller, dossier, "view-dossier", Act::View, RequestId::fresh()).await?;
        let Sharing { row, person } = Sharing::of(&ground.case, share)?;
        let edit = self.charters().ask(&self.access_question(caller, &ground.standing, Act::Edit, None)?)?;
        let checklist = self.checklist(&ground.case, share, person, &row.value, edit)?;
        let mut portals = Vec::new();
        for p in self.vault().routing(Where::Dossier(dossier.0), &[kind::PORTAL]).await? {
            portals.extend(p.person);
        }
        let consents: Vec<Id> = ground.case.consents_of(share).map(|c| c.id).collect();
        let mut forms = Vec::new();
        for consent in &consents {
            let found = self.vault().routing(Where::Of(*consent), &[kind::CONSENT_FORM]).await?;
            forms.extend(found.first().and_then(|f| f.of));
        }

        let mut only = consents;
        only.push(share);
        only.extend(ground.case.people.iter().map(|p| p.id));
        let mine = |e: &&Of<Entry>| e.person == Some(person.0) && ground.case.standing_entry(e.id).is_some();
        let marked: Vec<Id> = row.value.facts.iter().map(|f| f.entry).collect();
        only.extend(ground.case.entries.iter().filter(mine).map(|e| e.id).chain(marked.iter().copied()));
        let mut scope = ground.scope;
        scope.moves.clear();
        scope.concerns = vec![person];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DISCLOSURE, kind::CONSENT, kind::ENTRY, kind::PERSON],
            only: Some(only),
        };
        let Allowed { permit, .. } = self.allow_look(scope, &[ground.access]).await?;
        let receipt = self.vault().look(permit, ground.case.share_key(person, row.value.law).or(Some(ground.own))).await?;
        let mut opened = self.vault().open(receipt).await?;

        let people = opened.take::<Person>(kind::PERSON)?;
        let name = |id: Id| people.iter().find(|p| p.id == id).map(|p| p.value.name());
        let value = opened.take::<Share>(kind::DISCLOSURE)?.pop().ok_or(Refused::NotFound)?;
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
            })
            .collect();
        let went = |f: &ShareFactView| value.value.facts.iter().find(|s| s.entry == f.entry && !s.text.is_empty());
        let facts = possible
            .iter()
            .filter(|f| f.marked)
            .map(|f| ShareFactView { text: went(f).map_or_else(|| f.text.clone(), |s| s.text.clone()), ..f.clone() })
            .collect();
        let row = ShareRow::of(&value, name).ok_or(Refused::NotFound)?;
        let asked = value
            .value
            .asked
            .iter()
            .map(|(p, of)| AskedView {
                of: *of,
                person: Some(*p),
                name: name(p.0),
                holder: Some(p.0),
                portal: portals.contains(&p.0),
            })
            .collect();
        let consents = given.iter().map(|c| ConsentView::of(c, &matter, name, &forms)).collect();
        let share = value.value;
        Ok(SharePage {
            row,
            law: share.law,
            relation: share.relation,
            partner: share.partner,
            purpose_text: share.purpose_text,
            facts,
            possible: if share.state == ShareState::Preparing { possible } else { Vec::new() },
            weighing: share.weighing,
            conversation: share.conversation,
            confronted: share.confronted,
            safety: share.safety,
            asked,
            asked_at: share.asked_at,
            consents,
            informed_on: share.informed_on,
            completion: share.completion,
            checklist,
        })
    }
}
