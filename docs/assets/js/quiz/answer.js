/**
 * What an answer is, how it is graded, and in which words: pure functions, which know no page.
 *
 * A question is unanswered, selected, wrong, retry, correct or revealed. It is finished when it is correct, revealed,
 * or wrong for the second time; only starting over, practising and reviewing open a finished question again.
 *
 * @typedef {object} Answer What a reader has done with one question; this is what is stored.
 * @property {number} rev     the question's revision this belongs to
 * @property {string} state   one of STATES
 * @property {string[]} chosen  what is chosen now: ids of options, `id=place` or `id=group`, or the text typed
 * @property {string[]} tried   what was checked last
 * @property {number} misses    how often it was checked and wrong
 * @property {number} hints     how many hints are shown
 * @property {boolean} late     whether it was missed once and is being practised
 * @property {number} at        when it last changed, in milliseconds
 *
 * @typedef {object} Shape What grading needs to know of a question.
 * @property {string} type
 * @property {string[]} key     what is right, in the form of `chosen`; for typed answers, every text that is right
 * @property {number} parts     how many lists there are to choose from
 * @property {number} tolerance
 * @property {string} unit
 */

const TRIES = 2;
const STATES = ["unanswered", "selected", "wrong", "retry", "correct", "revealed"];

/** @returns {Answer} */
export const blank = (rev, late = false) =>
  ({ rev, state: "unanswered", chosen: [], tried: [], misses: 0, hints: 0, late, at: 0 });

/** Whether what was stored, or loaded from a file, is an answer at all. @param {any} stored */
export const isAnswer = (stored) => STATES.includes(stored?.state) && [stored.chosen, stored.tried].every((list) =>
  Array.isArray(list) && list.every((item) => typeof item === "string"));

/** Whether two lists hold the same, in whatever order. */
export const same = (a, b) => a.length === b.length && a.every((item) => b.includes(item));

export const finished = (a) =>
  a.state === "correct" || a.state === "revealed" || (a.state === "wrong" && a.misses >= TRIES);

export const atOnce = (a) => a.state === "correct" && !a.misses;

const rightFirst = (a) => atOnce(a) && !a.late;

export const isTyped = (type) => type === "numeric" || type === "short";

export const isPlaced = (type) => type === "order" || type === "classify";

/* ---- Grading ---- */

/** A typed answer as it is compared; the build's Python does the same. @param {string} text */
export const plain = (text) =>
  text.normalize("NFKC").toLowerCase().trim().replace(/\s+/g, " ").replace(/^["'`“”‘’.()]+|["'`“”‘’.()]+$/g, "");

/**
 * What a reader means by 0.25, .25, 0,25, 1/4, 1 of 4, 25% or 2.5e-1; NaN if it is no number, or could be two (1,500).
 * @param {string} text @param {string} unit
 */
export function number(text, unit = "") {
  const spaced = text.replace(/[¼-¾⅐-⅞]/g, " $&").normalize("NFKC").replace(/⁄| (out of|of|in) /, "/");
  // 1½ and 1 1/2 are not 11/2, 10² is not 102
  if (/\d\s+\d+\s*\//.test(spaced) || /\d[²³¹⁰-⁹]/.test(text)) return NaN;
  let bare = spaced.replace(/\s|^≈|\.$/g, "").replace(/[−–]/g, "-").replace("percent", "%");
  const named = unit.normalize("NFKC");
  if (named && bare.endsWith(named)) bare = bare.slice(0, -named.length);
  const percent = bare.endsWith("%");
  if (percent) bare = bare.slice(0, -1);
  if (!/(^|[-+/])[1-9]\d{0,2},\d{3}(?!\d)/.test(bare)) bare = bare.replace(",", ".");
  const parts = bare.split("/");
  if (parts.length > 2 || !parts.every((part) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part))) return NaN;
  const value = Number(parts[0]) / Number(parts[1] ?? 1) / (percent ? 100 : 1);
  return Number.isFinite(value) ? value : NaN; // 1/0 would be near every number
}

/** Whether a typed text is one of some. @param {string} text @param {string[]} texts @param {Shape} shape */
export function matches(text, texts, { type, tolerance, unit }) {
  if (type === "short") return texts.some((other) => plain(other) === plain(text));
  const a = number(text, unit);
  return texts.map((other) => number(other, unit)).some((b) =>
    Math.abs(a - b) <= tolerance + 1e-9 * Math.max(Math.abs(a), Math.abs(b), tolerance));
}

/** @param {string[]} chosen @param {Shape} shape */
const isRight = (chosen, shape) =>
  isTyped(shape.type) ? matches(chosen[0], shape.key, shape) : same(chosen, shape.key);

/** What counts of an answer that is right in part: how much, of how much, and how much that is wrong. */
function parts(chosen, { key }) {
  const right = chosen.filter((item) => key.includes(item)).length;
  return { right, of: key.length, wrong: chosen.length - right };
}

/** Between 0 and 1. @param {Answer} a @param {Shape} shape */
export function credit(a, shape) {
  if (a.state === "correct") return 1;
  if (a.state === "revealed" || isTyped(shape.type)) return 0;
  const { right, of, wrong } = parts(a.tried, shape);
  return Math.max(0, isPlaced(shape.type) ? right : right - wrong) / of;
}

/* ---- Transitions ---- */

/** @param {Answer} a @param {string[]} chosen @returns {Answer} */
export function choose(a, chosen) {
  if (finished(a)) return a;
  return { ...a, chosen, state: a.misses ? "retry" : chosen.length ? "selected" : "unanswered" };
}

/** Why an answer cannot be checked now, or "". @param {Answer} a @param {Shape} shape */
export function objection({ chosen, tried, misses }, shape) {
  const { type } = shape;
  if (!chosen.length) return isTyped(type) ? "Type an answer first." : "Choose an answer first.";
  if (type === "numeric" && Number.isNaN(number(chosen[0], shape.unit))) {
    return "This is no number. Type one such as 0.25, 1/4 or 25%.";
  }
  if (isPlaced(type) && chosen.length < shape.parts) return `${shape.parts - chosen.length} still to choose.`;
  const places = chosen.map((item) => item.split("=")[1]);
  const twice = type === "order" && places.find((place, i) => places.indexOf(place) < i);
  if (twice) return `Two have place ${twice}. Give each place once.`;
  const again = isTyped(type) ? matches(chosen[0], tried, { ...shape, tolerance: 0 }) : same(chosen, tried);
  return misses && again ? "You have just tried that. Choose another answer." : "";
}

/** @param {Answer} a @param {Shape} shape @returns {Answer} */
export function check(a, shape) {
  if (finished(a) || objection(a, shape)) return a;
  const tried = a.chosen;
  return isRight(tried, shape) ? { ...a, tried, state: "correct" } : { ...a, tried, state: "wrong", misses: a.misses + 1 };
}

/** @param {Answer} a @returns {Answer} */
export const retry = (a) => (finished(a) ? a : { ...a, state: "retry" });

/** @param {Answer} a @returns {Answer} */
export const reveal = (a) => (finished(a) ? a : { ...a, state: "revealed" });

/* ---- Words ---- */

/** What an answer got right in part, or "". @param {Answer} a @param {Shape} shape */
function inPart(a, shape) {
  const { right, of, wrong } = parts(a.tried, shape);
  if (shape.type === "order") return `${right} of ${of} in the right place`;
  if (shape.type === "classify") return `${right} of ${of} in the right group`;
  if (shape.type !== "multi") return "";
  const extra = wrong ? `, and ${wrong} that ${wrong === 1 ? "is" : "are"} wrong` : "";
  return `${right} of ${of} right ones chosen${extra}`;
}

/** The short verdict of the status line. @param {Answer} a @param {Shape} shape */
export function verdict(a, shape) {
  if (a.state === "correct") return a.misses ? "Right, on the second try." : "Right.";
  if (a.state === "revealed") return "Solution shown.";
  if (a.state !== "wrong") return "";
  const words = inPart(a, shape);
  const tail = words ? `: ${words}.` : ".";
  return finished(a) ? `Not right${tail} See the worked solution.` : `Not right yet${tail}`;
}

/** How a finished question ended, for the summary. @param {Answer} a @param {Shape} shape */
export function ending(a, shape) {
  if (a.state === "revealed") return "solution shown";
  if (a.state !== "correct") return credit(a, shape) ? `right in part: ${inPart(a, shape)}` : "not right";
  if (a.late) return "right when practised";
  return a.misses ? "right on the second try" : "right first time";
}

/**
 * The mark of one option once there is a verdict: its kind (for the style) and its words.
 * @param {string} id @param {Answer} a @param {Shape} shape @returns {[string, string] | null}
 */
export function mark(id, a, { type, key }) {
  const done = finished(a);
  if (!done && a.state !== "wrong") return null;
  if (isTyped(type)) return a.state === "revealed" ? null : a.state === "correct" ? ["right", "Right"] : ["wrong", "Not right"];
  if (isPlaced(type)) {
    const place = a.chosen.find((item) => item.startsWith(`${id}=`));
    if (!place) return ["right", "Right answer"];
    return key.includes(place) ? ["right", "Right"] : ["wrong", "Not right"];
  }
  const chosen = a.chosen.includes(id);
  if (!done && !chosen) return null;
  if (key.includes(id)) return ["right", chosen ? "Your choice: right" : "Right answer"];
  return chosen ? ["wrong", "Your choice: not right"] : ["other", "Not right"];
}

/** @param {Answer[]} answers @param {boolean} practising */
export function score(answers, practising) {
  const all = answers.length;
  const done = answers.filter(finished).length;
  if (practising) return `Practice: ${done} of ${all} answered, ${answers.filter(atOnce).length} right at once.`;
  return done ? `${done} of ${all} answered, ${answers.filter(rightFirst).length} right first time.` : "";
}

/** @param {{answer: Answer, shape: Shape}[]} questions */
export function summary(questions) {
  const all = questions.length;
  const count = (which) => questions.filter(({ answer }) => which(answer)).length;
  const points = questions.reduce((sum, { answer, shape }) => sum + credit(answer, shape), 0);
  const right = count((a) => a.state === "correct");
  const inParts = points > right ? ` With what was right in part: ${Math.round(points * 10) / 10} of ${all} points.` : "";
  return `${count(rightFirst)} of ${all} right first time, ${right} of ${all} in the end.${inParts}`;
}

/** A copy in another order (another one, if there is one). @template T @param {T[]} list @returns {T[]} */
export function shuffled(list) {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  if (copy.length > 1 && copy.every((item, i) => item === list[i])) copy.push(/** @type {T} */ (copy.shift()));
  return copy;
}
