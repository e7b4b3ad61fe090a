//! Each hand-written family shows what it says it shows.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use regie_terms::{Charter, Law, Representative};
use regie_testkit::{
    AuthorityKind, Deed, EntryPlan, Household, Neighbourhood, NeighbourhoodTeam, Person, Who, card,
};

/// Days on which counting birthdays could go wrong: ordinary, leap day, the day after it, new year's eve.
const DAYS: [Date; 6] = [
    date(2026, 11, 21),
    date(2028, 2, 29),
    date(2027, 3, 1),
    date(2026, 12, 31),
    date(2027, 2, 26),
    date(2028, 12, 1),
];

fn each_day(check: impl Fn(Date, &[Household])) {
    for today in DAYS {
        check(today, &Neighbourhood::new(1, today).demo());
    }
}

fn people(demo: &[Household]) -> impl Iterator<Item = &Person> {
    demo.iter().flat_map(|household| &household.members)
}

fn named<'a>(demo: &'a [Household], given: &str) -> &'a Person {
    people(demo).find(|person| person.given == given).unwrap()
}

#[test]
fn birthdays_fall_this_week() {
    each_day(|today, demo| {
        let zeynep = named(demo, "Zeynep");
        assert_eq!(zeynep.age(today), 15, "{today}");
        assert_eq!(zeynep.age(today + 4.days()), 16, "{today}");
        let bram = named(demo, "Bram");
        assert_eq!(bram.age(today), 11, "{today}");
        assert_eq!(bram.age(today + 2.days()), 12, "{today}");
    });
}

#[test]
fn somebody_is_born_on_29_february() {
    each_day(|today, demo| {
        let sofija = named(demo, "Sofija");
        assert_eq!((sofija.born.month(), sofija.born.day()), (2, 29));
        assert!(
            (12..16).contains(&sofija.age(today)),
            "{today}: {}",
            sofija.age(today)
        );
    });
}

#[test]
fn every_special_case_is_there() {
    each_day(|today, demo| {
        let two_at_two_addresses = people(demo).any(|person| {
            let places: Vec<usize> = person
                .authority
                .iter()
                .filter_map(|holder| match holder.who {
                    Who::Member(place) => Some(place),
                    Who::Outside(_) => None,
                })
                .collect();
            places.len() == 2
        });
        assert!(two_at_two_addresses);
        let melinda = named(demo, "Melinda");
        assert!(melinda.age(today) < 18 && !melinda.authority.is_empty());
        let baby = named(demo, "Jaïro");
        assert!(
            baby.authority
                .iter()
                .all(|holder| holder.kind == AuthorityKind::Guardian)
        );
        assert!(
            people(demo).any(|p| p.age(today) >= 16 && !p.can_weigh && p.represented.is_empty())
        );
        let by = |ground| {
            people(demo).any(|p| {
                p.represented
                    .iter()
                    .any(|representation| representation.by == ground)
            })
        };
        assert!(by(Representative::Bewindvoerder) && by(Representative::Mentor));
        assert!(demo.iter().any(|household| household.members.len() == 7));
        assert!(people(demo).any(|person| person.name().chars().count() == 40));
        let entries = || {
            demo.iter()
                .flat_map(|household| &household.dossiers)
                .flat_map(|dossier| &dossier.entries)
        };
        assert!(entries().any(|entry| entry.flags.special_ground.is_some()));
        assert!(
            entries().any(|entry| entry.flags.safety)
                && entries().any(|entry| entry.flags.disputed)
        );
        assert!(
            demo.iter()
                .flat_map(|household| &household.dossiers)
                .any(|dossier| dossier.closed.is_some())
        );
        let of = |law: &Law| {
            demo.iter()
                .flat_map(|household| &household.dossiers)
                .any(|d| d.laws.contains(law))
        };
        assert!(Law::ALL.iter().all(of));
    });
}

#[test]
fn nobody_at_a_secret_address_is_found_through_the_other_parent() {
    let demo = Neighbourhood::new(1, DAYS[0]).demo();
    let household = demo
        .iter()
        .find(|household| household.members.iter().any(|person| person.secret_address))
        .unwrap();
    let other = household
        .members
        .iter()
        .find(|person| person.elsewhere.is_some())
        .unwrap();
    assert!(
        other.login.is_some(),
        "the other parent has a portal of their own"
    );
    assert_ne!(
        other.elsewhere.as_ref().unwrap().line(),
        household.address.line()
    );
    let mentions = household
        .dossiers
        .iter()
        .flat_map(|d| &d.entries)
        .any(|entry| entry.text.contains(&household.address.street));
    assert!(!mentions, "no entry repeats the address");
}

#[test]
fn one_dossier_can_be_broken_into_and_another_cannot() {
    each_day(|today, demo| {
        let staff = Neighbourhood::new(1, today).staff();
        let away = |place: usize| staff[place].is_away(today);
        let dossiers = || demo.iter().flat_map(|household| &household.dossiers);
        assert!(dossiers().any(|dossier| away(dossier.coordinator) && away(dossier.substitute)));
        assert!(dossiers().any(|dossier| !away(dossier.coordinator) && away(dossier.substitute)));
        assert!(dossiers().any(|dossier| !away(dossier.coordinator) && !away(dossier.substitute)));
    });
}

#[test]
fn the_days_before_fit_the_families_and_the_calendars() {
    for today in DAYS {
        let neighbourhood = Neighbourhood::new(1, today);
        let (demo, staff) = (neighbourhood.demo(), neighbourhood.staff());
        for charter in Charter::ALL.iter() {
            let happened = neighbourhood.happened(*charter);
            assert_eq!(happened.is_empty(), *charter == Charter::Wet);
            assert!(happened.is_sorted_by_key(|one| one.at));
            for one in &happened {
                assert!(one.at.date() < today, "it is over when the day begins");
                let plan = &demo[one.family].dossiers[0];
                let place = staff.iter().position(|member| member.login == one.who);
                let sharing = match &one.what {
                    Deed::BreakGlass { .. } => {
                        assert_eq!(*charter, Charter::Utrecht);
                        let away = |place: usize| staff[place].is_away(one.at.date());
                        assert!(away(plan.coordinator) && away(plan.substitute));
                        assert!(!away(place.unwrap()));
                        None
                    }
                    Deed::Agree | Deed::Refuse => {
                        let own = |p: &Person| p.login.as_deref() == Some(one.who);
                        assert!(demo[one.family].members.iter().any(own));
                        None
                    }
                    Deed::AskRight(asking) => {
                        let asker = &demo[one.family].members[asking.about];
                        assert_eq!(asker.login.as_deref(), Some(one.who), "for themself");
                        assert!(asking.fact.is_none_or(|data| {
                            let about = |e: &&EntryPlan| e.about == asking.about;
                            plan.entries.iter().filter(about).any(|e| e.data == data)
                        }));
                        None
                    }
                    Deed::AskApart(apart) => {
                        let asker = &demo[one.family].members[apart.about];
                        assert_eq!(asker.login.as_deref(), Some(one.who), "for themself");
                        None
                    }
                    Deed::Meet(meeting) => {
                        assert_eq!(place, Some(plan.coordinator));
                        assert!(demo[one.family].members.get(meeting.about).is_some());
                        assert!(plan.laws.contains(&meeting.law));
                        None
                    }
                    Deed::WritePlan(planning) => {
                        assert_eq!(place, Some(plan.coordinator));
                        let agreed =
                            |e: &&EntryPlan| e.about == planning.about && e.data == planning.agreed;
                        assert!(plan.entries.iter().any(|e| agreed(&e)));
                        assert!(plan.laws.contains(&planning.law));
                        None
                    }
                    Deed::AddDocument(paper) => {
                        assert_eq!(place, Some(plan.coordinator));
                        let file = paper.file();
                        assert!(file.starts_with(b"%PDF-") && file.ends_with(b"%%EOF\n"));
                        None
                    }
                    Deed::SafeContact { about, ways, .. } => {
                        assert_eq!(place, Some(plan.coordinator));
                        assert!(demo[one.family].members.get(*about).is_some());
                        assert!(!ways.contains(&"call"), "a telephone that is not safe");
                        None
                    }
                    Deed::Weigh { about, .. } => {
                        assert_eq!(place, Some(plan.coordinator));
                        assert!(demo[one.family].members.get(*about).is_some());
                        None
                    }
                    Deed::Start { coordinator, .. } => {
                        assert_eq!(one.who, "voordeur");
                        assert!(staff.iter().any(|member| member.name == *coordinator));
                        None
                    }
                    Deed::AskConsent(sharing)
                    | Deed::ShareForSafety { sharing, .. }
                    | Deed::TellFirst(sharing) => {
                        assert_eq!(place, Some(plan.coordinator));
                        Some(sharing)
                    }
                };
                if let Some(sharing) = sharing {
                    let goes = |e: &&EntryPlan| {
                        e.about == sharing.about && e.data == sharing.fact && !e.flags.shielded
                    };
                    assert!(plan.entries.iter().any(|e| goes(&e)), "{:?}", sharing.fact);
                }
            }
        }
    }
}

#[test]
fn logins_are_unique_and_everybody_has_a_card() {
    let neighbourhood = Neighbourhood::new(1, DAYS[0]);
    let demo = neighbourhood.demo();
    let staff = neighbourhood.staff();
    let mut logins: HashSet<&str> = staff.iter().map(|member| member.login.as_str()).collect();
    for login in people(&demo).filter_map(|person| person.login.as_deref()) {
        assert!(logins.insert(login), "{login}");
    }
    for login in &logins {
        for charter in Charter::ALL.iter() {
            let card = card(login, *charter).unwrap();
            assert!(card.nl != card.en && card.nl.len() > 20, "{login}");
        }
    }
    for (place, household) in (0..).zip(&demo) {
        assert_eq!(household.index, place);
        assert_eq!(
            NeighbourhoodTeam::of_postcode(&household.address.postcode),
            Some(household.neighbourhood_team)
        );
        for dossier in &household.dossiers {
            for place in [dossier.coordinator, dossier.substitute] {
                let member = &staff[place];
                assert_eq!(
                    (member.neighbourhood_team, member.team),
                    (Some(household.neighbourhood_team), Some(household.team))
                );
            }
            assert!(dossier.entries.len() >= 5);
            assert!(
                dossier
                    .entries
                    .iter()
                    .all(|entry| dossier.opened <= entry.on && dossier.laws.contains(&entry.law))
            );
            assert!(
                dossier
                    .entries
                    .iter()
                    .all(|entry| household.member(entry.about).is_some())
            );
        }
    }
}
