-- Rollups: absolute partials per part, summed when read. One table per family of io.tallystream.event.RollupFamily, same measures in each
-- (facts.proto, Measures). Dimensions are text, '' = absent; enum dimensions by their name (GENERATION, ERROR, NUMERIC, API).
-- bucket_s: start of the bucket in seconds since the epoch (UTC), 0 = for life.

-- Observations by what they are.
CREATE TABLE rollup_total (
  project_id     int NOT NULL,
  bucket_s       bigint NOT NULL,
  environment    text NOT NULL,
  type           text NOT NULL,
  level          text NOT NULL,
  part           smallint NOT NULL,
  ver            bigint NOT NULL,
  count          bigint NOT NULL,
  traces         bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  priced_cost    bigint NOT NULL,
  stated_cost    bigint NOT NULL,
  estimated_cost bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  latency_sum    bigint NOT NULL,
  latency_count  bigint NOT NULL,
  ttft_sum       bigint NOT NULL,
  ttft_count     bigint NOT NULL,
  value_sum      numeric NOT NULL,
  -- {type: units}, {type: pico-USD}
  usage          jsonb,
  cost           jsonb,
  -- facts.proto, Histogram
  latency        bytea,
  ttft           bytea,
  PRIMARY KEY (project_id, bucket_s, environment, type, level, part)
) PARTITION BY RANGE (bucket_s);
CREATE TABLE rollup_total_default PARTITION OF rollup_total DEFAULT;

-- Observations by the model that the client named and the entry that priced them.
CREATE TABLE rollup_model (
  project_id     int NOT NULL,
  bucket_s       bigint NOT NULL,
  environment    text NOT NULL,
  type           text NOT NULL,
  model          text NOT NULL,
  price_id       text NOT NULL,
  part           smallint NOT NULL,
  ver            bigint NOT NULL,
  count          bigint NOT NULL,
  traces         bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  priced_cost    bigint NOT NULL,
  stated_cost    bigint NOT NULL,
  estimated_cost bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  latency_sum    bigint NOT NULL,
  latency_count  bigint NOT NULL,
  ttft_sum       bigint NOT NULL,
  ttft_count     bigint NOT NULL,
  value_sum      numeric NOT NULL,
  -- {type: units}, {type: pico-USD}
  usage          jsonb,
  cost           jsonb,
  -- facts.proto, Histogram
  latency        bytea,
  ttft           bytea,
  PRIMARY KEY (project_id, bucket_s, environment, type, model, price_id, part)
) PARTITION BY RANGE (bucket_s);
CREATE TABLE rollup_model_default PARTITION OF rollup_model DEFAULT;

-- Observations that link a prompt.
CREATE TABLE rollup_prompt (
  project_id     int NOT NULL,
  bucket_s       bigint NOT NULL,
  environment    text NOT NULL,
  prompt_name    text NOT NULL,
  prompt_version text NOT NULL,
  model          text NOT NULL,
  part           smallint NOT NULL,
  ver            bigint NOT NULL,
  count          bigint NOT NULL,
  traces         bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  priced_cost    bigint NOT NULL,
  stated_cost    bigint NOT NULL,
  estimated_cost bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  latency_sum    bigint NOT NULL,
  latency_count  bigint NOT NULL,
  ttft_sum       bigint NOT NULL,
  ttft_count     bigint NOT NULL,
  value_sum      numeric NOT NULL,
  -- {type: units}, {type: pico-USD}
  usage          jsonb,
  cost           jsonb,
  -- facts.proto, Histogram
  latency        bytea,
  ttft           bytea,
  PRIMARY KEY (project_id, bucket_s, environment, prompt_name, prompt_version, model, part)
) PARTITION BY RANGE (bucket_s);
CREATE TABLE rollup_prompt_default PARTITION OF rollup_prompt DEFAULT;

-- Observations by name.
CREATE TABLE rollup_name (
  project_id     int NOT NULL,
  bucket_s       bigint NOT NULL,
  environment    text NOT NULL,
  type           text NOT NULL,
  name           text NOT NULL,
  part           smallint NOT NULL,
  ver            bigint NOT NULL,
  count          bigint NOT NULL,
  traces         bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  priced_cost    bigint NOT NULL,
  stated_cost    bigint NOT NULL,
  estimated_cost bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  latency_sum    bigint NOT NULL,
  latency_count  bigint NOT NULL,
  ttft_sum       bigint NOT NULL,
  ttft_count     bigint NOT NULL,
  value_sum      numeric NOT NULL,
  -- {type: units}, {type: pico-USD}
  usage          jsonb,
  cost           jsonb,
  -- facts.proto, Histogram
  latency        bytea,
  ttft           bytea,
  PRIMARY KEY (project_id, bucket_s, environment, type, name, part)
) PARTITION BY RANGE (bucket_s);
CREATE TABLE rollup_name_default PARTITION OF rollup_name DEFAULT;

-- Observations and traces of a user.
CREATE TABLE rollup_user (
  project_id     int NOT NULL,
  bucket_s       bigint NOT NULL,
  environment    text NOT NULL,
  user_id        text NOT NULL,
  part           smallint NOT NULL,
  ver            bigint NOT NULL,
  count          bigint NOT NULL,
  traces         bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  priced_cost    bigint NOT NULL,
  stated_cost    bigint NOT NULL,
  estimated_cost bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  latency_sum    bigint NOT NULL,
  latency_count  bigint NOT NULL,
  ttft_sum       bigint NOT NULL,
  ttft_count     bigint NOT NULL,
  value_sum      numeric NOT NULL,
  -- {type: units}, {type: pico-USD}
  usage          jsonb,
  cost           jsonb,
  -- facts.proto, Histogram
  latency        bytea,
  ttft           bytea,
  PRIMARY KEY (project_id, bucket_s, environment, user_id, part)
) PARTITION BY RANGE (bucket_s);
CREATE TABLE rollup_user_default PARTITION OF rollup_user DEFAULT;
CREATE INDEX rollup_user_id ON rollup_user (project_id, user_id);

-- Observations and traces of a session.
CREATE TABLE rollup_session (
  project_id     int NOT NULL,
  bucket_s       bigint NOT NULL,
  environment    text NOT NULL,
  session_id     text NOT NULL,
  part           smallint NOT NULL,
  ver            bigint NOT NULL,
  count          bigint NOT NULL,
  traces         bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  priced_cost    bigint NOT NULL,
  stated_cost    bigint NOT NULL,
  estimated_cost bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  latency_sum    bigint NOT NULL,
  latency_count  bigint NOT NULL,
  ttft_sum       bigint NOT NULL,
  ttft_count     bigint NOT NULL,
  value_sum      numeric NOT NULL,
  -- {type: units}, {type: pico-USD}
  usage          jsonb,
  cost           jsonb,
  -- facts.proto, Histogram
  latency        bytea,
  ttft           bytea,
  PRIMARY KEY (project_id, bucket_s, environment, session_id, part)
) WITH (fillfactor = 60);
CREATE INDEX rollup_session_id ON rollup_session (project_id, session_id);

-- Observations by attributes of their trace.
CREATE TABLE rollup_trace_name (
  project_id     int NOT NULL,
  bucket_s       bigint NOT NULL,
  environment    text NOT NULL,
  trace_name     text NOT NULL,
  release        text NOT NULL,
  version        text NOT NULL,
  part           smallint NOT NULL,
  ver            bigint NOT NULL,
  count          bigint NOT NULL,
  traces         bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  priced_cost    bigint NOT NULL,
  stated_cost    bigint NOT NULL,
  estimated_cost bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  latency_sum    bigint NOT NULL,
  latency_count  bigint NOT NULL,
  ttft_sum       bigint NOT NULL,
  ttft_count     bigint NOT NULL,
  value_sum      numeric NOT NULL,
  -- {type: units}, {type: pico-USD}
  usage          jsonb,
  cost           jsonb,
  -- facts.proto, Histogram
  latency        bytea,
  ttft           bytea,
  PRIMARY KEY (project_id, bucket_s, environment, trace_name, release, version, part)
) PARTITION BY RANGE (bucket_s);
CREATE TABLE rollup_trace_name_default PARTITION OF rollup_trace_name DEFAULT;

-- Observations and traces by tag.
CREATE TABLE rollup_tag (
  project_id     int NOT NULL,
  bucket_s       bigint NOT NULL,
  environment    text NOT NULL,
  tag            text NOT NULL,
  part           smallint NOT NULL,
  ver            bigint NOT NULL,
  count          bigint NOT NULL,
  traces         bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  priced_cost    bigint NOT NULL,
  stated_cost    bigint NOT NULL,
  estimated_cost bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  latency_sum    bigint NOT NULL,
  latency_count  bigint NOT NULL,
  ttft_sum       bigint NOT NULL,
  ttft_count     bigint NOT NULL,
  value_sum      numeric NOT NULL,
  -- {type: units}, {type: pico-USD}
  usage          jsonb,
  cost           jsonb,
  -- facts.proto, Histogram
  latency        bytea,
  ttft           bytea,
  PRIMARY KEY (project_id, bucket_s, environment, tag, part)
) PARTITION BY RANGE (bucket_s);
CREATE TABLE rollup_tag_default PARTITION OF rollup_tag DEFAULT;

-- Traces by their timestamp.
CREATE TABLE rollup_trace (
  project_id     int NOT NULL,
  bucket_s       bigint NOT NULL,
  environment    text NOT NULL,
  trace_name     text NOT NULL,
  release        text NOT NULL,
  version        text NOT NULL,
  part           smallint NOT NULL,
  ver            bigint NOT NULL,
  count          bigint NOT NULL,
  traces         bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  priced_cost    bigint NOT NULL,
  stated_cost    bigint NOT NULL,
  estimated_cost bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  latency_sum    bigint NOT NULL,
  latency_count  bigint NOT NULL,
  ttft_sum       bigint NOT NULL,
  ttft_count     bigint NOT NULL,
  value_sum      numeric NOT NULL,
  -- {type: units}, {type: pico-USD}
  usage          jsonb,
  cost           jsonb,
  -- facts.proto, Histogram
  latency        bytea,
  ttft           bytea,
  PRIMARY KEY (project_id, bucket_s, environment, trace_name, release, version, part)
) PARTITION BY RANGE (bucket_s);
CREATE TABLE rollup_trace_default PARTITION OF rollup_trace DEFAULT;

-- Scores.
CREATE TABLE rollup_score (
  project_id     int NOT NULL,
  bucket_s       bigint NOT NULL,
  environment    text NOT NULL,
  name           text NOT NULL,
  source         text NOT NULL,
  data_type      text NOT NULL,
  value          text NOT NULL,
  part           smallint NOT NULL,
  ver            bigint NOT NULL,
  count          bigint NOT NULL,
  traces         bigint NOT NULL,
  errors         bigint NOT NULL,
  warnings       bigint NOT NULL,
  priced         bigint NOT NULL,
  stated         bigint NOT NULL,
  estimated      bigint NOT NULL,
  unpriced       bigint NOT NULL,
  no_usage       bigint NOT NULL,
  priced_cost    bigint NOT NULL,
  stated_cost    bigint NOT NULL,
  estimated_cost bigint NOT NULL,
  input_tokens   bigint NOT NULL,
  output_tokens  bigint NOT NULL,
  total_tokens   bigint NOT NULL,
  input_cost     bigint NOT NULL,
  output_cost    bigint NOT NULL,
  latency_sum    bigint NOT NULL,
  latency_count  bigint NOT NULL,
  ttft_sum       bigint NOT NULL,
  ttft_count     bigint NOT NULL,
  value_sum      numeric NOT NULL,
  -- {type: units}, {type: pico-USD}
  usage          jsonb,
  cost           jsonb,
  -- facts.proto, Histogram
  latency        bytea,
  ttft           bytea,
  PRIMARY KEY (project_id, bucket_s, environment, name, source, data_type, value, part)
) PARTITION BY RANGE (bucket_s);
CREATE TABLE rollup_score_default PARTITION OF rollup_score DEFAULT;

-- Creates the partition of a bucket's month in each partitioned rollup table; months far from today stay in the default partition.
CREATE FUNCTION ensure_rollup_month(bucket_s bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text;
  m date := date_trunc('month', to_timestamp(bucket_s) AT TIME ZONE 'UTC')::date;
BEGIN
  IF m < current_date - 800 OR m > current_date + 32 THEN
    RETURN;
  END IF;
  FOREACH t IN ARRAY ARRAY['rollup_total', 'rollup_model', 'rollup_prompt', 'rollup_name', 'rollup_user', 'rollup_trace_name', 'rollup_tag', 'rollup_trace', 'rollup_score'] LOOP
    IF to_regclass(format('%I', t || '_' || to_char(m, 'YYYYMM'))) IS NULL THEN
      PERFORM pg_advisory_xact_lock(hashtext('ensure_rollup_month'));
      EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s) WITH (fillfactor = 60)',
                     t || '_' || to_char(m, 'YYYYMM'), t,
                     extract(epoch FROM m)::bigint, extract(epoch FROM (m + interval '1 month')::date)::bigint);
    END IF;
  END LOOP;
END $$;
