import { Tabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import type { Observation, Trace } from "../api/types";
import { CopyButton } from "../ui/CopyButton";
import { Glyph, kindOf } from "../ui/Glyph";
import { useUrl } from "../url/useUrl";
import { DetailFacts } from "./DetailFacts";
import { ObservationPayload, TracePayload } from "./Payload";
import { ReceiptTable } from "./ReceiptTable";
import { Scores } from "./Scores";

/** The selected observation, or the trace itself when none is selected. */
export function Detail({ trace, observation }: { trace: Trace; observation: Observation | undefined }) {
  const [search, set] = useUrl();
  const scores = trace.scores.filter((score) => !observation || score.observationId === observation.id);
  const tabs = tabsOf(trace, observation, scores.length);
  const tab = tabs.some((one) => one.id === search.tab) ? search.tab : "io";
  const kind = observation?.type ?? "TRACE";
  return (
    <section aria-label="Details">
      <div className="flex items-center gap-2 px-4 pt-3">
        <Glyph kind={kind} size={16} />
        <h2 className="truncate text-base font-semibold">{(observation ?? trace).name ?? "unnamed"}</h2>
        <span className="shrink-0 text-xs text-ink-2">{kindOf(kind).label}</span>
        <span className="ml-auto" />
        <CopyButton text={(observation ?? trace).id} label="Copy id" />
      </div>
      {observation && <DetailFacts observation={observation} />}
      <Tabs.Root value={tab} onValueChange={(next) => set({ tab: String(next) }, { replace: true })}>
        <Tabs.List className="sticky top-0 z-10 mt-1 flex gap-1 border-b border-line bg-surface px-3">
          {tabs.map((one) => (
            <Tabs.Tab
              key={one.id}
              value={one.id}
              className="h-8 px-2 text-sm text-ink-2 data-[active]:text-ink data-[active]:shadow-[inset_0_-2px_0_var(--accent)]"
            >
              {one.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one.id} value={one.id} className="p-4 outline-none">
            {one.content}
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </section>
  );
}

interface Tab {
  id: string;
  label: string;
  content: ReactNode;
}

function tabsOf(trace: Trace, observation: Observation | undefined, scores: number): Tab[] {
  const payload = (part: "io" | "metadata") =>
    observation ? (
      <ObservationPayload id={observation.id} part={part} />
    ) : (
      <TracePayload id={trace.id} part={part} />
    );
  const tabs: Tab[] = [
    { id: "io", label: "Input and output", content: payload("io") },
    { id: "metadata", label: "Metadata", content: payload("metadata") },
  ];
  if (
    observation &&
    (observation.type === "GENERATION" || Object.keys(observation.usageDetails ?? {}).length > 0)
  ) {
    tabs.push({ id: "cost", label: "Cost", content: <ReceiptTable observation={observation} /> });
  }
  const shown = trace.scores.filter((score) => !observation || score.observationId === observation.id);
  tabs.push({ id: "scores", label: `Scores ${scores}`, content: <Scores scores={shown} /> });
  return tabs;
}
