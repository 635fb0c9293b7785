/**
 * Lets readers go on without a network: whatever page, figure or search index they open is kept as it comes, and shown
 * when the network does not answer. It stands at the root of the published site, and concerns itself with nothing else.
 *
 * What changes under the same name is asked for anew each time, and what is kept is the second choice. So a reader sees
 * a mended lesson at once, whichever worker is in charge, and a new worker need not wait for the old one's pages to be
 * closed. Only files with a hash in their name, which never change, are taken from what is kept.
 */

/** A hash of what is published: with each change of the site there is a new worker, and what is kept is kept anew. */
const VERSION = "";

/** What every page needs, and the page that stands in for one that is not kept; addresses below the site. */
const SHELL = [];

/** In milliseconds: so long the network is waited for when there is something kept. */
const PATIENCE = 3000;

/** In milliseconds: so long a page that was fetched ahead is new. */
const A_WHILE = 60_000;

/** Other sites share the origin, and so its caches. */
const PREFIX = `rc:${new URL(registration.scope).pathname}:`;
const CACHE = PREFIX + VERSION;
const HASHED = /\.[0-9a-f]{8,}\.[\w.]+$/;

/** Files to take away are not for reading here. */
const DOWNLOADS = `${registration.scope}downloads/`;

/** @param {string} url */
const isOurs = (url) => url.startsWith(registration.scope) && !url.startsWith(DOWNLOADS);

/** @param {string} url */
const isPage = (url) => /(\/|\.html)$/.test(new URL(url).pathname);

/** Under which address something is kept: a page is the same page, whatever was searched on it. @param {string} url */
function nameOf(url) {
  const { origin, pathname, search } = new URL(url);
  return origin + pathname.replace(/\/index\.html$/, "/") + (isPage(url) ? "" : search);
}

/** Keep an answer, if it is a whole one of this site's own. @param {string} url @param {Response} answer */
async function keep(url, answer) {
  if (answer.status !== 200 || answer.type !== "basic" || answer.redirected) return;
  try {
    await (await caches.open(CACHE)).put(nameOf(url), answer);
  } catch {
    // There is no room for more: what is kept stays, and the page has its answer.
  }
}

/** @param {string} url */
const kept = async (url) => (await caches.open(CACHE)).match(nameOf(url), { ignoreVary: true });

/** What is shown for a page that was never opened. It says that it is not that page, by its status too. */
async function standIn() {
  const page = await kept(`${registration.scope}offline.html`);
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  return page ? new Response(page.body, { status: 503, headers }) : Response.error();
}

/** When pages were fetched ahead, by their addresses. @type {Map<string, number>} */
const ahead = new Map();

/**
 * From the network. A page is asked for past the browser's own cache too, where it may lie for minutes; but one that has
 * just been fetched ahead is new enough.
 * @param {Request} request
 */
function ask(request) {
  if (!isPage(request.url)) return fetch(request);
  const isNew = Date.now() - (ahead.get(request.url) ?? 0) < A_WHILE;
  if (request.mode !== "navigate") ahead.set(request.url, Date.now());
  return isNew ? fetch(request) : fetch(request, { cache: "no-cache" });
}

/** From the network; from what is kept if that fails, or takes long. @param {FetchEvent} event */
async function fresh(event) {
  const { request } = event;
  const asked = ask(request);
  event.waitUntil(asked.then((answer) => keep(request.url, answer.clone()), () => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  if (answer && answer.status < 500) return answer;
  const copy = await kept(request.url);
  if (copy) return copy;
  return asked.catch(() => (request.mode === "navigate" ? standIn() : Response.error()));
}

/** @param {FetchEvent} event */
const hashed = async (event) => (await kept(event.request.url)) ?? fresh(event);

/** The caches of this site's earlier versions. */
const older = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);

/** What was kept of an earlier version is asked for anew, so that no reader loses a lesson because it was mended. */
async function bringAlong() {
  for (const name of await older()) {
    const before = await caches.open(name);
    for (const { url } of await before.keys()) {
      if (await kept(url)) continue;
      const answer = await fetch(url, { cache: "no-cache" }).catch(() => before.match(url));
      if (answer) await keep(url, answer);
    }
  }
}

async function install() {
  const shell = SHELL.map((path) => new Request(new URL(path, registration.scope), { cache: "no-cache" }));
  await (await caches.open(CACHE)).addAll(shell);
  await bringAlong();
  await skipWaiting();
}

async function activate() {
  await Promise.all((await older()).map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));

addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  if (method !== "GET" || !isOurs(url) || headers.has("range")) return;
  event.respondWith(HASHED.test(new URL(url).pathname) ? hashed(event) : fresh(event));
});

/** Keep what a page has loaded before this worker was in charge. @param {string} url */
async function catchUp(url) {
  if (!(await kept(url))) await keep(url, await fetch(url));
}

addEventListener("message", (event) => {
  event.waitUntil(Promise.allSettled(event.data.keep.filter(isOurs).map(catchUp)));
});
