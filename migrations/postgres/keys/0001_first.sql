CREATE TABLE data_key (
    controller BIGINT NOT NULL,
    id BYTEA NOT NULL,
    made BIGINT NOT NULL,
    wrapped BYTEA NOT NULL,
    PRIMARY KEY (controller, id)
);
