/** tinykeys 3 ships these types, but its package.json does not export them. */
declare module "tinykeys" {
  export function tinykeys(
    target: Window | HTMLElement,
    bindings: Record<string, (event: KeyboardEvent) => void>,
  ): () => void;
}
