/**
 * What a model makes of the page: what it has put into the holes, and how likely each digit is to it. It draws what it is
 * given and knows no model.
 *
 * @typedef {import("./holes.js").Holes} Holes
 */

import { DOTS, FRAME, ground, set, shade, SIDE, square } from "../../playground/dots.js";
import { svg } from "../../playground/playground.js";

const [ROW, WIDTH, FROM, TO] = [20, 200, 26, 158]; // of the bars

/** Attributes by which something is to be seen, or not. @param {boolean} there */
export const visible = (there) => ({ visibility: there ? "visible" : "hidden" });

/** What was put in has another form than what is seen: discs by the generative model, small squares by the other. */
const PUT_IN = {
  generative: (i) => svg("circle", { class: "rc-erase-put", cx: 10 * (i % SIDE) + 5, cy: 10 * Math.floor(i / SIDE) + 5, r: 4 }),
  discriminative: (i) => square("rc-erase-put", i, 1.75),
};

export class Picture {
  /** @param {"generative" | "discriminative"} family */
  constructor(family) {
    this.dots = Array.from({ length: DOTS }, (_, i) => ({ was: "", seen: square("rc-dots-ink", i), put: PUT_IN[family](i) }));
    this.root = svg("svg", { class: "rc-dots", viewBox: FRAME, role: "img" },
      ground(), ...this.dots.flatMap(({ seen, put }) => [seen, put]));
  }

  /** @param {ArrayLike<number>} x  ink, from 0 to 1 @param {Holes} holes @param {string} name for those who do not see it */
  show(x, holes, name) {
    this.dots.forEach((dot, i) => {
      const ink = shade(x[i]);
      const now = `${holes[i]} ${ink}`;
      if (dot.was === now) return; // it takes a browser long to set an attribute, even to what it was
      dot.was = now;
      set(dot.seen, { ...visible(!holes[i]), "fill-opacity": ink });
      set(dot.put, { ...visible(holes[i]), "fill-opacity": ink });
    });
    set(this.root, { "aria-label": name });
  }
}

/** A share in 100, as it stands beside its bar. @param {number} share */
const short = (share) => (share > 0.99 ? ">99" : share < 0.01 ? "<1" : `${Math.round(100 * share)}`);

/** How long a bar is. @param {number} share */
const long = (share) => (share * (TO - FROM)).toFixed(1);

/** Bars with a dashed edge, or solid lines that end in a disc. */
const BAR = {
  generative: (y) => {
    const [line, disc] = [svg("line", { x1: FROM, y1: y, y2: y }), svg("circle", { cy: y, r: 5 })];
    const show = (share) => {
      const end = FROM + Number(long(share));
      set(line, { x2: end });
      set(disc, { cx: end });
    };
    return { nodes: [line, disc], show };
  },
  discriminative: (y) => {
    const bar = svg("rect", { x: FROM, y: y - 6, height: 12 });
    return { nodes: [bar], show: (share) => set(bar, { width: long(share) }) };
  },
};

export class Bars {
  /** @param {"generative" | "discriminative"} family @param {string[]} names of the classes, as they are said */
  constructor(family, names) {
    this.names = names;
    this.bars = names.map((_, i) => {
      const y = ROW * i + ROW / 2;
      const number = svg("text", { x: WIDTH, y: y + 5, "text-anchor": "end" });
      return { ...BAR[family](y), was: "", number, label: svg("text", { x: 10, y: y + 5, "text-anchor": "middle" }, String(i)) };
    });
    this.ring = svg("circle", { class: "rc-erase-ring", cx: 10, r: 9 });
    this.root = svg("svg", { class: "rc-erase-bars", viewBox: `0 0 ${WIDTH} ${ROW * names.length}`, role: "img" },
      svg("path", { class: "rc-erase-axis", d: `M${FROM} 0V${ROW * names.length}` }),
      ...this.bars.flatMap(({ nodes, label, number }) => [...nodes, label, number]), this.ring);
  }

  /** @param {number[]} shares @param {number} truth @param {string} who says it */
  show(shares, truth, who) {
    const most = Math.max(...shares);
    this.bars.forEach((bar, i) => {
      const share = shares[i];
      bar.show(share);
      if (bar.number.textContent !== short(share)) bar.number.textContent = short(share);
      const name = share === most ? "rc-erase-most" : share < 0.01 ? "rc-erase-least" : "";
      if (bar.was !== name) bar.number.setAttribute("class", (bar.was = name));
    });
    set(this.ring, { cy: ROW * truth + ROW / 2 });
    const told = shares.map((share, i) => ({ share, name: this.names[i] })).filter(({ share }) => share >= 0.01)
      .sort((one, other) => other.share - one.share).map(({ share, name }) => `${name} ${inHundred(share)}`);
    set(this.root, { "aria-label": `Out of 100, ${who}: ${told.join(", ")}. The true digit: ${this.names[truth]}.` });
  }
}

/** @param {number} share */
export const inHundred = (share) => (share > 0.99 ? "more than 99" : `${Math.round(100 * share)}`);
