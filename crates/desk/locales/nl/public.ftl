# What anyone can read.

public-title = Hoe wij met uw gegevens omgaan
public-title-short = Onze regels
public-lead = { $name } helpt mensen in de buurt. Daarvoor schrijven we dingen op in een dossier. De cliënt heeft zelf regie.
public-how = Zo werkt het
public-how-little = We schrijven alleen op wat nodig is, liefst samen met u.
public-how-decides = Bij elke stap kijkt het systeem of het mag volgens onze privacyregels. Mag het niet, dan gaat het dossier niet open.
public-how-line = Elke keer dat iemand een dossier opent, staat dat erin: wie, wanneer, in welke functie en waarom.
public-how-client = U kunt zien wat we over u weten en wie er keek. U beslist mee over wat we delen.
public-key = De sleutel van onze bewijzen
public-key-text = Een cliënt kan een bewijs bewaren van wie er in het dossier keek. Met deze sleutel gaat iedereen na of zo’n bewijs van ons is.
public-key-short = In het kort:
public-more = Lees verder
public-charter-link = Wat wij beloven, en wat er gebeurt als het anders gaat
public-since = geldt sinds { $day }
public-authorisations-link = Wie mag wat
public-authorisations-about = Welke medewerker mag een dossier bekijken of bewerken
public-complaint-link = Een klacht of een vraag
public-complaint-about = Bij wie u terechtkunt

public-subjects = Onderwerpen
public-subject-access = Een dossier openen
public-subject-access-lead = Wie een dossier mag bekijken of bewerken.
public-subject-acts = Wat medewerkers verder mogen
public-subject-acts-lead = Zoeken, koppelen, beoordelen en beheren.
public-subject-recording = Iets opschrijven
public-subject-recording-lead = Wat we over u mogen vastleggen.
public-subject-disclosure = Delen met anderen
public-subject-disclosure-lead = Wat we mogen doorgeven, aan wie en wanneer.
public-subject-consent = Toestemming
public-subject-consent-lead = Wie ja of nee mag zeggen.
public-subject-retention = Bewaren
public-subject-retention-lead = Hoe lang we iets houden.
public-subject-request = Uw rechten
public-subject-request-lead = Inzien, verbeteren, verwijderen en meer.
public-subject-breach = Als het misgaat
public-subject-breach-lead = Wat we doen bij een datalek.
public-subject-other = Andere regels
public-subject-other-lead = Regels die bij geen ander onderwerp horen.

public-authorisations-title = Wie mag wat
public-authorisations-lead = Volgens { $name }, op { $day }. Deze tabellen maakt het systeem zelf uit de regels waarmee het beslist.
public-access-title = Een dossier bekijken of bewerken
public-access-text = Wat iemand mag, hangt af van de functie en van de rol bij dit ene dossier. Iedereen moet eerst een verklaring over geheimhouding tekenen.
public-access-caption = Bekijken en bewerken, per functie en rol
public-access-rest = Staat een rol er niet bij? Dan mag het niet.
public-access-none = Deze functies mogen geen enkel dossier openen: { $who }.
public-acts-title = Wat medewerkers verder mogen
public-acts-caption = Wie wat mag doen, en met welke rol
public-head-function = Functie
public-head-relation = Rol bij het dossier
public-head-view = Bekijken
public-head-edit = Bewerken
public-head-act = Wat
public-any-relation = maakt niet uit
public-cell-yes = Ja
public-cell-with-reason = Ja, met een reden
public-cell-breaking-glass = Alleen met noodtoegang
public-cell-no = Nee

public-complaint-title = Een klacht of een vraag over uw privacy
public-complaint-lead = Bent u het niet eens met wat wij met uw gegevens doen? Zeg het ons. U hoeft niet alles in één keer te weten.
public-complaint-team = 1. Praat met uw buurtteam
public-complaint-team-text = Vaak lost een gesprek het op. U kunt ook een klacht indienen bij { $name }. Een klachtbehandelaar kijkt er dan naar. Die hoort niet bij uw dossier.
public-complaint-dpo = 2. Vraag het de functionaris gegevensbescherming
public-complaint-dpo-text = Deze functionaris let op of wij ons aan de privacyregels houden. Vraag uw buurtteam om het adres, of vraag of zij uw vraag doorgeven. Dat kan ook zonder in te loggen.
public-complaint-ap = 3. Ga naar de Autoriteit Persoonsgegevens
public-complaint-ap-text = De Autoriteit Persoonsgegevens houdt toezicht in Nederland. U mag daar altijd een klacht indienen, ook zonder eerst bij ons te komen.
public-complaint-does = Wat gebeurt er dan?
public-complaint-team-does = De klachtbehandelaar hoort u en de medewerker, en zegt wat er beter moet.
public-complaint-team-term = U hoort binnen zes weken wat eruit komt. Duurt het langer, dan hoort u waarom: hoogstens vier weken erbij (Awb 9:11).
public-complaint-team-not = De klachtbehandelaar neemt geen besluit over uw verzoek. Daarvoor maakt u bezwaar.
public-complaint-dpo-does = De functionaris kijkt of de regels zijn gevolgd, en zegt ons wat er moet veranderen. Niemand mag de functionaris zeggen wat die moet vinden (AVG 38).
public-complaint-dpo-term = De wet noemt geen termijn. Gaat het over een verzoek van u, dan geldt voor ons antwoord de termijn van dat verzoek.
public-complaint-dpo-not = De functionaris geeft advies en beslist niet zelf.
public-complaint-ap-does = De Autoriteit Persoonsgegevens kan het onderzoeken, ons iets opdragen, en een boete geven (AVG 58).
public-complaint-ap-term = U hoort binnen drie maanden hoe het ermee staat (AVG 78 lid 2).
public-complaint-ap-not = De Autoriteit onderzoekt niet elke klacht zelf, en geeft u geen schadevergoeding.
public-complaint-decision = Niet eens met een besluit op uw verzoek?
public-complaint-decision-text = Dan is een klacht niet de enige weg. In het besluit staat tot welke dag u bezwaar kunt maken.
public-complaint-objection = Bezwaar: binnen zes weken, bij ons (Awb 6:7). Iemand anders kijkt opnieuw, nooit wie het eerst besliste.
public-complaint-appeal = Beroep: niet eens met het antwoord op uw bezwaar? Dan kunt u binnen zes weken naar de rechtbank (UAVG 34, UAVG 35).
public-complaint-both = U mag tegelijk bezwaar maken en een klacht indienen.
public-complaint-reach = Zo bereikt u de klachtbehandelaar:
public-complaint-dpo-known = Deze functionaris let op of wij ons aan de privacyregels houden. U kunt er altijd terecht, ook zonder in te loggen. Zo bereikt u de functionaris:

public-promises-title = { $name }: wat wij beloven
public-promises-lead = Dit mag u van ons verwachten, in gewone taal.
public-promises-count = Dit zijn { $all } beloften. Dit systeem doet er nu { $now } helemaal, { $partly } voor een deel en { $not } nog niet. Wat het nog niet doet, moeten mensen zelf doen.
public-promises-read = Bij elke belofte staat wat er gebeurt als het anders gaat, en welke regels ervoor zorgen.
public-from = Dit komt uit { $document } (sinds { $since }) en uit de wet. Zo is het op { $day }. Is de wet strenger, dan geldt de wet.
public-from-law = Dit komt uit de wet. Zo is het op { $day }.
public-past = Dit is een oude versie
public-past-days = Zo was het van { $since } tot en met { $last }. Wat er gebeurt als het anders gaat, en of het systeem het doet, staat hier zoals het nu is.
public-past-now = Naar de versie van nu
public-elsewhere = Dit zijn niet onze regels
public-elsewhere-here = Wij werken met: { $name }. Deze bladzijde is er om te vergelijken.
public-print = Druk deze bladzijde af
public-broken = En als het anders gaat?
public-kept-now = Dat doet het systeem nu
public-kept-partly = Voor een deel
public-kept-not-yet = Nog niet
public-kept-by = { $number ->
    [one] Eén regel zorgt hiervoor
   *[other] { $number } regels zorgen hiervoor
}
public-no-rule-needed = Dit zit in hoe het systeem is gebouwd. Er is geen aparte regel voor.
public-no-rule-yet = Hiervoor is nog geen regel in het systeem.
public-rules-link = Alle regels waarmee het systeem beslist
public-rules-title = { $name }: alle regels
public-rules-short = Alle regels
public-rules-lead = Dit zijn de { $number } regels waarmee het systeem beslist. Zoekt u alleen wat wij beloven?
public-rules-back = Lees dan de beloften.
public-rules-read = Bij elke regel staat zijn naam, zijn plaats en het artikel van de wet. Wat hier staat, beslist het systeem zo. Het beslist of iets mag en wat er moet gebeuren. Niet alles wat er moet gebeuren, doet het ook zelf.
public-rules-count = { $number ->
    [one] Eén regel
   *[other] { $number } regels
}
public-rules-of-document = Uit { $document }
public-rules-of-law = Uit de wet
public-rules-of-system = Afspraken van dit systeem, voor iedereen gelijk
public-others = Andere versies en andere afspraken
public-version-now = { $document }, sinds { $since }
public-version-past = { $document }, van { $since } tot en met { $last }
