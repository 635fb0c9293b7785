/**
 * The page whose dots can be erased: with a brush, or with a cursor that keys move. For the keyboard all dots together are
 * one stop.
 *
 * @typedef {import("./holes.js").Holes} Holes
 */

import { svg } from "../../playground/playground.js";
import { SIDE } from "./holes.js";
import { FRAME, ground, INK, set, square, visible } from "./picture.js";
import { drag } from "../../playground/pointer.js";

const KEYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -SIDE], End: [0, SIDE] };
const CROSS = "m3 3 4 4m0-4-4 4";

/** The nearest row or column that there is. @param {number} at */
const within = (at) => Math.min(Math.max(at, 0), SIDE - 1);

export class Page {
  /** @param {string} keys  what says which keys there are, by its id @param {(holes: Holes) => void} change */
  constructor(keys, change) {
    this.change = change;
    this.at = 0; // the dot where the cursor is
    this.dots = Array.from({ length: SIDE * SIDE }, (_, i) => {
      const [across, down] = [10 * (i % SIDE), 10 * Math.floor(i / SIDE)];
      const ink = square("rc-erase-seen", i);
      const cross = svg("path", { class: "rc-erase-cross", d: `M${across} ${down}${CROSS}` });
      const cell = svg("g", { role: "gridcell", tabindex: i ? -1 : 0 }, ink, cross);
      cell.addEventListener("focus", () => this.move(i));
      return { was: "", cell, ink, cross };
    });
    const rows = Array.from({ length: SIDE }, (_, row) =>
      svg("g", { role: "row" }, ...this.dots.slice(row * SIDE, (row + 1) * SIDE).map(({ cell }) => cell)));
    this.cursor = svg("g", { class: "rc-erase-cursor" }, square("rc-erase-cursor-edge", 0), square("rc-erase-cursor-line", 0));
    this.root = svg("svg", {
      class: "rc-erase-page", viewBox: FRAME, role: "grid", "aria-label": "The page, 8 by 8 dots",
      "aria-multiselectable": "true", "aria-describedby": keys,
    }, ground(), ...rows, this.cursor);
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("pointerdown", (event) => this.brush(event));
  }

  /** @param {number[]} x  ink, from 0 to 1 @param {Holes} holes */
  show(x, holes) {
    this.holes = holes;
    this.dots.forEach((dot, i) => {
      const { cell, ink, cross } = dot;
      const now = `${holes[i]} ${x[i]}`;
      if (dot.was === now) return;
      dot.was = now;
      set(ink, { ...visible(!holes[i]), "fill-opacity": x[i] });
      set(cross, visible(holes[i]));
      const what = holes[i] ? "lost" : `ink ${INK * x[i]} of ${INK}`;
      const place = `Row ${Math.floor(i / SIDE) + 1}, column ${(i % SIDE) + 1}`;
      set(cell, { "aria-label": `${place}: ${what}`, "aria-selected": `${holes[i]}` });
    });
  }

  /** Has some dots lost, or back again. @param {number[]} which @param {boolean} lost */
  paint(which, lost) {
    if (which.every((i) => this.holes[i] === lost)) return;
    this.holes = this.holes.map((was, i) => (which.includes(i) ? lost : was));
    this.change(this.holes);
  }

  /** @param {number} to the dot where the cursor is from now on */
  move(to) {
    this.dots[this.at].cell.setAttribute("tabindex", "-1");
    this.dots[to].cell.setAttribute("tabindex", "0");
    this.cursor.setAttribute("transform", `translate(${10 * (to % SIDE)} ${10 * Math.floor(to / SIDE)})`);
    this.at = to;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const way = KEYS[event.key];
    if (way) {
      const from = this.at;
      const to = within(Math.floor(from / SIDE) + way[0]) * SIDE + within((from % SIDE) + way[1]);
      this.dots[to].cell.focus();
      if (event.shiftKey) this.paint(this.between(from, to), true);
    } else if (event.key === " " || event.key === "Enter") this.paint([this.at], !this.holes[this.at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {PointerEvent} event */
  brush(event) {
    if (event.button) return;
    let last = this.dotAt(event);
    const lost = !this.holes[last]; // a stroke that begins on a hole restores
    this.dots[last].cell.focus({ preventScroll: true });
    this.paint([last], lost);
    drag(this.root, event, (moved) => {
      const dot = this.dotAt(moved);
      this.paint(this.between(last, dot), lost); // fast strokes skip dots
      last = dot;
    });
  }

  /** The dot at a place of the screen, or the nearest one. @param {MouseEvent} event */
  dotAt({ clientX, clientY }) {
    const { left, top, width, height } = this.root.getBoundingClientRect();
    const [row, column] = [(clientY - top) / height, (clientX - left) / width].map((share) => within(Math.floor(SIDE * share)));
    return row * SIDE + column;
  }

  /** All dots on the way from one to another. @param {number} from @param {number} to */
  between(from, to) {
    const [row, column] = [Math.floor(from / SIDE), from % SIDE];
    const [down, across] = [Math.floor(to / SIDE) - row, (to % SIDE) - column];
    const steps = Math.max(Math.abs(down), Math.abs(across), 1);
    return Array.from({ length: steps + 1 }, (_, i) =>
      Math.round(row + (i / steps) * down) * SIDE + Math.round(column + (i / steps) * across));
  }
}
