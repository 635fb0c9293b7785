/**
 * What the program of the figure has left, and what it says. All counts are of right labels.
 *
 * @typedef {[number, number]} Right  with an honest tag, with a lying one
 * @typedef {{
 *   models: string[],
 *   images: number,  that the models learned from
 *   asked: number,
 *   wrong: number[],  how many of the images had a wrong tag, for each of IN_100
 *   learned: Right[][][][],  for each of IN_100, each of DOTS, each of INKS, and each model
 *   cured: Right[][][],  the same, but it is all one how often the tag was wrong
 *   examples: number[][],  a one and an eight
 * }} Results
 * @typedef {{wrong: number, dots: string, ink: string, learned: string, view: string}} State
 */

/** In how many of 100 images the tag was wrong while the models learned. */
export const IN_100 = [0, 1, 2, 5, 10, 20, 50];
/** How large a tag is, and how dark: 16 is black. */
export const DOTS = ["1", "4", "9"];
export const INKS = { pale: 4, grey: 8, black: 16 };
export const GENERATIVE = ["naive Bayes", "QDA"];

const NUMBERS = ["None of the six", "One of the six", "Two of the six", "Three of the six", "Four of the six",
  "Five of the six", "All six"];

/** How many of 100. @param {Results} results @param {number} count */
export const ofHundred = ({ asked }, count) => Math.round((100 * count) / asked);

/**
 * What the models get right, where the tag was wrong so often.
 * @param {Results} results
 * @param {State} state
 * @param {number} wrong an index of IN_100
 * @returns {Right[]}
 */
export function rightOf(results, { dots, ink, learned }, wrong) {
  const table = learned === "both" ? results.cured : results.learned[wrong];
  return table[DOTS.indexOf(dots)][Object.keys(INKS).indexOf(ink)];
}

/**
 * An image with its corner black, grey, pale, or left white.
 * @param {number[]} image 8 rows of 8
 * @param {State} state
 * @param {boolean} tagged
 */
export function withTag(image, { dots, ink }, tagged) {
  const width = Math.sqrt(Number(dots));
  const inCorner = (i) => i % 8 < width && i < 8 * width;
  return image.map((shade, i) => (inCorner(i) ? (tagged ? INKS[ink] : 0) : shade));
}

/**
 * From which of IN_100 on a model is better than a coin under a lying tag; -1 if it never is.
 * @param {Results} results
 * @param {State} state
 * @param {number} model
 */
export function standsFrom(results, state, model) {
  const stands = IN_100.map((_, wrong) => 2 * rightOf(results, state, wrong)[model][1] > results.asked);
  const last = stands.lastIndexOf(false);
  return last === IN_100.length - 1 ? -1 : last + 1;
}

/** @param {string} name */
const the = (name) => (/^[tfS]/.test(name) ? `the ${name}` : name);

/** @param {string[]} words */
const list = (words) => words.join(", ").replace(/, ([^,]*)$/, " and $1");

/** How many are worse than a coin. @param {Results} results @param {State} state */
function fallen(results, state) {
  const count = rightOf(results, state, state.wrong).filter(([, lying]) => 2 * lying < results.asked).length;
  return `${NUMBERS[count]} ${count === 1 ? "is" : "are"} worse than a coin.`;
}

/** @param {Results} results @param {State} state */
function howLearned({ wrong, images }, state) {
  if (state.learned === "both") {
    return "Each image was shown with and without the tag, so it is all one how often the tag was wrong.";
  }
  const often = wrong[state.wrong] ? `wrong in ${wrong[state.wrong]} of ${images} images` : "never wrong";
  return `While the models learned, the tag was ${often}.`;
}

/** Which models stand from where on. @param {Results} results @param {State} state */
function whoStands(results, state) {
  const from = results.models.map((_, model) => standsFrom(results, state, model));
  const parts = [...IN_100.keys(), -1].flatMap((wrong) => {
    const names = results.models.filter((_, model) => from[model] === wrong).map(the);
    const when = wrong < 0 ? "never" : wrong ? `from ${IN_100[wrong]} wrong in 100 on` : "even where it was never wrong";
    return names.length ? `${list(names)} ${when}` : [];
  });
  return `Better than a coin: ${parts.join("; ")}.`;
}

/** @param {Results} results @param {State} state */
export function inWords(results, state) {
  const [how, coin] = [howLearned(results, state), fallen(results, state)];
  if (state.view === "all") return `${how} With a lying tag, ${coin.toLowerCase()} ${whoStands(results, state)}`;
  const right = rightOf(results, state, state.wrong);
  const worst = ofHundred(results, Math.min(...right.map(([count]) => count)));
  const honest = worst === 100 ? "all" : `at least ${worst}`;
  const lying = right.map(([, count], model) => `${the(results.models[model])} ${ofHundred(results, count)}`);
  return `${how} Of 100 labels, each gets ${honest} right with an honest tag; with a lying one, ${list(lying)}. ${coin}`;
}
