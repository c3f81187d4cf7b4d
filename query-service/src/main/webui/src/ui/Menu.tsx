import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

const POPUP = "min-w-48 rounded-lg border border-line bg-surface p-1 text-sm shadow-pop outline-none";
const ITEM =
  "flex h-7 cursor-pointer items-center gap-2 rounded-md px-2 outline-none data-[highlighted]:bg-hover select-none";

/** A button that opens a list of actions. */
export function Menu({
  trigger,
  children,
  side,
}: {
  trigger: ReactElement;
  children: ReactNode;
  side?: "top" | "bottom";
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="start" side={side ?? "bottom"} className="z-40 outline-none">
          <Base.Popup className={POPUP}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({
  onSelect,
  checked,
  hint,
  children,
}: {
  onSelect: () => void;
  checked?: boolean;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <Base.Item className={ITEM} onClick={onSelect}>
      {checked !== undefined && (
        <Check size={13} className={checked ? "text-accent" : "invisible"} aria-hidden="true" />
      )}
      <span className="truncate">{children}</span>
      {checked && <span className="sr-only">(current)</span>}
      {hint && <kbd className="ml-auto pl-4 font-sans text-xs text-ink-3">{hint}</kbd>}
    </Base.Item>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-ink-3">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}
