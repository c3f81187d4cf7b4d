"""Writes one trace with langfuse 5, a span every 50 ms for a while, whatever the server says. Prints its id as JSON."""

import json
import os
import sys
import time

from langfuse import Langfuse

spans = int(sys.argv[1])
langfuse = Langfuse(base_url=os.environ["LANGFUSE_HOST"], flush_at=10, flush_interval=0.5)
with langfuse.start_as_current_observation(name="root", as_type="span") as root:
    for i in range(spans - 1):
        with langfuse.start_as_current_observation(name=f"step-{i}", as_type="span"):
            time.sleep(0.05)
langfuse.flush()
print(json.dumps({"traceId": root.trace_id}))
