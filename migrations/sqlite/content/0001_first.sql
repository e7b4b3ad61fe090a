CREATE TABLE chain (
    controller INTEGER NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE TABLE line (
    controller INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    request BLOB NOT NULL,
    act TEXT NOT NULL,
    dossier BLOB,
    account BLOB,
    body BLOB NOT NULL,
    key BLOB,
    sealed BLOB,
    persons BLOB NOT NULL,
    written BLOB NOT NULL,
    delta BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (controller, seq)
) STRICT;
CREATE UNIQUE INDEX line_request ON line (controller, request);
CREATE INDEX line_dossier ON line (controller, dossier, seq) WHERE dossier IS NOT NULL;
CREATE INDEX line_adoption ON line (controller, act) WHERE act IN ('found', 'adopt-charter');

CREATE TABLE concern (
    controller INTEGER NOT NULL,
    person BLOB NOT NULL,
    count INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    link BLOB NOT NULL,
    PRIMARY KEY (controller, person, count)
) WITHOUT ROWID, STRICT;

CREATE TABLE facts (
    controller INTEGER NOT NULL,
    thing BLOB NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (controller, thing)
) WITHOUT ROWID, STRICT;

CREATE TABLE record (
    controller INTEGER NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    dossier BLOB,
    person BLOB,
    account BLOB,
    of_record BLOB,
    due INTEGER,
    key BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (controller, id)
) STRICT;
CREATE INDEX record_dossier ON record (controller, dossier, kind) WHERE dossier IS NOT NULL;
CREATE INDEX record_account ON record (controller, account, kind) WHERE account IS NOT NULL;
CREATE INDEX record_of ON record (controller, of_record) WHERE of_record IS NOT NULL;
CREATE INDEX record_kind ON record (controller, kind, due) WHERE dossier IS NULL;

CREATE TABLE finding (
    controller INTEGER NOT NULL,
    kind TEXT NOT NULL,
    tag BLOB NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (controller, kind, tag, record)
) WITHOUT ROWID, STRICT;
CREATE INDEX finding_record ON finding (controller, record);

CREATE TABLE session (
    controller INTEGER NOT NULL,
    token BLOB NOT NULL,
    kind TEXT NOT NULL,
    account BLOB,
    at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (controller, token)
) STRICT;
CREATE INDEX session_account ON session (controller, account, kind);
CREATE INDEX session_until ON session (until);
