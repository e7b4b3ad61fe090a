//! From a question to the facts that hold. Here is no policy: only what the question says, in named facts.

use jiff::civil::Date;
use regie_terms::{
    Access, ActQuestion, Age, Breach, Charter, Consent, ConsentQuestion, Consenter, Consulted,
    Data, Declaration, Disclosure, Party, Purpose, QuestionKind, Recording, Request, Retention,
    Safety, Set, Subject, Weighing, years,
};

use crate::fact::{Fact, Facts, Named};
use crate::format::Asked;
use crate::standing::standing;
use crate::term::Days;

/// What a question says, in the form the engine judges.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation {
    pub(crate) charter: Charter,
    pub(crate) on: Date,
    pub(crate) asked: Asked,
    pub(crate) facts: Facts,
    pub(crate) from: Set<Party>,
    pub(crate) to: Set<Party>,
    pub(crate) purpose: Set<Purpose>,
    pub(crate) data: Set<Data>,
    /// Who consented, in whatever form, and did not take it back.
    pub(crate) given: Set<Consenter>,
    /// Who did so in writing.
    pub(crate) given_in_writing: Set<Consenter>,
    /// Of whom there is a form to keep, if only of one of several holders.
    pub(crate) on_paper: Set<Consenter>,
    /// Of whom somebody said no, or took a consent back.
    pub(crate) refused: Set<Consenter>,
    pub(crate) consulted: Set<Consulted>,
    pub(crate) consulted_anonymously: bool,
    pub(crate) consulted_on_unavoidable: Set<Consulted>,
    pub(crate) declared: Set<Declaration>,
    /// What terms count from.
    pub(crate) days: Days,
}

impl Situation {
    fn new(charter: Charter, on: Date, asked: Asked) -> Situation {
        Situation {
            charter,
            on,
            asked,
            facts: Facts::default(),
            from: Set::EMPTY,
            to: Set::EMPTY,
            purpose: Set::EMPTY,
            data: Set::EMPTY,
            given: Set::EMPTY,
            given_in_writing: Set::EMPTY,
            on_paper: Set::EMPTY,
            refused: Set::EMPTY,
            consulted: Set::EMPTY,
            consulted_anonymously: false,
            consulted_on_unavoidable: Set::EMPTY,
            declared: Set::EMPTY,
            days: Days::None,
        }
    }

    pub(crate) fn of_disclosure(q: &Disclosure) -> Situation {
        let mut it = Situation::new(q.charter, q.on, Asked::Question(QuestionKind::Disclosure));
        it.subject(&q.subject);
        it.purpose(q.purpose);
        it.data(q.data);
        it.weighing(&q.weighing);
        it.consents(&q.consents, &q.subject);
        it.safety(q.safety.as_ref());
        it.from = Set::from([q.from.party]);
        it.to = Set::from([q.to.party]);
        let facts = &mut it.facts;
        facts.insert(Fact::Law(q.law));
        facts.insert(Fact::From(q.from.party));
        facts.insert(Fact::To(q.to.party));
        facts.insert(Fact::ToRelation(q.to.relation));
        facts.insert(Fact::Conversation(q.conversation));
        facts.insert_if(q.to.partner, Named::ReceiverIsPartner);
        facts.insert_if(q.anonymous, Named::Anonymous);
        facts.insert_if(q.confronted, Named::Confronted);
        if let Some(unavoidable) = &q.unavoidable {
            facts.insert_if(unavoidable.because.is_some(), Named::UnavoidableClaimed);
            it.consulted_on_unavoidable = unavoidable.consulted;
        }
        it
    }

    pub(crate) fn of_recording(q: &Recording) -> Situation {
        let mut it = Situation::new(q.charter, q.on, Asked::Question(QuestionKind::Recording));
        it.subject(&q.subject);
        it.purpose(q.purpose);
        it.data(q.data);
        it.weighing(&q.weighing);
        it.consents(&q.consents, &q.subject);
        it.safety(q.safety.as_ref());
        let facts = &mut it.facts;
        facts.insert(Fact::Law(q.law));
        facts.insert(Fact::About(q.about));
        facts.insert(Fact::Moment(q.moment));
        facts.insert(Fact::Kind(q.kind));
        facts.insert_if(q.agrees_to_help, Named::AgreesToHelp);
        facts.insert_if(q.told_client, Named::ToldClient);
        facts.insert_if(q.anonymous, Named::Anonymous);
        facts.insert_if(q.legal_ground.is_some(), Named::LegalGroundGiven);
        it
    }

    pub(crate) fn of_access(q: &Access) -> Situation {
        let mut it = Situation::new(q.charter, q.on, Asked::Question(QuestionKind::Access));
        let facts = &mut it.facts;
        facts.insert(Fact::Act(q.act));
        facts.insert(Fact::Function(q.who.function));
        facts.insert(Fact::Relation(q.who.relation));
        facts.insert_if(q.coordinator_present, Named::CoordinatorPresent);
        facts.insert_if(q.substitute_present, Named::SubstitutePresent);
        facts.insert_if(q.reason.is_some(), Named::ReasonGiven);
        it.declared = q.who.declarations;
        it
    }

    pub(crate) fn of_consent(q: &ConsentQuestion) -> Situation {
        let mut it = Situation::new(q.charter, q.on, Asked::Question(QuestionKind::Consent));
        it.subject(&q.subject);
        it.data(q.data);
        it
    }

    pub(crate) fn of_retention(q: &Retention) -> Situation {
        let mut it = Situation::new(q.charter, q.on, Asked::Question(QuestionKind::Retention));
        it.facts.insert(Fact::Law(q.law));
        it.facts.insert(Fact::File(q.file));
        for hold in q.holds.iter() {
            it.facts.insert(Fact::Hold(hold));
        }
        it.days = Days::File {
            closed: q.closed,
            last_change: q.last_change,
            set: q.set,
        };
        it
    }

    pub(crate) fn of_request(q: &Request) -> Situation {
        let mut it = Situation::new(q.charter, q.on, Asked::Question(QuestionKind::Request));
        it.subject(&q.subject);
        // Asking is agreeing: whoever makes the request acts for this subject.
        it.given = q.by;
        it.days = Days::Request {
            received: q.received,
        };
        let facts = &mut it.facts;
        facts.insert(Fact::Right(q.right));
        facts.insert(Fact::RequestAbout(q.about));
        if let Some(refusal) = q.refusal {
            facts.insert(Fact::Refusal(refusal));
        }
        if let Some(law) = q.law {
            facts.insert(Fact::Law(law));
        }
        facts.insert_if(q.signed, Named::Signed);
        facts.insert_if(q.identity_established, Named::IdentityEstablished);
        facts.insert_if(q.extended_because.is_some(), Named::MoreTimeExplained);
        it
    }

    pub(crate) fn of_breach(q: &Breach) -> Situation {
        let mut it = Situation::new(q.charter, q.on, Asked::Question(QuestionKind::Breach));
        let facts = &mut it.facts;
        if let Some(risk) = q.risk {
            facts.insert(Fact::Risk(risk));
        }
        facts.insert_if(q.lost, Named::Lost);
        facts.insert_if(q.unlawful, Named::Unlawful);
        facts.insert_if(q.sensitive, Named::Sensitive);
        facts.insert_if(q.many, Named::Many);
        facts.insert_if(q.high_impact, Named::HighImpact);
        facts.insert_if(q.destroyed_or_affected, Named::DestroyedOrAffected);
        facts.insert_if(q.unintelligible, Named::Unintelligible);
        facts.insert_if(q.may_suffer, Named::MaySuffer);
        facts.insert_if(q.can_protect_self, Named::CanProtectSelf);
        it
    }

    pub(crate) fn of_act(q: &ActQuestion) -> Situation {
        let mut it = Situation::new(q.charter, q.on, Asked::Act);
        it.facts.insert(Fact::DeskAct(q.act));
        it.facts.insert(Fact::Function(q.function));
        it.facts.insert(Fact::Relation(q.relation));
        it.declared = q.declarations;
        let over = q.closed.is_some_and(|closed| years(closed, q.on) >= 2);
        it.facts.insert_if(over, Named::ClosedTwoYearsAgo);
        it
    }

    fn subject(&mut self, subject: &Subject) {
        let facts = &mut self.facts;
        let age = Age::on(subject.born, self.on);
        facts.insert(Fact::Named(match age {
            Age::Under12 => Named::SubjectUnder12,
            Age::From12To15 => Named::Subject12To15,
            Age::From16 => Named::Subject16OrOver,
        }));
        facts.insert_if(age != Age::From16, Named::SubjectUnder16);
        facts.insert_if(subject.can_weigh, Named::SubjectCanWeigh);
        facts.insert_if(!subject.can_weigh, Named::SubjectCannotWeigh);
        for representative in subject.represented_by.iter() {
            facts.insert(Fact::RepresentedBy(representative));
        }
    }

    fn purpose(&mut self, purpose: Option<Purpose>) {
        if let Some(purpose) = purpose {
            self.facts.insert(Fact::Purpose(purpose));
            self.facts.insert(Fact::Named(Named::PurposeGiven));
            self.purpose = Set::from([purpose]);
        }
    }

    fn data(&mut self, data: Set<Data>) {
        self.data = data;
        for category in data.iter() {
            self.facts.insert(Fact::Data(category));
        }
    }

    fn weighing(&mut self, weighing: &Weighing) {
        let facts = &mut self.facts;
        facts.insert_if(weighing.necessity.is_some(), Named::NecessityGiven);
        facts.insert_if(
            weighing.proportionality.is_some(),
            Named::ProportionalityGiven,
        );
        facts.insert_if(weighing.subsidiarity.is_some(), Named::SubsidiarityGiven);
    }

    fn safety(&mut self, safety: Option<&Safety>) {
        let Some(safety) = safety else { return };
        self.facts.insert(Fact::SafetyOf(safety.of));
        self.facts.insert(Fact::ClientTold(safety.client));
        self.facts.insert_if(
            safety.postponed_because.is_some(),
            Named::PostponementExplained,
        );
        self.consulted = safety.consulted;
        self.consulted_anonymously = safety.anonymised;
    }

    fn consents(&mut self, consents: &[Consent], subject: &Subject) {
        for consenter in Consenter::ALL {
            let given = standing(consents, *consenter, subject, self.on);
            if given.any {
                self.given.insert(*consenter);
            }
            if given.written {
                self.given_in_writing.insert(*consenter);
            }
            if given.on_paper {
                self.on_paper.insert(*consenter);
            }
            if given.refused {
                self.refused.insert(*consenter);
            }
        }
    }
}
