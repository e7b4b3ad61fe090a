# When something goes wrong.

trouble-home = To the start
trouble-wait = { $minutes ->
    [one] You can try again in one minute.
   *[other] You can try again in { $minutes } minutes.
}
trouble-number = Calling about this? Mention number { $number }.

trouble-not-found-title = This page is not there for you
trouble-not-found-text = The page or dossier does not exist, or you are not involved in it. We do not say which of the two. That keeps everybody’s dossier private.
trouble-not-found-next = Go back, or start again from the start.
trouble-not-found-next-staff = Looking for somebody? Search by citizen service number, or by surname with date of birth.

trouble-refused-title = This is not allowed now
trouble-refused-text = The privacy rules do not permit this. Below you see why.
trouble-refused-next = Nothing has changed. That you asked is in the log.

trouble-forbidden-title = You cannot go here
trouble-forbidden-text = You are not logged in, or this page does not belong to your function.
trouble-forbidden-next = Log in, or go back to the start.

trouble-stale-title = This page was open for too long
trouble-stale-text = We are not sure that this form came from you. So nothing was saved.
trouble-stale-next = Go back, open the page again and send the form once more.

trouble-unreadable-title = We could not read this
trouble-unreadable-text = Something came in that we do not understand. Nothing has changed.
trouble-unreadable-next = Go back and try again.

trouble-too-large-title = This is too much at once
trouble-too-large-text = You sent more than we take. Nothing was saved.
trouble-too-large-next = Make the text or the file smaller. A photo may be up to 6 MB.

trouble-too-many-title = Please wait a moment
trouble-too-many-text = It was tried too often in a row. So we hold it for a while.
trouble-too-many-next = Was this not you? Tell your administrator or your neighbourhood team.

trouble-broken-title = Something went wrong
trouble-broken-text = That is our fault, not yours. Nothing was half-saved.
trouble-broken-next = Try again in a few minutes. Does it keep going wrong? Call your administrator or your neighbourhood team.

trouble-away-title = We are away for a moment
trouble-away-text = The dossiers cannot be reached at the moment. They are safe. We do not open a dossier when we cannot record that we did.
trouble-away-next = Try again in a few minutes. Is there danger? Call 112.

trouble-kept-title = This page was open for too long
trouble-kept-text = We are not sure this form came from you. That is why it was not sent. What you typed has been kept.
trouble-kept-next = Open the page again. Your text is still there. Check it and send the form.
trouble-kept-back = Open the page again

trouble-busy-title = Somebody else was just ahead of you
trouble-busy-text = Something else in this dossier changed at the same moment. Nothing was saved.
trouble-busy-next = Go back and try once more.
