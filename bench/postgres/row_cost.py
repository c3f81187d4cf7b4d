"""What one observation's row costs PostgreSQL: CPU of the backend by batch size, indexes and columns.

Copies rows of a running system into tables of its own, by the statement of the sink, and drops them.

    ./tally up -d && ./tally demo && ./tally bench --phases throughput
    python3 -m venv .venv && .venv/bin/pip install asyncpg
    .venv/bin/python bench/postgres/row_cost.py [postgresql://tally:tally@localhost:15432/tally]

Linux only, database and script on one machine: CPU is read from /proc.
"""
import asyncio
import os
import sys
import time

import asyncpg

URL = sys.argv[1] if len(sys.argv) > 1 else "postgresql://tally:tally@localhost:15432/tally"
ROWS = 40_000
KEY = ["project_id", "trace_h", "obs_h", "day", "part"]
JSON = {"usage", "provided_usage", "cost"}
SELDOM = JSON | {
    "completion_start_us", "prompt_version", "prompt_name", "prompt_id", "version", "status_message", "usage_rule",
    "model_parameters", "price_tier", "model_id", "price_id", "input_tokens", "output_tokens", "input_cost",
    "output_cost", "tool_names", "called_tool_names", "tool_calls",
}
INDEXES = [
    "(project_id, start_us DESC)",
    "(project_id, start_us DESC) WHERE level = 4",
    "(project_id, obs_h)",
]
# label, rows of a statement, indexes beside the key, columns left out
VARIANTS = [
    ("warm-up", 32, True, set()),
    ("as it is", 32, True, set()),
    ("as it is", 256, True, set()),
    ("as it is", 2_000, True, set()),
    ("without indexes but the key", 32, False, set()),
    ("without indexes but the key", 256, False, set()),
    ("without JSON", 256, True, JSON),
    ("without JSON and indexes", 256, False, JSON),
    ("half of the columns, no indexes", 256, False, SELDOM),
]


def cpu_seconds(pid: int) -> float:
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def columns(db) -> list[tuple[str, str]]:
    return [
        (r["attname"], r["type"])
        for r in await db.fetch(
            """SELECT attname, format_type(atttypid, atttypmod) AS type FROM pg_attribute
               WHERE attrelid = 'observation'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"""
        )
        if not r["type"].endswith("[]")
    ]


async def table(db, indexed: bool, without: set[str]) -> None:
    await db.execute("DROP TABLE IF EXISTS bench_row")
    await db.execute("CREATE TABLE bench_row (LIKE observation INCLUDING DEFAULTS)")
    for column in sorted(without):
        await db.execute(f"ALTER TABLE bench_row DROP COLUMN {column}")
    await db.execute(f"ALTER TABLE bench_row ADD PRIMARY KEY ({', '.join(KEY)})")
    for index in INDEXES if indexed else []:
        await db.execute(f"CREATE INDEX ON bench_row {index}")


def upsert(cols: list[tuple[str, str]]) -> str:
    """As io.tallystream.sink.Columns writes it."""
    names = ", ".join(name for name, _ in cols)
    selected = ", ".join(f"u.{name}" + ("::jsonb" if kind == "jsonb" else "") for name, kind in cols)
    arrays = ", ".join(f"${i}::{'text' if kind == 'jsonb' else kind}[]" for i, (_, kind) in enumerate(cols, 1))
    values = ", ".join(f"{name} = excluded.{name}" for name, _ in cols if name not in KEY)
    return (
        f"INSERT INTO bench_row AS t ({names}) SELECT {selected} FROM unnest({arrays}) AS u({names}) WHERE true "
        f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {values} WHERE t.ver < excluded.ver"
    )


async def main() -> None:
    db = await asyncpg.connect(URL)
    backend = await db.fetchval("SELECT pg_backend_pid()")
    all_columns = await columns(db)
    texts = ", ".join(name + ("::text" if kind == "jsonb" else "") for name, kind in all_columns)
    rows = await db.fetch(f"SELECT {texts} FROM observation LIMIT {ROWS}")
    if len(rows) < ROWS:
        sys.exit(f"{len(rows)} observations are stored; {ROWS} are needed: ./tally bench --phases throughput")
    try:
        for label, size, indexed, without in VARIANTS:
            cols = [(i, c) for i, c in enumerate(all_columns) if c[0] not in without]
            await table(db, indexed, without)
            statement = await db.prepare(upsert([c for _, c in cols]))
            batches = [
                [[row[i] for row in rows[at : at + size]] for i, _ in cols] for at in range(0, len(rows), size)
            ]
            cpu, start = cpu_seconds(backend), time.perf_counter()
            for batch in batches:
                await statement.fetch(*batch)
            cpu, took = cpu_seconds(backend) - cpu, time.perf_counter() - start
            stored = await db.fetchval("SELECT pg_total_relation_size('bench_row')")
            print(
                f"{label:32} {size:5} rows a statement {1e6 * cpu / len(rows):6.1f} us CPU, "
                f"{1e6 * took / len(rows):6.1f} us, {stored / len(rows):5.0f} bytes a row",
                flush=True,
            )
    finally:
        await db.execute("DROP TABLE IF EXISTS bench_row")
        await db.close()


asyncio.run(main())
