//! Recording.

use regie_terms::{About, Data, Kind, Law, Moment, Purpose, Question, Recording, Set, Weighing};

use super::{Asked, PEOPLE, dangers, x};

impl Asked {
    fn record(&mut self, says: impl Into<String>, change: impl FnOnce(&mut Recording)) {
        let mut question = Recording {
            charter: self.side.charter,
            on: self.side.on,
            law: Law::Wmo,
            subject: self.subject(30, true, None),
            about: About::Client,
            moment: Moment::Later,
            kind: Kind::What,
            purpose: Some(Purpose::Support),
            data: Set::from([Data::HelpRequest]),
            weighing: Weighing {
                necessity: x(),
                proportionality: x(),
                subsidiarity: x(),
            },
            consents: Vec::new(),
            agrees_to_help: true,
            told_client: true,
            safety: None,
            anonymous: false,
            legal_ground: None,
        };
        change(&mut question);
        self.put("recording", says, Question::Recording(question));
    }

    pub(super) fn recording(&mut self) {
        for law in Law::ALL {
            self.record(format!("help not agreed to, {law}"), |q| {
                q.law = *law;
                q.agrees_to_help = false;
            });
            for data in Data::ALL {
                self.record(format!("{data}, {law}"), |q| {
                    q.law = *law;
                    q.data = Set::from([*data]);
                });
            }
        }
        for data in Data::ALL {
            self.record(format!("{data}, on a named article"), |q| {
                q.data = Set::from([*data]);
                q.legal_ground = x();
            });
            self.record(format!("{data} of somebody around the client"), |q| {
                q.data = Set::from([*data]);
                q.about = About::InvolvedPerson;
            });
        }
        for moment in Moment::ALL {
            for kind in Kind::ALL {
                self.record(format!("{kind}, {moment}"), |q| {
                    (q.kind, q.moment) = (*kind, *moment)
                });
            }
        }
        for (who, age, can_weigh, by) in PEOPLE {
            let subject = self.subject(age, can_weigh, by);
            self.record(format!("health of {who}"), |q| {
                q.subject = subject;
                q.data = Set::from([Data::Health]);
            });
        }
        self.record("not told at the start, nothing weighed, no purpose", |q| {
            q.told_client = false;
            q.weighing = Weighing::default();
            q.purpose = None;
        });
        for (says, safety) in dangers() {
            self.record(says, |q| q.safety = Some(safety));
        }
    }
}
