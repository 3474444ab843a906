// Checks the QR code of a letter in the browser. What follows the "#" of the address never leaves this device: its
// signature (COSE_Sign1, ES256) is checked here, and the server is only asked, by the secret id in it, whether the
// letter still stands. Where the browser cannot (no secure connection), the form asks the server to do it all.

const MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
  "November", "Desember"];
const FACTS = { id: 1, village: 2, title: 3, number: 4, issuedOn: 5, validUntil: 6, name: 7, signer: 8, seal: 9 };
const place = document.getElementById("hasil");
const SEALS = { village: place.dataset.seal, certified: place.dataset.certified };

class Forged extends Error {}

function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

// The part of CBOR (RFC 8949) that signed facts use: numbers, bytes, texts, lists, maps, tagged dates.
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  head() {
    const first = this.bytes[this.at++];
    if (first === undefined) throw new Forged();
    const small = first & 31;
    if (small < 24) return [first >> 5, small];
    const size = { 24: 1, 25: 2, 26: 4 }[small];
    if (!size || this.at + size > this.bytes.length) throw new Forged();
    const read = { 1: "getUint8", 2: "getUint16", 4: "getUint32" }[size];
    const value = this.view[read](this.at);
    this.at += size;
    return [first >> 5, value];
  }

  take(length) {
    if (this.at + length > this.bytes.length) throw new Forged();
    this.at += length;
    return this.bytes.slice(this.at - length, this.at);
  }

  value(depth = 0) {
    if (depth > 4) throw new Forged();
    const [kind, size] = this.head();
    switch (kind) {
      case 0: return size;
      case 1: return -1 - size;
      case 2: return this.take(size);
      case 3: return new TextDecoder("utf-8", { fatal: true }).decode(this.take(size));
      case 4: return Array.from({ length: Math.min(size, 64) }, () => this.value(depth + 1));
      case 5: return new Map(Array.from({ length: Math.min(size, 64) }, () => [this.value(depth + 1), this.value(depth + 1)]));
      case 6: return size === 100 ? new Date(this.value(depth + 1) * 86400000) : this.value(depth + 1);
      default:
        if (size === 22) return null;
        if (size === 20 || size === 21) return size === 21;
        throw new Forged();
    }
  }
}

function lengthHead(kind, length) {
  if (length < 24) return [(kind << 5) | length];
  return length < 256 ? [(kind << 5) | 24, length] : [(kind << 5) | 25, length >> 8, length & 255];
}

// Sig_structure of RFC 9052: ["Signature1", protected, external (empty), payload].
function toBeSigned(protectedHeader, payload) {
  const context = new TextEncoder().encode("Signature1");
  return Uint8Array.from([0x84, ...lengthHead(3, context.length), ...context,
    ...lengthHead(2, protectedHeader.length), ...protectedHeader, 0x40, ...lengthHead(2, payload.length), ...payload]);
}

function sameBytes(one, other) {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

async function checkedFacts(text) {
  let parts, keyId;
  try {
    parts = new Reader(bytesOf(text)).value();
    keyId = new Reader(parts[0]).value().get(4);
  } catch {
    throw new Forged();
  }
  const [protectedHeader, , payload, signature] = parts;
  const answer = await fetch(place.dataset.keys);
  if (!answer.ok) throw new TypeError("no keys");
  const { keys } = await answer.json();
  const known = keys.find((key) => sameBytes(bytesOf(key.kid), keyId));
  if (!known) return null;
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", known, algorithm, false, ["verify"]);
  const right = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, toBeSigned(protectedHeader, payload));
  if (!right) throw new Forged();
  return new Reader(payload).value();
}

function longDate(day) {
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function factsList(facts, isValid) {
  const until = facts.get(FACTS.validUntil);
  const rows = [
    ["Jenis surat", facts.get(FACTS.title)], ["Nomor", facts.get(FACTS.number)], ["Nama", facts.get(FACTS.name)],
    ["Penanda tangan", facts.get(FACTS.signer)], ["Diterbitkan", longDate(facts.get(FACTS.issuedOn))],
    ["Berlaku sampai", until ? longDate(until) : "tanpa batas"], ["Segel", SEALS[facts.get(FACTS.seal)] ?? ""],
  ];
  const list = document.createElement("dl");
  list.className = "facts";
  for (const [label, value] of rows) {
    const row = document.createElement("div");
    row.append(element("dt", label), element("dd", value));
    list.append(row);
  }
  if (isValid) list.children[5].lastChild.append(" ", document.getElementById("berlaku").content.cloneNode(true));
  return list;
}

function show(template, { state, title, sentence, facts }) {
  const drawn = document.getElementById(template).content.cloneNode(true);
  const notice = drawn.querySelector(".notice");
  if (state) notice.dataset.state = state;
  if (title) notice.querySelector("h2").textContent = title;
  if (sentence) notice.querySelector("p").textContent = sentence;
  const section = document.createElement("section");
  section.className = "stack prose";
  section.append(drawn);
  if (facts) {
    const hint = element("p", "Nama disingkat dan NIK tidak ditampilkan. Cocokkan dengan kertas di tangan Anda.");
    hint.className = "small soft";
    section.append(factsList(facts, template === "asli"), hint);
  }
  place.replaceChildren(section);
}

async function standing(facts) {
  const hex = Array.from(facts.get(FACTS.id), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const answer = await fetch(place.dataset.status, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
    body: JSON.stringify({ id: hex }),
  });
  if (!answer.ok) throw new TypeError("no answer");
  return answer.json();
}

function askServer(text) {
  const form = document.getElementById("periksa");
  form.elements.code.value = text;
  form.requestSubmit();
}

async function check(text) {
  if (!globalThis.crypto?.subtle) return askServer(text);
  let facts;
  try {
    facts = await checkedFacts(text);
  } catch (problem) {
    if (!(problem instanceof Forged)) return show("belum-pasti", {
      title: "Belum bisa diperiksa", sentence: "Tidak ada sambungan ke server. Coba lagi nanti.",
    });
    return show("bukan-asli", {
      state: "bad", title: "Surat ini sudah diubah",
      sentence: `Kode QR ini bukan buatan ${place.dataset.name}, atau sudah rusak. Jangan diterima.`,
    });
  }
  if (!facts || facts.get(FACTS.village) !== place.dataset.village) return show("bukan-asli", {
    state: "bad", title: "Surat ini tidak dikenal",
    sentence: `Kode QR ini bukan dari ${place.dataset.name}. Jangan diterima sebelum ditanyakan.`,
  });
  try {
    const { verdict, title, sentence } = await standing(facts);
    const good = verdict === "asli";
    const state = good ? "good" : verdict === "kedaluwarsa" ? "warn" : "bad";
    show(good ? "asli" : "bukan-asli", { state, title, sentence, facts: verdict === "tidak dikenal" ? null : facts });
  } catch {
    show("belum-pasti", { facts });
  }
}

function start() {
  const text = location.hash.slice(1);
  if (text.length > 40) check(text);
}

// A PDF may be dropped anywhere on the page.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const { files } = event.dataTransfer;
  if (files.length !== 1) return;
  const form = document.getElementById("periksa");
  form.elements.file.files = files;
  form.elements.code.value = "";
  form.requestSubmit();
});

addEventListener("hashchange", start);
start();
