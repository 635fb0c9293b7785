/*
 * Small things that can only be done in the browser, after the theme has built its own parts.
 *
 * 1. Whatever is too wide and scrolls (code, tables, formulas) can be reached with the keyboard and has a name, but
 *    only while it does scroll: a stop on each short block would be in the way.
 * 2. The theme wraps a code block's buttons in an unnamed <nav>; it is no landmark, so it says so.
 * 3. A page is fetched ahead when someone points at a link to it.
 */

const SCROLLERS = ".md-typeset__scrollwrap, .md-typeset pre > code, .rc-failure pre, .rc-equation";
const WIDE = "rcWide"; // data-rc-wide marks what we have named, so that we never undo another's work

/**
 * A name for what scrolls, from what stands nearest to it.
 * @param {Element} element
 * @returns {string}
 */
function nameOf(element) {
  const file = element.closest(".highlight")?.querySelector(".filename")?.textContent.trim();
  if (file) return `Code of ${file}`;
  const caption = element.querySelector("caption")?.textContent.trim();
  if (caption) return `Table: ${caption}`;
  const kind = element.matches(".rc-equation") ? "Formula" : element.querySelector("table") ? "Table" : "Code";
  return `${kind} ${numberOf(element)}, scrolls sideways`;
}

/** @param {Element} element @returns {number} its place among the page's scrollers, so that names differ */
function numberOf(element) {
  return [...document.querySelectorAll(SCROLLERS)].indexOf(element) + 1;
}

/** @param {HTMLElement} element */
function mendScroller(element) {
  if (element.closest(".rc-output")) return; // named at build
  const wide = element.scrollWidth > element.clientWidth + 1;
  if (wide && !(WIDE in element.dataset)) {
    element.dataset[WIDE] = "";
    element.tabIndex = 0;
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", nameOf(element));
  } else if (!wide && WIDE in element.dataset) {
    delete element.dataset[WIDE];
    for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
  }
}

function mendPage() {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
  for (const element of document.querySelectorAll(SCROLLERS)) sizes.observe(element);
}

// Tells of each element once when it begins to look, after the page has been laid out: to ask before would cost time.
const sizes = new ResizeObserver((entries) => entries.forEach((entry) => mendScroller(entry.target)));

// The theme adds wrappers and buttons a little after the page: look again when the content changes, once a frame.
let waiting = false;
const changes = new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mendPage();
  });
});

/** Fetches a page of this site ahead when the reader is about to follow a link to it. @param {Event} event */
function fetchAhead(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.origin !== location.origin || link.pathname === location.pathname || link.download) return;
  if (ahead.has(link.pathname) || navigator.connection?.saveData) return;
  ahead.add(link.pathname);
  const hint = document.createElement("link");
  hint.rel = "prefetch";
  hint.href = link.pathname;
  document.head.append(hint);
}

const ahead = new Set();
for (const kind of ["pointerover", "touchstart", "focusin"]) {
  document.addEventListener(kind, fetchAhead, { capture: true, passive: true });
}

const content = document.querySelector(".md-content");
if (content) changes.observe(content, { childList: true, subtree: true });
mendPage();
