/**
 * Which dots of a page are lost: 64 of them, row by row.
 *
 * @typedef {boolean[]} Holes
 */

import { DOTS, SIDE } from "../../playground/dots.js";

/** @param {(row: number, column: number) => boolean} lost @returns {Holes} */
const where = (lost) => Array.from({ length: DOTS }, (_, i) => lost(Math.floor(i / SIDE), i % SIDE));

export const NONE = where(() => false);
export const LOWER_HALF = where((row) => row >= SIDE / 2);
export const LEFT_HALF = where((_, column) => column < SIDE / 2);

/** @param {Holes} holes */
export const count = (holes) => holes.filter(Boolean).length;

/** Which dots are left. @param {Holes} holes */
export const seenOf = (holes) => holes.flatMap((lost, i) => (lost ? [] : [i]));

/** All dots, in an order drawn by lot. */
export function shuffled() {
  const order = [...NONE.keys()];
  for (let i = DOTS - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/**
 * As many holes as asked for: some more where the order begins, or some fewer where it ends.
 * @param {Holes} holes
 * @param {number} asked
 * @param {number[]} order of all dots
 */
export function resized(holes, asked, order) {
  const next = [...holes];
  const more = asked - count(holes);
  const few = more > 0 ? order.filter((i) => !holes[i]) : order.filter((i) => holes[i]).reverse();
  for (const i of few.slice(0, Math.abs(more))) next[i] = !next[i];
  return next;
}

// ---- Holes in an address: two letters a row

/** @param {Holes} holes */
export const written = (holes) =>
  (holes.map(Number).join("").match(/.{4}/g) ?? []).map((four) => parseInt(four, 2).toString(16)).join("");

/** @param {string} text @returns {Holes | undefined} undefined if these are no holes */
export const read = (text) =>
  /^[0-9a-f]{16}$/.test(text)
    ? [...text].flatMap((letter) => [...parseInt(letter, 16).toString(2).padStart(4, "0")].map((bit) => bit === "1"))
    : undefined;
