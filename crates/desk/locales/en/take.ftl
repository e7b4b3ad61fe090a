# Taking one's own data along to another organisation.

portal-take-along = Going to another organisation?
portal-take-along-text = You may take your data along, in a file that another organisation can read in.
portal-take-along-go = Take my data along
portal-take-you = Take your data along
portal-take = Take the data of { $name } along
portal-take-lead = You get one file. You decide yourself who you give it to.
portal-take-in = This is in it
portal-take-in-facts = What was written down about you here, with where it came from and what it was needed for, and your own words with it.
portal-take-in-documents = The documents that are about you alone. Of a document that is also about somebody else, it says that it is there.
portal-take-in-shared = What was shared, with whom, and your answer if you were asked.
portal-take-not = Your citizen service number is not in it. Whoever may use that asks you for it.
portal-take-mind = Mind where you keep the file. Whoever has it can read all that is in it. Are you on somebody else's computer? Then better wait.
portal-take-go = Get the file
portal-take-how = It is a ZIP file. We sign it, so that somebody else can see that nothing in it was changed.
portal-take-back = Back to what is written about you here
portal-take-readme =
    MY DATA

    This file holds what an organisation for help in the neighbourhood had recorded about me.

    data.jsonld      the data themselves, as JSON-LD
    schema.json      how the data are built (JSON Schema)
    documents/       the documents
    signature.json   the signature of the organisation (Ed25519)

    An organisation that works with Regie reads this in with: regie import FILE
    The key to check the signature with stands on the website of the organisation that made this file.

    By law some things may be left out. That can be so for anybody.
did-take-along = made a file to take their own data along
