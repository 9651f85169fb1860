// The service worker of a site: keeps the application and what was read, so that both
// are there without a network. Publishing puts the constant APP above this text: a
// `version`, the files that every page needs (`now`) and those that some do (`later`),
// each with its integrity.
//
// Three caches, all named after the site's base path: the application of one version,
// what was read, and what the reader asked to keep (which the page fills). What has a
// name of its own bytes is taken from them first; pages and the edition pointer are
// asked for, and taken from them where no answer comes.
"use strict";

const BASE = new URL("./", location).pathname;
const SHELL = `${BASE}app ${APP.version}`;
const READ = `${BASE}read`;
const KEPT = `${BASE}kept`;
const ANY_PAGE = `${BASE}404.html`;
const POINTER = `${BASE}archive/root.json`;

// Milliseconds that an answer may take where there is another at hand.
const PATIENCE = 4000;
// Files kept of what was read; the oldest go first.
const MOST_READ = 500;
// Files that may come between two countings.
const UNCOUNTED = 25;

addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(BASE)) return;
  const path = pathname.slice(BASE.length);
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (path === "archive/root.json") event.respondWith(pointer(event));
  else if (path.startsWith("app/")) event.respondWith(ofApp(event, path));
  else if (/^archive\/(?:data|images)\//.test(path)) event.respondWith(ofArchive(event));
});

async function keepShell() {
  const cache = await caches.open(SHELL);
  const files = Object.entries(APP.now).map(([path, integrity]) => new Request(BASE + path, { integrity }));
  await cache.addAll(files);
  const shell = await plain(await fetch(ANY_PAGE, { cache: "no-cache" }));
  if (!(await isOwnPage(shell.clone()))) throw new Error(`${ANY_PAGE} is not the site's page`);
  await cache.put(ANY_PAGE, shell);
  // The home page brings the edition pointer along, which no one has fetched then.
  const pointer = await fetch(POINTER, { cache: "no-cache" });
  if (pointer.ok && (await isPointer(pointer.clone()))) await (await caches.open(READ)).put(POINTER, pointer);
}

async function takeOver() {
  const names = await caches.keys();
  // Pages that are open may still want what the version before has; only it stays.
  const older = names.filter((name) => name.startsWith(`${BASE}app `) && name !== SHELL);
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  await clients.claim();
}

// The page itself, else one read before, else the application, which shows what the
// address names.
async function page(event) {
  const { request } = event;
  const asked = Promise.resolve(event.preloadResponse).then((early) => early ?? fetch(request));
  const kept = () => find(request.url, { ignoreSearch: true });
  const answer = await inTime(asked, async () => marked((await kept()) ?? (await find(ANY_PAGE))));
  if (!answer.redirected) {
    const { origin, pathname } = new URL(request.url);
    keep(event, origin + pathname, answer, isOwnPage);
  }
  return answer;
}

// A page that says of itself that it was kept.
async function marked(page) {
  if (!page) return undefined;
  const text = (await page.text()).replace("<html ", "<html data-kept ");
  return new Response(text, { headers: page.headers });
}

async function pointer(event) {
  const asked = fetch(event.request);
  const answer = await inTime(asked, () => find(POINTER));
  keep(event, POINTER, answer, isPointer);
  return answer;
}

async function ofApp(event, path) {
  const { request } = event;
  const kept = await find(request.url);
  if (kept) return kept;
  const integrity = APP.later[path] ?? APP.now[path];
  const answer = await fetch(request, integrity ? { integrity } : {});
  // The browser has checked it.
  if (integrity) keep(event, request.url, answer, () => true);
  return answer;
}

async function ofArchive(event) {
  const { request } = event;
  // The page asks anew for what was not what its name says.
  const kept = request.cache === "reload" ? undefined : await find(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  keep(event, request.url, answer, hasItsLength);
  return answer;
}

// What `asked` gives in time, else what `other` has, else what `asked` gives after all.
// What came from a cache says so.
async function inTime(asked, other) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([asked.catch(() => undefined), late]);
  if (first && first.status < 500) return first;
  const kept = await other().catch(() => undefined);
  if (!kept) return asked;
  return plain(kept, { "kiosque-kept": "1" });
}

async function find(address, options) {
  try {
    return await caches.match(address, options);
  } catch {
    return undefined;
  }
}

let uncounted = 0;

// Keeps what was read, if it came well and is what it should be: networks that ask for
// a login answer with pages of theirs. A device without room keeps less, and reading
// goes on.
function keep(event, address, answer, isSound) {
  if (!answer.ok || answer.headers.has("kiosque-kept")) return;
  const [one, other] = [answer.clone(), answer.clone()];
  const work = async () => {
    if (!(await isSound(one))) return;
    const cache = await caches.open(READ);
    await cache.put(address, other);
    uncounted += 1;
    if (uncounted >= UNCOUNTED) {
      uncounted = 0;
      const all = await cache.keys();
      await Promise.all(all.slice(0, -MOST_READ).map((old) => cache.delete(old)));
    }
  };
  event.waitUntil(
    work().catch(async (error) => {
      if (error.name === "QuotaExceededError") await caches.delete(READ);
    }),
  );
}

// A copy that a navigation takes even if the first came by another address.
async function plain(answer, more = {}) {
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return new Response(await answer.blob(), { status: 200, headers });
}

async function isOwnPage(answer) {
  return (await answer.text()).includes(` data-base="${BASE}"`);
}

// Another edition may have withdrawn articles: these go before it is taken.
async function isPointer(answer) {
  const root = await answer.json();
  if (root.format !== "kiosque-archive") return false;
  const before = await find(POINTER);
  if (before && (await before.json()).withdrawals !== root.withdrawals) await dropWithdrawn(root.edition);
  return true;
}

// Lets go of all that the edition does not name, and of pages that may hold a text.
async function dropWithdrawn(edition) {
  const answer = await fetch(`${BASE}archive/editions/${edition}.txt`);
  if (!answer.ok) throw new Error(`the list of edition ${edition} is missing`);
  const named = new Set((await answer.text()).split("\n"));
  const isGone = (path) =>
    path.startsWith("a/") || (path !== "archive/root.json" && path.startsWith("archive/") && !named.has(path.slice(8)));
  for (const name of [READ, KEPT]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (isGone(pathname.slice(BASE.length))) await cache.delete(request);
    }
  }
}

// Most names tell the length of their file.
async function hasItsLength(answer) {
  const told = /\/[a-z0-9]{26}-([0-9a-f]{1,8})\.\w+$/.exec(answer.url)?.[1];
  const isHtml = answer.headers.get("content-type")?.startsWith("text/html");
  return told ? (await answer.blob()).size === parseInt(told, 16) : !isHtml;
}
