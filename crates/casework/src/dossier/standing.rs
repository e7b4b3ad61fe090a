//! How a caller stands to a dossier: the facts that the access question is made from.

use crate::guard::Caller;
use crate::thing::{Absence, Account, BrokenGlass, kind};
use crate::{House, Refused, day_number};
use regie_terms::{
    Access, AccountId, Act, DossierId, Id, KeyId, PersonId, Question, Relation, Text, Who,
};
use regie_vault::around::{Around, Found};
use regie_vault::open::{Facts, Routing};

const KINDS: [&str; 6] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::COORDINATION,
    kind::SUBSTITUTION,
    kind::INVOLVEMENT,
    kind::GLASS,
];

/// A glass broken by this caller that is still open.
#[derive(Clone, Debug)]
pub(crate) struct OpenGlass {
    pub act: Act,
    pub reason: String,
    pub until: i64,
}

/// What the charter has to know about a caller and a dossier, and with which version of the facts it was read.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub relation: Relation,
    pub coordinator: Option<AccountId>,
    pub substitute: Option<AccountId>,
    /// Whether they are there, as far as this caller may know it by an address; see [`Standing::told`].
    pub coordinator_present: bool,
    pub substitute_present: bool,
    /// Whether coordinator and substitute are there. Only for whoever knows of the dossier in another way than by its address.
    pub really_present: [bool; 2],
    /// Whether the accounts of coordinator and substitute ended: they do not work here any more.
    pub gone: [bool; 2],
    pub people: Vec<PersonId>,
    /// The dossier's and the caller's facts, as read. Where who is there is told, the calendars that say so are among them.
    pub facts: Vec<(Id, i64)>,
    /// The versions of the calendars of coordinator and substitute, as they were when their absences were read.
    pub(super) calendars: Vec<(Id, i64)>,
    /// The key of the dossier's own records; `None` when there is no such dossier.
    pub key: Option<KeyId>,
    pub glass: Option<OpenGlass>,
}

impl Standing {
    /// Whether there is such a dossier. Only for what comes after leave was given: before, a dossier that
    /// is not there and one that is not yours must look the same.
    pub fn exists(&self) -> bool {
        self.key.is_some()
    }

    /// Whether the caller knows of the dossier by a part they have, or had a moment ago, in it.
    pub fn has_part(&self) -> bool {
        self.relation != Relation::None || self.glass.is_some()
    }

    /// The key that a refusal's question goes under: it may carry the reason for which a glass was broken. Whoever has no part in the dossier gave none
    /// that counts, and their line is the same for a dossier that is not there.
    pub fn refusal_key(&self) -> Option<KeyId> {
        self.key.filter(|_| self.has_part())
    }

    /// The same, told to somebody who knows that there is such a dossier: who is there and who is not counts.
    pub fn told(mut self) -> Self {
        [self.coordinator_present, self.substitute_present] = self.really_present;
        // What is judged by a calendar is judged again when it has moved since.
        let known: Vec<Id> = self.facts.iter().map(|(thing, _)| *thing).collect();
        let calendars = self.calendars.iter();
        self.facts
            .extend(calendars.filter(|(account, _)| !known.contains(account)));
        self
    }
}

impl House {
    /// Reads how a caller stands to a dossier. For a dossier that does not exist the same queries are made.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when it cannot be read.
    pub(crate) async fn standing(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Standing, Refused> {
        let me = caller.account();
        let today = day_number(self.today());
        let Found {
            rows,
            version,
            calendars,
            mut facts,
        } = self
            .vault()
            .around(
                dossier,
                &Around {
                    kinds: &KINDS,
                    appointed: [kind::COORDINATION, kind::SUBSTITUTION],
                    absence: kind::ABSENCE,
                    accounts: kind::ACCOUNT,
                    own: [kind::GLASS, kind::INVOLVEMENT],
                    account: me.0,
                    today,
                },
            )
            .await?;
        let account_of = |kind: &str| {
            rows.iter()
                .rfind(|r| r.kind == kind)
                .and_then(|r| r.account)
                .map(AccountId)
        };
        let coordinator = account_of(kind::COORDINATION);
        let substitute = account_of(kind::SUBSTITUTION);
        let involved = |r: &Routing| {
            r.kind == kind::INVOLVEMENT
                && r.account == Some(me.0)
                && r.due.is_none_or(|last| today <= last)
        };
        let relation = if coordinator == Some(me) {
            Relation::Coordinator
        } else if substitute == Some(me) {
            Relation::Substitute
        } else if rows.iter().any(involved) {
            Relation::Involved
        } else {
            Relation::None
        };
        let mut standing = Standing {
            relation,
            coordinator,
            substitute,
            coordinator_present: true,
            substitute_present: true,
            really_present: [true; 2],
            gone: [false; 2],
            people: rows
                .iter()
                .filter(|r| r.kind == kind::PERSON)
                .map(|r| PersonId(r.id))
                .collect(),
            facts: vec![(dossier.0, version), (me.0, caller.version())],
            key: rows.iter().find(|r| r.kind == kind::DOSSIER).map(|r| r.key),
            glass: None,
            calendars,
        };
        // An appointment that was followed by another one is nobody's calendar here.
        standing
            .calendars
            .retain(|(a, _)| [coordinator, substitute].contains(&Some(AccountId(*a))));
        [standing.really_present, standing.gone] =
            self.present(&mut facts, [coordinator, substitute])?;
        if matches!(relation, Relation::Coordinator | Relation::Substitute) {
            return Ok(standing.told());
        }
        let now = self.now();
        standing.glass = facts
            .take::<BrokenGlass>(kind::GLASS)?
            .into_iter()
            .map(|g| g.value)
            .filter(|g| now < g.until && caller.has_since(g.at))
            // One broken for editing opens for looking too.
            .max_by_key(|g| (g.act == Act::Edit, g.until))
            .map(|g| OpenGlass {
                act: g.act,
                reason: g.reason,
                until: g.until,
            });
        // By its address a dossier that nobody looks after today, one that is looked after and one that is not there are the
        // same: else the offer to break the glass would tell them apart. Whoever found it exactly is told by `glass.rs`.
        Ok(if standing.has_part() {
            standing.told()
        } else {
            standing
        })
    }

    /// Whether each of two is there today, and whether each is gone for good. Nobody appointed is nobody there, whose account ended does not
    /// come back, and who has a function in which nobody keeps a dossier is not there for it.
    fn present(
        &self,
        facts: &mut Facts,
        two: [Option<AccountId>; 2],
    ) -> Result<[[bool; 2]; 2], Refused> {
        let today = self.today();
        let absences = facts.take::<Absence>(kind::ABSENCE)?;
        let accounts = facts.take::<Account>(kind::ACCOUNT)?;
        let away = |account: AccountId| {
            absences.iter().any(|a| {
                a.account == Some(account.0) && a.value.from <= today && today <= a.value.until
            })
        };
        let works_here = |account: AccountId| {
            accounts
                .iter()
                .any(|a| a.id == account.0 && a.value.works_on(today))
        };
        // Who has another function now does not look after it either, though they work here.
        let mut cannot = Vec::new();
        for account in accounts.iter().filter(|a| a.value.works_on(today)) {
            if !self.can_keep(&account.value)? {
                cannot.push(account.id);
            }
        }
        Ok([
            two.map(|account| {
                account.is_some_and(|a| works_here(a) && !away(a) && !cannot.contains(&a.0))
            }),
            two.map(|account| account.is_some_and(|a| !works_here(a))),
        ])
    }

    /// The access question about a caller and a dossier, in the words of the vocabulary. An open broken glass counts: it is asked
    /// as it was when it was broken.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the caller is not staff in a function.
    pub(crate) fn access_question(
        &self,
        caller: &Caller,
        standing: &Standing,
        act: Act,
        reason: Option<&str>,
    ) -> Result<Question, Refused> {
        let (_, function) = caller.staff()?;
        let glass = standing
            .glass
            .as_ref()
            .filter(|g| act == Act::View || g.act == Act::Edit);
        Ok(Question::Access(Access {
            charter: self.settings().charter,
            on: self.today(),
            act,
            who: Who {
                function,
                relation: standing.relation,
                declarations: caller.declarations(),
            },
            coordinator_present: standing.coordinator_present && glass.is_none(),
            substitute_present: standing.substitute_present && glass.is_none(),
            reason: reason
                .or(glass.map(|g| g.reason.as_str()))
                .and_then(Text::new),
        }))
    }
}
