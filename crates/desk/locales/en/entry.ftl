# Recording a fact, correcting one, working notes.

entry-title = Record something
entry-lead = One fact at a time. Only write down what is needed to help.
entry-go = Record it
entry-test = Check it
entry-back = Do not save
entry-the-dossier = The dossier
entry-may = May this be recorded?
form-denied = This may not be done like this yet. The check of the rules says what is still needed.

entry-correct-title = Correct a fact
entry-correct-lead = What it says now is kept. The new text takes its place.
entry-correct-go = Save the correction
entry-old = What it says now
entry-correction = Why do you correct this?
entry-correction-missing = Write down why you correct this.
entry-entry-corrected = This fact has been corrected already. Open the dossier and correct the newest text.

entry-put-in-title = Record a note
entry-put-in-lead = Your note is below. Take out what is not needed. After that the note itself is removed.
entry-put-in-go = Record it

entry-part-what = What you record
entry-part-why = Why that is allowed
entry-part-from = Where it comes from

entry-person = Whom is it about?
entry-person-unpicked = Choose whom it is about.
entry-family = The family
entry-family-hint = For what concerns everybody who gets help here. Each of them reads it on their own page. Do you want to share it later, or does somebody have to give consent? Then choose one person.
entry-text = What do you record?
entry-text-hint = The client reads this too. Keep it short and plain.
entry-text-missing = Write down what you record.
entry-kind = That or what?
entry-kind-unpicked = Choose whether you record that something is going on, or what it is.
entry-category = What is it about?
entry-category-hint = Open one subject and choose what fits. The rest stays closed.
entry-category-unpicked = Open a subject and choose what it is about.
entry-motive = Why does this subject belong to the help question?
entry-motive-hint = One line, only with the first fact about a subject. After that the subject is open.
entry-motive-missing = This subject is still closed. Write in one line why it belongs to the help question.
entry-about_day = Which day is it about?
entry-about_day-hint = Only when it is not about today. For example 21-11-2026
entry-about_day-too-early = This day lies before the birth of the person it is about.

entry-purpose = What is it for?
entry-purpose-unpicked = Choose what you record this for.
entry-law = Under which law does it fall?
entry-law-unpicked = Choose the law.
entry-basis = The legal basis
entry-basis-hint = The article of the law. For example: Jeugdwet 7.3.8, or Wmo 5.1.1
entry-basis-more = The legal basis is the reason in the law why you may write this down. Consent is something else: it cannot stand in for a basis.
entry-basis-missing = Write down which article of the law allows this.
entry-basis-no-article = Name the law and the number of the article. Consent is not a legal basis.
entry-need = Why is this needed?
entry-need-hint = What goes wrong if you do not write this down? Handy is not a reason.
entry-need-missing = Write down why this is needed.
entry-need-too-short = Write a whole sentence: the client reads this too.
entry-fold-weighing = Health or criminal offences: two more questions
entry-fold-weighing-hint = Only for data about health and criminal offences. Otherwise you can skip this.
entry-proportionality = Why is it not too much?
entry-proportionality-hint = Does this fit the purpose, or can it be shorter?
entry-subsidiarity = Why can it not be done in another way?
entry-subsidiarity-hint = Can you help without writing this down?
entry-fold-ground = Religion, ethnicity and the like: the article
entry-fold-ground-hint = Such data are not allowed, unless a law makes them strictly necessary or somebody is in danger.
entry-legal_ground = Which article makes it strictly necessary, and why?

entry-source = From whom do you know this?
entry-source-unpicked = Choose from whom you know this.
entry-source-client = The client
entry-source-representative = A representative
entry-source-third-party = Somebody else
entry-source-brp = The register of persons (BRP)
entry-source-own-observation = I saw or heard it myself
entry-source_name = Who is that?
entry-source_name-hint = Needed when somebody else told it. The client does not see this name without that person’s consent.
entry-source_name-missing = Write down who told it.
entry-statement = What kind of statement is it?
entry-statement-unpicked = Choose what kind of statement it is.
entry-statement-fact = A fact that can be checked
entry-statement-client-view = The client’s view
entry-statement-other-view = Somebody else’s view
entry-statement-judgement = My own professional judgement
entry-reading = How does the client see it?
entry-reading-hint = Only when the client sees it differently. Write down what the client says. It stands beside your text.
entry-together = Written down together with the client
entry-moment = When did you ask this?
entry-moment-unpicked = Choose when you asked this.

entry-recorded = This has been recorded.
entry-otherwise = Like this it may not be. It may only be when one of these is so. Fill it in then.
entry-otherwise-ground = An article of law makes this strictly necessary
entry-otherwise-safety = Somebody is in danger

entry-fold-consent = Consent to write this down
entry-fold-consent-hint = Needed when it is about somebody who gets no help, such as a neighbour or a grandmother. A no is written down just as well.
entry-not-asked = Not asked
entry-consent_answer = Answer
entry-consent-second = Parent or guardian: the other one
entry-consent-other = Somebody who is not in this dossier
entry-consent-nameless = { $kind }, name not known yet
entry-consent_who = Who answered?
entry-consent_name = Name of who answered
entry-consent_name-hint = Only for somebody who is not in this dossier.
entry-consent_name-unnamed = Choose who answered, or write down their name.
entry-consent_name-known = This person is in the dossier already. Leave this empty.
entry-consent_who-unknown = This person has no authority over whom this is about. Choose somebody else, or write down the name.
entry-consent_form = How was it given?
entry-consent_on = On which day?
entry-consent_on-too-early = This day lies before the dossier began.

entry-fold-safety = Somebody is in danger
entry-fold-safety-hint = Then it is sometimes allowed without consent. Consult first, and write down why.
entry-no-safety = Nobody is in danger
entry-safety_of = Who is in danger?
entry-safety_because = What is the danger?
entry-safety_because-missing = Write down what the danger is.
entry-safety_consulted = Whom did you consult?
entry-safety_anonymised = I did not give the client’s name
entry-safety_client = Does the client know?
entry-safety_client-unpicked = Choose whether the client knows.
entry-safety_postponed_because = Why do you wait with telling?
entry-safety_postponed_because-hint = Only if telling now puts somebody in danger.

entry-label-help = Why so many questions?
entry-label-help-text = From these answers the system knows who may see this, with whom it may be shared and when it has to go. And the client can read why it is there.

entry-notes-title = My notes
entry-notes-outside = This is not in the dossier
entry-notes-outside-text = Only you see these notes. The client and your colleagues do not. Does something matter for the help? Then record it in the dossier.
entry-notes-mine = What you kept
entry-notes-none = You have no notes here.
entry-note-new = New note
entry-note-go = Keep
entry-note-into = Record in the dossier
entry-note-drop = Throw away
entry-note-drop-text = The note will really be gone. You cannot undo this.
entry-note-drop-go = Throw away
entry-note-kept = The note is kept. It is not in the dossier.
entry-note-dropped = The note is gone.
note-text = What do you want to remember?
note-text-missing = Write something first.

kind-long-that-hint = For example: there is a question about debts.
kind-long-what-hint = For example: three months of rent have not been paid.

entry-shielded = Shield at once
entry-shielded-hint = Then only the coordinator and the substitute see this. Colleagues and the family do not see that anything is missing either.
entry-shielded-not-yours = Only the coordinator and the substitute can shield something.
entry-beyond = Why is this needed all the same?
entry-beyond-hint = Only where this kind of data does not go with the last weighing.
entry-beyond-missing = This kind of data does not go with the last weighing. Explain why it is needed all the same, or weigh anew.
entry-category-outside = This kind of data does not go with the last weighing. Weigh anew first.
entry-law-crossing = Of this person nothing stands under this law yet. Weigh that first at Weighing (triage), ‘From one law to another’.
entry-moment-front-door = No first conversation with this person is recorded yet. Until then ‘at the front door’ belongs here.
