// Texts with placeholders, for people: `{resident.full_name|bold}` in a textarea is shown as the label "Nama lengkap".
// The textarea stays what is sent; without this module one writes the braces oneself. What can be chosen is read from
// the list of placeholders on the page (#daftar-isian), whose entries say how each value can be written.

const TOKEN = /\{([a-z0-9_]+\.[a-z0-9_]+)((?:\|[^{}|]*)*)\}/g;
const EDGE = "\u200b"; // a place for the caret beside a label; never sent
const CASES = [["upper", "HURUF BESAR"], ["lower", "huruf kecil"], ["title", "Huruf Besar Tiap Kata"],
  ["sentence", "Huruf besar di awal"], ["inline", "huruf kecil di awal"]];
const CHOICES = {
  count: [["one", "Bila satu, tulis"], ["many", "Bila lebih dari satu, tulis"]],
  sex: [["male", "Bila laki-laki, tulis"], ["female", "Bila perempuan, tulis"]],
};

const palette = document.getElementById("daftar-isian");
const entries = new Map();
for (const item of palette?.querySelectorAll("li[data-path]") ?? []) {
  const { path, label, chip, sample, ways, chooses } = item.dataset;
  const group = item.closest("ul").previousElementSibling.textContent;
  entries.set(path, { path, label, chip, sample, chooses, group, ways: JSON.parse(ways), hasCases: "cases" in item.dataset });
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// ---- A label in the text ----------------------------------------------------------------------------------------

const wordsFor = (path, format) => {
  if (format === "bold") return "tebal";
  if (format.includes(":")) return format.slice(format.indexOf(":") + 1);
  const own = entries.get(path)?.ways.find(([name]) => name === format);
  return own?.[1] ?? CASES.find(([name]) => name === format)?.[1] ?? format;
};

function describe(token) {
  const { path, formats } = JSON.parse(token.dataset.token);
  const entry = entries.get(path);
  token.toggleAttribute("data-unknown", !entry);
  const ways = formats.length ? ` · ${formats.map((format) => wordsFor(path, format)).join(" / ")}` : "";
  token.textContent = (entry ? entry.chip : `isian tidak dikenal: ${path}`) + ways;
  token.title = entry?.sample ? `Contoh: ${entry.sample}. Tekan untuk mengatur.` : "Tekan untuk mengatur.";
}

function makeToken(path, formats) {
  const token = element("span", { class: "token", contenteditable: "false", role: "button", tabindex: "0" });
  token.dataset.token = JSON.stringify({ path, formats });
  describe(token);
  return token;
}

function fillBox(box, text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    nodes.push(text.slice(from, match.index) || EDGE, makeToken(match[1], match[2].split("|").slice(1)));
    from = match.index + match[0].length;
  }
  nodes.push(text.slice(from) || (nodes.length ? EDGE : ""));
  box.replaceChildren(...nodes);
}

function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replaceAll(EDGE, "").replaceAll("\u00a0", " ");
  if (node.dataset?.token) {
    const { path, formats } = JSON.parse(node.dataset.token);
    return `{${[path, ...formats].join("|")}}`;
  }
  return node.nodeName === "BR" ? " " : [...node.childNodes].map(textOf).join("");
}

// ---- A box in place of a textarea -------------------------------------------------------------------------------

function tell(box) {
  const area = box.balaiArea;
  const text = textOf(box);
  if (area.value === text) return;
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function caretIn(box) {
  const selection = getSelection();
  if (selection.rangeCount && box.contains(selection.anchorNode)) return selection.getRangeAt(0).cloneRange();
  const range = document.createRange();
  range.selectNodeContents(box);
  range.collapse(false);
  return range;
}

function insertAt(box, range, ...nodes) {
  range.deleteContents();
  const last = nodes.at(-1);
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes);
  range.insertNode(fragment);
  box.focus();
  const after = document.createRange();
  if (last.nodeType === Node.TEXT_NODE) after.setStart(last, last.length);
  else after.setStartAfter(last);
  getSelection().removeAllRanges();
  getSelection().addRange(after);
  tell(box);
}

function enhance(area) {
  const label = document.querySelector(`label[for="${CSS.escape(area.id)}"]`);
  label.id ||= `${area.id}_label`;
  const described = area.getAttribute("aria-describedby");
  const box = element("div", {
    class: "input wording", contenteditable: "true", role: "textbox", "aria-multiline": "true", id: `${area.id}_kotak`,
    "aria-labelledby": label.id, "aria-describedby": described ?? undefined, spellcheck: "true",
  });
  box.balaiArea = area;
  fillBox(box, area.value);
  const insert = element("button", { class: "button button-plain button-small", type: "button" }, "Sisipkan isian");
  insert.setAttribute("aria-label", `Sisipkan isian ke ${label.textContent.trim()}`);
  let kept = null;
  document.addEventListener("selectionchange", () => {
    if (getSelection().rangeCount && box.contains(getSelection().anchorNode)) kept = caretIn(box);
  });
  insert.addEventListener("click", () => pick((path) => {
    insertAt(box, kept ?? caretIn(box), makeToken(path, []), document.createTextNode(EDGE));
  }));
  area.hidden = true;
  area.after(element("div", { class: "wording-place" }, box, insert));
  label.addEventListener("click", () => box.focus());

  box.addEventListener("input", () => {
    if (box.lastChild?.dataset?.token) box.append(EDGE);
    tell(box);
  });
  box.addEventListener("beforeinput", (event) => {
    if (event.inputType === "insertParagraph" || event.inputType === "insertLineBreak") event.preventDefault();
    else if (event.inputType === "insertText" && event.data === "{") {
      event.preventDefault();
      insert.click();
    }
  });
  box.addEventListener("paste", (event) => {
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain").replaceAll(/\s*\n\s*/g, " ");
    const holder = element("div");
    fillBox(holder, text);
    insertAt(box, caretIn(box), ...(holder.childNodes.length ? [...holder.childNodes] : [document.createTextNode("")]));
  });
  const openToken = (event) => {
    const token = event.target.closest?.(".token");
    if (!token) return;
    event.preventDefault();
    arrange(token, box);
  };
  box.addEventListener("click", openToken);
  box.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.closest(".token")) openToken(event);
    else if ((event.key === "Delete" || event.key === "Backspace") && event.target.closest?.(".token")) {
      event.preventDefault();
      event.target.remove();
      box.focus();
      tell(box);
    }
  });
}

// ---- Choosing a placeholder -------------------------------------------------------------------------------------

const search = element("input", { class: "input", type: "search", id: "cari-isian", autocomplete: "off" });
const list = element("div", { class: "picker-list", tabindex: "0", role: "group", "aria-label": "Isian" });
const found = element("p", { class: "unseen", role: "status" });
const picker = element("dialog", { class: "dialog stack stack-2", "aria-labelledby": "pilih-isian" },
  element("h2", { id: "pilih-isian", class: "t-3" }, "Sisipkan isian"),
  element("label", { for: "cari-isian" }, "Cari, misalnya nama atau tanggal"), search, found, list,
  element("p", { class: "row" },
    element("button", { class: "button button-plain", type: "button", onclick: () => picker.close() }, "Batal")));
let choose = () => {};

function showFound() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const nodes = [];
  let group = "";
  let count = 0;
  for (const entry of entries.values()) {
    const text = `${entry.label} ${entry.group} ${entry.sample}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    count += 1;
    if (entry.group !== group) nodes.push(element("h4", {}, (group = entry.group)));
    nodes.push(element("button", { type: "button", "data-path": entry.path, onclick: () => done(entry.path) },
      entry.label, element("small", {}, entry.sample)));
  }
  found.textContent = `${count} isian cocok.`;
  list.replaceChildren(...(nodes.length ? nodes : [element("p", { class: "small" }, "Tidak ada. Coba kata lain.")]));
}

function done(path) {
  picker.close();
  choose(path);
}

function pick(then) {
  choose = then;
  search.value = "";
  showFound();
  picker.showModal();
  search.focus();
}

search.addEventListener("input", showFound);
search.addEventListener("keydown", (event) => {
  const first = list.querySelector("button");
  if (event.key === "Enter" && first) {
    event.preventDefault();
    done(first.dataset.path);
  } else if (event.key === "ArrowDown" && first) {
    event.preventDefault();
    first.focus();
  }
});
list.addEventListener("keydown", (event) => {
  const buttons = [...list.querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = buttons.indexOf(document.activeElement) + step;
  if (next < 0) search.focus();
  else buttons[Math.min(next, buttons.length - 1)]?.focus();
});

// ---- How a placeholder is written -------------------------------------------------------------------------------

const settings = element("dialog", { class: "dialog stack stack-2", "aria-labelledby": "atur-isian" });

function option(name, label, example, isChosen) {
  const input = element("input", { type: "radio", name: "cara", value: name, checked: isChosen });
  return element("label", { class: "choice" }, input,
    element("span", {}, element("b", {}, label), example ? element("small", {}, example) : ""));
}

function arrange(token, box) {
  const { path, formats } = JSON.parse(token.dataset.token);
  const entry = entries.get(path) ?? { label: path, ways: [], sample: "", chooses: "", hasCases: false };
  const plain = formats.filter((format) => !format.includes(":"));
  const way = plain.find((format) => entry.ways.some(([name]) => name === format)) ?? "";
  const letterCase = plain.find((format) => format !== way && CASES.some(([name]) => name === format)) ?? "";
  const chosen = Object.fromEntries(formats.filter((format) => format.includes(":")).map((format) => {
    const colon = format.indexOf(":");
    return [format.slice(0, colon), format.slice(colon + 1)];
  }));
  const form = element("form", { class: "stack stack-2", method: "dialog" });
  if (entry.ways.length) {
    form.append(element("fieldset", { class: "field" }, element("legend", { class: "label" }, "Cara tulis"),
      element("div", { class: "choices choices-small" }, option("", "Biasa", entry.sample, !way),
        ...entry.ways.map(([name, label, example]) => option(name, label, example, name === way)))));
  }
  const cases = element("select", { class: "input input-short", id: "huruf-isian" }, element("option", { value: "" }, "Biasa"),
    ...CASES.map(([name, label]) => element("option", { value: name, selected: name === letterCase }, label)));
  if (entry.hasCases) {
    form.append(element("div", { class: "field" }, element("label", { for: "huruf-isian" }, "Huruf"), cases));
  }
  const bold = element("input", { type: "checkbox", checked: plain.includes("bold") });
  form.append(element("label", { class: "check" }, bold, element("span", {}, "Tebal")));
  const words = (CHOICES[entry.chooses] ?? []).map(([name, label]) => {
    const input = element("input", { class: "input", type: "text", id: `pilih-${name}`, maxlength: "60", value: chosen[name] ?? "" });
    form.append(element("div", { class: "field" }, element("label", { for: input.id }, label), input));
    return [name, input];
  });
  form.append(element("p", { class: "row" }, element("button", { class: "button", type: "submit" }, "Pakai"),
    element("button", { class: "button button-plain", type: "button", onclick: () => settings.close() }, "Batal"),
    element("button", { class: "button button-plain", type: "button", onclick: () => {
      settings.close();
      token.remove();
      box.focus();
      tell(box);
    } }, "Hapus dari kalimat")));
  form.addEventListener("submit", () => {
    const other = plain.filter((format) => format !== way && format !== letterCase && format !== "bold");
    const told = words.filter(([, input]) => input.value.trim())
      .map(([name, input]) => `${name}:${input.value.trim().replaceAll(/[{}|]/g, "")}`);
    const now = [form.elements.cara?.value ?? way, ...other, entry.hasCases ? cases.value : letterCase,
      bold.checked ? "bold" : "", ...told].filter(Boolean);
    token.dataset.token = JSON.stringify({ path, formats: now });
    describe(token);
    tell(box);
  });
  settings.replaceChildren(element("h2", { id: "atur-isian", class: "t-3" }, entry.chip ?? entry.label), form);
  settings.showModal();
}

if (entries.size) {
  palette.hidden = true;
  document.body.append(picker, settings);
  for (const area of document.querySelectorAll("textarea[data-wording]")) enhance(area);
}
