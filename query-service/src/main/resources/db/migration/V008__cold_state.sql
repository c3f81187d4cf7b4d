-- Topic cold-state as rows: what enrichment knew of traces that left its store (docs/decisions/0023). No reader but enrichment, when
-- something is said about such a trace.

CREATE TABLE cold_state (
  project_id int NOT NULL,
  trace_h    uuid NOT NULL,
  part       smallint NOT NULL,
  ver        bigint NOT NULL,
  -- events.proto, ColdTrace
  state      bytea NOT NULL,
  PRIMARY KEY (project_id, trace_h, part)
);
-- It is compressed already.
ALTER TABLE cold_state ALTER COLUMN state SET STORAGE EXTERNAL;
