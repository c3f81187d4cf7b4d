-- Views of the log: written only by the sinks, with absolute values guarded by `ver`; every key ends in `part`, the Kafka partition.
-- `*_h` is io.tallystream.event.Routing.hash of the id. Times are microseconds since the epoch, money is pico-USD (1e-12 USD).
-- type, level, price_state, source, data_type and field are the numbers of facts.proto. Absent text is NULL.

CREATE TABLE sink_offset (
  sink        text NOT NULL,
  topic       text NOT NULL,
  part        smallint NOT NULL,
  -- next offset to read
  off         bigint NOT NULL,
  -- append time of the newest record that is stored
  appended_at timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (sink, topic, part)
);

CREATE TABLE observation (
  project_id          int NOT NULL,
  part                smallint NOT NULL,
  trace_h             uuid NOT NULL,
  obs_h               uuid NOT NULL,
  -- UTC day of start_us; a row whose day changes is deleted and inserted
  day                 date NOT NULL,
  ver                 bigint NOT NULL,
  start_us            bigint NOT NULL,
  end_us              bigint,
  completion_start_us bigint,
  created_us          bigint NOT NULL,
  updated_us          bigint NOT NULL,
  type                smallint NOT NULL,
  level               smallint NOT NULL,
  price_state         smallint NOT NULL,
  app_root            boolean NOT NULL,
  prompt_version      int,
  input_tokens        bigint NOT NULL,
  output_tokens       bigint NOT NULL,
  total_tokens        bigint NOT NULL,
  input_cost          bigint NOT NULL,
  output_cost         bigint NOT NULL,
  -- NULL: unknown, which is not zero
  total_cost          bigint,
  trace_id            text NOT NULL,
  id                  text NOT NULL,
  parent_id           text,
  name                text,
  environment         text NOT NULL,
  model               text,
  model_id            text,
  price_id            text,
  price_tier          text,
  prompt_name         text,
  prompt_id           text,
  version             text,
  status_message      text,
  usage_rule          text,
  -- {type: units} and {type: pico-USD}
  usage               jsonb,
  provided_usage      jsonb,
  cost                jsonb,
  -- compact JSON object, as text: number spellings survive
  model_parameters    text,
  PRIMARY KEY (project_id, trace_h, obs_h, day, part)
) PARTITION BY RANGE (day);
CREATE TABLE observation_default PARTITION OF observation DEFAULT;
CREATE INDEX observation_start ON observation (project_id, start_us DESC);
CREATE INDEX observation_errors ON observation (project_id, start_us DESC) WHERE level = 4;
CREATE INDEX observation_id ON observation (project_id, obs_h);

-- One row per record of events: the inputs, outputs and metadata of a trace's spans that came together (message BodyList). A reader picks
-- those of its observations and merges a field's in stamp order (latest for input and output, deep merge for metadata). Partitioned by the
-- day on which the gateway received them: between created_us and updated_us of each entity in it.
CREATE TABLE payload (
  project_id  int NOT NULL,
  part        smallint NOT NULL,
  trace_h     uuid NOT NULL,
  -- hash of what is in it: the same bundle sent twice is one row
  bundle_h    uuid NOT NULL,
  day         date NOT NULL,
  -- whose bodies are in it; all zeros: the trace's own
  obs_hs      uuid[] NOT NULL,
  -- 0 as is, 1 zstd
  codec       smallint NOT NULL,
  -- bytes before compression
  size        bigint NOT NULL,
  data        bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (project_id, trace_h, bundle_h, day, part)
) PARTITION BY RANGE (day);
CREATE TABLE payload_default PARTITION OF payload DEFAULT;

CREATE TABLE trace (
  project_id     int NOT NULL,
  part           smallint NOT NULL,
  trace_h        uuid NOT NULL,
  ver            bigint NOT NULL,
  timestamp_us   bigint NOT NULL,
  created_us     bigint NOT NULL,
  updated_us     bigint NOT NULL,
  first_start_us bigint,
  last_start_us  bigint,
  last_end_us    bigint,
  -- by the contract's 3.7: greatest end less least start; without ends last less first start; else 0
  latency_us     bigint NOT NULL,
  -- a trace event or root span was seen
  explicit       boolean NOT NULL,
  public         boolean NOT NULL,
  bookmarked     boolean NOT NULL,
  observations   bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  total_cost     bigint NOT NULL,
  trace_id       text NOT NULL,
  name           text,
  user_id        text,
  session_id     text,
  release        text,
  version        text,
  environment    text NOT NULL,
  tags           text[] NOT NULL,
  PRIMARY KEY (project_id, trace_h, part)
);
CREATE INDEX trace_timestamp ON trace (project_id, timestamp_us DESC);
CREATE INDEX trace_user ON trace (project_id, user_id, timestamp_us DESC) WHERE user_id IS NOT NULL;
CREATE INDEX trace_session ON trace (project_id, session_id, timestamp_us) WHERE session_id IS NOT NULL;
CREATE INDEX trace_name ON trace (project_id, name, timestamp_us DESC);

-- First sight of each session per part: the least (created_us, trace_h) wins, in any order of writing.
CREATE TABLE session (
  project_id  int NOT NULL,
  part        smallint NOT NULL,
  session_h   uuid NOT NULL,
  created_us  bigint NOT NULL,
  trace_h     uuid NOT NULL,
  session_id  text NOT NULL,
  environment text NOT NULL,
  PRIMARY KEY (project_id, session_h, part)
);
CREATE INDEX session_created ON session (project_id, created_us DESC);

CREATE TABLE score (
  project_id         int NOT NULL,
  -- partition of the score id
  part               smallint NOT NULL,
  score_h            uuid NOT NULL,
  ver                bigint NOT NULL,
  timestamp_us       bigint NOT NULL,
  created_us         bigint NOT NULL,
  updated_us         bigint NOT NULL,
  data_type          smallint NOT NULL,
  source             smallint NOT NULL,
  trace_h            uuid,
  obs_h              uuid,
  -- exact decimal as sent
  value              numeric,
  id                 text NOT NULL,
  name               text NOT NULL,
  trace_id           text,
  observation_id     text,
  session_id         text,
  dataset_run_id     text,
  string_value       text,
  comment            text,
  metadata           text,
  config_id          text,
  queue_id           text,
  author_user_id     text,
  execution_trace_id text,
  environment        text NOT NULL,
  PRIMARY KEY (project_id, score_h, part)
);
CREATE INDEX score_timestamp ON score (project_id, timestamp_us DESC);
CREATE INDEX score_trace ON score (project_id, trace_h) WHERE trace_h IS NOT NULL;
CREATE INDEX score_session ON score (project_id, session_id) WHERE session_id IS NOT NULL;

-- Creates the day's partitions of observation and payload. Days far from today stay in the default partition, so that a client's clock
-- cannot create partitions without bound.
CREATE FUNCTION ensure_day(d date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text;
BEGIN
  IF d < current_date - 400 OR d > current_date + 2 THEN
    RETURN;
  END IF;
  FOREACH t IN ARRAY ARRAY['observation', 'payload'] LOOP
    IF to_regclass(format('%I', t || '_' || to_char(d, 'YYYYMMDD'))) IS NULL THEN
      PERFORM pg_advisory_xact_lock(hashtext('ensure_day'));
      EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                     t || '_' || to_char(d, 'YYYYMMDD'), t, d, d + 1);
    END IF;
  END LOOP;
END $$;
