import { type FormEvent, useState } from "react";
import type { Zone } from "../format/time";
import { Button } from "../ui/Button";
import { cx } from "../ui/cx";
import { Field, Input } from "../ui/Field";
import { resolve, type TimeRange } from "../url/timeRange";
import { fieldText, instantOfField } from "./fieldTime";

interface Props {
  range: TimeRange;
  zone: Zone;
  onChoose: (from: string, to: string) => void;
  onZone: (tz: "utc" | undefined) => void;
}

/** Two instants, read in the chosen zone. */
export function AbsoluteRange({ range, zone, onChoose, onZone }: Props) {
  const [wrong, setWrong] = useState(false);
  const { from, to } = resolve(range, new Date());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const start = instantOfField(String(form.get("from")), zone);
    const end = instantOfField(String(form.get("to")), zone);
    if (start && end && start < end) onChoose(start.toISOString(), end.toISOString());
    else setWrong(true);
  };
  return (
    <form key={zone} onSubmit={submit} className="flex w-60 flex-col gap-2.5 p-3">
      <Field label="From">
        <Input name="from" type="datetime-local" step="1" defaultValue={fieldText(from, zone)} required />
      </Field>
      <Field label="To">
        <Input name="to" type="datetime-local" step="1" defaultValue={fieldText(to, zone)} required />
      </Field>
      {wrong && (
        <p role="alert" className="text-xs text-bad">
          The start must lie before the end.
        </p>
      )}
      <Button type="submit" look="primary">
        Apply
      </Button>
      <fieldset className="mt-auto flex gap-1">
        <legend className="sr-only">Time zone</legend>
        {(["local", "utc"] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={zone === one}
            onClick={() => onZone(one === "utc" ? "utc" : undefined)}
            className={cx(
              "h-6 flex-1 rounded border border-line text-xs",
              zone === one && "bg-accent-soft text-accent",
            )}
          >
            {one === "utc" ? "UTC" : "Local time"}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
