// Reading what was signed: a decimal number that is a COSE_Sign1 message (RFC 9052, ES256) over CBOR (RFC 8949).

export class Forged extends Error {}
export class NoCode extends Error {}

const MOST_ITEMS = 20000;
const ES256 = { name: "ECDSA", hash: "SHA-256" };

// The part of CBOR that we write: whole numbers, bytes, texts, lists, maps, tagged dates, true, false, nothing.
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  head() {
    const first = this.bytes[this.at++];
    if (first === undefined) throw new NoCode();
    const small = first & 31;
    if (first >> 5 === 7 || small < 24) return [first >> 5, small];
    const size = { 24: 1, 25: 2, 26: 4 }[small];
    if (!size || this.at + size > this.bytes.length) throw new NoCode();
    const read = { 1: "getUint8", 2: "getUint16", 4: "getUint32" }[size];
    const value = this.view[read](this.at);
    this.at += size;
    return [first >> 5, value];
  }

  take(length) {
    if (this.at + length > this.bytes.length) throw new NoCode();
    this.at += length;
    return this.bytes.slice(this.at - length, this.at);
  }

  items(count, read) {
    if (count > MOST_ITEMS) throw new NoCode();
    return Array.from({ length: count }, read);
  }

  value(depth = 0) {
    if (depth > 5) throw new NoCode();
    const [kind, size] = this.head();
    const inner = () => this.value(depth + 1);
    switch (kind) {
      case 0: return size;
      case 1: return -1 - size;
      case 2: return this.take(size);
      case 3: return new TextDecoder("utf-8", { fatal: true }).decode(this.take(size));
      case 4: return this.items(size, inner);
      case 5: return new Map(this.items(size, () => [inner(), inner()]));
      case 6: return size === 100 ? new Date(inner() * 86400000) : inner();
      default:
        if (size === 22) return null;
        if (size === 20 || size === 21) return size === 21;
        throw new NoCode();
    }
  }
}

export function read(bytes) {
  const reader = new Reader(bytes);
  const value = reader.value();
  if (reader.at !== bytes.length) throw new NoCode();
  return value;
}

// What follows the "#" of a scanned or pasted address; the whole text where there is none.
export function codeIn(text) {
  return text.trim().split("#").pop();
}

export function bytesOfCode(code) {
  if (!/^[1-9][0-9]{99,4095}$/.test(code)) throw new NoCode();
  const hex = BigInt(code).toString(16);
  const even = hex.length % 2 ? `0${hex}` : hex;
  return Uint8Array.from(even.match(/../g), (pair) => parseInt(pair, 16));
}

export function bytesOfText(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

export function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

// A message taken apart, nothing checked yet. Throws NoCode.
export function parts(bytes) {
  try {
    const [protectedHeader, , payload, signature] = read(bytes);
    const header = read(protectedHeader);
    if (header.get(1) !== -7 || signature.length !== 64 || !payload.length) throw new NoCode();
    return { protectedHeader, payload, signature, keyName: hexOf(header.get(4)) };
  } catch {
    throw new NoCode();
  }
}

// The content of a message after its signature was checked with this key (65 bytes). Throws Forged.
export async function signedContent({ protectedHeader, payload, signature }, point) {
  const key = await crypto.subtle.importKey("raw", point, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  if (!(await crypto.subtle.verify(ES256, key, signature, toBeSigned(protectedHeader, payload)))) throw new Forged();
  try {
    return read(payload);
  } catch {
    throw new Forged();
  }
}

// Sig_structure of RFC 9052: ["Signature1", protected, external (empty), payload].
function toBeSigned(protectedHeader, payload) {
  const context = new TextEncoder().encode("Signature1");
  return Uint8Array.from([0x84, ...lengthHead(3, context.length), ...context,
    ...lengthHead(2, protectedHeader.length), ...protectedHeader, 0x40, ...lengthHead(2, payload.length), ...payload]);
}

function lengthHead(kind, length) {
  if (length < 24) return [(kind << 5) | length];
  return length < 256 ? [(kind << 5) | 24, length] : [(kind << 5) | 25, length >> 8, length & 255];
}
