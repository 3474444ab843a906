// Lets a phone hand a file on: to WhatsApp, to a printer nearby. Phones that can't share have no such button.
for (const button of navigator.share ? document.querySelectorAll("[data-shares]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { shares, name, title, text } = button.dataset;
    const shared = { title, text };
    try {
      const answer = await fetch(shares);
      if (answer.ok && !answer.redirected) {
        const files = [new File([await answer.blob()], name, { type: "application/pdf" })];
        if (navigator.canShare?.({ files })) shared.files = files;
      }
      await navigator.share(shared);
    } catch (problem) {
      if (problem.name !== "AbortError") throw problem;
    }
  });
}
