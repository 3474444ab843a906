// Looks every few seconds whether the server is there again, and then goes on where the visit stands.
import { speak } from "./voice.js";

const { onward } = document.querySelector("[data-onward]").dataset;

async function look() {
  try {
    const answer = await fetch(onward, { cache: "no-store" });
    if (answer.status < 500) return location.replace(onward);
  } catch {
    // still nobody
  }
  setTimeout(look, 3000);
}

speak();
setTimeout(look, 1000);
