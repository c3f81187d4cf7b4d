// Runs before the first paint, from a file of its own so that the content security policy needs no 'unsafe-inline'.
(() => {
  const stored = localStorage.getItem("tally.theme");
  const dark = stored === "dark" || (stored !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
})();
