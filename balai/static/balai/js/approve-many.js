// Approves what is ticked one letter after the other and says for each what came of it. Without this script the form
// is sent once and a page tells all results.
const form = document.getElementById("setuju");

function ticked() {
  return [...form.querySelectorAll('input[name="pilih"]:checked:not(:disabled)')];
}

async function approve(box) {
  const body = new FormData(form);
  body.delete("pilih");
  body.append("pilih", box.value);
  const place = box.closest("li").querySelector(".outcome");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.status);
    place.innerHTML = await answer.text(); // our own page, escaped by the template
    if (!place.querySelector('[data-state="bad"]')) {
      box.checked = false;
      box.disabled = true;
    }
    return !place.querySelector("[data-stops]"); // a wrong passphrase is not tried again with the next letter
  } catch {
    place.textContent = "Tidak ada jawaban. Muat ulang halaman, lalu lihat surat ini.";
    return false;
  }
}

async function approveAll() {
  const boxes = ticked();
  const bar = document.getElementById("bilah");
  const label = form.querySelector('label[for="bilah"]');
  bar.max = boxes.length;
  document.getElementById("kemajuan").hidden = false;
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  for (const [number, box] of boxes.entries()) {
    label.textContent = form.dataset.progress.replace("{n}", number + 1).replace("{of}", boxes.length);
    const goOn = await approve(box);
    bar.value = number + 1;
    if (!goOn) break;
  }
  label.textContent = "Selesai. Lihat hasilnya pada tiap surat.";
  button.disabled = false;
}

if (form) {
  const all = document.getElementById("semua");
  document.getElementById("centang-semua").hidden = false;
  all.addEventListener("change", () => {
    for (const box of form.querySelectorAll('input[name="pilih"]:not(:disabled)')) box.checked = all.checked;
  });
  form.addEventListener("submit", (event) => {
    if (!ticked().length) return;
    event.preventDefault();
    approveAll();
  });
}
