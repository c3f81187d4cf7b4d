import { get, post } from "./http";
import type { LoginSession } from "./types";

export function fetchLogin(signal?: AbortSignal): Promise<LoginSession> {
  return get<LoginSession>("/api/auth/session", { signal });
}

export function login(email: string, password: string): Promise<unknown> {
  return post("/api/auth/login", { body: { email, password } });
}

export function logout(): Promise<unknown> {
  return post("/api/auth/logout");
}
