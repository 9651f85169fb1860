// `node lighthouse.mjs KIOSQUE SITE`: the home page and an article of a published site as
// Lighthouse sees them on a phone. Ends with 1 where it finds anything against access, good
// practice or being found; with KIOSQUE_SPEED=1, which measures five times, also where the
// middle of what it thinks of speed is below 98 of 100.
//
// The environment names KIOSQUE_LIGHTHOUSE, a file of it, and CHROME_PATH.

import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { preview } from "./preview.mjs";

const [kiosque, site] = process.argv.slice(2);
const require = createRequire(process.env.KIOSQUE_LIGHTHOUSE);
const { default: lighthouse } = await import(pathToFileURL(process.env.KIOSQUE_LIGHTHOUSE));
const { launch } = await import(pathToFileURL(require.resolve("chrome-launcher")));
const isTimed = process.env.KIOSQUE_SPEED === "1";
const complaints = [];

/** What Lighthouse thinks of a page, of 100, and what it has against it. */
async function look(address, port) {
  const { lhr } = await lighthouse(address, { port, logLevel: "error" });
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(100 * score)]);
  const failed = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score === 0 && scoreDisplayMode === "binary");
  return { scores: Object.fromEntries(scores), failed: failed.map(({ id }) => id) };
}

const middle = (numbers) => numbers.sort((one, other) => one - other)[numbers.length >> 1];

async function judge(path) {
  const looks = [];
  for (let time = 0; time < (isTimed ? 5 : 1); time += 1) {
    looks.push(await look(`http://127.0.0.1:${host}/${path}`, chrome.port));
  }
  const speed = middle(looks.map(({ scores }) => scores.performance));
  const [{ scores, failed }] = looks;
  console.log(`lighthouse: /${decodeURIComponent(path)}: ${JSON.stringify({ ...scores, performance: speed })}`);
  const others = ["accessibility", "best-practices", "seo"];
  if (others.some((id) => scores[id] !== 100)) complaints.push(`/${path}: ${JSON.stringify(scores)}: ${failed}`);
  if (isTimed && speed < 98) complaints.push(`/${path}: performance ${speed}`);
}

const year = readdirSync(`${site}/a`).sort().at(-1);
const article = readdirSync(`${site}/a/${year}`).sort()[0];
const { port: host, stop } = await preview(kiosque, site);
const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"] });
try {
  for (const path of ["", `a/${year}/${encodeURIComponent(article)}/`]) await judge(path);
} finally {
  chrome.kill();
  stop();
}
complaints.forEach((complaint) => console.error(complaint));
process.exitCode = complaints.length ? 1 : 0;
