import { ChevronDown } from "lucide-react";
import { text } from "../api/metrics";
import { Button } from "../ui/Button";
import { Menu, MenuItem } from "../ui/Menu";
import { useUrl } from "../url/useUrl";
import { useEnvironments } from "./useEnvironments";

/** The environments that the time range has seen; several can be chosen. */
export function EnvironmentSelect() {
  const [{ env = [] }, set] = useUrl();
  const query = useEnvironments();
  const seen = (query.data?.data ?? [])
    .map((row) => text(row, "environment"))
    .filter((name) => name !== null);
  const names = [...new Set([...seen, ...env])].sort();
  const toggle = (name: string) => {
    const next = env.includes(name) ? env.filter((one) => one !== name) : [...env, name];
    set({ env: next.length > 0 ? next : undefined });
  };
  const trigger = (
    <Button aria-label={`Environment: ${env.length > 0 ? env.join(", ") : "all"}`}>
      <span className="text-ink-2">Environment</span> {env.length > 0 ? env.join(", ") : "all"}
      <ChevronDown size={13} aria-hidden="true" />
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuItem checked={env.length === 0} onSelect={() => set({ env: undefined })}>
        All environments
      </MenuItem>
      {names.map((name) => (
        <MenuItem key={name} checked={env.includes(name)} onSelect={() => toggle(name)}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
