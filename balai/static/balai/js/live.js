// Hears from the live process that something changed, and wakes the piece of the page that shows it: htmx then asks the
// web server. Where the live process can't be reached, the piece asks by itself every second.
for (const place of document.querySelectorAll("[data-live]")) {
  const source = new EventSource(place.dataset.live);
  source.addEventListener("changed", () => {
    const shown = document.getElementById(place.dataset.wakes);
    if (shown) shown.dispatchEvent(new CustomEvent("live"));
    else source.close();
  });
}
