import { Lock, RotateCcw, TriangleAlert } from "lucide-react";
import { ApiError } from "../api/http";
import { Button } from "./Button";
import { EmptyState } from "./EmptyState";

/** What went wrong, the request's id if there is one, and a way to try again; no permission is a state of its own. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  if (error instanceof ApiError && error.status === 403) return <NoPermission />;
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <EmptyState icon={TriangleAlert} title="This could not be loaded" role="alert">
      <p>{messageOf(error)}</p>
      {requestId && <p className="num mt-1 text-ink-3">Request {requestId}</p>}
      {onRetry && (
        <Button className="mt-3" onClick={onRetry}>
          <RotateCcw size={13} aria-hidden="true" /> Try again
        </Button>
      )}
    </EmptyState>
  );
}

export function NoPermission() {
  return (
    <EmptyState icon={Lock} title="You have no access to this">
      <p>Your account is not a member of this project. Ask an owner of its organisation to invite you.</p>
    </EmptyState>
  );
}

function messageOf(error: unknown): string {
  if (error instanceof ApiError && error.status === 404)
    return "It does not exist, or not yet: new data needs about a second.";
  return error instanceof ApiError ? error.message : "The page met an unexpected value.";
}
