import type { ReactNode } from "react";
import { cx } from "./cx";

/** A titled box of a page. */
export function Panel({
  title,
  actions,
  className,
  children,
}: {
  title: string;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={title}
      className={cx("min-w-0 overflow-hidden rounded-lg border border-line bg-surface", className)}
    >
      <div className="flex min-h-10 items-center gap-2 px-4 pt-1">
        <h2 className="mr-auto text-sm font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
