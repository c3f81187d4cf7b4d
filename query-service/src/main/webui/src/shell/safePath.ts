/** Where to go after login: only a path of our own, since `//host` and `https:` would leave the site. */
export function safePath(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/";
}
