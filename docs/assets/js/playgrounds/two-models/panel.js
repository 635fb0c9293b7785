/**
 * One of the two drawings: the crowd, the mark of the new animal, and what one model has learned. It draws what it is given
 * and knows no model.
 *
 * @typedef {import("../../models/logistic.js").Point} Point
 */

import { ring } from "../../models/gaussian.js";
import { svg } from "../../playground/playground.js";
import { placeIn } from "../../playground/pointer.js";

const WIDTH = 560;
const HEIGHT = 330;
const [LEFT, RIGHT, TOP, BOTTOM] = [24, 554, 6, 306]; // the axes
const [ACROSS, DOWN] = [36, 20]; // the squares by which a curve is found
const SPREADS = [2, 1]; // the rings: so many spreads out
const CERTAIN = 6; // odds of some hundreds to one: where the shading is as dark as it gets
const SHADES = 12;

/** @param {Point[]} points */
export const discs = (points) => points.map(([x, y]) => `M${x} ${y}h0`).join("");

/** Triangles about their middles. @param {Point[]} points @param {number} half of their width */
export const triangles = (points, half) =>
  points.map(([x, y]) => `M${x} ${y - half}l${half} ${1.7 * half}h${-2 * half}z`).join("");

/** Where a line between two neighbours of the grid is nought. @param {number[]} one x, y and value @param {number[]} other */
function crossing(one, other) {
  const [[x, y, from], [x2, y2, to]] = one[0] + one[1] < other[0] + other[1] ? [one, other] : [other, one];
  const share = from / (from - to);
  return [x + share * (x2 - x), y + share * (y2 - y)].map((value) => value.toFixed(1)).join(" ");
}

/**
 * Where a function changes its sign, as a path: found square by square, and then put together, so that its dashes run on.
 * @param {(point: Point) => number} value
 */
function border(value) {
  const corner = (x, y) => [x, y, value([x, y])];
  /** @type {Map<string, string[]>} the neighbours of each point of the border */
  const joined = new Map();
  const join = (one, other) => joined.set(one, [...(joined.get(one) ?? []), other]);
  let above = [];
  for (let j = 0; j <= DOWN; j += 1) {
    const y = TOP + (j * (BOTTOM - TOP)) / DOWN;
    const row = Array.from({ length: ACROSS + 1 }, (_, i) => corner(LEFT + (i * (RIGHT - LEFT)) / ACROSS, y));
    for (let i = 0; above.length && i + 1 < row.length; i += 1) {
      const corners = [above[i], above[i + 1], row[i + 1], row[i]];
      const ends = corners.flatMap((one, k) => {
        const other = corners[(k + 1) % 4];
        return one[2] < 0 === other[2] < 0 ? [] : [crossing(one, other)];
      });
      for (let k = 0; k + 1 < ends.length; k += 2) {
        join(ends[k], ends[k + 1]);
        join(ends[k + 1], ends[k]);
      }
    }
    above = row;
  }
  let path = "";
  // First the curves that have ends, then those that are closed.
  for (const ends of [1, 2]) {
    for (const [start, neighbours] of [...joined]) {
      if (neighbours.length !== ends || !joined.has(start)) continue;
      path += `M${start}`;
      for (let at = start, next; joined.has(at); at = next) {
        next = joined.get(at)?.find((other) => joined.has(other)) ?? start;
        joined.delete(at);
        if (next !== start || ends === 2) path += `L${next}`;
      }
    }
  }
  return path;
}

export class Panel {
  /** @param {string} name for those who do not see it @param {string[]} axes what is measured, across and upwards */
  constructor(name, [across, upwards]) {
    const shape = (kind) => svg("path", { class: `rc-d-${kind}`, d: "" });
    const frame = { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP };
    this.learned = svg("svg", { ...frame, viewBox: Object.values(frame).join(" ") });
    this.groups = [shape("discs"), shape("triangles")];
    this.invented = [shape("new-discs"), shape("new-triangles")];
    this.held = svg("circle", { class: "rc-d-held", r: 11, visibility: "hidden" });
    const sign = svg("text", { class: "rc-d-query-mark", y: 6, "text-anchor": "middle" }, "?");
    const hold = svg("circle", { class: "rc-d-grip", r: 24 }); // as large as a finger needs
    this.mark = svg("g", { class: "rc-handle" }, hold, svg("circle", { class: "rc-d-query", r: 15 }), sign);
    this.root = svg("svg", { class: "rc-drawing__svg", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": name },
      this.learned,
      svg("path", { class: "rc-d-axis", d: `M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}` }),
      svg("text", { class: "rc-d-note", x: 554, y: 325, "text-anchor": "end" }, across),
      svg("text", { class: "rc-d-note", x: 34, y: 18 }, upwards),
      svg("text", { class: "rc-d-note", x: 554, y: 18, "text-anchor": "end" }, "● cats  ▲ dogs"),
      ...this.groups, ...this.invented, this.held, this.mark);
  }

  /** @param {Point[][]} groups */
  show([cats, dogs]) {
    this.groups[0].setAttribute("d", discs(cats));
    this.groups[1].setAttribute("d", triangles(dogs, 5));
  }

  /** @param {Point[][]} groups */
  invent([cats, dogs]) {
    this.invented[0].setAttribute("d", discs(cats));
    this.invented[1].setAttribute("d", triangles(dogs, 8));
  }

  /** @param {Point} point */
  ask(point) {
    this.mark.setAttribute("transform", `translate(${point.join(" ")})`);
  }

  /** Marks the animal that is held, if one is. @param {Point | undefined} point */
  hold(point) {
    this.held.setAttribute("visibility", point ? "visible" : "hidden");
    if (point) this.held.setAttribute("transform", `translate(${point.join(" ")})`);
  }

  /** @param {MouseEvent} event */
  place(event) {
    return placeIn(this.root, event);
  }

  /** How many units of the drawing a pixel of the screen is. */
  get scale() {
    return WIDTH / (this.root.getBoundingClientRect().width || WIDTH);
  }
}

let shadings = 0;

/** P(dog given x): the darker, the more; where it is one half, a dashed line. */
export class Shading {
  /** @param {Panel} panel */
  constructor(panel) {
    const id = `rc-shading-${(shadings += 1)}`;
    const stops = Array.from({ length: SHADES + 1 }, (_, i) => {
      const share = 1 / (1 + Math.exp(CERTAIN - (2 * CERTAIN * i) / SHADES));
      return svg("stop", { class: "rc-d-shade", offset: i / SHADES, "stop-opacity": (0.34 * share).toFixed(4) });
    });
    this.gradient = svg("linearGradient", { id, gradientUnits: "userSpaceOnUse" }, ...stops);
    this.ground = svg("path", { d: `M${LEFT} ${TOP}H${RIGHT}V${BOTTOM}H${LEFT}z`, fill: `url(#${id})` });
    this.line = svg("path", { class: "rc-d-boundary" });
    panel.learned.append(svg("defs", {}, this.gradient), this.ground, this.line);
    this.all = panel.learned;
  }

  /** @param {[number, number, number] | null} line */
  show(line) {
    this.all.setAttribute("visibility", line ? "visible" : "hidden");
    if (!line) return;
    const [a, b, c] = line;
    const square = a * a + b * b || 1e-12;
    // From where the score is -CERTAIN to where it is CERTAIN, straight across the line.
    const foot = (score) => [a, b].map((weight) => ((score - c) * weight) / square);
    for (const [end, score] of [["1", -CERTAIN], ["2", CERTAIN]]) {
      const [x, y] = foot(Number(score));
      this.gradient.setAttribute(`x${end}`, x.toFixed(2));
      this.gradient.setAttribute(`y${end}`, y.toFixed(2));
    }
    // Far beyond the frame on both sides, which cuts it off.
    const [[x, y], [right, down]] = [foot(0), [-b, a].map((part) => (WIDTH * part) / Math.sqrt(square))];
    this.line.setAttribute("d", `M${(x - right).toFixed(1)} ${(y - down).toFixed(1)}L${(x + right).toFixed(1)} ${(y + down).toFixed(1)}`);
  }
}

/** Where each group is dense: rings; and where both are equally likely, a dotted curve. */
export class Rings {
  /** @param {Panel} panel */
  constructor(panel) {
    this.rings = [0, 1].map(() => SPREADS.map((_, i) =>
      svg("ellipse", { class: `rc-d-density rc-d-density--${i ? "inner" : "outer"}` })));
    this.curve = svg("path", { class: "rc-d-equal" });
    panel.learned.append(...this.rings.flat(), this.curve);
    this.all = panel.learned;
  }

  /** @param {import("../../models/gaussian.js").Story[] | null} stories @param {((point: Point) => number) | null} odds */
  show(stories, odds) {
    this.all.setAttribute("visibility", stories ? "visible" : "hidden");
    if (!stories) return;
    this.rings.forEach((rings, label) => {
      const { mean, covariance } = stories[label];
      const { along, across, turn } = ring(covariance);
      rings.forEach((ellipse, i) => {
        ellipse.setAttribute("rx", (SPREADS[i] * along).toFixed(1));
        ellipse.setAttribute("ry", (SPREADS[i] * across).toFixed(1));
        ellipse.setAttribute("transform", `translate(${mean.map((m) => m.toFixed(1)).join(" ")}) rotate(${turn.toFixed(2)})`);
      });
    });
    this.curve.setAttribute("d", border(odds));
  }
}
