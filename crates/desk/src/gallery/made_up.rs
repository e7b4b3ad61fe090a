//! People and facts that do not exist, for the gallery.

use std::borrow::Cow;

use crate::login::DemoPerson;
use crate::part::{
    Action, Badge, Banner, Because, Cell, Checklist, Empty, Fact, Mood, Outcome, Pairs, Standing,
    State, Step, Table, Task, Tasks, Tone,
};
use crate::words::Lang;

const LONG: &str = "Wilhelmina van den Oosterhuizen-Verhoeve";

/// The gallery's own words stand here and not among the texts: nobody else reads them.
fn say(t: Lang, nl: &'static str, en: &'static str) -> &'static str {
    match t {
        Lang::Nl => nl,
        Lang::En => en,
    }
}

pub(super) fn head(t: Lang) -> Pairs {
    Pairs::new()
        .row(say(t, "Coördinator", "Coordinator"), LONG)
        .row(say(t, "Vervanger", "Substitute"), "Noor Bakker")
        .row(say(t, "Wet", "Law"), "Jeugdwet, Wmo")
        .row(say(t, "BSN", "BSN"), crate::words::group_bsn("999912345"))
        .row(
            say(t, "Bewaren tot", "Kept until"),
            t.day(jiff::civil::date(2046, 11, 21)),
        )
        .strip()
}

pub(super) fn badges(t: Lang) -> Vec<Badge> {
    vec![
        Badge::new(say(t, "wat", "what"), Tone::Plain),
        Badge::new("Jeugdwet", Tone::House),
        Badge::new(say(t, "samen met de cliënt", "with the client"), Tone::Good),
        Badge::new(say(t, "nog 3 dagen", "3 days left"), Tone::Care),
        Badge::new(say(t, "te laat", "overdue"), Tone::Alarm),
        Badge::new(say(t, "gezondheid", "health"), Tone::Special),
    ]
}

pub(super) fn banners(t: Lang) -> Vec<Banner> {
    vec![
        Banner::new(Mood::Glass, say(t, "Noodtoegang: dit dossier is opengebroken", "Broken glass in this dossier"))
            .line(say(
                t,
                "Youssef El Amrani, buurtteammedewerker, op 21 november 2026 om 14:05. Reden: weekenddienst, moeder belde in paniek.",
                "Youssef El Amrani, neighbourhood team professional, on 21 November 2026 at 14:05. Reason: weekend duty, mother called in panic.",
            ))
            .action(Action::new("/_kijk", say(t, "Beoordelen", "Judge"))),
        Banner::new(Mood::Good, say(t, "Opgeslagen", "Saved")).loud(),
        Banner::new(Mood::Info, say(t, "Dit dossier hoort bij één persoon.", "This dossier belongs to one person.")),
        Banner::new(Mood::Care, say(t, "Er wacht een toestemming", "A consent is waiting"))
            .line(say(t, "Fatma heeft nog niet geantwoord.", "Fatma has not answered yet.")),
        Banner::new(Mood::Alarm, say(t, "Dit kan niet worden teruggedraaid", "This cannot be undone")),
    ]
}

fn because(
    t: Lang,
    source: &str,
    law: Option<&str>,
    nl: &'static str,
    en: &'static str,
) -> Because {
    Because {
        rule: "gallery".to_owned(),
        source: source.to_owned(),
        law: law.map(str::to_owned),
        says: say(t, nl, en).to_owned(),
    }
}

pub(super) fn incomplete(t: Lang) -> Checklist {
    let consent = because(
        t,
        "PV 2B",
        Some("Jeugdwet 7.3.11 lid 1"),
        "Vraag elke keer opnieuw toestemming, voor dit ene doel.",
        "Ask for consent each time again, for this one purpose.",
    );
    Checklist::new(t, say(t, "Mag dit gedeeld worden?", "May this be shared?"), Outcome::Incomplete)
        .step(Step::new(State::Done, say(t, "Het doel", "The purpose")))
        .step(
            Step::new(State::Done, say(t, "Waarom het nodig is", "Why it is needed")).because(because(
                t,
                "PV 2.2",
                None,
                "Deel alleen wat nodig is om te helpen. Handig is geen reden.",
                "Share only what is needed to help. Handy is not a reason.",
            )),
        )
        .step(
            Step::new(State::Needed, say(t, "Toestemming", "Consent"))
                .by(say(t, "Van: Fatma zelf, en Wilhelmina van den Oosterhuizen-Verhoeve (ouder met gezag)", "From: Fatma herself, and Wilhelmina van den Oosterhuizen-Verhoeve (parent with authority)"))
                .at("/_kijk/formulier")
                .because(consent),
        )
        .step(Step::new(State::Needed, say(t, "Een gesprek met z’n drieën", "A three-way conversation")).by(say(
            t,
            "Vraag de cliënt en de school samen aan tafel.",
            "Ask the client and the school to the table together.",
        )))
}

pub(super) fn refused(t: Lang) -> Checklist {
    let mut list = Checklist::new(
        t,
        say(t, "Mag u dit dossier openen?", "May you open this dossier?"),
        Outcome::Prohibited,
    )
    .step(
        Step::new(
            State::Barred,
            say(
                t,
                "Noor Bakker (coördinator) is er vandaag",
                "Noor Bakker (coordinator) is present today",
            ),
        )
        .by(say(t, "Vraag het aan haar.", "Ask her.")),
    );
    list.because = vec![because(
        t,
        "PV 4",
        Some("AVG 32 lid 4"),
        "Alleen wie direct bij de cliënt betrokken is, ziet het dossier.",
        "Only those directly involved with the client see the dossier.",
    )];
    list.charter = Some(t.with2(
        "checklist-charter",
        "name",
        t.of(&regie_terms::Charter::Utrecht),
        "day",
        t.day(jiff::civil::date(2018, 5, 25)),
    ));
    list
}

pub(super) fn checklists(t: Lang) -> Vec<Checklist> {
    let permitted = Checklist::new(
        t,
        say(t, "Mag dit opgeschreven worden?", "May this be recorded?"),
        Outcome::Permitted,
    )
    .step(Step::new(
        State::Done,
        say(
            t,
            "De cliënt heeft uitleg gehad",
            "The client was told how we work",
        ),
    ))
    .step(Step::new(
        State::Duty,
        say(t, "Noteer dit in het dossier", "Note this in the dossier"),
    ));
    let mut all = vec![incomplete(t), permitted, refused(t)];
    for (at, list) in all.iter_mut().enumerate() {
        list.id = Cow::Owned(format!("checklist-{at}"));
    }
    all
}

pub(super) fn facts(t: Lang) -> Vec<Fact> {
    let fact = |id: &str, standing| {
        Fact {
        t,
        id: id.to_owned(),
        title: Cow::Borrowed(say(t, "school of werk", "school or work")),
        text: say(
            t,
            "Sevgi gaat sinds september niet meer naar school. Ze zegt dat ze buikpijn heeft als ze aan de klas denkt.\nMet de mentor is een afspraak gemaakt.",
            "Sevgi has not been to school since September. She says her stomach hurts when she thinks of the class.\nAn appointment with her mentor was made.",
        )
        .to_owned(),
        badges: vec![
            Badge::new(say(t, "wat", "what"), Tone::Plain),
            Badge::new("Jeugdwet", Tone::House),
            Badge::new(say(t, "van Sevgi zelf", "from Sevgi herself"), Tone::Plain),
        ],
        written: say(
            t,
            "Opgeschreven op 3 november 2026 door Noor Bakker, samen met Sevgi",
            "Written on 3 November 2026 by Noor Bakker, together with Sevgi",
        )
        .to_owned(),
        label: vec![
            (Cow::Borrowed(say(t, "Over wie", "About whom")), LONG.to_owned()),
            (Cow::Borrowed(say(t, "Waarvoor", "What for")), say(t, "hulp van het buurtteam", "support by the team").to_owned()),
            (Cow::Borrowed(say(t, "Op grond van", "On the basis of")), "Jeugdwet 7.3.8 lid 1".to_owned()),
            (Cow::Borrowed(say(t, "Waarom nodig", "Why needed")), say(t, "Zonder dit kunnen we niet met school overleggen wat helpt.", "Without this we cannot discuss with school what helps.").to_owned()),
        ],
        reading: None,
        said: Vec::new(),
        standing,
        actions: vec![
            Action::new("/_kijk", say(t, "Verbeteren", "Correct")),
            Action::new("/_kijk", say(t, "Delen", "Share")),
        ],
    }
    };
    let mut special = fact("fact-2", Standing::Current);
    special.title = Cow::Borrowed(say(t, "gezondheid", "health"));
    special.badges.push(Badge::new(
        say(t, "bijzonder gegeven", "special category"),
        Tone::Special,
    ));
    special.text = "نور تنام بشكل سيئ منذ الصيف".to_owned();
    special.reading = Some((
        t.say("fact-reading"),
        say(
            t,
            "Het gaat nu beter dan toen.",
            "It is going better now than then.",
        )
        .to_owned(),
    ));
    vec![
        fact("fact-1", Standing::Current),
        special,
        fact("fact-3", Standing::Corrected),
        fact("fact-4", Standing::Restricted),
    ]
}

pub(super) fn tasks(t: Lang) -> Tasks {
    let task = |what: &str, about: &str, badge| Task {
        href: "/_kijk/formulier".to_owned(),
        what: what.to_owned(),
        about: Some(about.to_owned()),
        badge,
    };
    Tasks {
        tasks: vec![
            task(
                say(t, "Beoordeel de noodtoegang", "Judge the broken glass"),
                LONG,
                Some(Badge::new(
                    say(t, "sinds gisteren", "since yesterday"),
                    Tone::Alarm,
                )),
            ),
            task(
                say(
                    t,
                    "Vraag toestemming om te delen met school",
                    "Ask consent to share with school",
                ),
                "Sevgi Yılmaz",
                Some(Badge::new(say(t, "nog 3 dagen", "3 days left"), Tone::Care)),
            ),
            task(
                say(t, "Bespreek het plan", "Discuss the plan"),
                "Олена Коваль",
                None,
            ),
        ],
    }
}

pub(super) fn table(t: Lang) -> Table {
    Table {
        caption: Cow::Borrowed(say(
            t,
            "Gedeeld uit dit dossier",
            "Shared from this dossier",
        )),
        heads: [
            say(t, "Met wie", "With whom"),
            say(t, "Wanneer", "When"),
            say(t, "Wat", "What"),
            say(t, "Stand", "State"),
        ]
        .map(Cow::Borrowed)
        .to_vec(),
        rows: vec![
            vec![
                Cell::Link(
                    "/_kijk".to_owned(),
                    say(
                        t,
                        "Basisschool De Kleine Wereld",
                        "De Kleine Wereld primary school",
                    )
                    .to_owned(),
                ),
                t.day(jiff::civil::date(2026, 11, 3)).into(),
                say(t, "voorziening", "provision").into(),
                Cell::Badge(Badge::new(say(t, "gedeeld", "shared"), Tone::Good)),
            ],
            vec![
                Cell::Text(LONG.to_owned()),
                t.day(jiff::civil::date(2026, 10, 12)).into(),
                say(
                    t,
                    "naam en adres, hulpvraag",
                    "name and address, request for help",
                )
                .into(),
                Cell::Badge(Badge::new(
                    say(t, "toestemming geweigerd", "consent refused"),
                    Tone::Alarm,
                )),
            ],
        ],
    }
}

pub(super) fn looks(t: Lang) -> Table {
    Table {
        caption: Cow::Borrowed(say(
            t,
            "Wie keek in uw dossier",
            "Who looked in your dossier",
        )),
        heads: [
            say(t, "Wie", "Who"),
            say(t, "Wanneer", "When"),
            say(t, "Waarom", "Why"),
        ]
        .map(Cow::Borrowed)
        .to_vec(),
        rows: vec![
            vec![
                say(
                    t,
                    "Noor Bakker, buurtteammedewerker",
                    "Noor Bakker, neighbourhood team professional",
                )
                .into(),
                t.day(jiff::civil::date(2026, 11, 20)).into(),
                say(t, "uw coördinator", "your coordinator").into(),
            ],
            vec![
                say(
                    t,
                    "Youssef El Amrani, buurtteammedewerker",
                    "Youssef El Amrani, neighbourhood team professional",
                )
                .into(),
                t.day(jiff::civil::date(2026, 11, 21)).into(),
                say(
                    t,
                    "noodtoegang: weekenddienst",
                    "broken glass: weekend duty",
                )
                .into(),
            ],
        ],
    }
}

pub(super) fn who_may_what(t: Lang) -> Table {
    use regie_terms::{Function, Relation};
    let row = |function, relation, may: &'static str| {
        vec![
            Cell::from(t.of::<Function>(&function)),
            t.of::<Relation>(&relation).into(),
            may.into(),
        ]
    };
    Table {
        caption: Cow::Borrowed(say(
            t,
            "Wie een dossier mag openen",
            "Who may open a dossier",
        )),
        heads: [
            say(t, "Functie", "Function"),
            say(t, "Band met het dossier", "Relation to the dossier"),
            say(t, "Mag", "May"),
        ]
        .map(Cow::Borrowed)
        .to_vec(),
        rows: vec![
            row(
                Function::Professional,
                Relation::Coordinator,
                say(t, "bekijken en bewerken", "view and edit"),
            ),
            row(
                Function::Support,
                Relation::Involved,
                say(t, "bekijken", "view"),
            ),
            row(
                Function::Municipal,
                Relation::None,
                say(t, "niets", "nothing"),
            ),
        ],
    }
}

pub(super) fn empty(t: Lang) -> Empty {
    Empty {
        text: Cow::Borrowed(say(
            t,
            "Er wacht vandaag niets op u",
            "Nothing is waiting for you today",
        )),
        hint: Some(Cow::Borrowed(say(
            t,
            "Nieuwe vragen om toestemming komen hier te staan.",
            "New requests for consent will appear here.",
        ))),
        action: Some(Action::new(
            "/_kijk",
            say(t, "Een dossier zoeken", "Find a dossier"),
        )),
    }
}

pub(super) fn people(t: Lang) -> Vec<(&'static str, Vec<DemoPerson>)> {
    let person = |name: &str, function: &str, what: &str| DemoPerson {
        login: "x".to_owned(),
        name: name.to_owned(),
        function: function.to_owned(),
        what: what.to_owned(),
    };
    vec![
        (
            "demo-staff",
            vec![
                person(
                    "Noor Bakker",
                    say(
                        t,
                        "coördinator, team Jeugd en Gezin",
                        "coordinator, team Jeugd en Gezin",
                    ),
                    say(
                        t,
                        "Open het dossier van Sevgi en deel iets met school.",
                        "Open Sevgi’s dossier and share something with school.",
                    ),
                ),
                person(
                    LONG,
                    say(
                        t,
                        "buurtteammedewerker, Overvecht",
                        "neighbourhood team professional, Overvecht",
                    ),
                    say(
                        t,
                        "U bent niet betrokken. Probeer een dossier te openen en breek het glas.",
                        "You are not involved. Try to open a dossier and break the glass.",
                    ),
                ),
                person(
                    "Youssef El Amrani",
                    say(t, "voordeurmedewerker", "front door worker"),
                    say(t, "Zoek iemand op BSN.", "Find somebody by BSN."),
                ),
            ],
        ),
        (
            "demo-clients",
            vec![person(
                "Sevgi Yılmaz",
                say(t, "cliënt, wordt maandag 16", "client, turns 16 on Monday"),
                say(
                    t,
                    "Kijk wie uw dossier opende.",
                    "See who opened your dossier.",
                ),
            )],
        ),
    ]
}

/// What the list of people says to try first.
pub(super) fn first(t: Lang) -> Vec<String> {
    let open = say(
        t,
        "Als Noor, coördinator: open een dossier.",
        "As Noor, coordinator: open a dossier.",
    );
    let ask = say(
        t,
        "Als cliënt: zie wie er keek, en waarom.",
        "As a client: see who looked, and why.",
    );
    vec![open.to_owned(), ask.to_owned()]
}
