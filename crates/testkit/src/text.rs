//! What a worker might write down, by topic: the sentences the synthetic entries are made of.
//!
//! Each template carries the label that fits its sentence, so that a made-up dossier looks like work and not
//! like noise. Between braces stand a given name (`{wie}`) and details drawn from the short lists below.

use jiff::civil::Date;
use regie_terms::{Data, Kind, Law, Party, Purpose};

use crate::household::{EntryPlan, Flags, Person, Source, Statement, Who};
use crate::random::Random;

/// How many lines pass before a line about how it went may come back.
const LATELY: usize = 3;

/// What a dossier is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    Debts,
    Benefits,
    Housing,
    Care,
    Loneliness,
    Parenting,
    School,
    YouthHelp,
}

/// Whom a sentence can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Adult,
    Child,
}

/// Where a sentence of this kind comes from; a client's words come from the representative when the client
/// is under twelve or cannot weigh the matter.
#[derive(Clone, Copy)]
enum From {
    Client,
    Seen,
    Register,
    Third(Party, &'static str),
}

struct Template {
    about: About,
    data: Data,
    kind: Kind,
    statement: Statement,
    from: From,
    text: &'static str,
}

const fn line(
    about: About,
    data: Data,
    kind: Kind,
    statement: Statement,
    from: From,
    text: &'static str,
) -> Template {
    Template {
        about,
        data,
        kind,
        statement,
        from,
        text,
    }
}

use self::About::{Adult, Child};
use self::From::{Client, Register, Seen, Third};
use Kind::{That, What};
use Statement::{AnothersView, ClientsView, Fact, Judgement};

// Tables: one sentence a line, however long.
#[rustfmt::skip]
const DEBTS: &[Template] = &[
    line(Adult, Data::Debts, That, Fact, Client, "Er zijn schulden; {wie} wil daar hulp bij."),
    line(Adult, Data::Debts, What, Fact, Client, "{wie} heeft een huurachterstand van {bedrag} euro, ontstaan sinds {maand}."),
    line(Adult, Data::Debts, What, Fact, Third(Party::HousingAssociation, "de woningcorporatie"), "De corporatie wacht met de volgende stap als er voor het eind van {maand} een betalingsregeling ligt."),
    line(Adult, Data::Income, What, Fact, Client, "Het inkomen is {bedrag} euro per maand; de vaste lasten zijn samen met {wie} op een rij gezet."),
    line(Adult, Data::Problems, What, ClientsView, Client, "{wie} maakt de post al {duur} niet meer open omdat het te veel spanning geeft."),
    line(Adult, Data::SupportPlan, What, Judgement, Seen, "We beginnen met overzicht: post sorteren, toeslagen nalopen, daarna pas een regeling. {wie} kiest elke week drie enveloppen."),
    line(Adult, Data::Debts, What, Fact, Client, "Er staat nog {bedrag} euro open bij de energieleverancier. Afsluiten is voorlopig van de baan."),
];

#[rustfmt::skip]
const BENEFITS: &[Template] = &[
    line(Adult, Data::Provision, That, Fact, Client, "Er loopt een aanvraag voor een uitkering."),
    line(Adult, Data::Income, What, Fact, Client, "De uitkering van {wie} is in {maand} lager uitgevallen door een verrekening; {wie} begrijpt de brief niet."),
    line(Adult, Data::EducationOrWork, What, Fact, Client, "{wie} werkt {keer} dagdelen per week in een kringloopwinkel en wil dat uitbreiden."),
    line(Adult, Data::HelpRequest, What, ClientsView, Client, "{wie} wil weten of bijverdienen gevolgen heeft voor de uitkering."),
    line(Adult, Data::SupportPlan, What, Judgement, Seen, "Samen de inkomstenverklaring invullen, elke maand op {dag}, tot {wie} het alleen durft."),
    line(Adult, Data::Provision, What, Fact, Third(Party::OtherDomain, "Werk en Inkomen"), "De aanvraag bijzondere bijstand voor een wasmachine is toegekend."),
];

#[rustfmt::skip]
const HOUSING: &[Template] = &[
    line(Adult, Data::HelpRequest, That, Fact, Client, "Er is een vraag over wonen."),
    line(Adult, Data::FamilySituation, What, Fact, Client, "{wie} slaapt al {duur} op de bank bij een vriend en kan daar tot {maand} blijven."),
    line(Adult, Data::Problems, What, ClientsView, Client, "Het huis is vochtig; {wie} zegt dat de slaapkamer in de winter niet te gebruiken is."),
    line(Adult, Data::Contact, What, Fact, Client, "{wie} is het best te bereiken op {dag} na half tien, liever bellen dan een brief."),
    line(Adult, Data::SupportPlan, What, Judgement, Seen, "Reageren op woningen doet {wie} zelf; we kijken elke twee weken samen naar wat er langskwam."),
    line(Adult, Data::Identity, That, Fact, Register, "Naam en adres zijn vergeleken met de basisregistratie; er was geen verschil."),
];

#[rustfmt::skip]
const CARE: &[Template] = &[
    line(Adult, Data::HelpRequest, That, Fact, Client, "Er is een vraag om hulp in huis."),
    line(Adult, Data::Health, What, Fact, Client, "{wie} loopt sinds de val in {maand} met een rollator en komt de trap niet op zonder hulp."),
    line(Adult, Data::FamilySituation, What, ClientsView, Client, "{wie} zorgt {keer} dagen per week voor een ouder en houdt weinig tijd over voor zichzelf."),
    line(Adult, Data::Provision, What, Fact, Third(Party::WmoProvider, "de thuiszorg"), "De hulp bij het huishouden komt op {dag}, drie uur per week."),
    line(Adult, Data::Health, What, AnothersView, Third(Party::Gp, "de huisarts"), "De huisarts vindt dat zelfstandig wonen gaat zolang iemand dagelijks langskomt."),
    line(Adult, Data::SupportPlan, What, Judgement, Seen, "Doel: {wie} blijft thuis wonen. We regelen dagbesteding op {dag} en een vast aanspreekpunt voor de mantelzorger."),
    line(Adult, Data::CarePlan, What, Fact, Client, "{wie} wil douchen met hulp van een vrouw; dat staat nu in het zorgplan."),
];

#[rustfmt::skip]
const LONELINESS: &[Template] = &[
    line(Adult, Data::HelpRequest, That, Fact, Client, "{wie} zoekt gezelschap in de buurt."),
    line(Adult, Data::FamilySituation, What, ClientsView, Client, "Sinds het overlijden van de partner, {duur} geleden, spreekt {wie} op sommige dagen niemand."),
    line(Adult, Data::Contact, What, Fact, Client, "De buurvrouw heeft een sleutel en mag gebeld worden; zij weet dat dit is opgeschreven en vindt het goed."),
    line(Adult, Data::SupportPlan, What, Judgement, Seen, "{wie} gaat op {dag} mee naar de eettafel in het buurthuis; de eerste keer gaan we samen."),
    line(Adult, Data::Problems, What, ClientsView, Client, "{wie} gaat na donker niet meer naar buiten sinds de straatverlichting {duur} stuk was."),
];

#[rustfmt::skip]
const PARENTING: &[Template] = &[
    line(Child, Data::HelpRequest, That, Fact, Client, "Er is een vraag over opvoeden."),
    line(Child, Data::ParentingProblems, What, ClientsView, Client, "Thuis is er bijna elke avond ruzie over schermtijd en slapen; {wie} vindt de regels oneerlijk."),
    line(Child, Data::FamilySituation, What, Fact, Client, "{wie} is om de week van {dag} tot {dag} bij de andere ouder."),
    line(Child, Data::ParentingProblems, What, Judgement, Seen, "Ouder en kind luisteren naar elkaar als er een vast moment voor is; in de drukte van de ochtend lukt het niet."),
    line(Child, Data::SupportPlan, What, Fact, Client, "Afspraak: {keer} avonden per week eten zonder telefoon op tafel. {wie} heeft dit zelf voorgesteld."),
    line(Adult, Data::FamilySituation, What, ClientsView, Client, "{wie} staat er sinds {maand} alleen voor en wil een weekend per maand ontlasting."),
];

#[rustfmt::skip]
const SCHOOL: &[Template] = &[
    line(Child, Data::EducationOrWork, That, Fact, Client, "Er is een vraag over school."),
    line(Child, Data::EducationOrWork, What, Fact, Third(Party::School, "de mentor op school"), "{wie} was in {maand} {keer} dagen afwezig zonder bericht."),
    line(Child, Data::EducationOrWork, What, ClientsView, Client, "{wie} zegt buikpijn te krijgen van de drukte in de klas en blijft daarom thuis."),
    line(Child, Data::EducationOrWork, What, AnothersView, Third(Party::School, "de intern begeleider"), "School ziet dat {wie} wel wil leren maar na de pauze niet meer tot werken komt."),
    line(Child, Data::SupportPlan, What, Fact, Client, "Afspraak met {wie}, thuis en school: later beginnen op {dag} en een rustige plek in de pauze, tot {maand}."),
];

#[rustfmt::skip]
const YOUTH_HELP: &[Template] = &[
    line(Child, Data::YouthHelpBasics, That, Fact, Client, "{wie} krijgt jeugdhulp."),
    line(Child, Data::Health, What, Fact, Client, "{wie} slaapt slecht sinds de verhuizing in {maand} en staat op een wachtlijst voor begeleiding."),
    line(Child, Data::Problems, What, ClientsView, Client, "{wie} wil leren wat te doen als de boosheid komt, voor er iets stukgaat."),
    line(Child, Data::Provision, What, Fact, Third(Party::YouthCareProvider, "de jeugdhulpaanbieder"), "De begeleiding start in {maand}, {keer} keer per maand, op school."),
    line(Child, Data::SupportPlan, What, Judgement, Seen, "We evalueren over {keer} weken met {wie} en ouder of de begeleiding helpt; zo niet, dan stoppen we ermee."),
];

/// What comes after the first conversations, whatever the topic, about people of any age.
#[rustfmt::skip]
const LATER: &[Template] = &[
    line(Adult, Data::SupportPlan, What, Fact, Client, "Samen gekeken wat er sinds {maand} gelukt is; {wie} is het meest tevreden over de vaste afspraak op {dag}."),
    line(Adult, Data::SupportPlan, What, Fact, Client, "De afspraak van {dag} is verzet omdat {wie} ziek was; over {duur} zien we elkaar weer."),
    line(Adult, Data::SupportPlan, What, ClientsView, Client, "{wie} vindt dat het te snel gaat en wil één stap tegelijk."),
    line(Adult, Data::SupportPlan, What, Judgement, Seen, "{wie} doet nu zelf wat we in {maand} nog samen deden. We bellen nog {keer} keer en kijken dan opnieuw."),
    line(Adult, Data::Problems, What, ClientsView, Client, "{wie} had een tegenslag in {maand} en wil daar de volgende keer mee beginnen."),
    line(Adult, Data::Contact, What, Fact, Client, "{wie} wil voortaan op {dag} gebeld worden, niet op andere dagen."),
    line(Adult, Data::HelpRequest, What, ClientsView, Client, "{wie} vraagt of we meegaan naar het gesprek op {dag}. Dat doen we; {wie} voert zelf het woord."),
    line(Adult, Data::SupportPlan, What, Judgement, Seen, "De vorige stap was te groot. We maken hem kleiner: alleen op {dag}, en {wie} mag afzeggen."),
    line(Adult, Data::SupportPlan, What, Fact, Client, "Tussentijds bekeken met {wie}: het plan past nog, het tweede doel schuift naar {maand}."),
    line(Adult, Data::SupportPlan, What, Fact, Client, "Op verzoek van {wie} is het plan korter; wat niet meer nodig is, staat er niet meer in."),
    line(Adult, Data::Contact, What, Fact, Client, "We spreken voortaan af in het buurthuis, op {dag}; dat vindt {wie} prettiger dan thuis."),
    line(Adult, Data::SupportPlan, What, Judgement, Seen, "Er is {duur} geen contact geweest. {wie} krijgt een kaart en op {dag} proberen we het opnieuw."),
    line(Adult, Data::FamilySituation, What, Fact, Client, "Een tante past de komende tijd op {dag} op; zij weet dat dit hier staat en vindt het goed."),
    line(Adult, Data::Provision, What, Fact, Client, "De hulp op {dag} gaat {duur} langer door, zoals afgesproken."),
    line(Adult, Data::Health, What, Fact, Client, "Er was in {maand} een controle bij de huisarts; voor de hulp verandert er niets."),
    line(Adult, Data::FamilySituation, What, ClientsView, Client, "Thuis is het sinds {maand} rustiger; {dag} blijft de moeilijkste dag."),
];

const AMOUNTS: [&str; 8] = [
    "180", "340", "615", "890", "1.240", "1.575", "2.310", "4.060",
];
const MONTHS: [&str; 8] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "september",
    "oktober",
    "november",
];
const DAYS: [&str; 5] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"];
const SPELLS: [&str; 5] = [
    "twee weken",
    "een maand",
    "drie maanden",
    "een half jaar",
    "een jaar",
];
const TIMES: [&str; 4] = ["twee", "drie", "vier", "zes"];

const NEEDS: [&str; 6] = [
    "Zonder dit kunnen we de afspraak in het plan niet maken.",
    "Nodig om te bepalen welke hulp past en welke niet.",
    "De waarnemer moet dit weten om de hulp te kunnen voortzetten.",
    "Hierop is het besluit in het ondersteuningsplan gebaseerd.",
    "Nodig om de aanvraag samen te kunnen invullen.",
    "Bij de evaluatie kijken we of dit veranderd is.",
];

impl Topic {
    fn templates(self) -> &'static [Template] {
        match self {
            Self::Debts => DEBTS,
            Self::Benefits => BENEFITS,
            Self::Housing => HOUSING,
            Self::Care => CARE,
            Self::Loneliness => LONELINESS,
            Self::Parenting => PARENTING,
            Self::School => SCHOOL,
            Self::YouthHelp => YOUTH_HELP,
        }
    }

    /// The law this kind of help falls under.
    pub(crate) fn law(self) -> Law {
        match self {
            Self::Debts => Law::Wgs,
            Self::Benefits => Law::Participatiewet,
            Self::Housing | Self::Care => Law::Wmo,
            Self::Loneliness => Law::Welzijn,
            Self::Parenting | Self::School | Self::YouthHelp => Law::Jeugdwet,
        }
    }
}

impl Template {
    /// Nothing a toddler would have to say, plan or do at school.
    fn suits_small_children(&self) -> bool {
        self.kind == That && self.data != Data::EducationOrWork
            || matches!(
                self.data,
                Data::FamilySituation | Data::Health | Data::Provision
            )
    }
}

/// The article recording under a law rests on.
#[must_use]
pub fn basis(law: Law) -> &'static str {
    match law {
        Law::Jeugdwet => "Jeugdwet art. 7.3.8 lid 1",
        Law::Wmo => "Wmo 2015 art. 5.1.1 lid 1",
        Law::Participatiewet => "Participatiewet art. 53a lid 1",
        Law::Wgs => "Wgs art. 8",
        Law::Welzijn => "AVG art. 6 lid 1 onder e",
    }
}

/// One entry about the person at `place`, or nothing when the topic has no sentence for people of that age.
/// `said` holds the sentences the dossier has so far: it opens
/// with that there is a question, and what it is comes after. `spokesperson` is the member who speaks for somebody too young or unable to.
pub(crate) fn entry(
    random: &mut Random,
    topic: Topic,
    said: &mut Vec<&'static str>,
    person: &Person,
    place: usize,
    spokesperson: Option<&Who>,
    on: Date,
) -> Option<EntryPlan> {
    let age = person.age(on);
    let about = if age < 18 { Child } else { Adult };
    if !topic
        .templates()
        .iter()
        .any(|template| template.about == about)
    {
        return None;
    }
    let kind = if said.is_empty() { That } else { What };
    let suits = |template: &&Template| age >= 5 || template.suits_small_children();
    let own = topic
        .templates()
        .iter()
        .filter(|template| template.about == about && template.kind == kind);
    let mut fitting: Vec<&Template> = own
        .filter(suits)
        .filter(|template| !said.contains(&template.text))
        .collect();
    if fitting.is_empty() && !said.is_empty() {
        // All has been said once: what follows is how it went, never the same twice in a row.
        let lately = said
            .get(said.len().saturating_sub(LATELY)..)
            .unwrap_or_default();
        let later = LATER
            .iter()
            .filter(|template| !lately.contains(&template.text));
        fitting = later.filter(suits).collect();
    }
    let template = random.one_of(&fitting).copied()?;
    said.push(template.text);
    let speaks_alone = age >= 12 && person.can_weigh;
    let source = match (template.from, spokesperson) {
        (Client, _) if speaks_alone => Source::Client,
        (Client, Some(other)) => Source::Representative(other.clone()),
        (Client, None) | (Seen, _) => Source::Observation,
        (Register, _) => Source::Brp,
        (Third(party, name), _) => Source::ThirdParty(party, name.to_owned()),
    };
    Some(EntryPlan {
        about: place,
        law: topic.law(),
        data: template.data,
        kind: template.kind,
        purpose: Purpose::Support,
        basis: basis(topic.law()),
        need: random.pick(&NEEDS).to_owned(),
        together_with_client: !matches!(source, Source::ThirdParty(..) | Source::Brp)
            && random.chance(85),
        source,
        statement: template.statement,
        on,
        text: fill(random, template.text, &person.given),
        flags: Flags::default(),
    })
}

/// Puts a name and drawn details where the braces stand.
fn fill(random: &mut Random, template: &str, who: &str) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (blank, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(match blank {
            "wie" => who,
            "bedrag" => random.pick(&AMOUNTS),
            "maand" => random.pick(&MONTHS),
            "dag" => random.pick(&DAYS),
            "duur" => random.pick(&SPELLS),
            "keer" => random.pick(&TIMES),
            unknown => unknown,
        });
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::{BENEFITS, CARE, DEBTS, HOUSING, LONELINESS, PARENTING, SCHOOL, YOUTH_HELP, fill};
    use crate::random::Random;

    #[test]
    fn every_blank_is_known() {
        let known = ["wie", "bedrag", "maand", "dag", "duur", "keer"];
        for template in [
            DEBTS, BENEFITS, HOUSING, CARE, LONELINESS, PARENTING, SCHOOL, YOUTH_HELP,
        ]
        .into_iter()
        .flatten()
        {
            for blank in template.text.split('{').skip(1) {
                let (blank, _) = blank.split_once('}').unwrap_or((blank, ""));
                assert!(known.contains(&blank), "{blank} in {:?}", template.text);
            }
        }
    }

    #[test]
    fn blanks_are_filled() {
        let text = fill(&mut Random::new(1, 1), "{wie} komt op {dag}.", "Zoë");
        assert!(
            text.starts_with("Zoë komt op ") && text.ends_with("dag."),
            "{text}"
        );
    }
}
