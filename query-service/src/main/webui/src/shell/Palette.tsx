import { useState } from "react";
import { cx } from "../ui/cx";
import { Dialog } from "../ui/Dialog";
import { type PaletteItem, rank } from "./palette";
import { usePaletteItems } from "./usePaletteItems";

/** Everything that can be done from anywhere, by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Command palette" hideTitle>
      <Choices onDone={onClose} />
    </Dialog>
  );
}

function Choices({ onDone }: { onDone: () => void }) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const items = rank(usePaletteItems(query), query);
  const choose = (item: PaletteItem | undefined) => {
    onDone();
    item?.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((active + step + items.length) % Math.max(1, items.length));
    else if (event.key === "Enter") choose(items[active]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={items[active] && `palette-${items[active].id}`}
        placeholder="Go to a page, a project, a trace id…"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="h-11 w-full rounded-t-xl border-b border-line bg-transparent px-4 text-base outline-none focus-visible:outline-none"
      />
      <div
        id="palette-list"
        role="listbox"
        aria-label="Commands"
        className="max-h-[50vh] overflow-auto p-1.5"
      >
        {items.map((item, index) => (
          <Choice key={item.id} item={item} active={index === active} onChoose={() => choose(item)} />
        ))}
        {items.length === 0 && <p className="px-3 py-6 text-center text-sm text-ink-2">Nothing matches.</p>}
      </div>
    </>
  );
}

function Choice({ item, active, onChoose }: { item: PaletteItem; active: boolean; onChoose: () => void }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys and points here
    <div
      id={`palette-${item.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      ref={(element) => {
        if (active) element?.scrollIntoView({ block: "nearest" });
      }}
      onClick={onChoose}
      className={cx(
        "flex h-8 items-center gap-3 rounded-md px-2.5 text-sm hover:bg-hover",
        active && "bg-hover",
      )}
    >
      <span className="w-20 shrink-0 text-xs text-ink-3">{item.group}</span>
      <span className="truncate">{item.label}</span>
      {item.hint && <kbd className="ml-auto font-sans text-xs text-ink-3">{item.hint}</kbd>}
    </div>
  );
}
