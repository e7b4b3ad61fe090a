//! Who looked at me, when, in which function and why (POR-3, ACC-13).

use super::document::visible_documents;
use super::file::{About, visible_entries, visible_shares};
use super::own::{Own, OwnGround, PortalCapacity};
use super::period::Period;
use crate::act::{Allowed, Case, again};
use crate::entry::{document_kept_from, kept_from};
use crate::guard::Caller;
use crate::plan::unseen_versions;
use crate::share::{hidden, withheld};
use crate::thing::{
    BrokenGlass, ConsentQuery, Contribution, Document, Dossier, Entry, Involvement, Person, Review,
    Share, Split, TakenIn, TakenWay, kind,
};
use crate::words::reads_words;
use crate::{House, Refused};
use regie_charter::Capacity;
use regie_ledger::line::Line;
use regie_ledger::list::What;
use regie_terms::{AccountId, Data, Function, Id, PersonId, Relation, RequestId, Set};
use regie_vault::open::Where;
use regie_vault::{Known, Of};
use serde::Serialize;
use std::ops::Range;

/// How many lines a page holds.
const PAGE: usize = 50;

/// A page of the list of who looked.
#[derive(Clone, Debug, Serialize)]
pub struct WhoLooked {
    /// The name of whom it is about.
    pub name: String,
    /// In what capacity the reader looks.
    pub capacity: PortalCapacity,
    /// How often somebody was turned away in the period, on all pages together.
    pub turned_away: usize,
    /// The lines, newest first.
    pub lines: Vec<LookLine>,
    /// Where the next page begins: the last line here, by the id of its request, which says nothing of how many there are. `None` when
    /// this is the last page.
    pub next: Option<RequestId>,
}

/// One line of the ledger, as the person it concerns reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookLine {
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The act, a key of the desk's texts: `view-dossier`, `record-entry`, `disclose`, … The most ordinary one of its kind where the exact one would
    /// tell of something that is kept from the reader.
    pub act: String,
    /// Who.
    pub who: Looker,
    /// The reason given, by who is not involved.
    pub reason: Option<String>,
    /// Whether that reason was given in a function that may look with one, such as the data protection officer's, or for who stood at the desk: no glass
    /// was broken.
    pub inspection: bool,
    /// At the breaking of a glass: what was judged of it, oldest first; empty while nobody has. `None` at every other line.
    pub verdicts: Option<Vec<Verdict>>,
    /// Whether it happened; `false` is somebody who was turned away, or asked for a reason.
    pub happened: bool,
    /// Whether somebody was only asked for a reason, and saw nothing: nobody was turned away.
    pub asked: bool,
}

/// A judgement of a broken glass, as the person reads it whose dossier it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Whether it was justified.
    pub justified: bool,
    /// As what it was judged: coordinator or substitute. `None` where that was not written down.
    pub place: Option<Relation>,
    /// By whom; `None` when staff are shown by function only.
    pub name: Option<String>,
    /// Why, in the words of who judged; they were told that the client reads it.
    pub because: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

/// Who looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Looker {
    /// The reader.
    You,
    /// Somebody of the family, in the portal.
    Family {
        /// In what capacity.
        capacity: PortalCapacity,
    },
    /// A member of staff.
    Staff {
        /// In which function.
        function: Function,
        /// The name; `None` when staff are shown by function only.
        name: Option<String>,
    },
    /// The program itself.
    System,
}

impl House {
    /// Who looked at a person for whom this client may act, whenever that was. `before` is [`WhoLooked::next`] of the page before; `None` for the
    /// newest.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else, with a line, and where `before` is no line of that person's.
    pub async fn who_looked(
        &self,
        caller: &Caller,
        person: PersonId,
        before: Option<RequestId>,
    ) -> Result<WhoLooked, Refused> {
        self.who_looked_in(caller, person, Period::default(), before)
            .await
    }

    /// The same within a period.
    ///
    /// # Errors
    /// As [`House::who_looked`].
    pub async fn who_looked_in(
        &self,
        caller: &Caller,
        person: PersonId,
        period: Period,
        before: Option<RequestId>,
    ) -> Result<WhoLooked, Refused> {
        again!(self.who_looked_once(caller, person, period, before))
    }

    async fn who_looked_once(
        &self,
        caller: &Caller,
        person: PersonId,
        period: Period,
        before: Option<RequestId>,
    ) -> Result<WhoLooked, Refused> {
        let ground = self
            .own_ground(caller, Some(person), "portal-view", RequestId::fresh())
            .await?;
        let OwnGround {
            own,
            case,
            allowed,
            question,
            mut scope,
        } = ground;
        let glasses = self
            .vault()
            .routing(
                Where::Dossier(own.dossier.0),
                &[kind::GLASS, kind::REVIEW, kind::INVOLVEMENT],
            )
            .await?;
        let mut only = vec![person.0, own.dossier.0];
        only.extend(glasses.iter().map(|r| r.id));
        scope.parts.kinds = &[
            kind::DOSSIER,
            kind::GLASS,
            kind::REVIEW,
            kind::INVOLVEMENT,
            kind::PERSON,
        ];
        scope.parts.only = Some(only);
        let Allowed { permit, .. } = self
            .allow_under(scope, case.any_file(person), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let receipt = self.vault().look(permit, case.any_file(person)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let named = opened
            .take::<Dossier>(kind::DOSSIER)?
            .pop()
            .is_some_and(|d| !d.value.staff_by_function);
        let glasses = opened.take::<BrokenGlass>(kind::GLASS)?;
        let reviews = opened.take::<Review>(kind::REVIEW)?;
        let involved = opened.take::<Involvement>(kind::INVOLVEMENT)?;
        let name = opened
            .take::<Person>(kind::PERSON)?
            .pop()
            .map(|p| p.value.name())
            .unwrap_or_default();

        // Reading the list is a look of its own: the line above stands on top of it.
        let shown: Vec<&Known<Share>> = visible_shares(&case, &own, allowed).collect();
        let apart = kept_from(&case.entries, own.me);
        let about = About::of(&case, &own);
        let unread = |e: &&Known<Entry>| e.person.is_none() && !about.reads(None);
        let sees: Vec<Id> = visible_entries(&case, &own, allowed)
            .map(|e| e.id)
            .collect();
        let hidden = Hidden {
            shares: case
                .shares
                .iter()
                .filter(|s| s.person == Some(person.0) && !shown.iter().any(|v| v.id == s.id))
                .map(|s| &s.value)
                .filter(|s| withheld(s) || hidden(s, &apart))
                .collect(),
            documents: case
                .documents
                .iter()
                .filter(|d| document_kept_from(d, own.me) && d.person.is_none_or(|p| p == person.0))
                .collect(),
            family: case
                .documents
                .iter()
                .filter(|d| d.person.is_none() && !about.reads(None))
                .collect(),
            readable: visible_documents(&case, &own, allowed)
                .map(|d| d.value.at)
                .min(),
            entries: (apart.iter().copied())
                .chain(unseen_versions(&case, person, &sees))
                .chain(case.entries.iter().filter(unread).map(|e| e.id))
                .collect(),
        };
        let mut told = self.told_of(&shown).await?;
        told.extend(self.recorded_for_safety(&case, &own, allowed).await?);
        told.extend(self.own_words(&case, &own, allowed, caller).await?);
        let within = self.within(period);
        told.retain(|line| within.contains(&line.at));
        let (lines, next) = self.shown_page(person, &within, before, told).await?;
        let turned_away = self.vault().ledger().refused_about(person, &within).await?;
        let mut accounts: Vec<AccountId> = lines.iter().map(|l| l.body.actor.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let names = if named {
            self.names(accounts).await?
        } else {
            Vec::new()
        };
        let lines = lines
            .iter()
            .map(|line| {
                let glass = glass_of(line, &glasses);
                let claim = self.claim_of(line, &involved);
                let what = line.told().what;
                LookLine {
                    at: line.at,
                    act: if hidden.tells(line) {
                        coarse(what).to_owned()
                    } else {
                        line.act.clone()
                    },
                    who: looker(line, caller, &names),
                    reason: (glass.map(|g| g.value.reason.clone()))
                        .or_else(|| claim.and_then(|c| c.why.clone())),
                    inspection: glass.map_or(claim.is_some(), |g| !g.value.judged),
                    verdicts: glass
                        .filter(|g| g.value.judged && line.act == BREAKS)
                        .map(|g| verdicts(g, &reviews, named)),
                    happened: line.body.done,
                    asked: what == What::Asked,
                }
            })
            .collect();
        Ok(WhoLooked {
            name,
            capacity: own.capacity,
            turned_away,
            lines,
            next,
        })
    }
}

impl House {
    /// By what somebody could look who helped a client at the desk: what they wrote down that day, from that moment on.
    fn claim_of<'a>(
        &self,
        line: &Line,
        involved: &'a [Of<Involvement>],
    ) -> Option<&'a Involvement> {
        let staff = matches!(line.body.actor.capacity, Capacity::Staff(_));
        // The line of the claim carries the moment the act began.
        let slack = if line.act == CLAIMS { 60_000 } else { 0 };
        let day = self.local(line.at).date();
        involved
            .iter()
            .filter(|_| staff && line.body.done)
            .filter(|one| one.account == Some(line.body.actor.account.0))
            .map(|one| &one.value)
            .filter(|one| one.since == day)
            .find(|one| one.claimed.is_some_and(|at| at <= line.at + slack))
    }
}

/// What the reader is not shown, and whose lines say no more than the most ordinary ones do. They are not left out: they stand in the person's own
/// list and in every proof of it, and a page with fewer lines than the proof would say which are about something hidden.
struct Hidden<'a> {
    shares: Vec<&'a Share>,
    documents: Vec<&'a Known<Document>>,
    /// Documents about the family, where the reader does not belong to it.
    family: Vec<&'a Known<Document>>,
    /// Since when the reader has had a document to read.
    readable: Option<i64>,
    entries: Vec<Id>,
}

impl Hidden<'_> {
    fn tells(&self, line: &Line) -> bool {
        self.entries.contains(&line.request.0)
            || self.shares.iter().any(|s| tells_of(s, line))
            || self
                .documents
                .iter()
                .any(|d| d.id == line.request.0 || tells_of_document(&d.value, line))
            || self.family.iter().any(|d| self.tells_of_family(d, line))
    }

    /// Whether a line would tell somebody outside the family that there is a document about it. A look at a document says not at which: it tells
    /// while there was none that the reader may read, and says nothing once there is.
    fn tells_of_family(&self, document: &Known<Document>, line: &Line) -> bool {
        match line.act.as_str() {
            "add-document" => document.id == line.request.0,
            "keep-document" => document.value.looked_again.iter().any(|l| l.at == line.at),
            "view-document" => {
                line.at >= document.value.at && self.readable.is_none_or(|since| line.at < since)
            }
            _ => false,
        }
    }
}

impl House {
    /// The lines of what went for safety and is shown to the reader: they are in nobody's own list, and who may read of it reads them here.
    async fn told_of(&self, shown: &[&Known<Share>]) -> Result<Vec<Line>, Refused> {
        let mut lines = Vec::new();
        for share in shown.iter().filter(|s| s.value.safety.is_some()) {
            if let Some(request) = share.value.request {
                lines.extend(self.vault().ledger().line_of_request(request).await?);
            }
        }
        Ok(lines)
    }

    /// The same of what was recorded for safety.
    async fn recorded_for_safety(
        &self,
        case: &Case,
        own: &Own,
        allowed: Set<Data>,
    ) -> Result<Vec<Line>, Refused> {
        let entries = visible_entries(case, own, allowed).filter(|e| e.value.safety.is_some());
        let documents = visible_documents(case, own, allowed).filter(|d| d.value.safety.is_some());
        let mut lines = Vec::new();
        for id in entries.map(|e| e.id).chain(documents.map(|d| d.id)) {
            let line = self.vault().ledger().line_of_request(RequestId(id)).await?;
            lines.extend(line);
        }
        Ok(lines)
    }

    /// The lines of what was written in one's own words, and of what was asked about a request for consent, with those of the answers: they are in
    /// nobody's own list, and who reads the words reads them here.
    async fn own_words(
        &self,
        case: &Case,
        own: &Own,
        allowed: Set<Data>,
        caller: &Caller,
    ) -> Result<Vec<Line>, Refused> {
        let sees: Vec<Id> = visible_entries(case, own, allowed).map(|e| e.id).collect();
        let mut requests: Vec<RequestId> = Vec::new();
        let reads = |c: &&Known<Contribution>| {
            c.person == Some(own.person.0) && reads_words(c, own, caller.account(), &sees)
        };
        for words in case.contributions.iter().filter(reads) {
            let brought = words.value.brought.as_ref().map(|from| from.request);
            requests.push(brought.unwrap_or(RequestId(words.id)));
            // That a fact was made of them is that fact's own line, and told to who sees the fact.
            let beside = |t: &&TakenIn| t.way == TakenWay::Beside;
            requests.extend(words.value.taken.iter().find(beside).map(|t| t.request));
        }
        let mine = |q: &&Known<ConsentQuery>| {
            q.person == Some(own.person.0) && q.account == Some(caller.account().0)
        };
        for query in case.queries.iter().filter(mine) {
            requests.push(RequestId(query.id));
            requests.extend(query.value.answered.as_ref().map(|a| a.request));
        }
        let asked = |s: &&Known<Split>| s.account == Some(caller.account().0);
        requests.extend(case.splits.iter().filter(asked).map(|s| RequestId(s.id)));
        // How they can be reached is theirs alone to read of.
        if own.capacity == PortalCapacity::Subject {
            requests.extend(case.contact(own.person).map(|c| c.value.request));
        }
        // What was brought along in one file was so once.
        requests.sort_unstable();
        requests.dedup();
        let mut lines = Vec::new();
        for request in requests {
            lines.extend(self.vault().ledger().line_of_request(request).await?);
        }
        Ok(lines)
    }

    /// A page of a person's own list within a time, with what the reader was told beside it.
    async fn shown_page(
        &self,
        person: PersonId,
        within: &Range<i64>,
        before: Option<RequestId>,
        mut told: Vec<Line>,
    ) -> Result<(Vec<Line>, Option<RequestId>), Refused> {
        let ledger = self.vault().ledger();
        let mut below = i64::MAX;
        if let Some(request) = before {
            below = ledger
                .place_of(person, request)
                .await?
                .ok_or(Refused::NotFound)?;
            let since = ledger.line_of_request(request).await?.map(|l| l.seq);
            told.retain(|l| since.is_some_and(|seq| l.seq < seq));
        }
        let limit = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
        let found = ledger.lines_about_in(person, within, below, limit).await?;
        let mut lines: Vec<Line> = found.into_iter().map(|(_, line)| line).collect();
        let more = lines.len() > PAGE;
        lines.truncate(PAGE);
        let next = lines.last().filter(|_| more).map(|l| (l.request, l.seq));
        told.retain(|l| {
            next.is_none_or(|(_, seq)| l.seq > seq) && !lines.iter().any(|o| o.seq == l.seq)
        });
        lines.extend(told);
        lines.sort_by_key(|l| std::cmp::Reverse(l.seq));
        Ok((lines, next.map(|(request, _)| request)))
    }
}

/// The most ordinary act of a kind, for a line of which the exact act would tell too much.
fn coarse(what: What) -> &'static str {
    match what {
        What::Worked | What::WithReason => "record-entry",
        What::Looked | What::Refused | What::Asked => "view-dossier",
    }
}

/// Whether a line would tell of a disclosure that the family may not be told of yet (SAF-3). Printing it and writing about it would too; all of them
/// show once the client was told.
fn tells_of(share: &Share, line: &Line) -> bool {
    let Some(shared_at) = share.shared_at else {
        return false;
    };
    match line.act.as_str() {
        "disclose" | "disclose-afterwards" => match share.request {
            Some(request) => line.request == request,
            None => line.at == shared_at,
        },
        "print" | "settle-share" => line.at >= shared_at,
        _ => false,
    }
}

/// Whether a line would tell that there is a document which is kept out of ordinary view now, from the time before it was. Lines about it since
/// then concern nobody. What the family itself looked at it knows: a look of their own that was left out would be a gap.
fn tells_of_document(document: &Document, line: &Line) -> bool {
    if !matches!(line.body.actor.capacity, Capacity::Staff(_)) {
        return false;
    }
    match line.act.as_str() {
        "add-document" => line.at == document.at,
        "view-document" | "keep-document" => line.at >= document.at,
        _ => false,
    }
}

fn looker(line: &Line, caller: &Caller, names: &[(AccountId, String)]) -> Looker {
    let actor = line.body.actor;
    if actor.account == caller.account() {
        return Looker::You;
    }
    let family = |capacity| Looker::Family { capacity };
    match actor.capacity {
        Capacity::Staff(function) => {
            let name = names
                .iter()
                .find(|(id, _)| *id == actor.account)
                .map(|(_, n)| n.clone());
            Looker::Staff { function, name }
        }
        Capacity::Subject => family(PortalCapacity::Subject),
        Capacity::ParentOrGuardian => family(PortalCapacity::ParentOrGuardian),
        Capacity::Representative => family(PortalCapacity::Representative),
        Capacity::System => Looker::System,
    }
}

/// The act of breaking the glass.
const BREAKS: &str = "break-glass";
/// The act of being involved for a day, for who stands at the desk.
const CLAIMS: &str = "claim-at-desk";

/// By what somebody could look who is not involved: the glass they broke, or the reason they gave, at that moment or while it was open.
fn glass_of<'a>(line: &Line, glasses: &'a [Of<BrokenGlass>]) -> Option<&'a Of<BrokenGlass>> {
    let staff = matches!(line.body.actor.capacity, Capacity::Staff(_));
    // The line of breaking it carries the moment the act began; the glass itself came a moment later.
    let opens = matches!(line.act.as_str(), BREAKS | "enter-with-reason");
    let slack = if opens { 60_000 } else { 0 };
    glasses
        .iter()
        .filter(|_| staff && line.body.done)
        .filter(|g| {
            g.account == Some(line.body.actor.account.0)
                && g.value.at <= line.at + slack
                && (opens || line.at < g.value.until)
        })
        .min_by_key(|g| g.value.at.abs_diff(line.at))
}

/// What was judged of a broken glass.
fn verdicts(glass: &Of<BrokenGlass>, reviews: &[Of<Review>], named: bool) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = reviews
        .iter()
        .filter(|r| r.of == Some(glass.id))
        .map(|r| Verdict {
            justified: r.value.justified,
            place: r.value.place.or_else(|| place(glass, r)),
            name: named.then(|| r.value.name.clone()),
            because: r.value.because.clone(),
            at: r.value.at,
        })
        .collect();
    verdicts.sort_by_key(|v| v.at);
    verdicts
}

/// As what somebody judged, from who coordinated and who stood in when the glass was broken.
fn place(glass: &Of<BrokenGlass>, review: &Of<Review>) -> Option<Relation> {
    let judge = review.account.map(AccountId)?;
    if glass.value.coordinator == Some(judge) {
        Some(Relation::Coordinator)
    } else if glass.value.substitute == Some(judge) {
        Some(Relation::Substitute)
    } else {
        None
    }
}
