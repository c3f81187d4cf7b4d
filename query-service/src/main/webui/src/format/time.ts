/** Where clock times are read: the browser's zone or UTC. */
export type Zone = "local" | "utc";

type Options = Intl.DateTimeFormatOptions;

const cache = new Map<string, Intl.DateTimeFormat>();

function format(instant: Date, zone: Zone, name: string, options: Options): string {
  const key = `${zone}|${name}`;
  let formatter = cache.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", { ...options, ...(zone === "utc" && { timeZone: "UTC" }) });
    cache.set(key, formatter);
  }
  return formatter.format(instant);
}

/** `24 Nov, 12:04:31` */
export function timestamp(instant: Date | string, zone: Zone): string {
  return format(new Date(instant), zone, "timestamp", {
    day: "2-digit",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}

/** `12:04:31` */
export function clock(instant: Date | string, zone: Zone): string {
  return format(new Date(instant), zone, "clock", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** Axis label of a bucket: a day alone, or hour and minute. A pure date is a calendar day, in no zone. */
export function bucketLabel(bucket: string, zone: Zone): string {
  if (bucket.length === 10) return format(new Date(bucket), "utc", "day", { day: "2-digit", month: "short" });
  return format(new Date(bucket), zone, "bucket", {
    day: "2-digit",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** `3 min ago`; the coarse word for lists, the exact time goes into the title. */
export function ago(instant: Date | string, now: Date): string {
  const seconds = Math.round((now.getTime() - new Date(instant).getTime()) / 1000);
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
  if (Math.abs(seconds) < 60) return relative.format(-seconds, "second");
  if (Math.abs(seconds) < 3600) return relative.format(-Math.round(seconds / 60), "minute");
  if (Math.abs(seconds) < 86_400) return relative.format(-Math.round(seconds / 3600), "hour");
  return relative.format(-Math.round(seconds / 86_400), "day");
}
