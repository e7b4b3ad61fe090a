//! What every act here does the same way: judge with a refusal line, know a request that was carried out before, and read what questions are made from.

use crate::dossier::Standing;
use crate::guard::Caller;
use crate::thing::{
    Acting, Agreement, Authority, BrokenGlass, Closure, ConsentGiven, ConsentQuery, Contribution,
    Conversation, Document, Dossier, Entry, HoldOn, Meeting, Meldcode, MeldcodeReader,
    MeldcodeRecord, Notice, Person, PersonFile, Plan, Posting, Referral, Request, RequestDecision,
    Restriction, Review, SafeContact, Scan, Share, Split, Triage, kind,
};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Change, Denial, Mode, Permit, Scope, Verdict, View};
use regie_ledger::Done;
use regie_ledger::line::reworded;
use regie_terms::{
    AccountId, Answer, Id, KeyId, Law, PersonId, Question, Representative, RequestId, Set, Subject,
    Text, Unreadable,
};
use regie_vault::{Changes, Known, Of, Opened, VaultError};

/// Runs an act until it is not told that its facts moved, a few times at most.
macro_rules! again {
    ($attempt:expr) => {{
        for _ in 0..$crate::dossier::TRIES {
            match $attempt.await {
                Err($crate::Refused::Busy) => {}
                other => return other,
            }
        }
        Err($crate::Refused::Busy)
    }};
}
pub(crate) use again;

/// Leave with the answers it rests on.
pub(crate) struct Allowed<K: Mode> {
    pub permit: Permit<K>,
    pub answers: Vec<Answer>,
}

/// That the charter let the caller into a dossier. It opens what the act is judged by, and cannot be spent on the act itself.
#[must_use = "what is judged is read behind the gate"]
pub(crate) struct Gate<K: Mode>(Permit<K>);

impl<K: Mode> Gate<K> {
    /// Of leave that was just given.
    pub fn of(permit: Permit<K>) -> Self {
        Self(permit)
    }
}

impl House {
    /// Judges. A refusal is written as a line of its own, its question sealed under `key`: that of the file it speaks of, so that it does not outlive
    /// the file, or `None` (the staff's) where the line must look the same whether or not there is such a dossier.
    ///
    /// `put` asks the charter about a scope.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the answers.
    pub(crate) async fn allow_under<K: Mode>(
        &self,
        scope: Scope,
        key: Option<KeyId>,
        put: impl Fn(Scope) -> Result<Verdict<K>, Unreadable> + Send,
    ) -> Result<Allowed<K>, Refused> {
        let verdict = put(scope.clone())?;
        if let Ok(permit) = verdict.ruling {
            return Ok(Allowed {
                permit,
                answers: verdict.answers,
            });
        }
        // Under an id of its own: a refusal under the form's id would make the mended form look like one carried out before.
        let verdict = put(Scope {
            request: RequestId::fresh(),
            input: None,
            ..scope
        })?;
        let answers = verdict.answers;
        match verdict.ruling {
            Ok(permit) => Ok(Allowed { permit, answers }),
            Err(denial) => Err(self.denied(denial, key, answers).await?),
        }
    }

    /// As [`House::allow_under`], with the refusal's question under the staff's key.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the answers.
    pub(crate) async fn allow<K: Mode>(
        &self,
        scope: Scope,
        put: impl Fn(Scope) -> Result<Verdict<K>, Unreadable> + Send,
    ) -> Result<Allowed<K>, Refused> {
        self.allow_under(scope, None, put).await
    }

    /// Judges leave to change by plain questions that say nothing of a client.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the answers.
    pub(crate) async fn allow_change(
        &self,
        scope: Scope,
        questions: &[Question],
    ) -> Result<Allowed<Change>, Refused> {
        self.allow_change_under(scope, None, questions).await
    }

    async fn denied(
        &self,
        denial: Denial,
        key: Option<KeyId>,
        answers: Vec<Answer>,
    ) -> Result<Refused, Refused> {
        self.vault().refuse(denial, key).await?;
        Ok(Refused::Denied(answers))
    }

    /// As [`House::allow_under`], about somebody who has no file yet: the line of a refusal keeps nothing of what was asked, since there is no key that
    /// would be destroyed with it.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the answers.
    pub(crate) async fn allow_unfiled<K: Mode>(
        &self,
        scope: Scope,
        put: impl Fn(Scope) -> Result<Verdict<K>, Unreadable> + Send,
    ) -> Result<Allowed<K>, Refused> {
        let Verdict { answers, ruling } = put(scope)?;
        match ruling {
            Ok(permit) => Ok(Allowed { permit, answers }),
            Err(denial) => {
                self.vault().refuse_unfiled(denial).await?;
                Err(Refused::Denied(answers))
            }
        }
    }

    /// Asks the access question before a form is looked at and before anything of the dossier is unsealed. What comes back unseals what the next
    /// question is made from ([`House::case`]) and writes nothing: leave for the act is asked again, with the whole of it.
    ///
    /// # Errors
    /// [`Refused::Denied`], with its line.
    pub(crate) async fn gate(
        &self,
        scope: &Scope,
        standing: &Standing,
        access: &Question,
    ) -> Result<Gate<Change>, Refused> {
        let Allowed { permit, .. } = self
            .allow_change_under(
                scope.clone(),
                standing.refusal_key(),
                std::slice::from_ref(access),
            )
            .await?;
        Ok(Gate(permit))
    }

    /// Judges leave to look by plain questions.
    pub(crate) async fn allow_look_under(
        &self,
        scope: Scope,
        key: Option<KeyId>,
        questions: &[Question],
    ) -> Result<Allowed<View>, Refused> {
        self.allow_under(scope, key, |scope| self.charters().judge(scope, questions))
            .await
    }

    /// Judges leave to change by plain questions.
    pub(crate) async fn allow_change_under(
        &self,
        scope: Scope,
        key: Option<KeyId>,
        questions: &[Question],
    ) -> Result<Allowed<Change>, Refused> {
        self.allow_under(scope, key, |scope| self.charters().judge(scope, questions))
            .await
    }

    /// Whether this caller's request was carried out before, as this act. A page sent twice is answered as the first time.
    ///
    /// # Errors
    /// [`Refused::Invalid`] at `request`: `used` for an id that belongs to another request, `reworded` for one that came with other
    /// words then.
    pub(crate) async fn done_before(
        &self,
        caller: &Caller,
        act: &str,
        request: RequestId,
    ) -> Result<bool, Refused> {
        let Some(line) = self.vault().ledger().line_of_request(request).await? else {
            return Ok(false);
        };
        if line.act != act || !line.body.done || line.body.actor.account != caller.account() {
            return Err(Refused::field("request", "used"));
        }
        if reworded(line.body.input, caller.input()) {
            return Err(Refused::field("request", "reworded"));
        }
        Ok(true)
    }

    /// Writes line and change.
    ///
    /// # Errors
    /// [`Refused::Invalid`] (`request: used`) under an id that is not of the form we give out: things are named by it, and fixed ids,
    /// the program's own among them, belong to nobody else.
    pub(crate) async fn write(
        &self,
        permit: Permit<Change>,
        changes: Changes,
    ) -> Result<Done, Refused> {
        if !permit.scope().request.0.is_fresh() {
            return Err(Refused::field("request", "used"));
        }
        Ok(self.vault().change(permit, changes).await?)
    }

    /// Reads the files of the documents of a dossier, where they are written anew elsewhere. Only behind the gate.
    pub(crate) async fn scans<K: Mode>(
        &self,
        gate: &Gate<K>,
    ) -> Result<Vec<Known<Scan>>, VaultError> {
        let facts = self
            .vault()
            .facts_for_judgement(&gate.0, &[kind::DOCUMENT_FILE]);
        facts.await?.take::<Scan>(kind::DOCUMENT_FILE)
    }

    /// Reads what the questions about a dossier are made from: these kinds of it. Only behind the gate.
    pub(crate) async fn case<K: Mode>(
        &self,
        gate: &Gate<K>,
        kinds: &'static [&'static str],
    ) -> Result<Case, VaultError> {
        let mut facts = self.vault().facts_for_judgement(&gate.0, kinds).await?;
        Ok(Case {
            dossier: facts.take::<Dossier>(kind::DOSSIER)?.pop(),
            people: facts.take::<Person>(kind::PERSON)?,
            authorities: facts.take::<Authority>(kind::AUTHORITY)?,
            acting: facts.take::<Acting>(kind::ACTING)?,
            files: facts.take::<PersonFile>(kind::FILE)?,
            entries: facts.take::<Entry>(kind::ENTRY)?,
            shares: facts.take::<Share>(kind::DISCLOSURE)?,
            documents: facts.take::<Document>(kind::DOCUMENT)?,
            consents: by_time(facts.take::<ConsentGiven>(kind::CONSENT)?),
            contributions: facts.take::<Contribution>(kind::CONTRIBUTION)?,
            queries: facts.take::<ConsentQuery>(kind::CONSENT_QUERY)?,
            contacts: facts.take::<SafeContact>(kind::SAFE_CONTACT)?,
            requests: facts.take::<Request>(kind::REQUEST)?,
            decisions: facts.take::<RequestDecision>(kind::REQUEST_DECISION)?,
            notices: facts.take::<Notice>(kind::NOTICE)?,
            restrictions: facts.take::<Restriction>(kind::RESTRICTION)?,
            agreements: facts.take::<Agreement>(kind::AGREEMENT)?,
            glasses: facts.take::<BrokenGlass>(kind::GLASS)?,
            reviews: facts.take::<Review>(kind::REVIEW)?,
            splits: facts.take::<Split>(kind::SPLIT)?,
            postings: facts.take::<Posting>(kind::POSTING)?,
            closures: facts.take::<Closure>(kind::CLOSURE)?,
            holds: facts.take::<HoldOn>(kind::HOLD)?,
            triages: facts.take::<Triage>(kind::TRIAGE)?,
            conversations: facts.take::<Conversation>(kind::CONVERSATION)?,
            referrals: facts.take::<Referral>(kind::REFERRAL)?,
            meetings: facts.take::<Meeting>(kind::MEETING)?,
            plans: by_version(facts.take::<Plan>(kind::PLAN)?),
            meldcodes: facts.take::<Meldcode>(kind::MELDCODE)?,
            meldcode_steps: facts.take::<MeldcodeRecord>(kind::MELDCODE_STEP)?,
            meldcode_readers: facts.take::<MeldcodeReader>(kind::MELDCODE_READER)?,
        })
    }
}

/// By the time they were written down: on one day the last one stands.
fn by_time(mut consents: Vec<Known<ConsentGiven>>) -> Vec<Known<ConsentGiven>> {
    consents.sort_by_key(|c| (c.value.at, c.id));
    consents
}

/// The versions of the plan in the order they were written.
fn by_version(mut plans: Vec<Known<Plan>>) -> Vec<Known<Plan>> {
    plans.sort_by_key(|p| (p.value.at, p.id));
    plans
}

/// What questions about a dossier are made from. It is judged with, and not shown.
#[derive(Default)]
pub(crate) struct Case {
    pub dossier: Option<Known<Dossier>>,
    pub people: Vec<Known<Person>>,
    pub authorities: Vec<Known<Authority>>,
    pub files: Vec<Known<PersonFile>>,
    pub acting: Vec<Known<Acting>>,
    pub entries: Vec<Known<Entry>>,
    pub shares: Vec<Known<Share>>,
    pub documents: Vec<Known<Document>>,
    pub consents: Vec<Known<ConsentGiven>>,
    pub contributions: Vec<Known<Contribution>>,
    pub queries: Vec<Known<ConsentQuery>>,
    pub contacts: Vec<Known<SafeContact>>,
    pub requests: Vec<Known<Request>>,
    pub decisions: Vec<Known<RequestDecision>>,
    pub notices: Vec<Known<Notice>>,
    pub restrictions: Vec<Known<Restriction>>,
    pub agreements: Vec<Known<Agreement>>,
    pub glasses: Vec<Known<BrokenGlass>>,
    pub reviews: Vec<Known<Review>>,
    pub splits: Vec<Known<Split>>,
    pub postings: Vec<Known<Posting>>,
    pub closures: Vec<Known<Closure>>,
    pub holds: Vec<Known<HoldOn>>,
    pub triages: Vec<Known<Triage>>,
    pub conversations: Vec<Known<Conversation>>,
    pub referrals: Vec<Known<Referral>>,
    pub meetings: Vec<Known<Meeting>>,
    /// The versions of the support plan, oldest first.
    pub plans: Vec<Known<Plan>>,
    pub meldcodes: Vec<Known<Meldcode>>,
    pub meldcode_steps: Vec<Known<MeldcodeRecord>>,
    pub meldcode_readers: Vec<Known<MeldcodeReader>>,
}

impl Case {
    /// What was opened against a receipt, to judge the disclosures on the page with; empty where there is none. It opens nothing by itself.
    ///
    /// # Errors
    /// [`VaultError::Shape`] when something stored does not have its shape.
    pub fn of_opened(opened: &Opened) -> Result<Self, VaultError> {
        let shares = opened.judged::<Share>(kind::DISCLOSURE)?;
        if shares.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self {
            people: opened.judged::<Person>(kind::PERSON)?,
            authorities: opened.judged::<Authority>(kind::AUTHORITY)?,
            entries: opened.judged::<Entry>(kind::ENTRY)?,
            consents: by_time(opened.judged::<ConsentGiven>(kind::CONSENT)?),
            shares,
            ..Self::default()
        })
    }

    /// The whole of what was opened against a receipt, to judge how it would be split.
    ///
    /// # Errors
    /// [`VaultError::Shape`] when something stored does not have its shape.
    pub fn of_whole(opened: &Opened) -> Result<Self, VaultError> {
        Ok(Self {
            dossier: opened.judged::<Dossier>(kind::DOSSIER)?.pop(),
            people: opened.judged::<Person>(kind::PERSON)?,
            authorities: opened.judged::<Authority>(kind::AUTHORITY)?,
            files: opened.judged::<PersonFile>(kind::FILE)?,
            entries: opened.judged::<Entry>(kind::ENTRY)?,
            shares: opened.judged::<Share>(kind::DISCLOSURE)?,
            documents: opened.judged::<Document>(kind::DOCUMENT)?,
            consents: by_time(opened.judged::<ConsentGiven>(kind::CONSENT)?),
            contributions: opened.judged::<Contribution>(kind::CONTRIBUTION)?,
            queries: opened.judged::<ConsentQuery>(kind::CONSENT_QUERY)?,
            contacts: opened.judged::<SafeContact>(kind::SAFE_CONTACT)?,
            requests: opened.judged::<Request>(kind::REQUEST)?,
            decisions: opened.judged::<RequestDecision>(kind::REQUEST_DECISION)?,
            notices: opened.judged::<Notice>(kind::NOTICE)?,
            restrictions: opened.judged::<Restriction>(kind::RESTRICTION)?,
            agreements: opened.judged::<Agreement>(kind::AGREEMENT)?,
            glasses: opened.judged::<BrokenGlass>(kind::GLASS)?,
            reviews: opened.judged::<Review>(kind::REVIEW)?,
            splits: opened.judged::<Split>(kind::SPLIT)?,
            acting: opened.judged::<Acting>(kind::ACTING)?,
            postings: opened.judged::<Posting>(kind::POSTING)?,
            closures: opened.judged::<Closure>(kind::CLOSURE)?,
            holds: opened.judged::<HoldOn>(kind::HOLD)?,
            triages: opened.judged::<Triage>(kind::TRIAGE)?,
            conversations: opened.judged::<Conversation>(kind::CONVERSATION)?,
            referrals: opened.judged::<Referral>(kind::REFERRAL)?,
            meetings: opened.judged::<Meeting>(kind::MEETING)?,
            plans: by_version(opened.judged::<Plan>(kind::PLAN)?),
            ..Self::default()
        })
    }

    /// A person of this dossier.
    pub fn person(&self, id: PersonId) -> Option<&Known<Person>> {
        self.people.iter().find(|p| p.id == id.0)
    }

    /// The day the dossier was opened, when it was read.
    pub fn opened(&self) -> Option<Date> {
        self.dossier.as_ref().map(|d| d.value.opened)
    }

    /// Who has authority over or represents somebody on a day.
    pub fn authority_over(
        &self,
        person: PersonId,
        on: Date,
    ) -> impl Iterator<Item = &Known<Authority>> {
        over(&self.authorities, person, on)
    }

    /// Who has authority over or represents any of these people on a day; who does for several comes once for each of those.
    pub fn holders_over(
        &self,
        people: &[PersonId],
        on: Date,
    ) -> impl Iterator<Item = &Known<Authority>> {
        let over = move |person: &PersonId| self.authority_over(*person, on);
        people.iter().flat_map(over)
    }

    /// The subject of a question, as the person is known here on a day. `None` for somebody who is not in this dossier, or was not born
    /// yet.
    pub fn subject(&self, person: PersonId, on: Date) -> Option<Subject> {
        let found = &self.person(person)?.value;
        subject(
            (found.born, found.can_weigh),
            self.authority_over(person, on),
            on,
        )
    }

    /// A person's file of help under a law.
    pub fn file(&self, person: PersonId, law: Law) -> Option<&Known<PersonFile>> {
        self.files
            .iter()
            .find(|f| f.person == Some(person.0) && f.value.law == law && f.value.is_of_help())
    }

    /// The key of any file of help of a person.
    pub fn any_file(&self, person: PersonId) -> Option<KeyId> {
        self.files
            .iter()
            .find(|f| f.person == Some(person.0) && f.value.is_of_help())
            .map(|f| f.key)
    }

    /// How a person can be reached safely, where that was said.
    pub fn contact(&self, person: PersonId) -> Option<&Known<SafeContact>> {
        self.contacts.iter().find(|c| c.person == Some(person.0))
    }

    /// The entry, when something may be done with it: not corrected by a later one, not shielded, and it does not stand still.
    pub fn standing_entry(&self, id: Id) -> Option<&Known<Entry>> {
        let corrected = self.entries.iter().any(|e| e.of == Some(id));
        self.entries
            .iter()
            .find(|e| e.id == id && !corrected && !e.value.shielded && !e.still)
    }

    /// A disclosure of this dossier.
    pub fn share(&self, id: Id) -> Option<&Known<Share>> {
        self.shares.iter().find(|s| s.id == id)
    }

    /// The answers given about a disclosure, in the order they were written down.
    pub fn consents_of(&self, share: Id) -> impl DoubleEndedIterator<Item = &Known<ConsentGiven>> {
        self.consents.iter().filter(move |c| c.of == Some(share))
    }
}

/// Who has authority over or represents somebody on a day, among these.
pub(crate) fn over<S>(
    authorities: &[Of<Authority, S>],
    person: PersonId,
    on: Date,
) -> impl Iterator<Item = &Of<Authority, S>> {
    authorities
        .iter()
        .filter(move |a| a.person == Some(person.0) && a.value.holds(on))
}

/// The subject of a question: somebody born and able to weigh the matter as said, with who has authority over them on that day. `None` for somebody
/// who was not born yet.
pub(crate) fn subject<'a, S: 'a>(
    (born, can_weigh): (Date, bool),
    authorities: impl Iterator<Item = &'a Of<Authority, S>>,
    on: Date,
) -> Option<Subject> {
    if born > on {
        return None;
    }
    let mut represented_by = Set::default();
    let mut holders = Vec::new();
    for authority in authorities {
        represented_by.insert(authority.value.kind);
        if authority.value.kind == Representative::ParentOrGuardian {
            holders.extend(Text::new(&holder(authority).to_string()));
        }
    }
    Some(Subject {
        born,
        can_weigh,
        represented_by,
        holders,
    })
}

/// Which id stands for a holder of authority: the person's where known here.
pub(crate) fn holder<S>(authority: &Of<Authority, S>) -> Id {
    authority.value.by.map_or(authority.id, |by| by.0)
}

/// Whose work a duty is: the coordinator's, or that of whoever acted where there is none.
pub(crate) fn responsible(standing: &Standing, caller: &Caller) -> AccountId {
    standing.coordinator.unwrap_or_else(|| caller.account())
}
