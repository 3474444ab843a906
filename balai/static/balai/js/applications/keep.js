// Keeps what is typed on this phone until the server has it, and not longer: phones are shared. Sends it when there is a
// line. Without this script each page is sent as it is, and the browser says itself when there is no line.
import { forgetAll } from "../documents/keeping.js";

const PREFIX = "permohonan:";
const FIRST_WAIT = 3000; // milliseconds, doubled up to the longest
const LONGEST_WAIT = 60000;
const PATIENCE = 15000;

const form = document.querySelector("form[data-keep]");
const told = document.querySelector("[data-kept]");
const seen = document.querySelector("[data-application]")?.dataset; // which application the page shows, and how new

function keep() {
  const typed = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "revisi");
  localStorage.setItem(PREFIX + form.dataset.keep, JSON.stringify({ revision: form.elements.revisi.value, typed }));
}

/** What was typed on any page of this application before the state that is shown: the server has had it, or something newer. */
function sweep() {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX + seen.application)) continue;
    if (JSON.parse(localStorage.getItem(key)).revision !== seen.revision) localStorage.removeItem(key);
  }
}

function putBack() {
  const kept = JSON.parse(localStorage.getItem(PREFIX + form.dataset.keep) || "null");
  if (!kept) return;
  for (const control of form.elements) {
    const values = kept.typed.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "hidden" || !control.name) continue;
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else if (values.length) control.value = values[0];
  }
  form.dispatchEvent(new Event("input"));
}

async function hasLine() {
  try {
    await fetch(location.href, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return true;
  } catch {
    return false;
  }
}

async function sendWhenThereIsALine(event) {
  event.preventDefault();
  keep();
  for (let wait = FIRST_WAIT; !(await hasLine()); wait = Math.min(wait * 2, LONGEST_WAIT)) {
    told.hidden = false;
    await new Promise((resolve) => {
      addEventListener("online", resolve, { once: true });
      setTimeout(resolve, wait);
    });
  }
  form.submit();
}

if (seen) sweep();
if (form) {
  putBack();
  form.addEventListener("input", keep);
  form.addEventListener("submit", sendWhenThereIsALine, { once: true });
}

document.querySelector("form[data-forget]")?.addEventListener("submit", () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  forgetAll();
});
