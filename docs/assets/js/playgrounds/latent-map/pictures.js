/** What goes in, where a reader can draw, and what comes out. */

import { DOTS, FRAME, ground, INK, set, shade, SIDE, square } from "../../playground/dots.js";
import { Grid } from "../../playground/grid.js";
import { svg } from "../../playground/playground.js";

const EDGE = 0.3; // the ink that a stroke leaves beside it, as a pen does

/** The dots above, below and beside one. @param {number} i */
const beside = (i) => [i - SIDE, i + SIDE, ...(i % SIDE ? [i - 1] : []), ...((i + 1) % SIDE ? [i + 1] : [])];

export class Slate {
  along = 1; // with the keyboard, too, one draws on the way

  /** @param {string} keys  what says which keys there are, by its id @param {(dots: number[]) => void} change */
  constructor(keys, change) {
    this.change = change;
    /** @type {{was: string, ink: SVGElement}[]} */
    this.shades = [];
    this.grid = new Grid(this, "What goes in, 8 by 8 dots", keys);
    this.root = this.grid.root;
  }

  /** @param {number} i */
  dress(i) {
    const ink = square("rc-dots-ink", i);
    this.shades.push({ was: "", ink });
    return [ink];
  }

  /** A stroke that begins on a dark dot rubs out. @param {number} i */
  stroke(i) {
    return this.dots[i] > 0.5 ? 0 : 1;
  }

  /** @param {number[]} which @param {number} ink */
  paint(which, ink) {
    const dots = [...this.dots];
    const edge = ink ? which.flatMap(beside).filter((i) => i in dots) : [];
    for (const i of edge) dots[i] = Math.max(dots[i], EDGE);
    for (const i of which) dots[i] = ink;
    if (dots.every((now, i) => now === this.dots[i])) return;
    this.dots = dots;
    this.change(dots);
  }

  /** @param {number[]} dots  without noise @param {number[]} given  with it */
  show(dots, given) {
    this.dots = dots;
    this.shades.forEach((dot, i) => {
      const now = shade(given[i]);
      if (dot.was === now) return; // it takes a browser long to set an attribute, even to what it was
      dot.was = now;
      set(dot.ink, { "fill-opacity": now });
      this.grid.name(i, `ink ${Math.round(INK * given[i])} of ${INK}`);
    });
  }
}

export class Drawn {
  constructor() {
    this.dots = Array.from({ length: DOTS }, (_, i) => square("rc-dots-ink", i));
    this.root = svg("svg", { class: "rc-dots rc-latent-out", viewBox: FRAME, role: "img" }, ground(), ...this.dots);
  }

  /** @param {ArrayLike<number>} x @param {string} name for those who do not see it */
  show(x, name) {
    this.dots.forEach((dot, i) => set(dot, { "fill-opacity": shade(x[i]) }));
    set(this.root, { "aria-label": name });
  }
}
