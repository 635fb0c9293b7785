/**
 * The drawings: what six models get right at one strength of the shortcut, what they get right at all, and images with
 * their tags.
 *
 * @typedef {import("./results.js").Results} Results
 * @typedef {import("./results.js").State} State
 */

import { svg } from "../../playground/playground.js";
import { GENERATIVE, IN_100, ofHundred, rightOf, withTag } from "./results.js";

const [LEFT, RIGHT] = [134, 386]; // where none of 100 are right, and all of them
const ROWS = [52, 90, 166, 204, 242, 280]; // a family stays together
const AXIS = 308;
const PANEL = { left: [34, 228], width: 160, top: [76, 161, 246], height: 54 };
const DOT = 11;

const text = (kind, x, y, words, anchor = "start") =>
  svg("text", { class: kind, x, y, "text-anchor": anchor }, words);
const stroke = (kind, d) => svg("path", { class: kind, d });
const round = (value) => Math.round(10 * value) / 10;
/** @param {string} name of a model */
const familyOf = (name) => (GENERATIVE.includes(name) ? "generative" : "discriminative");

/** A disc for a generative model, a bar for a discriminative one. */
function mark(family, kind, x, y, size) {
  if (family === "generative") return svg("circle", { class: kind, cx: x, cy: y, r: size });
  const [wide, high] = [1.5 * size, 2.4 * size];
  return svg("rect", { class: kind, x: round(x - wide / 2), y: round(y - high / 2), width: wide, height: high });
}

const GROUPS = { generative: "rc-ts-solid", discriminative: "rc-ts-dashed" };
const group = (family, ...children) => svg("g", { class: GROUPS[family] }, ...children);

/** One strength: for each model a line from an honest tag to a lying one. @param {Results} results @param {State} state */
export function oneStrength(results, state) {
  const across = (count) => round(LEFT + ((RIGHT - LEFT) * count) / results.asked);
  const middle = (LEFT + RIGHT) / 2;
  const rows = rightOf(results, state, state.wrong).map(([honest, lying], i) => {
    const family = familyOf(results.models[i]);
    const [y, from, to] = [ROWS[i], across(honest), across(lying)];
    return group(family, stroke("rc-ts-line", `M${from} ${y}H${to}`),
      mark(family, "rc-ts-open", from, y, 7), mark(family, "rc-ts-full", to, y, 4.5),
      text("rc-ts-number", to, y - 12, String(ofHundred(results, lying)), "middle"),
      text("rc-ts-name", 0, y + 5, results.models[i]));
  });
  return [
    stroke("rc-ts-coin", `M${middle} 28V${AXIS}`), stroke("rc-ts-axis", `M${LEFT} ${AXIS}H${RIGHT}`),
    group("generative", text("rc-ts-family", 0, 18, "generative")),
    group("discriminative", text("rc-ts-family", 0, ROWS[2] - 29, "discriminative")),
    mark("generative", "rc-ts-open", 222, 13, 6), text("rc-ts-name", 234, 18, "honest tag"),
    mark("generative", "rc-ts-full", 328, 13, 4.5), text("rc-ts-name", 338, 18, "lying tag"),
    text("rc-ts-tick", LEFT, AXIS + 18, "0", "middle"), text("rc-ts-tick", middle, AXIS + 18, "a coin", "middle"),
    text("rc-ts-tick", 400, AXIS + 18, "100 right", "end"),
    ...rows,
  ];
}

/** All strengths: for each model what it gets right under a lying tag. @param {Results} results @param {State} state */
export function allStrengths(results, state) {
  const { left, width, top, height } = PANEL;
  const panels = results.models.map((name, i) => {
    const [x, y, family] = [left[i % 2], top[Math.floor(i / 2)], familyOf(name)];
    const points = IN_100.map((_, wrong) => {
      const [, lying] = rightOf(results, state, wrong)[i];
      return { lying, at: [round(x + (width * wrong) / (IN_100.length - 1)), round(y + height * (1 - lying / results.asked))] };
    });
    const marks = points.map(({ at }, wrong) => mark(family, "rc-ts-full", ...at, wrong === state.wrong ? 5.5 : 2.5));
    const now = points[state.wrong];
    return group(family, stroke("rc-ts-axis", `M${x} ${y}V${y + height}H${x + width}`), stroke("rc-ts-coin", `M${x} ${y + height / 2}h${width}`),
      stroke("rc-ts-line", `M${points.map(({ at }) => at.join(" ")).join("L")}`), ...marks,
      text("rc-ts-name", x, y - 9, name), text("rc-ts-number", x + width, y - 9, String(ofHundred(results, now.lying)), "end"));
  });
  const bottom = top[2] + height;
  const ticks = left.flatMap((x) => IN_100.map((often, i) =>
    text("rc-ts-tick", x + (width * i) / (IN_100.length - 1), bottom + 16, String(often), "middle")));
  const scale = top.flatMap((y) => [["100", 0], ["0", 1]].map(([words, down]) =>
    text("rc-ts-tick", left[0] - 6, y + height * Number(down) + 5, words, "end")));
  const legend = ["generative", "discriminative"].map((family, i) =>
    group(family, mark(family, "rc-ts-full", 12 + 128 * i, 13, 4.5), text("rc-ts-family", 24 + 128 * i, 18, family)));
  return [...legend, ...panels, ...ticks, ...scale, text("rc-ts-tick", 0, 42, "right of 100, with a lying tag"),
    text("rc-ts-tick", 400, bottom + 36, "wrong tags in 100, during learning", "end")];
}

/** A one and an eight, with tags that are honest or lie. @param {Results} results @param {State} state @param {boolean} lying */
export function examples(results, state, lying) {
  const images = results.examples.map((image, label) => {
    const dots = withTag(image, state, lying !== Boolean(label)).map((shade, i) =>
      shade ? svg("rect", { x: DOT * (i % 8), y: DOT * Math.floor(i / 8), width: DOT, height: DOT, "fill-opacity": shade / 16 }) : "");
    return svg("g", { class: "rc-ts-image", transform: `translate(${1 + label * 96} 22)` },
      svg("rect", { class: "rc-ts-sheet", width: 8 * DOT, height: 8 * DOT }), ...dots);
  });
  return [text("rc-ts-name", 0, 14, lying ? "lying tag" : "honest tag"), ...images];
}
