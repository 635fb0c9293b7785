/**
 * Logistic regression on two measurements, solved exactly. Pure functions, which know no page; a test holds them against
 * scikit-learn's `make_pipeline(StandardScaler(), LogisticRegression(C=strength))`.
 *
 * @typedef {[number, number]} Point
 * @typedef {[number, number, number]} Line  weights of both coordinates, and a constant
 */

const STEPS = 100;
const CLOSE = 1e-8; // a step so short is the last: the error left is about its square
const SMALL = 1e-12; // what rounding may do to a price

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
  const pull = [1 / strength, 1 / strength, 0]; // to nought; the constant is free
  let weights = [0, 0, 0];
  let price = priceOf(weights, rows, labels, pull);
  for (let step = 0; step < STEPS; step += 1) {
    const change = newtonStep(weights, rows, labels, pull);
    let share = 1; // of the step: where the whole of it leads uphill, it was too long
    let [next, cost] = [weights, price];
    do {
      next = weights.map((weight, i) => weight + share * change[i]);
      cost = priceOf(next, rows, labels, pull);
      share /= 2;
    } while (cost > price * (1 + SMALL) && share > CLOSE);
    [weights, price] = [next, cost];
    if (Math.hypot(...change) < CLOSE) break;
  }
  const [a, b] = scales.map(({ spread }, i) => weights[i] / spread);
  return [a, b, weights[2] - a * scales[0].mean - b * scales[1].mean];
}

/** What weights cost: the log loss of all answers, and the pull. */
function priceOf([a, b, c], rows, labels, pull) {
  let price = (pull[0] * a * a + pull[1] * b * b) / 2;
  for (let i = 0; i < rows.length; i += 1) {
    const score = a * rows[i][0] + b * rows[i][1] + c;
    price += loss(labels[i] ? score : -score);
  }
  return price;
}

/** The step to where the price would be least, were it a parabola. */
function newtonStep(weights, rows, labels, pull) {
  const gradient = weights.map((weight, i) => -pull[i] * weight);
  const curvature = pull.map((times, i) => pull.map((_, j) => (i === j ? times : 0)));
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const p = sigmoid(weights[0] * row[0] + weights[1] * row[1] + weights[2]);
    for (let i = 0; i < 3; i += 1) {
      gradient[i] += (labels[at] - p) * row[i];
      for (let j = 0; j < 3; j += 1) curvature[i][j] += p * (1 - p) * row[i] * row[j];
    }
  }
  return solve(curvature, gradient);
}

/** How likely label 1 is. @param {Line} line @param {Point} point */
export const probability = ([a, b, c], [x, y]) => sigmoid(a * x + b * y + c);
