/**
 * Bayes' rule for two labels and one sign, such as large nuclei. Pure functions, which know no page; a test holds them
 * against scikit-learn's `CategoricalNB`.
 *
 * @typedef {{ill: number, well: number, framedIll: number, framedWell: number}} People  `framed` are those with the sign
 */

/**
 * How likely somebody with the sign is ill: p(y given x).
 * @param {number} rate  p(y): the share of the ill
 * @param {number} ill  p(x given y): the share of them with the sign
 * @param {number} well  the share of the others with the sign
 */
export const posterior = (rate, ill, well) => (rate * ill) / (rate * ill + (1 - rate) * well);

/** @param {number} p */
export const odds = (p) => p / (1 - p);

/**
 * Carries an answer from where `before` are ill to where `now` are ill: its odds change as theirs do.
 * @param {number} said  p(y given x), as it is there
 * @param {number} before
 * @param {number} now
 */
export function correct(said, before, now) {
  const corrected = (odds(said) * odds(now)) / odds(before);
  return corrected / (1 + corrected);
}

/**
 * So many people, as whole ones.
 * @param {number} count
 * @param {number} rate
 * @param {number} ill
 * @param {number} well
 * @returns {People}
 */
export function people(count, rate, ill, well) {
  const allIll = Math.round(count * rate);
  const framedWell = Math.round(count * (1 - rate) * well);
  // Rounded apart, the parts could be one more than the whole.
  return {
    ill: allIll,
    well: count - allIll,
    framedIll: Math.min(Math.round(count * rate * ill), allIll),
    framedWell: Math.min(framedWell, count - allIll),
  };
}
