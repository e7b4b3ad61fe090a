# Texts of the area share.
