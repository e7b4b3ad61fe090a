//! Young people whose birthday changes who decides.

use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{Data, Law, Party};

use super::{Story, home, note, person, that, turned};
use crate::household::{Source, Statement, Who};
use crate::place::{NeighbourhoodTeam, Team};

const SCHOOL: Party = Party::School;

/// A girl whose mother decides with her until the end of the week.
#[rustfmt::skip]
pub(super) fn turns_sixteen(today: Date) -> Story {
    let law = Law::Jeugdwet;
    Story::new(
        today,
        NeighbourhoodTeam::Overvecht,
        Team::JeugdEnGezin,
        home("Regenboogdreef", 118, "3561 VK"),
    )
    .member(person("Zeynep/Aydın", turned(today, 16, -3)).parents(&[1]).login("zeynep"))
    .member(person("Elif/Aydın", turned(today, 43, 120)).login("elif"))
    .member(person("Emre/Aydın", turned(today, 10, 61)).parents(&[1]))
    .dossier(96, &[law], 0, [2, 3], vec![
        that(96, 0, law, "Er is een vraag over school, gesteld door Zeynep en haar moeder."),
        note(89, 0, law, Data::EducationOrWork, "Zeynep mist sinds september de eerste uren op maandag en donderdag.", "Hier gaat de hulpvraag over.")
            .from(Source::ThirdParty(SCHOOL, "de mentor op school".to_owned())),
        note(89, 0, law, Data::Problems, "Zeynep zegt dat ze slecht slaapt en 's ochtends misselijk is van de spanning.", "Bepaalt of het plan op slapen of op school begint.")
            .says(Statement::ClientsView),
        note(82, 0, law, Data::FamilySituation, "Moeder werkt in de vroege dienst; Zeynep brengt haar broertje naar school.", "Verklaart waarom het eerste uur niet lukt."),
        note(75, 0, law, Data::SupportPlan, "Afspraak: een buurvrouw brengt Emre op maandag en donderdag. Zeynep belt zelf met haar mentor.", "Dit is het plan."),
        note(40, 0, law, Data::SupportPlan, "De ochtenden gaan beter. We vragen school of het eerste uur op maandag tot de kerst mag vervallen.", "Voor het gesprek met school.").judgement(),
        note(12, 0, law, Data::Health, "De huisarts heeft slaaptraining geadviseerd; Zeynep begint volgende maand.", "School moet weten tot wanneer de afspraak nodig is, niet waarom."),
    ])
}

/// A boy who tomorrow gets a say of his own.
#[rustfmt::skip]
pub(super) fn turns_twelve(today: Date) -> Story {
    let law = Law::Jeugdwet;
    Story::new(
        today,
        NeighbourhoodTeam::Kanaleneiland,
        Team::JeugdEnGezin,
        home("Scheepsbelstraat", 41, "3526 KR"),
    )
    .member(person("Bram/de/Boer", turned(today, 12, -1)).parents(&[1]).login("bram"))
    .member(person("Sjoerd/de/Boer", turned(today, 39, 200)).login("sjoerd"))
    .dossier(210, &[law], 0, [6, 7], vec![
        that(210, 0, law, "Er is een vraag over opvoeden, gesteld door vader."),
        note(203, 0, law, Data::FamilySituation, "Vader voedt Bram alleen op en heeft alleen het gezag; dit is nagekeken in het gezagsregister.", "Bepaalt wie toestemming geeft.")
            .from(Source::Representative(Who::Member(1))),
        note(203, 0, law, Data::ParentingProblems, "Vader vindt de avonden het zwaarst: eten, huiswerk en naar bed gaan lopen uit op ruzie.", "Hier gaat de hulpvraag over.")
            .from(Source::Representative(Who::Member(1))).says(Statement::AnothersView),
        note(196, 0, law, Data::ParentingProblems, "Bram zegt dat hij na school eerst een uur niets wil en dat dat nooit mag.", "Zijn kant hoort bij het plan.").says(Statement::ClientsView),
        note(180, 0, law, Data::SupportPlan, "Afspraak: tot vijf uur is van Bram, daarna huiswerk aan de keukentafel. Na zes weken kijken we samen.", "Dit is het plan."),
        note(30, 0, law, Data::YouthHelpBasics, "Bram begint op een groep voor kinderen van gescheiden ouders.", "Om de hulp te kunnen inzetten."),
    ])
}

/// A girl with a birthday once in four years.
#[rustfmt::skip]
pub(super) fn leap_day(today: Date) -> Story {
    let law = Law::Jeugdwet;
    // Twelve to fifteen, so that she and her mother decide together in any year.
    let leaps = (12..).filter_map(|years| Date::new(today.year().saturating_sub(years), 2, 29).ok());
    let born = leaps.take(4).find(|born| born.saturating_add(12.years()) <= today);
    Story::new(
        today,
        NeighbourhoodTeam::Zuilen,
        Team::JeugdEnGezin,
        home("Boekbindersgaarde", 9, "3554 GL"),
    )
    .member(person("Sofija/Kovalenko", born.unwrap_or(today)).alias("Софія").parents(&[1]).login("sofija"))
    .member(person("Iryna/Kovalenko", turned(today, 37, 77)).alias("Ірина").login("iryna"))
    .dossier(150, &[law], 0, [10, 11], vec![
        that(150, 0, law, "Er is een vraag over wennen op school."),
        note(144, 0, law, Data::Contact, "Gesprekken gaan met een tolk Oekraïens; Sofija vertaalt niet voor haar moeder.", "Om elkaar goed te begrijpen."),
        note(144, 0, law, Data::EducationOrWork, "Sofija zit in de schakelklas en wil naar de brugklas van de havo.", "Hier gaat de hulpvraag over.").says(Statement::ClientsView),
        note(130, 0, law, Data::Problems, "Sofija schrikt van harde geluiden en vermijdt de gymzaal.", "School moet weten wat helpt.").from(Source::Representative(Who::Member(1))).says(Statement::AnothersView),
        note(118, 0, law, Data::SupportPlan, "Afspraak: Sofija krijgt een vaste plek bij de deur en kiest een maatje.", "Dit is het plan."),
    ])
}
