import { lazy, Suspense, useState } from "react";
import { useCommand } from "./useCommand";

const Palette = lazy(() => import("./Palette").then((module) => ({ default: module.Palette })));
const HelpSheet = lazy(() => import("./HelpSheet").then((module) => ({ default: module.HelpSheet })));

/** What lies above a page when asked for; loaded when it is first asked for. */
export function Overlays() {
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const close = () => setOpen(null);
  useCommand("palette", () => setOpen(open === "palette" ? null : "palette"));
  useCommand("help", () => setOpen("help"));
  return (
    <Suspense fallback={null}>
      {open === "palette" && <Palette onClose={close} />}
      {open === "help" && <HelpSheet onClose={close} />}
    </Suspense>
  );
}
