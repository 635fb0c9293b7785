/**
 * A digit goes in, two numbers are all that is kept of it, and a digit is drawn from these two numbers. A reader can draw
 * what goes in, put noise on it, and walk about on the map of all codes.
 *
 * @typedef {import("./latent-map/pad.js").Code} Code
 */

import { forward, layersOf } from "../models/network.js";
import { bells, lots } from "../models/random.js";
import { json, tensors } from "../playground/data.js";
import { DOTS, INK, NAMES } from "../playground/dots.js";
import { button, html, Playground, write } from "../playground/playground.js";
import { choice, number } from "../playground/settings.js";
import { Pad, within } from "./latent-map/pad.js";
import { Drawn, Slate } from "./latent-map/pictures.js";

const DIGITS = [..."0123456789"];
const BLANK = Array(DOTS).fill(0);
const FEW = 0.004; // a difference between two mistakes that is none worth telling

/** How far one picture is from another: the mean of the squares, a dot. @param {ArrayLike<number>} one @param {number[]} other */
const mistake = (one, other) => other.reduce((sum, ink, i) => sum + (one[i] - ink) ** 2, 0) / DOTS;

/** @param {number} value */
const short = (value) => value.toFixed(3);

/** @param {Code} code */
const spell = (code) => code.map((value) => (Number(value.toFixed(2)) || 0).toFixed(2).replace("-", "−")).join(" and ");

class LatentMap extends Playground {
  static title = "A map of codes";
  static settings = {
    digit: choice([...DIGITS, "own"], "3"),
    /** What a reader has drawn, with the ink of each dot as a letter. */
    dots: {
      initial: /** @type {number[] | null} */ (null),
      read: (text) => (/^[0-9a-g]{64}$/.test(text) ? [...text].map((letter) => parseInt(letter, INK + 1) / INK) : undefined),
      write: (dots) => dots?.map((ink) => Math.round(INK * ink).toString(INK + 1)).join("") ?? "",
    },
    /** In hundredths: how far each dot is off. */
    noise: number({ min: 0, max: 60, step: 5, initial: 30 }),
    /** Which noise it is, of those that could be. */
    lot: number({ min: 1, max: 99, initial: 1 }),
    /** Where a reader has put the code; nothing while it is that of what goes in. */
    at: {
      initial: /** @type {Code | null} */ (null),
      read: (text) => (/^-?\d\.\d\d -?\d\.\d\d$/.test(text) ? within(/** @type {Code} */ (text.split(" ").map(Number))) : undefined),
      write: (code) => code?.map((value) => value.toFixed(2)).join(" ") ?? "",
    },
  };

  async prepare() {
    const [model, digits] = await Promise.all([tensors(this, "model.safetensors"), json(this, "digits.json")]);
    this.encoder = layersOf(model, "encoder.");
    this.decoder = layersOf(model, "decoder.");
    this.digits = digits.map(({ dots }) => dots.map((ink) => ink / INK));
  }

  /** @param {HTMLElement} room */
  build(room) {
    const keys = `${this.owner}-keys`;
    this.slate = new Slate(keys, (dots) => this.change({ digit: "own", dots }));
    this.pad = new Pad(`${keys}-map`, (at) => this.change({ at }));
    this.out = new Drawn();
    /** Where the ten digits are on the map. */
    this.codes = this.digits.map((dots) => this.encode(dots));
    this.pad.fill((code) => this.decode(code), this.codes);
    this.mistakes = [0, 1].map(() => html("p", { class: "rc-latent-mistake" }));
    const part = (name, ...content) => html("div", { class: "rc-latent-part" }, html("p", { class: "rc-side-name" }, name), ...content);
    room.append(
      html("div", { class: "rc-play-controls" },
        this.choices("digit", "Begin with", Object.fromEntries(DIGITS.map((digit) => [digit, digit]))),
        this.slider("noise", "Noise on each dot", (noise) => (noise / 100).toFixed(2)),
        html("div", { class: "rc-play-buttons" },
          button("Other noise", () => this.change({ lot: (this.state.lot % 99) + 1 })),
          button("Clear the paper", () => this.change({ digit: "own", dots: BLANK })))),
      html("div", { class: "rc-latent" },
        part("In: draw here", this.slate.root, this.mistakes[0]),
        part("Kept: two numbers", this.pad.root),
        part("Out: drawn from them", this.out.root, this.mistakes[1])),
      html("p", { class: "rc-play-hint", id: keys },
        "To draw, press or drag; from a dot that is dark without the noise, to rub out. With the keyboard: arrows move, Space draws or rubs out, and Shift with an arrow draws on the way."),
      html("p", { class: "rc-play-hint", id: `${keys}-map` },
        "On the map, drag the disc, or press where it shall go. With the keyboard: arrows move it, with Shift farther."));
  }

  /** @param {Record<string, any>} values @param {string} [news] */
  change(values, news) {
    if ("digit" in values && !("dots" in values)) values = { dots: null, ...values };
    // Whatever goes in has a code of its own.
    if (["digit", "dots", "noise", "lot"].some((name) => name in values)) values = { at: null, ...values };
    super.change(values, news);
    this.slate.dots = this.dots; // what comes before the next frame goes on from here
  }

  /** What goes in, before any noise. @returns {number[]} */
  get dots() {
    const { digit, dots } = this.state;
    return digit === "own" ? (dots ?? BLANK) : this.digits[digit];
  }

  /** The two numbers that are kept of a picture: the middle of where its code may be. @param {number[]} dots @returns {Code} */
  encode(dots) {
    const [first, second] = forward(this.encoder, dots);
    return [first, second];
  }

  /** @param {Code} code */
  decode(code) {
    return forward(this.decoder, code, "sigmoid");
  }

  /** Which of the ten digits is nearest on the map. @param {Code} code */
  nearest([first, second]) {
    const far = this.codes.map(([x, y]) => Math.hypot(x - first, y - second));
    return `Of the ten digits on the map, the ${NAMES[far.indexOf(Math.min(...far))]} is nearest.`;
  }

  draw() {
    const { dots } = this;
    const { noise, lot, at } = this.state;
    const off = bells(DOTS, lots(lot));
    const given = dots.map((ink, i) => Math.min(Math.max(ink + (noise / 100) * off[i], 0), 1));
    const own = this.encode(given);
    this.code = at ?? own;
    const out = this.decode(this.code);
    this.lost = [mistake(given, dots), mistake(out, dots)];
    this.slate.show(dots, given);
    this.pad.show(this.code, own);
    this.out.show(out, `Drawn from ${spell(this.code)}. ${this.nearest(this.code)}`);
    write(this.mistakes[0], noise ? `mistake before: ${short(this.lost[0])}` : "no noise");
    write(this.mistakes[1], at ? "from where you stand on the map" : `mistake after: ${short(this.lost[1])}`);
  }

  words() {
    const { at, digit, noise } = this.state;
    if (at) return `You stand at ${spell(at)}. The decoder knows nothing else. ${this.nearest(at)}`;
    const what = digit === "own" ? "Your drawing" : `A ${NAMES[digit]}`;
    const kept = `The two numbers that are kept: ${spell(this.code)}.`;
    const [before, after] = this.lost.map(short);
    if (!noise) return `${what}. ${kept} Mistake of what is drawn from them: ${after}.`;
    const less = this.lost[0] - this.lost[1];
    const verdict = Math.abs(less) < FEW ? "That is about the same." : less > 0 ? "More noise stayed behind than was lost of the digit." :
      "More was lost of the digit than noise stayed behind.";
    return `${what}, with noise of ${(noise / 100).toFixed(2)}. ${kept} Mistake before: ${before}; after: ${after}. ${verdict}`;
  }
}

customElements.define("rc-latent-map", LatentMap);
