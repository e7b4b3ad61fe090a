# What anyone can read.

public-title = How we treat your data
public-title-short = Our rules
public-lead = { $name } helps people in the neighbourhood. For that we write things down in a dossier. The client is in control.
public-how = How it works
public-how-little = We only write down what is needed, preferably together with you.
public-how-decides = At every step the system checks whether our privacy rules allow it. If they do not, the dossier does not open.
public-how-line = Every time somebody opens a dossier, the dossier says so: who, when, in which function and why.
public-how-client = You can see what we know about you and who looked. You have a say in what we share.
public-key = The key of our proofs
public-key-text = A client can save a proof of who looked in the dossier. With this key anybody can check whether such a proof is ours.
public-key-short = In short:
public-more = Read on
public-charter-link = What we promise, and what happens if it goes otherwise
public-since = holds since { $day }
public-authorisations-link = Who may do what
public-authorisations-about = Which staff may view or edit a dossier
public-complaint-link = A complaint or a question
public-complaint-about = Whom you can turn to

public-subjects = Subjects
public-subject-access = Opening a dossier
public-subject-access-lead = Who may view or edit a dossier.
public-subject-acts = What else staff may do
public-subject-acts-lead = Finding, assigning, judging and administering.
public-subject-recording = Writing something down
public-subject-recording-lead = What we may record about you.
public-subject-disclosure = Sharing with others
public-subject-disclosure-lead = What we may pass on, to whom and when.
public-subject-consent = Consent
public-subject-consent-lead = Who may say yes or no.
public-subject-retention = Keeping
public-subject-retention-lead = How long we keep something.
public-subject-request = Your rights
public-subject-request-lead = Seeing, correcting, erasing and more.
public-subject-breach = When it goes wrong
public-subject-breach-lead = What we do about a data breach.
public-subject-other = Other rules
public-subject-other-lead = Rules that belong to no other subject.

public-authorisations-title = Who may do what
public-authorisations-lead = Under { $name }, on { $day }. The system makes these tables itself from the rules by which it decides.
public-access-title = Viewing or editing a dossier
public-access-text = What somebody may do depends on their function and on their part in this one dossier. Everybody first has to sign a declaration of confidentiality.
public-access-caption = Viewing and editing, by function and part
public-access-rest = Is a part not listed? Then it is not allowed.
public-access-none = These functions may open no dossier at all: { $who }.
public-acts-title = What else staff may do
public-acts-caption = Who may do what, and with which part
public-head-function = Function
public-head-relation = Part in the dossier
public-head-view = View
public-head-edit = Edit
public-head-act = What
public-any-relation = does not matter
public-cell-yes = Yes
public-cell-with-reason = Yes, with a reason
public-cell-breaking-glass = Only by emergency access
public-cell-no = No

public-complaint-title = A complaint or a question about your privacy
public-complaint-lead = Do you disagree with what we do with your data? Tell us. You do not have to know everything at once.
public-complaint-team = 1. Talk to your neighbourhood team
public-complaint-team-text = Often a conversation solves it. You can also file a complaint with { $name }. A complaints officer will look at it, who has no part in your dossier.
public-complaint-dpo = 2. Ask the data protection officer
public-complaint-dpo-text = This officer watches whether we keep to the privacy rules. Ask your neighbourhood team for the address, or ask them to pass your question on. You do not need to log in.
public-complaint-ap = 3. Go to the Dutch Data Protection Authority
public-complaint-ap-text = The Autoriteit Persoonsgegevens supervises in the Netherlands. You may always complain there, also without coming to us first.
public-complaint-does = What happens then?
public-complaint-team-does = The complaints officer hears you and the professional, and says what has to be better.
public-complaint-team-term = You hear the outcome within six weeks. If it takes longer you hear why: four weeks more at most (Awb 9:11).
public-complaint-team-not = The complaints officer takes no decision on your request. For that you object.
public-complaint-dpo-does = The officer looks whether the rules were followed, and tells us what has to change. Nobody may tell the officer what to think (GDPR 38).
public-complaint-dpo-term = The law names no term. If it is about a request of yours, the term of that request holds for our answer.
public-complaint-dpo-not = The officer advises and does not decide.
public-complaint-ap-does = The Autoriteit Persoonsgegevens can investigate it, order us to do something, and give a fine (GDPR 58).
public-complaint-ap-term = Within three months you hear how it stands (GDPR 78(2)).
public-complaint-ap-not = The authority does not investigate every complaint itself, and gives you no damages.
public-complaint-decision = Do you disagree with a decision on your request?
public-complaint-decision-text = Then a complaint is not the only way. The decision says until which day you can object.
public-complaint-objection = Objection: within six weeks, with us (Awb 6:7). Somebody else looks again, never whoever decided first.
public-complaint-appeal = Appeal: do you disagree with the answer to your objection? Then you can go to the court within six weeks (UAVG 34, UAVG 35).
public-complaint-both = You may object and complain at the same time.
public-complaint-reach = How to reach the complaints officer:
public-complaint-dpo-known = This officer watches whether we keep to the privacy rules. You can always turn there, also without logging in. How to reach the officer:

public-promises-title = { $name }: what we promise
public-promises-lead = This is what you may expect of us, in plain words.
public-promises-count = These are { $all } promises. This system now does { $now } of them wholly, { $partly } in part and { $not } not yet. What it does not do yet, people have to do themselves.
public-promises-read = With every promise stands what happens if it goes otherwise, and which rules see to it.
public-from = This comes from { $document } (since { $since }) and from the law. So it is on { $day }. Where the law is stricter, the law holds.
public-from-law = This comes from the law. So it is on { $day }.
public-past = This is an old version
public-past-days = So it was from { $since } to { $last }. What happens if it goes otherwise, and whether the system does it, is told as it is now.
public-past-now = To the version of now
public-elsewhere = These are not our rules
public-elsewhere-here = We work by: { $name }. This page is here to compare.
public-print = Print this page
public-broken = And if it goes otherwise?
public-kept-now = The system does this now
public-kept-partly = In part
public-kept-not-yet = Not yet
public-kept-by = { $number ->
    [one] One rule sees to this
   *[other] { $number } rules see to this
}
public-no-rule-needed = This lies in how the system is built. There is no rule for it by itself.
public-no-rule-yet = The system has no rule for this yet.
public-rules-link = All the rules the system decides by
public-rules-title = { $name }: all the rules
public-rules-short = All the rules
public-rules-lead = These are the { $number } rules the system decides by. Are you only looking for what we promise?
public-rules-back = Then read the promises.
public-rules-read = With each rule stands its name, its place and the article of law. What stands here the system decides so. It decides whether something may be done and what has to follow. Not all that has to follow it does itself.
public-rules-count = { $number ->
    [one] One rule
   *[other] { $number } rules
}
public-rules-of-document = From { $document }
public-rules-of-law = From the law
public-rules-of-system = Defaults of this system, the same for everybody
public-others = Other versions and other charters
public-version-now = { $document }, since { $since }
public-version-past = { $document }, from { $since } to { $last }
