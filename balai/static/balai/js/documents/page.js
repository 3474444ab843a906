// Pages on which papers are handed in: each [data-papers] shows its pages, takes photographs and sends them at once,
// one after the other, while the rest of the form is filled in. Without this module the form is sent as a whole.
import { forget, keep, waiting } from "./keeping.js";
import { warningsOf } from "./looking.js";
import { NotTaken, Outdated, send } from "./sending.js";
import { shrink } from "./shrinking.js";

const limits = JSON.parse(document.getElementById("batas-berkas").textContent);
const going = new Set(); // keys of the pages on their way
let line = Promise.resolve(); // one file at a time: each arrives the sooner

const keyOf = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};
const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`);

class Paper {
  constructor(section) {
    this.section = section;
    this.keeps = !section.closest("[data-papers-shared]"); // a computer that many share keeps nothing
    this.pages = section.querySelector("[data-pages]");
    this.say = section.querySelector("[data-say]");
    this.label = section.querySelector("h2, h3, h4").textContent.trim();
    this.place = new URL(section.dataset.send, location.href).pathname;
    this.token = () => section.closest("form").elements.csrfmiddlewaretoken.value;
    section.querySelector("[data-plain]").remove();
    this.pages.append(section.querySelector("template[data-picker]").content.cloneNode(true));
    for (const input of section.querySelectorAll(".picker input")) {
      input.addEventListener("change", () => {
        for (const file of input.files) this.take(file);
        input.value = "";
      });
    }
    if (this.keeps) waiting(this.place).then((records) => records.forEach((record) => this.add(record, true)));
  }

  /** A file that somebody chose, or a photograph just taken. */
  async take(file) {
    const card = new Card(this);
    const key = keyOf();
    going.add(key);
    card.show("making");
    try {
      const made = file.type === "application/pdf" ? await this.asItIs(file) : await shrink(file, limits);
      await this.add({ ...made, key, place: this.place, at: Date.now(), agreed: false }, false, card);
    } catch (problem) {
      card.refuse(problem instanceof NotTaken ? problem.message : limits.unreadable);
      this.finish(key);
    }
  }

  async asItIs(file) {
    if (file.size > limits.largestFile) throw new NotTaken(limits.tooLarge);
    if (!file.size) throw new NotTaken(limits.empty);
    return { bytes: await file.arrayBuffer(), type: file.type };
  }

  async add(record, resumed, card = new Card(this)) {
    card.picture(record);
    if (this.keeps) await keep(record);
    const warnings = record.type === "image/jpeg" && !record.agreed ? warningsOf(record, limits) : [];
    if (!warnings.length) return this.queue(record, card, resumed);
    this.tell(`Foto sulit dibaca. ${warnings[0]}`);
    this.finish(record.key);
    return card.poor(warnings, () => {
      record.agreed = true;
      if (this.keeps) keep(record);
      this.queue(record, card, false);
    }, () => forget(record.key));
  }

  queue(record, card, resumed) {
    const control = new AbortController();
    going.add(record.key);
    card.show("queued");
    card.canDrop(() => {
      control.abort();
      forget(record.key);
      this.finish(record.key);
    });
    line = line.then(() => this.send(record, card, resumed, control.signal));
  }

  async send(record, card, resumed, signal) {
    if (signal.aborted) return;
    card.show("sending", 0);
    try {
      const kept = await send({
        address: `${this.place}${record.key}/`, bytes: record.bytes, type: record.type, token: this.token(),
        largest: limits.largestChunk, resumed, signal,
        told: (state, received) => card.show(state, received / record.bytes.byteLength),
      });
      card.sent(kept);
      this.tell(`${card.title} sudah terkirim.`);
      await forget(record.key);
    } catch (problem) {
      if (signal.aborted) return;
      const isTold = problem instanceof NotTaken || problem instanceof Outdated;
      card.refuse(isTold ? problem.message : "Foto ini belum bisa dikirim. Muat ulang halaman ini.");
      if (problem instanceof NotTaken) await forget(record.key);
      this.tell(card.trouble.textContent);
    }
    this.finish(record.key);
  }

  finish(key) {
    going.delete(key);
    this.section.dispatchEvent(new CustomEvent("papers", { bubbles: true, detail: { left: going.size } }));
  }

  /** "Halaman 1", "Halaman 2" …, as they stand. */
  number() {
    [...this.pages.querySelectorAll(".photo [data-title]")].forEach((title, at) => { title.textContent = `Halaman ${at + 1}`; });
  }

  tell(sentence) {
    this.say.textContent = `${this.label}: ${sentence}`;
  }
}

class Card {
  constructor(paper) {
    this.paper = paper;
    this.box = paper.section.querySelector("template[data-card]").content.firstElementChild.cloneNode(true);
    paper.pages.querySelector(".picker").before(this.box);
    paper.number();
    this.trouble = this.find("[data-trouble]");
    this.progress = this.box.querySelector("progress");
    this.progress.setAttribute("aria-label", `${paper.label} ${this.title.toLowerCase()}`);
  }

  get title() {
    return this.find("[data-title]").textContent;
  }

  find(selector) {
    return this.box.querySelector(selector);
  }

  show(state, share) {
    for (const chip of this.box.querySelectorAll("[data-chip]")) chip.hidden = chip.dataset.chip !== state;
    this.box.toggleAttribute("data-busy", state === "making" || state === "sending");
    if (state === "poor" || state === "refused") this.box.dataset.state = "bad";
    else delete this.box.dataset.state;
    this.progress.hidden = share === undefined;
    if (share !== undefined) this.progress.value = Math.round(100 * share);
  }

  picture({ bytes, type }) {
    this.find("[data-note]").textContent = sizeOf(bytes.byteLength);
    const image = this.find("img");
    this.find("[data-pdf]").hidden = image.hidden = true;
    if (type !== "image/jpeg") {
      this.find("[data-pdf]").hidden = false;
      return;
    }
    image.src = URL.createObjectURL(new Blob([bytes], { type }));
    image.alt = `Foto ${this.paper.label}, ${this.title.toLowerCase()}`;
    image.hidden = false;
  }

  poor(warnings, agree, drop) {
    this.show("poor");
    this.explain(warnings.join(" "));
    const button = this.find("[data-agree]");
    button.hidden = false;
    button.addEventListener("click", () => {
      button.hidden = this.trouble.hidden = true;
      agree();
    }, { once: true });
    this.canDrop(drop, "Foto ulang");
  }

  refuse(sentence) {
    this.show("refused");
    this.explain(sentence);
    this.canDrop(() => {});
  }

  explain(sentence) {
    this.trouble.textContent = sentence;
    this.trouble.hidden = false;
  }

  canDrop(dropped, words = "Buang") {
    const button = this.find("[data-drop]");
    button.textContent = words;
    button.hidden = false;
    button.onclick = () => {
      const camera = this.paper.section.querySelector(".picker input");
      dropped();
      this.box.remove();
      this.paper.number();
      camera.focus();
      if (words === "Foto ulang") camera.click();
    };
  }

  sent({ document: id, warnings, size }) {
    this.show("sent");
    this.box.dataset.document = id;
    this.find("[data-note]").textContent = sizeOf(size);
    this.find("[data-drop]").hidden = true;
    if (warnings.length) this.explain(warnings.join(" "));
    const remove = this.find("[data-remove]");
    remove.value = id;
    remove.hidden = false;
  }
}

/** A form waits for its photographs, and then goes by itself. */
function guard(form) {
  const words = form.querySelector("[data-papers-wait]");
  const question = form.querySelector("[data-papers-undecided]");
  let held = null; // the button with which it was to be sent
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "hapus") return;
    const undecided = form.querySelector("[data-agree]:not([hidden])");
    question.hidden = !undecided;
    if (undecided) undecided.focus();
    words.hidden = !going.size || Boolean(undecided);
    held = event.submitter;
    if (undecided || going.size) event.preventDefault();
  });
  form.addEventListener("papers", ({ detail }) => {
    if (detail.left || words.hidden) return;
    words.hidden = true;
    if (form.querySelector('.photo[data-state="bad"]:not([data-document])')) return; // somebody must look at that one first
    if (form.requestSubmit) form.requestSubmit(held);
    else form.submit();
  });
}

for (const section of document.querySelectorAll("[data-papers]")) new Paper(section);
for (const form of document.querySelectorAll("form[data-papers-form]")) guard(form);
