# What clients see.

portal-exit = Leave quickly
portal-standing-title = Good to know
portal-standing = Sometimes the law makes us hold back part of a dossier. That can be so for anybody. That is why this sentence is on every page.

portal-way-home = Start
portal-way-consent = May this be shared?

portal-home-title = Your dossier
portal-home-lead = Here you see what the neighbourhood team knows about you, who looked at it and with whom it was shared.
portal-waits = { $number ->
    [one] There is one question for you
   *[other] There are { $number } questions for you
}
portal-waits-text = We would like to share something with somebody else, and ask whether you agree. You may say no.
portal-waits-go = See the question and answer it
portal-about-you = About you
portal-about-you-by = About you, at team { $team }
portal-reopened = Since { $day } you can look here again.
portal-ended = Since { $day } you can no longer see one file about you here.
portal-ended-text = Do you want to know why, or see it after all? Ask your neighbourhood team. You keep the right to see your data.
portal-about = About { $name }
portal-capacity-subject = This is about yourself.
portal-capacity-parent = You look as a parent with authority or as a guardian. By law you decide for this child, or together with the child.
portal-capacity-representative = You look as a representative: you decide for somebody who cannot do so now.
portal-ahead-you-together = From { $day } you decide together with your parent with authority or your guardian.
portal-ahead-you-alone = From { $day } you decide alone. Parents or a guardian can then no longer see what is here about you.
portal-ahead-together = From { $day } { $name } decides together with you.
portal-ahead-alone = From { $day } { $name } decides alone. You can then no longer see what is here about { $name }.
portal-ahead-ends = From { $day } you no longer decide for { $name }. You can then no longer see what is here about { $name }.
portal-ahead-representing = From { $day } you decide for { $name } as representative.
portal-ahead-of-age = On { $day } you turn 18. The authority of your parents or guardian ends by itself. You decide yourself, as now.
portal-decided-cannot-weigh = It was decided that you cannot weigh something yourself
portal-decided-limit = It was decided that { $name } may do less for you
portal-decided-shut-out = It was decided that { $name } cannot look in your file
portal-decided-by = { $name } ({ $function }) decided this.
portal-decided-function = Somebody in the function of { $function } decided this.
portal-decided-matter = What it is about: { $matter }
portal-decided-why = Why: { $why }
portal-decided-again = On { $day } it is looked at again.
portal-decided-object = Do you disagree? Tell your professional, or ask somebody to help you. You can also make a complaint: see the bottom of this page.
portal-q-known = What do we know?
portal-q-who = Who can see it?
portal-q-shared = With whom was it shared?
portal-known-count = { $number ->
    [0] You see here who it is about. About the help there is nothing that can be seen here.
    [one] You see here who it is about, and one fact about the help.
   *[other] You see here who it is about, and { $number } facts about the help.
}
portal-who-sees = { $name } and the regular substitute. Also colleagues who help. Nobody else can just look.
portal-who-sees-team = Your regular worker and the substitute. Also colleagues who help. Nobody else can just look.
portal-shared-nobody = About sharing there is nothing that can be seen here.
portal-shared-with = With { $names }.
portal-go-known = Read what it says
portal-go-looked = See who looked
portal-go-shared = See what was shared
portal-none = There is no dossier that you can see here now.
portal-none-hint = Do you think that is wrong? Call your neighbourhood team.
portal-rights = Your rights
portal-rights-text = You may read what is about you. Sometimes the law makes us hold part of it back. Is something wrong, or do you want something removed? Make a request here, or tell your professional.
portal-rights-yours = Your rights and your requests
portal-rights-yours-by = Your rights and your requests, with team { $team }
portal-rights-of = Rights and requests for { $name }
portal-nav-rights = Rights and requests
portal-wrong-rights = Or make a request
portal-fact-wrong = Ask to have this corrected
portal-fact-gone = I want this gone
portal-fact-stop = Stop using this
portal-rights-table = Who may do what? Read the rules.

portal-nav-person = About this person
portal-nav-known = What we know
portal-nav-looked = Who looked
portal-nav-shared = What was shared

portal-known-you = What we know about you
portal-known = What we know about { $name }
portal-known-lead = Each fact says why it is there and who told it.
portal-identity-you = Who you are
portal-identity = Who this is
portal-identity-name = Name
portal-identity-born = Born on
portal-identity-bsn = Citizen service number (BSN)
portal-identity-address = Address
portal-identity-phone = Telephone
portal-identity-email = E-mail
portal-identity-role = Place in the family
portal-coordinator = Your regular worker
portal-laws = Help under
portal-keep = How long do we keep it?
portal-decided = A decision was taken about you
portal-keep-open = If this dossier closes today, we keep it up to and including { $day } ({ $law }).
portal-keep-until = We keep it up to and including { $day } ({ $law }).
portal-keep-unset = For how long we keep it has not been set yet ({ $law }).
portal-q-keep = How long do we keep it?
portal-glass-broken = On { $day } a colleague opened this dossier by emergency access.
portal-glass-see = See who it was and why
portal-since = Dossier since
portal-facts = What we wrote down about the help
portal-no-facts = About the help there is nothing that can be seen here.
portal-no-facts-hint = When a worker writes something down, you read it here. Sometimes the law makes us hold something back.
portal-written = Written down on { $day } by { $name }
portal-written-team = Written down on { $day } by the neighbourhood team
portal-statement-fact = Fact
portal-statement-you = How you see it
portal-statement-client = How the person sees it
portal-statement-other = How somebody else sees it
portal-statement-judgement = The worker’s judgement
portal-together = Written down together
portal-special = Specially protected
portal-label-source = How we know this
portal-source-you = from you
portal-source-client = from the person
portal-source-representative = from a representative
portal-source-third-party = from somebody else
portal-source-brp = from the register of persons (BRP): the data the municipality holds
portal-source-own-observation = the worker saw or heard it
portal-label-need = Why this is needed
portal-label-purpose = What we use it for
portal-label-basis = Why the law allows this
portal-label-motive = Why this subject belongs to it
portal-label-proportionality = Why this is not too much
portal-label-subsidiarity = Why it cannot be done otherwise
portal-label-ground = Which law makes this strictly necessary
portal-label-day = Is about
portal-label-correction = Why it was corrected
portal-before = What it said before
portal-before-hint = This was corrected. We keep it, so that you can see what changed.
portal-wrong = Is something wrong?
portal-wrong-text = Tell your worker. Together you write down how it really is.

portal-copy = A copy
portal-copy-text = You may keep a copy of what stands here. It also says with whom it was shared, and what you can do. It costs nothing.
portal-copy-go = Keep a copy as PDF
portal-copy-you = Copy of your data
portal-copy-of = Copy of the data about { $name }
portal-copy-lead = This is a copy of what { $name } knows about you. You have a right to this copy: { $law }. It is of { $day }. What was written down later is not in it.
portal-copy-lead-other = This is a copy of what { $organisation } knows about { $name }. You may see it because you decide for this person: { $law }. It is of { $day }. What was written down later is not in it.
portal-copy-dossier = The file
portal-copy-looked = Who looked?
portal-copy-looked-text = Who looked in the file, when and why, you read in this portal under ‘Who looked’.
portal-copy-rules = Why that was allowed

portal-looked-you = Who looked in your dossier
portal-looked = Who looked in the dossier of { $name }
portal-looked-lead = Whoever looks or writes something down comes on this list. A worker cannot switch that off or remove it. Sometimes the law makes us hold something back. What that is, is then not on this list.
portal-glass-what = What is emergency access?
portal-glass-text = Sometimes your regular worker and the substitute are both away and something cannot wait. Then a colleague may open the dossier, with a reason. Your regular worker and the substitute say afterwards whether that was right. You can read here what they say.
portal-glass = Emergency access
portal-inspection = Inspection with a reason
portal-with-reason = Access with a reason
portal-verdict-none = Whether this was right has not been judged yet. Once it has, you read it here.
portal-verdict-right = { $who } found this right, on { $day }.
portal-verdict-wrong = { $who } found this not right, on { $day }. The data protection officer looks into it further.
portal-verdict-because = The explanation:
portal-judge-coordinator = The coordinator
portal-judge-substitute = The substitute
portal-judge-other = A member of staff
portal-because = The reason:
portal-own-looks = { $number ->
    [one] You looked once yourself that day.
   *[other] You looked { $number } times yourself that day.
}
portal-times = { $number } times,
portal-at = at { $moment }
portal-between = between { $from } and { $until }
portal-refused = { $number ->
    [one] Once somebody tried to open this dossier who may not. They saw nothing.
   *[other] { $number } times somebody tried to open this dossier who may not. They saw nothing.
}
portal-asked-reason = { $number ->
    [one] Once we asked somebody for a reason first. They saw nothing then.
   *[other] { $number } times we asked somebody for a reason first. They saw nothing then.
}
portal-turned-away = { $number ->
    [0] Nobody was turned away.
    [one] Somebody was turned away once.
   *[other] Somebody was turned away { $number } times.
}
portal-looked-none = In this period nobody looked.
portal-period = Which period
portal-period-all = Everything
portal-period-week = This week
portal-period-month = This month
portal-period-year = This year
portal-period-days = Choose the days yourself
portal-period-go = Show
period-from = From
period-until = Until and including
period-until-before-the-first = The last day lies before the first.
portal-proof-title = A proof of this list
portal-proof-text = You can save a file that proves that this list is complete and that nobody changed anything in it. You or somebody you trust can check that yourselves, also without us.
portal-proof-save = Save the proof
portal-proof-more = How do you check it?
portal-proof-how = The file has every line: when it was, in which function somebody looked and whether they did something. Names and what is in the dossier are not in it. With the free program Regie anybody can check it: regie ledger prove, and then the name of the file. The key it is signed with stands on the public page of this website. The newest lines are in it too, but without proof yet: that comes within a day. Keep the file in a place where only you can get at it.
portal-earlier = What was before
portal-who-you = You
portal-who-subject = The person
portal-who-parent = A parent or guardian
portal-who-representative = A representative
portal-who-team = Somebody of the team ({ $function })
portal-who-system = The system itself

portal-shared-you = What was shared about you
portal-shared = What was shared about { $name }
portal-shared-lead = With whom, why, and why that was allowed.
portal-no-shares = About sharing there is nothing that can be seen here.
portal-shared-day = Shared on
portal-shared-purpose = What for
portal-shared-why = Explanation
portal-shared-unavoidable = Why it could not be done without
portal-shared-agreed = Said yes for you
portal-shared-by = By
portal-shared-what = This was shared
portal-basis-consent = With consent
portal-basis-consent-text = Everybody who decides about it said yes.
portal-basis-safety = Because of danger
portal-basis-safety-text = Somebody was in danger. Then it is allowed without consent.
portal-basis-law = The law allows this
portal-basis-law-text = No consent is needed for this. We do have to tell you.
portal-basis-unavoidable = It could not be done without
portal-basis-unavoidable-text = The help really could not do without this. Then it is allowed without consent. We do have to tell you.
portal-basis-wrong = Something was missing
portal-basis-wrong-text = When this was shared, not everything was in order. We look at what went wrong. You can file a complaint.
portal-you-said-yes = You said yes
portal-you-said-no = You said no
portal-you-withdrew = You withdrew it
portal-go-withdraw = I want to withdraw my yes

portal-asked-title = May this be shared?
portal-asked-lead = Here we ask whether something may be shared. You may always say no. Sometimes the law allows it without consent too. Then you read that with what was shared.
portal-asked-waiting = Waits for your answer
portal-asked-gone = Did you say yes before?
portal-asked-gone-text = When it was shared already, it stands with what was shared. There you can take your yes back.
portal-asked-gone-way = To your dossier
portal-asked-answered = What you answered
portal-asked-share = Sharing with { $name }
portal-asked-about = About { $name } · asked on { $day }
portal-badge-waiting = Your answer?
portal-nothing-asked = There is no question for you.
portal-nothing-asked-hint = If we want to share something, we ask it here.

portal-ask-back = All questions
portal-over-title = This question is over
portal-over-lead = There is nothing more you have to do here.
portal-over-went = Something was shared. You can read what it is, with whom and why.
portal-over-again = If we ask you something again, it stands with your questions.
portal-over-ask = Would you like to know more? Ask the team.
portal-over-shared = What was shared
portal-over-late = Your answer was not kept
portal-over-late-text = The question was over already when it came in.
portal-ask-title = May we share this with { $name }?
portal-ask-acting = It is about { $name }. { $as }
portal-ask-who = With whom and why
portal-ask-to = With whom
portal-ask-by = Who asks this
portal-ask-by-day = { $name }, on { $day }
portal-ask-on = Asked on
portal-ask-what = This is what we want to share
portal-ask-only = Only this. If we want to share more later, we ask again.
portal-ask-others = Who has to say yes?
portal-ask-you-alone = Only you decide about this.
portal-ask-everybody = If one of you says no, there is no consent. You do not read here what another answers.
portal-ask-other-subject = { $name } has to say yes too.
portal-ask-other-parents-yours = { $number ->
    [one] Your parent with authority or your guardian has to say yes too.
   *[other] Your { $number } parents with authority or guardians have to say yes too.
}
portal-ask-other-parents = { $number ->
    [one] The other parent with authority or guardian has to say yes too.
   *[other] { $number } other parents with authority or guardians have to say yes too.
}
portal-ask-other-representatives-yours = { $number ->
    [one] Your representative has to say yes too.
   *[other] Your { $number } representatives have to say yes too.
}
portal-ask-other-representatives = { $number ->
    [one] Another representative has to say yes too.
   *[other] { $number } other representatives have to say yes too.
}
portal-ask-no = What if you say no?
portal-ask-no-text = Then we do not share this with your consent. You keep the help you have. You need not say why.
portal-ask-later = Do you say yes? You may always withdraw that later. What was shared by then we cannot take back.
portal-together-waits = The team will tell you what happens.
portal-together-not-everybody = Will not go ahead: not everyone said yes.
portal-together-everybody = Everyone said yes. The team may share this now.
portal-before-yes = You said yes
portal-before-no = You said no. You may change your mind.
portal-before-withdrawn = You withdrew your yes. You may change your mind.
portal-answer = Your answer
portal-answer-yes = Yes, this is fine
portal-answer-yes-hint = Then we share only what it says above.
portal-answer-no = No, rather not
portal-answer-no-hint = Then we do not share this with your consent.
portal-answer-withdraw = I withdraw my yes
portal-answer-withdraw-hint = From now on we may no longer share this on your yes. What was shared we cannot take back.
portal-answer-unpicked = Choose an answer.
portal-answer-changed = First read what it says now. Then answer.
portal-answer-too-late = This was shared or stopped already. It can no longer be answered.
portal-answer-nothing-to-withdraw = You had not said yes yet.
portal-query-not-asked = You wrote a question. Choose ‘I have a question first’, or take the question away.
portal-reason = Do you want to say why?
portal-reason-hint = You do not have to.
portal-ask-go = Give this answer
portal-done-yes = You said yes. Your worker is told.
portal-done-no = You said no. We do not share this. Your worker is told.
portal-withdrawn = Your yes is withdrawn. From now on we do not share this. Your worker is told.
portal-changed = The question changed
portal-changed-text = While you were reading, something changed about what we want to share. Below is how it is now. No answer has been saved yet.

portal-withdraw-title = Do you want to withdraw your yes?
portal-withdraw-lead = This is about what was shared with { $name }.
portal-withdraw-cannot = What we cannot do
portal-withdraw-cannot-text = What { $name } has been given we cannot take back. It may have been read or used already. You can ask { $name } yourself to remove it.
portal-withdraw-does = What happens when you withdraw your yes
portal-withdraw-does-stop = From now on we share nothing more on your yes.
portal-withdraw-does-told = Your worker is told. The sheet for { $name } then also says that consent was withdrawn, and when.
portal-withdraw-does-help = You keep the help you have. You need not say why.
portal-withdrawn-after = Since then we share nothing more on your yes. What had been shared we cannot take back.
portal-withdraw-go = Yes, withdraw it
portal-withdraw-not = No, leave it
portal-withdraw-back = Back to what was shared

did-view-dossier = looked at the dossier
did-view-glass = looked at an emergency access, to judge it
did-view-incident = looked at an incident, to judge it
did-view-appointments = looked at who belongs to the dossier
did-view-authority = looked at who has authority
did-record-entry = worked in the dossier
did-correct-entry = worked in the dossier
did-record-meeting = wrote down a case meeting
did-write-plan = wrote the support plan
did-evaluate-plan = looked again whether the support plan fits
did-add-document = added a document
did-view-document = looked at a document
did-keep-document = worked in the dossier
did-take-out-document = took a document out
did-keep-note = worked in the dossier
did-read-notes = read notes of their own
did-drop-note = worked in the dossier
did-begin-share = began a request to share something
did-prepare-share = wrote down what would be shared
did-ask-consent = asked consent to share something
did-record-consent = wrote down an answer to a request for consent
did-disclose = shared something with somebody else
did-disclose-afterwards = wrote down what was shared already
did-settle-share = worked in the dossier
did-attach-form = worked in the dossier
did-see-answer = looked at an answer to a question for consent
did-give-up-share = decided not to share something
did-print = made the sheet for who gets the data
did-answer-consent = answered a request for consent
did-write-words = wrote something in their own words
did-take-words-back = took their own words back
did-answer-words = answered words that were written in this portal
did-ask-first = asked something about a request to share
did-answer-query = answered a question about a request to share
did-set-channel = said how somebody can be reached safely
did-show-staff = chose whether the family reads names of staff
did-reach-otherwise = wrote that somebody was reached in another way
did-mail-notice = sent a message that something waits
did-portal-view = looked at these pages
did-break-glass = got emergency access to the dossier
did-enter-with-reason = gave a reason to look in the dossier
did-enter-with-reason-dpo = began an inspection of this dossier
did-judge-glass = judged an emergency access
did-judge-incident = judged an incident
did-find = searched whether there is a dossier
did-caseload = looked at their own list of work
did-lay-population = prepared the dossier for this demo
did-start-dossier = began the dossier
did-add-person = added a person to the dossier
did-add-authority = wrote down who has authority or represents
did-end-authority = wrote down that somebody has no authority any more
did-ask-acting = asked a decision on who acts for somebody
did-drop-acting = took back a question on who acts for somebody
did-decide-acting = decided who acts for somebody
did-view-acting = viewed a decision on who acts for somebody
did-authority-rests = wrote down what authority or representation rests on
did-view-authority-evidence = viewed the paper that authority or representation rests on
did-view-birthday = viewed what changes on a birthday
did-tell-birthday = wrote down that it was told what changes on a birthday
did-invite-client = invited somebody to this portal
did-see-invitation = saw once more the code with which somebody can come into this portal
did-view-portal-access = looked at who can look in this portal
did-end-portal = ended somebody’s access to this portal
did-reopen-portal = opened somebody’s access to this portal again
did-accept-invitation = made their own access to this portal
did-assign = appointed a regular worker or substitute
did-claim-at-desk = helped somebody at the desk and was involved for it for one day
did-hand-over = handed the file over to another worker
did-release = took a worker off the dossier
did-release-share = let you see what was shared before
did-ask-release = asked to let something be seen
did-save-proof = saved a proof of this list
did-ask-right = made a request about these data
did-join-request = answered whether to join a request
did-withdraw-request = took a request back
did-record-request = wrote a request down
did-complete-request = completed a request
did-extend-request = took more time for a request
did-decide-request = decided on a request
did-decide-triage = weighed which data are needed
did-first-conversation = recorded a first conversation
did-carry-out-request = wrote down what was done with a request
did-view-request = looked at a request
did-read-for-request = read what stands still, to decide on a request
did-copy-for-request = made a copy for who asked it
did-take-for-request = made a file to take along, for who asked it
did-view-requests = looked whether there are requests
did-restrict = let facts stand still
did-lift-restriction = began to use facts again
did-erase-fact = erased a fact
did-object-joint = asked for a dossier of their own
did-weigh-split = decided about a dossier of their own
did-complete-split = completed a request for a dossier of their own
did-choose-piece = decided what goes where
did-split-dossier = split the dossier
did-erase-file = erased facts
did-view-retention = looked until when data are kept
did-close-dossier = closed the dossier
did-reopen-dossier = opened the dossier again
did-set-hold = wrote down that the dossier may not be destroyed
did-lift-hold = wrote down that the dossier may be destroyed again once its term is over
did-destroy-file = destroyed data because the term of keeping is over
did-destroy-dossier = destroyed the dossier because the term of keeping is over
did-begin-destruction = began destroying because the term of keeping is over
did-tell-recipient = told a recipient what has changed
did-send-letter = wrote down how a letter went
did-view-letter = looked at a letter
did-letter-returned = wrote down that a letter came back
did-something = did something else in the dossier: ask your worker what

portal-still = Stands still since { $day }. { $ground }
portal-shared-erased = A fact that was erased later.
