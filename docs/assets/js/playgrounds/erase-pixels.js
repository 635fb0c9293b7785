/**
 * Dots of a digit are lost. A story of each digit leaves out what is missing, says what it is, and can draw the rest.
 * Logistic regression needs something in each hole first.
 */

import { filledIn, logDensityOfSeen } from "../models/gaussian-missing.js";
import { probabilities, softmax } from "../models/softmax.js";
import { json, tensors } from "../playground/data.js";
import { DOTS, INK, NAMES } from "../playground/dots.js";
import { button, html, Playground } from "../playground/playground.js";
import { choice, number } from "../playground/settings.js";
import { count, LEFT_HALF, LOWER_HALF, NONE, read, resized, seenOf, shuffled, written } from "./erase-pixels/holes.js";
import { Page } from "./erase-pixels/page.js";
import { Bars, inHundred, Picture } from "./erase-pixels/picture.js";

const PUT_IN = { averages: "averages put in", blank: "blank paper put in" };

/** A row of a matrix. @param {import("../playground/data.js").Tensor} tensor @param {number} i */
const row = ({ shape, values }, i) => values.subarray(i * shape[1], (i + 1) * shape[1]);

/** @param {number} digit */
const a = (digit) => `${digit === 8 ? "an" : "a"} ${NAMES[digit]}`;

/** The digit that is likeliest. @param {number[]} shares */
const likeliest = (shares) => shares.indexOf(Math.max(...shares));

/** @param {number[]} shares */
const says = (shares) => `says ${NAMES[likeliest(shares)]}, ${inHundred(Math.max(...shares))} in 100`;

class ErasePixels extends Playground {
  static title = "Erase dots of a digit";
  static settings = {
    digit: choice([...NAMES.keys()].map(String), "6"),
    holes: { initial: LOWER_HALF, read, write: written },
    fill: choice(Object.keys(PUT_IN)),
    /** How many dots are lost. The holes say it too: an address need not. */
    lost: { ...number({ min: 0, max: DOTS, initial: count(LOWER_HALF) }), read: () => undefined, write: () => "" },
  };

  async prepare() {
    const [model, digits] = await Promise.all([tensors(this, "model.safetensors"), json(this, "digits.json")]);
    this.digits = digits.map((dots) => dots.map((ink) => ink / INK));
    this.averages = model.averages.values;
    this.stories = NAMES.map((_, k) => ({ mean: row(model.means, k), covariance: row(model.covariances, k) }));
    /** What is to be expected where nothing is seen: all ten digits are as likely. */
    this.typical = this.averages.map((_, i) => this.stories.reduce((sum, { mean }) => sum + mean[i] / NAMES.length, 0));
    this.classes = NAMES.map((_, k) => ({ weights: row(model.weights, k), intercept: model.intercepts.values[k] }));
    this.order = shuffled();
    this.state.lost = count(this.state.holes);
  }

  /** @param {HTMLElement} room */
  build(room) {
    const keys = `${this.owner}-keys`;
    this.page = new Page(keys, (holes) => this.change({ holes }));
    this.pictures = [new Picture("generative"), new Picture("discriminative")];
    this.bars = [new Bars("generative", NAMES), new Bars("discriminative", NAMES)];
    this.captions = this.pictures.map(() => html("p", { class: "rc-erase-caption" }));
    const model = (i, family, name) => html("div", { class: `rc-erase-model rc-side rc-side--${family}` },
      html("p", { class: "rc-side-name" }, html("span", { class: `rc-family rc-family--${family}` }, name)),
      html("div", { class: "rc-erase-made" }, this.pictures[i].root, this.captions[i]), this.bars[i].root);
    const erase = html("fieldset", { class: "rc-play-buttons" }, html("legend", {}, "Erase"),
      button("Lower half", () => this.change({ holes: LOWER_HALF })),
      button("Left half", () => this.change({ holes: LEFT_HALF })),
      button("Random half", () => this.eraseAtRandom()),
      button("Restore all", () => this.change({ holes: NONE })));
    room.append(
      html("div", { class: "rc-play-controls" },
        this.choices("digit", "Digit", Object.fromEntries(NAMES.map((_, k) => [k, String(k)]))),
        this.choices("fill", "Logistic regression gets in each hole", { averages: "the average", blank: "blank paper" }),
        erase, this.slider("lost", "Dots lost", (lost) => `${lost} of ${DOTS}`)),
      html("div", { class: "rc-erase" },
        html("div", { class: "rc-side" }, html("p", { class: "rc-side-name" }, "The page"), this.page.root,
          html("p", { class: "rc-play-hint", id: keys },
            "Press or drag to erase. From a hole, to restore. With the keyboard: arrows move, Space erases or restores, and Shift with an arrow erases on the way.")),
        model(0, "generative", "The story"), model(1, "discriminative", "Logistic regression")),
      html("p", { class: "rc-erase-note" }, "Numbers are out of 100. The ring marks the true digit."));
  }

  /** @param {Record<string, any>} values */
  change(values) {
    if ("holes" in values) values = { ...values, lost: count(values.holes) };
    else if ("lost" in values) values = { ...values, holes: resized(this.state.holes, values.lost, this.order) };
    super.change(values);
    this.page.holes = this.state.holes; // what comes before the next frame goes on from here
  }

  eraseAtRandom() {
    this.order = shuffled();
    this.change({ holes: resized(NONE, DOTS / 2, this.order) });
  }

  draw() {
    const { digit, holes, fill } = this.state;
    const x = this.digits[digit];
    const seen = seenOf(holes);
    // All ten digits are taken to be equally common.
    this.shares = [softmax(this.stories.map((story) => logDensityOfSeen(story, x, seen)))];
    const named = likeliest(this.shares[0]);
    const drawn = seen.length ? filledIn(this.stories[named], x, seen) : this.typical;
    const given = x.map((ink, i) => (holes[i] ? (fill === "averages" ? this.averages[i] : 0) : ink));
    this.shares.push(probabilities(this.classes, given));
    const whole = seen.length === DOTS;
    const filled = seen.length ? `filled in as ${a(named)}` : "the mean of all ten digits";
    const captions = whole ? ["nothing to fill in", "nothing to put in"] : [filled, PUT_IN[fill]];
    this.page.show(x, holes);
    [drawn, given].forEach((image, i) => {
      this.pictures[i].show(image, holes, `The page, ${captions[i]}`);
      if (this.captions[i].textContent !== captions[i]) this.captions[i].textContent = captions[i];
      this.bars[i].show(this.shares[i], Number(digit), i ? "logistic regression" : "the story");
    });
  }

  words() {
    const { digit, lost, fill } = this.state;
    const what = a(Number(digit)).replace("a", "A");
    const [story, logistic] = this.shares.map(says);
    if (lost === 0) return `${what}, whole. The story ${story}. Logistic regression ${logistic}.`;
    const told = lost === DOTS ? "can only guess: all ten digits are as likely" : story;
    return `${what} with ${lost} of ${DOTS} dots lost. The story ${told}. Logistic regression with ${PUT_IN[fill]} ${logistic}.`;
  }
}

customElements.define("rc-erase-pixels", ErasePixels);
