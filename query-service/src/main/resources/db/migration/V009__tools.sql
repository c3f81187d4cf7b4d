-- Names of the tools that an observation was offered and of those that it called, each once, and how often it called any. NULL: none is
-- known, as of all that was stored before.

ALTER TABLE observation
  ADD COLUMN tool_names        text[],
  ADD COLUMN called_tool_names text[],
  ADD COLUMN tool_calls        bigint;
