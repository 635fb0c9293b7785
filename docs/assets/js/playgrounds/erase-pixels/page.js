/**
 * The page whose dots can be erased.
 *
 * @typedef {import("./holes.js").Holes} Holes
 */

import { INK, set, shade, SIDE, square } from "../../playground/dots.js";
import { Grid } from "../../playground/grid.js";
import { svg } from "../../playground/playground.js";
import { visible } from "./picture.js";

const CROSS = "m3 3 4 4m0-4-4 4";

export class Page {
  along = true; // with the keyboard, too, one erases on the way

  /** @param {string} keys  what says which keys there are, by its id @param {(holes: Holes) => void} change */
  constructor(keys, change) {
    this.change = change;
    /** @type {{was: string, ink: SVGElement, cross: SVGElement}[]} */
    this.dots = [];
    this.grid = new Grid(this, "The page, 8 by 8 dots", keys);
    this.root = this.grid.root;
    set(this.root, { "aria-multiselectable": "true" });
  }

  /** @param {number} i */
  dress(i) {
    const [across, down] = [10 * (i % SIDE), 10 * Math.floor(i / SIDE)];
    const ink = square("rc-dots-ink", i);
    const cross = svg("path", { class: "rc-erase-cross", d: `M${across} ${down}${CROSS}` });
    this.dots.push({ was: "", ink, cross });
    return [ink, cross];
  }

  /** A stroke that begins on a hole restores. @param {number} i */
  stroke(i) {
    return !this.holes[i];
  }

  /** Has some dots lost, or back again. @param {number[]} which @param {boolean} lost */
  paint(which, lost) {
    if (which.every((i) => this.holes[i] === lost)) return;
    this.holes = this.holes.map((was, i) => (which.includes(i) ? lost : was));
    this.change(this.holes);
  }

  /** @param {number[]} x  ink, from 0 to 1 @param {Holes} holes */
  show(x, holes) {
    this.holes = holes;
    this.dots.forEach((dot, i) => {
      const now = `${holes[i]} ${x[i]}`;
      if (dot.was === now) return; // it takes a browser long to set an attribute, even to what it was
      dot.was = now;
      set(dot.ink, { ...visible(!holes[i]), "fill-opacity": shade(x[i]) });
      set(dot.cross, visible(holes[i]));
      this.grid.name(i, holes[i] ? "lost" : `ink ${INK * x[i]} of ${INK}`);
      set(this.grid.cells[i], { "aria-selected": `${holes[i]}` });
    });
  }
}
