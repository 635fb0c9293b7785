/**
 * Logistic regression on two measurements, solved exactly. Pure functions, which know no page; a test holds them against
 * scikit-learn's `make_pipeline(StandardScaler(), LogisticRegression(C=strength))`.
 *
 * @typedef {[number, number]} Point
 * @typedef {[number, number, number]} Line  weights of both coordinates, and a constant
 */

const STEPS = 100;
const SMALL = 1e-10;

/** @param {number} z */
export const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** The price of an answer whose score is right by `z`: its log loss. @param {number} z */
const loss = (z) => (z > 0 ? Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)) - z);

/**
 * Solves `matrix · x = right`. The matrix is symmetric and positive definite, so no row need be exchanged for another.
 * @param {number[][]} matrix
 * @param {number[]} right
 */
function solve(matrix, right) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  rows.forEach((pivot, i) => {
    for (const row of rows) {
      if (row === pivot) continue;
      const times = row[i] / pivot[i];
      for (let j = i; j < row.length; j += 1) row[j] -= times * pivot[j];
    }
  });
  return rows.map((row, i) => row[row.length - 1] / row[i]);
}

/** @param {number[]} values */
function scaleOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, spread: Math.sqrt(variance) || 1 };
}

/**
 * Learns by Newton's method. Both labels must be there.
 * @param {Point[]} points
 * @param {number[]} labels  0 or 1
 * @param {number} strength  how much the examples count against small weights: scikit-learn's `C`
 * @returns {Line}
 */
export function logisticRegression(points, labels, strength = 1) {
  const scales = [0, 1].map((i) => scaleOf(points.map((point) => point[i])));
  const rows = points.map((point) => [...scales.map(({ mean, spread }, i) => (point[i] - mean) / spread), 1]);
  const score = (weights, row) => row[0] * weights[0] + row[1] * weights[1] + weights[2];
  const pull = [1 / strength, 1 / strength, 0]; // to nought; the constant is free
  const price = (weights) =>
    rows.reduce((sum, row, at) => sum + loss((2 * labels[at] - 1) * score(weights, row)), 0) +
    pull.reduce((sum, times, i) => sum + (times * weights[i] ** 2) / 2, 0);
  let weights = [0, 0, 0];
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = weights.map((weight, i) => -pull[i] * weight);
    const curvature = pull.map((times, i) => pull.map((_, j) => (i === j ? times + SMALL : 0)));
    rows.forEach((row, at) => {
      const p = sigmoid(score(weights, row));
      for (let i = 0; i < 3; i += 1) {
        gradient[i] += (labels[at] - p) * row[i];
        for (let j = 0; j < 3; j += 1) curvature[i][j] += p * (1 - p) * row[i] * row[j];
      }
    });
    const change = solve(curvature, gradient);
    const before = price(weights);
    let share = 1; // of the step: where the whole of it leads uphill, it was too long
    const next = () => weights.map((weight, i) => weight + share * change[i]);
    while (share > SMALL && price(next()) > before) share /= 2;
    weights = next();
    if (Math.hypot(...change) < SMALL) break;
  }
  const [a, b] = scales.map(({ spread }, i) => weights[i] / spread);
  return [a, b, weights[2] - a * scales[0].mean - b * scales[1].mean];
}

/** How likely label 1 is. @param {Line} line @param {Point} point */
export const probability = ([a, b, c], [x, y]) => sigmoid(a * x + b * y + c);
