import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "./cx";

/** A column: header, cell, CSS grid width, and the API's sort field when the server can sort by it. */
export interface Column<Row> {
  id: string;
  header: string;
  width: string;
  numeric?: boolean;
  sort?: string;
  cell: (row: Row) => ReactNode;
}

export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  selected?: string;
  onOpen?: (row: Row) => void;
  sort?: string;
  onSort?: (sort: string) => void;
  /** Called when the last rows come into view. */
  onEnd?: () => void;
}

const ROW_HEIGHT = 32;
/** Rows from the end at which more are asked for. */
const END = 20;

/** Virtualised table; the server sorts and filters. Keys belong to the page, which knows what opening a row means. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, selected, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - END) onEnd?.();
  }, [last, rows.length, onEnd]);
  const selectedIndex = selected === undefined ? -1 : rows.findIndex((row) => rowId(row) === selected);
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex, { align: "auto" });
  }, [selectedIndex, virtual]);
  const template = columns.map((column) => column.width).join(" ");
  return (
    <div ref={scroller} className="h-full overflow-auto" tabIndex={0} role="region" aria-label={props.label}>
      <div role="table" aria-label={props.label} aria-rowcount={rows.length + 1} className="min-w-max">
        <Header {...props} template={template} />
        <div role="rowgroup" style={{ height: virtual.getTotalSize() }} className="relative">
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <BodyRow
                key={rowId(row)}
                row={row}
                index={item.index}
                top={item.start}
                template={template}
                columns={columns}
                selected={item.index === selectedIndex}
                onOpen={props.onOpen}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Header<Row>({ columns, sort, onSort, template }: DataTableProps<Row> & { template: string }) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
      <div role="row" className="grid h-8 items-center" style={{ gridTemplateColumns: template }}>
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

interface HeaderProps<Row> {
  column: Column<Row>;
  sort?: string;
  onSort?: (sort: string) => void;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderProps<Row>) {
  const [field, direction] = (sort ?? "").split(".");
  const active = column.sort !== undefined && column.sort === field;
  const next = `${column.sort}.${active && direction === "desc" ? "asc" : "desc"}`;
  const order = active ? (direction === "desc" ? "descending" : "ascending") : undefined;
  const className = cx(
    "truncate px-3 text-xs first:pl-4 last:pr-4 font-medium text-ink-2",
    column.numeric && "text-right",
  );
  if (!column.sort || !onSort) {
    return (
      <div role="columnheader" className={className}>
        {column.header}
      </div>
    );
  }
  return (
    <div role="columnheader" aria-sort={order} className={className}>
      <button type="button" className="min-h-6 hover:text-ink" onClick={() => onSort(next)}>
        {column.header}
        <span aria-hidden="true">{active ? (direction === "desc" ? " ↓" : " ↑") : ""}</span>
      </button>
    </div>
  );
}

interface RowProps<Row> {
  row: Row;
  index: number;
  top: number;
  template: string;
  columns: readonly Column<Row>[];
  selected: boolean;
  onOpen?: (row: Row) => void;
}

function BodyRow<Row>({ row, index, top, template, columns, selected, onOpen }: RowProps<Row>) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: j, k and enter open rows, and each row holds a link
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={onOpen && (() => onOpen(row))}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)`, height: ROW_HEIGHT }}
      className={cx(
        "absolute inset-x-0 grid items-center border-b border-line/60 text-sm hover:bg-hover",
        onOpen && "cursor-pointer",
        selected && "bg-accent-soft shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="cell"
          className={cx("truncate px-3 first:pl-4 last:pr-4", column.numeric && "text-right tabular")}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}
