# The words of the vocabulary, by list: <list>-<word>. The lists stand in the crate `terms`.

charter-utrecht = Privacyverklaring Buurtteam Utrecht
charter-utrecht-zuidoost = Privacyprotocol regio Utrecht Zuidoost
charter-kempen = Privacybeleid Kempengemeenten
charter-wet = De wet

outcome-permitted = Dit mag
outcome-almost = Bijna
outcome-incomplete = Nog niet
outcome-prohibited = Dit mag niet

outcome-sentence-permitted = Alles wat nodig is, is er.
outcome-sentence-almost = De regels staan dit toe. Het formulier is nog niet klaar.
outcome-sentence-incomplete = Het mag zodra alles hieronder er is.
outcome-sentence-prohibited = Er is niets wat u kunt aanvullen om het toch te mogen.

need-purpose = Het doel
need-necessity = Waarom het nodig is
need-proportionality = Waarom het in verhouding is
need-subsidiarity = Waarom het niet met minder kan
need-three-way-conversation = Een gesprek met z’n drieën
need-consent = Toestemming
need-consultation = Overleg vooraf
need-reason-to-wait = Waarom u wacht met vertellen
need-reason = Een reden
need-declaration = Een ondertekende verklaring
need-identity = Vaststellen wie het is
need-told-client = De cliënt heeft uitleg gehad
need-confront-client = Eerst met de cliënt zelf praten
need-retention-term = Een bewaartermijn

need-how-purpose = Kies waarvoor u dit doet.
need-how-necessity = Schrijf op waarom het zonder dit niet gaat. Handig is geen reden.
need-how-proportionality = Schrijf op waarom dit niet te veel is voor het doel.
need-how-subsidiarity = Schrijf op waarom het niet met minder gegevens kan.
need-how-three-way-conversation = Vraag de cliënt en de ander samen aan tafel. Lukt dat niet, leg dat dan vast.
need-how-reason = Schrijf op waarom u dit nu moet doen.
need-how-identity = Laat een identiteitsbewijs zien, of log in met DigiD.
need-how-told-client = Vertel hoe het buurtteam werkt, wat we opschrijven en met wie we kunnen delen.
need-how-confront-client = Bespreek het met de cliënt, tenzij dat voor iemand gevaarlijk is.
need-how-retention-term = De organisatie stelt de termijn vast.

duty-note-in-dossier = Noteer dit in het dossier
duty-inform-client = Vertel het de cliënt
duty-inform-client-later = Vertel het de cliënt zodra het veilig is
duty-inform-recipient = Vertel de ontvanger welke afspraken gelden
duty-notify-recipients = Vertel het wie de gegevens eerder kreeg
duty-review = Laat achteraf beoordelen
duty-report-to-ap = Meld het bij de Autoriteit Persoonsgegevens
duty-inform-subjects = Vertel het de mensen om wie het gaat
duty-register-breach = Zet het in het register van datalekken
duty-keep-form = Bewaar het formulier in het dossier
duty-show-reason-in-dossier = De reden komt in het dossier te staan
duty-withhold-parts = Houd de delen over anderen achter

representative-parent-or-guardian = ouder met gezag of voogd
representative-mentor = mentor
representative-curator = curator
representative-bewindvoerder = bewindvoerder
representative-spouse-or-partner = echtgenoot of partner
representative-parent = ouder
representative-brother-or-sister = broer of zus
representative-child-of-age = volwassen kind

consenter-subject = de persoon zelf
consenter-parent-or-guardian = ouder met gezag of voogd
consenter-representative = vertegenwoordiger

law-jeugdwet = Jeugdwet
law-wmo = Wmo
law-participatiewet = Participatiewet
law-wgs = Schuldhulp (Wgs)
law-welzijn = Welzijn

party-neighbourhood-team = buurtteam
party-municipality = gemeente
party-youth-care-provider = jeugdhulpaanbieder
party-medical-provider = behandelaar (Wgbo)
party-certified-institution = gecertificeerde instelling
party-child-protection-board = Raad voor de Kinderbescherming
party-veilig-thuis = Veilig Thuis
party-school = school
party-wmo-provider = Wmo-aanbieder
party-care-office = zorgkantoor
party-prevention-provider = aanbieder van preventie
party-behavioural-scientist = gedragswetenschapper
party-gp = huisarts
party-police = politie
party-prosecution = Openbaar Ministerie
party-truancy-officer = leerplichtambtenaar
party-benefit-enforcement = handhaving uitkeringen
party-housing-association = woningcorporatie
party-parent-or-guardian = ouder met gezag of voogd
party-family = familie
party-social-network = vrienden en buren
party-other-domain = ander deel van onze organisatie
party-ministry = ministerie
party-other = een andere partij

receiver-directly-involved = is bij deze hulp betrokken
receiver-substitute = vervangt iemand die betrokken is
receiver-other = is er niet bij betrokken

data-identity = naam en adres
data-birth-date = geboortedatum
data-bsn = burgerservicenummer
data-contact = telefoon en e-mail
data-help-request = hulpvraag
data-youth-help-basics = basis voor jeugdhulp
data-problems = problemen
data-health = gezondheid
data-parenting-problems = problemen met opvoeden
data-development-threat = bedreiging van de ontwikkeling
data-care-plan = hulpverleningsplan
data-support-plan = ondersteuningsplan
data-provision = voorziening
data-help-determination = bepaling van jeugdhulp
data-measure-plan = plan voor de maatregel
data-measure-decisions = besluiten over de maatregel
data-rvdk-report = rapport van de Raad voor de Kinderbescherming
data-criminal = strafbare feiten
data-invoice = facturen
data-income = inkomen
data-debts = schulden
data-education-or-work = school of werk
data-family-situation = gezinssituatie
data-religion = geloof
data-ethnicity = afkomst
data-politics = politieke overtuiging
data-sexual-life = seksueel leven
data-union = lid van een vakbond
data-genetic = erfelijke gegevens
data-country-of-origin = land van herkomst

purpose-register-youth-help = inschrijven voor jeugdhulp
purpose-investigate-abuse = onderzoek naar mishandeling
purpose-investigate-protection-measure = onderzoek naar een beschermingsmaatregel
purpose-carry-out-youth-help = jeugdhulp geven
purpose-align-provisions = hulp op elkaar afstemmen
purpose-medical-youth-help = jeugdhulp door een behandelaar
purpose-deploy-help-in-protection-measure = hulp inzetten bij een beschermingsmaatregel
purpose-deploy-help-in-probation = hulp inzetten bij jeugdreclassering
purpose-carry-out-protection-measure = een beschermingsmaatregel uitvoeren
purpose-carry-out-probation = jeugdreclassering uitvoeren
purpose-carry-out-supervision-order = een ondertoezichtstelling uitvoeren
purpose-finance-prevention = preventie betalen
purpose-finance-youth-help = jeugdhulp betalen
purpose-finance-help-in-measure = hulp bij een maatregel betalen
purpose-finance-closed-placement-report = verklaring voor gesloten jeugdhulp betalen
purpose-finance-measure = een maatregel betalen
purpose-supplementary-care = aanvullende zorg
purpose-case-discussion = casus bespreken
purpose-debt-help = hulp bij schulden
purpose-enforcement = handhaving
purpose-early-signal = een vroeg signaal
purpose-answer-veilig-thuis = vraag van Veilig Thuis beantwoorden
purpose-learning = leren van elkaar
purpose-policy-figures = cijfers voor beleid
purpose-other = een ander doel
purpose-support = hulp van het buurtteam
purpose-advise-on-help = advies over hulp
purpose-guide-to-youth-help = de weg wijzen naar jeugdhulp
purpose-guide-parents = ouders de weg wijzen
purpose-register-provision = inschrijven voor een voorziening
purpose-determine-provision = bepalen welke voorziening nodig is
purpose-establish-problems = vaststellen wat er speelt
purpose-parenting-skills = opvoeden makkelijker maken
purpose-register-protection-report = melding bij de Raad voor de Kinderbescherming
purpose-consult-certified-institution = overleg met de gecertificeerde instelling
purpose-verify-payment = controleren van een betaling

conversation-held = het gesprek is geweest
conversation-failed = het gesprek lukte niet
conversation-not-tried = nog niet geprobeerd

consent-answer-given = ja
consent-answer-refused = nee
consent-answer-withdrawn = ingetrokken

consent-form-oral = gezegd
consent-form-written = op papier of in het portaal

needed-form-any = gezegd of op papier
needed-form-written = op papier of in het portaal

safety-client = de cliënt
safety-environment = iemand om de cliënt heen
safety-employee = een medewerker

told-informed = de cliënt weet het
told-impossible = vertellen kan niet
told-postponed = vertellen wacht tot het veilig is

consulted-colleague = een collega
consulted-manager = de leidinggevende
consulted-dpo = de functionaris gegevensbescherming

about-client = de cliënt
about-involved-person = iemand die erbij betrokken is

moment-front-door = aan de voordeur
moment-first-conversation = bij het eerste gesprek
moment-later = later

kind-that = dat
kind-what = wat

kind-long-that = dat er iets speelt
kind-long-what = wat er precies speelt

act-view = bekijken
act-edit = bewerken

function-professional = buurtteammedewerker
function-front-door = voordeurmedewerker
function-support = ondersteunend medewerker
function-manager = leidinggevende
function-complaints = klachtbehandelaar
function-functional-administrator = functioneel beheerder
function-information-security = informatiebeveiliging
function-board = bestuur
function-dpo = functionaris gegevensbescherming
function-municipal = medewerker van de gemeente
function-partner = medewerker van een partner

relation-coordinator = coördinator
relation-substitute = vervanger
relation-involved = betrokken
relation-none = niet betrokken

declaration-confidentiality = geheimhouding
declaration-integrity = integriteit
declaration-code-of-conduct = gedragscode

file-treatment = hulpdossier
file-coordination = regiedossier
file-signal = signaal

hold-complaint = een klacht loopt
hold-court-case = een rechtszaak loopt
hold-archive-law = de Archiefwet

right-information = weten wat we doen
right-access = inzage
right-rectification = verbeteren
right-erasure = verwijderen
right-restriction = beperken
right-portability = meenemen
right-objection = bezwaar
right-human-review = een mens laten kijken

request-about-own = uw eigen gegevens
request-about-other = gegevens van een ander
request-about-impression = een indruk van de medewerker
request-about-working-note = een werkaantekening
request-about-draft = een concept

refusal-legal-duty-to-keep = de wet zegt dat we het moeten bewaren
refusal-good-care-or-protection = het is nodig om goed te helpen of te beschermen
refusal-legitimate-interest = er loopt nog een klacht of een zaak, of er is een andere goede reden
refusal-rights-of-others = het gaat ook over een ander

risk-unlikely = waarschijnlijk geen gevolgen
risk-present = mogelijk gevolgen
risk-high = waarschijnlijk ernstige gevolgen

desk-act-find = zoeken
desk-act-caseload = eigen werk zien
desk-act-start-dossier = een dossier beginnen
desk-act-calendar = eigen afwezigheid
desk-act-judge-glass = noodtoegang beoordelen
desk-act-assign = mensen aan een dossier koppelen
desk-act-claim-at-desk = voor één dag betrokken zijn, voor wie aan de balie staat
desk-act-administer = accounts beheren
desk-act-replace-factor = een kwijtgeraakte code vervangen
desk-act-adopt-charter = een regelset in gebruik nemen
desk-act-read-log = het logboek lezen
desk-act-print = afdrukken
desk-act-judge-incident = een incident beoordelen
desk-act-sign = de eigen verklaringen ondertekenen
desk-act-ask-release = vragen om te tonen wat verborgen is
desk-act-release = bevestigen dat iets getoond mag worden
desk-act-decide-request = over verzoeken beslissen
desk-act-review-decision = opnieuw kijken naar een besluit
desk-act-ask-acting = een besluit vragen over wie voor iemand optreedt
desk-act-decide-acting = besluiten wie voor iemand optreedt
desk-act-shut-out = bevestigen dat een ouder buiten een dossier blijft
desk-act-close-dossier = een dossier afsluiten
desk-act-reopen-dossier = een dossier heropenen
desk-act-set-hold = vernietigen van een dossier tegenhouden
desk-act-read-retention = zien wat vernietigd moet worden
desk-act-prepare-destruction = een lijst maken van wat vernietigd wordt
desk-act-approve-destruction = zo’n lijst goedkeuren
desk-act-record-meeting = een casusoverleg opschrijven
desk-act-write-plan = het ondersteuningsplan schrijven en opnieuw bekijken
desk-act-open-meldcode = een Meldcode-zaak beginnen
desk-act-work-meldcode = stappen van de Meldcode zetten
desk-act-end-meldcode = een Meldcode-zaak melden, sluiten of weghalen

rests-authority-register = uittreksel uit het gezagsregister
rests-court-decision = uitspraak van de rechter
rests-appointment = benoeming als mentor, curator of bewindvoerder
rests-birth-certificate = geboorteakte
rests-population-register = basisregistratie personen
rests-written-authorisation = schriftelijke machtiging
higher-absent = is er niet
higher-unwilling = wil niet
higher-unsuited = is niet geschikt
