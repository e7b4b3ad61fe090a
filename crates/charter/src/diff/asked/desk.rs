//! Opening a dossier, acts of the desk, and who agrees.

use regie_terms::{
    Access, Act, ActQuestion, ConsentQuestion, Data, Declaration, DeskAct, Function, Question,
    Relation, Set, Text, Who,
};

use super::{Ask, Asked, PEOPLE, Probe, x};

impl Asked {
    pub(super) fn access(&mut self) {
        for function in Function::ALL {
            for relation in Relation::ALL {
                for act in Act::ALL {
                    for (away, there) in [("both away", false), ("both there", true)] {
                        let question =
                            self.opening(*function, *relation, *act, there, x(), Set::all());
                        self.put(
                            "access",
                            format!("{act}: {function}, {relation}, {away}, with a reason"),
                            question,
                        );
                    }
                }
            }
            let question = self.opening(
                *function,
                Relation::Involved,
                Act::View,
                true,
                None,
                Set::all(),
            );
            self.put(
                "access",
                format!("view: {function}, involved, without a reason"),
                question,
            );
        }
        for declaration in Declaration::ALL {
            let signed = Set::from([*declaration]);
            let question = self.opening(
                Function::Professional,
                Relation::Coordinator,
                Act::View,
                true,
                None,
                signed,
            );
            self.put(
                "access",
                format!("view: coordinator who signed {declaration} alone"),
                question,
            );
        }
    }

    fn opening(
        &self,
        function: Function,
        relation: Relation,
        act: Act,
        there: bool,
        reason: Option<Text>,
        declarations: Set<Declaration>,
    ) -> Question {
        Question::Access(Access {
            charter: self.side.charter,
            on: self.side.on,
            act,
            who: Who {
                function,
                relation,
                declarations,
            },
            coordinator_present: there,
            substitute_present: there,
            reason,
        })
    }

    pub(super) fn acts(&mut self) {
        for act in DeskAct::ALL {
            for function in Function::ALL {
                for relation in [Relation::Coordinator, Relation::None] {
                    for (signed, declarations) in [
                        ("all signed", Set::all()),
                        (
                            "confidentiality signed",
                            Set::from([Declaration::Confidentiality]),
                        ),
                    ] {
                        self.probes.push(Probe {
                            subject: "acts",
                            says: format!("{act}: {function}, {relation}, {signed}"),
                            ask: Ask::Act(ActQuestion {
                                charter: self.side.charter,
                                on: self.side.on,
                                act: *act,
                                function: *function,
                                relation,
                                declarations,
                                closed: None,
                            }),
                        });
                    }
                }
            }
        }
    }

    pub(super) fn consent(&mut self) {
        for (who, age, can_weigh, by) in PEOPLE {
            for data in [Data::HelpRequest, Data::Health, Data::Debts] {
                let question = Question::Consent(ConsentQuestion {
                    charter: self.side.charter,
                    on: self.side.on,
                    subject: self.subject(age, can_weigh, by),
                    data: Set::from([data]),
                });
                self.put("consent", format!("{data} of {who}"), question);
            }
        }
    }
}
