/**
 * How strong must a shortcut be? Tags that were wrong more or less often while six models learned, larger or smaller, darker
 * or paler: what do the models get right when the tag is honest, and when it lies? All was computed when the site was built.
 */

import { json } from "../playground/data.js";
import { html, Playground, svg } from "../playground/playground.js";
import { choice, number } from "../playground/settings.js";
import { allStrengths, examples, oneStrength } from "./tag-strength/chart.js";
import { DOTS, IN_100, INKS, inWords } from "./tag-strength/results.js";

const FIVE = IN_100.indexOf(5);
const CHARTS = {
  one: "For each of six models, how many labels of 100 are right with an honest tag and with a lying one.",
  all: "For each of six models, how many labels of 100 are right with a lying tag, by how often it was wrong during learning.",
};

class TagStrength extends Playground {
  static title = "How strong must a shortcut be?";
  static settings = {
    /** A step of the slider; in an address, the number of wrong tags in 100 that it stands for. */
    wrong: {
      ...number({ min: 0, max: IN_100.length - 1, initial: FIVE }),
      read: (text) => (/^\d+$/.test(text) && IN_100.includes(Number(text)) ? IN_100.indexOf(Number(text)) : undefined),
      write: (step) => String(IN_100[step]),
    },
    dots: choice(DOTS, "4"),
    ink: choice(Object.keys(INKS), "black"),
    learned: choice(["plain", "both"]),
    view: choice(["one", "all"]),
  };

  async prepare() {
    /** @type {import("./tag-strength/results.js").Results} */
    this.results = await json(this, "results.json");
  }

  /** @param {HTMLElement} room */
  build(room) {
    const drawing = (size, words) => svg("svg", { class: "rc-drawing__svg", viewBox: `0 0 ${size}`, role: "img", "aria-label": words });
    this.chart = drawing("400 340", CHARTS.one);
    this.images = ["An eight with the tag, a one without.", "A one with the tag, an eight without."].map((words) => drawing("200 112", words));
    room.append(
      html("div", { class: "rc-ts" },
        html("div", { class: "rc-ts-chart" }, this.chart), html("div", { class: "rc-ts-images" }, ...this.images)),
      html("div", { class: "rc-play-controls" },
        this.slider("wrong", "Wrong tags, during learning", (step) => (step ? `${IN_100[step]} in 100` : "never")),
        this.choices("dots", "Size of the tag", { 1: "1 dot", 4: "4 dots", 9: "9 dots" }),
        this.choices("ink", "Its darkness", { pale: "pale", grey: "grey", black: "black" }),
        this.choices("learned", "Learn from each image", { plain: "as it is", both: "with and without tag" }),
        this.choices("view", "Show", { one: "this strength", all: "all strengths" })));
  }

  draw() {
    const { results, state } = this;
    this.chart.setAttribute("aria-label", CHARTS[state.view]);
    this.chart.replaceChildren(...(state.view === "one" ? oneStrength : allStrengths)(results, state));
    this.images.forEach((image, i) => image.replaceChildren(...examples(results, state, i === 1)));
  }

  words() {
    return inWords(this.results, this.state);
  }
}

customElements.define("rc-tag-strength", TagStrength);
