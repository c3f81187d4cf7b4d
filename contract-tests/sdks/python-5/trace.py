"""Writes one trace over OTLP with langfuse 5 and reads it back once through the SDK's own client. Prints one line of JSON."""

import json
import os
import sys
import time
import uuid

from langfuse import Langfuse, propagate_attributes

model, session = sys.argv[1], "session-" + uuid.uuid4().hex
langfuse = Langfuse(base_url=os.environ["LANGFUSE_HOST"])
assert langfuse.auth_check()

with langfuse.start_as_current_observation(name="plan", as_type="span", input={"step": 1}) as outer:
    with propagate_attributes(user_id="user-5", session_id=session, tags=["b", "a"], trace_name="checkout"):
        with langfuse.start_as_current_observation(name="search", as_type="tool", level="WARNING"):
            with langfuse.start_as_current_observation(
                name="answer",
                as_type="generation",
                model=model,
                input=[{"role": "user", "content": "hi"}],
            ) as generation:
                generation.update(output="hello", usage_details={"input": 1234, "output": 567})
    outer.update(output="done")
    trace_id = outer.trace_id
langfuse.create_score(trace_id=trace_id, name="quality", value=0.75, comment="fine")
langfuse.flush()
time.sleep(1)

read = langfuse.api.observations.get_many(
    trace_id=trace_id, fields="core,basic,io,usage,model,metrics,trace_context"
).data
names = {o.id: o.name for o in read}
found = next(o for o in read if o.name == "answer")
scores = langfuse.api.scores.get_many(trace_id=trace_id).data
never_sent = [uuid.uuid4().hex, uuid.uuid4().hex]
deleted = [
    langfuse.api.trace.delete(never_sent[0]).message,
    langfuse.api.trace.delete_multiple(trace_ids=never_sent).message,
]
print(
    json.dumps(
        {
            "traceId": trace_id,
            "tree": sorted([o.name, names.get(o.parent_observation_id)] for o in read),
            "totalCost": "%.12f" % sum(o.total_cost or 0 for o in read),
            "observationCost": "%.12f" % found.total_cost,
            "usage": {k: found.usage_details[k] for k in ("input", "output", "total")},
            "scores": [[s.name, s.value] for s in scores],
            "session": found.session_id,
            "sessionSent": session,
            "user": found.user_id,
            "deleted": deleted,
        }
    )
)
