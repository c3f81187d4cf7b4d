import { Dialog } from "../ui/Dialog";
import { KEY_TABLE, keyHint } from "./keyTable";

const SCOPES = [...new Set(KEY_TABLE.map((key) => key.scope))];

export function HelpSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts">
      <div className="max-h-[65vh] overflow-auto p-4 pt-2">
        {SCOPES.map((scope) => (
          <section key={scope} className="mt-3">
            <h3 className="mb-1 text-xs font-medium text-ink-3">{scope}</h3>
            <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 text-sm">
              {KEY_TABLE.filter((key) => key.scope === scope).map((key) => (
                <div key={key.command} className="contents">
                  <dt>{key.label}</dt>
                  <dd className="text-right">
                    <kbd className="rounded border border-line bg-raised px-1.5 py-0.5 font-sans text-xs">
                      {keyHint(key.command)}
                    </kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
