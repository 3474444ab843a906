// Keeps public pages that somebody opened, with their styles and pictures, for times without internet.
// Only answers that say of themselves that everybody may keep them: no page of an officer, a kiosk or one visitor does.
"use strict";
const PLAN = {{ plan_json }};
const FAMILY = `balai-situs ${PLAN.root} `;
const FILES = FAMILY + PLAN.version;
const PAGES = `${FAMILY}halaman`;
const MOST_PAGES = 60;
const PATIENCE = 4000; // milliseconds for a page that is at hand anyway

self.addEventListener("install", (event) => {
  const wanted = [PLAN.page, ...PLAN.files].map((file) => new Request(file, { credentials: "omit" }));
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(wanted)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(FAMILY) && name !== FILES && name !== PAGES);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (PLAN.never.some((path) => address.pathname.startsWith(path))) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (["style", "script", "image", "font"].includes(request.destination)) event.respondWith(file(event));
});

async function page(event) {
  const { request } = event;
  const pages = await caches.open(PAGES);
  const known = await pages.match(request, { ignoreVary: true });
  const control = new AbortController();
  const clock = known && setTimeout(() => control.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: control.signal });
    if (mayKeep(answer)) event.waitUntil(keep(pages, request, answer.clone()));
    return answer.status < 500 ? answer : known || answer;
  } catch {
    return known || (await caches.open(FILES)).match(PLAN.page);
  } finally {
    clearTimeout(clock);
  }
}

async function file(event) {
  const { request } = event;
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (mayKeep(answer)) event.waitUntil(keep(await caches.open(FILES), request, answer.clone()));
  return answer;
}

function mayKeep(answer) {
  return answer.status === 200 && !answer.redirected && (answer.headers.get("Cache-Control") || "").includes("public");
}

async function keep(cache, request, answer) {
  await cache.delete(request, { ignoreVary: true });
  await cache.put(request, answer);
  const held = await cache.keys();
  await Promise.all(held.slice(0, Math.max(0, held.length - MOST_PAGES)).map((oldest) => cache.delete(oldest)));
}
