import { cx } from "./cx";

/** A block of the final geometry; silent for screen readers, the region around it is `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cx("animate-pulse rounded bg-hover", className)} />;
}

export function SkeletonRows({ rows = 12 }: { rows?: number }) {
  return (
    <div aria-busy="true" role="status" aria-label="Loading" className="flex flex-col">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="flex h-8 items-center gap-4 border-b border-line px-3">
          <Skeleton className="h-3 w-32" />
          <Skeleton className="h-3 w-48" />
          <Skeleton className="ml-auto h-3 w-24" />
        </div>
      ))}
    </div>
  );
}
