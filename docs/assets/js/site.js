/*
 * Small things that can only be done in the browser, after the theme has built its own parts.
 *
 * 1. Whatever is too wide and scrolls (code, tables, formulas) can be reached with the keyboard and has a name, but
 *    only while it does scroll: a stop on each short block would be in the way.
 * 2. Code gets a button that copies it. The theme could add its own, but would lay out the page anew for each.
 * 3. A page is fetched ahead when someone points at a link to it.
 */

const SCROLLERS = ".md-typeset__scrollwrap, .md-typeset pre > :is(code, samp), .rc-failure pre, .rc-equation";
const KINDS = { code: "Code", samp: "Output", pre: "Code" };
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
  const kind = element.matches(".rc-equation") ? "Formula" : element.querySelector("table") ? "Table" : KINDS[element.localName];
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

/** @type {WeakSet<Element>} what is observed: to observe it once more would be to be told of it once more */
const observed = new WeakSet();

function mendPage() {
  for (const element of document.querySelectorAll(SCROLLERS)) {
    if (!observed.has(element)) sizes.observe(element);
    observed.add(element);
  }
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

/** The theme knows what to do when such a button is pressed. */
function addCopyButtons() {
  let number = 0;
  for (const code of document.querySelectorAll(".highlight > pre > code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rc-copy md-code__button";
    button.dataset.mdType = "copy";
    button.setAttribute("aria-label", "Copy this code");
    code.id ||= `rc-code-${(number += 1)}`;
    button.dataset.clipboardTarget = `#${code.id}`;
    code.before(button);
  }
}

/** Fetches a page of this site ahead when the reader is about to follow a link to it. @param {Event} event */
function fetchAhead(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.origin !== location.origin || link.pathname === location.pathname) return;
  if (!/(\/|\.html)$/.test(link.pathname)) return; // a file to take away is fetched when it is asked for
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
addCopyButtons();
mendPage();
