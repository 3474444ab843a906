// Lets a button copy the text of a field. Without the clipboard (no script, no secure address) people select it themselves.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copies]") : []) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Tersalin";
  });
}
