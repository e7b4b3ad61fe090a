//! Table KE-IV, written down once more and by hand, and every combination of giver, receiver,
//! relation and purpose walked against it under every charter: who asks consent where.
#![allow(clippy::unwrap_used, reason = "tests")]

use jiff::civil::{Date, date};
use regie_charter::Charters;
use regie_terms::*;

/// What the table says of a case.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Row {
    /// A row fits and asks no consent.
    Free,
    /// A row fits and asks consent, or no row fits.
    Consent,
}

const ON: Date = date(2026, 11, 21);

/// What a row may hold; `None` is "necessary": whatever the weighing needs.
fn data(purpose: Purpose, from: Party) -> Option<Vec<Data>> {
    use Data::*;
    Some(match purpose {
        Purpose::RegisterYouthHelp => vec![Identity, YouthHelpBasics],
        Purpose::InvestigateAbuse => vec![Identity, YouthHelpBasics, Health],
        Purpose::InvestigateProtectionMeasure => vec![Identity, DevelopmentThreat, Health],
        Purpose::CarryOutYouthHelp if from == Party::Municipality => vec![Problems, Health],
        Purpose::AlignProvisions => vec![Identity, Provision],
        Purpose::CarryOutYouthHelp | Purpose::MedicalYouthHelp => {
            vec![Identity, HelpRequest, CarePlan, Health, Provision]
        }
        Purpose::DeployHelpInProtectionMeasure | Purpose::DeployHelpInProbation => {
            vec![Identity, HelpDetermination]
        }
        Purpose::CarryOutProtectionMeasure | Purpose::CarryOutProbation => {
            vec![Identity, MeasurePlan]
        }
        Purpose::CarryOutSupervisionOrder => return None,
        _ => vec![Invoice],
    })
}

/// The last column, for a case whose data fit and whose subject is `under_16` or not.
fn row(purpose: Purpose, from: Party, to: Party, relation: ReceiverRelation, young: bool) -> Row {
    use Party::{
        BehaviouralScientist, CertifiedInstitution, ChildProtectionBoard, Family, MedicalProvider,
        Municipality, ParentOrGuardian, PreventionProvider, School, SocialNetwork, VeiligThuis,
        YouthCareProvider,
    };
    let care = matches!(to, YouthCareProvider | MedicalProvider);
    let near = relation != ReceiverRelation::Other;
    let free = match (purpose, from) {
        (Purpose::RegisterYouthHelp | Purpose::CarryOutYouthHelp, Municipality) => care,
        (Purpose::InvestigateAbuse, Municipality) => to == VeiligThuis,
        (Purpose::InvestigateProtectionMeasure, Municipality) => to == ChildProtectionBoard,
        (Purpose::AlignProvisions, Municipality) => to == School,
        (Purpose::CarryOutYouthHelp, YouthCareProvider)
        | (Purpose::MedicalYouthHelp, MedicalProvider) => near || (young && to == ParentOrGuardian),
        (
            Purpose::DeployHelpInProtectionMeasure | Purpose::DeployHelpInProbation,
            CertifiedInstitution,
        ) => to == Municipality,
        (Purpose::CarryOutProtectionMeasure | Purpose::CarryOutProbation, CertifiedInstitution) => {
            // The name goes with the plan to care providers alone; to a parent only the plan.
            care
        }
        (Purpose::CarryOutSupervisionOrder, giver) => {
            to == CertifiedInstitution
                && !matches!(giver, Family | SocialNetwork | ParentOrGuardian)
        }
        (Purpose::FinancePrevention, PreventionProvider)
        | (Purpose::FinanceYouthHelp | Purpose::FinanceHelpInMeasure, YouthCareProvider)
        | (Purpose::FinanceClosedPlacementReport, BehaviouralScientist)
        | (Purpose::FinanceMeasure, CertifiedInstitution) => to == Municipality,
        _ => false,
    };
    if free { Row::Free } else { Row::Consent }
}

const PURPOSES: [Purpose; 17] = [
    Purpose::RegisterYouthHelp,
    Purpose::InvestigateAbuse,
    Purpose::InvestigateProtectionMeasure,
    Purpose::CarryOutYouthHelp,
    Purpose::AlignProvisions,
    Purpose::MedicalYouthHelp,
    Purpose::DeployHelpInProtectionMeasure,
    Purpose::DeployHelpInProbation,
    Purpose::CarryOutProtectionMeasure,
    Purpose::CarryOutProbation,
    Purpose::CarryOutSupervisionOrder,
    Purpose::FinancePrevention,
    Purpose::FinanceYouthHelp,
    Purpose::FinanceHelpInMeasure,
    Purpose::FinanceClosedPlacementReport,
    Purpose::FinanceMeasure,
    Purpose::SupplementaryCare,
];

/// Purposes in whose rows Utrecht and Zuidoost ask no consent either.
const EVERYWHERE: [Purpose; 8] = [
    Purpose::InvestigateAbuse,
    Purpose::InvestigateProtectionMeasure,
    Purpose::CarryOutSupervisionOrder,
    Purpose::FinancePrevention,
    Purpose::FinanceYouthHelp,
    Purpose::FinanceHelpInMeasure,
    Purpose::FinanceClosedPlacementReport,
    Purpose::FinanceMeasure,
];

fn question(charter: Charter, law: Law) -> Disclosure {
    let x = Text::new("x");
    Disclosure {
        charter,
        on: ON,
        law,
        subject: Subject {
            born: date(1990, 5, 1),
            can_weigh: true,
            represented_by: Set::EMPTY,
            holders: Vec::new(),
        },
        from: Giver {
            party: Party::Other,
        },
        to: Receiver {
            party: Party::Other,
            relation: ReceiverRelation::Other,
            partner: true,
        },
        purpose: None,
        data: Set::EMPTY,
        weighing: Weighing {
            necessity: x.clone(),
            proportionality: x.clone(),
            subsidiarity: x,
        },
        conversation: Conversation::Held,
        consents: Vec::new(),
        safety: None,
        anonymous: false,
        confronted: false,
        unavoidable: None,
    }
}

/// The form in which consent is asked, when it is.
fn form(charter: Charter, to: Party, data: Set<Data>) -> NeededForm {
    match charter {
        Charter::Kempen if to != Party::OtherDomain => NeededForm::Written,
        Charter::UtrechtZuidoost if data.contains(Data::Health) => NeededForm::Written,
        _ => NeededForm::Any,
    }
}

/// Asks one case and says how many were asked.
fn walk(charters: &Charters, charter: Charter, law: Law, young: bool) -> usize {
    let mut q = question(charter, law);
    if young {
        q.subject.born = date(2013, 1, 1);
    }
    let mut asked = 0;
    for purpose in PURPOSES {
        for from in Party::ALL {
            let fitting = data(purpose, *from);
            let named: Set<Data> = fitting
                .clone()
                .unwrap_or_else(|| vec![Data::Religion])
                .into();
            let more = named.or(Set::from([Data::Union]));
            for to in Party::ALL {
                for relation in ReceiverRelation::ALL {
                    for (data, fits) in [
                        (named, true),
                        (more, fitting.is_none()),
                        (Set::EMPTY, fitting.is_none()),
                    ] {
                        q.purpose = Some(purpose);
                        (q.from.party, q.to.party, q.to.relation) = (*from, *to, *relation);
                        q.data = data;
                        let answer = charters.decide(&Question::Disclosure(q.clone())).unwrap();
                        let under_this_law =
                            law == Law::Jeugdwet || purpose == Purpose::InvestigateAbuse;
                        let holds = match charter {
                            Charter::Kempen | Charter::Wet => true,
                            _ => EVERYWHERE.contains(&purpose),
                        };
                        let free = fits
                            && under_this_law
                            && holds
                            && row(purpose, *from, *to, *relation, young) == Row::Free;
                        let told = format!(
                            "{charter} {law} {purpose} {from} {to} {relation} {data:?} {young}"
                        );
                        let outcome = if free {
                            Outcome::Permitted
                        } else {
                            Outcome::Incomplete
                        };
                        assert_eq!(answer.outcome, outcome, "{told}");
                        assert_eq!(
                            answer.duties.contains(DutyWord::InformClient),
                            free,
                            "{told}"
                        );
                        if !free {
                            assert_eq!(answer.needs, Set::from([NeedWord::Consent]), "{told}");
                            assert_eq!(answer.consent_form, form(charter, *to, data), "{told}");
                        }
                        asked += 1;
                    }
                }
            }
        }
    }
    asked
}

#[test]
fn every_charter_follows_the_table_as_far_as_it_holds_there() {
    let charters = Charters::builtin().unwrap();
    let each = PURPOSES.len() * Party::ALL.len() * Party::ALL.len() * 3 * 3;
    for charter in Charter::ALL {
        assert_eq!(walk(&charters, *charter, Law::Jeugdwet, false), each);
    }
    assert_eq!(walk(&charters, Charter::Kempen, Law::Jeugdwet, true), each);
    assert_eq!(walk(&charters, Charter::Kempen, Law::Wmo, false), each);
}

#[test]
fn a_parent_gets_the_plan_of_a_measure_alone_without_consent_until_sixteen() {
    let charters = Charters::builtin().unwrap();
    let mut q = question(Charter::Kempen, Law::Jeugdwet);
    q.purpose = Some(Purpose::CarryOutProtectionMeasure);
    (q.from.party, q.to.party) = (Party::CertifiedInstitution, Party::ParentOrGuardian);
    for (born, data, outcome) in [
        (
            date(2013, 1, 1),
            vec![Data::MeasurePlan],
            Outcome::Permitted,
        ),
        (
            date(2013, 1, 1),
            vec![Data::Identity, Data::MeasurePlan],
            Outcome::Incomplete,
        ),
        (
            date(2010, 11, 22),
            vec![Data::MeasurePlan],
            Outcome::Permitted,
        ),
        (
            date(2010, 11, 21),
            vec![Data::MeasurePlan],
            Outcome::Incomplete,
        ),
    ] {
        q.subject.born = born;
        q.data = data.into();
        let decision = charters.decide(&Question::Disclosure(q.clone())).unwrap();
        assert_eq!(decision.outcome, outcome, "{born}");
    }
}
