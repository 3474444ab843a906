// The kiosk's own camera looks for a QR code while a page with [data-camera] is shown; what it reads goes into the
// page's [data-scan] field and is sent. Without a camera the place stays hidden: the scanner beside the screen remains.
import { watch } from "../verify/scanner.js";

const place = document.querySelector("[data-camera]");
const target = document.querySelector("[data-scan]");

async function look() {
  try {
    const stop = await watch(place.querySelector("video"), (text) => {
      target.value = text;
      target.form.requestSubmit();
    });
    place.hidden = false;
    addEventListener("pagehide", stop);
  } catch {
    place.hidden = true; // no camera, or it is used by another program
  }
}

if (place && target && navigator.mediaDevices?.getUserMedia) look();
