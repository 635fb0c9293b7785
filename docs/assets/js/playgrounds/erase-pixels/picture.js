/**
 * What a model makes of the page: what it has put into the holes, and how likely each digit is to it. It draws what it is
 * given and knows no model.
 *
 * @typedef {import("./holes.js").Holes} Holes
 */

import { svg } from "../../playground/playground.js";
import { SIDE } from "./holes.js";

export const FRAME = "-0.5 -0.5 81 81"; // 8 by 8 squares, each 10 by 10, with room for the border
export const INK = 16; // the most that a dot can have
const [ROW, WIDTH, FROM, TO] = [20, 200, 26, 158]; // of the bars

/** @param {Element} element @param {Record<string, string | number>} attributes */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** Attributes by which something is to be seen, or not. @param {boolean} there */
export const visible = (there) => ({ visibility: there ? "visible" : "hidden" });

/** The square of a dot, or a smaller one in it. @param {string} name its class @param {number} i @param {number} inset */
export const square = (name, i, inset = 0) =>
  svg("rect", {
    class: name, x: 10 * (i % SIDE) + inset, y: 10 * Math.floor(i / SIDE) + inset,
    width: 10 - 2 * inset, height: 10 - 2 * inset,
  });

/** Empty paper, and the lines between its dots. */
export const ground = () =>
  svg("path", {
    class: "rc-erase-ground",
    d: Array.from({ length: SIDE + 1 }, (_, i) => `M0 ${10 * i}h80M${10 * i} 0v80`).join(""),
  });

/** What was put in has another form than what is seen: discs by the generative model, small squares by the other. */
const PUT_IN = {
  generative: (i) => svg("circle", { class: "rc-erase-put", cx: 10 * (i % SIDE) + 5, cy: 10 * Math.floor(i / SIDE) + 5, r: 4 }),
  discriminative: (i) => square("rc-erase-put", i, 1.75),
};

export class Picture {
  /** @param {"generative" | "discriminative"} family */
  constructor(family) {
    this.dots = Array.from({ length: SIDE * SIDE }, (_, i) => ({ was: "", seen: square("rc-erase-seen", i), put: PUT_IN[family](i) }));
    this.root = svg("svg", { class: "rc-erase-picture", viewBox: FRAME, role: "img" },
      ground(), ...this.dots.flatMap(({ seen, put }) => [seen, put]));
  }

  /** @param {ArrayLike<number>} x  ink, from 0 to 1 @param {Holes} holes @param {string} name for those who do not see it */
  show(x, holes, name) {
    this.dots.forEach((dot, i) => {
      const ink = Math.min(Math.max(x[i], 0), 1).toFixed(2);
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
