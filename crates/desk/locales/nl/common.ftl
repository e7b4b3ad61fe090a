# What stands on every page, and in every form.

skip = Naar de inhoud
nav = Hoofdmenu
yes = Ja
no = Nee
or = {" of "}
demo-strip = Dit is een demo. Alle mensen en dossiers hier zijn verzonnen.
who-you = Ingelogd als
who-for = voor { $name }
who-other = andere functie
logout = Uitloggen
foot-public = Wie mag wat: onze regels
foot-complaint = Een klacht?
foot-dpo = Functionaris gegevensbescherming:
foot-line = De klant heeft zelf regie. Elke keer dat iemand een dossier opent, staat dat in het dossier.

session-title = Bent u er nog?
session-text = U heeft een tijdje niets gedaan. Om de gegevens te beschermen loggen we u zo uit. Wat u typte, bewaren we.
session-left = Nog { "{seconds}" } seconden
session-extend = Ik ben er nog

form-mark = Fout:{" "}
form-summary = Er klopt nog iets niet
form-optional = (niet verplicht)
form-more = Wat vul ik hier in?
form-choose = Kies…
form-date-hint = Bijvoorbeeld 21-11-2026
form-missing = Vul dit in.
form-unpicked = Maak een keuze.
form-unknown = Kies een van de mogelijkheden die er staan.
form-twice = Dit kwam twee keer binnen met een andere tekst. Controleer het.
form-too-long = Maak dit korter: hoogstens { $number } tekens.
form-unreadable = Hier staan tekens die wij niet kunnen lezen. Typ de tekst opnieuw.
form-no-date = Dit is geen dag die we herkennen. Typ bijvoorbeeld 21-11-2026.
form-too-early = Deze dag ligt te ver terug. Het kan vanaf { $day }.
form-too-late = Deze dag ligt te ver vooruit. Het kan tot en met { $day }.
form-too-large = U stuurde meer dan wij aannemen. Een deel is niet meegekomen. Controleer wat er staat en maak het korter.
form-cut-off = Het versturen is halverwege gestopt. Controleer wat er staat en verstuur het opnieuw.
form-too-many-fields = Er kwamen te veel velden binnen. Controleer wat er staat.
form-draft-saved = Concept bewaard
form-draft-saving = Concept wordt bewaard…
form-draft-lost = Het concept is nu niet bewaard. We proberen het zo opnieuw.

checklist-needed = Nog nodig
checklist-barred = Dit staat in de weg
checklist-done = Klaar
checklist-duty = Daarna nog doen
checklist-arrange = Regel dit nu
checklist-why = Waarom?
checklist-rules = Welke regels gelden hier?
checklist-charter = Volgens: { $name }, versie van { $day }.
need-from = Van: { $who }.
need-signed = Nog te tekenen: { $what }.
need-form = Hoe: { $form }.
need-with = Met { $who }.
need-anonymised = Noem de naam van de klant daarbij niet.
duty-by = Door: { $who }.
duty-within = Binnen { $hours } uur.

fact-badges = Kenmerken
fact-label = Alles over dit gegeven
fact-reading = Zo ziet de klant het
standing-corrected = Verbeterd: er is een nieuwere versie
standing-restricted = Beperkt: we bewaren dit, maar gebruiken het niet

form-used = Dit formulier is al eens verstuurd. Kijk het na en verstuur het dan opnieuw.
form-judged-before = U heeft hier al over geoordeeld. Uw oordeel blijft staan.
form-reworded = Dit formulier was al verstuurd, met andere woorden. Er is nu niets vastgelegd. Wat u typte, staat er nog. Verstuurt u het opnieuw, dan wordt het wel vastgelegd, naast wat er al stond.
form-own-glass = U kunt uzelf niet beoordelen.
form-too-early-plain = Deze dag ligt te ver terug.
form-too-late-plain = Deze dag ligt te ver vooruit.
form-too-long-plain = Maak dit korter.
form-not-a-date = Dit is geen dag die we herkennen. Typ bijvoorbeeld 21-11-2026.
form-draft-back = Wat u eerder typte, staat er nog
form-draft-back-text = Het was nog niet verstuurd. Controleer het en ga verder waar u was.
demo-password = Liever inloggen met een wachtwoord en een code
form-draft-drop = Gooi weg wat ik typte
