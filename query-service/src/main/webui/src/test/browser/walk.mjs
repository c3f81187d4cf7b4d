// Walks login -> dashboard -> traces -> trace -> session in a real browser, as a reader and by keyboard alone.
//   node src/test/browser/walk.mjs [url]
// Environment: TALLY_LOGIN_EMAIL, TALLY_LOGIN_PASSWORD; CHROMIUM = the browser, if not the one on PATH; SHOTS = folder for screenshots of both themes.
// Fails on console errors, failed requests, serious or critical axe findings, and steps that do not arrive.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const BASE = process.argv[2] ?? "http://localhost:3000";
const EMAIL = process.env.TALLY_LOGIN_EMAIL ?? "admin@example.com";
const PASSWORD = process.env.TALLY_LOGIN_PASSWORD ?? "tallystream";
const SHOTS = process.env.SHOTS;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The selected row of the tree. */
const SELECTED = '[role="treeitem"][aria-selected="true"]';

const problems = [];

function chromiumOnPath() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // The next name.
    }
  }
  throw new Error("no chromium on PATH: install it, on Debian with `apt-get install chromium`");
}

function watch(page) {
  page.on("console", (message) => {
    // The first question of a session is answered 401 on purpose: nobody is logged in yet.
    const expected = message.location().url.endsWith("/api/auth/session") && message.text().includes("401");
    // Another program's network on this machine came or went; the step that needed the file waits for it.
    const machine = message.text().includes("ERR_NETWORK_CHANGED");
    if (message.type() === "error" && !expected && !machine)
      problems.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => problems.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(BASE) && !request.url().startsWith("data:"))
      problems.push(`foreign request: ${request.url()}`);
  });
}

async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page
    .locator('[aria-busy="true"]')
    .waitFor({ state: "detached" })
    .catch(() => {});
  await page.evaluate(() => document.fonts.ready);
}

async function check(page, name) {
  await settled(page);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const grave = violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  for (const one of grave) {
    const nodes = one.nodes
      .slice(0, 3)
      .map((node) => `${node.html.slice(0, 160)} (${node.failureSummary?.split("\n")[1]?.trim()})`);
    problems.push(`axe ${name}: ${one.id}: ${one.help}\n    ${nodes.join("\n    ")}`);
  }
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
  console.log(`${grave.length === 0 ? "ok  " : "axe "} ${name}`);
}

async function walk(page, theme) {
  await page.goto(`${BASE}/`);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  if (theme === "light") await check(page, "login");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dashboard**");
  await page.evaluate((value) => localStorage.setItem("tally.theme", value), theme);
  await page.goto(`${page.url().split("?")[0]}?from=now-7d`);
  await page.getByRole("heading", { name: "Cost", exact: true, level: 1 }).waitFor();
  await page.getByRole("region", { name: "Groups" }).getByRole("link").first().waitFor();
  await check(page, `dashboard-${theme}`);
  for (const group of ["Environment", "Trace name", "User", "Prompt version"]) {
    await page.getByRole("group", { name: "Group by" }).getByRole("button", { name: group }).click();
    await page.getByRole("heading", { name: `By ${group.toLowerCase()}`, exact: true }).waitFor();
    await settled(page);
  }
  await page.goBack();
  await list(page, theme);
  await trace(page, theme);
  await session(page, theme);
}

/** By keyboard alone from here to the open trace. */
async function list(page, theme) {
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.waitForURL("**/traces**");
  await page.getByRole("row").nth(2).waitFor();
  await check(page, `traces-${theme}`);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.getByRole("complementary", { name: "Selected trace" }).waitFor();
  await page.getByRole("treeitem").nth(1).waitFor();
  await page.getByRole("region", { name: "Details" }).waitFor();
  await check(page, `peek-${theme}`);
  await page.keyboard.press("Escape");
  await page.getByRole("complementary", { name: "Selected trace" }).waitFor({ state: "detached" });
  await page.keyboard.press("j");
  await page.getByRole("complementary", { name: "Selected trace" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/traces\/[^?]+/);
}

async function trace(page, theme) {
  const tree = page.getByRole("tree", { name: "Trace" });
  await page.getByRole("complementary", { name: "Selected trace" }).waitFor({ state: "detached" });
  await tree.focus();
  const generation = page
    .getByRole("treeitem")
    .filter({ has: page.getByRole("img", { name: "Generation" }) });
  const reached = generation.and(page.locator('[aria-selected="true"]'));
  for (let step = 0; step < 40 && (await reached.count()) === 0; step++) await nextRow(page);
  await reached.waitFor();
  await check(page, `trace-${theme}`);
  await page.getByRole("tab", { name: "Cost" }).click();
  await page.getByRole("table", { name: "Cost by usage bucket" }).waitFor();
  await check(page, `receipt-${theme}`);
  await sharedLink(page);
}

/** One row down, and there: the next press starts from what the reader sees. */
async function nextRow(page) {
  const before = await page.locator(SELECTED).getAttribute("id");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(([rows, id]) => document.querySelector(rows)?.id !== id, [SELECTED, before]);
}

/** The URL is the state: a second window shows the same observation and tab. */
async function sharedLink(page) {
  const other = await page.context().newPage();
  watch(other);
  await other.goto(page.url());
  await other.getByRole("table", { name: "Cost by usage bucket" }).waitFor();
  await other.locator(SELECTED).waitFor();
  await other.close();
}

async function session(page, theme) {
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.waitForURL("**/sessions**");
  await page.getByRole("row").nth(1).getByRole("link").waitFor();
  await check(page, `sessions-${theme}`);
  await page.getByRole("row").nth(1).getByRole("link").press("Enter");
  await page.getByText("Turn 1", { exact: true }).waitFor();
  await check(page, `session-${theme}`);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command" }).fill("cost");
  await check(page, `palette-${theme}`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dashboard**");
  await settled(page);
  await linkBeforeLogin(page.context(), page.url());
}

/** A link followed by somebody who is not logged in leads to the login and back to the link. */
async function linkBeforeLogin(context, link) {
  await context.clearCookies();
  const page = await context.newPage();
  watch(page);
  await page.goto(link);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(link);
  await page.close();
}

if (SHOTS) mkdirSync(SHOTS, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? chromiumOnPath(),
  args: FLAGS,
});
try {
  for (const theme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: theme });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    watch(page);
    await walk(page, theme).catch(async (error) => {
      problems.push(`${theme}: ${error.message.split("\n").slice(0, 4).join(" ")} at ${page.url()}`);
      // A page that crashed has no picture; the problem is told all the same.
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/failure-${theme}.png` }).catch(() => {});
    });
    await context.close();
  }
} finally {
  await browser.close();
}
for (const problem of problems) console.error(`FAIL ${problem}`);
console.log(problems.length === 0 ? "The walk is clean." : `${problems.length} problems.`);
process.exit(problems.length === 0 ? 0 : 1);
