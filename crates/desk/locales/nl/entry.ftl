# Texts of the area entry.
