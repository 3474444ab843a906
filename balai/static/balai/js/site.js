// Lets the worker keep what is read, says when there is no line, and lists what is at hand then.
const here = document.currentScript || document.querySelector("script[data-worker]");
const { worker, scope } = here.dataset;

navigator.serviceWorker?.register(worker, { scope }).catch(() => {});

const notice = document.querySelector("[data-without-line]");
const tell = () => { if (notice) notice.hidden = navigator.onLine; };
addEventListener("online", tell);
addEventListener("offline", tell);
tell();

const list = document.querySelector("[data-kept-pages]");
if (list && window.caches) {
  const cache = await caches.open(`balai-situs ${scope} halaman`);
  for (const request of await cache.keys()) {
    const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = page.querySelector("h1")?.textContent || page.title;
    const line = document.createElement("li");
    line.append(link);
    list.querySelector("ul").append(line);
    list.hidden = false;
  }
}
