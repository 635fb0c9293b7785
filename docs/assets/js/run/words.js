/** What a run comes to, in words. Pure: nothing here knows the page. */

import { HOST } from "./consent.js";

/** @param {string} text @returns {string[]} its lines, without the blanks at its end */
const lines = (text) => text.trimEnd().split("\n");

/** So many characters of a line are quoted. */
const LONGEST = 60;

/** @param {string | undefined} line */
const quoted = (line) => (line === undefined ? "nothing" : `“${line.slice(0, LONGEST)}”`);

/**
 * @param {string} shown what the page shows
 * @param {string} printed what was printed now
 * @returns {string} empty if they are the same
 */
export function difference(shown, printed) {
  const [there, here] = [lines(shown), lines(printed)];
  const at = [...(there.length > here.length ? there : here).keys()].find((i) => there[i] !== here[i]);
  return at === undefined ? "" : `Line ${at + 1} there: ${quoted(there[at])}, here: ${quoted(here[at])}.`;
}

/** @param {string} before @param {string} after @returns {string} which lines were changed; empty if none */
export function edited(before, after) {
  const [old, now] = [lines(before), lines(after)];
  const [less, more] = [Math.min(old.length, now.length), Math.max(old.length, now.length)];
  let first = 0;
  while (first < more && old[first] === now[first]) first += 1;
  if (first === more) return "";
  let last = 0;
  while (last < less - first && old.at(-1 - last) === now.at(-1 - last)) last += 1;
  const to = now.length - last;
  if (to === first) return `You took out what stood at line ${first + 1}.`;
  return to === first + 1 ? `You changed line ${to}.` : `You changed lines ${first + 1} to ${to}.`;
}

/** @param {number} milliseconds */
export const time = (milliseconds) => `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;

/** How a program ended. @param {import("./worker.js").End} end */
export function ending({ ok, line, missing, milliseconds }) {
  if (missing) return `The browser’s Python has no module ${missing}. Open in Colab may have it.`;
  if (ok) return `Done in ${time(milliseconds)}.`;
  const where = line ? ` on line ${line}` : "";
  return `Ended with an error${where}, after ${time(milliseconds)}.`;
}

/** Why nothing ran. @param {string} kind @param {string} detail @param {boolean} online */
export function failure(kind, detail, online) {
  if (kind === "changed") return `What came from ${HOST} is not what this site was made with, so it was not run.`;
  if (kind !== "unreachable") return `Python broke down: ${detail} The next run starts a new one.`;
  return online
    ? `${HOST} could not be reached. Download and Open in Colab work without it.`
    : "You seem to be offline. Run again once you are connected.";
}
