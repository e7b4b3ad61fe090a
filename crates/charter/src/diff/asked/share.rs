//! Sharing, and every row of KE-IV.

use regie_terms::{
    ConsentForm, Conversation, Data, Disclosure, Giver, Law, Party, Purpose, Question, Receiver,
    ReceiverRelation, Set, Unavoidable, Weighing,
};

use super::{Asked, PEOPLE, consulted, dangers, x};
use crate::fact::{Fact, Named};
use crate::load::Library;

impl Asked {
    fn sharing(&self) -> Disclosure {
        Disclosure {
            charter: self.side.charter,
            on: self.side.on,
            law: Law::Jeugdwet,
            subject: self.subject(30, true, None),
            from: Giver {
                party: Party::NeighbourhoodTeam,
            },
            to: Receiver {
                party: Party::School,
                relation: ReceiverRelation::Other,
                partner: true,
            },
            purpose: Some(Purpose::SupplementaryCare),
            data: Set::from([Data::HelpRequest]),
            weighing: Weighing {
                necessity: x(),
                proportionality: x(),
                subsidiarity: x(),
            },
            conversation: Conversation::NotTried,
            consents: Vec::new(),
            safety: None,
            anonymous: false,
            confronted: false,
            unavoidable: None,
        }
    }

    fn share(&mut self, says: impl Into<String>, change: impl FnOnce(&mut Disclosure)) {
        let mut question = self.sharing();
        change(&mut question);
        self.put("disclosure", says, Question::Disclosure(question));
    }

    pub(super) fn disclosure(&mut self) {
        for party in Party::ALL {
            self.share(format!("to {party}, no consent"), |q| q.to.party = *party);
            let consents = self.yes(ConsentForm::Oral);
            self.share(
                format!("to {party}, a spoken yes, conversation held"),
                |q| {
                    q.to.party = *party;
                    q.consents = consents;
                    q.conversation = Conversation::Held;
                },
            );
        }
        for purpose in Purpose::disclosure() {
            self.share(format!("for {purpose}, no consent"), |q| {
                q.purpose = Some(*purpose)
            });
            self.share(format!("for {purpose}, under the Wmo, no consent"), |q| {
                q.purpose = Some(*purpose);
                q.law = Law::Wmo;
            });
        }
        for purpose in [Purpose::Learning, Purpose::PolicyFigures, Purpose::Other] {
            self.share(format!("for {purpose}, anonymous"), |q| {
                q.purpose = Some(purpose);
                q.anonymous = true;
            });
        }
        self.share("nothing weighed, no purpose", |q| {
            q.purpose = None;
            q.weighing = Weighing::default();
        });
        for data in Data::ALL {
            for form in [ConsentForm::Oral, ConsentForm::Written] {
                let consents = self.yes(form);
                self.share(format!("{data}, consent {form}, conversation held"), |q| {
                    q.data = Set::from([*data]);
                    q.consents = consents;
                    q.conversation = Conversation::Held;
                });
            }
        }
        for (who, age, can_weigh, by) in PEOPLE {
            let subject = self.subject(age, can_weigh, by);
            self.share(format!("about {who}"), |q| q.subject = subject);
        }
        let consents = self.yes(ConsentForm::Written);
        self.share("to no partner, on paper", |q| {
            q.consents = consents;
            q.conversation = Conversation::Failed;
            q.to.partner = false;
        });
        self.share("Veilig Thuis asks", |q| {
            q.to.party = Party::VeiligThuis;
            q.purpose = Some(Purpose::AnswerVeiligThuis);
        });
        self.share("enforcement, put to the client", |q| {
            q.to.party = Party::Police;
            q.purpose = Some(Purpose::Enforcement);
            q.confronted = true;
        });
        for (says, consulted) in consulted() {
            self.share(format!("unavoidable, {says} consulted"), |q| {
                q.unavoidable = Some(Unavoidable {
                    because: x(),
                    consulted,
                });
            });
        }
        for (says, safety) in dangers() {
            self.share(says, |q| q.safety = Some(safety));
        }
    }

    pub(super) fn rows(&mut self, library: &Library) {
        let row = |fact| matches!(fact, Some(Named::RowWithoutConsent | Named::RowWithConsent));
        for rule in library.rules.iter().filter(|rule| row(rule.fact)) {
            let it = &rule.condition;
            let (Some(givers), Some(purposes)) = (it.giver, it.purpose) else {
                continue;
            };
            let Some(from) = givers.iter().next() else {
                continue;
            };
            let law = it.when.iter().find_map(|fact| match fact {
                Fact::Law(law) => Some(*law),
                _ => None,
            });
            let relation = it.when.iter().chain(&it.any).find_map(|fact| match fact {
                Fact::ToRelation(relation) => Some(*relation),
                _ => None,
            });
            let receivers = it
                .receiver
                .unwrap_or_else(|| Set::from([Party::Gp, Party::ParentOrGuardian]));
            for purpose in purposes.iter() {
                for to in receivers.iter() {
                    let says = format!("row {}: {purpose}, {from} to {to}", rule.id);
                    self.share(says, |q| {
                        q.law = law.unwrap_or(Law::Wmo);
                        q.from.party = from;
                        (q.to.party, q.to.relation) =
                            (to, relation.unwrap_or(ReceiverRelation::Other));
                        q.purpose = Some(purpose);
                        q.data = it.data.unwrap_or_else(|| Set::from([Data::Problems]));
                    });
                }
            }
        }
    }
}
