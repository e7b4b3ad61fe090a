//! What happened in the days before the demonstration is started, so that it begins on a working day and not on an empty desk.
//!
//! It is said here and done elsewhere: whoever lays the demonstration carries each of these out as the person named, by the acts of the program,
//! so that what is left of it is what would be left of real work. Nothing of it touches the families of the three things to try.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use regie_terms::{Charter, Data, Law, Party, Purpose, Right};

use crate::text;

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Happening {
    /// When, in Dutch time; before the day of the demonstration.
    pub at: DateTime,
    /// The login of who did it.
    pub who: &'static str,
    /// In whose dossier: a family, counted from 0 in the order of the demonstration.
    pub family: usize,
    /// What.
    pub what: Deed,
}

/// What somebody did.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Found the dossier exactly while nobody who looks after it was there, gave a reason and looked.
    BreakGlass {
        /// The reason.
        reason: &'static str,
    },
    /// Prepared a disclosure and asked in the portal for consent.
    AskConsent(Sharing),
    /// Agreed, in the portal, to what was asked.
    Agree,
    /// Said no to it there.
    Refuse,
    /// Put a document in, to be looked at again on the day of the demonstration.
    AddDocument(Paper),
    /// Shared without consent because somebody was not safe; telling the family waits.
    ShareForSafety {
        /// What went.
        sharing: Sharing,
        /// Why safety was at stake.
        because: &'static str,
        /// Why telling waits.
        postponed: &'static str,
    },
    /// Wrote down how somebody can be reached safely.
    SafeContact {
        /// Which member of the family.
        about: usize,
        /// The ways that are safe.
        ways: &'static [&'static str],
        /// When.
        hours: &'static str,
        /// Who must not notice.
        hidden_from: &'static str,
    },
    /// Weighed, at the first of these moments that the charter has, how it goes on and which data that takes.
    Weigh {
        /// Which member of the family.
        about: usize,
        /// The moments, by their names in the rule files.
        moments: &'static [&'static str],
        /// What was answered to each question.
        answer: &'static str,
        /// How serious it is, where the charter asks it.
        dimension: &'static str,
        /// Why.
        because: &'static str,
    },
    /// Started a dossier at the front door, for somebody whom a professional referred.
    Start {
        /// Given name.
        given: &'static str,
        /// Surname.
        surname: &'static str,
        /// Years old.
        age: i8,
        /// That there is a question.
        need: &'static str,
        /// Who referred, and as what.
        by: (&'static str, &'static str),
        /// The name of who coordinates it.
        coordinator: &'static str,
    },
    /// Wrote down, on the same day, what they had told already without asking anybody.
    TellFirst(Sharing),
    /// Asked, in the portal, for a right of their own.
    AskRight(Asking),
    /// Asked, in the portal, for a dossier of their own.
    AskApart(Apart),
    /// Wrote down a case meeting.
    Meet(Meeting),
    /// Wrote the support plan, to be looked at again on the day of the demonstration.
    WritePlan(Planning),
}

/// A case meeting about one member of a family.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Which member.
    pub about: usize,
    /// What it was about.
    pub summary: &'static str,
    /// How the family knows.
    pub told: &'static str,
    /// Why whom it is about was not there.
    pub absent: &'static str,
    /// Who came from outside: the kind of party, its name, who, what they brought in and on which ground.
    pub outsider: (
        Party,
        &'static str,
        &'static str,
        &'static str,
        &'static str,
    ),
    /// What was agreed.
    pub agreed: &'static str,
    /// The law.
    pub law: Law,
    /// The basis, with its article.
    pub basis: &'static str,
    /// Why it is needed.
    pub need: &'static str,
}

/// A support plan: everybody was there but one.
#[derive(Clone, Debug)]
pub struct Planning {
    /// Which member of the family it is about.
    pub about: usize,
    /// The goal.
    pub goal: &'static str,
    /// A fact that becomes an agreement, by its category: the first of it about that member.
    pub agreed: Data,
    /// What a partner does: its kind, its name, what.
    pub partner: (Party, &'static str, &'static str),
    /// The law.
    pub law: Law,
    /// The basis, with its article.
    pub basis: &'static str,
    /// Why it is needed.
    pub need: &'static str,
    /// Why the one it is about was not there.
    pub absent: &'static str,
}

/// What goes, to whom and why.
#[derive(Clone, Debug)]
pub struct Sharing {
    /// About which member of the family.
    pub about: usize,
    /// The fact that goes, by its category: the first of it about that member.
    pub fact: Data,
    /// The kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: &'static str,
    /// The purpose.
    pub purpose: Purpose,
    /// The purpose in words the family reads.
    pub words: &'static str,
    /// Why it is needed, why not less, why not another way.
    pub weighing: [&'static str; 3],
}

/// That somebody wants a dossier of their own.
#[derive(Clone, Debug)]
pub struct Apart {
    /// Which member of the family.
    pub about: usize,
    /// Why, in their own words.
    pub words: &'static str,
}

/// A request by which somebody exercises a right.
#[derive(Clone, Debug)]
pub struct Asking {
    /// About which member of the family.
    pub about: usize,
    /// The right.
    pub right: Right,
    /// The fact it is about, by its category: the first of it about that member; none for the whole file.
    pub fact: Option<Data>,
    /// Their own words.
    pub words: &'static str,
}

/// A document.
#[derive(Clone, Debug)]
pub struct Paper {
    /// About which member of the family.
    pub about: usize,
    /// Who else there is something about in it.
    pub others: &'static [usize],
    /// What it is.
    pub title: &'static str,
    /// The law.
    pub law: Law,
    /// The category.
    pub data: Data,
    /// The basis, with its article.
    pub basis: &'static str,
    /// Why it is needed.
    pub need: &'static str,
    /// Why its conclusion alone will not do.
    pub excerpt: &'static str,
}

impl Paper {
    /// The file: one page that says what it is.
    #[must_use]
    pub fn file(&self) -> Vec<u8> {
        crate::paper::pdf(self.title)
    }
}

/// Everything that happened before `today` under a charter, in the order of time. By the law alone nobody gets into a dossier, so nothing did.
pub(crate) fn happened(today: Date, charter: Charter) -> Vec<Happening> {
    if charter == Charter::Wet {
        return Vec::new();
    }
    let at = |days: i32, hour: i8, minute: i8| {
        let day = today.saturating_sub(days.days());
        day.at(hour, minute, 0, 0)
    };
    let one = |at, who, family, what| Happening {
        at,
        who,
        family,
        what,
    };
    let mut all = vec![
        one(
            at(42, 15, 30),
            "kofi",
            4,
            Deed::WritePlan(Planning {
                about: 0,
                goal: "Ilyas hoeft bij een wissel niet tussen zijn ouders te staan.",
                agreed: Data::SupportPlan,
                partner: (
                    Party::School,
                    "Basisschool De Vlieger",
                    "De juf vangt Ilyas op vrijdag na school op.",
                ),
                law: Law::Jeugdwet,
                basis: text::basis(Law::Jeugdwet),
                need: "Zonder plan weet niemand wie wat doet bij de wissel.",
                absent: "Ilyas was op school. Zijn wens is besproken.",
            }),
        ),
        one(
            at(30, 13, 0),
            "kofi",
            4,
            Deed::Meet(Meeting {
                about: 0,
                summary: "Hoe de wissel op vrijdag op school gaat.",
                told: "Beide ouders wisten het vooraf en vonden het goed. Ilyas hoorde het van zijn moeder.",
                absent: "Ilyas is negen. Zijn moeder vertelde wat hij wilde zeggen.",
                outsider: (
                    Party::School,
                    "Basisschool De Vlieger",
                    "Juf Marit",
                    "Ilyas is op vrijdag stil en wil niet naar buiten.",
                    "De ouders vroegen haar dit te vertellen.",
                ),
                agreed: "De juf brengt Ilyas op vrijdag zelf naar de deur.",
                law: Law::Jeugdwet,
                basis: text::basis(Law::Jeugdwet),
                need: "Zonder dit weet niemand wie hem op vrijdag opvangt.",
            }),
        ),
        one(
            at(20, 20, 10),
            "thijs",
            11,
            Deed::AskApart(Apart {
                about: 2,
                words: "Ik wil niet dat de rest van het gezin leest wat ik met jullie bespreek. Ik wil een eigen dossier.",
            }),
        ),
        one(
            at(3, 10, 15),
            "farid",
            7,
            Deed::AskConsent(Sharing {
                about: 0,
                fact: Data::Debts,
                party: Party::HousingAssociation,
                recipient: "Woningcorporatie De Linde",
                purpose: Purpose::DebtHelp,
                words: "Zodat de corporatie weet dat er een regeling komt, en wacht met een deurwaarder.",
                weighing: [
                    "Zonder dit gaat er een deurwaarder op pad.",
                    "Alleen hoeveel schuldeisers er zijn en om hoeveel het gaat.",
                    "De corporatie neemt het alleen van ons aan.",
                ],
            }),
        ),
        one(
            at(3, 14, 5),
            "kofi",
            4,
            Deed::AddDocument(Paper {
                about: 0,
                others: &[1, 2],
                title: "Ouderschapsplan, ondertekend door beide ouders",
                law: Law::Jeugdwet,
                data: Data::FamilySituation,
                basis: text::basis(Law::Jeugdwet),
                need: "Beide ouders verwijzen ernaar in elk gesprek.",
                excerpt: "De ouders zijn het niet eens over wat er staat, dus de woorden zelf zijn nodig.",
            }),
        ),
        one(
            at(3, 14, 30),
            "kofi",
            4,
            Deed::AskConsent(Sharing {
                about: 0,
                fact: Data::SupportPlan,
                party: Party::School,
                recipient: "Basisschool De Vlieger",
                purpose: Purpose::SupplementaryCare,
                words: "Zodat de juf weet dat de wissel op vrijdag via school gaat.",
                weighing: [
                    "De juf ziet Ilyas bij elke wissel.",
                    "Alleen de afspraak over de vrijdag.",
                    "De ouders vertellen het school ieder anders.",
                ],
            }),
        ),
        one(at(2, 9, 10), "sanne", 4, Deed::Agree),
        one(
            at(2, 9, 30),
            "tomasz",
            7,
            Deed::AskRight(Asking {
                about: 0,
                right: Right::Rectification,
                fact: Some(Data::Debts),
                words: "Het zijn er geen elf meer maar negen. Twee schulden zijn betaald.",
            }),
        ),
        one(
            at(2, 11, 5),
            "kofi",
            4,
            Deed::Weigh {
                about: 0,
                moments: &["evaluation", "complex", "later"],
                answer: "Met beide ouders besproken; meer is er nu niet nodig.",
                dimension: "2d",
                because: "De wissel op vrijdag lukt alleen als school meedoet. Daarom gaat het hier verder.",
            },
        ),
        one(at(2, 12, 45), "rachid", 4, Deed::Refuse),
        one(
            at(2, 14, 50),
            "soraya",
            9,
            Deed::SafeContact {
                about: 1,
                ways: &["email", "in-person"],
                hours: "Op werkdagen tussen 9 en 11 uur.",
                hidden_from: "Driss; haar telefoon staat nog op zijn naam.",
            },
        ),
        one(
            at(2, 15, 20),
            "soraya",
            9,
            Deed::ShareForSafety {
                sharing: Sharing {
                    about: 0,
                    fact: Data::Problems,
                    party: Party::VeiligThuis,
                    recipient: "Veilig Thuis",
                    purpose: Purpose::CaseDiscussion,
                    words: "Om samen te bepalen of de begeleide bezoeken veilig zijn.",
                    weighing: [
                        "Veilig Thuis beoordeelt of het contact veilig is.",
                        "Alleen wat Yousra zelf vroeg.",
                        "Vragen aan de ouders maakt het nu gevaarlijker.",
                    ],
                },
                because: "Yousra vraagt naar haar vader, die haar moeder bedreigde.",
                postponed: "Als vader het hoort voor de bezoeken geregeld zijn, loopt moeder gevaar.",
            },
        ),
        one(
            at(2, 16, 40),
            "eline",
            11,
            Deed::TellFirst(Sharing {
                about: 3,
                fact: Data::ParentingProblems,
                party: Party::School,
                recipient: "De mentor van Roos",
                purpose: Purpose::SupplementaryCare,
                words: "Zodat de mentor begrijpt waarom Roos haar huiswerk niet af heeft.",
                weighing: [
                    "De mentor belde en wilde Roos laten nablijven.",
                    "Alleen dat Roos thuis veel doet.",
                    "Er was geen tijd om het eerst te vragen.",
                ],
            }),
        ),
        one(
            at(1, 10, 20),
            "voordeur",
            4,
            Deed::Start {
                given: "Joke",
                surname: "Voorbeeld",
                age: 67,
                need: "Er is een vraag over hulp in het huishouden.",
                by: ("S. Praktijk", "praktijkondersteuner van de huisarts"),
                coordinator: "Agata Nowicka",
            },
        ),
        one(at(1, 19, 30), "tomasz", 7, Deed::Agree),
    ];
    // Only there may a colleague look with a reason when nobody is there.
    if charter == Charter::Utrecht {
        all.push(one(at(1, 21, 10), "kofi", 8, Deed::BreakGlass {
            reason: "Truus stond buiten en wist haar huis niet meer. De politie belde de avonddienst en wilde weten wie haar mentor is.",
        }));
    }
    all
}
