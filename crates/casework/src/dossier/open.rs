//! Opening a dossier: one question, one line, the parts for that purpose.

use super::assign::AppointmentRow;
use super::people::agreed;
use super::view::{
    EntryView, GlassView, PersonView, ReviewView, ShareView, StaffName, UnshieldView,
};
use crate::act::Case;
use crate::acting::ActingRow;
use crate::document::{DocumentView, readable};
use crate::entry::{kept_from_family, sees_shielded, shielded, told_of_entry, waiting};
use crate::guard::Caller;
use crate::life::KeepView;
use crate::meeting::{MeetingView, meetings};
use crate::plan::{PlanVersion, versions};
use crate::restrict::{StillView, standing_for};
use crate::share::{ShareStage, erased_kept, hidden};
use crate::split::Splits;
use crate::thing::{
    Acting, BrokenGlass, Contribution, Conversation, Document, Dossier, Entry, Meeting, Notice,
    Plan, Referral, Restriction, Review, Share, Triage, kind,
};
use crate::triage::{ConversationView, ReferralView, TriageView};
use crate::words::WordsView;
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Parts, View, Whose};
use regie_terms::{Act, Answer, DeskAct, DossierId, Law, Outcome, PersonId, Relation, RequestId};
use regie_vault::Opened;
use serde::Serialize;

/// What opening a dossier opens.
const KINDS: [&str; 24] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::ACTING,
    kind::ENTRY,
    kind::GLASS,
    kind::REVIEW,
    kind::DISCLOSURE,
    kind::DOCUMENT,
    kind::COORDINATION,
    kind::SUBSTITUTION,
    kind::INVOLVEMENT,
    kind::AGREEMENT,
    kind::CONSENT,
    kind::CONTRIBUTION,
    kind::SAFE_CONTACT,
    kind::RESTRICTION,
    kind::NOTICE,
    kind::SPLIT,
    kind::TRIAGE,
    kind::CONVERSATION,
    kind::REFERRAL,
    kind::PLAN,
    kind::MEETING,
];

/// How often facts may move under a judgement before the user is asked to try again.
pub(crate) const TRIES: usize = 4;

/// A dossier as the page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct DossierPage {
    /// The dossier.
    pub id: DossierId,
    /// What colleagues call it.
    pub title: String,
    /// The laws.
    pub laws: Vec<Law>,
    /// `Sociaal` or `Jeugd en Gezin`.
    pub team: String,
    /// The neighbourhood team.
    pub neighbourhood: String,
    /// The first day.
    pub opened: Date,
    /// The day it was closed.
    pub closed: Option<Date>,
    /// Until when it is kept, law by law.
    pub keep: Vec<KeepView>,
    /// Who coordinates.
    pub coordinator: Option<StaffName>,
    /// Who stands in.
    pub substitute: Option<StaffName>,
    /// Everybody who works in it, since and until when and why; places that are over included, while they are kept.
    pub places: Vec<AppointmentRow>,
    /// How the reader stands to it.
    pub relation: Relation,
    /// Until when a broken glass is open to the reader, milliseconds since 1970 UTC.
    pub glass_until: Option<i64>,
    /// The people.
    pub people: Vec<PersonView>,
    /// What was decided about who acts for whom, or waits to be; newest first.
    pub acting: Vec<ActingRow>,
    /// The children of whom is not written down yet who has authority over them, and by when it has to be; only under the Jeugdwet (CON-5).
    pub authority_unknown: Vec<(PersonId, Date)>,
    /// Whether the reader may ask a decision about who acts for somebody, as the charter says it.
    pub ask_acting: bool,
    /// The entries, newest first. What is shielded stands here for coordinator and substitute alone.
    pub entries: Vec<EntryView>,
    /// What clients wrote in their own words, newest first; not what is about a fact that the reader does not see.
    pub words: Vec<WordsView>,
    /// Broken glasses, newest first.
    pub glasses: Vec<GlassView>,
    /// Disclosures, newest first.
    pub shares: Vec<ShareView>,
    /// Documents that the reader may read, newest first. There is no trace of the others.
    pub documents: Vec<DocumentView>,
    /// What was decided at the moments of triage, newest first. What is shielded stands here for coordinator and substitute alone.
    pub triages: Vec<TriageView>,
    /// The first conversations, newest first.
    pub conversations: Vec<ConversationView>,
    /// Through whom people came, newest first; what was not talked over with the client because of a danger is for coordinator and substitute alone.
    pub referrals: Vec<ReferralView>,
    /// Who is still at the front door: of them only that something is going on is recorded.
    pub at_front_door: Vec<PersonId>,
    /// The versions of the support plan, newest first.
    pub plans: Vec<PlanVersion>,
    /// The case meetings, newest first.
    pub meetings: Vec<MeetingView>,
    /// Whether the reader may write down a meeting, as the charter says it.
    pub record_meeting: bool,
    /// Whether the reader may write the plan, as the charter says it.
    pub write_plan: bool,
    /// How many requests by which somebody exercises a right wait here; `None` for who may not handle them.
    pub requests: Option<usize>,
    /// Whether the reader may edit, as the charter says it.
    pub edit: Answer,
    /// Whether the reader may ask that something be seen which is kept out of view, as the charter says it.
    pub ask_release: Answer,
    /// Whether the reader may confirm, as the second person, that it be seen.
    pub confirm_release: Answer,
    /// Whether the family reads of staff by function, and no names.
    pub staff_by_function: bool,
    /// About whom everything stands still.
    pub still: Vec<(PersonId, StillView)>,
    /// The objections to one dossier together that wait, and the day it was split.
    pub splits: Splits,
    /// Whether the reader is led to the Meldcode: coordinator and substitute, and who was named in a matter here.
    pub meldcode: bool,
    /// What the charter said to this look.
    pub view: Answer,
}

impl DossierPage {
    /// What stands in the way of the next of the two steps by which something kept be seen, or that nothing does: asking, or confirming where
    /// somebody asked.
    #[must_use]
    pub fn may_release(&self, waits: Option<&UnshieldView>) -> &Answer {
        if self.edit.outcome != Outcome::Permitted {
            return &self.edit;
        }
        match waits {
            None => &self.ask_release,
            Some(_) => &self.confirm_release,
        }
    }
}

/// What the charter said of the reader.
struct Answers {
    view: Answer,
    edit: Answer,
    ask: Answer,
    confirm: Answer,
    acting: bool,
    plan: bool,
    meeting: bool,
}

impl House {
    /// Opens a dossier for looking.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the charter's answer, which is the same for a dossier that is not yours and one that does
    /// not exist; a line about it stands.
    pub async fn open_dossier(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<DossierPage, Refused> {
        for _ in 0..TRIES {
            match self.open_once(caller, dossier).await {
                Err(Refused::Busy) => {}
                other => return other,
            }
        }
        Err(Refused::Busy)
    }

    /// Writes the line of a look and opens nothing; for measurements of the ledger alone.
    ///
    /// # Errors
    /// As [`House::open_dossier`].
    pub async fn look_only(&self, caller: &Caller, dossier: DossierId) -> Result<(), Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let question = self.access_question(caller, &standing, Act::View, None)?;
        let mut scope = self.scope("view-dossier", actor, RequestId::fresh());
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &KINDS,
            only: None,
        };
        match self.charters().judge::<View>(scope, &[question])?.ruling {
            Ok(permit) => drop(self.vault().look(permit, standing.key).await?),
            Err(denial) => drop(self.vault().refuse(denial, standing.refusal_key()).await?),
        }
        Ok(())
    }

    async fn open_once(&self, caller: &Caller, dossier: DossierId) -> Result<DossierPage, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let question = self.access_question(caller, &standing, Act::View, None)?;
        let mut scope = self.scope("view-dossier", actor, RequestId::fresh());
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &KINDS,
            only: None,
        };
        let verdict = self.charters().judge::<View>(scope, &[question])?;
        let permit = match verdict.ruling {
            Ok(permit) => permit,
            Err(denial) => {
                // To who has no part in it the line is the same whether or not there is such a dossier.
                self.vault().refuse(denial, standing.refusal_key()).await?;
                return Err(Refused::Denied(verdict.answers));
            }
        };
        let view = verdict
            .answers
            .into_iter()
            .next()
            .ok_or(Refused::NotFound)?;
        if !standing.exists() {
            return Err(Refused::NotFound);
        }
        let edit =
            self.charters()
                .ask(&self.access_question(caller, &standing, Act::Edit, None)?)?;
        let receipt = self.vault().look(permit, standing.key).await?;
        let mut opened = self.vault().open(receipt).await?;
        let places = self.places_of(&mut opened).await?;
        let (coordinator, substitute) = self.appointed(&standing).await?;
        let case = Case::of_opened(&opened)?;
        let mut page = self.page(
            opened,
            dossier,
            (coordinator, substitute, places),
            &standing,
            Answers {
                view,
                edit,
                ask: self.may_release(caller, DeskAct::AskRelease, standing.relation)?,
                confirm: self.may_release(caller, DeskAct::Release, standing.relation)?,
                acting: self
                    .may_release(caller, DeskAct::AskActing, standing.relation)?
                    .outcome
                    == Outcome::Permitted,
                meeting: self
                    .may_release(caller, DeskAct::RecordMeeting, standing.relation)?
                    .outcome
                    == Outcome::Permitted,
                plan: self
                    .may_release(caller, DeskAct::WritePlan, standing.relation)?
                    .outcome
                    == Outcome::Permitted,
            },
        )?;
        let handles = self.task_question(caller, DeskAct::DecideRequest, standing.relation)?;
        page.meldcode =
            sees_shielded(standing.relation) || self.reads_meldcode(caller, dossier).await?;
        if self.charters().act(&handles)?.outcome == Outcome::Permitted {
            page.requests = Some(self.requests_waiting(dossier).await?);
        } else {
            page.splits.waiting.clear();
        }
        for row in &mut page.shares {
            if let Some(share) = case.share(row.id) {
                row.stage = self.stage(&case, share)?;
            }
        }
        Ok(page)
    }

    fn page(
        &self,
        mut opened: Opened,
        id: DossierId,
        (coordinator, substitute, places): (
            Option<StaffName>,
            Option<StaffName>,
            Vec<AppointmentRow>,
        ),
        standing: &super::Standing,
        answers: Answers,
    ) -> Result<DossierPage, Refused> {
        let dossier = opened
            .take::<Dossier>(kind::DOSSIER)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let mut people = self.people(&mut opened, dossier.principal)?;
        if !sees_shielded(standing.relation) {
            for person in people.iter_mut() {
                person.address = person.address.take().filter(|_| !person.secret_address);
                if let Some(contact) = &mut person.contact {
                    contact.without_address();
                }
            }
        }
        let keep = self.keep(&dossier.laws, &dossier)?;
        let name_of = |person: Option<regie_terms::Id>| {
            people
                .iter()
                .find(|p| Some(p.id.0) == person)
                .map(|p| p.name.clone())
                .unwrap_or_default()
        };
        let stored = opened.take::<Entry>(kind::ENTRY)?;
        let restrictions = opened.take::<Restriction>(kind::RESTRICTION)?;
        let notices = opened.take::<Notice>(kind::NOTICE)?;
        let shared = opened.take::<Share>(kind::DISCLOSURE)?;
        let mut apart = shielded(&stored);
        apart.extend(erased_kept(&shared));
        let kept = kept_from_family(&stored);
        let sees = sees_shielded(standing.relation);
        let mut entries: Vec<EntryView> = stored
            .iter()
            .filter(|e| sees || !apart.contains(&e.id))
            .map(|e| {
                let name = name_of(e.person);
                let later = stored.iter().find(|o| o.of == Some(e.id)).map(|o| o.id);
                let kept = kept.contains(&e.id) && !apart.contains(&e.id);
                let told = kept.then(|| told_of_entry(&stored, e.id)).flatten();
                EntryView {
                    still: standing_for(&restrictions, &stored, e)
                        .filter(|_| e.still)
                        .map(StillView::of),
                    kept,
                    told: told.map(|person| name_of(Some(person))),
                    unshield: waiting(&stored, e.id).map(UnshieldView::of),
                    consents: agreed(&e.value.consents, |person| name_of(Some(person.0))),
                    ..EntryView::of(e, name, later, apart.contains(&e.id))
                }
            })
            .collect();
        entries.reverse();
        let unseen: &[regie_terms::Id] = if sees { &[] } else { &apart };
        let mut words: Vec<WordsView> = opened
            .take::<Contribution>(kind::CONTRIBUTION)?
            .iter()
            .filter_map(|w| WordsView::of(w, name_of, unseen))
            .collect();
        words.reverse();
        let glasses = self.glasses(&mut opened)?;
        let mut shares: Vec<ShareView> = shared
            .into_iter()
            .filter(|s| sees || (s.value.meldcode.is_none() && !hidden(&s.value, &apart)))
            .map(|s| ShareView {
                entries: s
                    .value
                    .facts
                    .iter()
                    .map(|f| f.entry)
                    .filter(|e| sees || !apart.contains(e))
                    .collect(),
                id: s.id,
                person: s.person.map(PersonId),
                state: s.value.state,
                stage: ShareStage::Preparing,
                party: s.value.party,
                recipient: s.value.recipient,
                purpose: s.value.purpose,
                begun: s.value.begun,
                shared_at: s.value.shared_at,
                to_tell: notices
                    .iter()
                    .any(|n| n.of == Some(s.id) && n.value.told.is_none()),
            })
            .collect();
        shares.reverse();
        let mut documents: Vec<DocumentView> = opened
            .take::<Document>(kind::DOCUMENT)?
            .iter()
            .filter(|d| readable(&d.value, standing.relation))
            .map(|d| DocumentView {
                still: standing_for(&restrictions, &stored, d)
                    .filter(|_| d.still)
                    .map(StillView::of),
                ..DocumentView::of(d, name_of)
            })
            .collect();
        documents.reverse();
        let mut triages: Vec<TriageView> = opened
            .take::<Triage>(kind::TRIAGE)?
            .iter()
            .filter(|t| sees || !t.value.shielded)
            .map(|t| TriageView::of(t, name_of(t.person), true))
            .collect();
        triages.sort_by_key(|t| std::cmp::Reverse((t.at, t.id)));
        let mut talks = opened.take::<Conversation>(kind::CONVERSATION)?;
        talks.sort_by_key(|c| std::cmp::Reverse((c.value.at, c.id)));
        let conversations: Vec<ConversationView> = talks
            .iter()
            .map(|c| ConversationView::of(c, name_of(c.person), true))
            .collect();
        let mut referrals: Vec<ReferralView> = opened
            .take::<Referral>(kind::REFERRAL)?
            .iter()
            .filter(|r| sees || r.value.danger.is_none())
            .map(|r| ReferralView::of(r, name_of(r.person), true))
            .collect();
        referrals.sort_by_key(|r| std::cmp::Reverse(r.at));
        let talked = |person: PersonId| conversations.iter().any(|c| c.person == Some(person));
        let at_front_door = people
            .iter()
            .map(|p| p.id)
            .filter(|p| dossier.front_door && !talked(*p))
            .collect();
        let directs = coordinator.as_ref().map(|one| one.name.as_str());
        let mut plans = versions(
            opened.take::<Plan>(kind::PLAN)?,
            &stored,
            name_of,
            unseen,
            directs,
        );
        let met = opened.take::<Meeting>(kind::MEETING)?;
        let meetings = meetings(met, &stored, name_of, unseen);
        let still: Vec<(PersonId, StillView)> = restrictions
            .iter()
            .filter(|r| r.due.is_none() && r.of.is_none())
            .filter_map(|r| Some((PersonId(r.person?), StillView::of(r))))
            .collect();
        // Why somebody was not there is words about them: it stands still with all about them.
        for one in plans.iter_mut().flat_map(|plan| &mut plan.talked) {
            if still.iter().any(|(person, _)| *person == one.person) {
                one.because = None;
            }
        }
        let today = self.today();
        let mut acting: Vec<ActingRow> = opened
            .take::<Acting>(kind::ACTING)?
            .iter()
            .filter_map(|a| ActingRow::of(a, today))
            .collect();
        acting.reverse();
        let authority_unknown = self.authority_unknown(&dossier, &people)?;
        Ok(DossierPage {
            acting,
            authority_unknown,
            ask_acting: answers.acting,
            id,
            title: dossier.title,
            laws: dossier.laws,
            team: dossier.team,
            neighbourhood: dossier.neighbourhood,
            opened: dossier.opened,
            closed: dossier.closed,
            keep,
            coordinator,
            substitute,
            places,
            relation: standing.relation,
            glass_until: standing.glass.as_ref().map(|g| g.until),
            people,
            entries,
            words,
            glasses,
            shares,
            documents,
            meldcode: false,
            triages,
            conversations,
            referrals,
            at_front_door,
            write_plan: answers.plan && answers.edit.outcome == Outcome::Permitted,
            plans,
            meetings,
            record_meeting: answers.meeting && answers.edit.outcome == Outcome::Permitted,
            requests: None,
            splits: Splits::of(&mut opened)?,
            edit: answers.edit,
            ask_release: answers.ask,
            confirm_release: answers.confirm,
            staff_by_function: dossier.staff_by_function,
            still,
            view: answers.view,
        })
    }

    /// The broken glasses of what was opened, newest first.
    pub(crate) fn glasses(&self, opened: &mut Opened) -> Result<Vec<GlassView>, Refused> {
        let reviews = opened.take::<Review>(kind::REVIEW)?;
        let now = self.now();
        let mut glasses: Vec<GlassView> = opened
            .take::<BrokenGlass>(kind::GLASS)?
            .into_iter()
            .map(|g| GlassView {
                reviews: reviews
                    .iter()
                    .filter(|r| r.of == Some(g.id))
                    .map(|r| ReviewView {
                        id: r.id,
                        name: r.value.name.clone(),
                        justified: r.value.justified,
                        because: r.value.because.clone(),
                        at: r.value.at,
                    })
                    .collect(),
                id: g.id,
                name: g.value.name,
                function: g.value.function,
                act: g.value.act,
                reason: g.value.reason,
                at: g.value.at,
                until: g.value.until,
                open: now < g.value.until,
                judged: g.value.judged,
            })
            .collect();
        glasses.reverse();
        Ok(glasses)
    }
}
