# When something goes wrong.

trouble-home = Naar het begin
trouble-wait = { $minutes ->
    [one] Over één minuut kunt u het weer proberen.
   *[other] Over { $minutes } minuten kunt u het weer proberen.
}
trouble-number = Belt u hierover? Noem dan nummer { $number }.

trouble-not-found-title = Deze pagina is er niet voor u
trouble-not-found-text = De pagina of het dossier bestaat niet, of u hoort er niet bij. Welke van de twee het is, zeggen we niet. Zo blijft ieders dossier privé.
trouble-not-found-next = Ga terug, of begin opnieuw bij het begin.
trouble-not-found-next-staff = Zoekt u iemand? Zoek dan op burgerservicenummer, of op achternaam met geboortedatum.

trouble-refused-title = Dit mag nu niet
trouble-refused-text = De regels voor privacy laten dit niet toe. Hieronder staat waarom.
trouble-refused-next = Er is niets veranderd. Dat u dit vroeg, staat in het logboek.

trouble-forbidden-title = Hier kunt u niet bij
trouble-forbidden-text = U bent niet ingelogd, of deze pagina hoort niet bij uw functie.
trouble-forbidden-next = Log in, of ga terug naar het begin.

trouble-stale-title = Deze pagina stond te lang open
trouble-stale-text = We weten niet zeker of dit formulier van u kwam. Daarom is er niets opgeslagen.
trouble-stale-next = Ga terug, open de pagina opnieuw en verstuur het formulier nog een keer.

trouble-unreadable-title = Dit konden wij niet lezen
trouble-unreadable-text = Er kwam iets binnen dat wij niet begrijpen. Er is niets veranderd.
trouble-unreadable-next = Ga terug en probeer het opnieuw.

trouble-too-large-title = Dit is te veel in één keer
trouble-too-large-text = U stuurde meer dan wij aannemen. Er is niets opgeslagen.
trouble-too-large-next = Maak de tekst of het bestand kleiner. Een foto mag tot 6 MB.

trouble-too-many-title = Even wachten
trouble-too-many-text = Het is te vaak achter elkaar geprobeerd. Daarom houden we het even tegen.
trouble-too-many-next = Was u dit niet zelf? Vertel het dan uw beheerder of uw buurtteam.

trouble-broken-title = Er ging iets mis
trouble-broken-text = Dat ligt aan ons, niet aan u. Er is niets half opgeslagen.
trouble-broken-next = Probeer het over een paar minuten nog eens. Blijft het misgaan? Bel dan uw beheerder of uw buurtteam.

trouble-away-title = We zijn er even niet
trouble-away-text = De dossiers zijn nu niet bereikbaar. Ze zijn veilig. We openen geen dossier als we dat niet kunnen vastleggen.
trouble-away-next = Probeer het over een paar minuten nog eens. Is er gevaar? Bel 112.

trouble-kept-title = Deze pagina stond te lang open
trouble-kept-text = We weten niet zeker of dit formulier van u kwam. Daarom is het niet verstuurd. Wat u typte, is wel bewaard.
trouble-kept-next = Open de pagina opnieuw. Uw tekst staat er nog. Controleer die en verstuur het formulier.
trouble-kept-back = Open de pagina opnieuw

trouble-busy-title = Iemand anders was u net voor
trouble-busy-text = Op hetzelfde moment veranderde er iets anders in dit dossier. Er is niets opgeslagen.
trouble-busy-next = Ga terug en probeer het nog een keer.
