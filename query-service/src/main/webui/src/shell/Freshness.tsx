import { clock, timestamp } from "../format/time";
import { useZone } from "../url/useUrl";

/** Up to which moment the figures are complete, by the pipeline's own watermark. */
export function Freshness({ watermark }: { watermark?: string }) {
  const zone = useZone();
  if (!watermark) return null;
  const recent = Date.now() - Date.parse(watermark) < 20 * 3_600_000;
  return (
    <span className="flex items-center gap-1.5 text-xs text-ink-2 tabular" title={watermark}>
      <span className="size-1.5 rounded-full bg-good" aria-hidden="true" />
      complete up to {recent ? clock(watermark, zone) : timestamp(watermark, zone)}
    </span>
  );
}
