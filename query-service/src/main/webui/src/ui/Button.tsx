import type { ComponentProps } from "react";
import { cx } from "./cx";

type Look = "plain" | "primary" | "ghost";
type Size = "normal" | "small" | "icon" | "smallIcon";

const LOOKS: Record<Look, string> = {
  plain: "border border-line bg-surface text-ink hover:bg-hover",
  primary: "bg-accent text-accent-ink font-medium hover:opacity-90",
  ghost: "text-ink-2 hover:bg-hover hover:text-ink",
};

/** Targets are never below 24 px (WCAG 2.5.8). */
const SIZES: Record<Size, string> = {
  normal: "h-7 min-w-7 px-2.5 text-sm",
  small: "h-6 min-w-6 px-2 text-xs",
  icon: "size-7",
  smallIcon: "size-6",
};

export function buttonClass(look: Look = "plain", size: Size = "normal", className?: string): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md whitespace-nowrap",
    "transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50",
    LOOKS[look],
    SIZES[size],
    className,
  );
}

export function Button({
  look,
  size,
  className,
  ...rest
}: ComponentProps<"button"> & { look?: Look; size?: Size }) {
  return <button type="button" className={buttonClass(look, size, className)} {...rest} />;
}

/** An icon alone: its label is not optional. */
export function IconButton({
  label,
  small = false,
  ...rest
}: Omit<ComponentProps<"button">, "aria-label"> & { label: string; small?: boolean }) {
  return (
    <Button look="ghost" size={small ? "smallIcon" : "icon"} aria-label={label} title={label} {...rest} />
  );
}
