import { parseExact } from "./exact";

/** An answer that is not 2xx, or no answer at all (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly requestId: string | null;

  constructor(status: number, message: string, requestId: string | null) {
    super(message);
    this.status = status;
    this.requestId = requestId;
  }
}

export interface Request {
  /** Sent as `X-Tally-Project`: the cookie says who, this says which of their projects. */
  project?: string;
  query?: Record<string, string | number | string[] | undefined>;
  body?: unknown;
  signal?: AbortSignal;
}

export function get<T>(path: string, request: Request = {}): Promise<T> {
  return send<T>("GET", path, request);
}

export function post<T>(path: string, request: Request = {}): Promise<T> {
  return send<T>("POST", path, request);
}

async function send<T>(method: string, path: string, request: Request): Promise<T> {
  const response = await reach(path + queryText(request.query), {
    method,
    credentials: "same-origin",
    signal: request.signal ?? null,
    headers: headers(request),
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new ApiError(response.status, messageOf(text, response.status), requestIdOf(response));
  return (text === "" ? null : parseExact(text)) as T;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(0, "The server cannot be reached.", null);
  }
}

function headers(request: Request): Record<string, string> {
  const all: Record<string, string> = { Accept: "application/json" };
  if (request.project) all["X-Tally-Project"] = request.project;
  if (request.body !== undefined) all["Content-Type"] = "application/json";
  return all;
}

function queryText(query: Request["query"]): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    for (const one of [value].flat()) if (one !== undefined && one !== "") params.append(key, String(one));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

function requestIdOf(response: Response): string | null {
  return response.headers.get("x-request-id");
}

function messageOf(text: string, status: number): string {
  try {
    const body = JSON.parse(text) as { message?: unknown };
    if (typeof body.message === "string") return body.message;
  } catch {
    // Not JSON: a proxy's page says nothing to a reader.
  }
  return `The server answered with status ${status}.`;
}
