// Prints the PDF that a form names (data-prints) in a frame that nobody sees, then sends the form, which tells the ledger
// that this browser took it. With data-prints-at-once it does not wait for a tap. Without this script the form leads to
// the document, and whoever stands there prints it.
const SECONDS_TO_LOAD = 20;
const SECONDS_TO_SPOOL = 3;

for (const form of document.querySelectorAll("form[data-prints]")) {
  let isPrinted = false;
  form.addEventListener("submit", async (event) => {
    if (isPrinted) return;
    event.preventDefault();
    const button = form.querySelector("button");
    if (button) button.disabled = true;
    isPrinted = await print(form.dataset.prints);
    if (button) button.disabled = false;
    if (!isPrinted) {
      isPrinted = true; // a frame that cannot print leaves it to the document itself
      return form.requestSubmit();
    }
    form.elements.then.value = "";
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    setTimeout(() => location.replace(answer.url), SECONDS_TO_SPOOL * 1000);
  });
  if ("printsAtOnce" in form.dataset) form.requestSubmit();
}

function print(address) {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    const late = setTimeout(() => resolve(false), SECONDS_TO_LOAD * 1000);
    frame.className = "unseen";
    frame.title = "Cetakan";
    frame.tabIndex = -1;
    frame.addEventListener("load", () => {
      clearTimeout(late);
      try {
        frame.contentWindow.print();
        resolve(true);
      } catch {
        resolve(false);
      }
    });
    frame.src = address;
    document.body.append(frame);
  });
}
