import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Condition } from "../api/filter";
import { type MetricsRow, number } from "../api/metrics";
import { duration } from "../format/duration";
import { compact, count } from "../format/numbers";
import { Cost } from "../ui/Money";
import { Panel } from "../ui/Panel";
import { seriesColor } from "../ui/palette";
import { SkeletonRows } from "../ui/Skeleton";
import { carried } from "../url/search";
import { useProjectId, useUrl } from "../url/useUrl";
import { BandBar } from "./BandBar";
import { type Bands, foldBands, withUsage } from "./bands";
import { Swatch } from "./CostOverTime";
import { type GroupBy, groupLabel } from "./groups";
import { costOf } from "./series";
import { foldTokens, type TypeTokens } from "./tokens";
import { TOP, useBands, useGroups, useTokensByType } from "./useDashboard";

const HEADERS = [
  { label: "Observations", align: "text-right" },
  { label: "Tokens by type", align: "text-left" },
  { label: "Price bands", align: "text-left" },
  { label: "p95 latency", align: "text-right" },
  { label: "Cost", align: "text-right" },
];

/** The groups with their tokens and price bands; a name leads to its traces. */
export function GroupTable({ group, filters }: { group: GroupBy; filters: Condition[] }) {
  const groups = useGroups(group, filters);
  const bands = useBands(group, filters).data;
  const tokens = useTokensByType(group, filters).data;
  const labelOf = useMemo(() => (row: MetricsRow) => groupLabel(group, row), [group]);
  const bandsOf = useMemo(() => bands && foldBands(bands.data, labelOf), [bands, labelOf]);
  const tokensOf = useMemo(() => tokens && foldTokens(tokens.data, labelOf), [tokens, labelOf]);
  if (groups.isPending) return <SkeletonRows rows={6} />;
  return (
    <Panel title={`By ${group.label.toLowerCase()}`}>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Groups">
        <table className="w-full min-w-[860px] text-sm">
          <thead className="text-xs text-ink-2">
            <tr className="border-b border-line">
              <th className="px-4 py-1.5 text-left font-medium">{group.label}</th>
              {HEADERS.map(({ label, align }) => (
                <th key={label} className={`px-3 py-1.5 font-medium last:pr-4 ${align}`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.data?.data.map((row, index) => (
              <GroupRow
                key={labelOf(row)}
                row={row}
                group={group}
                color={seriesColor(Math.min(index, TOP))}
                bands={bandsOf?.get(labelOf(row))}
                tokens={tokensOf?.get(labelOf(row)) ?? []}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface RowProps {
  row: MetricsRow;
  group: GroupBy;
  color: string;
  bands?: Bands;
  tokens: TypeTokens[];
}

function GroupRow({ row, group, color, bands, tokens }: RowProps) {
  const cost = costOf(row);
  return (
    <tr className="h-9 border-b border-line/60 last:border-0 hover:bg-hover">
      <th scope="row" className="max-w-80 truncate px-4 text-left font-normal">
        <span className="flex items-center gap-2">
          <Swatch color={cost !== null && cost > 0n ? color : "transparent"} />
          <GroupLink row={row} group={group} />
        </span>
      </th>
      <td className="num px-3 text-right">{count(number(row, "count_count"))}</td>
      <td className="px-3">
        <Tokens total={number(row, "sum_totalTokens")} types={tokens} />
      </td>
      <td className="w-44 px-3">
        {bands ? <BandBar bands={bands} /> : <span className="text-ink-3">–</span>}
      </td>
      <td className="num px-3 text-right">{duration(number(row, "p95_latency"))}</td>
      <td className="px-3 pr-4 text-right">
        <Cost pico={cost} unpriced={bands?.unknown} usage={bands === undefined || withUsage(bands) > 0} />
      </td>
    </tr>
  );
}

function GroupLink({ row, group }: { row: MetricsRow; group: GroupBy }) {
  const [search] = useUrl();
  const project = useProjectId();
  const label = groupLabel(group, row);
  const filter = group.filter(row);
  if (filter === null) return <span className="text-ink-2 italic">{label}</span>;
  return (
    <Link
      to="/p/$project/traces"
      params={{ project }}
      search={{ ...carried(search), ...filter }}
      className="truncate underline-offset-2 hover:text-accent hover:underline"
    >
      {label}
    </Link>
  );
}

function Tokens({ total, types }: { total: number; types: TypeTokens[] }) {
  const shown = types.filter((one) => one.type !== "total").slice(0, 4);
  if (shown.length === 0)
    return total > 0 ? <span className="num">{compact(total)}</span> : <span className="text-ink-3">–</span>;
  return (
    <span className="flex flex-wrap gap-x-3 text-xs">
      {shown.map((one) => (
        <span
          key={one.type}
          className="whitespace-nowrap text-ink-2"
          title={`${count(one.tokens)} ${one.type}`}
        >
          {one.type} <span className="num text-ink">{compact(one.tokens)}</span>
        </span>
      ))}
    </span>
  );
}
