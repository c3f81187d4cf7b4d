import { Navigate, Outlet, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { ApiError } from "../api/http";
import { ErrorBoundary } from "../ui/ErrorBoundary";
import { NoPermission, Problem } from "../ui/Problem";
import { useProjectId } from "../url/useUrl";
import { Nav } from "./Nav";
import { Overlays } from "./Overlays";
import { useKeyBindings } from "./useCommand";
import { useLogin } from "./useLogin";
import { usePageCommands } from "./usePaletteItems";

/** Frame of every page of a project: navigation at the left, the page at the right, palette and help above. */
export function Shell() {
  useKeyBindings();
  usePageCommands();
  const login = useLogin();
  const project = useProjectId();
  const anonymous = login.error instanceof ApiError && login.error.status === 401;
  if (anonymous) return <ToLogin />;
  const member = login.data?.projects.some((one) => one.id === project);
  return (
    <div className="flex h-full">
      <a
        href="#main"
        className="absolute -top-10 left-2 z-50 rounded bg-accent px-3 py-1 text-accent-ink focus:top-2"
      >
        Skip to content
      </a>
      <Nav />
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {login.isError && <Problem error={login.error} onRetry={() => void login.refetch()} />}
        {login.data && !member && <NoPermission />}
        {login.data && member && (
          <ErrorBoundary key={project}>
            <Outlet />
          </ErrorBoundary>
        )}
      </main>
      <Overlays />
    </div>
  );
}

/** Goes to the login once, and remembers where the reader wanted to go: the location changes while it leaves. */
function ToLogin() {
  const navigate = useNavigate();
  useEffect(() => {
    const { pathname, search } = window.location;
    void navigate({ to: "/login", search: { next: pathname + search }, replace: true });
  }, [navigate]);
  return null;
}

/** `/`: the first project of the reader. */
export function Home() {
  const login = useLogin();
  const first = login.data?.projects[0];
  if (first) return <Navigate to="/p/$project/dashboard" params={{ project: first.id }} replace />;
  if (login.isError) return <Navigate to="/login" replace />;
  return login.data ? <NoPermission /> : null;
}
