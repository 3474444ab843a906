// Keys for working through a list: J next, K previous, X tick, Enter opens by itself. On a page of one thing J and K
// follow its links. Silent while somebody types, and off for whoever says so.
const LETTERS = new Set(["j", "k", "x"]);
const OFF = "tombol-cepat-mati";

function lines() {
  return [...document.querySelectorAll("[data-keys] tbody tr")].map((row) => row.querySelector("th a"));
}

function step(by) {
  const links = lines();
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = here < 0 ? 0 : Math.min(Math.max(here + by, 0), links.length - 1);
  links[next]?.focus();
}

function typing(element) {
  return element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey || event.altKey || !LETTERS.has(key) || typing(event.target)) return;
  if (localStorage.getItem(OFF)) return;
  const link = document.querySelector(`a[data-key="${key}"]`);
  if (link) link.click();
  else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else document.activeElement.closest("tr")?.querySelector('input[name="pilih"]')?.click();
});

function tell(hint) {
  const off = Boolean(localStorage.getItem(OFF));
  hint.hidden = false;
  hint.querySelector("[data-keys-names]").hidden = off;
  hint.querySelector("button").textContent = off ? "Nyalakan tombol cepat" : "Matikan tombol cepat";
}

for (const hint of document.querySelectorAll("[data-keys-hint]")) {
  tell(hint);
  hint.querySelector("button").addEventListener("click", () => {
    if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    tell(hint);
  });
}
