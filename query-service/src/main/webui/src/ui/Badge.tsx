import { AlertTriangle, OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import { count } from "../format/numbers";
import { cx } from "./cx";

export function Badge({
  accent = false,
  children,
  title,
}: {
  accent?: boolean;
  children: ReactNode;
  title?: string;
}) {
  return (
    <span
      title={title}
      className={cx(
        "inline-flex h-[18px] max-w-full items-center gap-1 truncate rounded border px-1.5 text-xs",
        accent ? "border-accent/40 bg-accent-soft text-accent" : "border-line bg-raised text-ink-2",
      )}
    >
      {children}
    </span>
  );
}

/** Errors and warnings as glyph, number and word: never colour alone. */
export function Problems({ errors, warnings }: { errors: number; warnings: number }) {
  return (
    <span className="inline-flex items-center gap-2 align-middle">
      {errors > 0 && (
        <span className="inline-flex items-center gap-1 text-bad" title={`${count(errors)} errors`}>
          <OctagonX size={13} role="img" aria-label="errors" />
          <span className="num">{count(errors)}</span>
        </span>
      )}
      {warnings > 0 && (
        <span className="inline-flex items-center gap-1 text-warn" title={`${count(warnings)} warnings`}>
          <AlertTriangle size={13} role="img" aria-label="warnings" />
          <span className="num">{count(warnings)}</span>
        </span>
      )}
    </span>
  );
}
