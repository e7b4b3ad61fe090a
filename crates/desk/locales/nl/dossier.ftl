# Texts of the area dossier.
