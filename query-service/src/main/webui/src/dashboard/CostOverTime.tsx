import { useMemo, useState } from "react";
import type { Condition } from "../api/filter";
import { money, picoToNumber } from "../format/money";
import { bucketLabel } from "../format/time";
import { Button } from "../ui/Button";
import { Panel } from "../ui/Panel";
import { Problem } from "../ui/Problem";
import { seriesColor } from "../ui/palette";
import { Skeleton } from "../ui/Skeleton";
import { StackedBars } from "../ui/StackedBars";
import { useZone } from "../url/useUrl";
import { CostTable } from "./CostTable";
import { type GroupBy, groupLabel } from "./groups";
import { known, OTHER, type Stack, stack } from "./series";
import { TOP, useCostOverTime, useGroups, useGroupsOverTime } from "./useDashboard";

/** Cost over time, stacked by the chosen group; the same figures as a table for who cannot see a chart. */
export function CostOverTime({ group, filters }: { group: GroupBy; filters: Condition[] }) {
  const [asTable, setAsTable] = useState(false);
  const groups = useGroups(group, filters);
  const totals = useCostOverTime(filters);
  const rows = useGroupsOverTime(group, filters, groups);
  const zone = useZone();
  const stacked = useMemo(() => {
    if (!totals.data || !groups.data) return null;
    const labels = groups.data.data.slice(0, TOP).map((row) => groupLabel(group, row));
    return stack(rows.data?.data ?? [], totals.data.data, labels, (row) => groupLabel(group, row));
  }, [totals.data, groups.data, rows.data, group]);
  const title = `Cost over time by ${group.label.toLowerCase()}`;
  return (
    <Panel
      title={title}
      actions={
        <Button look="ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? "Show chart" : "Show table"}
        </Button>
      }
    >
      {totals.isError && <Problem error={totals.error} onRetry={() => void totals.refetch()} />}
      {!stacked && !totals.isError && <Skeleton className="m-4 h-56" />}
      {stacked && asTable && <CostTable stacked={stacked} zone={zone} />}
      {stacked && !asTable && <Chart title={title} stacked={stacked} />}
    </Panel>
  );
}

function Chart({ title, stacked }: { title: string; stacked: Stack }) {
  const zone = useZone();
  const colored = known(stacked).map((one) => {
    const index = stacked.series.indexOf(one);
    return { ...one, color: seriesColor(one.label === OTHER ? TOP : index) };
  });
  const labels = stacked.buckets.map((bucket) => bucketLabel(bucket, zone));
  const tooltip = (index: number) => {
    const lines = colored
      .filter((one) => one.values[index])
      .map((one) => `${money(one.values[index] ?? null)}  ${one.label}`);
    return [labels[index], ...(lines.length > 0 ? lines.reverse() : ["no cost"])].join("\n");
  };
  return (
    <>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 px-4 pt-1 text-xs text-ink-2">
        {colored.map((one) => (
          <li key={one.label} className="flex items-center gap-1.5">
            <Swatch color={one.color} /> {one.label}
          </li>
        ))}
      </ul>
      <StackedBars
        label={`${title}: ${colored.length} groups in ${stacked.buckets.length} buckets; the table holds the figures`}
        buckets={labels}
        series={colored.map((one) => ({
          ...one,
          values: one.values.map((value) => (value === null ? null : picoToNumber(value))),
        }))}
        axis={(value) => (value === 0 ? "$0" : `$${Number(value.toPrecision(3))}`)}
        tooltip={tooltip}
      />
    </>
  );
}

export function Swatch({ color }: { color: string }) {
  return (
    <span aria-hidden="true" className="size-2.5 shrink-0 rounded-[3px]" style={{ background: color }} />
  );
}
