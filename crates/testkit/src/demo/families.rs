//! Families in which more than one person decides, or somebody must not find out.

use jiff::civil::Date;
use regie_terms::{Data, Law, Party};

use super::{Story, home, note, person, that, turned};
use crate::household::{Source, Statement, Who};
use crate::place::{NeighbourhoodTeam, Team};

/// Two parents with authority who do not agree.
#[rustfmt::skip]
pub(super) fn parents_disagree(today: Date) -> Story {
    let law = Law::Jeugdwet;
    Story::new(
        today,
        NeighbourhoodTeam::LeidscheRijn,
        Team::JeugdEnGezin,
        home("Kalkovenweg", 63, "3543 BD"),
    )
    .member(person("Ilyas/Benali", turned(today, 9, 140)).parents(&[1, 2]))
    .member(person("Sanne/Verhoeven", turned(today, 38, 300)).login("sanne"))
    .member(person("Rachid/Benali", turned(today, 41, 15)).alias("رشيد").login("rachid").living_at(home("Veerhuispad", 7, "3527 HT")))
    .dossier(300, &[law], 0, [14, 15], vec![
        that(300, 0, law, "Er is een vraag over opvoeden na de scheiding."),
        note(292, 0, law, Data::FamilySituation, "Beide ouders hebben het gezag. Ilyas is om de week bij zijn vader.", "Bepaalt wie toestemming geeft.").from(Source::Representative(Who::Member(1))),
        note(285, 0, law, Data::ParentingProblems, "Moeder vindt dat Ilyas na een week bij zijn vader moe en stil is.", "Hoort bij de vraag van moeder.")
            .from(Source::Representative(Who::Member(1))).says(Statement::AnothersView).disputed(),
        note(284, 0, law, Data::ParentingProblems, "Vader ziet een vrolijk kind dat moeite heeft met de wissel op maandag.", "Hoort bij de vraag van vader.")
            .from(Source::Representative(Who::Member(2))).says(Statement::AnothersView),
        note(270, 0, law, Data::Problems, "Ilyas wil dat zijn ouders bij de voordeur niet praten als hij erbij is.", "Zijn kant hoort bij het plan.").says(Statement::ClientsView),
        note(255, 0, law, Data::SupportPlan, "Afspraak: de wissel is voortaan op vrijdag via school. Over informeren van de juf zijn de ouders het niet eens.", "Dit is het plan."),
    ])
}

/// A mother who is a minor herself until some weeks from now; a certified institution is guardian of her baby.
#[rustfmt::skip]
pub(super) fn mother_without_authority(today: Date) -> Story {
    let law = Law::Jeugdwet;
    Story::new(
        today,
        NeighbourhoodTeam::Zuilen,
        Team::JeugdEnGezin,
        home("Tichelhof", 22, "3552 RP"),
    )
    .member(person("Melinda/Pinas", turned(today, 18, -40)).parents(&[2]).login("melinda"))
    .member(person("Jaïro/Pinas", turned(today, 0, 250)).guardian("voogd bij een gecertificeerde instelling"))
    .member(person("Gwendoline/Pinas", turned(today, 46, 10)).login("gwendoline"))
    .dossier(240, &[law], 0, [11, 10], vec![
        that(240, 0, law, "Er is een vraag om hulp bij de zorg voor een baby."),
        note(236, 1, law, Data::MeasureDecisions, "De rechter heeft de voogdij over Jaïro aan een gecertificeerde instelling gegeven.", "Bepaalt wie over hem beslist.")
            .from(Source::ThirdParty(Party::CertifiedInstitution, "de gecertificeerde instelling".to_owned())),
        note(230, 0, law, Data::EducationOrWork, "Melinda gaat drie dagen per week naar het mbo; haar moeder past op.", "Het plan moet om het rooster heen passen."),
        note(222, 1, law, Data::ParentingProblems, "Jaïro drinkt goed en groeit volgens de lijn van het consultatiebureau.", "Om te weten of de hulp genoeg is.").judgement(),
        note(215, 0, law, Data::SupportPlan, "Afspraak: Melinda leert zelf de avondroutine, oma helpt als Melinda dat vraagt. Doel is het gezag op haar achttiende.", "Dit is het plan."),
    ])
}

/// A father with authority and a portal of his own, who must not learn where they live.
#[rustfmt::skip]
pub(super) fn secret_address(today: Date) -> Story {
    let law = Law::Jeugdwet;
    Story::new(
        today,
        NeighbourhoodTeam::Overvecht,
        Team::JeugdEnGezin,
        home("Vogelmelkhof", 5, "3564 NX"),
    )
    .member(person("Yousra/Tahiri", turned(today, 7, 33)).parents(&[1, 2]).secret())
    .member(person("Hafsa/Ouali", turned(today, 31, 180)).login("hafsa").secret())
    .member(person("Driss/Tahiri", turned(today, 36, 95)).login("driss").living_at(home("Weversspoel", 88, "3541 ZL")))
    .dossier(58, &[law, Law::Wmo], 0, [2, 3], vec![
        that(58, 0, law, "Er is een vraag over een veilige plek om te wonen."),
        note(58, 1, Law::Wmo, Data::Problems, "Moeder is met Yousra weggegaan na bedreiging; Veilig Thuis is betrokken.", "Bepaalt wat wel en niet naar vader mag.")
            .from(Source::ThirdParty(Party::VeiligThuis, "Veilig Thuis".to_owned())).for_safety(),
        note(57, 1, Law::Wmo, Data::Contact, "Bellen kan op werkdagen tussen tien en twaalf; nooit een voicemail inspreken.", "Een verkeerd bericht brengt haar in gevaar.").shielded(),
        note(50, 0, law, Data::EducationOrWork, "Yousra gaat sinds deze maand naar een nieuwe school; de naam staat niet in dit dossier.", "Om met haar te plannen zonder haar vindbaar te maken.").from(Source::Representative(Who::Member(1))).shielded(),
        note(41, 0, law, Data::Problems, "Yousra vraagt wanneer zij haar vader weer ziet.", "Haar kant hoort bij het plan.").says(Statement::ClientsView),
        note(36, 0, law, Data::SupportPlan, "Contact met vader loopt voorlopig via begeleide bezoeken, om de twee weken.", "Dit is het plan."),
    ])
}

/// Seven people, one of whom wants his part kept from the rest.
#[rustfmt::skip]
pub(super) fn seven_at_one_address(today: Date) -> Story {
    let youth = Law::Jeugdwet;
    Story::new(
        today,
        NeighbourhoodTeam::LeidscheRijn,
        Team::JeugdEnGezin,
        home("Duindoornplantsoen", 147, "3544 CW"),
    )
    .member(person("Wilhelmina-Frederika/van/Oosterhout-Bakx", turned(today, 45, 210)).login("wilhelmina"))
    .member(person("Gerrit/van/Oosterhout", turned(today, 48, 99)))
    .member(person("Thijs/van/Oosterhout", turned(today, 19, 12)).login("thijs"))
    .member(person("Roos/van/Oosterhout", turned(today, 14, 320)).parents(&[0, 1]))
    .member(person("Mees/van/Oosterhout", turned(today, 8, 5)).parents(&[0, 1]))
    .member(person("Floor/van/Oosterhout", turned(today, 2, 160)).parents(&[0, 1]))
    .member(person("Geertje/Bakx", turned(today, 79, 41)))
    .dossier(400, &[youth, Law::Wmo, Law::Wgs], 3, [15, 14], vec![
        that(400, 3, youth, "Er is een vraag over hulp in een druk gezin."),
        note(392, 6, Law::Wmo, Data::Health, "Grootmoeder is na een heupoperatie bij het gezin ingetrokken en heeft hulp nodig bij het wassen.", "Bepaalt welke hulp in huis past."),
        note(392, 0, Law::Wgs, Data::Debts, "Er zijn achterstanden bij de zorgverzekering, samen 1.240 euro.", "Hier gaat een deel van de hulpvraag over."),
        note(380, 2, Law::Wmo, Data::Problems, "Thijs rookt sinds de zomer veel en wil daar met iemand buiten het gezin over praten.", "Hij heeft hier zelf om gevraagd.").says(Statement::ClientsView).shielded(),
        note(371, 3, youth, Data::ParentingProblems, "Roos doet na school veel in huis en komt niet aan huiswerk toe.", "Hier gaat de hulpvraag over.").says(Statement::ClientsView),
        note(360, 4, youth, Data::EducationOrWork, "Mees krijgt op school extra hulp bij lezen.", "Voorkomt dat we hetzelfde dubbel regelen.")
            .from(Source::ThirdParty(Party::School, "de leerkracht".to_owned())),
        note(352, 3, youth, Data::SupportPlan, "Eén plan voor het gezin: hulp in huis voor grootmoeder, een vaste huiswerkplek voor Roos.", "Dit is het plan."),
        note(20, 2, Law::Wmo, Data::HelpRequest, "Thijs maakt bezwaar dat anderen in het gezin zijn gegevens zien en vraagt een eigen dossier.", "Hierover moet een besluit komen."),
    ])
}
