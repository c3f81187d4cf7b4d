import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export function EmptyState({
  icon: Icon,
  title,
  role,
  children,
}: {
  icon: LucideIcon;
  title: string;
  role?: "alert" | "status";
  children?: ReactNode;
}) {
  return (
    <div
      role={role}
      className="mx-auto flex max-w-lg flex-col items-center px-6 py-14 text-center text-ink-2"
    >
      <span className="mb-3 grid size-10 place-items-center rounded-full bg-raised">
        <Icon size={18} aria-hidden="true" className="text-ink-2" />
      </span>
      <h2 className="mb-1 text-lg font-semibold text-ink">{title}</h2>
      {children}
    </div>
  );
}
