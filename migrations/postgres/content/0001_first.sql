CREATE TABLE chain (
    controller BIGINT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    mac BYTEA NOT NULL
);

CREATE TABLE line (
    controller BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    request BYTEA NOT NULL,
    act TEXT NOT NULL,
    dossier BYTEA,
    account BYTEA,
    body BYTEA NOT NULL,
    key BYTEA,
    sealed BYTEA,
    persons BYTEA NOT NULL,
    written BYTEA NOT NULL,
    delta BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (controller, seq)
);
CREATE UNIQUE INDEX line_request ON line (controller, request);
CREATE INDEX line_dossier ON line (controller, dossier, seq) WHERE dossier IS NOT NULL;
CREATE INDEX line_adoption ON line (controller, act) WHERE act IN ('found', 'adopt-charter');

CREATE TABLE concern (
    controller BIGINT NOT NULL,
    person BYTEA NOT NULL,
    count BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    link BYTEA NOT NULL,
    PRIMARY KEY (controller, person, count)
);

CREATE TABLE facts (
    controller BIGINT NOT NULL,
    thing BYTEA NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (controller, thing)
);

CREATE TABLE record (
    controller BIGINT NOT NULL,
    id BYTEA NOT NULL,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    dossier BYTEA,
    person BYTEA,
    account BYTEA,
    of_record BYTEA,
    due BIGINT,
    key BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (controller, id)
);
CREATE INDEX record_dossier ON record (controller, dossier, kind) WHERE dossier IS NOT NULL;
CREATE INDEX record_account ON record (controller, account, kind) WHERE account IS NOT NULL;
CREATE INDEX record_of ON record (controller, of_record) WHERE of_record IS NOT NULL;
CREATE INDEX record_kind ON record (controller, kind, due) WHERE dossier IS NULL;

CREATE TABLE finding (
    controller BIGINT NOT NULL,
    kind TEXT NOT NULL,
    tag BYTEA NOT NULL,
    record BYTEA NOT NULL,
    PRIMARY KEY (controller, kind, tag, record)
);
CREATE INDEX finding_record ON finding (controller, record);

CREATE TABLE session (
    controller BIGINT NOT NULL,
    token BYTEA NOT NULL,
    kind TEXT NOT NULL,
    account BYTEA,
    at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (controller, token)
);
CREATE INDEX session_account ON session (controller, account, kind);
CREATE INDEX session_until ON session (until);
