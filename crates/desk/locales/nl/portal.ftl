# What clients see.

portal-exit = Snel weg
portal-standing-title = Goed om te weten
portal-standing = Soms moeten we van de wet een deel van een dossier achterhouden. Dat kan bij iedereen zo zijn. Daarom staat deze zin op elke pagina.

portal-way-home = Begin
portal-way-consent = Mag dit gedeeld worden?

portal-home-title = Uw dossier
portal-home-lead = Hier ziet u wat het buurtteam van u weet, wie ernaar keek en met wie het is gedeeld.
portal-waits = { $number ->
    [one] Er is één vraag voor u
   *[other] Er zijn { $number } vragen voor u
}
portal-waits-text = We willen iets met een ander delen, en vragen of u dat goed vindt. U mag nee zeggen.
portal-waits-go = Bekijk de vraag en geef antwoord
portal-about-you = Over u
portal-about-you-by = Over u, bij team { $team }
portal-reopened = Sinds { $day } kunt u hier weer kijken.
portal-ended = Sinds { $day } kunt u een dossier over u hier niet meer bekijken.
portal-ended-text = Wilt u weten waarom, of wilt u het toch zien? Vraag het aan uw buurtteam. U houdt het recht om uw gegevens in te zien.
portal-about = Over { $name }
portal-capacity-subject = Dit gaat over u zelf.
portal-capacity-parent = U kijkt mee als ouder met gezag of als voogd. Van de wet beslist u voor dit kind, of samen met het kind.
portal-capacity-representative = U kijkt mee als vertegenwoordiger: u beslist voor iemand die dat nu niet zelf kan.
portal-ahead-you-together = Vanaf { $day } beslist u samen met uw ouder met gezag of uw voogd.
portal-ahead-you-alone = Vanaf { $day } beslist u alleen. Ouders of een voogd kunnen dan niet meer zien wat hier over u staat.
portal-ahead-together = Vanaf { $day } beslist { $name } samen met u.
portal-ahead-alone = Vanaf { $day } beslist { $name } alleen. U kunt dan niet meer zien wat hier over { $name } staat.
portal-ahead-ends = Vanaf { $day } beslist u niet meer voor { $name }. U kunt dan niet meer zien wat hier over { $name } staat.
portal-ahead-representing = Vanaf { $day } beslist u voor { $name } als vertegenwoordiger.
portal-ahead-of-age = Op { $day } wordt u 18. Het gezag van uw ouders of voogd stopt dan vanzelf. U beslist zelf, zoals nu.
portal-decided-cannot-weigh = Er is besloten dat u iets niet zelf kunt overzien
portal-decided-limit = Er is besloten dat { $name } minder voor u mag doen
portal-decided-shut-out = Er is besloten dat { $name } niet in uw dossier kan kijken
portal-decided-by = Dit besloot { $name } ({ $function }).
portal-decided-function = Dit besloot iemand met de functie { $function }.
portal-decided-matter = Waarover het gaat: { $matter }
portal-decided-why = Waarom: { $why }
portal-decided-again = Op { $day } wordt hier opnieuw naar gekeken.
portal-decided-object = Bent u het er niet mee eens? Vertel het uw medewerker, of vraag iemand om u te helpen. U kunt ook een klacht indienen: dat staat onderaan deze pagina.
portal-q-known = Wat weten we?
portal-q-who = Wie kan het zien?
portal-q-shared = Met wie is het gedeeld?
portal-known-count = { $number ->
    [0] U ziet hier de persoonsgegevens. Over de hulp is er niets dat hier te zien is.
    [one] U ziet hier de persoonsgegevens en één gegeven over de hulp.
   *[other] U ziet hier de persoonsgegevens en { $number } gegevens over de hulp.
}
portal-who-sees = { $name } en de vaste vervanger. Ook collega’s die meehelpen. Iemand anders mag er niet zomaar in.
portal-who-sees-team = Uw vaste medewerker en de vervanger. Ook collega’s die meehelpen. Iemand anders mag er niet zomaar in.
portal-shared-nobody = Over delen is er niets dat hier te zien is.
portal-shared-with = Met { $names }.
portal-go-known = Lees wat er staat
portal-go-looked = Bekijk wie er keek
portal-go-shared = Bekijk wat er is gedeeld
portal-none = Er is nu geen dossier dat u hier kunt bekijken.
portal-none-hint = Denkt u dat dit niet klopt? Bel uw buurtteam.
portal-rights = Uw rechten
portal-rights-text = U mag lezen wat over u gaat. Soms moeten we van de wet een deel achterhouden. Klopt iets niet, of wilt u iets weg laten halen? Doe hier een verzoek, of zeg het tegen uw medewerker.
portal-rights-yours = Uw rechten en uw verzoeken
portal-rights-yours-by = Uw rechten en uw verzoeken, bij team { $team }
portal-rights-of = Rechten en verzoeken voor { $name }
portal-nav-rights = Rechten en verzoeken
portal-wrong-rights = Of doe een verzoek
portal-fact-wrong = Vraag een besluit om dit te verbeteren
portal-fact-gone = Ik wil dit weg
portal-fact-stop = Gebruik dit niet meer
portal-rights-table = Wie mag wat? Lees de regels.

portal-nav-person = Over deze persoon
portal-nav-known = Wat we weten
portal-nav-looked = Wie er keek
portal-nav-shared = Wat is gedeeld

portal-known-you = Wat we over u weten
portal-known = Wat we weten over { $name }
portal-known-lead = Bij elk gegeven staat waarom het er staat en van wie het komt.
portal-identity-you = Wie u bent
portal-identity = Wie dit is
portal-identity-name = Naam
portal-identity-born = Geboren op
portal-identity-bsn = Burgerservicenummer (BSN)
portal-identity-address = Adres
portal-identity-phone = Telefoon
portal-identity-email = E-mail
portal-identity-role = Plek in het gezin
portal-coordinator = Uw vaste medewerker
portal-laws = Hulp volgens
portal-keep = Hoe lang bewaren wij het?
portal-decided = Er is een besluit over u genomen
portal-keep-open = Als dit dossier vandaag sluit, bewaren wij het tot en met { $day } ({ $law }).
portal-keep-until = Wij bewaren het tot en met { $day } ({ $law }).
portal-keep-unset = Hoe lang wij het bewaren, is nog niet vastgesteld ({ $law }).
portal-q-keep = Hoe lang bewaren wij het?
portal-glass-broken = Op { $day } opende een collega dit dossier met noodtoegang.
portal-glass-see = Kijk wie het was en waarom
portal-since = Dossier sinds
portal-facts = Wat we opschreven over de hulp
portal-no-facts = Over de hulp is er niets dat hier te zien is.
portal-no-facts-hint = Schrijft een medewerker iets op? Dan leest u dat hier. Soms moeten we van de wet iets achterhouden.
portal-written = Opgeschreven op { $day } door { $name }
portal-written-team = Opgeschreven op { $day } door het buurtteam
portal-statement-fact = Feit
portal-statement-you = Zo ziet u het
portal-statement-client = Zo ziet de persoon zelf het
portal-statement-other = Zo ziet iemand anders het
portal-statement-judgement = Oordeel van de medewerker
portal-together = Samen opgeschreven
portal-special = Extra beschermd
portal-label-source = Van wie we dit weten
portal-source-you = van u
portal-source-client = van de persoon zelf
portal-source-representative = van een vertegenwoordiger
portal-source-third-party = van iemand anders
portal-source-brp = uit de basisregistratie personen (BRP): de gegevens bij de gemeente
portal-source-own-observation = de medewerker zag of hoorde het zelf
portal-label-need = Waarom dit nodig is
portal-label-purpose = Waarvoor we het gebruiken
portal-label-basis = Waarom dit mag volgens de wet
portal-label-motive = Waarom dit onderwerp erbij hoort
portal-label-proportionality = Waarom dit niet te veel is
portal-label-subsidiarity = Waarom het niet anders kan
portal-label-ground = Welke wet dit strikt nodig maakt
portal-label-day = Gaat over
portal-label-correction = Waarom het is verbeterd
portal-before = Wat er eerder stond
portal-before-hint = Dit is verbeterd. We bewaren het, zodat u kunt zien wat er is veranderd.
portal-wrong = Klopt er iets niet?
portal-wrong-text = Zeg het tegen uw medewerker. Samen schrijft u op hoe het wel zit.

portal-copy = Een kopie
portal-copy-text = U mag een kopie bewaren van wat hier staat. Daar staat ook in met wie het is gedeeld, en wat u kunt doen. Het kost niets.
portal-copy-go = Bewaar een kopie als PDF
portal-copy-you = Kopie van uw gegevens
portal-copy-of = Kopie van de gegevens over { $name }
portal-copy-lead = Dit is een kopie van wat { $name } over u weet. U heeft recht op deze kopie: { $law }. Ze is van { $day }. Wat daarna is opgeschreven, staat er niet in.
portal-copy-lead-other = Dit is een kopie van wat { $organisation } weet over { $name }. U mag die zien omdat u voor deze persoon beslist: { $law }. Ze is van { $day }. Wat daarna is opgeschreven, staat er niet in.
portal-copy-dossier = Het dossier
portal-copy-looked = Wie keek er?
portal-copy-looked-text = Wie in het dossier keek, wanneer en waarom, leest u in dit portaal bij ‘Wie er keek’.
portal-copy-rules = Waarom dat mocht

portal-looked-you = Wie keek er in uw dossier
portal-looked = Wie keek er in het dossier van { $name }
portal-looked-lead = Wie kijkt of iets opschrijft, komt op deze lijst. Een medewerker kan dat niet uitzetten of weghalen. Soms moeten we van de wet iets achterhouden. Wat dat is, staat dan niet op deze lijst.
portal-glass-what = Wat is noodtoegang?
portal-glass-text = Soms zijn uw vaste medewerker en de vervanger er allebei niet, en kan iets niet wachten. Dan mag een collega met een reden in het dossier. De vaste medewerker en de vervanger zeggen daarna of dat terecht was. Wat zij vinden, leest u hier.
portal-glass = Noodtoegang
portal-inspection = Controle met een reden
portal-with-reason = Toegang met een reden
portal-verdict-none = Of dit terecht was, is nog niet beoordeeld. Is dat gedaan, dan leest u het hier.
portal-verdict-right = { $who } vond dit terecht, op { $day }.
portal-verdict-wrong = { $who } vond dit niet terecht, op { $day }. De functionaris gegevensbescherming kijkt er verder naar.
portal-verdict-because = De uitleg:
portal-judge-coordinator = De coördinator
portal-judge-substitute = De vervanger
portal-judge-other = Een medewerker
portal-because = De reden:
portal-own-looks = { $number ->
    [one] U keek die dag zelf één keer.
   *[other] U keek die dag zelf { $number } keer.
}
portal-times = { $number } keer,
portal-at = om { $moment }
portal-between = tussen { $from } en { $until }
portal-refused = { $number ->
    [one] Eén keer wilde iemand in dit dossier die dat niet mocht. Die kreeg niets te zien.
   *[other] { $number } keer wilde iemand in dit dossier die dat niet mocht. Die kreeg niets te zien.
}
portal-asked-reason = { $number ->
    [one] Eén keer vroegen we iemand eerst om een reden. Die kreeg toen niets te zien.
   *[other] { $number } keer vroegen we iemand eerst om een reden. Die kreeg toen niets te zien.
}
portal-turned-away = { $number ->
    [0] Niemand is tegengehouden.
    [one] Eén keer is iemand tegengehouden.
   *[other] { $number } keer is iemand tegengehouden.
}
portal-looked-none = In deze periode keek er niemand.
portal-period = Welke periode
portal-period-all = Alles
portal-period-week = Deze week
portal-period-month = Deze maand
portal-period-year = Dit jaar
portal-period-days = Kies zelf de dagen
portal-period-go = Laat zien
period-from = Vanaf
period-until = Tot en met
period-until-before-the-first = De laatste dag ligt vóór de eerste.
portal-proof-title = Een bewijs van deze lijst
portal-proof-text = U kunt een bestand bewaren dat bewijst dat deze lijst compleet is en dat niemand er iets in heeft veranderd. U of iemand die u vertrouwt kan dat zelf nagaan, ook als wij er niet bij zijn.
portal-proof-save = Bewaar het bewijs
portal-proof-more = Hoe gaat u dat na?
portal-proof-how = In het bestand staat elke regel: wanneer het was, in welke functie iemand keek en of die iets deed. Namen en wat er in het dossier staat, staan er niet in. Met het gratis programma Regie kan iedereen het nagaan: regie ledger prove, en dan de naam van het bestand. De sleutel waarmee het is ondertekend staat op de openbare pagina van deze website. De nieuwste regels staan er wel in, maar nog zonder bewijs: dat komt er binnen een dag bij. Bewaar het bestand op een plek waar alleen u bij kunt.
portal-earlier = Wat er eerder was
portal-who-you = U
portal-who-subject = De persoon zelf
portal-who-parent = Een ouder of voogd
portal-who-representative = Een vertegenwoordiger
portal-who-team = Iemand van het team ({ $function })
portal-who-system = Het systeem zelf

portal-shared-you = Wat is er over u gedeeld
portal-shared = Wat is er gedeeld over { $name }
portal-shared-lead = Met wie, waarom, en waarom dat mocht.
portal-no-shares = Over delen is er niets dat hier te zien is.
portal-shared-day = Gedeeld op
portal-shared-purpose = Waarvoor
portal-shared-why = Uitleg
portal-shared-unavoidable = Waarom het niet zonder kon
portal-shared-agreed = Zei ja voor u
portal-shared-by = Door
portal-shared-what = Dit is gedeeld
portal-basis-consent = Met toestemming
portal-basis-consent-text = Iedereen die daarover beslist, zei ja.
portal-basis-safety = Vanwege gevaar
portal-basis-safety-text = Er was gevaar voor iemand. Dan mag het zonder toestemming.
portal-basis-law = De wet staat dit toe
portal-basis-law-text = Hiervoor is geen toestemming nodig. Wij moeten het u wel vertellen.
portal-basis-unavoidable = Het kon niet zonder
portal-basis-unavoidable-text = De hulp kon hier echt niet zonder. Dan mag het zonder toestemming. Wij moeten het u wel vertellen.
portal-basis-wrong = Er ontbrak iets
portal-basis-wrong-text = Toen dit werd gedeeld, was niet alles in orde. We kijken wat er misging. U kunt een klacht indienen.
portal-you-said-yes = U zei ja
portal-you-said-no = U zei nee
portal-you-withdrew = U trok het in
portal-go-withdraw = Ik wil mijn ja intrekken

portal-asked-title = Mag dit gedeeld worden?
portal-asked-lead = Hier vragen wij of iets gedeeld mag worden. U mag altijd nee zeggen. Soms mag het van de wet ook zonder toestemming. Dan leest u dat bij wat er gedeeld is.
portal-asked-waiting = Wacht op uw antwoord
portal-asked-gone = Zei u eerder ja?
portal-asked-gone-text = Is het al gedeeld, dan staat het bij wat er is gedeeld. Daar kunt u uw ja intrekken.
portal-asked-gone-way = Naar uw dossier
portal-asked-answered = Hier gaf u antwoord op
portal-asked-share = Delen met { $name }
portal-asked-about = Over { $name } · gevraagd op { $day }
portal-badge-waiting = Uw antwoord?
portal-nothing-asked = Er is geen vraag voor u.
portal-nothing-asked-hint = Willen we iets delen, dan vragen we het hier.

portal-ask-back = Alle vragen
portal-over-title = Deze vraag is voorbij
portal-over-lead = U hoeft hier niets meer te doen.
portal-over-went = Er is iets gedeeld. U leest wat het is, met wie en waarom.
portal-over-again = Vragen we u later weer iets, dan staat dat bij uw vragen.
portal-over-ask = Wilt u er meer over weten? Vraag het aan het team.
portal-over-shared = Wat er is gedeeld
portal-over-late = Uw antwoord is niet bewaard
portal-over-late-text = De vraag was al voorbij toen het binnenkwam.
portal-ask-title = Mogen we dit delen met { $name }?
portal-ask-acting = Het gaat over { $name }. { $as }
portal-ask-who = Met wie en waarom
portal-ask-to = Met wie
portal-ask-by = Wie vraagt dit
portal-ask-by-day = { $name }, op { $day }
portal-ask-on = Gevraagd op
portal-ask-what = Dit willen we delen
portal-ask-only = Alleen dit. Willen we later meer delen, dan vragen we het opnieuw.
portal-ask-others = Wie moet ja zeggen?
portal-ask-you-alone = Alleen u beslist hierover.
portal-ask-everybody = Zegt een van u nee, dan is er geen toestemming. Wat een ander antwoordt, leest u hier niet.
portal-ask-other-subject = Ook { $name } moet zelf ja zeggen.
portal-ask-other-parents-yours = { $number ->
    [one] Ook uw ouder met gezag of uw voogd moet ja zeggen.
   *[other] Ook uw { $number } ouders met gezag of voogden moeten ja zeggen.
}
portal-ask-other-parents = { $number ->
    [one] Ook de andere ouder met gezag of voogd moet ja zeggen.
   *[other] Ook { $number } andere ouders met gezag of voogden moeten ja zeggen.
}
portal-ask-other-representatives-yours = { $number ->
    [one] Ook uw vertegenwoordiger moet ja zeggen.
   *[other] Ook uw { $number } vertegenwoordigers moeten ja zeggen.
}
portal-ask-other-representatives = { $number ->
    [one] Ook een andere vertegenwoordiger moet ja zeggen.
   *[other] Ook { $number } andere vertegenwoordigers moeten ja zeggen.
}
portal-ask-no = Wat als u nee zegt?
portal-ask-no-text = Dan delen we dit niet met uw toestemming. U houdt de hulp die u heeft. U hoeft niet te zeggen waarom.
portal-ask-later = Zegt u ja? Dan mag u dat later altijd intrekken. Wat dan al is gedeeld, kunnen we niet terughalen.
portal-together-waits = Het team laat u weten wat er gebeurt.
portal-together-not-everybody = Gaat niet door: niet iedereen zei ja.
portal-together-everybody = Iedereen zei ja. Het team mag dit nu delen.
portal-before-yes = U zei ja
portal-before-no = U zei nee. U mag van gedachten veranderen.
portal-before-withdrawn = U trok uw ja in. U mag van gedachten veranderen.
portal-answer = Uw antwoord
portal-answer-yes = Ja, dit mag
portal-answer-yes-hint = Wij delen dan alleen wat hierboven staat.
portal-answer-no = Nee, liever niet
portal-answer-no-hint = Wij delen dit dan niet met uw toestemming.
portal-answer-withdraw = Ik trek mijn ja in
portal-answer-withdraw-hint = Vanaf nu mogen we dit niet meer delen op uw ja. Wat al is gedeeld, kunnen we niet terughalen.
portal-answer-unpicked = Kies een antwoord.
portal-answer-changed = Lees eerst wat er nu staat. Geef dan antwoord.
portal-answer-too-late = Dit is al gedeeld of gestopt. Antwoord geven kan niet meer.
portal-answer-nothing-to-withdraw = U had nog geen ja gegeven.
portal-query-not-asked = U schreef een vraag op. Kies ‘Ik heb eerst een vraag’, of haal de vraag weg.
portal-reason = Wilt u zeggen waarom?
portal-reason-hint = Dat hoeft niet.
portal-ask-go = Geef dit antwoord
portal-done-yes = U zei ja. Uw medewerker krijgt bericht.
portal-done-no = U zei nee. We delen dit niet. Uw medewerker krijgt bericht.
portal-withdrawn = Uw ja is ingetrokken. Vanaf nu delen we dit niet meer. Uw medewerker krijgt bericht.
portal-changed = De vraag is veranderd
portal-changed-text = Terwijl u las, veranderde er iets aan wat we willen delen. Hieronder staat hoe het nu is. Er is nog geen antwoord opgeslagen.

portal-withdraw-title = Wilt u uw ja intrekken?
portal-withdraw-lead = Dit gaat over wat is gedeeld met { $name }.
portal-withdraw-cannot = Wat we niet kunnen
portal-withdraw-cannot-text = Wat { $name } al heeft gekregen, kunnen we niet terughalen. Het is misschien al gelezen of gebruikt. U kunt { $name } zelf vragen om het weg te halen.
portal-withdraw-does = Wat er gebeurt als u uw ja intrekt
portal-withdraw-does-stop = Vanaf nu delen we niets meer op uw ja.
portal-withdraw-does-told = Uw medewerker krijgt bericht. Op het blad voor { $name } staat dan ook dat de toestemming is ingetrokken, en wanneer.
portal-withdraw-does-help = U houdt de hulp die u heeft. U hoeft niet te zeggen waarom.
portal-withdrawn-after = Sindsdien delen we niets meer op uw ja. Wat al was gedeeld, kunnen we niet terughalen.
portal-withdraw-go = Ja, trek het in
portal-withdraw-not = Nee, laat het zo
portal-withdraw-back = Terug naar wat is gedeeld

did-view-dossier = bekeek het dossier
did-view-glass = bekeek een noodtoegang, om die te beoordelen
did-view-incident = bekeek een incident, om het te beoordelen
did-view-appointments = bekeek wie er bij het dossier horen
did-view-authority = bekeek wie er gezag heeft
did-record-entry = werkte in het dossier
did-correct-entry = werkte in het dossier
did-record-meeting = schreef een casusoverleg op
did-write-plan = schreef aan het ondersteuningsplan
did-evaluate-plan = bekeek opnieuw of het ondersteuningsplan past
did-add-document = voegde een document toe
did-view-document = bekeek een document
did-keep-document = werkte in het dossier
did-take-out-document = haalde een document weg
did-keep-note = werkte in het dossier
did-read-notes = las eigen aantekeningen
did-drop-note = werkte in het dossier
did-begin-share = begon met een vraag om iets te delen
did-prepare-share = schreef op wat gedeeld zou worden
did-ask-consent = vroeg toestemming om iets te delen
did-record-consent = schreef een antwoord op een vraag om toestemming op
did-disclose = deelde iets met een ander
did-disclose-afterwards = schreef op wat al gedeeld was
did-settle-share = werkte in het dossier
did-attach-form = werkte in het dossier
did-see-answer = bekeek een antwoord op een vraag om toestemming
did-give-up-share = besloot iets niet te delen
did-print = maakte het blad voor wie de gegevens krijgt
did-answer-consent = gaf antwoord op een vraag om toestemming
did-write-words = schreef iets op in eigen woorden
did-take-words-back = nam eigen woorden terug
did-answer-words = antwoordde op woorden die in dit portaal zijn geschreven
did-ask-first = stelde een vraag over een verzoek om te delen
did-answer-query = beantwoordde een vraag over een verzoek om te delen
did-set-channel = zei hoe iemand veilig te bereiken is
did-show-staff = koos of het gezin namen van medewerkers leest
did-reach-otherwise = schreef op dat iemand op een andere manier is bereikt
did-mail-notice = stuurde een bericht dat er iets klaarstaat
did-portal-view = keek op deze pagina’s
did-break-glass = kreeg noodtoegang tot het dossier
did-enter-with-reason = gaf een reden om in het dossier te kijken
did-enter-with-reason-dpo = begon een controle van dit dossier
did-judge-glass = beoordeelde een noodtoegang
did-judge-incident = beoordeelde een incident
did-find = zocht of er een dossier is
did-caseload = bekeek de eigen werklijst
did-lay-population = zette het dossier klaar voor deze demo
did-start-dossier = begon het dossier
did-add-person = zette een persoon in het dossier
did-add-authority = schreef op wie er gezag heeft of vertegenwoordigt
did-end-authority = schreef op dat iemand geen gezag meer heeft
did-ask-acting = vroeg een besluit over wie voor iemand optreedt
did-drop-acting = trok een vraag in over wie voor iemand optreedt
did-decide-acting = besloot wie voor iemand optreedt
did-view-acting = bekeek een besluit over wie voor iemand optreedt
did-authority-rests = schreef op waarop gezag of vertegenwoordiging rust
did-view-authority-evidence = bekeek het stuk waarop gezag of vertegenwoordiging rust
did-view-birthday = bekeek wat er op een verjaardag verandert
did-tell-birthday = schreef op dat is verteld wat er op een verjaardag verandert
did-invite-client = nodigde iemand uit voor dit portaal
did-see-invitation = zag nog een keer de code waarmee iemand in dit portaal kan komen
did-view-portal-access = bekeek wie er in dit portaal kan kijken
did-end-portal = beëindigde iemands toegang tot dit portaal
did-reopen-portal = opende iemands toegang tot dit portaal weer
did-accept-invitation = maakte een eigen toegang tot dit portaal
did-assign = wees een vaste medewerker of vervanger aan
did-claim-at-desk = hielp iemand aan de balie en was daarvoor één dag betrokken
did-hand-over = droeg het dossier over aan een andere medewerker
did-release = haalde een medewerker van het dossier af
did-release-share = liet u zien wat eerder is gedeeld
did-ask-release = vroeg om iets te laten zien
did-save-proof = bewaarde een bewijs van deze lijst
did-ask-right = deed een verzoek over deze gegevens
did-join-request = gaf antwoord op de vraag om mee te doen met een verzoek
did-withdraw-request = trok een verzoek in
did-record-request = schreef een verzoek op
did-complete-request = vulde een verzoek aan
did-extend-request = nam meer tijd voor een verzoek
did-decide-request = besliste op een verzoek
did-decide-triage = woog af welke gegevens nodig zijn
did-first-conversation = legde een eerste gesprek vast
did-carry-out-request = schreef op wat er met een verzoek is gedaan
did-view-request = bekeek een verzoek
did-read-for-request = las wat stilstaat, om over een verzoek te beslissen
did-copy-for-request = maakte een kopie voor wie dat vroeg
did-take-for-request = maakte een bestand om mee te nemen, voor wie dat vroeg
did-view-requests = bekeek of er verzoeken zijn
did-restrict = liet gegevens stilstaan
did-lift-restriction = ging gegevens weer gebruiken
did-erase-fact = wiste een gegeven
did-object-joint = vroeg een eigen dossier
did-weigh-split = besloot over een eigen dossier
did-complete-split = vulde een vraag om een eigen dossier aan
did-choose-piece = besliste wat waarheen gaat
did-split-dossier = splitste het dossier
did-erase-file = wiste gegevens
did-view-retention = keek tot wanneer gegevens bewaard blijven
did-close-dossier = sloot het dossier af
did-reopen-dossier = opende het dossier weer
did-set-hold = schreef op dat het dossier niet vernietigd mag worden
did-lift-hold = schreef op dat het dossier weer vernietigd mag worden als de termijn om is
did-destroy-file = vernietigde gegevens omdat de bewaartermijn om is
did-destroy-dossier = vernietigde het dossier omdat de bewaartermijn om is
did-begin-destruction = begon met vernietigen omdat de bewaartermijn om is
did-tell-recipient = vertelde een ontvanger wat er is veranderd
did-send-letter = schreef op hoe een brief ging
did-view-letter = bekeek een brief
did-letter-returned = schreef op dat een brief terugkwam
did-something = deed iets anders in het dossier: vraag uw medewerker wat

portal-still = Staat stil sinds { $day }. { $ground }
portal-shared-erased = Een gegeven dat later is gewist.
