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

-- The ledger: received = accepted + rejected, accepted = stored + duplicate + quarantined + in flight, by the minute of reception.
-- `minute` counts from the epoch. Rows go after 90 days.

-- What each gateway process says; absolute. A process that was killed has not said what it rejected in its last two seconds.
CREATE TABLE ledger_gateway (
  project_id int NOT NULL,
  minute     bigint NOT NULL,
  -- of the process
  instance   uuid NOT NULL,
  part       smallint NOT NULL,
  ver        bigint NOT NULL,
  -- events that the log has
  accepted   bigint NOT NULL,
  -- {reason: events}; NULL: none
  rejected   jsonb,
  PRIMARY KEY (project_id, minute, instance, part)
);
CREATE INDEX ledger_gateway_minute ON ledger_gateway (minute);

-- Greatest offset that a sink ever stood at: what it reads again below it is in every sum already.
ALTER TABLE sink_offset ADD COLUMN peak bigint NOT NULL DEFAULT 0;
UPDATE sink_offset SET peak = off;

-- How events that were read from the log ended. Sums that the fact sink adds to in the transaction of its offset.
CREATE TABLE ledger_outcome (
  project_id  int NOT NULL,
  minute      bigint NOT NULL,
  part        smallint NOT NULL,
  stored      bigint NOT NULL,
  duplicate   bigint NOT NULL,
  quarantined bigint NOT NULL,
  PRIMARY KEY (project_id, minute, part)
);
CREATE INDEX ledger_outcome_minute ON ledger_outcome (minute);

-- Letters about a trace or score; a key that is not ours may be of any length.
CREATE INDEX dead_letter_routed ON dead_letter (project_id, substring(key FROM 1 FOR 20));
