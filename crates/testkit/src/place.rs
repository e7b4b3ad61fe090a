//! Where the synthetic people live: four neighbourhood teams with postcodes that look like Utrecht's.
//!
//! The postcodes have Utrecht's first two digits; streets are made up, so that no address here is
//! anybody's.

use serde::Serialize;

use crate::random::Random;

/// Which of the two teams of a neighbourhood helps a household (TRI-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Team {
    /// Help for adults: income, care, housing, company.
    Sociaal,
    /// Help for children, young people and their parents.
    JeugdEnGezin,
}

impl Team {
    /// The name users see.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sociaal => "team Sociaal",
            Self::JeugdEnGezin => "team Jeugd en Gezin",
        }
    }
}

/// A neighbourhood team: people of team Sociaal and of team Jeugd en Gezin for a few postcodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum NeighbourhoodTeam {
    /// Postcodes 3561 to 3564.
    Overvecht,
    /// Postcodes 3526 and 3527.
    Kanaleneiland,
    /// Postcodes 3552 to 3555.
    Zuilen,
    /// Postcodes 3541 to 3544.
    LeidscheRijn,
}

impl NeighbourhoodTeam {
    /// All neighbourhood teams, in the order in which the staff list has them.
    pub const ALL: [Self; 4] = [
        Self::Overvecht,
        Self::Kanaleneiland,
        Self::Zuilen,
        Self::LeidscheRijn,
    ];

    /// The name users see.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overvecht => "Overvecht",
            Self::Kanaleneiland => "Kanaleneiland",
            Self::Zuilen => "Zuilen",
            Self::LeidscheRijn => "Leidsche Rijn",
        }
    }

    /// The four digits of the postcodes this team works for.
    #[must_use]
    pub fn postcodes(self) -> &'static [u16] {
        match self {
            Self::Overvecht => &[3561, 3562, 3563, 3564],
            Self::Kanaleneiland => &[3526, 3527],
            Self::Zuilen => &[3552, 3553, 3554, 3555],
            Self::LeidscheRijn => &[3541, 3542, 3543, 3544],
        }
    }

    /// The team that works for a postcode (`3561 AB` or `3561AB`), if one of these does.
    #[must_use]
    pub fn of_postcode(postcode: &str) -> Option<Self> {
        let digits: u16 = postcode.get(..4)?.parse().ok()?;
        Self::ALL
            .into_iter()
            .find(|team| team.postcodes().contains(&digits))
    }
}

/// An address, in the parts a Dutch address has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Address {
    /// Street, without the number.
    pub street: String,
    /// House number, from 1.
    pub number: u16,
    /// Letter or addition to the number.
    pub addition: Option<String>,
    /// Four digits, a space, two capitals.
    pub postcode: String,
    /// Town.
    pub town: String,
}

impl Address {
    /// The address on one line, as on an envelope.
    #[must_use]
    pub fn line(&self) -> String {
        let Self {
            street,
            number,
            addition,
            postcode,
            town,
        } = self;
        let addition = addition.as_deref().unwrap_or("");
        format!("{street} {number}{addition}, {postcode} {town}")
    }
}

const STREETS: [&str; 40] = [
    "Rietgorspad",
    "Zonnedauwplein",
    "Merelhofje",
    "Vuursteenlaan",
    "Kruidnagelstraat",
    "Waterlelieweg",
    "Zandloperpad",
    "Wolkammerstraat",
    "Kersenbloesemlaan",
    "Scheepsbelstraat",
    "Hazelworm",
    "Oude Lijnbaan",
    "Tichelhof",
    "Regenboogdreef",
    "Lantaarnpad",
    "Boekbindersgaarde",
    "Koekoeksdreef",
    "Vlierbesstraat",
    "Zilverschoonlaan",
    "Knotwilgkade",
    "Steenbakkershof",
    "Ganzenvoetpad",
    "Marskramerstraat",
    "Zomertalinglaan",
    "Kalkovenweg",
    "Weversspoel",
    "Duindoornplantsoen",
    "Klaproosdreef",
    "Veerhuispad",
    "Notenkrakerstraat",
    "Sterrenmuurlaan",
    "Blauwe Reigerkade",
    "Tuinfluiterhof",
    "Touwslagersbaan",
    "Ooievaarsbekdreef",
    "Molenwiekpad",
    "Pimpernelstraat",
    "Grutterserf",
    "Vogelmelkhof",
    "Mandenmakersgang",
];

const LETTERS: [char; 20] = [
    'A', 'B', 'C', 'D', 'E', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V', 'W', 'X',
    'Z',
];

/// An address in the area of `team`.
pub(crate) fn address(random: &mut Random, team: NeighbourhoodTeam) -> Address {
    let digits = random.one_of(team.postcodes()).copied().unwrap_or(3561);
    let letters = [random.pick(&LETTERS), random.pick(&LETTERS)];
    let addition = match random.below(10) {
        0 => Some("A".to_owned()),
        1 => Some("bis".to_owned()),
        2 => Some(format!("-{}", random.between(1, 24))),
        _ => None,
    };
    Address {
        street: random.pick(&STREETS).to_owned(),
        number: u16::try_from(random.between(1, 240)).unwrap_or(1),
        addition,
        postcode: format!("{digits} {}", String::from_iter(letters)),
        town: "Utrecht".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{NeighbourhoodTeam, address};
    use crate::random::Random;

    #[test]
    fn the_postcode_decides_the_team() {
        for team in NeighbourhoodTeam::ALL {
            let mut random = Random::new(7, team.postcodes().len() as u64);
            for _ in 0..50 {
                let made = address(&mut random, team);
                assert_eq!(
                    NeighbourhoodTeam::of_postcode(&made.postcode),
                    Some(team),
                    "{}",
                    made.line()
                );
            }
        }
        assert_eq!(NeighbourhoodTeam::of_postcode("1011 AA"), None);
        assert_eq!(NeighbourhoodTeam::of_postcode("é"), None);
    }
}
