import { ArrowUp, Radio } from "lucide-react";
import { count } from "../format/numbers";
import { Button } from "../ui/Button";
import { cx } from "../ui/cx";
import { useUrl } from "../url/useUrl";
import { useNewTraces } from "./useTraces";

/** Watches for new traces and announces them; the rows move only when the reader asks. */
export function LiveToggle({ newest, onRefresh }: { newest: string | undefined; onRefresh: () => void }) {
  const [search, set] = useUrl();
  const fresh = useNewTraces(newest);
  const live = search.live === "1";
  return (
    <>
      <span role="status" className="contents">
        {live && fresh > 0 && (
          <Button look="primary" onClick={onRefresh}>
            <ArrowUp size={13} aria-hidden="true" /> {count(fresh)} new
          </Button>
        )}
      </span>
      <Button aria-pressed={live} onClick={() => set({ live: live ? undefined : "1" }, { replace: true })}>
        <Radio size={14} aria-hidden="true" className={cx(live && "text-good")} /> {live ? "Live" : "Go live"}
      </Button>
    </>
  );
}
