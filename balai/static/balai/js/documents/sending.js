// A file goes to the server in pieces, over a line that breaks: each piece is tried until it is there, after a failure
// the server is asked what it has, so that nothing is sent twice. The protocol is told in balai/documents/views.py.

const SMALLEST = 16 * 1024;
const FIRST = 32 * 1024;
const QUICK_MS = 1500;
const SLOWEST_BYTES_PER_MS = 4; // 32 kbit/s: GPRS
const LEAST_WAIT_MS = 10_000;
const EXAMINING_MS = 40_000;
const PAUSES_MS = [250, 1000, 2000, 4000, 8000, 15_000];

export class NotTaken extends Error {} // its message is the server's sentence
export class Outdated extends Error {} // the page may not send any more; loaded again, it may

/** Until `ms` have passed, or the line is back. */
const wait = (ms) => new Promise((go) => {
  const done = () => { clearTimeout(clock); removeEventListener("online", done); go(); };
  const clock = setTimeout(done, ms);
  addEventListener("online", done);
});

const stopIf = (signal) => { if (signal?.aborted) throw new Error("stopped"); };

export async function digestOf(bytes) {
  if (!globalThis.crypto?.subtle) return ""; // only pages that came encrypted, or from this machine, have it
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Send `bytes` to `address` until they are there. `told` hears ("sending", received) and ("waiting", received).
 * Resolves with what the server says of the document; rejects with `NotTaken`, or when `signal` is aborted.
 */
export async function send({ address, bytes, type, token, largest, resumed = false, told = () => {}, signal }) {
  const headers = { "X-CSRFToken": token, "Content-Type": "application/octet-stream",
    "Upload-Length": String(bytes.byteLength), "Upload-Type": type, "Upload-Digest": await digestOf(bytes) };
  let offset = 0;
  let size = FIRST;
  let failures = 0;
  let asking = resumed;
  while (true) {
    stopIf(signal);
    const piece = asking ? new ArrayBuffer(0) : bytes.slice(offset, offset + size);
    const begun = performance.now();
    const answer = await post(address, piece, { ...headers, "Upload-Offset": String(offset) },
      offset + piece.byteLength === bytes.byteLength, signal);
    stopIf(signal);
    if (answer.status === 201) return answer.told;
    if (answer.status === 200 || answer.status === 409) {
      if (answer.told.received > offset) failures = 0;
      asking = false;
      offset = answer.told.received;
      if (piece.byteLength && performance.now() - begun < QUICK_MS) size = Math.min(largest, size * 2);
      told("sending", offset);
    } else if (answer.told?.sentence) {
      throw new NotTaken(answer.told.sentence);
    } else if (answer.isOutdated) {
      throw new Outdated("Halaman ini sudah terlalu lama terbuka. Muat ulang; fotonya tetap ada.");
    } else {
      told("waiting", offset);
      await wait(answer.pause ?? PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] * (0.75 + Math.random() / 2));
      failures += 1;
      size = SMALLEST;
      asking = true;
    }
  }
}

async function post(address, piece, headers, isLast, signal) {
  const control = new AbortController();
  const stop = () => control.abort();
  const clock = setTimeout(stop, Math.max(LEAST_WAIT_MS, piece.byteLength / SLOWEST_BYTES_PER_MS, isLast ? EXAMINING_MS : 0));
  signal?.addEventListener("abort", stop);
  try {
    const answer = await fetch(address, { method: "POST", headers, body: piece, signal: control.signal, redirect: "manual" });
    return await read(answer);
  } catch {
    return { status: 0 }; // no line, or it broke: tried again
  } finally {
    clearTimeout(clock);
    signal?.removeEventListener("abort", stop);
  }
}

async function read(answer) {
  const { status } = answer;
  if (status === 503 || status === 429) return { status, pause: 1000 * Number(answer.headers.get("Retry-After") || 5) };
  if (status >= 500) return { status };
  const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
  return isOurs ? { status, told: await answer.json() } : { status, isOutdated: true }; // signed out, or the form is gone
}
