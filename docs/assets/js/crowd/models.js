/**
 * Two models of two groups of points, solved exactly: logistic regression, and a bell curve for each group and direction
 * (Gaussian naive Bayes). Pure functions, which know no page. They are held against scikit-learn's in a test.
 *
 * @typedef {[number, number]} Point
 * @typedef {{mean: Point, variance: Point}} Story  what naive Bayes keeps of a group
 * @typedef {[number, number, number]} Line  weights of both coordinates, and a constant
 */

/** @param {number} z */
export const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** Solves `matrix · x = right` for three unknowns. @param {number[][]} matrix @param {number[]} right @returns {Line} */
function solve(matrix, right) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let i = 0; i < 3; i += 1) {
    const pivot = rows.slice(i).reduce((best, row) => (Math.abs(row[i]) > Math.abs(best[i]) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(i, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const times = row[i] / pivot[i];
      for (let j = i; j < 4; j += 1) row[j] -= times * pivot[j];
    }
  }
  return /** @type {Line} */ (rows.map((row, i) => row[3] / row[i]));
}

/**
 * Logistic regression without regularization, by Newton's method.
 * @param {Point[]} points
 * @param {number[]} labels  0 or 1
 * @returns {Line}
 */
export function logisticRegression(points, labels) {
  const { mean, variance } = storyOf(points);
  const spread = variance.map(Math.sqrt);
  const rows = points.map(([x, y]) => [(x - mean[0]) / spread[0], (y - mean[1]) / spread[1], 1]);
  let weights = [0, 0, 0];
  for (let step = 0; step < 50; step += 1) {
    const gradient = [0, 0, 0];
    const curvature = [[0, 0, 0], [0, 0, 0], [0, 0, 0]];
    rows.forEach((row, at) => {
      const p = sigmoid(row.reduce((sum, value, i) => sum + value * weights[i], 0));
      row.forEach((value, i) => {
        gradient[i] += (labels[at] - p) * value;
        row.forEach((other, j) => (curvature[i][j] += p * (1 - p) * value * other));
      });
    });
    const change = solve(curvature, gradient);
    weights = weights.map((weight, i) => weight + change[i]);
    if (Math.hypot(...change) < 1e-12) break;
  }
  const [a, b] = [weights[0] / spread[0], weights[1] / spread[1]];
  return [a, b, weights[2] - a * mean[0] - b * mean[1]];
}

/** How likely label 1 is. @param {Line} line @param {Point} point */
export const probability = ([a, b, c], [x, y]) => sigmoid(a * x + b * y + c);

/** @param {Point[]} points @returns {Story} */
export function storyOf(points) {
  const average = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const mean = [0, 1].map((i) => average(points.map((point) => point[i])));
  const variance = [0, 1].map((i) => average(points.map((point) => (point[i] - mean[i]) ** 2)));
  return /** @type {Story} */ ({ mean, variance });
}

/** How far out a point is: squared, in spreads. @param {Story} story @param {Point} point */
const distance = ({ mean, variance }, point) =>
  [0, 1].reduce((sum, i) => sum + (point[i] - mean[i]) ** 2 / variance[i], 0);

/** The logarithm of how likely a point is, as a story has it. @param {Story} story @param {Point} point */
export const logDensity = (story, point) =>
  -0.5 * (distance(story, point) + Math.log(4 * Math.PI ** 2 * story.variance[0] * story.variance[1]));

/** The share of a group that lies farther out than a point, as its story has it. @param {Story} story @param {Point} point */
export const fartherOut = (story, point) => Math.exp(-0.5 * distance(story, point));

/** A new point, drawn from a story. @param {Story} story @param {() => number} random @returns {Point} */
export function draw({ mean, variance }, random = Math.random) {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  const step = [Math.cos(angle), Math.sin(angle)];
  return /** @type {Point} */ (mean.map((middle, i) => middle + radius * step[i] * Math.sqrt(variance[i])));
}
