// `node found.mjs KIOSQUE SITE`: what a published site says to other programs, checked
// by those of others: headers by the grader of MDN's Observatory, the sitemap by its
// schema, linked data by schema.org's vocabulary. Ends with 1 where one objects.
//
// The environment names a file of each: KIOSQUE_OBSERVATORY, KIOSQUE_SITEMAP,
// KIOSQUE_XMLLINT, KIOSQUE_SCHEMA, KIOSQUE_TSC.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { preview } from "./preview.mjs";

const [kiosque, site] = process.argv.slice(2);
const complaints = [];

/** What a host without encryption cannot pass. */
const OF_HTTPS = ["redirection", "strict-transport-security"];

/** Grades pages as the site's own preview serves them. */
async function grade(paths) {
  const constants = process.env.KIOSQUE_OBSERVATORY;
  const folder = dirname(constants);
  // The package fetches a list of hosts when its scripts run; ours are on none.
  const known = join(folder, "../conf/hsts-preload.json");
  if (!existsSync(known)) writeFileSync(known, "{}");
  const { ALL_TESTS } = await import(pathToFileURL(constants));
  const { retrieve } = await import(pathToFileURL(join(folder, "retriever/retriever.js")));
  const { port, stop } = await preview(kiosque, site);
  for (const path of paths) {
    const seen = await retrieve("127.0.0.1", { httpPort: port, httpsPort: port, path });
    const results = ALL_TESTS.map((test) => test(seen));
    const failed = results.filter((result) => !result.pass).map((result) => result.constructor.name);
    if (results.length < 10 || failed.sort().join() !== OF_HTTPS.join()) {
      complaints.push(`${path}: Observatory, ${results.length} tests: ${failed} failed`);
    }
  }
  stop();
}

/** Holds every part of the sitemap against the schema. */
async function checkSitemap(files) {
  const { validateXML } = await import(pathToFileURL(process.env.KIOSQUE_XMLLINT));
  // What it lets in of other vocabularies has schemas that are elsewhere.
  const schema = readFileSync(process.env.KIOSQUE_SITEMAP, "utf8").replace('"strict"', '"lax"');
  for (const file of files) {
    const contents = readFileSync(join(site, file), "utf8");
    const { valid, errors } = await validateXML({ xml: { fileName: file, contents }, schema });
    if (!valid) complaints.push(...errors.map((error) => `${file}: ${error.message}`));
  }
}

/** What a thing must say to be shown by those who read linked data. */
const REQUIRED = {
  NewsArticle: ["headline", "url", "mainEntityOfPage", "author", "publisher"],
  BreadcrumbList: ["itemListElement"],
};

/** Has TypeScript compile the linked data of pages as values of schema.org's types. */
function checkLinkedData(pages) {
  const types = process.env.KIOSQUE_SCHEMA.replace(/\.d\.ts$/, "");
  const lines = [`import type { Graph } from ${JSON.stringify(types)};`];
  let count = 0;
  for (const page of pages) {
    const text = readFileSync(join(site, page), "utf8");
    for (const [, json] of text.matchAll(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs)) {
      const data = JSON.parse(json);
      lines.push(`(${JSON.stringify(data)}) satisfies Graph; // ${page}`);
      for (const thing of data["@graph"]) {
        const missing = REQUIRED[thing["@type"]]?.filter((name) => !thing[name]) ?? ["a known type"];
        if (missing.length) complaints.push(`${page}: ${thing["@type"]} lacks ${missing}`);
        count += 1;
      }
    }
  }
  const folder = mkdtempSync(join(tmpdir(), "linked-data-"));
  const source = join(folder, "linked-data.ts");
  writeFileSync(source, lines.join("\n"));
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler"];
  const { status, stdout } = spawnSync(process.env.KIOSQUE_TSC, [...options, source], { encoding: "utf8" });
  if (status !== 0) complaints.push(`the linked data is not schema.org's, line by line as in\n${lines.join("\n")}\n${stdout}`);
  rmSync(folder, { recursive: true });
  return count;
}

const files = readdirSync(site, { recursive: true }).sort();
const pages = files.filter((file) => file.endsWith(".html"));
const sitemaps = files.filter((file) => /^sitemap\/.*\.xml$/.test(file));
const articles = pages.filter((page) => page.startsWith("a/"));
await grade(["/", `/${articles[0]}`, "/nowhere"]);
await checkSitemap(sitemaps);
const things = checkLinkedData(pages);
if (!sitemaps.length || !articles.length || things < 2 * articles.length) {
  complaints.push(`${sitemaps.length} parts of the sitemap, ${articles.length} articles, ${things} things in the linked data: too few`);
}
complaints.forEach((complaint) => console.error(complaint));
process.exitCode = complaints.length ? 1 : 0;
