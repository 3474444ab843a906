// The editor of letter kinds: saves while one types and shows the picture of the letter. Each button works without this
// module; then what was typed is saved with the button. At most one picture is asked for at a time and the newest text
// waits for it: the server cannot stop drawing, so asking for more would only make everything later.
import "./wording.js";

const PAUSE = 60; // milliseconds after a key before asking; a slow server makes the pause as long as its last answer
const LONGEST_PAUSE = 1000;
const form = document.getElementById("susunan");
let timer = 0;
let asking = null;
let isWaiting = false;
let lastTook = PAUSE;

function show(answer) {
  const fresh = new DOMParser().parseFromString(answer, "text/html").getElementById("segar");
  if (!fresh) return;
  form.elements.revisi.value = fresh.dataset.revision;
  const open = document.querySelector(".part-open")?.closest(".part");
  if (fresh.querySelector("#masalah-terbuka")?.textContent.trim()) open?.setAttribute("data-state", "bad");
  else open?.removeAttribute("data-state");
  for (const piece of fresh.querySelectorAll("[id]")) {
    const shown = document.getElementById(piece.id);
    if (!shown || shown.closest("form") !== null && piece.id !== "masalah-terbuka") continue;
    if (piece.id === "pratinjau") keepPlace(shown, piece);
    else if (!shown.closest("#pratinjau")) shown.replaceWith(document.adoptNode(piece.cloneNode(true)));
  }
}

// Pictures are exchanged inside the panel, so that it stays where it was scrolled to and the focus where it was.
function keepPlace(shown, fresh) {
  const focused = shown.contains(document.activeElement) ? document.activeElement.value : null;
  const pictures = shown.querySelectorAll("img.paper");
  const news = fresh.querySelectorAll("img.paper");
  if (!news.length && pictures.length && !fresh.querySelector(".notice")) {
    const figure = shown.querySelector("figure"); // still being drawn: the last picture stays
    fresh.append(figure);
  }
  const top = shown.scrollTop;
  shown.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
  shown.scrollTop = top;
  if (focused) shown.querySelector(`button[value="${CSS.escape(focused)}"]`)?.focus();
}

async function ask() {
  const begun = performance.now();
  const state = document.getElementById("keadaan");
  try {
    const answer = await fetch(form.dataset.typed, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-Requested-With": "fetch" },
    });
    const text = await answer.text();
    if (text.includes('id="segar"')) show(text);
    else state.textContent = "Belum tersimpan. Muat ulang halaman, lalu coba lagi.";
    if (answer.status === 429) schedule(LONGEST_PAUSE);
    document.dispatchEvent(new CustomEvent("balai:drawn", { detail: answer.status }));
  } catch {
    state.textContent = "Tidak ada sambungan. Ubahan terakhir belum tersimpan.";
  }
  lastTook = performance.now() - begun;
}

async function run() {
  if (asking) {
    isWaiting = true;
    return;
  }
  do {
    isWaiting = false;
    asking = ask();
    await asking;
    asking = null;
  } while (isWaiting);
}

function schedule(pause = Math.min(Math.max(PAUSE, lastTook / 2), LONGEST_PAUSE)) {
  clearTimeout(timer);
  timer = setTimeout(run, pause);
}

function showDependent() {
  for (const place of form.querySelectorAll("[data-depends]")) {
    const control = form.elements[place.dataset.depends];
    const value = control?.closest?.("[data-depends]")?.hidden ? "" : (control?.value ?? "");
    place.hidden = place.dataset.values === "*" ? value === "" : !place.dataset.values.split("|").includes(value);
  }
}

form.addEventListener("input", () => {
  showDependent();
  schedule();
});
form.addEventListener("change", () => {
  showDependent();
  schedule();
});

// A button waits for what is being saved, so that it does not collide with it.
form.addEventListener("submit", async (event) => {
  const { submitter } = event;
  clearTimeout(timer);
  if (submitter?.name === "contoh") {
    event.preventDefault();
    form.querySelector('input[name="contoh"]').value = submitter.value;
    run();
  } else if (asking) {
    event.preventDefault();
    await asking;
    isWaiting = false;
    form.requestSubmit(submitter);
  }
});

showDependent();
