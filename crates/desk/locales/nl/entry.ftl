# Recording a fact, correcting one, working notes.

entry-title = Iets vastleggen
entry-lead = Eén feit per keer. Schrijf alleen op wat nodig is om te helpen.
entry-go = Leg het vast
entry-test = Toets het
entry-back = Niet opslaan
entry-the-dossier = Het dossier
entry-may = Mag dit worden vastgelegd?
form-denied = Dit mag zo nog niet. In de toets van de regels staat wat er nog nodig is.

entry-correct-title = Een feit verbeteren
entry-correct-lead = Wat er nu staat, blijft bewaard. De nieuwe tekst komt ervoor in de plaats.
entry-correct-go = Bewaar de verbetering
entry-old = Zo staat het er nu
entry-correction = Waarom verbetert u dit?
entry-correction-missing = Schrijf op waarom u dit verbetert.
entry-entry-corrected = Dit feit is al verbeterd. Open het dossier en verbeter de nieuwste tekst.

entry-put-in-title = Een aantekening vastleggen
entry-put-in-lead = Uw aantekening staat hieronder. Haal weg wat niet nodig is. Daarna gaat de aantekening zelf weg.
entry-put-in-go = Leg het vast

entry-part-what = Wat u vastlegt
entry-part-why = Waarom dat mag
entry-part-from = Waar het vandaan komt

entry-person = Over wie gaat het?
entry-person-unpicked = Kies over wie het gaat.
entry-family = Het gezin
entry-family-hint = Voor wat iedereen aangaat die hier hulp krijgt. Zij lezen het allemaal op hun eigen pagina. Wilt u het later delen, of moet iemand toestemming geven? Kies dan één persoon.
entry-text = Wat legt u vast?
entry-text-hint = De cliënt leest dit ook. Schrijf kort en gewoon.
entry-text-missing = Schrijf op wat u vastlegt.
entry-kind = Dat of wat?
entry-kind-unpicked = Kies of u vastlegt dát er iets speelt, of wát er speelt.
entry-category = Waar gaat het over?
entry-category-hint = Open één onderwerp en kies wat past. De rest blijft dicht.
entry-category-unpicked = Open een onderwerp en kies waar het over gaat.
entry-motive = Waarom hoort dit onderwerp bij de hulpvraag?
entry-motive-hint = Eén regel, alleen bij het eerste gegeven over een onderwerp. Daarna staat het onderwerp open.
entry-motive-missing = Dit onderwerp is nog dicht. Schrijf in één regel waarom het bij de hulpvraag hoort.
entry-about_day = Over welke dag gaat het?
entry-about_day-hint = Alleen als het niet over vandaag gaat. Bijvoorbeeld 21-11-2026
entry-about_day-too-early = Deze dag ligt vóór de geboorte van degene over wie het gaat.

entry-purpose = Waarvoor is het?
entry-purpose-unpicked = Kies waarvoor u dit vastlegt.
entry-law = Onder welke wet valt het?
entry-law-unpicked = Kies de wet.
entry-basis = De grondslag
entry-basis-hint = Het artikel van de wet. Bijvoorbeeld: Jeugdwet 7.3.8, of Wmo 5.1.1
entry-basis-more = De grondslag is de reden uit de wet waarom u dit mag opschrijven. Toestemming is iets anders: die kan een grondslag niet vervangen.
entry-basis-missing = Schrijf op uit welk artikel van de wet dit mag.
entry-basis-no-article = Noem de wet en het nummer van het artikel. Toestemming is geen grondslag.
entry-need = Waarom is dit nodig?
entry-need-hint = Wat gaat er mis als u dit niet opschrijft? Handig is geen reden.
entry-need-missing = Schrijf op waarom dit nodig is.
entry-need-too-short = Schrijf een hele zin: de cliënt leest dit ook.
entry-fold-weighing = Gezondheid of strafbare feiten: nog twee vragen
entry-fold-weighing-hint = Alleen voor gegevens over gezondheid en strafbare feiten. Anders kunt u dit overslaan.
entry-proportionality = Waarom is het niet te veel?
entry-proportionality-hint = Past dit bij het doel, of kan het korter?
entry-subsidiarity = Waarom kan het niet op een andere manier?
entry-subsidiarity-hint = Kan u helpen zonder dit op te schrijven?
entry-fold-ground = Geloof, afkomst en wat daarop lijkt: het artikel
entry-fold-ground-hint = Zulke gegevens mogen niet, behalve als een wet het strikt nodig maakt of als er gevaar is.
entry-legal_ground = Welk artikel maakt het strikt nodig, en waarom?

entry-source = Van wie weet u dit?
entry-source-unpicked = Kies van wie u dit weet.
entry-source-client = De cliënt
entry-source-representative = Een vertegenwoordiger
entry-source-third-party = Iemand anders
entry-source-brp = De basisregistratie personen (BRP)
entry-source-own-observation = Ik zag of hoorde het zelf
entry-source_name = Wie is dat?
entry-source_name-hint = Nodig als iemand anders het vertelde. De cliënt ziet deze naam niet zonder toestemming van die persoon.
entry-source_name-missing = Schrijf op wie het vertelde.
entry-statement = Wat voor uitspraak is het?
entry-statement-unpicked = Kies wat voor uitspraak het is.
entry-statement-fact = Een feit dat te controleren is
entry-statement-client-view = Zo ziet de cliënt het
entry-statement-other-view = Zo ziet een ander het
entry-statement-judgement = Mijn oordeel als medewerker
entry-reading = Hoe ziet de cliënt het?
entry-reading-hint = Alleen als de cliënt het anders ziet. Schrijf op wat de cliënt zegt. Het staat dan naast uw tekst.
entry-together = Samen met de cliënt opgeschreven
entry-moment = Wanneer vroeg u dit?
entry-moment-unpicked = Kies wanneer u dit vroeg.

entry-recorded = Dit is vastgelegd.
entry-otherwise = Zo mag het niet. Het mag alleen als een van deze dingen klopt. Vul het dan in.
entry-otherwise-ground = Een wetsartikel maakt dit strikt nodig
entry-otherwise-safety = Er is gevaar voor iemand

entry-fold-consent = Toestemming om dit op te schrijven
entry-fold-consent-hint = Nodig als het over iemand gaat die zelf geen hulp krijgt, zoals een buur of oma. Een nee schrijft u net zo goed op.
entry-not-asked = Niet gevraagd
entry-consent_answer = Antwoord
entry-consent-second = Ouder of voogd: de andere
entry-consent-other = Iemand die niet in dit dossier staat
entry-consent-nameless = { $kind }, naam nog niet bekend
entry-consent_who = Wie gaf het antwoord?
entry-consent_name = Naam van wie antwoordde
entry-consent_name-hint = Alleen voor iemand die niet in dit dossier staat.
entry-consent_name-unnamed = Kies wie antwoordde, of schrijf op hoe die persoon heet.
entry-consent_name-known = Deze persoon staat al in het dossier. Laat dit veld leeg.
entry-consent_who-unknown = Deze persoon heeft geen gezag over wie dit gaat. Kies iemand anders, of schrijf de naam op.
entry-consent_form = Hoe werd het gegeven?
entry-consent_on = Op welke dag?
entry-consent_on-too-early = Deze dag ligt vóór het begin van het dossier.

entry-fold-safety = Er is gevaar voor iemand
entry-fold-safety-hint = Dan mag het soms zonder toestemming. Overleg eerst, en schrijf op waarom.
entry-no-safety = Er is geen gevaar
entry-safety_of = Wie is in gevaar?
entry-safety_because = Wat is het gevaar?
entry-safety_because-missing = Schrijf op wat het gevaar is.
entry-safety_consulted = Met wie heeft u overlegd?
entry-safety_anonymised = Ik noemde de naam van de cliënt daarbij niet
entry-safety_client = Weet de cliënt het?
entry-safety_client-unpicked = Kies of de cliënt het weet.
entry-safety_postponed_because = Waarom wacht u met vertellen?
entry-safety_postponed_because-hint = Alleen als vertellen nu iemand in gevaar brengt.

entry-label-help = Waarom zoveel vragen?
entry-label-help-text = Met deze antwoorden weet het systeem wie dit mag zien, met wie het gedeeld mag worden en wanneer het weg moet. En de cliënt kan lezen waarom het er staat.

entry-notes-title = Mijn aantekeningen
entry-notes-outside = Dit staat niet in het dossier
entry-notes-outside-text = Alleen u ziet deze aantekeningen. De cliënt en uw collega’s zien ze niet. Is iets belangrijk voor de hulp? Leg het dan vast in het dossier.
entry-notes-mine = Wat u bewaarde
entry-notes-none = U heeft hier geen aantekeningen.
entry-note-new = Nieuwe aantekening
entry-note-go = Bewaar
entry-note-into = Leg vast in het dossier
entry-note-drop = Weggooien
entry-note-drop-text = De aantekening is dan echt weg. Dat kunt u niet terugdraaien.
entry-note-drop-go = Gooi weg
entry-note-kept = De aantekening is bewaard. Zij staat niet in het dossier.
entry-note-dropped = De aantekening is weg.
note-text = Wat wilt u onthouden?
note-text-missing = Schrijf eerst iets op.

kind-long-that-hint = Bijvoorbeeld: er is een schuldenvraag.
kind-long-what-hint = Bijvoorbeeld: er is drie maanden huur niet betaald.

entry-shielded = Meteen afschermen
entry-shielded-hint = Dan zien alleen de coördinator en de vervanger dit. Collega’s en de familie zien ook niet dat er iets ontbreekt.
entry-shielded-not-yours = Alleen de coördinator en de vervanger kunnen iets afschermen.
entry-beyond = Waarom is dit toch nodig?
entry-beyond-hint = Alleen als dit soort gegeven niet bij de laatste afweging hoort.
entry-beyond-missing = Dit soort gegeven hoort niet bij de laatste afweging. Leg uit waarom het toch nodig is, of weeg opnieuw af.
entry-category-outside = Dit soort gegeven hoort niet bij de laatste afweging. Weeg eerst opnieuw af.
entry-law-crossing = Van deze persoon staat nog niets onder deze wet. Weeg dat eerst af bij Afwegen (triage), ‘Van de ene wet naar de andere’.
entry-moment-front-door = Met deze persoon is nog geen eerste gesprek vastgelegd. Tot dan hoort hier ‘aan de voordeur’.
