// Stands in when a page of the kiosk can't be fetched. Pages come from the server or not at all; only what is needed to say
// so is kept.
"use strict";
const PLAN = {{ plan_json }};
const FAMILY = `balai-anjungan ${PLAN.page} `;
const CACHE = FAMILY + PLAN.version;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PLAN.page, ...PLAN.files])).then(() => self.skipWaiting()));
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
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept(PLAN.page)));
  else if (PLAN.files.includes(address.pathname + address.search)) event.respondWith(fetch(request).catch(() => kept(request)));
});

async function kept(wanted) {
  return (await (await caches.open(CACHE)).match(wanted)) || Response.error();
}
