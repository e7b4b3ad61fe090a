# What stands on every page, and in every form.

skip = To the content
nav = Main menu
yes = Yes
no = No
or = {" or "}
demo-strip = This is a demo. All people and dossiers here are made up.
who-you = Logged in as
who-for = for { $name }
who-other = other function
logout = Log out
foot-public = Who may do what: our rules
foot-complaint = A complaint?
foot-dpo = Data protection officer:
foot-line = The client is in control. Every time somebody opens a dossier, the dossier says so.

session-title = Are you still there?
session-text = You have not done anything for a while. To protect the data we are about to log you out. What you typed is kept.
session-left = { "{seconds}" } seconds left
session-extend = I am still here

form-mark = Error:{" "}
form-summary = Something is not right yet
form-optional = (optional)
form-more = What do I enter here?
form-choose = Choose…
form-date-hint = For example 21-11-2026 (day, month, year)
form-missing = Fill this in.
form-unpicked = Make a choice.
form-unknown = Choose one of the options shown.
form-twice = This came in twice with different texts. Please check it.
form-too-long = Make this shorter: { $number } characters at most.
form-unreadable = There are characters here that we cannot read. Type the text again.
form-no-date = This is not a day we recognise. Type for example 21-11-2026.
form-too-early = This day is too far back. It can be from { $day }.
form-too-late = This day is too far ahead. It can be until { $day }.
form-too-large = You sent more than we take. Part of it did not arrive. Check what is here and make it shorter.
form-cut-off = Sending stopped half-way. Check what is here and send it again.
form-too-many-fields = Too many fields came in. Check what is here.
form-draft-saved = Draft saved
form-draft-saving = Saving draft…
form-draft-lost = The draft is not saved at the moment. We will try again shortly.

checklist-needed = Still needed
checklist-barred = This stands in the way
checklist-done = Done
checklist-duty = To do afterwards
checklist-arrange = Arrange this now
checklist-why = Why?
checklist-rules = Which rules hold here?
checklist-charter = According to: { $name }, version of { $day }.
need-from = From: { $who }.
need-signed = Still to sign: { $what }.
need-form = How: { $form }.
need-with = With { $who }.
need-anonymised = Do not mention the client’s name.
duty-by = By: { $who }.
duty-within = Within { $hours } hours.

fact-badges = Marks
fact-label = Everything about this fact
fact-reading = How the client sees it
standing-corrected = Corrected: there is a newer version
standing-restricted = Restricted: we keep this but do not use it

form-used = This form was sent before. Check it and then send it again.
form-judged-before = You have judged this before. Your judgement stands.
form-reworded = This form was sent before, with other words. Nothing was recorded this time. What you typed is still here. If you send it again it will be recorded, beside what was there already.
form-own-glass = You cannot judge yourself.
form-too-early-plain = This day is too long ago.
form-too-late-plain = This day is too far ahead.
form-too-long-plain = Make this shorter.
form-not-a-date = This is not a day we recognise. Type for instance 21-11-2026.
form-draft-back = What you typed before is still here
form-draft-back-text = It was not sent yet. Check it and go on where you were.
demo-password = Log in with a password and a code instead
form-draft-drop = Throw away what I typed
