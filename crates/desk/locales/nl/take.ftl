# Taking one's own data along to another organisation.

portal-take-along = Naar een andere organisatie?
portal-take-along-text = U mag uw gegevens meenemen, in een bestand dat een andere organisatie kan inlezen.
portal-take-along-go = Mijn gegevens meenemen
portal-take-you = Uw gegevens meenemen
portal-take = Gegevens van { $name } meenemen
portal-take-lead = U krijgt één bestand. U beslist zelf aan wie u het geeft.
portal-take-in = Dit zit erin
portal-take-in-facts = Wat hier over u is opgeschreven, met waar het vandaan komt en waarvoor het nodig was, en uw eigen woorden daarbij.
portal-take-in-documents = De documenten die alleen over u gaan. Van een document waar ook iets over een ander in staat, staat erin dat het er is.
portal-take-in-shared = Wat is gedeeld, met wie, en uw antwoord als het u gevraagd is.
portal-take-not = Uw burgerservicenummer zit er niet in. Wie dat mag gebruiken, vraagt het u zelf.
portal-take-mind = Let op waar u het bestand bewaart. Wie het heeft, kan alles lezen wat erin staat. Zit u op een computer van iemand anders? Wacht dan liever.
portal-take-go = Bestand ophalen
portal-take-how = Het is een ZIP-bestand. Wij zetten er een handtekening onder, zodat een ander kan zien dat er niets aan is veranderd.
portal-take-back = Terug naar wat hier over u staat
portal-take-readme =
    MIJN GEGEVENS

    In dit bestand staat wat een organisatie voor hulp in de buurt over mij had vastgelegd.

    data.jsonld      de gegevens zelf, als JSON-LD
    schema.json      hoe de gegevens zijn opgebouwd (JSON Schema)
    documents/       de documenten
    signature.json   de handtekening van de organisatie (Ed25519)

    Een organisatie die met Regie werkt, leest dit in met: regie import BESTAND
    De sleutel waarmee de handtekening te controleren is, staat op de website van de organisatie die dit bestand maakte.

    Sommige dingen kunnen van de wet achterwege blijven. Dat kan bij iedereen zo zijn.
did-take-along = maakte een bestand om de eigen gegevens mee te nemen
