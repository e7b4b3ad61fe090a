//! The card of everybody on the demonstration's login page: what they can do under a charter, and the page that shows it.
//!
//! A card promises nothing the program does not do today: a test walks them all, under every charter. What a charter
//! treats differently has a row of its own, before the row for the others.

use regie_terms::Charter;

/// What somebody of the demonstration can do, and where it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// What to try, Dutch.
    pub nl: &'static str,
    /// What to try, English.
    pub en: &'static str,
    /// The page that shows it.
    pub page: Page,
    /// How the heading of that page begins, in Dutch.
    pub heading: &'static str,
}

/// A page of the site. Families are counted from 0 in the order of the demonstration, members within their family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// An address that is the same for everybody.
    At(&'static str),
    /// The dossier of a family.
    Dossier(usize),
    /// The portal's page about a member of a family.
    About(usize, usize),
    /// The portal's page on who looked at what stands about a member of a family.
    WhoLooked(usize, usize),
}

/// The card of who logs in so; none for somebody who is not in the demonstration.
#[must_use]
pub fn card(login: &str, charter: Charter) -> Option<Card> {
    let fits = |row: &&Row| {
        let under = row.under.is_empty() || row.under.contains(&charter);
        under && row.who.contains(&login)
    };
    ROWS.iter().find(fits).map(|row| row.card)
}

struct Row {
    who: &'static [&'static str],
    /// The charters it holds under; all of them when empty.
    under: &'static [Charter],
    card: Card,
}

const fn row(
    who: &'static [&'static str],
    under: &'static [Charter],
    page: Page,
    heading: &'static str,
    nl: &'static str,
    en: &'static str,
) -> Row {
    let card = Card {
        nl,
        en,
        page,
        heading,
    };
    Row { who, under, card }
}

use Charter::{Kempen, Utrecht, UtrechtZuidoost, Wet};
use Page::{About, At, Dossier, WhoLooked};

const ALL: &[Charter] = &[];
const WORK: &str = "Mijn werk";

/// Those who coordinate, stand in or are involved, and by the law alone get at nothing.
const HAVE_DOSSIERS: &[&str] = &[
    "meryem",
    "jan-willem",
    "soraya",
    "pieter",
    "hatice",
    "lotte",
    "ingrid",
    "farid",
    "bo",
    "yara",
    "tjeerd",
    "agata",
    "marloes",
    "kofi",
    "eline",
    "ondersteuning",
];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    row(HAVE_DOSSIERS, &[Wet], At("/"), WORK,
        "Heeft dossiers in de lijst en komt er niet in: de wet noemt niemand die zomaar een dossier mag openen. Open er een en lees dat.",
        "Has dossiers in the list and gets into none: the law names nobody who may simply open a dossier. Open one and read so."),

    row(&["meryem"], &[Utrecht], Dossier(1), "Dossier van 't Wout",
        "Coördinator van Kees, vandaag weg; haar vervanger ook. Brak een collega het glas, dan wacht hier de vraag of dat terecht was.",
        "Coordinates Kees' dossier, away today, and so is her substitute. When a colleague broke the glass, the question whether that was right waits here."),
    row(&["meryem"], ALL, Dossier(1), "Dossier van 't Wout",
        "Coördinator van Kees, vandaag weg; haar vervanger ook. Voor een collega heeft dit reglement geen noodtoegang.",
        "Coordinates Kees' dossier, away today, and so is her substitute. This charter has no emergency access for a colleague."),
    row(&["jan-willem"], ALL, Dossier(1), "Dossier van 't Wout",
        "Vervanger van Meryem bij Kees, vandaag ook weg. Wie Kees precies zoekt, leest dat.",
        "Stands in for Meryem in Kees' dossier, away today as well. Whoever finds Kees exactly reads so."),
    row(&["soraya"], ALL, Dossier(0), "Dossier Aydın",
        "Begin hier. Coördinator van Zeynep: deel een feit met school en zie van wie vandaag een ja nodig is.",
        "Start here. Coordinates Zeynep's dossier: share a fact with the school and see whose yes it takes today."),
    row(&["pieter"], ALL, Dossier(0), "Dossier Aydın",
        "Vervanger van Soraya, vandaag weg. Zij is er wel.",
        "Stands in for Soraya, away today. She is there."),
    row(&["hatice"], ALL, Dossier(6), "Dossier Chen",
        "Coördinator van Wei, die dit niet zelf kan afwegen en niemand heeft die het voor hem doet: begin iets te delen en lees waarom het niet mag.",
        "Coordinates the dossier of Wei, who cannot weigh this himself and has nobody to do it for him: begin to share something and read why it may not be."),
    row(&["lotte"], ALL, Dossier(6), "Dossier Chen",
        "Vervanger van Hatice bij Wei. Indra, die zij hielp, staat niet meer in haar lijst: die hulp is klaar.",
        "Stands in for Hatice in Wei's dossier. Indra, whom she helped, is no longer in her list: that help has ended."),
    row(&["abdel"], &[Utrecht], At("/vind"), "Zoek een dossier",
        "Collega zonder taak bij Kees: zoek hem precies en vraag met een reden noodtoegang.",
        "A colleague with no task in Kees' dossier: find him exactly and ask for emergency access with a reason."),
    row(&["abdel"], ALL, At("/vind"), "Zoek een dossier",
        "Collega zonder taak bij Kees: zoek hem precies en lees waarom hij er hier niet in komt.",
        "A colleague with no task in Kees' dossier: find him exactly and read why he does not get in here."),
    row(&["ingrid"], ALL, Dossier(2), "Dossier de Boer",
        "Vervanger van Abdel bij Bram, die morgen twaalf wordt en dan meebeslist.",
        "Stands in for Abdel in the dossier of Bram, who turns twelve tomorrow and then decides too."),
    row(&["farid"], ALL, Dossier(7), "Dossier Wójcik",
        "Coördinator van Tomasz, die een bewindvoerder heeft en zelf kan afwegen: hij gaf antwoord op wat Farid over zijn schulden wil delen, en dat kan nu.",
        "Coordinates the dossier of Tomasz, who has an administrator (bewindvoerder) and can weigh things himself: he answered what Farid wants to share about his debts, and now it can go."),
    row(&["bo"], ALL, Dossier(10), "Dossier Postma",
        "Vervanger van Farid bij Joost, die om zijn geloof wordt bedreigd: een bijzonder gegeven, met de grond erbij.",
        "Stands in for Farid in the dossier of Joost, who is threatened over his religion: a special category, with its ground."),
    row(&["yara"], ALL, Dossier(3), "Dossier Kovalenko",
        "Coördinator van Sofija, geboren op 29 februari.",
        "Coordinates the dossier of Sofija, born on 29 February."),
    row(&["tjeerd"], ALL, Dossier(5), "Dossier Pinas",
        "Coördinator van Melinda, zeventien en moeder: over haar baby beslist een voogd.",
        "Coordinates the dossier of Melinda, seventeen and a mother: a guardian decides about her baby."),
    row(&["agata"], &[Utrecht], Dossier(8), "Dossier Hoekstra",
        "Coördinator van Truus, die dementie heeft en haar dochter als mentor. Gisteravond was er noodtoegang: beoordeel of dat terecht was.",
        "Coordinates the dossier of Truus, who has dementia and her daughter as mentor. Yesterday evening there was emergency access: judge whether it was right."),
    row(&["agata"], ALL, Dossier(8), "Dossier Hoekstra",
        "Coördinator van Truus, die dementie heeft; haar dochter Marieke is haar mentor.",
        "Coordinates the dossier of Truus, who has dementia; her daughter Marieke is her mentor."),
    row(&["marloes"], &[Utrecht], Dossier(8), "Dossier Hoekstra",
        "Vervanger van Agata bij Truus: beoordeelt net als zij of de noodtoegang van gisteravond terecht was.",
        "Stands in for Agata in Truus' dossier: judges, as she does, whether the emergency access of yesterday evening was right."),
    row(&["marloes"], ALL, Dossier(8), "Dossier Hoekstra",
        "Vervanger van Agata bij Truus.",
        "Stands in for Agata in Truus' dossier."),
    row(&["kofi"], ALL, Dossier(4), "Dossier Benali",
        "Coördinator van Ilyas: deel iets met school en zie dat beide ouders gevraagd worden, ook die elders woont. Bekijkt vandaag ook opnieuw of het ondersteuningsplan past, en of het ouderschapsplan nog nodig is.",
        "Coordinates Ilyas' dossier: share something with the school and see that both parents are asked, also the one who lives elsewhere. Looks again today whether the support plan fits, and whether the parenting plan is still needed."),
    row(&["eline"], ALL, Dossier(11), "Dossier van Oosterhout",
        "Coördinator van een gezin van zeven; één feit over de oudste zoon is afgeschermd. Vertelde de mentor van Roos iets zonder het te vragen, en vult dat nu aan.",
        "Coordinates the dossier of a family of seven; one fact about the eldest son is shielded. Told Roos' mentor something without asking, and completes that now."),

    row(&["inrichting"], ALL, At("/verklaringen"), "Verklaringen",
        "De eerste beheerder, die alles inrichtte: tekent eerst de verklaringen, zoals iedereen.",
        "The first administrator, who set everything up: signs the declarations first, like everybody."),
    row(&["nieuw"], ALL, At("/verklaringen"), "Verklaringen",
        "Nieuw: tekent eerst de geheimhouding; tot dan gaat er geen pagina van het werk open.",
        "New: signs for confidentiality first; until then no page of the work opens."),
    row(&["dubbel"], ALL, At("/functie"), "In welke functie werkt u nu?",
        "Werkt aan de voordeur en als professional, en kiest wat ze nu is.",
        "Works at the front door and as a professional, and chooses which she is now."),
    row(&["voordeur"], ALL, At("/dossier/nieuw"), "Nieuw dossier",
        "Voordeur: meldt iemand aan bij een team; het dossier begint leeg.",
        "Front door: registers somebody with a team; the dossier starts empty."),
    row(&["ondersteuning"], &[Utrecht, Kempen], Dossier(8), "Dossier Hoekstra",
        "Ondersteuning: leest mee waar hij betrokken is, en schrijft niet.",
        "Support: reads along where he is involved, and does not write."),
    row(&["ondersteuning"], &[UtrechtZuidoost], At("/"), WORK,
        "Ondersteuning: is bij dossiers betrokken, en komt er niet in: dit protocol noemt die functie niet. Open er een en lees dat.",
        "Support: is involved in dossiers and gets into none: this protocol does not name that function. Open one and read so."),
    row(&["manager"], &[Kempen], At("/vind"), "Zoek een dossier",
        "Leidinggevende: zoekt precies, en kijkt met een reden voor zover de eigen taak dat vraagt.",
        "Manager: finds exactly, and views with a reason as far as the task asks for it."),
    row(&["manager"], ALL, At("/beheer/code"), "Code van de tweede stap kwijt",
        "Leidinggevende: opent geen dossiers, en vervangt samen met een beheerder een verloren tweede stap.",
        "Manager: opens no dossiers, and replaces a lost second step together with an administrator."),
    row(&["klachten"], &[Kempen], At("/vind"), "Zoek een dossier",
        "Behandelt klachten: zoekt precies, en kijkt met een reden voor zover de klacht dat vraagt.",
        "Handles complaints: finds exactly, and views with a reason as far as the complaint asks for it."),
    row(&["klachten"], ALL, At("/"), WORK,
        "Behandelt klachten: heeft hier geen dossiers. De eerste pagina zegt waarom.",
        "Handles complaints: has no dossiers here. The first page says why."),
    row(&["beheer1"], ALL, At("/beheer/accounts"), "Accounts",
        "Functioneel beheerder: maakt accounts, nodigt mensen uit en beëindigt toegang.",
        "Functional administrator: makes accounts, invites people and ends their access."),
    row(&["beheer2"], ALL, At("/beheer/code"), "Code van de tweede stap kwijt",
        "De tweede functioneel beheerder: vervangt samen met een leidinggevende een verloren tweede stap.",
        "The second functional administrator: replaces a lost second step together with a manager."),
    row(&["fg"], &[Utrecht], At("/"), WORK,
        "Functionaris gegevensbescherming: beoordeelt een incident, want er is gedeeld zonder het te vragen. Was een noodtoegang niet terecht, dan wacht dat hier ook.",
        "Data protection officer: judges an incident, since something was shared without asking. When an emergency access was not right, that waits here too."),
    row(&["fg"], &[UtrechtZuidoost, Kempen], At("/"), WORK,
        "Functionaris gegevensbescherming: beoordeelt een incident, want er is gedeeld zonder het te vragen. Een dossier gaat van hieruit niet open.",
        "Data protection officer: judges an incident, since something was shared without asking. No dossier opens from here."),
    row(&["fg"], ALL, At("/"), WORK,
        "Functionaris gegevensbescherming: een incident zou hier wachten. Een dossier gaat van hieruit niet open.",
        "Data protection officer: an incident would wait here. No dossier opens from here."),
    row(&["beveiliging"], ALL, At("/"), WORK,
        "Informatiebeveiliging: ziet geen persoonsgegevens. De eerste pagina zegt waarom.",
        "Information security: sees no personal data. The first page says why."),
    row(&["bestuur"], ALL, At("/"), WORK,
        "Bestuur: ziet geen dossiers. De eerste pagina zegt waarom.",
        "Board: sees no dossiers. The first page says why."),
    row(&["gemeente"], ALL, At("/"), WORK,
        "Medewerker van de gemeente: ziet geen dossiers. De eerste pagina zegt waarom.",
        "Municipal employee: sees no dossiers. The first page says why."),
    row(&["partner"], ALL, At("/"), WORK,
        "Werkt bij een partner: ziet geen dossiers. De eerste pagina zegt waarom.",
        "Works for a partner: sees no dossiers. The first page says why."),

    row(&["zeynep"], ALL, At("/mijn"), "Uw dossier",
        "Wordt over drie dagen zestien: haar eerste pagina zegt vanaf welke dag zij alleen beslist.",
        "Turns sixteen in three days: her first page says from which day she decides alone."),
    row(&["elif"], ALL, About(0, 0), "Wat we weten over Zeynep Aydın",
        "Moeder van Zeynep en Emre: leest wat er over hen staat, en op haar eerste pagina tot welke dag.",
        "Mother of Zeynep and Emre: reads what is known about them, and on her first page until which day."),
    row(&["kees"], &[Utrecht], WhoLooked(1, 0), "Wie keek er in uw dossier",
        "Cliënt: leest wat er bekend is en wie er keek. Vroeg Abdel noodtoegang, dan staat dat er met zijn reden.",
        "Client: reads what is known and who looked. When Abdel asked for emergency access, it stands there with his reason."),
    row(&["kees"], ALL, WhoLooked(1, 0), "Wie keek er in uw dossier",
        "Cliënt: leest wat er bekend is en wie er keek. Zocht Abdel hem, dan staat dat er ook.",
        "Client: reads what is known and who looked. When Abdel searched for him, that stands there too."),
    row(&["bram"], ALL, At("/mijn"), "Uw dossier",
        "Wordt morgen twaalf: vandaag ziet hij nog geen dossier, morgen wel.",
        "Turns twelve tomorrow: today he sees no dossier yet, tomorrow he does."),
    row(&["sjoerd"], ALL, About(2, 0), "Wat we weten over Bram de Boer",
        "Vader van Bram: beslist vandaag alleen, en leest op zijn eerste pagina vanaf welke dag samen.",
        "Father of Bram: decides alone today, and reads on his first page from which day together."),
    row(&["sofija"], ALL, At("/mijn"), "Uw dossier",
        "Geboren op 29 februari: haar eerste pagina zegt vanaf welke dag zij alleen beslist.",
        "Born on 29 February: her first page says from which day she decides alone."),
    row(&["iryna"], ALL, About(3, 0), "Wat we weten over Sofija Kovalenko",
        "Moeder van Sofija: leest wat er over haar staat. Zij en Sofija beslissen samen.",
        "Mother of Sofija: reads what is known about her. She and Sofija decide together."),
    row(&["sanne"], ALL, About(4, 0), "Wat we weten over Ilyas Benali",
        "Moeder van Ilyas, gescheiden: leest wat er over hem staat, ook hoe zijn vader het ziet.",
        "Mother of Ilyas, divorced: reads what is known about him, also how his father sees it."),
    row(&["rachid"], ALL, About(4, 0), "Wat we weten over Ilyas Benali",
        "Vader van Ilyas, woont elders en heeft ook gezag: leest wat er over hem staat, ook hoe zijn moeder het ziet.",
        "Father of Ilyas, lives elsewhere and holds authority too: reads what is known about him, also how his mother sees it."),
    row(&["melinda"], ALL, About(5, 0), "Wat we over u weten",
        "Zeventien en moeder zonder gezag: leest over zichzelf, en niet over haar baby.",
        "Seventeen and a mother without authority: reads about herself, and not about her baby."),
    row(&["gwendoline"], ALL, About(5, 2), "Wat we over u weten",
        "Moeder van Melinda: leest alleen wat over haarzelf gaat, want Melinda beslist vanaf haar zestiende alleen.",
        "Mother of Melinda: reads only what is about herself, since Melinda decides alone from sixteen."),
    row(&["tomasz"], ALL, About(7, 0), "Wat we over u weten",
        "Heeft een bewindvoerder voor zijn geld, en leest zelf alles wat er over hem staat.",
        "Has an administrator (bewindvoerder) for his money, and reads himself all that is known about him."),
    row(&["marieke"], &[Utrecht], About(8, 0), "Wat we weten over Truus Hoekstra",
        "Mentor van haar moeder Truus: leest wat er over haar staat, en wie er gisteravond met noodtoegang keek en waarom.",
        "Mentor of her mother Truus: reads what is known about her, and who looked by emergency access yesterday evening and why."),
    row(&["marieke"], ALL, About(8, 0), "Wat we weten over Truus Hoekstra",
        "Mentor van haar moeder Truus: leest wat er over haar staat.",
        "Mentor of her mother Truus: reads what is known about her."),
    row(&["hafsa"], ALL, About(9, 1), "Wat we over u weten",
        "Woont op een geheim adres: het staat op geen enkele pagina van het portaal, ook niet op de hare.",
        "Lives at a secret address: it stands on no page of the portal, not even on her own."),
    row(&["driss"], ALL, About(9, 0), "Wat we weten over Yousra Tahiri",
        "Vader van Yousra, met gezag: leest over haar, en nergens waar zij woont.",
        "Father of Yousra, with authority: reads about her, and nowhere where she lives."),
    row(&["joost"], ALL, About(10, 0), "Wat we over u weten",
        "Wordt bedreigd om zijn geloof: leest dat het er staat, waarom, en op welke grond.",
        "Is threatened over his religion: reads that it stands there, why, and on which ground."),
    row(&["wilhelmina"], ALL, About(11, 3), "Wat we weten over Roos van Oosterhout",
        "Moeder van een groot gezin, met een naam van veertig letters: leest over haar drie jonge kinderen, en niet over haar zoon van negentien.",
        "Mother of a large family, with a name of forty letters: reads about her three young children, and not about her son of nineteen."),
    row(&["thijs"], ALL, About(11, 2), "Wat we over u weten",
        "Negentien: leest dat hij om een eigen dossier vroeg.",
        "Nineteen: reads that he asked for a dossier of his own."),
    row(&["indra"], ALL, About(12, 0), "Wat we over u weten",
        "Haar hulp is klaar; wat er over haar staat leest zij nog.",
        "Her help has ended; she still reads what is known about her."),
];
