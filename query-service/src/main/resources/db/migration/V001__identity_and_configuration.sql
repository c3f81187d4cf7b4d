-- Configuration: plain tables (reference tables on a distributed PostgreSQL), edited through Hibernate Reactive, published by the outbox.

CREATE TABLE organization (
  id          text PRIMARY KEY,
  name        text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  version     int NOT NULL DEFAULT 0
);

CREATE TABLE project (
  -- in keys and rows of everything that is streamed
  number          int GENERATED ALWAYS AS IDENTITY UNIQUE,
  id              text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES organization (id),
  name            text NOT NULL,
  metadata        jsonb NOT NULL DEFAULT '{}',
  retention_days  int,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  version         int NOT NULL DEFAULT 0
);

CREATE TABLE api_key (
  id                 text PRIMARY KEY,
  project_id         text NOT NULL REFERENCES project (id),
  public_key         text NOT NULL UNIQUE,
  -- lower-case hex; the secret itself is 128 random bits or more, so a fast hash is enough
  secret_sha256      text NOT NULL UNIQUE,
  display_secret_key text NOT NULL,
  note               text,
  expires_at         timestamptz,
  created_at         timestamptz NOT NULL DEFAULT now(),
  version            int NOT NULL DEFAULT 0
);

CREATE TABLE app_user (
  id            text PRIMARY KEY,
  email         text NOT NULL UNIQUE,
  name          text NOT NULL,
  password_hash text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  version       int NOT NULL DEFAULT 0
);

CREATE TABLE membership (
  organization_id text NOT NULL REFERENCES organization (id),
  user_id         text NOT NULL REFERENCES app_user (id),
  role            text NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER')),
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, user_id)
);

CREATE TABLE login_session (
  -- SHA-256 of the cookie's random token
  token_sha256 text PRIMARY KEY,
  user_id      text NOT NULL REFERENCES app_user (id),
  created_at   timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz NOT NULL
);

CREATE TABLE model (
  id               text PRIMARY KEY,
  -- NULL: shipped catalogue, every project
  project_id       text REFERENCES project (id),
  model_name       text NOT NULL,
  match_pattern    text NOT NULL,
  start_date       timestamptz,
  unit             text,
  tokenizer_id     text,
  tokenizer_config jsonb,
  -- [{id, name, isDefault, priority, conditions, prices: {type: decimal text}}]
  pricing_tiers    jsonb NOT NULL,
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now(),
  version          int NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX model_own_name ON model (project_id, model_name) WHERE project_id IS NOT NULL;
CREATE INDEX model_list ON model (model_name, unit, start_date DESC);

-- What is to be published on a compacted topic, in order; written in the transaction of the change.
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic      text NOT NULL,
  key        text NOT NULL,
  -- NULL: tombstone
  value      bytea,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at    timestamptz
);
CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
