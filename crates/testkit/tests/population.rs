//! What has to hold for any household, whatever the seed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::collections::HashSet;

use jiff::civil::{Date, date};
use regie_terms::{Law, Party};
use regie_testkit::{Entries, Household, Neighbourhood, NeighbourhoodTeam, Source, Team, Who};

const TODAY: Date = date(2026, 11, 21);

fn households(n: u64) -> impl Iterator<Item = Household> {
    let neighbourhood = Neighbourhood::new(1, TODAY);
    (0..n).map(move |index| neighbourhood.household(index))
}

/// All that a household holds, as bytes.
fn bytes(household: &Household) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(household).unwrap();
    for person in &household.members {
        bytes.extend(
            person
                .bsn
                .as_ref()
                .map_or("-", |bsn| bsn.digits())
                .as_bytes(),
        );
    }
    bytes
}

/// FNV-1a, 64 bits: short, and the same everywhere.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The first thousand households never change: measurements and stored demonstrations stay comparable. A
/// change that moves people on purpose puts the new number here, and says so in the change log.
#[test]
fn the_first_thousand_households_stay_who_they_are() {
    let hash = households(1000).fold(0xcbf2_9ce4_8422_2325, |hash, household| {
        fnv(hash, &bytes(&household))
    });
    assert_eq!(hash, 0xde1d_e1d1_71a8_3175, "{hash:#018x}");
}

#[test]
fn any_order_gives_the_same_household() {
    let neighbourhood = Neighbourhood::new(7, TODAY);
    let late = bytes(&neighbourhood.household(500_000));
    let _others: Vec<Household> = (0..10)
        .map(|index| neighbourhood.household(index))
        .collect();
    assert_eq!(
        late,
        bytes(&Neighbourhood::new(7, TODAY).household(500_000))
    );
    assert_ne!(
        late,
        bytes(&Neighbourhood::new(8, TODAY).household(500_000)),
        "another seed, other people"
    );
}

#[test]
fn numbers_of_citizens_are_valid_and_nobodys_twice() {
    let neighbourhood = Neighbourhood::new(1, TODAY);
    let mut seen: HashSet<String> = HashSet::new();
    let people = neighbourhood
        .demo()
        .into_iter()
        .chain(households(1000))
        .flat_map(|household| household.members);
    for person in people {
        let bsn = person.bsn.unwrap();
        assert!(bsn.digits().starts_with("9999"));
        assert!(
            seen.insert(bsn.digits().to_owned()),
            "{} shares a number",
            person.name()
        );
    }
    assert!(
        neighbourhood
            .household(5000)
            .members
            .iter()
            .all(|person| person.bsn.is_none())
    );
}

#[test]
fn minors_have_somebody_who_decides_and_adults_do_not() {
    let mut unclear = 0;
    for household in households(3000) {
        for (place, person) in household.members.iter().enumerate() {
            let minor = person.age(TODAY) < 18;
            unclear += u32::from(person.authority_unclear);
            assert_eq!(
                minor,
                !person.authority.is_empty() || person.authority_unclear,
                "{} {place}",
                household.index
            );
            for authority in &person.authority {
                let Who::Member(holder) = authority.who else {
                    continue;
                };
                let holder = &household.members[holder];
                assert!(
                    holder.age(TODAY) >= 18,
                    "{}: a minor holds authority",
                    household.index
                );
                assert!(
                    i32::try_from(holder.age(TODAY)).unwrap()
                        - i32::try_from(person.age(TODAY)).unwrap()
                        >= 10
                );
            }
            if minor {
                assert!(
                    person.can_weigh,
                    "only adults are made unable to weigh here"
                );
            }
            assert!(person.born <= TODAY && person.age(TODAY) < 100);
        }
    }
    assert!(unclear > 0, "some authority is not established yet");
}

#[test]
fn every_age_band_family_and_team_comes_up() {
    let mut bands = [0_u32; 5];
    let (mut outside, mut elsewhere, mut secret, mut alias) = (0, 0, 0, 0);
    let (mut sizes, mut areas, mut laws) = (HashSet::new(), HashSet::new(), HashSet::new());
    for household in households(2000) {
        sizes.insert(household.members.len());
        areas.insert(household.neighbourhood_team);
        assert_eq!(
            NeighbourhoodTeam::of_postcode(&household.address.postcode),
            Some(household.neighbourhood_team)
        );
        let children = household
            .members
            .iter()
            .any(|person| person.age(TODAY) < 18);
        assert_eq!(household.team == Team::JeugdEnGezin, children);
        for person in &household.members {
            let band = match person.age(TODAY) {
                0..12 => 0,
                12..16 => 1,
                16..18 => 2,
                18..65 => 3,
                _ => 4,
            };
            bands[band] += 1;
            outside += usize::from(!person.represented.is_empty());
            elsewhere += usize::from(person.elsewhere.is_some());
            secret += usize::from(person.secret_address);
            alias += usize::from(person.alias.is_some());
            assert!(
                person
                    .email
                    .as_ref()
                    .is_none_or(|email| email.ends_with("@example.org"))
            );
            assert!(
                person
                    .phone
                    .as_ref()
                    .is_none_or(|phone| phone.starts_with("06-0000") && phone.len() == 11)
            );
        }
        laws.extend(
            household
                .dossiers
                .iter()
                .flat_map(|dossier| dossier.laws.clone()),
        );
    }
    assert!(bands.iter().all(|count| *count > 30), "{bands:?}");
    assert_eq!(sizes, (1..=7).collect());
    assert_eq!(areas.len(), NeighbourhoodTeam::ALL.len());
    assert_eq!(laws.len(), Law::ALL.len());
    assert!(outside > 0 && elsewhere > 0 && secret > 0 && alias > 0);
}

#[test]
fn a_dossier_holds_together() {
    let staff = Neighbourhood::new(1, TODAY).staff();
    let mut texts = HashSet::new();
    let mut count = 0;
    for household in households(500) {
        for dossier in &household.dossiers {
            assert!(dossier.members.contains(&dossier.principal));
            assert_ne!(dossier.coordinator, dossier.substitute);
            assert!(dossier.coordinator < staff.len() && dossier.substitute < staff.len());
            assert!(
                dossier
                    .involved
                    .iter()
                    .all(|place| *place < staff.len() && *place != dossier.coordinator)
            );
            assert!(
                dossier.opened <= TODAY
                    && dossier
                        .closed
                        .is_none_or(|closed| dossier.opened <= closed && closed <= TODAY)
            );
            assert!(
                (5..=40).contains(&dossier.entries.len()),
                "{}: {}",
                household.index,
                dossier.entries.len()
            );
            assert!(dossier.entries.is_sorted_by_key(|entry| entry.on));
            for entry in &dossier.entries {
                let person = household.member(entry.about).unwrap();
                assert!(
                    dossier.members.contains(&entry.about) && dossier.laws.contains(&entry.law)
                );
                assert!(dossier.opened <= entry.on && entry.on <= dossier.closed.unwrap_or(TODAY));
                assert!(person.born <= entry.on);
                assert!(!entry.text.contains(['{', '}']), "{}", entry.text);
                assert!(!entry.need.trim().is_empty() && !entry.basis.is_empty());
                if person.age(entry.on) < 12 {
                    assert_ne!(
                        entry.source,
                        Source::Client,
                        "a small child is spoken for: {}",
                        entry.text
                    );
                }
                texts.insert(entry.text.clone());
                count += 1;
            }
        }
    }
    assert!(
        texts.len() * 10 > count * 3,
        "{} different texts in {count}",
        texts.len()
    );
}

#[test]
fn a_fixed_number_of_entries_moves_nobody() {
    let varied = Neighbourhood::new(1, TODAY);
    let fixed = varied.with_entries(Entries::Exactly(30));
    for index in 0..300 {
        let household = fixed.household(index);
        assert_eq!(household.dossiers[0].entries.len(), 30, "{index}");
        let names = |household: &Household| {
            household
                .members
                .iter()
                .map(|person| person.name())
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&household), names(&varied.household(index)));
    }
}

#[test]
fn third_parties_are_named_by_what_they_are() {
    let named = households(200)
        .flat_map(|household| household.dossiers)
        .flat_map(|dossier| dossier.entries);
    let parties: HashSet<Party> = named
        .filter_map(|entry| match entry.source {
            Source::ThirdParty(party, name) => {
                assert!(!name.is_empty());
                Some(party)
            }
            _ => None,
        })
        .collect();
    assert!(parties.contains(&Party::School) && parties.contains(&Party::HousingAssociation));
}
