// A scanner that types: QR readers and readers of the KTP-el's chip send what they read as keys, faster than any hand,
// and then Enter. What they read goes into the page's [data-scan] field and is sent, wherever the caret stands.
import { type } from "./keys.js";

const FAST = 35; // milliseconds between two keys; people need 60 and more
const FEWEST = 4; // signs
const PATIENCE = 150; // milliseconds without Enter after which it was no scanner

let burst = "";
let last = 0;
let field = null;
let before = "";
let waiting = 0;

// What came fast but was no scan belongs where it was typed.
function giveBack() {
  const typed = burst;
  burst = "";
  if (field && typed.length > 1) {
    field.value = before;
    for (const sign of typed) type(field, sign);
  }
}

function deliver(text) {
  const target = document.querySelector("[data-scan]");
  if (!target) return false;
  if (field) field.value = before;
  target.value = text;
  target.form.requestSubmit();
  return true;
}

addEventListener(
  "keydown",
  (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key === "Shift") return;
    const now = event.timeStamp; // when the key went down, however busy the page was
    const isFast = now - last < FAST;
    last = now;
    clearTimeout(waiting);
    if (event.key === "Enter") {
      if (burst.length >= FEWEST && isFast) {
        event.preventDefault();
        if (!deliver(burst)) giveBack();
      }
      burst = "";
    } else if (event.key.length === 1) {
      if (isFast && burst) event.preventDefault();
      else {
        giveBack();
        const focused = document.activeElement;
        field = focused instanceof HTMLInputElement && focused.type !== "checkbox" ? focused : null;
        before = field ? field.value : "";
        burst = "";
      }
      burst += event.key;
      waiting = setTimeout(giveBack, PATIENCE);
    }
  },
  true,
);
