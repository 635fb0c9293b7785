/** Pictures of 8 by 8 dots, row by row, each with its ink: from 0, which is paper, to 1. */

import { svg } from "./playground.js";

export const SIDE = 8;
export const DOTS = SIDE * SIDE;
export const INK = 16; // the most that a dot of the data has
export const FRAME = "-0.5 -0.5 81 81"; // 8 by 8 squares, each 10 by 10, with room for the border

/** @param {Element} element @param {Record<string, string | number>} attributes */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** The square of a dot, or a smaller one in it. @param {string} name its class @param {number} i @param {number} inset */
export const square = (name, i, inset = 0) =>
  svg("rect", {
    class: name, x: 10 * (i % SIDE) + inset, y: 10 * Math.floor(i / SIDE) + inset,
    width: 10 - 2 * inset, height: 10 - 2 * inset,
  });

/** Empty paper, and the lines between its dots. */
export const ground = () =>
  svg("path", {
    class: "rc-dots-ground",
    d: Array.from({ length: SIDE + 1 }, (_, i) => `M0 ${10 * i}h80M${10 * i} 0v80`).join(""),
  });

/** Ink as a picture shows it. @param {number} ink */
export const shade = (ink) => Math.min(Math.max(ink, 0), 1).toFixed(2);
