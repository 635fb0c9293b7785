/**
 * Bell curves in many dimensions, of which only some are seen: the others are crossed out of mean and covariance. Pure
 * functions, which know no page; a test holds them against SciPy's `multivariate_normal`.
 *
 * @typedef {ArrayLike<number>} Numbers
 * @typedef {{mean: Numbers, covariance: Numbers}} Bell  of the covariance only the lower triangle is kept, row by row
 */

/** Where row `i` of a lower triangle begins. @param {number} i */
const row = (i) => (i * (i + 1)) / 2;

/** An entry of a symmetric matrix of which only the lower triangle is kept. */
const entry = (triangle, i, j) => triangle[i < j ? row(j) + i : row(i) + j];

/**
 * The square root of what is seen of a covariance: a lower triangle which, times its transpose, gives it back.
 * @param {Numbers} covariance
 * @param {number[]} seen  which dimensions, ascending
 */
function cholesky(covariance, seen) {
  const root = new Float64Array(row(seen.length));
  for (let i = 0; i < seen.length; i += 1) {
    const [from, below] = [row(seen[i]), row(i)];
    for (let j = 0; j <= i; j += 1) {
      const above = row(j);
      let rest = covariance[from + seen[j]];
      for (let k = 0; k < j; k += 1) rest -= root[below + k] * root[above + k];
      root[below + j] = i === j ? Math.sqrt(rest) : rest / root[above + j];
    }
  }
  return root;
}

/** Solves `root · z = right`. @param {Float64Array} root @param {number[]} right */
function solveDown(root, right) {
  const z = Float64Array.from(right);
  for (let i = 0; i < z.length; i += 1) {
    for (let k = 0; k < i; k += 1) z[i] -= root[row(i) + k] * z[k];
    z[i] /= root[row(i) + i];
  }
  return z;
}

/** Solves `transposed root · z = right`. @param {Float64Array} root @param {Float64Array} right */
function solveUp(root, right) {
  const z = right.slice();
  for (let i = z.length - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < z.length; k += 1) z[i] -= root[row(k) + i] * z[k];
    z[i] /= root[row(i) + i];
  }
  return z;
}

/** How far what is seen is from what was expected. @param {Numbers} mean @param {Numbers} x @param {number[]} seen */
const away = (mean, x, seen) => seen.map((i) => x[i] - mean[i]);

/**
 * The logarithm of p(what is seen). It is 0 if nothing is.
 * @param {Bell} bell
 * @param {Numbers} x
 * @param {number[]} seen  which dimensions, ascending
 */
export function logDensityOfSeen({ mean, covariance }, x, seen) {
  const root = cholesky(covariance, seen);
  const z = solveDown(root, away(mean, x, seen));
  return z.reduce((sum, one, i) => sum - one * one / 2 - Math.log(root[row(i) + i]), -seen.length * Math.log(2 * Math.PI) / 2);
}

/**
 * The mean of all dimensions, given those that are seen; these stay as they are.
 * @param {Bell} bell
 * @param {Numbers} x
 * @param {number[]} seen  which dimensions, ascending
 */
export function filledIn({ mean, covariance }, x, seen) {
  const root = cholesky(covariance, seen);
  const pull = solveUp(root, solveDown(root, away(mean, x, seen)));
  const there = new Set(seen);
  return Float64Array.from(mean, (expected, i) =>
    there.has(i) ? x[i] : seen.reduce((sum, j, k) => sum + entry(covariance, i, j) * pull[k], expected));
}
