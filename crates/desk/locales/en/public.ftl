# Texts of the area public.
