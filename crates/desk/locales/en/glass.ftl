# Texts of the area glass.
