import type { Condition } from "../api/filter";
import { count } from "../format/numbers";
import { cx } from "../ui/cx";
import { Cost } from "../ui/Money";
import { Panel } from "../ui/Panel";
import { Skeleton } from "../ui/Skeleton";
import { BandBar } from "./BandBar";
import { foldBands, totalBands } from "./bands";
import { type GroupBy, groupLabel } from "./groups";
import { useBands } from "./useDashboard";

/** How much of the cost is known, and from where. */
export function PriceBands({ group, filters }: { group: GroupBy; filters: Condition[] }) {
  const query = useBands(group, filters);
  const bands =
    query.data && totalBands(foldBands(query.data.data, (row) => groupLabel(group, row)).values());
  return (
    <Panel title="How the cost is known">
      {query.isPending && <Skeleton className="m-4 h-32" />}
      {query.isError && (
        <p className="px-4 pb-4 text-sm text-ink-2">The server does not tell price states for this group.</p>
      )}
      {bands && (
        <div className="px-4 pt-2 pb-4">
          <BandBar bands={bands} tall />
          <p className="mt-1 text-xs text-ink-3">Share of the observations with usage</p>
          <dl className="mt-3 flex flex-col gap-3 text-sm">
            <Row
              swatch="bg-accent"
              label="Priced"
              hint="by usage × price"
              observations={bands.priced.observations}
            >
              <Cost pico={bands.priced.cost} usage={bands.priced.observations > 0} />
            </Row>
            <Row
              swatch="bg-good"
              label="Stated"
              hint="sent by the client"
              observations={bands.stated.observations}
            >
              <Cost pico={bands.stated.cost} usage={bands.stated.observations > 0} />
            </Row>
            <Row
              swatch="hatched border border-unknown"
              label="Unknown"
              hint="with usage and no price"
              observations={bands.unknown}
            >
              {bands.unknown > 0 ? (
                <span className="text-ink-2">not in the sum</span>
              ) : (
                <span className="text-ink-3">none</span>
              )}
            </Row>
          </dl>
        </div>
      )}
    </Panel>
  );
}

function Row(props: {
  swatch: string;
  label: string;
  hint: string;
  observations: number;
  children: React.ReactNode;
}) {
  return (
    <div className="flex items-start gap-2.5">
      <dt className="flex min-w-0 flex-1 items-start gap-2.5">
        <span aria-hidden="true" className={cx("mt-1 h-3 w-3 shrink-0 rounded-[3px]", props.swatch)} />
        <span>
          {props.label}
          <span className="block text-xs text-ink-2 tabular">
            {count(props.observations)} {props.hint}
          </span>
        </span>
      </dt>
      <dd className="text-right">{props.children}</dd>
    </div>
  );
}
