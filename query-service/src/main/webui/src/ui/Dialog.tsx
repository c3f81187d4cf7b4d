import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { cx } from "./cx";

/** A modal panel near the top of the window; Escape and a click beside it close it. */
export function Dialog({
  open,
  onClose,
  title,
  hideTitle,
  className,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  hideTitle?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/30 dark:bg-black/55" />
        <Base.Popup
          className={cx(
            "fixed top-[12vh] left-1/2 z-50 w-[min(560px,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border border-line bg-surface shadow-pop outline-none",
            className,
          )}
        >
          <Base.Title className={hideTitle ? "sr-only" : "px-4 pt-4 text-lg font-semibold"}>
            {title}
          </Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
