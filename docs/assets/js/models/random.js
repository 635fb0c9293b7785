/** Chance that can be repeated. Pure functions, which know no page. */

/**
 * Numbers from 0 to 1 by lot; the same seed gives the same ones. (The generator is Mulberry32, by Tommy Ettinger.)
 * @param {number} seed
 * @returns {() => number}
 */
export function lots(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Numbers from a bell curve about 0 with a spread of 1. @param {number} many @param {() => number} random */
export const bells = (many, random) =>
  Array.from({ length: many }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
