import type { ReactNode } from "react";
import { Freshness } from "./Freshness";
import { TimeRangePicker } from "./TimeRangePicker";
import { useEnvironments } from "./useEnvironments";

/** Title at the left; freshness, actions and the time range at the right. */
export function PageHeader({
  title,
  timeRange = true,
  children,
}: {
  title: ReactNode;
  timeRange?: boolean;
  children?: ReactNode;
}) {
  const environments = useEnvironments();
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-2 border-b border-line bg-surface px-4 py-2">
      <h1 className="mr-auto flex min-w-0 items-center gap-2 text-lg font-semibold tracking-tight">
        {title}
      </h1>
      <Freshness watermark={environments.data?.meta?.watermark} />
      {children}
      {timeRange && <TimeRangePicker />}
    </header>
  );
}
