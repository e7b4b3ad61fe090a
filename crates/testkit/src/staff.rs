//! The people who work in and around the teams: one of every function, and the odd cases.
//!
//! The first sixteen are the professionals of four neighbourhood teams, two for team Sociaal and two for
//! team Jeugd en Gezin each; households find their coordinator among them by place in this list.

use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{Declaration, Function};
use serde::Serialize;

use crate::name::Naming;
use crate::place::{NeighbourhoodTeam, Team};
use crate::random::Random;

/// Somebody who works with Regie.
#[derive(Clone, Debug, Serialize)]
pub struct StaffMember {
    /// Name to log in with.
    pub login: String,
    /// The name people say.
    pub name: String,
    /// What they do; with more than one they choose in which function they act (ACC-8).
    pub functions: Vec<Function>,
    /// The team, for professionals.
    pub team: Option<Team>,
    /// The neighbourhood team, for those who have one.
    pub neighbourhood_team: Option<NeighbourhoodTeam>,
    /// Which declarations were signed, and on which day.
    pub declarations: Vec<(Declaration, Date)>,
    /// When they are away.
    pub absences: Vec<Absence>,
}

impl StaffMember {
    /// Whether this person is away on `on`.
    #[must_use]
    pub fn is_away(&self, on: Date) -> bool {
        self.absences
            .iter()
            .any(|absence| (absence.from..=absence.until).contains(&on))
    }
}

/// Days somebody is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Absence {
    /// First day away.
    pub from: Date,
    /// Last day away.
    pub until: Date,
}

/// How many professionals of the fixed list belong to a neighbourhood team and team.
const FIXED_PER_CELL: u64 = 2;
/// Neighbourhood teams times teams.
const CELLS: u64 = 8;
/// How long the fixed list is; professionals made up on top of it follow.
const FIXED: u64 = 29;

/// Places in the list that the hand-written families and tests refer to by name.
pub mod place {
    /// A professional who has not signed the declaration of confidentiality.
    pub const UNSIGNED: usize = 16;
    /// Works at the front door and as a professional.
    pub const TWO_FUNCTIONS: usize = 17;
    /// Support staff.
    pub const SUPPORT: usize = 19;
    /// The data protection officer.
    pub const DPO: usize = 26;
}

struct Row(&'static str, &'static str, &'static [Function]);

/// Overvecht, Kanaleneiland, Zuilen, Leidsche Rijn; in each first team Sociaal, then Jeugd en Gezin.
#[rustfmt::skip]
const PROFESSIONALS: [Row; 16] = [
    Row("meryem", "Meryem Kaplan", PRO),
    Row("jan-willem", "Jan-Willem ter Steege", PRO),
    Row("soraya", "Soraya Ramautar", PRO),
    Row("pieter", "Pieter van Vliet", PRO),
    Row("hatice", "Hatice Demirci", PRO),
    Row("lotte", "Lotte van den Bosch", PRO),
    Row("abdel", "Abdel Haddou", PRO),
    Row("ingrid", "Ingrid Kooistra", PRO),
    Row("farid", "Farid el Moussaoui", PRO),
    Row("bo", "Bo Lindeman", PRO),
    Row("yara", "Yara Sewpersad", PRO),
    Row("tjeerd", "Tjeerd Wiarda", PRO),
    Row("agata", "Agata Nowicka", PRO),
    Row("marloes", "Marloes in 't Hout", PRO),
    Row("kofi", "Kofi Boakye", PRO),
    Row("eline", "Eline de Ruijter", PRO),
];
const PRO: &[Function] = &[Function::Professional];

#[rustfmt::skip]
const OTHERS: [Row; 13] = [
    Row("nieuw", "Nina Overmars", PRO),
    Row("dubbel", "Dounia Zerouali", &[Function::FrontDoor, Function::Professional]),
    Row("voordeur", "Vera Huisman", &[Function::FrontDoor]),
    Row("ondersteuning", "Otto Blom", &[Function::Support]),
    Row("manager", "Margriet Stam", &[Function::Manager]),
    Row("klachten", "Karim Nasri", &[Function::Complaints]),
    Row("beheer1", "Bea Wolters", &[Function::FunctionalAdministrator]),
    Row("beheer2", "Sander Quist", &[Function::FunctionalAdministrator]),
    Row("beveiliging", "Ivo Terpstra", &[Function::InformationSecurity]),
    Row("bestuur", "Bettina van Rossem", &[Function::Board]),
    Row("fg", "Frank Grootveld", &[Function::Dpo]),
    Row("gemeente", "Gea Hofstra", &[Function::Municipal]),
    Row("partner", "Patrick Emanuels", &[Function::Partner]),
];

/// The staff list on `today`, with `extra` made-up professionals after the fixed ones.
pub(crate) fn list(today: Date, extra: u64) -> Vec<StaffMember> {
    let fixed = PROFESSIONALS
        .iter()
        .chain(&OTHERS)
        .zip(0..)
        .map(|(row, index)| member(row, index, today));
    fixed.chain((0..extra).map(|n| made_up(n, today))).collect()
}

fn member(Row(login, name, functions): &Row, index: usize, today: Date) -> StaffMember {
    let cell = (index < PROFESSIONALS.len()).then(|| cell_of(index as u64 / FIXED_PER_CELL));
    let week = absence(today, 2, 5);
    StaffMember {
        login: (*login).to_owned(),
        name: (*name).to_owned(),
        functions: functions.to_vec(),
        team: cell.map(|(_, team)| team),
        neighbourhood_team: cell.map(|(neighbourhood, _)| neighbourhood),
        declarations: declarations(index as u64, today)
            .filter(|(declaration, _)| {
                index != place::UNSIGNED || *declaration != Declaration::Confidentiality
            })
            .collect(),
        absences: match index {
            0 | 1 | 3 => vec![week],
            4 => vec![absence(today, 40, -30)],
            9 => vec![absence(today, -14, 28)],
            12 | 13 => vec![absence(today, 1, -1)],
            _ => Vec::new(),
        },
    }
}

fn made_up(n: u64, today: Date) -> StaffMember {
    let mut random = Random::new(0x5741_4646, n);
    let naming = Naming::draw(&mut random);
    let woman = random.chance(70);
    let given = naming.given(&mut random, woman);
    let surname = naming.surname(&mut random);
    let infix = surname
        .infix
        .map(|infix| format!("{infix} "))
        .unwrap_or_default();
    let (neighbourhood_team, team) = cell_of(n % CELLS);
    StaffMember {
        login: format!("professional-{:04}", n + 1),
        name: format!("{given} {infix}{}", surname.name),
        functions: PRO.to_vec(),
        team: Some(team),
        neighbourhood_team: Some(neighbourhood_team),
        declarations: declarations(n, today).collect(),
        absences: if random.chance(8) {
            vec![absence(today, 1, 6)]
        } else {
            Vec::new()
        },
    }
}

/// From `before` days before today up to and including `after` days after it; negative counts the other way.
fn absence(today: Date, before: i32, after: i32) -> Absence {
    Absence {
        from: today.saturating_sub(before.days()),
        until: today.saturating_add(after.days()),
    }
}

fn declarations(spread: u64, today: Date) -> impl Iterator<Item = (Declaration, Date)> {
    let days = 90 + i32::try_from(spread * 37 % 900).unwrap_or(0);
    let on = today.saturating_sub(days.days());
    Declaration::ALL
        .iter()
        .map(move |declaration| (*declaration, on))
}

fn cell_of(cell: u64) -> (NeighbourhoodTeam, Team) {
    let neighbourhood = usize::try_from(cell / 2)
        .ok()
        .and_then(|at| NeighbourhoodTeam::ALL.get(at));
    let team = if cell.is_multiple_of(2) {
        Team::Sociaal
    } else {
        Team::JeugdEnGezin
    };
    (
        neighbourhood
            .copied()
            .unwrap_or(NeighbourhoodTeam::Overvecht),
        team,
    )
}

/// Coordinator and substitute for a household, two different professionals of its own team; and one more
/// colleague of the same neighbourhood.
pub(crate) fn assign(
    random: &mut Random,
    neighbourhood: NeighbourhoodTeam,
    team: Team,
    extra: u64,
) -> [usize; 3] {
    let at = NeighbourhoodTeam::ALL
        .into_iter()
        .position(|other| other == neighbourhood)
        .unwrap_or(0) as u64;
    let cell = at * 2 + u64::from(team == Team::JeugdEnGezin);
    let neighbour = cell ^ 1;
    let size = |cell: u64| FIXED_PER_CELL + extra / CELLS + u64::from(cell < extra % CELLS);
    let first = random.below(size(cell));
    let second = (first + 1 + random.below(size(cell) - 1)) % size(cell);
    let third = random.below(size(neighbour));
    [(cell, first), (cell, second), (neighbour, third)].map(|(cell, nth)| {
        let index = match nth.checked_sub(FIXED_PER_CELL) {
            None => cell * FIXED_PER_CELL + nth,
            Some(made_up) => FIXED + made_up * CELLS + cell,
        };
        usize::try_from(index).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::civil::date;
    use regie_terms::{Declaration, Function};

    use super::{FIXED, assign, list, place};
    use crate::place::{NeighbourhoodTeam, Team};
    use crate::random::Random;

    const TODAY: jiff::civil::Date = date(2026, 11, 21);

    #[test]
    fn every_function_is_there_and_every_login_once() {
        let staff = list(TODAY, 40);
        for function in Function::ALL {
            assert!(
                staff
                    .iter()
                    .any(|member| member.functions.contains(function)),
                "{function:?}"
            );
        }
        let logins: HashSet<&str> = staff.iter().map(|member| member.login.as_str()).collect();
        assert_eq!(logins.len(), staff.len());
        assert_eq!(list(TODAY, 0).len() as u64, FIXED);
    }

    #[test]
    fn one_has_not_signed_and_one_has_two_functions() {
        let staff = list(TODAY, 0);
        let unsigned: Vec<usize> = staff
            .iter()
            .enumerate()
            .filter(|(_, member)| {
                !member
                    .declarations
                    .iter()
                    .any(|(signed, _)| *signed == Declaration::Confidentiality)
            })
            .map(|(index, _)| index)
            .collect();
        assert_eq!(unsigned, [place::UNSIGNED]);
        assert_eq!(
            staff
                .get(place::TWO_FUNCTIONS)
                .map(|member| member.functions.len()),
            Some(2)
        );
        assert_eq!(
            staff.get(place::DPO).map(|member| member.functions.clone()),
            Some(vec![Function::Dpo])
        );
        assert_eq!(
            staff
                .get(place::SUPPORT)
                .map(|member| member.functions.clone()),
            Some(vec![Function::Support])
        );
    }

    #[test]
    fn a_household_gets_two_different_people_of_its_own_team() {
        for extra in [0, 3, 40] {
            let staff = list(TODAY, extra);
            let mut seen = HashSet::new();
            for n in 0..2000 {
                let mut random = Random::new(n, 3);
                let neighbourhood = random.one_of(&NeighbourhoodTeam::ALL).copied();
                let Some(neighbourhood) = neighbourhood else {
                    continue;
                };
                let team = if n % 2 == 0 {
                    Team::Sociaal
                } else {
                    Team::JeugdEnGezin
                };
                let [coordinator, substitute, colleague] =
                    assign(&mut random, neighbourhood, team, extra);
                assert_ne!(coordinator, substitute);
                for place in [coordinator, substitute] {
                    let member = staff
                        .get(place)
                        .map(|member| (member.neighbourhood_team, member.team));
                    assert_eq!(member, Some((Some(neighbourhood), Some(team))), "{place}");
                }
                assert!(
                    staff
                        .get(colleague)
                        .is_some_and(|member| member.team.is_some_and(|other| other != team))
                );
                seen.extend([coordinator, substitute]);
            }
            assert_eq!(seen.len() as u64, 16 + extra, "nobody stays without work");
        }
    }
}
