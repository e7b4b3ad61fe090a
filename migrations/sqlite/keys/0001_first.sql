CREATE TABLE data_key (
    controller BIGINT NOT NULL,
    id BLOB NOT NULL,
    made BIGINT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (controller, id)
);
