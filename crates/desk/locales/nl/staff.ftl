# The caseload, finding, who is away.

staff-way-caseload = Mijn werk
staff-way-find = Zoek een dossier
staff-way-agenda = Afwezig

staff-caseload-title = Mijn werk
staff-waits-title = Wat wacht vandaag op mij
staff-calm = Er wacht niets op u.
staff-calm-hint = Alles is bij. Nieuw werk komt hier vanzelf te staan.
staff-dossiers-title = Mijn dossiers
staff-dossiers-caption = Dossiers waar u bij hoort
staff-no-dossiers = U hoort nu bij geen enkel dossier.
staff-no-dossiers-hint = Een dossier komt hier te staan zodra u coördinator, vervanger of betrokken bent.
staff-head-dossier = Dossier
staff-head-laws = Wet
staff-head-part = Uw rol
staff-head-since = Sinds
staff-head-waits = Wacht op u
staff-waits = { $number ->
    [one] 1 taak
   *[other] { $number } taken
}
staff-task-judge-glass = Beoordeel een noodtoegang
staff-task-inform-client = Vertel de klant wat er gedeeld is
staff-task-consent-answered = De klant gaf antwoord
staff-task-consent-withdrawn = Een toestemming is ingetrokken
staff-task-complete = Vul aan wat nog ontbrak
staff-task-judge-incident = Beoordeel een incident
staff-late = Te laat: { $day }
staff-due-today = Vandaag
staff-due = Vóór { $day }
staff-since = sinds { $day }
staff-no-caseload = Bij uw functie horen geen eigen dossiers.
staff-no-caseload-why = Waarom niet?
staff-done-judged = Dank u. Uw oordeel staat in het dossier.
staff-done-incident = Dank u. Uw oordeel staat in het dossier. De functionaris gegevensbescherming kijkt ernaar.

staff-find-title = Zoek een dossier
staff-find-lead = Zo ziet u of er een dossier is en wie het coördineert. Meer niet. Elke zoekvraag komt in het logboek.
staff-bsn = Burgerservicenummer
staff-bsn-hint = Negen cijfers
staff-bsn-not-a-bsn = Dit is geen burgerservicenummer. Controleer de cijfers.
staff-bsn-bsn-or-name = Vul een burgerservicenummer in, of een achternaam met geboortedatum.
staff-find-or = Of zoek op achternaam en geboortedatum. Beide zijn dan nodig.
staff-surname = Achternaam
staff-surname-hint = Precies zoals in het paspoort. Een tussenvoegsel mag.
staff-surname-missing = Vul ook de achternaam in.
staff-born = Geboortedatum
staff-born-not-a-date = Vul ook de geboortedatum in, bijvoorbeeld 21-11-2010.
staff-born-in-the-future = Deze dag moet nog komen.
staff-born-too-long-ago = Deze dag ligt te ver terug.
staff-find-go = Zoeken
staff-find-again = Opnieuw zoeken
staff-found-title = Gevonden
staff-found = Er is een dossier
staff-find-none = Er is geen dossier gevonden.
staff-find-none-hint = Controleer wat u typte. We zoeken alleen precies: een letter anders is al een ander.
staff-find-yours = U hoort bij dit dossier.
staff-find-not-yours = U hoort niet bij dit dossier. Vraag de coördinator of de vervanger.
staff-find-open = Open het dossier
staff-find-ask = Is er haast? Kijk wat mag

staff-agenda-title = Wanneer bent u afwezig?
staff-agenda-lead = Alleen als coördinator en vervanger allebei afwezig zijn, mag een collega met een reden in uw dossiers. Houd dit dus bij.
staff-agenda-none = U bent niet afwezig.
staff-agenda-added = Uw afwezigheid is bewaard.
staff-agenda-removed = Uw afwezigheid is weggehaald.
agenda-add = Afwezigheid toevoegen
agenda-away = U bent afwezig
agenda-from = Eerste dag
agenda-until = Laatste dag
agenda-until-hint = Die dag telt mee. Bijvoorbeeld 21-11-2026
agenda-until-before-the-first = De laatste dag ligt vóór de eerste.
agenda-until-in-the-past = Deze dag is al voorbij.
agenda-until-too-far-ahead = Dit is te ver vooruit: hoogstens twee jaar.
agenda-go = Bewaren
agenda-remove = Weghalen
agenda-days = { $from } tot en met { $until }
staff-not-yet = Er ontbreekt nog iets voordat u kunt beginnen.
staff-not-yet-what = Wat is er nog nodig?
