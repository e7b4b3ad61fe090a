//! Adults: nobody there today, nobody to represent them, or somebody who does for a part.

use jiff::civil::Date;
use regie_terms::{Data, Law, Party, Representative};

use super::{Story, home, note, person, that, turned};
use crate::household::{Source, Statement, Who};
use crate::place::{NeighbourhoodTeam, Team};
use crate::staff::place::SUPPORT;

/// Coordinator and substitute are both away and something cannot wait.
#[rustfmt::skip]
pub(super) fn both_away(today: Date) -> Story {
    Story::new(
        today,
        NeighbourhoodTeam::Overvecht,
        Team::Sociaal,
        home("Klaproosdreef", 204, "3562 AE"),
    )
    .member(person("Kees/van 't/Wout", turned(today, 58, 17)).login("kees"))
    .dossier(70, &[Law::Wgs, Law::Wmo], 0, [0, 1], vec![
        that(70, 0, Law::Wgs, "Er is een vraag over schulden."),
        note(64, 0, Law::Wgs, Data::Debts, "De huurachterstand is 1.575 euro; er is een ontruiming aangezegd voor volgende week.", "Bepaalt hoe snel er iets moet gebeuren."),
        note(64, 0, Law::Wgs, Data::Income, "Kees heeft een uitkering; de huurtoeslag is in mei gestopt na een gemiste brief.", "Nodig voor de betalingsregeling."),
        note(60, 0, Law::Wmo, Data::Health, "Kees spuit insuline en heeft een koelkast nodig die het doet.", "Bij afsluiting van stroom is er gevaar."),
        note(45, 0, Law::Wgs, Data::Debts, "De corporatie trekt de ontruiming in als de regeling vóór de eerste van de maand getekend is.", "De termijn loopt door als wij er niet zijn.")
            .from(Source::ThirdParty(Party::HousingAssociation, "de woningcorporatie".to_owned())),
        note(31, 0, Law::Wgs, Data::SupportPlan, "Kees tekent de regeling, wij vragen huurtoeslag opnieuw aan. Elke dinsdag doen we samen de post.", "Dit is het plan."),
    ])
}

/// Somebody of age who cannot weigh the matter and has nobody.
#[rustfmt::skip]
pub(super) fn cannot_weigh(today: Date) -> Story {
    let law = Law::Wmo;
    Story::new(
        today,
        NeighbourhoodTeam::Kanaleneiland,
        Team::Sociaal,
        home("Notenkrakerstraat", 31, "3527 WB"),
    )
    .member(person("Wei/Chen", turned(today, 24, 60)).alias("伟").cannot_weigh())
    .dossier(45, &[law], 0, [4, 5], vec![
        that(45, 0, law, "Er is een vraag om hulp bij zelfstandig wonen."),
        note(40, 0, law, Data::FamilySituation, "De ouders van Wei zijn overleden; er is geen familie of partner die hem kan vertegenwoordigen.", "Bepaalt wie voor hem kan beslissen.").judgement(),
        note(38, 0, law, Data::Health, "Wei heeft een verstandelijke beperking en kan een formulier niet overzien, ook niet met uitleg.", "Bepaalt hoe we met hem overleggen.")
            .from(Source::ThirdParty(Party::Gp, "de huisarts".to_owned())),
        note(33, 0, law, Data::Problems, "Wei laat met plaatjes zien dat hij zijn eigen kamer wil houden.", "Zijn wens weegt mee, ook nu.").says(Statement::ClientsView),
        note(28, 0, law, Data::SupportPlan, "We vragen de rechter om een mentor. Tot die er is delen we niets, behalve als het onveilig wordt.", "Dit is het plan.").judgement(),
    ])
}

/// Somebody whose administrator speaks for money and for nothing else.
#[rustfmt::skip]
pub(super) fn bewindvoerder(today: Date) -> Story {
    Story::new(
        today,
        NeighbourhoodTeam::Zuilen,
        Team::Sociaal,
        home("Touwslagersbaan", 76, "3553 MV"),
    )
    .member(
        person("Tomasz/Wójcik", turned(today, 41, 230))
            .represented(Who::Outside("bewindvoerderskantoor".to_owned()), Representative::Bewindvoerder)
            .login("tomasz"),
    )
    .member(person("Kasia/Dąbek", turned(today, 39, 12)))
    .dossier(500, &[Law::Wgs, Law::Participatiewet], 0, [8, 9], vec![
        that(500, 0, Law::Wgs, "Er is een vraag over schulden."),
        note(493, 0, Law::Wgs, Data::Debts, "Er zijn elf schuldeisers; samen gaat het om ruim 14.000 euro.", "Nodig voor het schuldenoverzicht.")
            .from(Source::ThirdParty(Party::Other, "de bewindvoerder".to_owned())),
        note(485, 0, Law::Wgs, Data::Income, "Tomasz krijgt 65 euro leefgeld per week, op vrijdag.", "Het plan moet binnen dit bedrag passen."),
        note(470, 0, Law::Participatiewet, Data::EducationOrWork, "Tomasz werkt weer twee dagen als lasser en wil er een derde dag bij.", "Bepaalt hoe snel de regeling kan lopen.").says(Statement::ClientsView),
        note(462, 1, Law::Wgs, Data::FamilySituation, "Kasia is niet aansprakelijk voor de schulden; zij weet dat haar naam hier staat en vindt het goed.", "Voorkomt dat zij wordt aangeschreven."),
        note(450, 0, Law::Wgs, Data::SupportPlan, "De bewindvoerder vraagt de schuldregeling aan; wij oefenen met Tomasz de begroting.", "Dit is het plan."),
    ])
}

/// Somebody with dementia whose daughter is her mentor.
#[rustfmt::skip]
pub(super) fn mentor(today: Date) -> Story {
    let law = Law::Wmo;
    Story::new(
        today,
        NeighbourhoodTeam::LeidscheRijn,
        Team::Sociaal,
        home("Tuinfluiterhof", 18, "3542 EJ"),
    )
    .member(person("Truus/Hoekstra", turned(today, 84, 190)).cannot_weigh().represented(Who::Member(1), Representative::Mentor))
    .member(person("Marieke/Hoekstra", turned(today, 55, 28)).login("marieke").living_at(home("Marskramerstraat", 3, "3555 DS")))
    .dossier(320, &[law], 0, [12, 13], vec![
        that(320, 0, law, "Er is een vraag om hulp thuis."),
        note(314, 0, law, Data::Health, "Bij Truus is dementie vastgesteld; 's avonds raakt zij de weg in huis kwijt.", "Bepaalt op welk moment hulp nodig is.").from(Source::Representative(Who::Member(1))),
        note(310, 0, law, Data::FamilySituation, "Dochter Marieke komt drie avonden; zij is mantelzorger en mentor.", "Bepaalt wie beslist en wie ontlast moet worden.").from(Source::Representative(Who::Member(1))),
        note(305, 0, law, Data::Problems, "Truus wil niet naar een huis 'waar je niet uit mag'.", "Haar wens weegt mee.").says(Statement::ClientsView),
        note(290, 0, law, Data::Provision, "Dagbesteding op dinsdag en donderdag, met vervoer.", "Om de hulp op elkaar te laten aansluiten.")
            .from(Source::ThirdParty(Party::WmoProvider, "de dagbesteding".to_owned())),
        note(283, 0, law, Data::SupportPlan, "Truus blijft thuis met dagbesteding en een deursensor. Over een half jaar kijken we opnieuw.", "Dit is het plan."),
    ])
    .involving(SUPPORT)
}

/// A fact of a special category, with the ground it rests on.
#[rustfmt::skip]
pub(super) fn special_category(today: Date) -> Story {
    let law = Law::Wmo;
    Story::new(
        today,
        NeighbourhoodTeam::Zuilen,
        Team::Sociaal,
        home("Lantaarnpad", 55, "3555 TK"),
    )
    .member(person("Joost/Postma", turned(today, 27, 66)).login("joost"))
    .dossier(33, &[law], 0, [8, 9], vec![
        that(33, 0, law, "Er is een vraag over veiligheid en wonen."),
        note(30, 0, law, Data::Religion, "Joost is uit een gesloten geloofsgemeenschap gestapt en wordt daarom bedreigd.", "Zonder dit is niet te begrijpen voor wie zijn adres verborgen moet blijven.")
            .on_ground("Veiligheid van de cliënt: de bedreiging komt voort uit zijn geloof."),
        note(30, 0, law, Data::Contact, "Joost wil gebeld worden op zijn nieuwe nummer, niet via zijn familie.", "Zo weet niemand anders van de hulp."),
        note(21, 0, law, Data::Problems, "Joost slaapt bij wisselende vrienden en durft niet alleen over straat.", "Bepaalt hoeveel haast er is.").says(Statement::ClientsView),
        note(14, 0, law, Data::SupportPlan, "Aangifte doet Joost zelf, met een vriend. Wij zoeken een tijdelijke kamer buiten de wijk.", "Dit is het plan."),
    ])
}

/// Help that ended, which its client may still see and which may start again.
#[rustfmt::skip]
pub(super) fn closed(today: Date) -> Story {
    let law = Law::Wmo;
    Story::new(
        today,
        NeighbourhoodTeam::Kanaleneiland,
        Team::Sociaal,
        home("Zilverschoonlaan", 12, "3527 PC"),
    )
    .member(person("Indra/Soekhoe", turned(today, 67, 145)).login("indra"))
    .dossier(600, &[law, Law::Welzijn], 0, [5, 4], vec![
        that(600, 0, law, "Er is een vraag om hulp in huis na een operatie."),
        note(595, 0, law, Data::Health, "Indra mag na haar knieoperatie acht weken niet tillen of traplopen.", "Bepaalt hoe lang hulp nodig is."),
        note(590, 0, law, Data::Provision, "Hulp bij het huishouden voor twaalf weken, twee uur per week.", "Om de hulp te kunnen inzetten."),
        note(500, 0, Law::Welzijn, Data::FamilySituation, "Indra kookt nu één keer per week mee in het buurthuis en kent daar mensen.", "Laat zien dat de hulp kan stoppen.").says(Statement::ClientsView),
        note(245, 0, law, Data::SupportPlan, "Samen besloten dat de hulp klaar is; Indra weet hoe zij ons vindt.", "Dit sluit het plan af."),
    ])
    .closed(240)
}

/// Help that ended so long ago that its dossier has to be destroyed.
#[rustfmt::skip]
pub(super) fn over(today: Date) -> Story {
    let law = Law::Wmo;
    Story::new(
        today,
        NeighbourhoodTeam::Kanaleneiland,
        Team::Sociaal,
        home("Marshalllaan", 40, "3527 TB"),
    )
    .member(person("Aleida/Vonk", turned(today, 84, 30)))
    .dossier(6400, &[law], 0, [5, 4], vec![
        that(6400, 0, law, "Er is een vraag om hulp bij het schoonmaken."),
        note(6390, 0, law, Data::Provision, "Hulp bij het huishouden, drie uur per week, een jaar lang.", "Om de hulp te kunnen inzetten."),
        note(6380, 0, law, Data::Health, "Aleida kan door haar rug niet lang staan en niet tillen.", "Bepaalt welke hulp nodig is."),
        note(6200, 0, law, Data::FamilySituation, "Een nicht kijkt elke week of het goed gaat.", "Laat zien wie er nog meer helpt.").says(Statement::ClientsView),
        note(6010, 0, law, Data::SupportPlan, "Een nicht neemt het over; de hulp is klaar.", "Dit sluit het plan af."),
    ])
    .closed(6000)
}
