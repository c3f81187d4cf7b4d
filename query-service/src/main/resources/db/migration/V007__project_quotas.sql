-- What the operator allows one project per second, over all gateways. NULL: as the gateways are set up; 0: unlimited.

CREATE TABLE project_quota (
  project_id  text PRIMARY KEY REFERENCES project (id),
  soft_events bigint,
  soft_bytes  bigint,
  hard_events bigint,
  hard_bytes  bigint,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  version     int NOT NULL DEFAULT 0
);
