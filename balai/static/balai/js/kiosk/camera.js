// The kiosk's own camera looks for a QR code while a page with [data-camera] is shown; what it reads goes into the
// page's [data-scan] field and is sent. Without a camera the place stays hidden: the scanner beside the screen remains.
// A camera that the page before has only just let go of is asked again.
import { watch } from "../verify/scanner.js";

const place = document.querySelector("[data-camera]");
const target = document.querySelector("[data-scan]");
const IN_USE = ["NotReadableError", "AbortError"];
const PAUSE = 700; // milliseconds until it is asked again

async function look(tries = 4) {
  try {
    const stop = await watch(place.querySelector("video"), (text) => {
      target.value = text;
      target.form.requestSubmit();
    });
    place.hidden = false;
    addEventListener("pagehide", stop);
  } catch (problem) {
    place.hidden = true;
    if (tries > 1 && IN_USE.includes(problem.name)) setTimeout(look, PAUSE, tries - 1);
  }
}

if (place && target && navigator.mediaDevices?.getUserMedia) look();
