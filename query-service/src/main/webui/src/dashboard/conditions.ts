import { anyOf, type Condition } from "../api/filter";
import type { Search } from "../url/search";

/** The URL's filters as conditions of the metrics API's observations view. */
export function observationFilters(search: Search): Condition[] {
  const list: Condition[] = [];
  if (search.env) list.push(anyOf("environment", search.env));
  if (search.name) list.push(anyOf("traceName", [search.name]));
  if (search.user) list.push(anyOf("userId", [search.user]));
  if (search.model) list.push(anyOf("providedModelName", [search.model]));
  if (search.prompt) list.push(anyOf("promptName", [search.prompt]));
  return list;
}
