import { Popover } from "@base-ui/react/popover";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { timestamp } from "../format/time";
import { Button } from "../ui/Button";
import { cx } from "../ui/cx";
import { PRESETS, rangeLabel } from "../url/timeRange";
import { useTimeRange, useUrl, useZone } from "../url/useUrl";
import { AbsoluteRange } from "./AbsoluteRange";
import { keyHint } from "./keyTable";
import { useCommand } from "./useCommand";

/** One picker for every page: presets stay symbolic in the URL, absolute ends become instants. */
export function TimeRangePicker() {
  const [open, setOpen] = useState(false);
  const [, set] = useUrl();
  const range = useTimeRange();
  const zone = useZone();
  useCommand("time", () => setOpen(true));
  const choose = (from: string, to?: string) => {
    set({ from, to });
    setOpen(false);
  };
  const label = rangeLabel(range, (instant) => timestamp(instant, zone));
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <Button aria-label={`Time range: ${label}`} title={`Time range (${keyHint("time")})`}>
            <CalendarClock size={14} aria-hidden="true" /> {label}
            {zone === "utc" && <span className="text-xs text-ink-3">UTC</span>}
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="z-40">
          <Popover.Popup
            aria-label="Time range"
            className="flex rounded-lg border border-line bg-surface text-sm shadow-pop outline-none"
          >
            <ul className="w-44 border-r border-line p-1.5">
              {PRESETS.map((preset) => (
                <li key={preset.from}>
                  <button
                    type="button"
                    aria-pressed={preset.from === range.from && range.to === "now"}
                    onClick={() => choose(preset.from)}
                    className={cx(
                      "h-7 w-full rounded-md px-2 text-left hover:bg-hover",
                      preset.from === range.from &&
                        range.to === "now" &&
                        "bg-accent-soft font-medium text-accent",
                    )}
                  >
                    {preset.label}
                  </button>
                </li>
              ))}
            </ul>
            <AbsoluteRange range={range} zone={zone} onChoose={choose} onZone={(tz) => set({ tz })} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
