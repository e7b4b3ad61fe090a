# The caseload, finding, who is away.

staff-way-caseload = My work
staff-way-find = Find a dossier
staff-way-agenda = Away

staff-caseload-title = My work
staff-waits-title = What waits for me today
staff-calm = Nothing waits for you.
staff-calm-hint = All is up to date. New work will appear here by itself.
staff-dossiers-title = My dossiers
staff-dossiers-caption = Dossiers you have a part in
staff-no-dossiers = You have a part in no dossier now.
staff-no-dossiers-hint = A dossier appears here once you coordinate it, stand in, or are involved.
staff-head-dossier = Dossier
staff-head-laws = Law
staff-head-part = Your part
staff-head-since = Since
staff-head-waits = Waits for you
staff-waits = { $number ->
    [one] 1 task
   *[other] { $number } tasks
}
staff-task-judge-glass = Judge an emergency access
staff-task-inform-client = Tell the client what was shared
staff-task-consent-answered = The client answered
staff-task-consent-withdrawn = A consent was withdrawn
staff-task-complete = Complete what was missing
staff-task-judge-incident = Judge an incident
staff-late = Late: { $day }
staff-due-today = Today
staff-due = Before { $day }
staff-since = since { $day }
staff-no-caseload = Your function has no dossiers of its own.
staff-no-caseload-why = Why not?
staff-done-judged = Thank you. Your judgement stands in the dossier.
staff-done-incident = Thank you. Your judgement stands in the dossier. The data protection officer will look at it.

staff-find-title = Find a dossier
staff-find-lead = This tells you whether there is a dossier and who coordinates it. No more. Every search is written in the log.
staff-bsn = Citizen service number (BSN)
staff-bsn-hint = Nine digits
staff-bsn-not-a-bsn = This is not a citizen service number. Check the digits.
staff-bsn-bsn-or-name = Enter a citizen service number, or a surname with a date of birth.
staff-find-or = Or search by surname and date of birth. Both are needed then.
staff-surname = Surname
staff-surname-hint = Exactly as in the passport. A prefix is fine.
staff-surname-missing = Enter the surname as well.
staff-born = Date of birth
staff-born-not-a-date = Enter the date of birth as well, for example 21-11-2010.
staff-born-in-the-future = This day is still to come.
staff-born-too-long-ago = This day is too long ago.
staff-find-go = Search
staff-find-again = Search again
staff-found-title = Found
staff-found = There is a dossier
staff-find-none = No dossier was found.
staff-find-none-hint = Check what you typed. We only search exactly: one letter different is somebody else.
staff-find-yours = You have a part in this dossier.
staff-find-not-yours = You have no part in this dossier. Ask the coordinator or the substitute.
staff-find-open = Open the dossier
staff-find-ask = Is it urgent? See what is allowed

staff-agenda-title = When are you away?
staff-agenda-lead = Only when coordinator and substitute are both away may a colleague enter your dossiers with a reason. So keep this up to date.
staff-agenda-none = You are not away.
staff-agenda-added = Your absence is saved.
staff-agenda-removed = Your absence is taken away.
agenda-add = Add an absence
agenda-away = You are away
agenda-from = First day
agenda-until = Last day
agenda-until-hint = That day counts. For example 21-11-2026 (day, month, year)
agenda-until-before-the-first = The last day is before the first.
agenda-until-in-the-past = This day is already past.
agenda-until-too-far-ahead = This is too far ahead: two years at most.
agenda-go = Save
agenda-remove = Take away
agenda-days = { $from } until { $until } inclusive
staff-not-yet = Something is missing before you can begin.
staff-not-yet-what = What is still needed?
