import type { Condition } from "../api/filter";
import { type MetricsAnswer, number } from "../api/metrics";
import { duration } from "../format/duration";
import { exactMoney, money, picoToNumber } from "../format/money";
import { change, compact, count, percent } from "../format/numbers";
import { foldBands, totalBands } from "./bands";
import { type GroupBy, groupLabel } from "./groups";
import { costOf } from "./series";
import { Tile } from "./Tile";
import { useBands, useLevels, useTotals } from "./useDashboard";

/** Five figures of the range, each against the range before it. */
export function Tiles({ group, filters }: { group: GroupBy; filters: Condition[] }) {
  const now = useTotals(filters, false);
  const before = useTotals(filters, true);
  const levels = useLevels(filters, false);
  const levelsBefore = useLevels(filters, true);
  const row = now.data?.data[0];
  const old = before.data?.data[0];
  const cost = costOf(row);
  const bands = useBands(group, filters).data;
  const unknown = bands
    ? totalBands(foldBands(bands.data, (one) => groupLabel(group, one)).values()).unknown
    : 0;
  const rate = errorRate(levels.data);
  const delta = (name: string) => change(number(row, name), number(old, name));
  const costDelta = change(picoToNumber(cost ?? 0n), picoToNumber(costOf(old) ?? 0n));
  return (
    <section aria-label="Totals" className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
      <Tile
        label="Cost"
        value={row && (unknown > 0 && !cost ? "unknown" : money(cost))}
        gap={unknown > 0 ? `+ ${compact(unknown)} without a price` : undefined}
        title={cost === null ? undefined : exactMoney(cost)}
        delta={costDelta}
        upIsBad
      />
      <Tile
        label="Observations"
        value={row && compact(number(row, "count_count"))}
        title={count(number(row, "count_count"))}
        delta={delta("count_count")}
      />
      <Tile
        label="Tokens"
        value={row && compact(number(row, "sum_totalTokens"))}
        title={count(number(row, "sum_totalTokens"))}
        delta={delta("sum_totalTokens")}
      />
      <Tile
        label="p95 latency"
        value={row && duration(number(row, "p95_latency"))}
        delta={delta("p95_latency")}
        upIsBad
      />
      <Tile
        label="Error rate"
        value={levels.data && percent(rate)}
        delta={change(rate, errorRate(levelsBefore.data))}
        upIsBad
      />
    </section>
  );
}

function errorRate(answer: MetricsAnswer | undefined): number {
  let errors = 0;
  let all = 0;
  for (const row of answer?.data ?? []) {
    all += number(row, "count_count");
    if (row.level === "ERROR") errors += number(row, "count_count");
  }
  return all === 0 ? 0 : errors / all;
}
