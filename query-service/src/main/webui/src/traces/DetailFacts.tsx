import { AlertTriangle, OctagonX } from "lucide-react";
import type { Observation } from "../api/types";
import { duration, secondsToMillis } from "../format/duration";
import { timestamp } from "../format/time";
import { Badge } from "../ui/Badge";
import { cx } from "../ui/cx";
import { isLeaf } from "../ui/json";
import { useZone } from "../url/useUrl";
import { durationOf } from "./timeline";

/** Model, times, prompt, level: what is true of one observation, as small badges. */
export function DetailFacts({ observation }: { observation: Observation }) {
  const zone = useZone();
  const { model, modelParameters, promptName, promptVersion, timeToFirstToken, version } = observation;
  const parameters = isLeaf(modelParameters) ? [] : Object.entries(modelParameters as object);
  return (
    <div className="px-4 pt-2 pb-1">
      <div className="flex flex-wrap gap-1.5">
        {model && <Badge accent>{model}</Badge>}
        <Badge title="Start">{timestamp(observation.startTime, zone)}</Badge>
        <Badge title="Latency">{duration(durationOf(observation))}</Badge>
        {timeToFirstToken !== null && timeToFirstToken !== undefined && (
          <Badge title="Time to first token">first token {duration(secondsToMillis(timeToFirstToken))}</Badge>
        )}
        {promptName && (
          <Badge title="Prompt">
            {promptName} v{promptVersion}
          </Badge>
        )}
        {version && <Badge title="Version">version {version}</Badge>}
        {parameters.map(([key, value]) => (
          <Badge key={key}>
            {key} {isLeaf(value) ? String(value) : "…"}
          </Badge>
        ))}
      </div>
      <Status observation={observation} />
    </div>
  );
}

function Status({ observation: { level, statusMessage } }: { observation: Observation }) {
  const error = level === "ERROR";
  if (!error && level !== "WARNING" && !statusMessage) return null;
  const Icon = error ? OctagonX : AlertTriangle;
  return (
    <p
      className={cx(
        "mt-2 flex items-start gap-2 rounded-md px-2.5 py-1.5 text-sm break-words",
        error
          ? "bg-bad-soft text-bad"
          : level === "WARNING"
            ? "bg-warn-soft text-warn"
            : "bg-raised text-ink-2",
      )}
    >
      {(error || level === "WARNING") && <Icon size={14} aria-hidden="true" className="mt-0.5 shrink-0" />}
      <span className="min-w-0">
        {level.toLowerCase()}
        {statusMessage && `: ${statusMessage}`}
      </span>
    </p>
  );
}
