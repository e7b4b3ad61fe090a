# Labels of the form in the gallery of parts.

gallery-kind = What kind of fact is this?
gallery-need = In a few words
gallery-need-hint = As the client would say it.
gallery-need-more = Write down what you saw or heard, not what you think of it. Do not mention names of others.
gallery-born = Date of birth
gallery-law = Under which law?
gallery-data = What kind of data?
gallery-why = Why is this needed?
gallery-together = Did you write this together with the client?
gallery-paper = Photo or PDF of the form
gallery-sure = I know this cannot be undone
gallery-sure-missing = Tick this if you want to go on.
