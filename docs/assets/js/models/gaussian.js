/**
 * A bell curve for each group of points in the plane, in closed form. Pure functions, which know no page; a test holds
 * them against scikit-learn's `GaussianNB`, `LinearDiscriminantAnalysis` and `QuadraticDiscriminantAnalysis`.
 *
 * @typedef {import("./logistic.js").Point} Point
 * @typedef {[number, number, number]} Covariance  variance of x, covariance of both, variance of y
 * @typedef {{share: number, mean: Point, covariance: Covariance}} Story  what is kept of a group
 * @typedef {"naive" | "shared" | "full"} Kind
 */

/** @param {number[]} values */
const average = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {Covariance} covariance */
const determinant = ([xx, xy, yy]) => xx * yy - xy * xy;

/** How a group spreads about its middle. @param {Point[]} points @param {Point} mean @returns {Covariance} */
function covarianceOf(points, [mx, my]) {
  const mean = (product) => average(points.map(([x, y]) => product(x - mx, y - my)));
  return [mean((x) => x * x), mean((x, y) => x * y), mean((x, y) => y * y)];
}

/**
 * Learns a story of each group: `naive` ones know no leaning, `shared` ones have one spread for all, `full` ones have all
 * of their own.
 * @param {Kind} kind
 * @param {Point[][]} groups
 * @returns {Story[] | null}  null where some spread cannot be told from so few points
 */
export function storiesOf(kind, groups) {
  const all = groups.reduce((sum, points) => sum + points.length, 0);
  const stories = groups.map((points) => {
    const mean = /** @type {Point} */ ([0, 1].map((i) => average(points.map((point) => point[i]))));
    const [xx, xy, yy] = covarianceOf(points, mean);
    const covariance = /** @type {Covariance} */ ([xx, kind === "naive" ? 0 : xy, yy]);
    return { share: points.length / all, mean, covariance };
  });
  if (kind === "shared") {
    const mixed = /** @type {Covariance} */ ([0, 1, 2].map((i) =>
      stories.reduce((sum, { share, covariance }) => sum + share * covariance[i], 0)));
    for (const story of stories) story.covariance = mixed;
  }
  const flat = ({ covariance: [xx, xy, yy] }) => !(determinant([xx, xy, yy]) > 1e-9 * xx * yy);
  return groups.some((points) => points.length < 2) || stories.some(flat) ? null : stories;
}

/** How far out a point is: squared, in spreads. @param {Story} story @param {Point} point */
export function distance({ mean, covariance: [xx, xy, yy] }, [px, py]) {
  const [x, y] = [px - mean[0], py - mean[1]];
  return (yy * x * x - 2 * xy * x * y + xx * y * y) / (xx * yy - xy * xy);
}

/** The logarithm of p(point given group). @param {Story} story @param {Point} point */
export const logDensity = (story, point) =>
  -0.5 * (distance(story, point) + Math.log(4 * Math.PI ** 2 * determinant(story.covariance)));

/**
 * The odds of the second group at a point, as a logarithm: by Bayes' rule.
 * @param {Story[]} stories
 * @returns {(point: Point) => number}
 */
export function logOdds([first, second]) {
  const constant = Math.log(second.share / first.share) +
    Math.log(determinant(first.covariance) / determinant(second.covariance)) / 2;
  return (point) => (distance(first, point) - distance(second, point)) / 2 + constant;
}

/** The share of a group that lies farther out than a point, as its story has it. @param {Story} story @param {Point} point */
export const fartherOut = (story, point) => Math.exp(-0.5 * distance(story, point));

/**
 * A new point, drawn from a story.
 * @param {Story} story
 * @param {() => number} random
 * @returns {Point}
 */
export function draw({ mean, covariance: [xx, xy, yy] }, random = Math.random) {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  const [a, b] = [radius * Math.cos(angle), radius * Math.sin(angle)];
  const wide = Math.sqrt(xx);
  return [mean[0] + wide * a, mean[1] + (xy / wide) * a + Math.sqrt(yy - (xy * xy) / xx) * b];
}

/** The ring of all points that are one spread out: half its axes, and its turn in degrees. @param {Covariance} covariance */
export function ring([xx, xy, yy]) {
  const middle = (xx + yy) / 2;
  const apart = Math.hypot((xx - yy) / 2, xy);
  const turn = (Math.atan2(2 * xy, xx - yy) * 90) / Math.PI;
  return { along: Math.sqrt(middle + apart), across: Math.sqrt(Math.max(middle - apart, 0)), turn };
}
