-- What could not be processed or stored, whole: topic dead-letters as rows. The sink inserts them and never changes one; query-service and
-- the operator's command write the two replay columns, which no letter carries.

CREATE TABLE dead_letter (
  -- 0: the record does not say whose it is; such letters are the operator's
  project_id     int NOT NULL,
  -- Kafka partition of the refused record
  part           smallint NOT NULL,
  -- io.tallystream.event.Letters.id: stage, place of the record, hash of the bytes
  letter_h       uuid NOT NULL,
  -- the first letter about a record that was replayed since; NULL: this is the first
  origin_h       uuid,
  attempt        int NOT NULL,
  quarantined_us bigint NOT NULL,
  source_off     bigint NOT NULL,
  source_topic   text NOT NULL,
  stage          text NOT NULL,
  reason         text NOT NULL,
  detail         text NOT NULL,
  -- bytes of `value`
  size           bigint NOT NULL,
  key            bytea NOT NULL,
  value          bytea NOT NULL,
  -- how often it was produced again, and when last
  replays        int NOT NULL DEFAULT 0,
  replayed_us    bigint,
  PRIMARY KEY (project_id, letter_h, part)
);
CREATE INDEX dead_letter_newest ON dead_letter (project_id, quarantined_us DESC, letter_h);
