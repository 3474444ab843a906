// Around every kiosk page: the heartbeat, the countdown, the clock, and that nothing of a person stays.
import { beat, wasTouched } from "./alive.js";
import { hush, speak } from "./voice.js";

const idle = Number(document.body.dataset.idle);
const leave = document.getElementById("selesai");
const countdown = document.getElementById("hitung-mundur");
const { worker, scope, onward, address } = document.getElementById("pekerja").dataset;
let endsAt = 0;

// What was sent is answered by the next page itself: from here on it is at its own address.
if (address) history.replaceState(null, "", address);

function touched() {
  endsAt = Date.now() + 1000 * idle;
  wasTouched();
}

// Hides everything at once and goes to the resting screen, also when network or server are down: then it keeps trying.
async function finish() {
  endsAt = Infinity;
  document.body.classList.add("kiosk-gone");
  try {
    const answer = await fetch(leave.action, { method: "POST", body: new FormData(leave), redirect: "manual" });
    if (answer.status >= 500) throw new Error("the visit is not over yet");
    location.replace(scope);
  } catch {
    setTimeout(finish, 2000);
  }
}

function tick() {
  // Somebody stands there and waits for paper or for an officer; the server says when that has lasted too long.
  if (document.querySelector("[data-waiting]")) endsAt = Math.max(endsAt, Date.now() + 1000 * idle);
  const left = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
  if (countdown && Number.isFinite(left)) {
    countdown.querySelector("b").textContent = `${left} detik`;
    countdown.querySelector("progress").value = left;
    countdown.dataset.soon = String(left <= 10);
  }
  if (left === 0) finish();
}

if (idle) {
  touched();
  for (const sign of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(sign, touched, { passive: true });
  if (countdown) countdown.hidden = false;
  tick();
  setInterval(tick, 500);
}

leave.addEventListener("submit", (event) => {
  event.preventDefault();
  finish();
});

// The switches act at once; the server only remembers them for the next page.
const looks = { large: ["text", "large"], contrast: ["contrast", "more"] };

document.getElementById("layar").addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button?.name !== "switch") return;
  event.preventDefault();
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  if (button.value === "speaks") {
    button.querySelector("span span").textContent = on ? "hidup" : "mati";
    if (on) speak();
    else hush();
  } else {
    const [name, value] = looks[button.value];
    if (on) document.documentElement.dataset[name] = value;
    else delete document.documentElement.dataset[name];
  }
  const said = new FormData(event.target, button);
  fetch(event.target.action, { method: "POST", body: said, redirect: "manual" }).catch(() => {});
});

if (document.querySelector('[value="speaks"]').getAttribute("aria-pressed") === "true") speak();

// A page that comes back from the browser's memory belongs to somebody who has gone.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// The resting screen takes in new notices, and a new version of itself, while nobody is there.
const REFRESH = 5 * 60 * 1000;
const openedAt = Date.now();

beat((status, said) => {
  const isStale = !idle && said && Date.now() - openedAt > REFRESH;
  if (status === 403 || said?.locked || isStale) location.reload();
  // Whoever waits before a page that hears nothing any more is told so, by the page that the worker keeps.
  else if (!status && document.querySelector("[data-waiting]") && navigator.serviceWorker?.controller) location.replace(onward);
});

const clock = document.getElementById("jam");
if (clock) {
  const show = () => {
    const now = new Date();
    clock.firstChild.data = now.toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.zone });
  };
  setInterval(show, 5000);
}

// Where the page may (over https, or on the machine itself), a worker stands in when the line is cut.
navigator.serviceWorker?.register(worker, { scope, updateViaCache: "all" }).catch(() => {});
