# Handing over dossiers to a colleague.

handover-way = Dossiers overdragen
handover-way-own = Draag dossiers over
handover-title = Dossiers overdragen
handover-title-of = Dossiers van { $name } overdragen
handover-lead = Kies welke dossiers naar een collega gaan. Daarna kunt u ze niet meer openen. Wat in die dossiers op u wacht, wacht dan op uw collega. De cliënt ziet dat het dossier is overgedragen.
handover-lead-manager = U ziet niet om wie het gaat. De dossiers gaan meteen naar de collega die u kiest, met alles wat erin wacht. De cliënt ziet dat het dossier is overgedragen.
handover-nothing = Er zijn geen dossiers om over te dragen.
handover-carriers = Collega’s met dossiers
handover-carriers-lead = Kies van wie u de dossiers aan een ander geeft. U ziet aantallen, geen namen van cliënten.
handover-carriers-none = Niemand heeft nu dossiers.
handover-who = Collega
handover-ended = { $name } (werkt hier niet meer)
handover-team = Team
handover-coordinates = Coördinator van
handover-stands-in = Vervanger in
handover-number = Dossier { $number }
handover-dossiers = Welke dossiers?
handover-dossiers-unpicked = Kies minstens één dossier.
handover-account = Aan wie?
handover-account-unpicked = Kies een collega.
handover-account-unknown = Deze collega kan geen dossiers bijhouden. Kies iemand anders.
handover-account-unsigned = Deze collega heeft nog niet alle verklaringen ondertekend. Kies iemand anders, of vraag de collega eerst in te loggen en te ondertekenen.
handover-account-same = Kies een andere collega: deze heeft de dossiers al.
handover-why = Waarom?
handover-why-hint = Dit komt in elk dossier te staan. Schrijf niets over een cliënt.
handover-why-missing = Schrijf op waarom u de dossiers overdraagt.
handover-go = Draag over
handover-done = { $number ->
    [one] 1 dossier is overgedragen.
   *[other] { $number } dossiers zijn overgedragen.
}
handover-left = { $number ->
    [one] 1 dossier is niet overgedragen.
   *[other] { $number } dossiers zijn niet overgedragen.
}
handover-left-not-allowed = dit mag u niet (meer) overdragen
handover-left-is-coordinator = de collega is hier al coördinator en kan niet ook vervanger zijn
handover-left-not-theirs = dit dossier hoort niet meer bij deze collega
handover-left-busy = anderen werkten er net in. Probeer het nog een keer
handover-asked = Deze collega ging naar een ander team of kreeg een andere functie. Kijk wat er met de dossiers moet gebeuren.
handover-stays = Blijft het zo?
handover-stays-text = De dossiers blijven bij deze collega. U krijgt er geen taak meer over.
handover-stays-go = Laat het zo
handover-done-stays = De dossiers blijven waar ze zijn.
handover-back = Terug naar alle collega’s
