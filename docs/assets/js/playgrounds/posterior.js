/**
 * The posterior slider: a thousand people, and a frame around those with large nuclei. A reader sets how many are ill, and
 * how common large nuclei are among the ill and among the well; the share of the ill in the frame follows.
 */

import { correct, odds, people, posterior } from "../models/bayes.js";
import { json } from "../playground/data.js";
import { button, html, Playground, svg, write } from "../playground/playground.js";
import { number } from "../playground/settings.js";

const COUNT = 1000;
const COLUMNS = 50;
const PITCH = 11.1; // from one person to the next, in units of the drawing
const [LEFT, RIGHT] = [1, 559];
const FIRST = 36; // where the first row of people is
const LAST = 298; // where the last row of the frame is
const PAD = 9; // around the people in the frame
const BAR = { top: 341, bottom: 367 };

/** @param {number} percentage */
const tenth = (percentage) => String(Number(percentage.toFixed(1)));

/** @param {number} percentage */
const withSign = (percentage) => `${tenth(percentage)}%`;

/** A share in percent, such as an address names it. @param {number} min @param {number} max */
const share = (min, max) => ({ ...number({ min, max, step: 0.1, initial: 0 }), write: tenth });

/** @param {number} from @param {number} to @param {number} step */
const range = (from, to, step) => Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);

/** Where a slider can stop: whole numbers, and what was counted. @param {number[]} values @param {number[]} counted */
const stops = (values, counted) =>
  [...new Set([...values.map((value) => Number(tenth(value))), ...counted])].sort((a, b) => a - b);

/** @param {number[]} values @param {number} wanted @returns {number} the place of the nearest one */
const nearest = (values, wanted) =>
  values.reduce((best, value, i) => (Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? i : best), 0);

/** A share in a hundred, with a digit more where it is small, or nearly all. @param {number} p */
export function inHundred(p) {
  if (p > 0 && p < 0.0005) return "less than 0.1";
  if (p < 1 && p > 0.9995) return "more than 99.9";
  return (100 * p).toFixed(p < 0.0995 || p > 0.9005 ? 1 : 0);
}

/** The same in a drawing, where room is short. @param {number} p */
const percent = (p) => `${inHundred(p).replace("less than", "<").replace("more than", ">")}%`;

/** What is seen, in people. @param {import("../models/bayes.js").People} seen @param {number} exact the posterior */
export function inPeople({ ill, framedIll, framedWell }, exact) {
  const framed = framedIll + framedWell;
  const are = (n) => (n === 0 ? "none is" : n === 1 ? "1 is" : `${n} are`);
  // With so few people, rounding can change the share: then both are said, and which is which.
  const agree = inHundred(framedIll / framed) === inHundred(exact);
  const share = agree ? `: ${inHundred(exact)} in 100` : `; not rounded to people, it is ${inHundred(exact)} in 100`;
  return `Of ${COUNT} people, ${are(ill)} ill. Large nuclei: ${framedIll} of the ill, ${framedWell} of the well. ` +
    `So of ${framed} with large nuclei, ${are(framedIll)} ill${share}.`;
}

/** The middles of people from one place in the rows to another. @param {number} from @param {number} to @param {number} top */
const places = (from, to, top) =>
  range(from, to - 1, 1).map((i) => [LEFT + 7 + (i % COLUMNS) * PITCH, top + Math.floor(i / COLUMNS) * PITCH]);

const squares = (points) => points.map(([x, y]) => `M${(x - 3.7).toFixed(1)} ${(y - 3.7).toFixed(1)}h7.4v7.4h-7.4z`).join("");
const rings = (points) => points.map(([x, y]) => `M${(x - 3).toFixed(1)} ${y.toFixed(1)}a3 3 0 1 0 6 0a3 3 0 1 0-6 0`).join("");

/** Arithmetic that stays on one line. @param {string} text */
const unbroken = (text) => text.replaceAll(" ", "\u00a0");

class Posterior extends Playground {
  static title = "A thousand people";
  static settings = { rate: share(0.1, 50), ill: share(1, 99), well: share(1, 99) };

  async prepare() {
    const { clinic, screening } = await json(this, "counts.json");
    this.clinic = (100 * clinic.ill) / (clinic.ill + clinic.well);
    this.screening = 100 * screening;
    const counted = {
      rate: this.screening,
      ill: (100 * clinic.large_ill) / clinic.ill,
      well: (100 * clinic.large_well) / clinic.well,
    };
    // Rare illnesses need fine steps, and common ones would take for ever in these.
    const rates = [...range(0.1, 2, 0.1), ...range(2.5, 10, 0.5), ...range(11, 50, 1)];
    this.stops = {
      rate: stops(rates, [this.clinic, this.screening]),
      ill: stops(range(1, 99, 1), [counted.ill]),
      well: stops(range(1, 99, 1), [counted.well]),
    };
    for (const [name, value] of Object.entries(counted)) {
      // What was counted is where the sliders begin.
      this.state[name] = this.state[name] ? this.stops[name][nearest(this.stops[name], this.state[name])] : value;
      this.initial[name] = value;
    }
  }

  /** @param {HTMLElement} room */
  build(room) {
    const part = (kind) => svg("path", { class: kind, d: "" });
    const note = (y, anchor, x) => svg("text", { class: "rc-posterior-note", x, y, "text-anchor": anchor });
    this.marks = {
      squares: part("rc-posterior-ill"),
      rings: part("rc-posterior-well"),
      framedSquares: part("rc-posterior-ill"),
      framedRings: part("rc-posterior-well"),
    };
    this.around = part("rc-posterior-frame");
    this.bar = part("rc-posterior-share");
    this.finished = [part("rc-posterior-finished-ground"), part("rc-posterior-finished")];
    this.notes = {
      other: note(20, "start", LEFT),
      large: note(0, "start", LEFT),
      finished: note(BAR.top - 10, "start", LEFT),
      ill: note(BAR.bottom + 23, "start", LEFT),
      well: note(BAR.bottom + 23, "end", RIGHT),
    };
    this.notes.finished.classList.add("rc-posterior-note--finished");
    const key = note(20, "end", RIGHT);
    key.append("■ ill\u2003○ well");
    const drawing = svg("svg", {
      class: "rc-drawing__svg",
      viewBox: "0 0 560 399",
      role: "img",
      "aria-label": "A thousand people: squares are ill, rings are well. A frame gathers those with large nuclei. " +
        "A bar below it shows the share of the ill in it, and a line across it what was learned at the clinic’s base rate.",
    }, key, ...Object.values(this.marks), this.around,
    svg("path", { class: "rc-posterior-bar", d: `M${LEFT} ${BAR.top}H${RIGHT}V${BAR.bottom}H${LEFT}z` }),
    this.bar, ...this.finished, ...Object.values(this.notes));
    this.ways = ["generative", "discriminative"].map(() => html("span"));
    const way = (family, i) =>
      html("p", {}, html("span", { class: `rc-family rc-family--${family}` }, family), " ", this.ways[i]);
    room.append(
      html("div", { class: "rc-play-controls" },
        html("div", { class: "rc-posterior-rate" },
          this.slider("rate", "p(y): how many are ill", withSign, this.stops.rate),
          html("div", { class: "rc-posterior-places" },
            this.place(`Screening: ${withSign(this.screening)}`, this.screening),
            this.place(`Clinic: ${withSign(this.clinic)}`, this.clinic))),
        this.slider("ill", "p(x given y): large nuclei among the ill", withSign, this.stops.ill),
        this.slider("well", "p(x given y): large nuclei among the well", withSign, this.stops.well)),
      drawing,
      html("div", { class: "rc-posterior-ways" }, way("generative", 0), way("discriminative", 1)));
  }

  /** A button that goes to where so many are ill. @param {string} words @param {number} rate */
  place(words, rate) {
    const made = button(words, () => this.change({ rate }));
    this.follow.push(() => made.setAttribute("aria-pressed", String(this.state.rate === rate)));
    return made;
  }

  /** All that follows from the settings. */
  get world() {
    const [rate, ill, well] = [this.state.rate, this.state.ill, this.state.well].map((value) => value / 100);
    const clinic = this.clinic / 100;
    const finished = posterior(clinic, ill, well);
    return { rate, ill, well, clinic, finished, exact: posterior(rate, ill, well), seen: people(COUNT, rate, ill, well) };
  }

  draw() {
    const { exact, finished, seen } = this.world;
    this.drawPeople(seen);
    const at = (p) => (LEFT + p * (RIGHT - LEFT)).toFixed(1);
    this.bar.setAttribute("d", `M${LEFT} ${BAR.top}H${at(exact)}V${BAR.bottom}H${LEFT}z`);
    for (const line of this.finished) line.setAttribute("d", `M${at(finished)} ${BAR.top - 6}V${BAR.bottom + 6}`);
    const { notes } = this;
    notes.finished.setAttribute("x", at(finished));
    notes.finished.setAttribute("text-anchor", finished > 0.5 ? "end" : "start");
    write(notes.finished, `learned at the clinic’s base rate: ${percent(finished)}`);
    write(notes.ill, `■ ill, of those in the frame: ${percent(exact)}`);
    write(notes.well, `○ well: ${percent(1 - exact)}`);
    this.tellWays();
  }

  /** @param {import("../models/bayes.js").People} seen */
  drawPeople({ ill, framedIll, framedWell }) {
    const framed = framedIll + framedWell;
    const top = LAST - (Math.ceil(framed / COLUMNS) - 1) * PITCH;
    const { marks } = this;
    marks.squares.setAttribute("d", squares(places(0, ill - framedIll, FIRST)));
    marks.rings.setAttribute("d", rings(places(ill - framedIll, COUNT - framed, FIRST)));
    marks.framedSquares.setAttribute("d", squares(places(0, framedIll, top)));
    marks.framedRings.setAttribute("d", rings(places(framedIll, framed, top)));
    this.around.setAttribute("d", `M${LEFT} ${top - PAD}H${RIGHT}V${LAST + PAD}H${LEFT}z`);
    write(this.notes.other, `other nuclei: ${COUNT - framed}`);
    write(this.notes.large, `large nuclei: ${framed}, ${framedIll} of them ill`);
    this.notes.large.setAttribute("y", String(top - PAD - 7));
  }

  /** How each of the two families comes to the answer, with numbers. */
  tellWays() {
    const { rate, ill, well, clinic, finished, exact } = this.world;
    const three = (value) => value.toPrecision(3);
    const [a, b] = [rate * ill, (1 - rate) * well].map((p) => three(COUNT * p));
    const divided = unbroken(`${a} ÷ (${a} + ${b})`);
    write(this.ways[0],
      `Exchange p(y) in the story, then divide the ill in the frame by all in it: ${divided} is ${inHundred(exact)}%.`);
    const change = odds(rate) / odds(clinic);
    const times = unbroken(`${three(odds(finished))} × ${three(change)}`);
    const corrected = inHundred(correct(finished, clinic, rate));
    write(this.ways[1], `Correct the odds of what was learned at the clinic’s base rate, ${inHundred(finished)}%: ` +
      `${times} is about ${(odds(finished) * change).toPrecision(2)}, and such odds are ${corrected}%.`);
  }

  words() {
    const { exact, finished, seen } = this.world;
    const unchanged = inHundred(finished);
    const clinic = this.state.rate === this.clinic
      ? "This is the clinic’s base rate."
      : `An answer learned at the clinic’s base rate, and used unchanged, would be ${unchanged} in 100.`;
    return `${inPeople(seen, exact)} ${clinic}`;
  }
}

customElements.define("rc-posterior", Posterior);
