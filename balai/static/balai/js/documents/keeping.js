// What was photographed and isn't sent yet stays in this browser: a closed page, an empty battery or a lost line loses
// nothing. It goes as soon as the server has it, and after three days in any case: it is somebody's family card.

const NAME = "balai-berkas";
const STORE = "menunggu";
const LONGEST_MS = 3 * 24 * 3600 * 1000;

const opened = new Promise((go) => {
  if (!globalThis.indexedDB) return go(null);
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
  asked.onsuccess = () => go(asked.result);
  asked.onerror = () => go(null); // a private window: what isn't sent goes with the page
});

async function ask(mode, question) {
  const base = await opened;
  if (!base) return undefined;
  return new Promise((go) => {
    const store = base.transaction(STORE, mode).objectStore(STORE);
    const asked = question(store);
    store.transaction.oncomplete = () => go(asked.result);
    store.transaction.onabort = () => go(undefined); // no room left: the page itself still has it
  });
}

/** `record` is {key, place, at, bytes, type, name, sharpness, brightness, longSide, agreed}. */
export const keep = (record) => ask("readwrite", (store) => store.put(record));
export const forget = (key) => ask("readwrite", (store) => store.delete(key));
/** Everything that isn't sent yet: the phone belongs to somebody else. */
export const forgetAll = () => ask("readwrite", (store) => store.clear());

/** What waits for `place`, oldest first. */
export async function waiting(place) {
  const all = (await ask("readonly", (store) => store.getAll())) ?? [];
  const old = all.filter(({ at }) => Date.now() - at > LONGEST_MS);
  await Promise.all(old.map(({ key }) => forget(key)));
  return all.filter((record) => record.place === place && !old.includes(record)).sort((one, other) => one.at - other.at);
}
