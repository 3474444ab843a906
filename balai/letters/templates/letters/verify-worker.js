// Keeps the page that checks letters for times without internet: the page as everybody sees it, its styles and scripts.
// Nothing that somebody scanned, uploaded or was answered passes through here: only the files of the plan are kept.
"use strict";
const PLAN = {{ plan_json }};
const FAMILY = `balai-periksa ${PLAN.page} `;
const CACHE = FAMILY + PLAN.version;
const PATIENCE = 4000; // milliseconds for a page over a bad connection

self.addEventListener("install", (event) => {
  const wanted = [new Request(PLAN.copy, { credentials: "omit", cache: "no-cache" }),
    ...PLAN.files.map((file) => new Request(file, { credentials: "omit" }))];
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(wanted)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(FAMILY) && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname === PLAN.page) event.respondWith(page(request));
  else if (PLAN.files.includes(address.pathname + address.search)) event.respondWith(file(request));
});

async function page(request) {
  const control = new AbortController();
  const clock = setTimeout(() => control.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: control.signal });
    if (answer.status < 500) return answer;
  } catch {
    // no connection, or none worth the name
  } finally {
    clearTimeout(clock);
  }
  return (await (await caches.open(CACHE)).match(PLAN.copy)) || fetch(request);
}

async function file(request) {
  return (await (await caches.open(CACHE)).match(request)) || fetch(request);
}
