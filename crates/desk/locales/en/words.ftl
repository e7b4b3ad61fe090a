# The words of the vocabulary, by list: <list>-<word>. The lists stand in the crate `terms`.

charter-utrecht = Utrecht neighbourhood team privacy statement
charter-utrecht-zuidoost = Utrecht South-East privacy protocol
charter-kempen = Kempen municipalities privacy policy
charter-wet = The law

outcome-permitted = This is allowed
outcome-almost = Almost
outcome-incomplete = Not yet
outcome-prohibited = This is not allowed

outcome-sentence-permitted = Everything that is needed is there.
outcome-sentence-almost = The rules allow this. The form is not finished yet.
outcome-sentence-incomplete = It is allowed once everything below is there.
outcome-sentence-prohibited = There is nothing you could add that would make it allowed.

need-purpose = The purpose
need-necessity = Why it is needed
need-proportionality = Why it is in proportion
need-subsidiarity = Why less would not do
need-three-way-conversation = A three-way conversation
need-consent = Consent
need-consultation = Talking it over first
need-reason-to-wait = Why you wait with telling
need-reason = A reason
need-declaration = A signed declaration
need-identity = Establishing who it is
need-told-client = The client was told how we work
need-confront-client = Speaking with the client first
need-retention-term = A retention period

need-how-purpose = Choose what you are doing this for.
need-how-necessity = Write down why it cannot be done without. Handy is not a reason.
need-how-proportionality = Write down why this is not too much for the purpose.
need-how-subsidiarity = Write down why it cannot be done with less.
need-how-three-way-conversation = Ask the client and the other party to the table together. If that fails, record it.
need-how-reason = Write down why you have to do this now.
need-how-identity = Show proof of identity, or log in with DigiD.
need-how-told-client = Explain how the team works, what we write down and with whom we may share.
need-how-confront-client = Discuss it with the client, unless that puts somebody in danger.
need-how-retention-term = The organisation sets the period.

duty-note-in-dossier = Note this in the dossier
duty-inform-client = Tell the client
duty-inform-client-later = Tell the client as soon as it is safe
duty-inform-recipient = Tell the recipient which agreements hold
duty-notify-recipients = Tell those who got the data before
duty-review = Have it judged afterwards
duty-report-to-ap = Report it to the Dutch Data Protection Authority
duty-inform-subjects = Tell the people concerned
duty-register-breach = Enter it in the register of data breaches
duty-keep-form = Keep the form in the dossier
duty-show-reason-in-dossier = The reason is shown in the dossier
duty-withhold-parts = Withhold the parts about others

representative-parent-or-guardian = parent with authority or guardian
representative-mentor = mentor
representative-curator = curator
representative-bewindvoerder = financial administrator (bewindvoerder)
representative-spouse-or-partner = spouse or partner
representative-parent = parent
representative-brother-or-sister = brother or sister
representative-child-of-age = adult child

consenter-subject = the person themselves
consenter-parent-or-guardian = parent with authority or guardian
consenter-representative = representative

law-jeugdwet = Youth Act (Jeugdwet)
law-wmo = Social Support Act (Wmo)
law-participatiewet = Participation Act (Participatiewet)
law-wgs = Debt help (Wgs)
law-welzijn = Welfare work (welzijn)

party-neighbourhood-team = neighbourhood team
party-municipality = municipality
party-youth-care-provider = youth care provider
party-medical-provider = medical provider
party-certified-institution = certified institution
party-child-protection-board = Child Protection Board
party-veilig-thuis = Veilig Thuis (safe at home)
party-school = school
party-wmo-provider = social support provider
party-care-office = care office
party-prevention-provider = prevention provider
party-behavioural-scientist = behavioural scientist
party-gp = general practitioner
party-police = police
party-prosecution = public prosecution
party-truancy-officer = school attendance officer
party-benefit-enforcement = benefit enforcement
party-housing-association = housing association
party-parent-or-guardian = parent with authority or guardian
party-family = family
party-social-network = friends and neighbours
party-other-domain = another part of our organisation
party-ministry = ministry
party-other = another party

receiver-directly-involved = is involved in this help
receiver-substitute = stands in for someone involved
receiver-other = is not involved

data-identity = name and address
data-birth-date = date of birth
data-bsn = citizen service number (BSN)
data-contact = telephone and e-mail
data-help-request = request for help
data-youth-help-basics = basics for youth help
data-problems = problems
data-health = health
data-parenting-problems = parenting problems
data-development-threat = threat to development
data-care-plan = care plan
data-support-plan = support plan
data-provision = provision
data-help-determination = determination of youth help
data-measure-plan = plan for the measure
data-measure-decisions = decisions on the measure
data-rvdk-report = report of the Child Protection Board
data-criminal = criminal matters
data-invoice = invoices
data-income = income
data-debts = debts
data-education-or-work = school or work
data-family-situation = family situation
data-religion = religion
data-ethnicity = ethnicity
data-politics = political views
data-sexual-life = sexual life
data-union = trade union membership
data-genetic = genetic data
data-country-of-origin = country of origin

purpose-register-youth-help = registering for youth help
purpose-investigate-abuse = investigating abuse
purpose-investigate-protection-measure = investigating a protection measure
purpose-carry-out-youth-help = carrying out youth help
purpose-align-provisions = aligning provisions
purpose-medical-youth-help = medical youth help
purpose-deploy-help-in-protection-measure = help within a protection measure
purpose-deploy-help-in-probation = help within youth probation
purpose-carry-out-protection-measure = carrying out a protection measure
purpose-carry-out-probation = carrying out youth probation
purpose-carry-out-supervision-order = carrying out a supervision order
purpose-finance-prevention = paying for prevention
purpose-finance-youth-help = paying for youth help
purpose-finance-help-in-measure = paying for help within a measure
purpose-finance-closed-placement-report = paying for a closed placement report
purpose-finance-measure = paying for a measure
purpose-supplementary-care = supplementary care
purpose-case-discussion = case discussion
purpose-debt-help = help with debts
purpose-enforcement = enforcement
purpose-early-signal = an early signal
purpose-answer-veilig-thuis = answering Veilig Thuis
purpose-learning = learning from each other
purpose-policy-figures = policy figures
purpose-other = another purpose
purpose-support = support by the team
purpose-advise-on-help = advice on help
purpose-guide-to-youth-help = guiding to youth help
purpose-guide-parents = guiding parents
purpose-register-provision = registering for a provision
purpose-determine-provision = determining the provision
purpose-establish-problems = establishing the problems
purpose-parenting-skills = parenting skills
purpose-register-protection-report = report to the Child Protection Board
purpose-consult-certified-institution = consulting the certified institution
purpose-verify-payment = verifying a payment

conversation-held = the conversation was held
conversation-failed = the conversation did not work out
conversation-not-tried = not tried yet

consent-answer-given = yes
consent-answer-refused = no
consent-answer-withdrawn = withdrawn

consent-form-oral = spoken
consent-form-written = on paper or in the portal

needed-form-any = spoken or on paper
needed-form-written = on paper or in the portal

safety-client = the client
safety-environment = somebody around the client
safety-employee = an employee

told-informed = the client knows
told-impossible = telling is not possible
told-postponed = telling waits until it is safe

consulted-colleague = a colleague
consulted-manager = the manager
consulted-dpo = the data protection officer

about-client = the client
about-involved-person = somebody involved

moment-front-door = at the front door
moment-first-conversation = at the first conversation
moment-later = later

kind-that = that
kind-what = what

kind-long-that = that something is going on
kind-long-what = what exactly is going on

act-view = view
act-edit = edit

function-professional = neighbourhood team professional
function-front-door = front door worker
function-support = support worker
function-manager = manager
function-complaints = complaints handler
function-functional-administrator = functional administrator
function-information-security = information security
function-board = board
function-dpo = data protection officer
function-municipal = municipal employee
function-partner = partner employee

relation-coordinator = coordinator
relation-substitute = substitute
relation-involved = involved
relation-none = not involved

declaration-confidentiality = confidentiality
declaration-integrity = integrity
declaration-code-of-conduct = code of conduct

file-treatment = treatment file
file-coordination = coordination file
file-signal = signal

hold-complaint = a complaint is open
hold-court-case = a court case is open
hold-archive-law = archive law

right-information = information
right-access = access
right-rectification = rectification
right-erasure = erasure
right-restriction = restriction
right-portability = portability
right-objection = objection
right-human-review = human review

request-about-own = your own data
request-about-other = somebody else’s data
request-about-impression = a professional’s impression
request-about-working-note = a working note
request-about-draft = a draft

refusal-legal-duty-to-keep = the law says we must keep it
refusal-good-care-or-protection = it is needed for good help or protection
refusal-legitimate-interest = a complaint or case is open, or there is another good reason
refusal-rights-of-others = it also concerns somebody else

risk-unlikely = consequences unlikely
risk-present = consequences possible
risk-high = serious consequences likely

desk-act-find = find
desk-act-caseload = see one’s own work
desk-act-start-dossier = start a dossier
desk-act-calendar = one’s own absence
desk-act-judge-glass = judge a broken glass
desk-act-assign = assign people to a dossier
desk-act-claim-at-desk = be involved for one day, for who stands at the desk
desk-act-administer = administer accounts
desk-act-replace-factor = replace a lost second factor
desk-act-adopt-charter = adopt a charter
desk-act-read-log = read the log
desk-act-print = print
desk-act-judge-incident = judge an incident
desk-act-sign = sign your own declarations
desk-act-ask-release = ask to show what is kept back
desk-act-release = confirm that something may be shown
desk-act-decide-request = decide on requests
desk-act-review-decision = look again at a decision
desk-act-ask-acting = ask a decision on who acts for somebody
desk-act-decide-acting = decide who acts for somebody
desk-act-shut-out = confirm that a parent stays out of a file
desk-act-close-dossier = close a dossier
desk-act-reopen-dossier = open a dossier again
desk-act-set-hold = hold back destroying a dossier
desk-act-read-retention = see what has to be destroyed
desk-act-prepare-destruction = make a list of what is destroyed
desk-act-approve-destruction = approve such a list
desk-act-record-meeting = write down a case meeting
desk-act-write-plan = write the support plan and look at it again
desk-act-open-meldcode = begin a Meldcode matter
desk-act-work-meldcode = take the steps of the Meldcode
desk-act-end-meldcode = report, close or remove a Meldcode matter

rests-authority-register = extract of the authority register
rests-court-decision = decision of the court
rests-appointment = appointment as mentor, curator or bewindvoerder
rests-birth-certificate = birth certificate
rests-population-register = population register
rests-written-authorisation = written authorisation
higher-absent = there is nobody
higher-unwilling = does not want to
higher-unsuited = is not suited
