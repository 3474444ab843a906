// Tells the server every few seconds that this screen is on, and whether somebody has touched it since.
// The beat goes on from page to page: whoever opens five pages in ten seconds has told it once.

const form = document.getElementById("hidup");
const LAST = "balai-hidup"; // when this screen told it last
let touched = false;

export function wasTouched() {
  touched = true;
}

// Calls `heard` with the answer of each beat, or with null when the server can't be reached.
export function beat(heard) {
  if (!form) return;
  const every = 1000 * form.dataset.every;
  const tell = async () => {
    sessionStorage.setItem(LAST, Date.now());
    const said = new FormData(form);
    if (touched) said.set("touched", "1");
    touched = false;
    try {
      const answer = await fetch(form.action, { method: "POST", body: said });
      heard(answer.status, answer.ok ? await answer.json() : null);
    } catch {
      heard(0, null);
    }
  };
  const since = Date.now() - Number(sessionStorage.getItem(LAST));
  const wait = since >= 0 && since < every ? every - since : 0; // nothing told yet, or the clock was set
  setTimeout(() => {
    tell();
    setInterval(tell, every);
  }, wait);
}
