import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { login } from "../api/auth";
import { ApiError } from "../api/http";
import { Button } from "../ui/Button";
import { Field, Input } from "../ui/Field";
import { useUrl } from "../url/useUrl";
import { Mark } from "./Mark";
import { safePath } from "./safePath";

export function LoginPage() {
  const [search] = useUrl();
  const router = useRouter();
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      await login(String(form.get("email")), String(form.get("password")));
      client.clear();
      router.history.push(safePath(search.next));
    } catch (error) {
      setProblem(problemText(error));
      setBusy(false);
    }
  }

  return (
    <main className="grid min-h-full place-items-center bg-canvas p-4">
      <form
        onSubmit={submit}
        className="w-full max-w-[340px] rounded-xl border border-line bg-surface p-7 shadow-pop"
      >
        <h1 className="mb-1 flex items-center gap-2 text-lg font-semibold">
          <Mark /> Tallystream
        </h1>
        <p className="mb-5 text-sm text-ink-2">What your language models do, and what it costs.</p>
        <div className="flex flex-col gap-3">
          <Field label="E-mail">
            <Input name="email" type="email" autoComplete="username" required />
          </Field>
          <Field label="Password">
            <Input name="password" type="password" autoComplete="current-password" required />
          </Field>
          {problem && (
            <p role="alert" className="rounded-md bg-bad-soft px-2.5 py-1.5 text-sm text-bad">
              {problem}
            </p>
          )}
          <Button type="submit" look="primary" disabled={busy} className="mt-1">
            {busy ? "Signing in…" : "Sign in"}
          </Button>
        </div>
      </form>
    </main>
  );
}

function problemText(error: unknown): string {
  if (!(error instanceof ApiError)) return "Signing in failed.";
  if (error.status === 401 || error.status === 400) return "E-mail or password is wrong.";
  return error.message;
}
