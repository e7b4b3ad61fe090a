CREATE TABLE data_key (
    controller INTEGER NOT NULL,
    id BLOB NOT NULL,
    made INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (controller, id)
) STRICT;
