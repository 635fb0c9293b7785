/**
 * Digits on demand: a reader orders a digit, and a generator draws new ones from noise. How it came to that can be seen, too:
 * the same ten orders at moments of its training.
 */

import { forward, layersOf } from "../models/network.js";
import { bells, lots } from "../models/random.js";
import { tensors } from "../playground/data.js";
import { DOTS, paint } from "../playground/dots.js";
import { button, html, Playground } from "../playground/playground.js";
import { choice, number } from "../playground/settings.js";

const DIGITS = [..."0123456789"];
const NAMES = ["zeros", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines"];
const MANY = 10; // digits of an order
const COLUMNS = 5;

class OnDemand extends Playground {
  static title = "Digits on demand";
  static settings = {
    digit: choice(DIGITS, "5"),
    /** Which noise the digits are drawn from, of all that could be. */
    lot: number({ min: 1, max: 999, initial: 1 }),
    /** Which moment of the training is shown: one in the middle at first, from which both ways are open. */
    moment: number({ min: 0, max: 7, initial: 4 }),
  };

  async prepare() {
    const [generator, training] = await Promise.all([tensors(this, "generator.safetensors"), tensors(this, "drawn.safetensors")]);
    this.generator = layersOf(generator);
    this.noises = this.generator[0].inputs - DIGITS.length;
    this.turns = [...training.turns.values];
    /** The share of a thousand orders that a judge read as what was ordered, at each moment. */
    this.agrees = [...training.agrees.values];
    this.drawn = training.drawn.values;
  }

  /** @param {HTMLElement} room */
  build(room) {
    const picture = () => html("canvas", { class: "rc-dots-many", role: "img" });
    this.ordered = picture();
    this.then = picture();
    const moment = this.slider("moment", "Go through the training: all ten orders after", (at) => this.after(at));
    room.append(
      html("div", { class: "rc-play-controls" },
        this.choices("digit", "Order", Object.fromEntries(DIGITS.map((digit) => [digit, digit]))),
        button("Draw others", () => this.change({ lot: (this.state.lot % 999) + 1 }))),
      html("div", { class: "rc-demand" }, this.ordered),
      html("div", { class: "rc-play-controls" }, moment),
      html("div", { class: "rc-demand" }, this.then));
  }

  /** @param {number} moment of the training */
  after(moment) {
    const turns = this.turns[moment];
    return turns === 1 ? "1 turn" : `${turns} turns`;
  }

  /** New ones, each from noise of its own. @param {number} digit @param {number} lot */
  order(digit, lot) {
    const random = lots(lot);
    const asked = DIGITS.map((_, k) => Number(k === digit));
    return Array.from({ length: MANY }, () => forward(this.generator, [...bells(this.noises, random), ...asked], "sigmoid"));
  }

  /** What it drew at a moment of its training, from 0 to 9. @param {number} moment */
  look(moment) {
    return DIGITS.map((_, digit) => {
      const from = (moment * DIGITS.length + digit) * DOTS;
      return Float32Array.from(this.drawn.subarray(from, from + DOTS), (ink) => ink / 255);
    });
  }

  draw() {
    const { digit, lot, moment } = this.state;
    if (this.shown !== `${digit} ${lot}`) paint(this.ordered, this.order(Number(digit), lot), COLUMNS);
    this.shown = `${digit} ${lot}`;
    paint(this.then, this.look(moment), COLUMNS);
    this.ordered.setAttribute("aria-label", `${MANY} new ${NAMES[digit]}`);
    this.then.setAttribute("aria-label", `Ten orders, 0 to 9, as drawn after ${this.after(moment)}`);
  }

  words() {
    const { digit, moment } = this.state;
    return `Above: ${MANY} new ${NAMES[digit]}, each drawn from noise of its own. ` +
      `Below: one order of each digit after ${this.after(moment)} of training, from the same noise at each moment. ` +
      `The judge reads ${Math.round(100 * this.agrees[moment])} in 100 of such digits as ordered.`;
  }
}

customElements.define("rc-on-demand", OnDemand);
