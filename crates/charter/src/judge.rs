//! Judging a situation by a book: conclude facts, see which rules apply, weigh them.
//!
//! What decides is here in four sentences: a prohibition that applies outweighs every permission; without a
//! permission the answer is no; with one, everything still missing is listed; only when nothing is missing may it
//! happen, and the duties follow.

use jiff::civil::Date;
use regie_terms::{
    Charter, Consenter, Consulted, Declaration, DutyWord, Keep, NeedWord, NeededForm, Outcome,
    Relation, Set, Terms,
};

use crate::book::{Book, Judging, Test};
use crate::fact::{DERIVED, Fact, Facts, Named};
use crate::format::ConsultedAbout;
use crate::reasons::Reasons;
use crate::rule::NeedRule;
use crate::situation::Situation;
use crate::term::{Days, Running, running};

/// What was decided, small and without texts. [`crate::Charters::answer`] writes it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The charter that decides.
    pub charter: Charter,
    /// The first day of its version.
    pub version: Date,
    /// Whether it may happen.
    pub outcome: Outcome,
    /// What is missing.
    pub needs: Set<NeedWord>,
    /// What must follow.
    pub duties: Set<DutyWord>,
    /// Whose consent is missing.
    pub consent_of: Set<Consenter>,
    /// The form it must have.
    pub consent_form: NeededForm,
    /// With whom it still has to be talked over.
    pub consult_with: Set<Consulted>,
    /// Whether either of them will do.
    pub consult_any: bool,
    /// Whether without naming the client.
    pub consult_anonymised: bool,
    /// Which declarations are missing.
    pub declarations: Set<Declaration>,
    /// Who reviews.
    pub review_by: Set<Relation>,
    /// Within how many hours it is reported.
    pub within_hours: Option<u16>,
    /// Until when a file is kept, where an agreement or a law says so.
    pub keep: Option<Keep>,
    /// By when a request is answered and carried out.
    pub terms: Option<Terms>,
    pub(crate) days: Days,
    pub(crate) reasons: Reasons,
    pub(crate) book: usize,
}

/// How a rule stands to a situation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Applies {
    Yes,
    No,
    /// It would, were it not for a concluded fact: the rule that concluded it carries the weight.
    Lifted,
}

impl Test {
    pub(crate) fn applies(&self, facts: &Facts, it: &Situation) -> Applies {
        if !self.when.iter().all(|fact| facts.has(*fact))
            || (!self.any.is_empty() && !self.any.iter().any(|fact| facts.has(*fact)))
        {
            return Applies::No;
        }
        if let Some(row) = &self.row {
            let data = it.data.bits();
            // A row that names its data fits only when there are data, and no others.
            let fits = (row.giver == u64::MAX || row.giver & it.from.bits() != 0)
                && (row.receiver == u64::MAX || row.receiver & it.to.bits() != 0)
                && (row.purpose == u64::MAX || row.purpose & it.purpose.bits() != 0)
                && (row.data == u64::MAX || (data != 0 && data & !row.data == 0));
            if !fits {
                return Applies::No;
            }
        }
        if self.unless.iter().any(|fact| facts.has(*fact)) {
            Applies::No
        } else if self.unless_derived.iter().any(|(fact, _)| facts.has(*fact)) {
            Applies::Lifted
        } else {
            Applies::Yes
        }
    }
}

/// What was concluded on the way, and by which rules.
struct Concluded {
    facts: Facts,
    /// For every derived fact the rules it rests on.
    rests_on: [Reasons; DERIVED],
    asked: Set<Consenter>,
    asked_by: Reasons,
    /// Rules that took something away.
    lifted: Reasons,
    /// Those of them that took away a permission.
    barred: Reasons,
    running: Running,
}

impl Concluded {
    fn from(book: &Book, it: &Situation) -> Concluded {
        let mut so_far = Concluded {
            facts: it.facts,
            rests_on: [Reasons::NONE; DERIVED],
            asked: Set::EMPTY,
            asked_by: Reasons::NONE,
            lifted: Reasons::NONE,
            barred: Reasons::NONE,
            running: Running::NONE,
        };
        for rule in &book.concluding {
            match rule.test.applies(&so_far.facts, it) {
                Applies::No => {}
                Applies::Lifted => {
                    let by = so_far.lifters(&rule.test);
                    so_far.lifted.add(&by);
                }
                Applies::Yes => {
                    let mut rests_on = so_far.behind(&rule.test);
                    rests_on.insert(usize::from(rule.bit));
                    if let Some((number, place)) = rule.fact {
                        so_far.facts.insert_index(usize::from(number));
                        if let Some(reasons) = so_far.rests_on.get_mut(place) {
                            reasons.add(&rests_on);
                        }
                    }
                    if !rule.ask.is_empty() {
                        so_far.asked = so_far.asked.or(rule.ask);
                        so_far.asked_by.add(&rests_on);
                    }
                }
            }
        }
        let asked = |of: Set<Consenter>| !so_far.asked.and(of).is_empty();
        let (on_paper, refused) = (asked(it.on_paper), asked(it.refused));
        so_far.facts.insert_if(on_paper, Named::ConsentInWriting);
        so_far.facts.insert_if(refused, Named::ConsentRefused);
        if !book.timed.is_empty() {
            so_far.running = running(&book.timed, &so_far.facts, it);
            if let Some(keep) = so_far.running.keep {
                so_far.facts.insert(Fact::Named(Named::TermSet));
                so_far.facts.insert_if(it.on > keep.until, Named::TermOver);
            }
        }
        so_far
    }

    /// The rules behind the concluded facts a test builds on.
    fn behind(&self, test: &Test) -> Reasons {
        let mut reasons = Reasons::NONE;
        for (fact, place) in &test.builds_on {
            if self.facts.has(*fact)
                && let Some(rests_on) = self.rests_on.get(*place)
            {
                reasons.add(rests_on);
            }
        }
        reasons
    }

    /// The rules behind the concluded facts that keep a rule from applying.
    fn lifters(&self, test: &Test) -> Reasons {
        let mut reasons = Reasons::NONE;
        for (fact, place) in &test.unless_derived {
            if self.facts.has(*fact)
                && let Some(rests_on) = self.rests_on.get(*place)
            {
                reasons.add(rests_on);
            }
        }
        reasons
    }
}

/// Decides.
pub(crate) fn judge(book: &Book, number: usize, it: &Situation) -> Decision {
    let mut concluded = Concluded::from(book, it);
    let mut applying = Reasons::NONE;
    let mut outweighed = Reasons::NONE;
    for rule in &book.judging {
        match rule.test.applies(&concluded.facts, it) {
            Applies::No => {}
            Applies::Lifted => {
                let by = concluded.lifters(&rule.test);
                concluded.lifted.add(&by);
                if book.permits.has(rule.bit) {
                    concluded.barred.add(&by);
                }
            }
            Applies::Yes => {
                applying.insert(usize::from(rule.bit));
                outweighed.add(&rule.outweighs);
            }
        }
    }
    let applying = applying.without(&outweighed);
    let mut decision = Decision {
        charter: book.charter,
        version: book.version,
        outcome: Outcome::Prohibited,
        needs: Set::EMPTY,
        duties: Set::EMPTY,
        consent_of: Set::EMPTY,
        consent_form: NeededForm::Any,
        consult_with: Set::EMPTY,
        consult_any: true,
        consult_anonymised: false,
        declarations: Set::EMPTY,
        review_by: Set::EMPTY,
        within_hours: None,
        keep: concluded.running.keep,
        terms: concluded.running.terms,
        days: it.days,
        reasons: applying.and(&book.says),
        book: number,
    };
    let prohibits = applying.and(&book.prohibits);
    let mut permits = applying.and(&book.permits);
    if permits.is_empty() {
        permits = applying.and(&book.permits_otherwise);
    }
    if !prohibits.is_empty() {
        decision.reasons.add(&prohibits);
        if prohibits.without(&book.of_law).is_empty() {
            // The charter would let it through and the law does not: both are named.
            decision.reasons.add(&permits.without(&book.of_law));
        }
    } else if permits.is_empty() {
        decision.reasons.add(&applying.and(&book.otherwise));
        decision.reasons.add(&concluded.barred);
    } else {
        decision.reasons.add(&permits);
        decision.reasons.add(&concluded.lifted);
        weigh_needs(book, &applying, it, &concluded, &mut decision);
    }
    // A term stands whatever the answer is.
    decision.reasons.add(&concluded.running.reasons);
    if decision.outcome != Outcome::Prohibited {
        decision
            .reasons
            .add(&applying.and(&book.says_unless_prohibited));
    }
    if decision.outcome != Outcome::Incomplete {
        duties(book, &applying, &mut decision);
    }
    for rule in &book.timed {
        if decision.reasons.has(rule.bit) {
            decision.reasons.add(&concluded.behind(&rule.test));
        }
    }
    for rule in &book.judging {
        if !rule.test.builds_on.is_empty() && decision.reasons.has(rule.bit) {
            let behind = concluded.behind(&rule.test);
            decision.reasons.add(&behind);
        }
    }
    decision
}

/// Which needs stand open. A need for the consent of nobody is an error in the rules, and such a rule refuses.
fn weigh_needs(
    book: &Book,
    applying: &Reasons,
    it: &Situation,
    concluded: &Concluded,
    decision: &mut Decision,
) {
    decision.outcome = Outcome::Permitted;
    let mut refuses = Reasons::NONE;
    let mut consent = false;
    for rule in &book.judging {
        let Some((need, met)) = &rule.need else {
            continue;
        };
        if !applying.has(rule.bit) {
            continue;
        }
        decision.reasons.insert(usize::from(rule.bit));
        let open = match need.what {
            NeedWord::Consent => {
                decision.reasons.add(&concluded.asked_by);
                consent = true;
                decision.consent_form = decision.consent_form.max(need.form);
                if concluded.asked.is_empty() {
                    refuses.insert(usize::from(rule.bit));
                }
                false
            }
            NeedWord::Consultation => consultation(need, it, decision),
            NeedWord::Declaration => {
                let missing = need.of.without(it.declared);
                decision.declarations = decision.declarations.or(missing);
                !missing.is_empty()
            }
            _ => !met.iter().any(|fact| concluded.facts.has(*fact)),
        };
        if open {
            decision.needs.insert(need.what);
        }
    }
    if consent {
        // The strictest form asked is the one that counts.
        let given = match decision.consent_form {
            NeededForm::Any => it.given,
            NeededForm::Written => it.given_in_writing,
        };
        decision.consent_of = concluded.asked.without(given);
        if !decision.consent_of.is_empty() {
            decision.needs.insert(NeedWord::Consent);
        }
    }
    if !refuses.is_empty() {
        decision.outcome = Outcome::Prohibited;
        decision.needs = Set::EMPTY;
        decision.reasons = refuses;
    } else if !decision.needs.is_empty() {
        decision.outcome = Outcome::Incomplete;
    }
}

/// Whether somebody still has to be consulted.
fn consultation(need: &NeedRule, it: &Situation, decision: &mut Decision) -> bool {
    let consulted = match need.about {
        ConsultedAbout::Unavoidable => it.consulted_on_unavoidable,
        // Talking it over by name counts for nothing where it had to be without.
        ConsultedAbout::Safety if need.anonymised && !it.consulted_anonymously => Set::EMPTY,
        ConsultedAbout::Safety => it.consulted,
    };
    let missing = if need.any_of && !need.with.and(consulted).is_empty() {
        Set::EMPTY
    } else {
        need.with.without(consulted)
    };
    if missing.is_empty() {
        return false;
    }
    decision.consult_with = decision.consult_with.or(missing);
    decision.consult_any &= need.any_of;
    decision.consult_anonymised |= need.anonymised;
    true
}

fn duties(book: &Book, applying: &Reasons, decision: &mut Decision) {
    let follows = |rule: &&Judging| {
        applying.has(rule.bit) && rule.duty.is_some_and(|duty| duty.after == decision.outcome)
    };
    let mut set = decision.duties;
    let mut by = decision.review_by;
    let mut hours = decision.within_hours;
    let mut reasons = decision.reasons;
    for rule in book.judging.iter().filter(follows) {
        let Some(duty) = rule.duty else { continue };
        set.insert(duty.what);
        by = by.or(duty.by);
        hours = hours.into_iter().chain(duty.within_hours).min();
        reasons.insert(usize::from(rule.bit));
    }
    decision.duties = set;
    decision.review_by = by;
    decision.within_hours = hours;
    decision.reasons = reasons;
}
