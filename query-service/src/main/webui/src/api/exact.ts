/**
 * A JSON number that a double cannot hold, kept as its source text. Everything else stays a plain number:
 * a decimal of at most 15 significant digits survives the way through a double unchanged.
 */
export class ExactNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  toString(): string {
    return this.source;
  }
}

/** A decimal as the API sends it; never added or compared as a number, see format/money.ts. */
export type Decimal = number | string | ExactNumber;

interface ReviverContext {
  source?: string;
}

/** JSON.parse reviver; browsers without source text access fall back to plain numbers. */
export function exactReviver(_key: string, value: unknown, context?: ReviverContext): unknown {
  if (typeof value !== "number" || context?.source === undefined) return value;
  return significant(String(value)) === significant(context.source) ? value : new ExactNumber(context.source);
}

type SourceReviver = (key: string, value: unknown, context?: ReviverContext) => unknown;

export function parseExact(text: string): unknown {
  const parse = JSON.parse as (text: string, reviver: SourceReviver) => unknown;
  return parse(text, exactReviver);
}

/** Digits without leading and trailing zeros, with the exponent of the last one: `1.50` = `15e-1`. */
function significant(decimal: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(decimal);
  if (!match) return decimal;
  const fraction = match[3] ?? "";
  const digits = ((match[2] ?? "") + fraction).replace(/^0+/, "");
  const trimmed = digits.replace(/0+$/, "");
  if (trimmed === "") return "0";
  const exponent = Number(match[4] ?? 0) - fraction.length + (digits.length - trimmed.length);
  return `${match[1]}${trimmed}e${exponent}`;
}
