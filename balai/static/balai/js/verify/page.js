// The page that checks letters. What follows the "#" of the address, or what the camera saw, stays in this window: its
// signature is checked here, and the server is only asked, by the secret id in it, whether the letter still stands.
// Without internet the lists on this device decide. Where the browser can't check (no secure connection), the form asks
// the server to do it all.

import { age, FACT, judged, opened, strange, TITLES } from "./judgement.js";
import { Shelf } from "./lists.js";
import { codeIn, hexOf, sha256 } from "./message.js";

const MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
  "November", "Desember"];
const SIGNALS = { "asli": "good", "kedaluwarsa": "warn", "belum pasti": "warn" };
const PATIENCE = 8000; // milliseconds for the server's word
const LIST_HOURS = 3600000;

const place = document.getElementById("hasil");
const form = document.getElementById("periksa");
const canCheck = Boolean(globalThis.crypto && crypto.subtle);
const shelf = new Shelf({ ...place.dataset });
let turn = 0;
let unsettled = null; // the code that was judged without the server

async function check(text) {
  const code = codeIn(text);
  if (!canCheck) return askServer(code);
  const mine = ++turn;
  unsettled = null;
  say("Sedang memeriksa…");
  const { finding, lists } = await found(code);
  if (mine !== turn) return;
  if (finding.offline) unsettled = code;
  show(finding, lists);
}

async function found(code) {
  let lists = (await shelf.kept()) || (await shelf.newest());
  let seen = await opened(code, lists);
  if (seen.unknownKey) {
    lists = await shelf.newest();
    seen = await opened(code, lists);
  }
  if (seen.unknownKey) return { finding: { ...strange(lists, shelf.reached), offline: !shelf.reached }, lists };
  if (seen.finding) return { finding: seen.finding, lists };
  try {
    const word = await standing(seen.facts, code);
    const known = word.verdict !== "tidak dikenal" && word.verdict !== "berubah";
    return { finding: { ...word, facts: known ? seen.facts : null, signer: seen.signer, byServer: true }, lists };
  } catch {
    lists = await shelf.newest();
    return { finding: { ...(await judged(seen, lists, Date.now())), signer: seen.signer, offline: true }, lists };
  }
}

async function standing(facts, code) {
  if (navigator.onLine === false) throw new Error("offline");
  const control = new AbortController();
  const clock = setTimeout(() => control.abort(), PATIENCE);
  const asked = {
    village: facts.get(FACT.village),
    id: hexOf(facts.get(FACT.id)),
    code: hexOf(await sha256(new TextEncoder().encode(code))),
  };
  try {
    const answer = await fetch(place.dataset.status, {
      method: "POST", signal: control.signal, credentials: "omit",
      headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked),
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return await answer.json();
  } finally {
    clearTimeout(clock);
  }
}

function askServer(code) {
  form.elements.code.value = code;
  form.elements.file.value = "";
  form.submit();
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function fromTemplate(id) {
  return document.getElementById(id).content.cloneNode(true);
}

function longDate(day) {
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

function moment(time) {
  const two = (number) => String(number).padStart(2, "0");
  return `${time.getDate()} ${MONTHS[time.getMonth()]} ${time.getFullYear()} pukul ${two(time.getHours())}.${two(time.getMinutes())}`;
}

function sealWords(seal, signer) {
  return seal === "village" ? `Segel ${signer.word}, bukan tanda tangan tersertifikasi` : place.dataset[seal] || "";
}

function factsList({ facts, signer, verdict }) {
  const until = facts.get(FACT.validUntil);
  const rows = [
    ["Jenis surat", facts.get(FACT.title)], ["Nomor", facts.get(FACT.number)], ["Nama", facts.get(FACT.name)],
    ["Penerbit", `Pemerintah ${signer.name}`], ["Penanda tangan", facts.get(FACT.signer)],
    ["Diterbitkan", longDate(facts.get(FACT.issuedOn))], ["Berlaku sampai", until ? longDate(until) : "tanpa batas"],
    ["Segel", sealWords(facts.get(FACT.seal), signer)],
  ];
  const list = element("dl", "", "facts");
  for (const [label, value] of rows) {
    const row = document.createElement("div");
    row.append(element("dt", label), element("dd", value));
    if (label === "Berlaku sampai" && verdict === "asli") row.lastChild.append(" ", fromTemplate("berlaku"));
    list.append(row);
  }
  return list;
}

function show(finding, lists) {
  const { verdict, facts, signer } = finding;
  const drawn = fromTemplate(verdict === "asli" ? "asli" : verdict === "belum pasti" ? "belum-pasti" : "bukan-asli");
  drawn.querySelector(".notice").dataset.state = SIGNALS[verdict] || "bad";
  drawn.querySelector("h2").textContent = finding.title || TITLES[verdict];
  drawn.querySelector("p").textContent = finding.sentence;
  const section = element("section", "", "stack prose");
  section.append(drawn);
  if (facts && signer) {
    section.append(factsList(finding), element("p", "Nama disingkat dan NIK tidak ditampilkan. Cocokkan dengan kertas di tangan Anda.", "small soft"));
  }
  section.append(element("p", source(finding, lists), "small soft"));
  const again = section.querySelector("[data-again]");
  if (again && unsettled) again.addEventListener("click", () => check(unsettled));
  else if (again) again.parentElement.remove();
  place.replaceChildren(section);
  place.scrollIntoView({ block: "nearest" });
}

function source(finding, lists) {
  const when = `Diperiksa ${moment(new Date())}`;
  if (!finding.offline) return finding.byServer ? `${when} di buku surat.` : `${when} di perangkat ini.`;
  return lists ? `${when} tanpa internet. Daftar pencabutan ${listAge(lists)}.` : `${when} tanpa internet dan tanpa daftar.`;
}

function listAge(lists) {
  return `${age(Math.max(0, Date.now() - lists.at))} lalu`;
}

function say(text) {
  place.replaceChildren(element("p", text, "soft"));
}

// A PDF needs the server; a pasted link doesn't leave this device.
form.addEventListener("submit", (event) => {
  const { file, code } = form.elements;
  if (file.files.length && navigator.onLine === false) {
    event.preventDefault();
    show({ verdict: "belum pasti", offline: true, sentence: "Memeriksa berkas PDF perlu internet. Kode QR di suratnya bisa diperiksa tanpa internet." }, null);
  } else if (!file.files.length && code.value && canCheck) {
    event.preventDefault();
    check(code.value);
  }
});

// A PDF or a picture of a code may be dropped anywhere on the page.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const { files } = event.dataTransfer;
  if (files.length !== 1) return;
  if (files[0].type.startsWith("image/")) {
    readPicture(files[0]);
    return;
  }
  form.elements.file.files = files;
  form.elements.code.value = "";
  form.requestSubmit();
});

const picture = document.getElementById("foto");
const scanButton = document.getElementById("pindai");
const pictureButton = document.getElementById("pilih-foto");
const camera = document.getElementById("kamera");
let stopCamera = null;

async function readPicture(file) {
  say("Mencari kode QR di foto…");
  const { codeOf } = await import("./scanner.js");
  const text = await codeOf(file).catch(() => null);
  if (text) check(text);
  else show({ verdict: "tidak dikenal", title: "Kode QR tidak ditemukan", sentence: "Foto ulang kodenya dari dekat, lurus, dan terang." }, null);
}

async function openCamera() {
  const { watch, complaint } = await import("./scanner.js");
  camera.hidden = false;
  scanButton.hidden = true;
  try {
    stopCamera = await watch(camera.querySelector("video"), (text) => {
      closeCamera();
      check(text);
    });
    camera.querySelector("button").focus();
  } catch (problem) {
    closeCamera();
    show({ verdict: "belum pasti", title: "Kamera tidak bisa dipakai", sentence: complaint(problem) }, null);
  }
}

function closeCamera() {
  stopCamera?.();
  stopCamera = null;
  camera.hidden = true;
  scanButton.hidden = false;
}

scanButton.hidden = !(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
pictureButton.hidden = false;
scanButton.addEventListener("click", openCamera);
camera.querySelector("button").addEventListener("click", () => { closeCamera(); scanButton.focus(); });
pictureButton.addEventListener("click", () => picture.click());
picture.addEventListener("change", () => { if (picture.files.length) readPicture(picture.files[0]); picture.value = ""; });

// Kept for the next time without internet.
const offlineWords = document.getElementById("luring");
async function refresh() {
  const lists = (await shelf.newest()) || (await shelf.kept());
  if (!lists) return;
  const ready = navigator.serviceWorker && (await navigator.serviceWorker.getRegistration());
  offlineWords.textContent = `${ready ? "Bisa dipakai tanpa internet. " : ""}Daftar pencabutan ${listAge(lists)}.`;
}

let offered = null;
const installButton = document.getElementById("pasang");
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offered = event;
  installButton.hidden = false;
});
installButton.addEventListener("click", () => { offered?.prompt(); installButton.hidden = true; });

addEventListener("online", async () => {
  await refresh();
  if (unsettled) check(unsettled);
});
addEventListener("hashchange", start);

function start() {
  const code = location.hash.slice(1);
  if (code.length > 40) check(code);
}

start();
if (canCheck) {
  if (navigator.serviceWorker) navigator.serviceWorker.register(place.dataset.worker, { scope: place.dataset.scope }).then(refresh, refresh);
  else refresh();
  setInterval(refresh, LIST_HOURS);
}
