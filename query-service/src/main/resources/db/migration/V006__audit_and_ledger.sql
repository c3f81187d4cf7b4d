-- The audit: what query-service found when it recomputed an hour of a project from its facts; the newest look at each. Rows go after 90 days.

CREATE TABLE audit (
  project_id  int NOT NULL,
  -- start of the hour in seconds since the epoch
  hour_s      bigint NOT NULL,
  -- of io.tallystream.event.RollupFamily, lower case
  family      text NOT NULL,
  -- rows, and how many of them differ
  compared    int NOT NULL,
  drift       int NOT NULL,
  -- EXACT; SUSPECT: differs, and the sinks may not have been as far as each other; DRIFT: still differs in the same way
  state       text NOT NULL,
  -- equal when the same rows differ in the same way
  fingerprint int NOT NULL,
  -- the first differences, for people
  detail      text NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (project_id, hour_s, family)
);
CREATE INDEX audit_wrong ON audit (state, project_id, hour_s) WHERE state <> 'EXACT';
CREATE INDEX audit_at ON audit (at);
