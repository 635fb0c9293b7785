/**
 * Logistic regression for many classes, once it has learned. Pure functions, which know no page; a test holds them against
 * scikit-learn's `predict_proba`.
 *
 * @typedef {ArrayLike<number>} Numbers
 */

/** Shares that add up to one, from scores on a logarithmic scale. @param {number[]} scores */
export function softmax(scores) {
  const highest = Math.max(...scores); // taken off, so that no share is too large for a number
  const shares = scores.map((score) => Math.exp(score - highest));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

/** How likely each class is. @param {{weights: Numbers, intercept: number}[]} classes @param {Numbers} x */
export const probabilities = (classes, x) =>
  softmax(classes.map(({ weights, intercept }) =>
    Array.prototype.reduce.call(weights, (sum, weight, i) => sum + weight * x[i], intercept)));
