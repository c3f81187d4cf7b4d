import { Popover } from "@base-ui/react/popover";
import { ListFilterPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import {
  type Condition,
  conditionsOf,
  FILTER_COLUMNS,
  type FilterColumn,
  filterText,
  OPERATORS,
} from "../api/filter";
import { Button } from "../ui/Button";
import { Field, Input, Select } from "../ui/Field";
import type { Search } from "../url/search";
import { useUrl } from "../url/useUrl";

/** Columns that have a parameter of their own; a condition with `=` on them stays readable in the URL. */
const SHORT: Record<string, "user" | "session" | "name"> = {
  userId: "user",
  sessionId: "session",
  name: "name",
};
const TAG: FilterColumn = { column: "tags", label: "Tag", type: "string" };
const COLUMNS = [TAG, ...FILTER_COLUMNS];

/** Column, operator, value: one more condition. */
export function AddFilter() {
  const [open, setOpen] = useState(false);
  const [search, set] = useUrl();
  const [name, setName] = useState(TAG.column);
  const column = COLUMNS.find((one) => one.column === name) ?? TAG;
  const operators = column === TAG ? ["="] : OPERATORS[column.type];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (key: string) => String(form.get(key) ?? "").trim();
    set(patchOf(search, column, field("operator"), field("value"), field("key")));
    setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <Button>
            <ListFilterPlus size={14} aria-hidden="true" /> Filter
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" className="z-40">
          <Popover.Popup
            aria-label="Add a filter"
            className="rounded-lg border border-line bg-surface p-3 shadow-pop"
          >
            <form onSubmit={submit} className="flex items-end gap-2">
              <Field label="Column">
                <Select value={name} onChange={(event) => setName(event.target.value)}>
                  {COLUMNS.map((one) => (
                    <option key={one.column} value={one.column}>
                      {one.label}
                    </option>
                  ))}
                </Select>
              </Field>
              {column.type === "stringObject" && (
                <Field label="Key">
                  <Input name="key" required className="w-28" />
                </Field>
              )}
              <Field label="Condition">
                <Select name="operator">
                  {operators.map((operator) => (
                    <option key={operator}>{operator}</option>
                  ))}
                </Select>
              </Field>
              <Field label="Value">
                <Input
                  name="value"
                  required
                  type={column.type === "number" ? "number" : "text"}
                  step="any"
                  className="w-40"
                />
              </Field>
              <Button type="submit" look="primary">
                Add
              </Button>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The change of the URL that a condition means. */
export function patchOf(
  search: Search,
  column: FilterColumn,
  operator: string,
  value: string,
  key: string,
): Partial<Search> {
  if (column === TAG) return { tag: [...new Set([...(search.tag ?? []), value])] };
  const short = operator === "=" ? SHORT[column.column] : undefined;
  if (short) return { [short]: value };
  const condition: Condition = {
    column: column.column,
    type: column.type,
    operator,
    value: column.type === "number" ? Number(value) : value,
    ...(column.type === "stringObject" && { key }),
  };
  return { filter: filterText([...conditionsOf(search.filter), condition]) };
}
