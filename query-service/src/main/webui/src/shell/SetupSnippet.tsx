import { Tabs } from "@base-ui/react/tabs";
import { CopyButton } from "../ui/CopyButton";
import { SNIPPETS } from "./snippets";
import { useProject } from "./useLogin";

/** No data yet: how to send the first trace, to this very server. The page watches and turns by itself. */
export function SetupSnippet() {
  const project = useProject();
  const endpoint = window.location.origin;
  return (
    <section className="mx-auto my-10 w-full max-w-2xl px-4" aria-labelledby="setup-title">
      <h2 id="setup-title" className="text-lg font-semibold">
        Send the first trace to {project?.name ?? "this project"}
      </h2>
      <p className="mt-1 mb-4 flex items-center gap-2 text-sm text-ink-2" role="status">
        <span className="size-2 animate-pulse rounded-full bg-accent" aria-hidden="true" />
        Waiting for the first event. Fill in the project's keys; this page turns when it arrives.
      </p>
      <Tabs.Root defaultValue="python" className="overflow-hidden rounded-lg border border-line bg-surface">
        <Tabs.List className="flex gap-1 border-b border-line px-2">
          {SNIPPETS.map((snippet) => (
            <Tabs.Tab
              key={snippet.id}
              value={snippet.id}
              className="h-9 px-2.5 text-sm text-ink-2 data-[active]:shadow-[inset_0_-2px_0_var(--accent)] data-[active]:text-ink"
            >
              {snippet.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SNIPPETS.map((snippet) => (
          <Tabs.Panel key={snippet.id} value={snippet.id} className="relative">
            <div className="absolute top-2 right-2">
              <CopyButton text={snippet.text(endpoint)} label={`Copy ${snippet.label} snippet`} />
            </div>
            <pre className="overflow-auto p-4 font-mono text-[12px] leading-5">{snippet.text(endpoint)}</pre>
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </section>
  );
}
