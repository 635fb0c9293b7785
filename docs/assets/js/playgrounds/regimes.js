/**
 * Two regimes: how often naive Bayes and logistic regression are wrong, after ever more examples, on questions to choose
 * from. At first only what comes before the mark is shown, so that a reader can guess how it goes on.
 *
 * @typedef {{sizes: number[], asked: number, wrong: number[][][]}} Question  `asked` is how many answers are judged, and
 *   `wrong` how many of them are wrong: by model, then by size, then by shuffle
 */

import { ahead, mean, percentile } from "../models/shuffles.js";
import { json } from "../playground/data.js";
import { html, Playground, write } from "../playground/playground.js";
import { choice } from "../playground/settings.js";
import { Plot } from "./regimes/plot.js";

const QUESTIONS = {
  "tumours": "Tumours",
  "diabetes": "Diabetes",
  "digits": "Digits 2 and 3",
  "digits-raw": "Digits, not scaled",
  "digits-lots": "Digits, labels by lot",
  "tumours-lots": "Tumours, labels by lot",
  "wines": "Wines",
  "irises": "Irises",
};
const HELD = " Held back: its weights are kept small, as scikit-learn has it unless told otherwise (C=1).";
/** In the order in which the program of the figure has them. */
const MODELS = ["pooled", "own", "free", "held", "baseline"];
const SIZES = [8, 16, 32, 64, 128, 256];

class Regimes extends Playground {
  static title = "Two regimes";
  static settings = {
    question: choice(Object.keys(QUESTIONS)),
    /** Which of the sizes; an address says how many examples that are. */
    examples: {
      initial: 1,
      min: 0,
      max: SIZES.length - 1,
      step: 1,
      read: (text) => (SIZES.map(String).includes(text) ? SIZES.indexOf(Number(text)) : undefined),
      write: (at) => String(SIZES[at]),
    },
    spreads: choice(["pooled", "own"]),
    weights: choice(["free", "held"]),
    seen: choice(["mark", "all"]),
    baseline: choice(["out", "in"]),
  };

  async prepare() {
    /** @type {Record<string, Question>} */
    this.found = await json(this, "shuffles.json");
  }

  /** @param {HTMLElement} room */
  build(room) {
    this.plot = new Plot((at) => this.change({ examples: at }));
    this.judged = html("p", { class: "rc-play-hint" });
    /** @type {HTMLInputElement | null} */
    let input = null;
    // Some questions have fewer examples. This comes before the slider takes its value, which has to fit.
    this.follow.push(() => input?.setAttribute("max", String(this.question.sizes.length - 1)));
    const slider = this.slider("examples", "Examples learned from", () => String(this.question.sizes[this.at]));
    input = slider.querySelector("input");
    room.append(
      html("div", { class: "rc-play-controls" },
        this.list("question", "Question", QUESTIONS),
        this.choices("baseline", "Baseline", { out: "hide", in: "show" }),
        this.choices("spreads", "Naive Bayes", { pooled: "pooled", own: "own spreads" }),
        this.choices("weights", "Logistic regression", { free: "free", held: "held back" }),
        this.choices("seen", "Show", { mark: "up to the mark", all: "all" }),
        slider),
      this.plot.root, this.judged);
  }

  get question() {
    return this.found[this.state.question];
  }

  /** Which of the sizes of this question. */
  get at() {
    return Math.min(this.state.examples, this.question.sizes.length - 1);
  }

  /** How many answers of a model were wrong, by size, then by shuffle. @param {string} model */
  wrong(model) {
    return this.question.wrong[MODELS.indexOf(model)];
  }

  /** Of a model, at each size, in a hundred answers: how many are wrong, and where the middle 80 in 100 shuffles lie. */
  curve(model) {
    const { asked } = this.question;
    return this.wrong(model).map((counts) => {
      const errors = counts.map((count) => (100 * count) / asked);
      return { mean: mean(errors), low: percentile(errors, 10), high: percentile(errors, 90) };
    });
  }

  draw() {
    const { spreads, weights, seen, baseline } = this.state;
    this.curves = { generative: this.curve(spreads), discriminative: this.curve(weights) };
    if (baseline === "in") this.curves.baseline = this.curve("baseline");
    this.plot.show(this.question.sizes, this.curves, this.at, seen === "all" ? this.question.sizes.length - 1 : this.at);
    write(this.judged, `Each line is the mean of ${this.shuffles} shuffles, judged by ${this.question.asked} other examples. ` +
      `The bands of both models hold the middle ${Math.round(0.8 * this.shuffles)} of them.${weights === "held" ? HELD : ""}`);
  }

  get shuffles() {
    return this.wrong("pooled")[0].length;
  }

  words() {
    const { question, spreads, weights } = this.state;
    const { sizes } = this.question;
    const [first, second, third] = Object.values(this.curves).map((curve) => curve[this.at].mean.toFixed(1));
    const cheap = third ? `, the baseline ${third}` : "";
    const wins = ahead(this.wrong(spreads)[this.at], this.wrong(weights)[this.at]);
    const [one, ...others] = ["naive Bayes", "logistic regression", "neither"]
      .map((name, i) => ({ name, times: wins[i] })).filter(({ times }) => times);
    const rest = others.map(({ name, times }) => `, in ${times} ${name}`).join("");
    return `${QUESTIONS[question]}, ${sizes[this.at]} examples: of 100 answers, naive Bayes gives ${first} wrong ones, ` +
      `logistic regression ${second}${cheap}. In ${one.times} of ${this.shuffles} shuffles ${one.name} is ahead${rest}.`;
  }
}

customElements.define("rc-regimes", Regimes);
