/**
 * What many repetitions of one experiment say together. Pure functions, which know no page; a test holds them against NumPy.
 */

/** @param {number[]} values */
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The value below which so many in a hundred lie: NumPy's `percentile`, which goes straight from one value to the next.
 * @param {number[]} values
 * @param {number} hundredths
 */
export function percentile(values, hundredths) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (hundredths / 100) * (sorted.length - 1);
  const below = Math.floor(at);
  const next = sorted[Math.min(below + 1, sorted.length - 1)];
  return sorted[below] + (at - below) * (next - sorted[below]);
}

/**
 * How often the first has the smaller number, how often the second, and how often neither.
 * @param {number[]} first
 * @param {number[]} second  in the same order
 * @returns {[number, number, number]}
 */
export function ahead(first, second) {
  const wins = first.filter((value, i) => value < second[i]).length;
  const losses = first.filter((value, i) => value > second[i]).length;
  return [wins, losses, first.length - wins - losses];
}
