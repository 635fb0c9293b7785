/**
 * What a browser remembers of a lesson: answers by question, and a card for each question that was missed once. A card
 * says in which box it lies, and on which day it comes back. Nothing is ever sent anywhere.
 *
 * @typedef {import("./answer.js").Answer} Answer
 * @typedef {{rev: number, box: number, due: number | null, at: number}} Card `due` is a day's number; null: no more.
 * @typedef {{v: number, q: Record<string, Answer>, r: Record<string, Card>}} Memory
 */

export const FORMAT = 1;

/** A question that was missed comes back after so many days, if it is right each time. */
export const DAYS = [1, 3, 7, 21];

/** The number of a day, by the reader's own clock. */
export const dayOf = (date = new Date()) => Math.floor((date.getTime() / 60_000 - date.getTimezoneOffset()) / 1440);

/** @returns {Card} the card of a question in a box */
export const card = (rev, box = 0) => ({ rev, box, due: box in DAYS ? dayOf() + DAYS[box] : null, at: Date.now() });

export const isObject = (value) => value instanceof Object && !Array.isArray(value);

/** What cannot be read counts as nothing. @param {any} data @returns {Memory} */
export function adopt(data) {
  const ours = isObject(data) && data.v === FORMAT;
  return { v: FORMAT, q: ours && isObject(data.q) ? data.q : {}, r: ours && isObject(data.r) ? data.r : {} };
}

/** The path the site is served under: several sites may share one origin. */
export const SITE = (() => {
  try {
    const { base } = JSON.parse(document.getElementById("__config")?.textContent ?? "");
    return new URL(base, location.href).pathname.replace(/\/*$/, "/");
  } catch {
    return "/";
  }
})();

const PREFIX = `rc:${SITE}:quiz:${FORMAT}:`;
const kept = new Map();
let blocked = false;

/** Whether this browser keeps nothing more, so that what is new is forgotten when the reader leaves. */
export const isBlocked = () => blocked;

/** @template T @param {() => T} act @returns {T | undefined} */
function attempt(act) {
  try {
    return act();
  } catch {
    blocked = true;
  }
}

/** @param {string} lesson @returns {Memory} */
export function recall(lesson) {
  const stored = attempt(() => localStorage.getItem(PREFIX + lesson));
  // A storage that is full can still be read, but does not hold what came last.
  const text = (blocked && kept.get(lesson)) || stored;
  try {
    return adopt(JSON.parse(text ?? ""));
  } catch {
    return adopt(null);
  }
}

/** Reads again before writing, so that other tabs and unknown ids are kept. @param {(memory: Memory) => void} change */
export function remember(/** @type {string} */ lesson, change) {
  const memory = recall(lesson);
  change(memory);
  const text = JSON.stringify(memory);
  kept.set(lesson, text);
  attempt(() => localStorage.setItem(PREFIX + lesson, text));
}

/** The lessons of which anything is remembered. */
export function lessons() {
  const stored = attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];
  return [...new Set([...stored.map((key) => key.slice(PREFIX.length)), ...(blocked ? kept.keys() : [])])];
}

/** @param {string} lesson */
export function forget(lesson) {
  kept.delete(lesson);
  attempt(() => localStorage.removeItem(PREFIX + lesson));
}
