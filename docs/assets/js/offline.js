/**
 * Reading without a network: has the site's service worker registered, and fills in the page that stands in for one
 * that is not kept. `sw.js` does the keeping. Only published pages name this script.
 */

/** The origin the site is published at, written here then. Elsewhere (a copy, a preview) no worker is left behind. */
const PUBLISHED = "";

const SITE = new URL("../../", import.meta.url);

/**
 * Tells the worker what this page has loaded: some of it, or all, may have come before the worker was in charge.
 * @param {ServiceWorkerContainer} workers
 */
async function register(workers) {
  await workers.register(new URL("sw.js", SITE));
  const { active } = await workers.ready;
  const tell = () => {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    active?.postMessage({ keep: [location.href, ...loaded] });
  };
  tell();
  // Until it is in charge, the page goes on loading without it.
  if (!workers.controller) workers.addEventListener("controllerchange", tell, { once: true });
}

/** Every page that is kept, by its address. @returns {Promise<Map<string, Response>>} */
async function keptPages() {
  const pages = new Map();
  for (const name of (await caches.keys()).filter((key) => key.startsWith(`rc:${SITE.pathname}:`))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (request.url.endsWith("/")) pages.set(request.url, await cache.match(request));
    }
  }
  return pages;
}

/** @param {string} address @param {Response} page */
async function linkTo(address, page) {
  const { title } = new DOMParser().parseFromString(await page.text(), "text/html");
  const link = document.createElement("a");
  link.href = address;
  link.textContent = title.split(" - ")[0];
  return link;
}

/** @param {HTMLElement} root */
async function listPages(root) {
  const links = await Promise.all([...await keptPages()].map(([address, page]) => linkTo(address, page)));
  links.sort((a, b) => a.textContent.localeCompare(b.textContent));
  const items = links.map((link) => {
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  root.querySelector("ul")?.replaceChildren(...items);
  root.hidden = !items.length;
}

/** In milliseconds: so often it is looked whether a page can be had after all. */
const PATIENCE = 3000;

/** Show the page that was wanted, once the site answers. The worker lets this question pass to the network. */
async function look() {
  const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  if (answer?.ok) location.reload();
}

const root = document.getElementById("rc-kept");
if (root && "caches" in globalThis) {
  listPages(root).catch(() => {});
  if (!location.pathname.endsWith("/offline.html")) setInterval(look, PATIENCE);
}

if (location.origin === PUBLISHED && "serviceWorker" in navigator) {
  // After all that the reader waits for. Where the browser keeps nothing, the site is read as before.
  const begin = () => register(navigator.serviceWorker).catch(() => {});
  const whenIdle = () => ("requestIdleCallback" in globalThis ? requestIdleCallback(begin) : setTimeout(begin, 1000));
  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle);
}
