"""Writes one trace with the batch API of langfuse 2 and reads it back once, as an application would. Prints one line of JSON."""

import json
import os
import sys
import time
import uuid
from datetime import datetime, timedelta, timezone

from langfuse import Langfuse

model, session = sys.argv[1], "session-" + uuid.uuid4().hex
langfuse = Langfuse(host=os.environ["LANGFUSE_HOST"])
assert langfuse.auth_check()

start = datetime.now(timezone.utc)
trace = langfuse.trace(name="checkout", user_id="user-2", session_id=session, tags=["b", "a"], metadata={"key": "value"}, input="hi")
outer = trace.span(name="plan", input={"step": 1})
inner = outer.span(name="search", level="WARNING", status_message="slow")
generation = inner.generation(name="answer", model=model, start_time=start, input=[{"role": "user", "content": "hi"}])
generation.end(
    end_time=start + timedelta(milliseconds=1500),
    completion_start_time=start + timedelta(milliseconds=250),
    output="hello",
    usage_details={"input": 1234, "output": 567},
)
inner.end()
outer.end(output="done")
trace.score(name="quality", value=0.75, comment="fine")
langfuse.flush()
time.sleep(1)

read = langfuse.fetch_trace(trace.id).data
names = {o.id: o.name for o in read.observations}
found = next(o for o in read.observations if o.name == "answer")
sessions = langfuse.fetch_sessions().data
print(
    json.dumps(
        {
            "traceId": trace.id,
            "tree": sorted([o.name, names.get(o.parent_observation_id)] for o in read.observations),
            "totalCost": "%.12f" % read.total_cost,
            "observationCost": "%.12f" % found.calculated_total_cost,
            "latency": found.latency,
            "timeToFirstToken": found.time_to_first_token,
            "usage": {"input": found.usage.input, "output": found.usage.output, "total": found.usage.total},
            "scores": [[s.name, s.value] for s in read.scores],
            "sessionFound": session in [s.id for s in sessions],
            "session": read.session_id,
            "sessionSent": session,
            "user": read.user_id,
            "tags": read.tags,
            "metadata": read.metadata,
        }
    )
)
