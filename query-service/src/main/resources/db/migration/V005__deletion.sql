-- Deletion (docs/decisions/0016). What is deleted stays deleted: a mark, without content, keeps out what comes late.

-- Traces that are deleted; written by the body sink, in the transaction that deletes their payloads.
CREATE TABLE deleted_trace (
  project_id int NOT NULL,
  trace_h    uuid NOT NULL,
  part       smallint NOT NULL,
  deleted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, trace_h, part)
);
CREATE INDEX deleted_trace_newest ON deleted_trace (deleted_at);

-- A deleted trace looks for the sessions that it was the first of.
CREATE INDEX session_first ON session (project_id, trace_h);

-- NULL: the topic is compacted, its partition follows from the key.
ALTER TABLE outbox ADD COLUMN part smallint;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;

-- The id is free again; the number is not, since rows of late events may still come.
ALTER TABLE project ADD COLUMN deleted_at timestamptz;

-- Deletions of more than a page of traces.
CREATE TABLE deletion (
  id         uuid PRIMARY KEY,
  project_id int NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('USER', 'PROJECT', 'RETENTION')),
  -- whose traces; forgotten at the end
  user_id    text,
  -- what is older, in microseconds since the epoch; PROJECT: everything
  before_us  bigint NOT NULL,
  state      text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE')),
  total      bigint NOT NULL,
  done       bigint NOT NULL DEFAULT 0,
  -- where the next page starts: traces first (`events`), then scores
  topic      text NOT NULL DEFAULT 'events' CHECK (topic IN ('events', 'scores')),
  after_h    uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((kind = 'USER' AND state = 'RUNNING') = (user_id IS NOT NULL))
);
CREATE INDEX deletion_running ON deletion (updated_at) WHERE state = 'RUNNING';
CREATE INDEX deletion_newest ON deletion (project_id, created_at DESC);
