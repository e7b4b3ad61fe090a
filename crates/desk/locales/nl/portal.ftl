# What clients see.

portal-exit = Snel weg
portal-standing-title = Goed om te weten
portal-standing = Soms moeten we van de wet een deel van een dossier achterhouden. Dat kan bij iedereen zo zijn. Daarom staat deze zin op elke pagina.
