import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { Zone } from "../format/time";
import type { Search } from "./search";
import { rangeOf, type TimeRange } from "./timeRange";

export type SetSearch = (patch: Partial<Search>, options?: { replace?: boolean }) => void;

/** The URL's state and the way to change it; an undefined value removes its parameter. */
export function useUrl(): [Search, SetSearch] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const set = useCallback<SetSearch>(
    (patch, options) => {
      void navigate({
        to: ".",
        search: (old: Search) => ({ ...old, ...patch }),
        replace: options?.replace ?? false,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [search, set];
}

export function useTimeRange(): TimeRange {
  const { from, to } = useSearch({ strict: false }) as Search;
  return useMemo(() => rangeOf(from, to), [from, to]);
}

export function useZone(): Zone {
  const { tz } = useSearch({ strict: false }) as Search;
  return tz ?? "local";
}

/** Id of the project in the path; pages below `/p/$project` always have one. */
export function useProjectId(): string {
  const { project } = useParams({ strict: false });
  return project ?? "";
}
