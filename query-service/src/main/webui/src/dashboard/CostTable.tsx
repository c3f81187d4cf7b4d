import { bucketLabel, type Zone } from "../format/time";
import { Money } from "../ui/Money";
import { known, type Stack } from "./series";

/** The chart's figures. */
export function CostTable({ stacked, zone }: { stacked: Stack; zone: Zone }) {
  const series = known(stacked);
  return (
    <div className="max-h-72 overflow-auto" tabIndex={0} role="region" aria-label="Cost by bucket and group">
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-surface text-xs text-ink-2">
          <tr>
            <th className="px-4 py-1.5 text-left font-medium">Time</th>
            {series.map((one) => (
              <th key={one.label} className="px-3 py-1.5 text-right font-medium">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stacked.buckets.map((bucket, index) => (
            <tr key={bucket} className="border-t border-line/60">
              <th scope="row" className="px-4 py-1 text-left font-normal tabular">
                {bucketLabel(bucket, zone)}
              </th>
              {series.map((one) => (
                <td key={one.label} className="px-3 py-1 text-right">
                  {one.values[index] == null ? "–" : <Money pico={one.values[index]} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
