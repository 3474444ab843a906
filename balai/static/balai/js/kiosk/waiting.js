// A screen without a visit: opens by itself as soon as somebody paired or unlocked it at the desk.
import { beat } from "./alive.js";

const place = document.querySelector("[data-waiting]");
const ask = async () => {
  try {
    const answer = await fetch(place.dataset.asks, { cache: "no-store" });
    if (answer.ok) location.replace(answer.url);
  } catch {
    // the server is away; ask again
  }
};
if (place) setInterval(ask, 1000 * place.dataset.waiting);
beat(() => {});
