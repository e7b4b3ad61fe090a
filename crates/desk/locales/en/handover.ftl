# Handing over dossiers to a colleague.

handover-way = Hand over dossiers
handover-way-own = Hand over dossiers
handover-title = Handing over dossiers
handover-title-of = Handing over the dossiers of { $name }
handover-lead = Choose which dossiers go to a colleague. You cannot open them after that. What waits for you in those dossiers then waits for your colleague. The client sees that the dossier was handed over.
handover-lead-manager = You do not see whom it is about. The dossiers go to the colleague you choose at once, with everything that waits in them. The client sees that the dossier was handed over.
handover-nothing = There are no dossiers to hand over.
handover-carriers = Colleagues with dossiers
handover-carriers-lead = Choose whose dossiers you give to somebody else. You see numbers, no names of clients.
handover-carriers-none = Nobody has dossiers now.
handover-who = Colleague
handover-ended = { $name } (no longer works here)
handover-team = Team
handover-coordinates = Coordinator of
handover-stands-in = Substitute in
handover-number = Dossier { $number }
handover-dossiers = Which dossiers?
handover-dossiers-unpicked = Choose at least one dossier.
handover-account = To whom?
handover-account-unpicked = Choose a colleague.
handover-account-unknown = This colleague cannot keep dossiers. Choose somebody else.
handover-account-unsigned = This colleague has not signed all declarations yet. Choose somebody else, or ask the colleague to log in and sign first.
handover-account-same = Choose another colleague: this one has the dossiers already.
handover-why = Why?
handover-why-hint = This stands in every dossier. Write nothing about a client.
handover-why-missing = Write down why you hand over the dossiers.
handover-go = Hand over
handover-done = { $number ->
    [one] 1 dossier was handed over.
   *[other] { $number } dossiers were handed over.
}
handover-left = { $number ->
    [one] 1 dossier was not handed over.
   *[other] { $number } dossiers were not handed over.
}
handover-left-not-allowed = you may not hand this over, or no longer
handover-left-is-coordinator = the colleague is coordinator here and cannot be substitute as well
handover-left-not-theirs = this dossier no longer belongs to this colleague
handover-left-busy = others were working in it just now. Try once more
handover-asked = This colleague went to another team or got another function. See what has to happen to the dossiers.
handover-stays = Does it stay like this?
handover-stays-text = The dossiers stay with this colleague. You get no more tasks about it.
handover-stays-go = Leave it like this
handover-done-stays = The dossiers stay where they are.
handover-back = Back to all colleagues
