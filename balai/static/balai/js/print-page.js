// A button that prints the page it stands on. Without this script one prints from the menu of the browser.
for (const button of document.querySelectorAll("[data-print-page]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
