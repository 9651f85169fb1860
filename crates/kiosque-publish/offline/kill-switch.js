// Stands where the service worker of a site stood: lets go of all that it kept, ends
// itself and has open pages load anew, without it.
"use strict";

const BASE = new URL("./", location).pathname;

addEventListener("install", (event) => {
  event.waitUntil(skipWaiting());
});

addEventListener("activate", (event) => {
  event.waitUntil(letGo());
});

async function letGo() {
  try {
    const names = await caches.keys();
    const own = names.filter((name) => name.startsWith(`${BASE}app `) || [`${BASE}read`, `${BASE}kept`].includes(name));
    await Promise.all(own.map((name) => caches.delete(name)));
  } catch {
    // Without a cache there is nothing to let go of.
  }
  await registration.unregister();
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  await Promise.all(pages.filter(({ url }) => new URL(url).pathname.startsWith(BASE)).map((page) => page.navigate(page.url).catch(() => null)));
}
