import type { ComponentProps } from "react";
import { cx } from "./cx";

const BOX =
  "h-7 rounded-md border border-line-strong/60 bg-surface px-2 text-sm text-ink hover:border-line-strong focus-visible:outline-offset-0";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cx(BOX, className)} {...rest} />;
}

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={cx(BOX, "pr-1", className)} {...rest} />;
}

/** Label above its control. */
export function Field({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="flex flex-col gap-1 text-xs font-medium text-ink-2">
      {label}
      {children}
    </label>
  );
}
