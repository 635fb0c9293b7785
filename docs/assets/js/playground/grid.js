/**
 * A picture of dots that a reader can change: with a brush, or with a cursor that keys move. For the keyboard all dots
 * together are one stop.
 *
 * Whose grid it is says what a dot is drawn with and what a stroke does, such as the ink that it gives; the grid says where.
 *
 * @template T
 * @typedef {{
 *   dress: (i: number) => SVGElement[],  what a dot is drawn with
 *   stroke: (i: number) => T,  what a stroke does that begins on this dot
 *   along: T,  what a stroke does that goes along with the keyboard's cursor
 *   paint: (which: number[], what: T) => void,  does it to some dots
 * }} Owner
 */

import { DOTS, FRAME, ground, set, SIDE, square } from "./dots.js";
import { svg } from "./playground.js";
import { drag } from "./pointer.js";

const KEYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -SIDE], End: [0, SIDE] };

/** The nearest row or column that there is. @param {number} at */
const within = (at) => Math.min(Math.max(at, 0), SIDE - 1);

/** @template T */
export class Grid {
  /**
   * @param {Owner<T>} owner
   * @param {string} name for those who do not see it
   * @param {string} keys  what says which keys there are, by its id
   */
  constructor(owner, name, keys) {
    this.owner = owner;
    this.at = 0; // the dot where the cursor is
    this.cells = Array.from({ length: DOTS }, (_, i) => {
      const cell = svg("g", { role: "gridcell", tabindex: i ? -1 : 0 }, ...owner.dress(i));
      cell.addEventListener("focus", () => this.move(i));
      return cell;
    });
    const rows = Array.from({ length: SIDE }, (_, row) =>
      svg("g", { role: "row" }, ...this.cells.slice(row * SIDE, (row + 1) * SIDE)));
    this.cursor = svg("g", { class: "rc-dots-cursor" }, square("rc-dots-cursor-edge", 0), square("rc-dots-cursor-line", 0));
    this.root = svg("svg", {
      class: "rc-dots rc-dots--grid", viewBox: FRAME, role: "grid", "aria-label": name, "aria-describedby": keys,
    }, ground(), ...rows, this.cursor);
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("pointerdown", (event) => this.brush(event));
  }

  /** What those who do not see it hear of a dot. @param {number} i @param {string} what */
  name(i, what) {
    set(this.cells[i], { "aria-label": `Row ${Math.floor(i / SIDE) + 1}, column ${(i % SIDE) + 1}: ${what}` });
  }

  /** @param {number} to the dot where the cursor is from now on */
  move(to) {
    this.cells[this.at].setAttribute("tabindex", "-1");
    this.cells[to].setAttribute("tabindex", "0");
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
      this.cells[to].focus();
      if (event.shiftKey) this.owner.paint(this.between(from, to), this.owner.along);
    } else if (event.key === " " || event.key === "Enter") this.owner.paint([this.at], this.owner.stroke(this.at));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {PointerEvent} event */
  brush(event) {
    if (event.button) return;
    let last = this.dotAt(event);
    const what = this.owner.stroke(last);
    this.cells[last].focus({ preventScroll: true });
    this.owner.paint([last], what);
    drag(this.root, event, (moved) => {
      const dot = this.dotAt(moved);
      this.owner.paint(this.between(last, dot), what); // fast strokes skip dots
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
