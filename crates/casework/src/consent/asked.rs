//! What a client is asked in the portal.

use crate::act::{Allowed, Case, again};
use crate::entry::kept_from;
use crate::guard::Caller;
use crate::portal::{Own, OwnGround, PortalCapacity};
use crate::share::{Answers, Marked};
use crate::thing::{ConsentGiven, ConsentQuery, Entry, Person, Share, ShareState, kind};
use crate::words::MyQuery;
use crate::{House, Refused};
use regie_charter::Capacity;
use regie_terms::{ConsentAnswer, Consenter, Data, DossierId, Id, Party, PersonId, Purpose, Set};
use regie_vault::{Known, Of};
use serde::Serialize;

/// A request for consent, as the one asked reads it.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentAsked {
    /// The disclosure.
    pub share: Id,
    /// Its version as shown; the answer carries it, so that nobody agrees to what they did not see.
    pub version: i64,
    /// The dossier.
    pub dossier: DossierId,
    /// About whom.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// In what capacity the reader is asked.
    pub capacity: PortalCapacity,
    /// The kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: String,
    /// Purpose.
    pub purpose: Option<Purpose>,
    /// The purpose in words.
    pub purpose_text: String,
    /// What would be shared: category and words.
    pub facts: Vec<(Data, String)>,
    /// Who asks; `None` when staff are shown by function only.
    pub by: Option<String>,
    /// When it was asked, milliseconds since 1970 UTC.
    pub asked_at: i64,
    /// Who else has to say yes as the charter answers today, by capacity, each once for every person. Not who they are, and not what they answered.
    pub others: Vec<Consenter>,
    /// The reader's own last answer to this; `None` when they have not answered, or what would be shared has become more since their yes.
    pub answer: Option<ConsentAnswer>,
    /// Whether the reader answered before, also to something else than what would be shared now: of each answer there is a receipt.
    pub answered: bool,
    /// How it stands with all who have to agree; `None` until the reader has answered, so that nobody's answer follows another's, and where
    /// no consent is asked. Not who said what.
    pub together: Option<Together>,
    /// What the reader asked about it so far, oldest first, with the answers. Nobody else's.
    pub queries: Vec<MyQuery>,
}

/// How a request stands with all who have to agree, as one of them reads it.
///
/// Where two have to agree, that it does not go tells who said yes that the other said no, at once and while they may live in one house. Who said yes
/// reads that it waits until the team closes it or shares it; only who said no themself reads that it does not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Together {
    /// Somebody has not answered yet, or said no, or took their yes back: the team says what happens.
    Waits,
    /// The reader said no, or took their yes back: it does not go by consent.
    NotEverybody,
    /// Everybody said yes to this.
    Everybody,
}

impl Together {
    /// From what everybody who has to agree answered, for a reader who answered `own`; `None` where nobody has to.
    fn of(answers: &Answers, own: ConsentAnswer) -> Option<Self> {
        let Answers { missing, given } = answers;
        if missing.is_empty() && given.is_empty() {
            None
        } else if own != ConsentAnswer::Given {
            Some(Self::NotEverybody)
        } else if missing.is_empty() && given.iter().all(|a| *a == ConsentAnswer::Given) {
            Some(Self::Everybody)
        } else {
            Some(Self::Waits)
        }
    }
}

impl House {
    /// What this client is asked today, oldest first: about themselves, and about those for whom they may act.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for staff.
    pub async fn consents_asked(&self, caller: &Caller) -> Result<Vec<ConsentAsked>, Refused> {
        again!(self.consents_asked_once(caller, None))
    }

    /// One of these requests; nothing of the others is opened. `None` when this client is not asked it today.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for staff.
    pub async fn consent_asked(
        &self,
        caller: &Caller,
        share: Id,
    ) -> Result<Option<ConsentAsked>, Refused> {
        let asked = async { again!(self.consents_asked_once(caller, Some(share))) };
        Ok(asked.await?.pop())
    }

    async fn consents_asked_once(
        &self,
        caller: &Caller,
        one: Option<Id>,
    ) -> Result<Vec<ConsentAsked>, Refused> {
        caller.client(Capacity::Subject)?;
        let mut out = Vec::new();
        for ground in self.own_grounds(caller, "portal-view").await? {
            let OwnGround {
                own,
                case,
                allowed,
                question,
                mut scope,
            } = ground;
            let asked: Vec<&Known<Share>> = case
                .shares
                .iter()
                .filter(|s| one.is_none_or(|id| id == s.id) && open_to(s, &own, &case, allowed))
                .collect();
            if asked.is_empty() {
                continue;
            }
            let mut only = vec![own.person.0];
            for share in &asked {
                only.push(share.id);
                only.extend(share.value.facts.iter().map(|f| f.entry));
                only.extend(
                    case.consents_of(share.id)
                        .filter(|c| own_answer(c, &own))
                        .map(|c| c.id),
                );
                only.extend(
                    case.queries
                        .iter()
                        .filter(|q| q.of == Some(share.id))
                        .filter(|q| q.account == Some(caller.account().0))
                        .map(|q| q.id),
                );
            }
            let named = case
                .dossier
                .as_ref()
                .is_some_and(|d| !d.value.staff_by_function);
            scope.parts.kinds = &[
                kind::PERSON,
                kind::ENTRY,
                kind::DISCLOSURE,
                kind::CONSENT,
                kind::CONSENT_QUERY,
            ];
            scope.parts.only = Some(only);
            let Allowed { permit, .. } = self
                .allow_under(scope, case.any_file(own.person), |scope| {
                    self.charters().judge_own(scope, &question)
                })
                .await?;
            let receipt = self.vault().look(permit, case.any_file(own.person)).await?;
            let mut opened = self.vault().open(receipt).await?;
            let name = opened
                .take::<Person>(kind::PERSON)?
                .pop()
                .map(|p| p.value.name())
                .unwrap_or_default();
            let entries = opened.take::<Entry>(kind::ENTRY)?;
            let mut given = opened.take::<ConsentGiven>(kind::CONSENT)?;
            given.sort_by_key(|c| (c.value.at, c.id));
            let mut queries = opened.take::<ConsentQuery>(kind::CONSENT_QUERY)?;
            queries.sort_by_key(|q| (q.value.at, q.id));
            for share in opened.take::<Share>(kind::DISCLOSURE)? {
                let others = self.others_to_agree(&case, &own, &share)?;
                // Where it goes on another ground than consent, the answers do not say whether it goes.
                let asks = self.asks_consent(&case, own.person, &share.value)?;
                let known = case.share(share.id);
                let answers = known
                    .filter(|_| asks)
                    .map(|known| self.answers(&case, known, own.person));
                let answers = answers.transpose()?;
                let mut view = asked_view(share, &own, &name, &entries, &given, named, others);
                view.queries = queries
                    .iter()
                    .filter(|q| q.of == Some(view.share))
                    .map(|q| MyQuery::of(q, named))
                    .collect();
                view.together = answers
                    .zip(view.answer)
                    .and_then(|(all, own)| Together::of(&all, own));
                out.push(view);
            }
        }
        out.sort_by_key(|a| (a.asked_at, a.share));
        Ok(out)
    }
}

impl House {
    /// A request for consent as somebody of the dossier reads it on paper: what they would read in the portal, from what was opened for it, of which
    /// the entries come from `entries`. `None` where they would not be asked it there, where no consent is asked, and while what they have to be told
    /// is not complete.
    pub(crate) fn asked_on_paper(
        &self,
        (case, allowed): (&Case, Set<Data>),
        own: &Own,
        share: Of<Share>,
        name: &str,
        entries: &[Of<Entry>],
    ) -> Result<Option<ConsentAsked>, Refused> {
        if !self.may_ask_on_paper(case, own, allowed, share.id)? {
            return Ok(None);
        }
        let named = case
            .dossier
            .as_ref()
            .is_some_and(|d| !d.value.staff_by_function);
        let others = self.others_to_agree(case, own, &share)?;
        let view = asked_view(share, own, name, entries, &[], named, others);
        Ok(Some(view))
    }

    /// Whether somebody can be asked it on paper.
    pub(crate) fn may_ask_on_paper(
        &self,
        case: &Case,
        own: &Own,
        allowed: Set<Data>,
        share: Id,
    ) -> Result<bool, Refused> {
        let Some(known) = case.share(share) else {
            return Ok(false);
        };
        let value = &known.value;
        let complete = value.purpose.is_some() && !value.purpose_text.is_empty();
        if !complete || !could_be_asked(known, own, case, allowed) {
            return Ok(false);
        }
        if !self.asks_consent(case, own.person, value)? {
            return Ok(false);
        }
        let data = Marked::of(case, own.person, &value.facts)
            .map(|m| m.data)
            .unwrap_or_default();
        let who = self
            .charters()
            .ask(&self.who_agrees(case, own.person, data, self.today())?)?;
        let all = self.people_to_ask(case, own.person, data, &who)?;
        Ok(all
            .iter()
            .any(|(of, person, _)| (*of, *person) == (own.capacity.consenter(), Some(own.me))))
    }

    /// In which capacities others have to agree to a disclosure, besides the reader.
    fn others_to_agree(
        &self,
        case: &Case,
        own: &Own,
        share: &Of<Share>,
    ) -> Result<Vec<Consenter>, Refused> {
        let data = Marked::of(case, own.person, &share.value.facts)
            .map(|m| m.data)
            .unwrap_or_default();
        let who = self
            .charters()
            .ask(&self.who_agrees(case, own.person, data, self.today())?)?;
        let mine = |of: Consenter, person: Option<PersonId>| {
            of == own.capacity.consenter() && person == Some(own.me)
        };
        Ok(self
            .people_to_ask(case, own.person, data, &who)?
            .into_iter()
            .filter(|(of, person, _)| !mine(*of, *person))
            .map(|(of, _, _)| of)
            .collect())
    }
}

/// Whether a request is open to somebody: asked, not taken another way since, and about matters they may act in.
pub(crate) fn open_to(share: &Known<Share>, own: &Own, case: &Case, allowed: Set<Data>) -> bool {
    share.value.asked_at.is_some() && could_be_asked(share, own, case, allowed)
}

/// The same of one that was not asked in the portal, since it is asked on paper.
fn could_be_asked(share: &Known<Share>, own: &Own, case: &Case, allowed: Set<Data>) -> bool {
    let apart = kept_from(&case.entries, own.me);
    share.person == Some(own.person.0)
        && share.value.state == ShareState::Preparing
        && share.value.safety.is_none()
        // A request that tells what is kept from the reader is not open to them.
        && !share
            .value
            .facts
            .iter()
            .any(|f| apart.contains(&f.entry))
        && Marked::of(case, own.person, &share.value.facts)
            .is_ok_and(|m| !m.data.is_empty() && m.data.within(allowed))
}

/// Whether an answer is the reader's own, in the capacity in which they act today.
pub(crate) fn own_answer<S>(consent: &Of<ConsentGiven, S>, own: &Own) -> bool {
    consent.value.of == own.capacity.consenter() && consent.value.person == Some(own.me)
}

fn asked_view(
    share: Of<Share>,
    own: &Own,
    name: &str,
    entries: &[Of<Entry>],
    given: &[Of<ConsentGiven>],
    named: bool,
    others: Vec<Consenter>,
) -> ConsentAsked {
    let matter = share.value.matter();
    let answered = given.iter().any(|c| c.of == Some(share.id));
    let answer = given
        .iter()
        .rfind(|c| c.of == Some(share.id))
        .filter(|c| c.value.is_for(&matter))
        .map(|c| c.value.answer);
    let value = share.value;
    let facts = value
        .facts
        .iter()
        .filter_map(|f| entries.iter().find(|e| e.id == f.entry))
        .map(|e| (e.value.label.category, e.value.text.clone()))
        .collect();
    ConsentAsked {
        share: share.id,
        version: share.version,
        dossier: own.dossier,
        person: own.person,
        person_name: name.to_owned(),
        capacity: own.capacity,
        party: value.party,
        recipient: value.recipient,
        purpose: value.purpose,
        purpose_text: value.purpose_text,
        facts,
        by: named.then_some(value.by),
        asked_at: value.asked_at.unwrap_or(value.begun),
        others,
        answer,
        answered,
        together: None,
        queries: Vec::new(),
    }
}
