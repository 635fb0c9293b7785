/**
 * The drawing: errors against the number of examples, up to some size, and a mark at one of them. It draws what it is given.
 *
 * @typedef {{mean: number, low: number, high: number}} Spot  wrong answers in a hundred
 * @typedef {{generative: Spot[], discriminative: Spot[], baseline?: Spot[]}} Curves
 */

import { svg } from "../../playground/playground.js";
import { placeIn } from "../../playground/pointer.js";

const WIDTH = 560;
const HEIGHT = 362;
const [LEFT, RIGHT, TOP, BOTTOM] = [54, 430, 58, 306];
const NAMES = { generative: ["naive", "Bayes"], discriminative: ["logistic", "regression"], baseline: ["baseline"] };
// Written out, since a publisher drops the rules of classes that are named nowhere.
const LOOKS = { generative: "rc-g-generative", discriminative: "rc-g-discriminative", baseline: "rc-g-baseline" };
const GAP = 42; // between the middles of two names, each of which has two lines
const CAP = 8; // half the width of the caps that close a band at the mark
const STEPS = [2, 5, 10, 20]; // of the grid
const LINES = 4; // of the grid, at most, so that it stays quiet

/** @param {number} value */
const short = (value) => value.toFixed(1);

/** The heights nearest to these at which names do not overlap, in the same order. @param {number[]} wanted */
export function apart(wanted) {
  const order = wanted.map((_, i) => i).sort((i, j) => wanted[i] - wanted[j]);
  const heights = [...wanted];
  order.forEach((i, n) => n && (heights[i] = Math.max(heights[i], heights[order[n - 1]] + GAP)));
  let floor = BOTTOM - 22;
  for (const i of order.reverse()) {
    heights[i] = Math.min(heights[i], floor);
    floor = heights[i] - GAP;
  }
  return heights;
}

export class Plot {
  /** @param {(at: number) => void} choose is told which size was pressed on */
  constructor(choose) {
    const note = (attributes, ...words) => svg("text", { class: "rc-d-note", ...attributes }, ...words);
    this.grid = svg("g");
    this.ticks = svg("g", { "text-anchor": "middle" });
    this.unseen = svg("rect", { class: "rc-g-unseen", y: TOP, height: BOTTOM - TOP });
    this.doubt = svg("text", { class: "rc-g-doubt", "text-anchor": "middle" }, "?");
    this.mark = svg("path", { class: "rc-g-mark" });
    this.readout = Object.fromEntries([["generative", "●"], ["discriminative", "■"]].map(([family, sign]) => {
      const share = svg("tspan");
      return [family, { share, text: svg("tspan", { class: `rc-g-name ${LOOKS[family]}` }, `${sign} `, share) }];
    }));
    this.above = svg("text", { class: "rc-d-note", y: TOP - 14, "text-anchor": "middle" },
      this.readout.generative.text, "\u2003", this.readout.discriminative.text);
    this.drawn = Object.fromEntries(Object.entries(NAMES).map(([family, lines]) => {
      const path = (kind) => svg("path", { class: `${kind} ${LOOKS[family]}` });
      const name = svg("text", { class: `rc-d-note rc-g-name ${LOOKS[family]}` },
        ...lines.map((words, i) => svg("tspan", { x: 0, dy: i ? "1.05em" : 0 }, words)));
      return [family, { name, band: path("rc-g-band"), edge: path("rc-g-edge"), line: path("rc-g-line"), spots: path("rc-g-spots"), spot: path("rc-g-spot") }];
    }));
    const all = (kind) => Object.values(this.drawn).map((one) => one[kind]);
    this.root = svg("svg", { class: "rc-drawing__svg rc-g", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label":
        "Wrong answers against the number of examples. A solid line with discs: naive Bayes. A dashed line with squares: logistic regression. What is seen is told below." },
      this.unseen, this.grid, this.doubt, ...all("band"), ...all("edge"), this.mark, ...all("line"), ...all("spots"), ...all("spot"),
      svg("path", { class: "rc-d-axis", d: `M${LEFT} ${BOTTOM}H${RIGHT}` }), this.ticks, ...all("name"), this.above,
      note({ x: 4, y: 18 }, "wrong answers"), note({ x: (LEFT + RIGHT) / 2, y: HEIGHT - 6, "text-anchor": "middle" }, "examples"));
    this.root.addEventListener("click", (event) => {
      const [x] = placeIn(this.root, event);
      const far = this.sizes.map((_, at) => Math.abs(this.x(at) - x));
      choose(far.indexOf(Math.min(...far)));
    });
  }

  /** Where a size stands: each is the double of the one before, so they stand at even steps. @param {number} at */
  x(at) {
    return LEFT + (Math.log(this.sizes[at] / this.sizes[0]) / Math.log(this.sizes.at(-1) / this.sizes[0])) * (RIGHT - LEFT);
  }

  /** @param {number} share of answers, in a hundred */
  y(share) {
    return BOTTOM - (share / this.top) * (BOTTOM - TOP);
  }

  /**
   * @param {number[]} sizes
   * @param {Curves} curves
   * @param {number} at which size is marked
   * @param {number} last which size is the last that is shown
   */
  show(sizes, curves, at, last) {
    this.sizes = sizes;
    // The baseline is drawn without its band.
    this.top = Math.max(...Object.entries(curves).flatMap(([family, curve]) =>
      curve.map(({ mean, high }) => (family === "baseline" ? mean : high))));
    this.frame(at, last);
    const shown = Object.entries(curves);
    for (const [family, parts] of Object.entries(this.drawn)) {
      for (const part of Object.values(parts)) part.setAttribute("visibility", family in curves ? "visible" : "hidden");
    }
    for (const [family, spots] of shown) this.trace(this.drawn[family], spots.slice(0, last + 1), at);
    const ends = shown.map(([, spots]) => this.y(spots[last].mean));
    const heights = apart(ends);
    shown.forEach(([family], i) => {
      const lift = NAMES[family].length > 1 ? -4 : 6; // the middle of one or two lines
      this.drawn[family].name.setAttribute("transform", `translate(${short(this.x(last) + 17)} ${short(heights[i] + lift)})`);
    });
    const low = heights.reduce((sum, height) => sum + height, 0) / heights.length > (TOP + BOTTOM) / 2;
    this.doubt.setAttribute("y", String(low ? TOP + 70 : BOTTOM - 40));
    for (const [family, { share }] of Object.entries(this.readout)) share.textContent = `${curves[family][at].mean.toFixed(1)}%`;
  }

  /** The grid, the sizes, the mark and what is not shown yet. @param {number} at @param {number} last */
  frame(at, last) {
    const step = STEPS.find((one) => this.top / one < LINES + 1) ?? 25;
    const levels = Array.from({ length: Math.floor(this.top / step) + 1 }, (_, i) => i * step);
    this.grid.replaceChildren(
      svg("path", { class: "rc-g-grid", d: levels.slice(1).map((level) => `M${LEFT} ${short(this.y(level))}H${RIGHT}`).join("") }),
      ...levels.map((level) => svg("text", { class: "rc-d-note", x: LEFT - 13, y: short(this.y(level) + 6), "text-anchor": "end" },
        level ? `${level}%` : "0")));
    this.ticks.replaceChildren(...this.sizes.map((size, i) =>
      svg("text", { class: `rc-d-note${i === at ? " rc-g-here" : ""}`, x: short(this.x(i)), y: BOTTOM + 24 }, String(size))));
    const x = this.x(at);
    this.mark.setAttribute("d", `M${short(x)} ${TOP - 6}V${BOTTOM}`);
    this.above.setAttribute("x", short(Math.max(x, LEFT + 52)));
    const from = this.x(last) + CAP;
    this.unseen.setAttribute("x", short(from));
    this.unseen.setAttribute("width", short(Math.max(0, RIGHT - from)));
    this.doubt.setAttribute("x", short((from + RIGHT) / 2));
    this.doubt.setAttribute("visibility", last < this.sizes.length - 1 ? "visible" : "hidden");
  }

  /** One model. @param {Record<string, SVGElement>} parts @param {Spot[]} spots @param {number} at */
  trace(parts, spots, at) {
    const point = (kind) => (spot, i) => `${short(this.x(i))} ${short(this.y(spot[kind]))}`;
    const [means, lows, highs] = ["mean", "low", "high"].map((kind) => spots.map(point(kind)));
    const cap = (level) => `M${short(this.x(at) - CAP)} ${short(this.y(level))}h${2 * CAP}`;
    parts.band.setAttribute("d", `M${[...highs, ...[...lows].reverse()].join("L")}z`);
    parts.edge.setAttribute("d", `M${highs.join("L")}M${lows.join("L")}${cap(spots[at].high)}${cap(spots[at].low)}`);
    parts.line.setAttribute("d", `M${means.join("L")}`);
    parts.spots.setAttribute("d", means.map((place) => `M${place}h0`).join(""));
    parts.spot.setAttribute("d", `M${means[at]}h0`);
  }
}
