# Labels of the form in the gallery of parts.

gallery-kind = Wat voor gegeven is dit?
gallery-need = In een paar woorden
gallery-need-hint = Zoals de cliënt het zelf zou zeggen.
gallery-need-more = Schrijf op wat u zag of hoorde, niet wat u ervan denkt. Noem geen namen van anderen.
gallery-born = Geboortedatum
gallery-law = Onder welke wet?
gallery-data = Wat voor gegevens?
gallery-why = Waarom is dit nodig?
gallery-together = Heeft u dit samen met de cliënt opgeschreven?
gallery-paper = Foto of PDF van het formulier
gallery-sure = Ik weet dat dit niet terug te draaien is
gallery-sure-missing = Zet hier een vinkje als u door wilt gaan.
