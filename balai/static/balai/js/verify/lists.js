// The lists by which a letter is judged without internet: whose keys there are, and which letters are no longer in
// force. A statement signed by the regency names both by their SHA-256 and says of when they are. Whatever is kept is
// checked again each time it is read; an older statement never takes the place of a newer one.

import { bytesOfText, hexOf, parts, read, sha256, signedContent } from "./message.js";

const STORE = "balai-periksa-daftar";
const PATIENCE = 10000; // milliseconds
const AT = 1, KEYS = 2, WITHDRAWN = 3, REGENCY = 4;
const REVOKED = 1, SUPERSEDED = 2;
const NAME_BYTES = 8;

export class Lists {
  constructor(statement, keys, withdrawn) {
    this.at = statement.get(AT) * 1000;
    this.regency = statement.get(REGENCY);
    this.signers = new Map();
    for (const [code, name, word, hours, seals] of read(keys)) {
      for (const [keyName, point, since, until, believed] of seals) {
        this.signers.set(hexOf(keyName), { code, name, word, hours, point, since: since * 1000, until: until * 1000, believed });
      }
    }
    const named = read(withdrawn);
    this.revoked = namesIn(named.get(REVOKED));
    this.superseded = namesIn(named.get(SUPERSEDED));
  }

  // "dicabut", "diganti", or nothing.
  async withdrawal(verifyId) {
    const name = hexOf((await sha256(verifyId)).slice(0, NAME_BYTES));
    if (this.revoked.has(name)) return "dicabut";
    return this.superseded.has(name) ? "diganti" : null;
  }
}

function namesIn(bytes) {
  const names = new Set();
  for (let at = 0; at < bytes.length; at += NAME_BYTES) names.add(hexOf(bytes.slice(at, at + NAME_BYTES)));
  return names;
}

// Where the lists of one regency come from and are kept. `root` is the key that the page itself brought along.
export class Shelf {
  constructor({ root, statement, keys, withdrawn }) {
    this.root = root && bytesOfText(root);
    this.addresses = { statement, keys, withdrawn };
    this.running = null;
    this.reached = false; // whether the last attempt got through
  }

  // What this device has, or null.
  async kept() {
    if (!this.root || !globalThis.caches) return null;
    try {
      const store = await caches.open(STORE);
      const [statement, keys, withdrawn] = await Promise.all(["statement", "keys", "withdrawn"].map(async (name) => {
        const found = await store.match(this.addresses[name]);
        return found && new Uint8Array(await found.arrayBuffer());
      }));
      return await this.checked(statement, keys, withdrawn);
    } catch {
      return null;
    }
  }

  // The newest lists that can be had; what is kept where there is no connection. Asked twice, it fetches once.
  newest() {
    this.running ??= this.fetched().finally(() => { this.running = null; });
    return this.running;
  }

  async fetched() {
    const kept = await this.kept();
    this.reached = false;
    if (!this.root) return null;
    try {
      const statement = await fetched(this.addresses.statement);
      const [keys, withdrawn] = await Promise.all([fetched(this.addresses.keys), fetched(this.addresses.withdrawn)]);
      const lists = await this.checked(statement, keys, withdrawn);
      this.reached = true;
      if (kept && kept.at > lists.at) return kept;
      await this.keep({ statement, keys, withdrawn });
      return lists;
    } catch {
      return kept;
    }
  }

  async checked(statement, keys, withdrawn) {
    const content = await signedContent(parts(statement), this.root);
    const [keysHash, withdrawnHash] = await Promise.all([sha256(keys), sha256(withdrawn)]);
    if (hexOf(keysHash) !== hexOf(content.get(KEYS)) || hexOf(withdrawnHash) !== hexOf(content.get(WITHDRAWN))) {
      throw new Error("the lists are not those of the statement");
    }
    return new Lists(content, keys, withdrawn);
  }

  async keep(fresh) {
    if (!globalThis.caches) return;
    const store = await caches.open(STORE);
    await Promise.all(Object.entries(fresh).map(([name, bytes]) => store.put(this.addresses[name], new Response(bytes))));
  }
}

// The browser asks by ETag, so an unchanged list costs a few hundred bytes.
async function fetched(address) {
  const control = new AbortController();
  const clock = setTimeout(() => control.abort(), PATIENCE);
  try {
    const answer = await fetch(address, { signal: control.signal, credentials: "omit", cache: "no-cache" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  } finally {
    clearTimeout(clock);
  }
}
