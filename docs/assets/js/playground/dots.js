/** Pictures of 8 by 8 dots, row by row, each with its ink: from 0, which is paper, to 1. */

import { svg } from "./playground.js";

export const SIDE = 8;
export const DOTS = SIDE * SIDE;
export const INK = 16; // the most that a dot of the data has
/** What the digits are called. */
export const NAMES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

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

/**
 * Paints many pictures in rows, each with some paper about it: as ink on nothing, so that the page's own paper is seen.
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>[]} pictures
 * @param {number} columns
 */
export function paint(canvas, pictures, columns) {
  const cell = SIDE + 2;
  canvas.width = columns * cell; // this also makes it blank
  canvas.height = Math.ceil(pictures.length / columns) * cell;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pictures.forEach((dots, at) => {
    const image = context.createImageData(SIDE, SIDE);
    for (let i = 0; i < DOTS; i += 1) image.data[4 * i + 3] = Math.round(255 * dots[i]);
    context.putImageData(image, (at % columns) * cell + 1, Math.floor(at / columns) * cell + 1);
  });
}

/** Ink as a picture shows it. @param {number} ink */
export const shade = (ink) => Math.min(Math.max(ink, 0), 1).toFixed(2);
