/**
 * Crowds to begin with, each made to show one point. They are drawn by lot, with seeds, so that everybody gets the same.
 *
 * @typedef {import("../../models/logistic.js").Point} Point
 * @typedef {[Point[], Point[]]} Groups  cats, dogs
 * @typedef {{mean: Point, spread: Point, lean?: number, count: number}} Group  `lean` is a correlation
 */

import { lots } from "../../models/random.js";

/** What fits into the drawing, in its own units. */
export const BOUNDS = { left: 30, right: 548, top: 12, bottom: 300 };

/** The nearest whole point that is in the drawing. @param {Point} point @returns {Point} */
export function within([x, y]) {
  const { left, right, top, bottom } = BOUNDS;
  return [Math.round(Math.min(Math.max(x, left), right)), Math.round(Math.min(Math.max(y, top), bottom))];
}

/** @param {Group} group @param {() => number} random @returns {Point[]} */
function drawn({ mean, spread, lean = 0, count }, random) {
  return Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    const [a, b] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return within([mean[0] + spread[0] * a, mean[1] + spread[1] * (lean * a + Math.sqrt(1 - lean ** 2) * b)]);
  });
}

/** @param {number} seed @param {Group} cats @param {Group} dogs @param {Point[]} more dogs */
function crowd(seed, cats, dogs, more = []) {
  return () => {
    const random = lots(seed);
    return /** @type {Groups} */ ([drawn(cats, random), [...drawn(dogs, random), ...more]]);
  };
}

const CATS = /** @type {Group} */ ({ mean: [150, 230], spread: [34, 18], count: 40 });
const DOGS = /** @type {Group} */ ({ mean: [345, 140], spread: [78, 42], count: 40 });

/** Each with what it is called, the point that it makes, its animals, and where the new one stands. */
export const CROWDS = {
  plain: {
    name: "Cats and dogs",
    point: "Two groups that overlap a little. Ask both models about animals here and there.",
    groups: crowd(11, CATS, DOGS),
    at: /** @type {Point} */ ([248, 186]),
  },
  outlier: {
    name: "One far dog",
    point: "One dog is far from all others, on the dogs' side. The line hardly minds. The rings of the dogs stretch to take it in.",
    groups: crowd(2, CATS, { ...DOGS, mean: [290, 170], spread: [30, 18], count: 24 }, [[545, 15]]),
    at: /** @type {Point} */ ([420, 90]),
  },
  few: {
    name: "Only a few",
    point: "Three cats and three dogs. Both models learn without complaint. Move one animal: how far do their answers move?",
    groups: crowd(3, { ...CATS, spread: [45, 40], count: 3 }, { ...DOGS, count: 3 }),
    at: /** @type {Point} */ ([248, 186]),
  },
  spread: {
    name: "Alike, and all over the place",
    point: "Cats are much alike, and dogs are all around them. No straight line can part them. Rings of two sizes can.",
    groups: crowd(4, { mean: [290, 160], spread: [26, 16], count: 50 }, { mean: [290, 160], spread: [120, 75], count: 50 }),
    at: /** @type {Point} */ ([290, 160]),
  },
  lean: {
    name: "Two that go together",
    point: "In both groups, the heavier have ears more upright. Upright rings overlap. Choose some that lean.",
    groups: crowd(
      5,
      { mean: [265, 138], spread: [105, 60], lean: -0.96, count: 50 },
      { mean: [315, 176], spread: [105, 60], lean: -0.96, count: 50 },
    ),
    at: /** @type {Point} */ ([330, 110]),
  },
  unknown: {
    name: "Something unknown",
    point: "The new animal is far from everything. The line is all the surer for it. The rings say that they have met nothing like it.",
    groups: crowd(11, CATS, DOGS),
    at: /** @type {Point} */ ([545, 18]),
  },
};

// ---- Crowds in an address: two letters a coordinate, cats and dogs with a dot between

const BASE = 36;
const MOST = 200;

/** @param {Groups | null} groups */
export const written = (groups) =>
  groups?.map((points) => points.flat().map((value) => value.toString(BASE).padStart(2, "0")).join("")).join(".") ?? "";

/** @param {string} text @returns {Groups | undefined} undefined if these are no groups */
export function read(text) {
  if (!/^((?:[0-9a-z]{4})*)\.((?:[0-9a-z]{4})*)$/.test(text)) return undefined;
  const groups = text.split(".").map((group) =>
    (group.match(/.{4}/g) ?? []).map((four) => within([parseInt(four.slice(0, 2), BASE), parseInt(four.slice(2), BASE)])));
  return groups.flat().length <= MOST ? /** @type {Groups} */ (groups) : undefined;
}

export const isFull = (groups) => groups.flat().length >= MOST;
