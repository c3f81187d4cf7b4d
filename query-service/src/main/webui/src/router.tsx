import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { NotFound } from "./shell/NotFound";
import { Home, Shell } from "./shell/Shell";
import { Problem } from "./ui/Problem";
import { parseSearch, stringifySearch, validateSearch } from "./url/search";

const root = createRootRoute({ component: Outlet, validateSearch, notFoundComponent: NotFound });

const home = createRoute({ getParentRoute: () => root, path: "/", component: Home });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  component: lazyRouteComponent(() => import("./shell/LoginPage"), "LoginPage"),
});

/** The path that the Langfuse SDKs print for a trace. */
const sdkTrace = createRoute({
  getParentRoute: () => root,
  path: "/project/$project/traces/$traceId",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/p/$project/traces/$traceId", params, replace: true });
  },
});

const project = createRoute({ getParentRoute: () => root, path: "/p/$project", component: Shell });

const projectIndex = createRoute({
  getParentRoute: () => project,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/p/$project/dashboard", params, replace: true });
  },
});

const dashboard = createRoute({
  getParentRoute: () => project,
  path: "/dashboard",
  component: lazyRouteComponent(() => import("./dashboard/DashboardPage"), "DashboardPage"),
});

const traces = createRoute({
  getParentRoute: () => project,
  path: "/traces",
  component: lazyRouteComponent(() => import("./traces/TracesPage"), "TracesPage"),
});

const trace = createRoute({
  getParentRoute: () => project,
  path: "/traces/$traceId",
  component: lazyRouteComponent(() => import("./traces/TracePage"), "TracePage"),
});

const sessions = createRoute({
  getParentRoute: () => project,
  path: "/sessions",
  component: lazyRouteComponent(() => import("./sessions/SessionsPage"), "SessionsPage"),
});

const session = createRoute({
  getParentRoute: () => project,
  path: "/sessions/$sessionId",
  component: lazyRouteComponent(() => import("./sessions/SessionPage"), "SessionPage"),
});

const pages = project.addChildren([projectIndex, dashboard, traces, trace, sessions, session]);

export const router = createRouter({
  routeTree: root.addChildren([home, login, sdkTrace, pages]),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultErrorComponent: ({ error, reset }) => <Problem error={error} onRetry={reset} />,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
